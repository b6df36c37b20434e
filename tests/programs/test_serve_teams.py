"""`buckstop serve` with Teams, as a process of its own: by Microsoft's addresses, with its tokens, over TLS."""

import asyncio
import signal
from pathlib import Path

import aiohttp
import pytest

from bot.platforms.teams.keys import SOON_S
from tests.programs import test_serve as slack_too
from tests.programs.teams_desk import a_tenant, an_internet, cards, channel, desk_file, teams
from tests.programs.test_serve import a_workspace, serving, slack
from tests.slack_wire.wire import SECRET as SLACK_SECRET
from tests.stories.houses import TWO_TIERS, written
from tests.teams_wire.tenant import TENANT
from tests.teams_wire.wire import SECRET

RUNNING = "Buckstop is running"
RETIRED = ("botbuilder", "botframework", "msrest", "msal")


@pytest.fixture
def run(tmp_path):
    def run_(story):
        return asyncio.run(story(tmp_path))

    return run_


def listens(wire, served):
    wire.post.url = f"http://127.0.0.1:{served.port}/api/messages"


def test_a_message_becomes_a_card_and_a_signal_ends_it_with_everything_written(run):
    async def story(folder):
        async with an_internet() as internet, serving(folder, **teams(internet, folder)) as served:
            wire = internet.wire
            await served.until(lambda: RUNNING in served.printed)
            listens(wire, served)
            await wire.person("maria").writes(channel("help"), "the printer is broken")
            await served.until(lambda: cards(wire))
            served.process.send_signal(signal.SIGTERM)
            return await served.ended(), served.printed, wire.complaints(), set(internet.asked)

    code, printed, complaints, asked = run(story)

    assert code == 0
    assert f"In the Teams organisation {TENANT}." in printed
    assert "for Teams, at /api/messages" in printed
    assert "everything that was under way is written" in printed
    assert "Traceback" not in printed
    assert complaints == []
    assert asked == {"login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net"}


def test_whoever_has_no_token_gets_401_and_anybody_may_ask_whether_it_lives(run):
    async def story(folder):
        async with an_internet() as internet, serving(folder, **teams(internet, folder)) as served:
            await served.until(lambda: RUNNING in served.printed)
            here = f"http://127.0.0.1:{served.port}"
            async with aiohttp.ClientSession() as outside:
                answer = await outside.post(f"{here}/api/messages", json={"type": "message", "text": "charged twice"})
                alive = await outside.get(f"{here}/healthz")
            return answer.status, alive.status, served.printed

    unproved, alive, printed = run(story)

    assert (unproved, alive) == (401, 200)
    assert "charged" not in printed


def test_a_secret_that_entra_does_not_take_ends_it_with_a_line_that_says_what_to_do(run):
    async def story(folder):
        async with an_internet() as internet:
            environment = teams(internet, folder, MICROSOFT_APP_PASSWORD="one of last year")
            async with serving(folder, **environment) as served:
                return await served.ended(), served.printed

    code, printed = run(story)

    assert code == 2
    assert "Entra does not take MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD (token_refused: invalid_client)" in printed
    assert "one of last year" not in printed
    assert "Traceback" not in printed


def test_an_organisation_that_entra_does_not_know_is_said_to_be_that(run):
    async def story(folder):
        async with an_internet() as internet:
            internet.wire.trouble("discovery", status=400, times=99)
            async with serving(folder, **teams(internet, folder)) as served:
                await served.until(lambda: RUNNING in served.printed)
                return served.printed

    assert "Entra finds no app MICROSOFT_APP_ID in the organisation MICROSOFT_APP_TENANT_ID" in run(story)


def test_while_microsoft_is_out_of_reach_nothing_is_taken_that_nobody_can_prove_and_it_goes_on_when_it_is_back(run):
    async def story(folder):
        async with an_internet() as internet:
            wire, internet.is_away = internet.wire, True
            async with serving(folder, **teams(internet, folder)) as served:
                await served.until(lambda: RUNNING in served.printed)
                listens(wire, served)
                await wire.person("maria").writes(channel("help"), "the printer is broken")
                internet.is_away = False
                await asyncio.sleep(SOON_S)
                await wire.again(wire.deliveries[0])
                return wire.deliveries[0].statuses, served.printed

    statuses, printed = run(story)

    assert statuses == [503, 200]
    assert "Entra cannot be reached (token_out_of_reach: ProxyError)" in printed
    assert "Traceback" not in printed


