"""web and clock as processes of their own over one PostgreSQL; and serve, which is both, over it too."""

import asyncio
import signal
from pathlib import Path

import pytest

from bot.storage import open_reader, verify
from tests.programs.test_serve import a_workspace, cards, free_port, serving, slack
from tests.slack_wire.wire import SECRET
from tests.stores import ON_POSTGRESQL, ON_SQLITE

RUNNING = {
    "serve": "Buckstop is running",
    "web": "Buckstop hears what is said",
    "clock": "Buckstop's clock is running",
}


@pytest.fixture
def told(tmp_path: Path, store_url: str):
    """Tell a story of processes that have this store."""

    def tell(story):
        async def telling():
            async with a_workspace() as wire:
                environment = slack(wire, SLACK_SIGNING_SECRET=SECRET, DATABASE_URL=store_url)
                return await story(wire, lambda program: serving(tmp_path, program, **environment))

        return asyncio.run(telling())

    return tell


async def begun(program, served, wire=None) -> None:
    await served.until(lambda: "In the Slack workspace" in served.printed and RUNNING[program] in served.printed)
    if wire:
        wire.post.url = f"http://127.0.0.1:{served.port}/slack/events"


async def stopped(*served) -> list[int]:
    for one in served:
        one.process.send_signal(signal.SIGTERM)
    return [await one.ended() for one in served]


def faults(url: str) -> list[str]:
    with open_reader(url) as reader:
        return list(verify(reader))


@ON_POSTGRESQL
def test_what_one_web_of_two_hears_is_one_case_and_one_card(told, store_url):
    async def story(wire, running):
        async with running("web") as first, running("web") as second, running("clock") as clock:
            await begun("clock", clock)
            await begun("web", first)
            await begun("web", second)
            ports = (first.port, second.port)
            for n in range(6):
                wire.post.url = f"http://127.0.0.1:{ports[n % 2]}/slack/events"
                await wire.person("maria" if n < 3 else "ana").writes("C0HELP", f"the printer is broken, {n}")
            delivery = wire.deliveries[0]
            for port in ports:  # Slack was not sure
                wire.post.url = f"http://127.0.0.1:{port}/slack/events"
                await wire.again(delivery)
            await first.until(lambda: cards(wire))
            codes = await stopped(first, second, clock)
            return codes, len(cards(wire)), wire.refused, first.printed + second.printed + clock.printed

    codes, shown, refused, printed = told(story)

    assert codes == [0, 0, 0]
    assert shown == 1  # what Maria wrote on joined it; what Ana writes there is no customer's
    assert refused == []
    assert "Traceback" not in printed
    assert faults(store_url) == []


@ON_POSTGRESQL
def test_without_a_clock_cards_leave_all_the_same_and_what_no_web_heard_the_clock_reads(told, store_url):
    async def story(wire, running):
        async with running("web") as web:
            await begun("web", web, wire)
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            await web.until(lambda: len(cards(wire)) == 1)
            async with running("clock") as clock:  # since when the channels are listened to
                await clock.until(lambda: any(method == "conversations.history" for method, _ in wire.calls))
                await stopped(web, clock)
        wire.post.url = f"http://127.0.0.1:{free_port()}/slack/events"  # where nobody listens
        wire.post.retries = 0
        wire.space.channels["C0HELP"].members.add(wire.user("radu").user.id)
        await wire.person("radu").writes("C0HELP", "another printer is broken")
        async with running("clock") as clock:
            await clock.until(lambda: len(cards(wire)) == 2)
            return await stopped(clock), clock.printed

    codes, printed = told(story)

    assert codes == [0]
    assert "Traceback" not in printed
    assert faults(store_url) == []


@ON_POSTGRESQL
def test_serve_does_both(told, store_url):
    async def story(wire, running):
        async with running("serve") as served:
            await begun("serve", served, wire)
            await wire.person("maria").writes("C0HELP", "the printer is broken")
            await served.until(lambda: cards(wire))
            return await stopped(served), served.printed

    codes, printed = told(story)

    assert codes == [0]
    assert "everything that was under way is written" in printed
    assert faults(store_url) == []


@pytest.mark.parametrize("program", ["web", "clock"])
@ON_SQLITE
def test_over_sqlite_only_one_process_may_write(told, program):
    async def story(wire, running):
        async with running(program) as apart:
            return await apart.ended(), apart.printed

    code, printed = told(story)

    assert code == 2
    assert f"“{program}” runs beside other processes and needs PostgreSQL" in printed
    assert "Traceback" not in printed


@ON_POSTGRESQL
@pytest.mark.parametrize("program", ["serve", "web", "clock"])
def test_a_store_that_nobody_has_made_is_not_made_by_the_way(tmp_path, bare_url, program):
    async def story():
        async with serving(tmp_path, program, DATABASE_URL=bare_url) as served:
            return await served.ended(), served.printed

    code, printed = asyncio.run(story())

    assert code == 2
    assert "Run `buckstop migrate`" in printed
    assert "Traceback" not in printed
