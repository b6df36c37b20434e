"""`buckstop check` with Teams, as a process of its own: what Entra says, and what Teams says of the places."""

import asyncio
import signal
import sys

import pytest

from tests.programs.teams_desk import an_internet, channel, teams
from tests.programs.test_serve import Served, serving


@pytest.fixture
def run(tmp_path):
    def run_(story):
        async def told():
            async with an_internet() as internet:
                return await story(internet, tmp_path)

        return asyncio.run(told())

    return run_


async def checked(internet, folder, **more):
    """How it ends, and what it has printed."""
    environment = {"DATABASE_URL": f"sqlite:///{folder}/desk.db", **teams(internet, folder, **more)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    checking = Served(process, 0)
    return await checking.ended(), checking.printed


async def has_run(internet, folder, does):
    """Somebody has done something in Teams while the bot ran."""
    wire = internet.wire
    async with serving(folder, **teams(internet, folder)) as served:
        await served.until(lambda: "Buckstop is running" in served.printed)
        wire.post.url = f"http://127.0.0.1:{served.port}/api/messages"
        await does(wire)
        await served.until(lambda: "paged_members" in [call.method for call in wire.calls])  # all channels are known
        served.process.send_signal(signal.SIGTERM)
        await served.ended()


def test_before_anything_has_come_it_says_what_to_do_and_is_content(run):
    code, printed = run(checked)

    assert code == 0
    assert "BUCKSTOP_URL is missing, and Teams must reach the bot from outside." in printed
    assert "Nothing has come from Teams yet" in printed
    assert "Traceback" not in printed


def test_a_secret_that_entra_does_not_take_is_wrong(run):
    async def story(internet, folder):
        return await checked(internet, folder, MICROSOFT_APP_PASSWORD="one of last year")

    code, printed = run(story)

    assert code == 1
    assert "Entra does not take MICROSOFT_APP_PASSWORD (token_refused: invalid_client)" in printed
    assert "one of last year" not in printed


def test_an_organisation_that_entra_does_not_know_is_wrong(run):
    async def story(internet, folder):
        internet.wire.trouble("discovery", status=400)
        return await checked(internet, folder)

    code, printed = run(story)

    assert code == 1
    assert "Entra finds no app MICROSOFT_APP_ID in the organisation MICROSOFT_APP_TENANT_ID" in printed


def test_an_entra_that_is_out_of_reach_is_wrong_for_now(run):
    async def story(internet, folder):
        internet.is_away = True
        return await checked(internet, folder)

    code, printed = run(story)

    assert code == 1
    assert "Entra cannot be reached (token_out_of_reach: ProxyError), so nothing was asked in Teams." in printed


def test_of_channels_and_people_it_says_what_teams_says(run):
    async def story(internet, folder):
        async def installs(wire):
            team = next(iter(wire.space.teams.values()))
            await wire.person("ana").installs(team)

        await has_run(internet, folder, installs)
        space = internet.wire.space
        del space.conversations[channel("top")]
        space.user("ben").guest = True
        return await checked(internet, folder)

    code, printed = run(story)

    assert code == 1
    assert "Teams knows no such channel" in printed
    assert printed.count("Teams knows no such channel") == 1
    assert "is a guest in Teams, and guests count as customers" in printed
    assert "Only what mentions the bot has been heard so far" in printed


def test_where_all_is_well_it_says_so(run):
    async def story(internet, folder):
        async def happens(wire):
            await wire.person("ana").installs(next(iter(wire.space.teams.values())))
            await wire.person("maria").writes(channel("help"), "the printer is broken")

        await has_run(internet, folder, happens)
        return await checked(internet, folder, BUCKSTOP_URL="https://desk.example")

    code, printed = run(story)

    assert code == 0
    assert "Warning:" not in printed
    assert "All in order." in printed
    assert "Traceback" not in printed