# --- on this machine alone --------------------------------------------------------------------------------------------


def test_where_everything_is_local_it_says_so_loudly_and_hears_whoever_comes(run):
    async def story(folder):
        environment = {"BUCKSTOP_TEAMS_INSECURE_LOCAL": "1", "BUCKSTOP_CONFIG": desk_file(folder)}
        async with a_tenant() as wire, serving(folder, **environment) as served:
            await served.until(lambda: RUNNING in served.printed)
            listens(wire, served)
            wire.keys.token = lambda service: ""
            await wire.person("maria").writes(channel("help"), "the printer is broken")
            await served.until(lambda: wire.calls)
            return wire.deliveries[0].statuses, served.printed

    statuses, printed = run(story)

    assert statuses == [200]
    assert "TEAMS WITHOUT PROOF: BUCKSTOP_TEAMS_INSECURE_LOCAL is set" in printed
    assert "Whoever reaches 127.0.0.1 can be anybody." in printed
    assert "In the Teams organisation" not in printed


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_without_proof_it_listens_to_nobody_but_this_machine(run, host):
    async def story(folder):
        environment = {"BUCKSTOP_TEAMS_INSECURE_LOCAL": "1", "BUCKSTOP_CONFIG": desk_file(folder), "HOST": host}
        async with serving(folder, **environment) as served:
            return await served.ended(), served.printed

    code, printed = run(story)

    assert code == 2
    assert "BUCKSTOP_TEAMS_INSECURE_LOCAL lets anybody in who reaches HOST" in printed
    assert "Listening" not in printed


# --- beside Slack -----------------------------------------------------------------------------------------------------


def both_file(folder: Path) -> str:
    """A desk in Slack that takes in what is written in a channel of Teams, too."""
    people = lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U0{key.upper()}"\n'  # noqa: E731
    places = lambda name: f"slack:{name}" if name == "dm" else f"slack:C0{name.upper()}"  # noqa: E731
    toml = written(TWO_TIERS, people, places).replace('"slack:C0HELP"', f'"slack:C0HELP", "teams:{channel("help")}"')
    file = folder / "both.toml"
    file.write_text(toml, encoding="utf-8")
    return str(file)


def test_slack_and_teams_are_heard_by_one_process_on_one_port(run):
    async def story(folder):
        async with a_workspace() as workspace, an_internet() as internet:
            environment = teams(internet, folder, BUCKSTOP_CONFIG=both_file(folder))
            environment |= slack(workspace, SLACK_SIGNING_SECRET=SLACK_SECRET)
            async with serving(folder, **environment) as served:
                await served.until(lambda: RUNNING in served.printed)
                workspace.post.url = f"http://127.0.0.1:{served.port}/slack/events"
                listens(internet.wire, served)
                await internet.wire.person("maria").writes(channel("help"), "the printer is broken")
                await served.until(lambda: len(slack_too.cards(workspace)) == 1)
                await workspace.person("maria").writes("C0HELP", "another printer is broken")
                await served.until(lambda: len(slack_too.cards(workspace)) == 2)
                served.process.send_signal(signal.SIGTERM)
                return await served.ended(), served.printed, workspace.refused, internet.wire.complaints()

    code, printed, refused, complaints = run(story)

    assert code == 0
    assert "In the Slack workspace" in printed
    assert "In the Teams organisation" in printed
    assert refused == []
    assert complaints == []
    assert SECRET not in printed


def test_where_slack_alone_is_on_nothing_of_microsofts_is_loaded(run):
    async def story(folder):
        async with a_workspace() as wire:
            environment = slack(wire, SLACK_SIGNING_SECRET=SLACK_SECRET, PYTHONPROFILEIMPORTTIME="1")
            async with serving(folder, **environment) as served:
                await served.until(lambda: RUNNING in served.printed)
                return served.printed

    printed = run(story)

    assert "slack_bolt" in printed
    assert [one for one in RETIRED if f" {one}" in printed] == []
