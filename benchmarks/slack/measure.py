"""Bare Bolt, bare Bolt with the floor, the product's claim and its intake: from outside, in turns, in one run."""

import asyncio
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median
from time import time

from benchmarks.desk import EXAMPLE, HOUSE, TEAM, WORDS
from benchmarks.laps import table
from benchmarks.outside import IN_FLIGHT, Fired, Server, at_pace, fire, running, serving
from benchmarks.slack.requests import SECRET, command, message
from bot.app import addressed, utc_now
from bot.messages.values import Address, Profile
from bot.settings import read_config
from bot.storage import migrate, open_store

FRONT, HELP = (place.partition(":")[2] for place in (TEAM.tiers[0].channel, TEAM.intake[0]))
AGENTS = [HOUSE.people[key].addresses[0].partition(":")[2] for key in TEAM.tiers[0].people]
KINDS = ("bolt", "bolt and floor", "claim", "intake")


def measure(folder: Path, *, rounds: int, part: float = 1.0) -> str:
    """The tables: throughput and latency, the stalled workspace, and what it takes to stand there."""
    acts = {1: int(300 * part), 16: int(2400 * part), 64: int(4800 * part)}
    laps: dict[tuple[str, int], list[tuple[Fired, float]]] = {(kind, n): [] for kind in KINDS for n in IN_FLIGHT}
    most = (rounds + 1) * sum(acts.values())
    database = folder / "slack.db"
    _known(database, most)
    with ExitStack() as stack:
        api = stack.enter_context(running("benchmarks.slack.workspace"))
        product, started = stack.enter_context(_product(database, api.port))
        idle = product.memory()
        servers = {
            "bolt": stack.enter_context(running("benchmarks.slack.servers", "bolt")),
            "bolt and floor": stack.enter_context(running("benchmarks.slack.servers", "floor", "--cases", str(most))),
            "claim": product,
            "intake": product,
        }
        begun = 0
        for turn in range(rounds + 1):
            for in_flight, count in acts.items():
                numbers = range(begun + 1, begun + count + 1)
                order = [KINDS[(n + turn) % 4] for n in range(4)]
                # What is claimed has come in before: the two keep their order, the others take turns around them.
                order = sorted(order, key=lambda kind: kind == "claim")
                for kind in order:
                    fired = _lap(kind, servers[kind], numbers, in_flight)
                    if turn:  # the first round warms up
                        laps[kind, in_flight].append(fired)
                begun += count
        stalled = _stalled(product, api, begun)
    return "\n".join((_told(laps), "", _told_stalled(stalled), "", f"Start {started:.2f} s, idle {idle:.0f} MB."))


def _lap(kind: str, server: Server, numbers: range, in_flight: int) -> tuple[Fired, float]:
    run = f"{kind[:1]}{time():.0f}"
    if kind == "intake":
        second = int(time())
        requests = [message(n, HELP, WORDS[n % len(WORDS)], run="BENCH", second=second) for n in numbers]
    else:
        requests = [command(n, AGENTS[n % len(AGENTS)], FRONT, f"claim C-{n}", run=run) for n in numbers]
    before = server.cpu()
    fired = asyncio.run(fire(server.port, requests, in_flight))
    return fired, (server.cpu() - before) / len(numbers)


def _known(database: Path, count: int) -> None:
    """A store in which everybody who will write is known, as after a day's refresh."""
    house = addressed(read_config(EXAMPLE).house)
    url = f"sqlite:///{database}"
    migrate(url, synchronous="OFF")
    people = [
        *(Profile(Address("slack", user), user, zone="Europe/Bucharest", locale="en") for user in AGENTS),
        *(Profile(Address("slack", f"UBENCH{n:06}"), f"Customer {n}", locale="en") for n in range(1, count + 1000)),
    ]
    with open_store(url, utc_now, house, synchronous="OFF", writer="bench") as store:
        for begun in range(0, len(people), 2000):
            store.act(lambda tx, some=people[begun : begun + 2000]: [tx.put_profile(one) for one in some])


def _product(database: Path, api: int) -> AbstractContextManager[tuple[Server, float]]:
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "BUCKSTOP_CONFIG": str(EXAMPLE),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{api}/api/",
    }
    return serving("bot", "serve", environment=environment, first=_first)


def _first() -> bytes:
    return command(0, AGENTS[0], FRONT, "list", run=f"up{time()}")


def _stalled(product: Server, api: Server, begun: int, seconds: int = 10) -> tuple[Fired, Fired]:
    """Fifty events a second, and fifty claims, while Slack answers nothing."""
    api.called("/api/stall")
    second, numbers = int(time()), range(begun + 1, begun + 50 * seconds + 1)
    written = [message(n, HELP, WORDS[n % len(WORDS)], run="BENCH", second=second) for n in numbers]
    heard = asyncio.run(at_pace(product.port, written, 50))
    claims = [command(n, AGENTS[n % len(AGENTS)], FRONT, f"claim C-{n}", run=f"s{second}") for n in numbers]
    claimed = asyncio.run(at_pace(product.port, claims, 50))
    api.called("/api/flow")
    return heard, claimed


def _told(laps: dict[tuple[str, int], list[tuple[Fired, float]]]) -> str:
    rows = []
    for in_flight in IN_FLIGHT:
        floor = [fired.rate for fired, _ in laps["bolt and floor", in_flight]]
        for kind in KINDS:
            fired = [one for one, _ in laps[kind, in_flight]]
            of_floor = median(one.rate / beside for one, beside in zip(fired, floor, strict=True))
            rows.append(
                (
                    f"{kind}, {in_flight} in flight",
                    f"{median(one.rate for one in fired):,.0f}",
                    f"{median(one.p50 for one in fired):.2f}",
                    f"{median(one.p99 for one in fired):.2f}",
                    f"{median(cpu for _, cpu in laps[kind, in_flight]) * 1e3:.2f}",
                    f"{of_floor:.2f}",
                    str(sum(one.wrong for one in fired)),
                )
            )
    return table(("request", "a second", "p50 ms", "p99 ms", "CPU ms", "of bolt and floor", "not 200"), rows)


def _told_stalled(fired: tuple[Fired, Fired]) -> str:
    rows = [
        (f"{name}, 50 a second, Slack stalled", f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.worst:.1f}", str(one.wrong))
        for name, one in zip(("messages", "claims"), fired, strict=True)
    ]
    return table(("request", "p50 ms", "p99 ms", "worst ms", "not 200"), rows)
