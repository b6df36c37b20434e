"""`kill -9` at chosen points of every flow, and what the world outside counts a minute later."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from tests.crashes.flows import FLOWS, Flow
from tests.crashes.points import MOMENTS, NOBODY_DIES, Moment
from tests.crashes.telling import MINUTE_S, Told, told

AT_ONCE = 8  # desks: while one waits for Slack's pace, another may work
TABLE = [
    pytest.param(flow, moment, id=moment.words.format(flow), marks=pytest.mark.xdist_group(str(flow)))
    for flow in FLOWS
    for moment in (NOBODY_DIES, *MOMENTS)
]
_told: dict[tuple[str, str, str], Told | BaseException] = {}


@pytest.fixture
def fate(request, tmp_path, new_store, kind_of_store, flow, moment):
    """What came of this flow and moment. All that are asked for of the flow are told at the same time."""
    key = (kind_of_store, str(flow), str(moment))
    if key not in _told:
        wanted = [
            item.callspec.params["moment"]
            for item in request.session.items
            if item.path == request.path
            and item.callspec.params["flow"] is flow
            and item.callspec.params["kind_of_store"] == kind_of_store
        ]
        fates = asyncio.run(fates_of(flow, wanted, tmp_path, new_store))
        _told.update({(kind_of_store, str(flow), str(one)): fate for one, fate in fates.items()})
    if isinstance(_told[key], BaseException):
        raise _told[key]
    return _told[key], _told[kind_of_store, str(flow), str(NOBODY_DIES)]


async def fates_of(flow: Flow, moments: list[Moment], folder: Path, new_store) -> dict[Moment, Told | BaseException]:
    hands = asyncio.Semaphore(AT_ONCE)
    moments = [NOBODY_DIES, *(one for one in moments if one != NOBODY_DIES)]
    places = [folder / str(n) for n in range(len(moments))]

    async def one(moment: Moment, place: Path, undisturbed: asyncio.Future[Told] | None) -> Told:
        place.mkdir()
        async with hands:
            return await told(flow, moment.of(flow), place, new_store(), undisturbed)

    first = asyncio.ensure_future(one(NOBODY_DIES, places[0], None))
    others = [one(moment, place, first) for moment, place in zip(moments[1:], places[1:], strict=True)]
    return dict(zip(moments, await asyncio.gather(first, *others, return_exceptions=True), strict=True))


@pytest.mark.parametrize(("flow", "moment"), TABLE)
def test_whenever_it_is_killed_within_a_minute_all_is_as_if_nobody_had_killed_it(fate, flow, moment):
    came, undisturbed = fate

    assert came.kills == (moment is not NOBODY_DIES)
    assert came.seen.faults == []
    assert came.seen.posts == undisturbed.seen.posts
    assert came.doubled == []
    assert came.seen.ledger == undisturbed.seen.ledger
    assert came.seen.cases == undisturbed.seen.cases
    assert all(came.seen.owners)
    assert came.recovered_s < MINUTE_S
    kinds = Counter(line.split()[0] for line in came.seen.ledger)
    assert {what: many for what, many in came.done.items() if what in kinds} == {
        what: kinds[what] for what in came.done if what in kinds
    }
