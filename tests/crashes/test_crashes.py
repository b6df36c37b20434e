"""`kill -9` at chosen points of every flow, and what the world outside counts a minute later.

A desk mostly waits: for Slack's pace, for the next beat of the clock. So all of the table is told at once, when the
first line of it is asked for, and by one process for all that run tests.
"""

import asyncio
import fcntl
import os
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.crashes.flows import CLAIM, EDIT, ESCALATE, FLOWS, FORM, IN_TEAMS, PING, PRESS_IN_TEAMS, RECEIVE, Flow
from tests.crashes.planted import PLANTED
from tests.crashes.points import AFTER, ARRIVES, BEFORE, DONE, GIVEN_OUT, NOBODY_DIES, UNWRITTEN, Moment, moments_of
from tests.crashes.telling import MINUTE_S, Told, told, wrongs
from tests.stores import ON_SQLITE, Databases, PostgresDatabases, SQLiteFiles

AT_ONCE = 20  # desks
TABLE = [
    pytest.param(flow, moment, None, id=moment.words.format(flow))
    for flow in (*FLOWS, FORM, EDIT, IN_TEAMS, PRESS_IN_TEAMS)
    for moment in moments_of(flow)
]
CAUGHT = {  # defects, each with a row of the table that shows it
    "acknowledges before the commit": (CLAIM, BEFORE),
    "forgets what it has heard": (RECEIVE, AFTER),
    "remembers before it acts": (RECEIVE, BEFORE),
    "says beside the transaction": (ESCALATE, AFTER),
    "hands out without a note": (CLAIM, UNWRITTEN),
    "takes it for sent before it is": (PING, ARRIVES),
    "never asks whether it arrived": (RECEIVE, DONE),
    "posts without a mark": (ESCALATE, UNWRITTEN),
    "gives up what is in doubt": (RECEIVE, GIVEN_OUT),
    "waits for the dead": (CLAIM, GIVEN_OUT),
}
SHOWS_WITHIN_S = 20.0  # what is lost stays so
Row = tuple[Flow, Moment, str | None]
Fates = dict[tuple[str, ...], Told | str]


def name_of(flow: Flow, moment: Moment, planted: str | None = None) -> tuple[str, ...]:
    return str(flow), str(moment), planted or ""


@pytest.fixture(scope="session")
def kept():
    """Of each store, what came of the table."""
    return {}


@pytest.fixture
def new_databases(request, kind_of_store):
    """For each desk some of its own."""
    if kind_of_store == "sqlite":
        return partial(SQLiteFiles, request.getfixturevalue("empty_file"))
    shelf = request.getfixturevalue("shelf")
    return lambda folder: PostgresDatabases(shelf)


@pytest.fixture
def fates(request, tmp_path_factory, new_databases, kind_of_store, kept):
    if kind_of_store not in kept:
        asked = [
            item.callspec.params
            for item in request.session.items
            if "flow" in item.fixturenames and item.path == request.path
        ]
        names = ("flow", "moment", "planted")
        rows = [tuple(map(one.get, names)) for one in asked if one["kind_of_store"] == kind_of_store]
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        kept[kind_of_store] = once(
            shared / f"crashes on {kind_of_store}",
            lambda: asyncio.run(fates_of(rows, tmp_path_factory.mktemp("desks"), new_databases)),
        )
    return kept[kind_of_store]


def once(file: Path, told_: Callable[[], Fates]) -> Fates:
    """By whoever comes first of those who run tests; the others read it."""
    with file.open("a+b") as shared:
        fcntl.flock(shared, fcntl.LOCK_EX)
        shared.seek(0)
        if known := shared.read():
            return pickle.loads(known)
        shared.write(pickle.dumps(fates := told_()))
        return fates


async def fates_of(rows: list[Row], folder: Path, new_databases: Callable[[Path], Databases]) -> Fates:
    hands = asyncio.Semaphore(AT_ONCE)
    calm: dict[Flow, asyncio.Task[Told]] = {}

    async def one(flow: Flow, moment: Moment, planted: str | None) -> Told:
        async with hands:
            place = folder / f"{len(list(folder.iterdir()))}"
            place.mkdir()
            other = None if moment is NOBODY_DIES else calm[flow]
            within_s = SHOWS_WITHIN_S if planted else MINUTE_S
            databases = new_databases(place)
            url = await asyncio.to_thread(databases.new)
            try:
                return await told(flow, moment.of(flow), place, url, other, planted, within_s)
            finally:
                await asyncio.to_thread(databases.drop)

    for flow in dict.fromkeys(flow for flow, _, _ in rows):
        calm[flow] = asyncio.create_task(one(flow, NOBODY_DIES, None))
    tasks = {(flow, NOBODY_DIES, None): task for flow, task in calm.items()}
    tasks |= {row: asyncio.create_task(one(*row)) for row in rows if row not in tasks}
    came = await asyncio.gather(*tasks.values(), return_exceptions=True)
    return {
        name_of(*row): "".join(traceback.format_exception(one)) if isinstance(one, BaseException) else one
        for row, one in zip(tasks, came, strict=True)
    }


@pytest.fixture
def came(fates, flow, moment, planted):
    """What came of a row of the table, and how it goes when nobody is killed."""
    came, undisturbed = fates[name_of(flow, moment, planted)], fates[name_of(flow, NOBODY_DIES)]
    assert isinstance(undisturbed, Told), undisturbed
    assert isinstance(came, Told), came
    assert sum(undisturbed.seen.posts.values()) == flow.posts()
    assert came.kills == (moment is not NOBODY_DIES)
    return came, undisturbed


@pytest.mark.parametrize(("flow", "moment", "planted"), TABLE)
def test_whenever_it_is_killed_within_a_minute_all_is_as_if_nobody_had_killed_it(came):
    assert wrongs(*came) == []


def test_every_defect_that_can_be_planted_has_a_row_that_shows_it():
    assert CAUGHT.keys() == PLANTED.keys()


@ON_SQLITE
@pytest.mark.parametrize(
    ("flow", "moment", "planted"), [pytest.param(*row, planted, id=planted) for planted, row in CAUGHT.items()]
)
def test_a_program_with_a_defect_is_found_out(came):
    assert wrongs(*came) != []
