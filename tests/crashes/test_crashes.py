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
from pathlib import Path

import pytest

from tests.crashes.flows import EDIT, FLOWS, FORM, Flow
from tests.crashes.points import NOBODY_DIES, Moment, moments_of
from tests.crashes.telling import Told, told, wrongs

AT_ONCE = 16  # desks
TABLE = [
    pytest.param(flow, moment, id=moment.words.format(flow))
    for flow in (*FLOWS, FORM, EDIT)
    for moment in moments_of(flow)
]
Row = tuple[str, str]
Fates = dict[Row, Told | str]


def row(flow: Flow, moment: Moment) -> Row:
    return str(flow), str(moment)


@pytest.fixture(scope="session")
def kept():
    """Of each store, what came of the table."""
    return {}


@pytest.fixture
def fates(request, tmp_path_factory, new_store, kind_of_store, kept):
    if kind_of_store not in kept:
        asked = [item.callspec.params for item in request.session.items if item.path == request.path]
        rows = [(one["flow"], one["moment"]) for one in asked if one["kind_of_store"] == kind_of_store]
        base = tmp_path_factory.getbasetemp()
        shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        kept[kind_of_store] = once(
            shared / f"crashes on {kind_of_store}",
            lambda: asyncio.run(fates_of(rows, tmp_path_factory.mktemp("desks"), new_store)),
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


async def fates_of(rows: list[tuple[Flow, Moment]], folder: Path, new_store: Callable[[], str]) -> Fates:
    hands = asyncio.Semaphore(AT_ONCE)
    calm: dict[Flow, asyncio.Task[Told]] = {}

    async def one(flow: Flow, moment: Moment, undisturbed: asyncio.Task[Told] | None) -> Told:
        async with hands:
            place = folder / f"{len(list(folder.iterdir()))}"
            place.mkdir()
            return await told(flow, moment.of(flow), place, new_store(), undisturbed)

    for flow in dict.fromkeys(flow for flow, _ in rows):
        calm[flow] = asyncio.create_task(one(flow, NOBODY_DIES, None))
    disturbed = [(flow, moment) for flow, moment in rows if moment is not NOBODY_DIES]
    tasks = [*calm.values(), *(asyncio.create_task(one(flow, moment, calm[flow])) for flow, moment in disturbed)]
    came = await asyncio.gather(*tasks, return_exceptions=True)
    names = [row(flow, NOBODY_DIES) for flow in calm] + [row(*one) for one in disturbed]
    return {
        name: "".join(traceback.format_exception(one)) if isinstance(one, BaseException) else one
        for name, one in zip(names, came, strict=True)
    }


@pytest.mark.parametrize(("flow", "moment"), TABLE)
def test_whenever_it_is_killed_within_a_minute_all_is_as_if_nobody_had_killed_it(fates, flow, moment):
    came, undisturbed = fates[row(flow, moment)], fates[row(flow, NOBODY_DIES)]

    assert isinstance(undisturbed, Told), undisturbed
    assert isinstance(came, Told), came
    assert came.kills == (moment is not NOBODY_DIES)
    assert wrongs(came, undisturbed) == []
