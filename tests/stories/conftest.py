"""The desk of the stories, on every platform there is: a new one is a class beside InTheConsole and its name here."""

import logging
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from zlib import crc32

import pytest

from tests.stores import NewStore, prepared
from tests.stories import houses
from tests.stories.desk import PLATFORMS, TOGETHER, Desk
from tests.stories.platform import Platform

FOR_STAFF = "a customer is told what is for staff"
EVERY_PAIR = "BUCKSTOP_EVERY_PAIR"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every story is told on every platform, and on both stores; on PostgreSQL on one platform, each story on another.

    What a platform does and how a store keeps it never meet but in the rows. `BUCKSTOP_EVERY_PAIR=1` tells them all.
    """
    if os.environ.get(EVERY_PAIR):
        return
    alike: defaultdict[Hashable, list[pytest.Function]] = defaultdict(list)
    for item in items:
        if not (isinstance(item, pytest.Function) and hasattr(item, "callspec")):
            continue
        params = item.callspec.params
        if params.get("kind_of_store") == "postgresql" and "a_desk" in params:
            others = frozenset((name, id(value)) for name, value in params.items() if name != "a_desk")
            alike[item.path, item.originalname, others].append(item)
    turns = Counter[tuple[Hashable, str]]()
    passed_over = set()
    for told in alike.values():
        name = told[0].originalname
        told_on = (crc32(name.encode()) + turns[told[0].path, name]) % len(told)
        turns[told[0].path, name] += 1
        passed_over.update(one for n, one in enumerate(told) if n != told_on)
    config.hook.pytest_deselected(items=[item for item in items if item in passed_over])
    items[:] = [item for item in items if item not in passed_over]


@pytest.fixture(params=list(PLATFORMS))
def a_desk(
    request: pytest.FixtureRequest, new_store: NewStore, caplog: pytest.LogCaptureFixture
) -> Iterator[Callable[..., Desk]]:
    """Opens a desk with the teams it is told; every story ends with a ledger that verifies, and with nothing broken."""
    opened: list[Desk] = []

    def open_desk(teams: str, platform: Platform | None = None) -> Desk:
        opened.append(Desk(prepared(new_store()), teams, platform or (PLATFORMS | TOGETHER)[request.param]()))
        return opened[-1]

    yield open_desk
    try:
        for desk in opened:
            assert desk.verify() == []
            assert desk.platform.complaints() == []
        records = caplog.get_records("call")
        assert [record for record in records if record.levelno >= logging.ERROR] == []
        assert [record for record in records if record.getMessage() == FOR_STAFF] == []
    finally:
        for desk in opened:
            desk.closes()


@pytest.fixture
def desk(a_desk: Callable[[str], Desk]) -> Desk:
    """Front line (lea, dan, ana, ben) and top (cleo, vera), Mon-Fri 09:00-18:00; it is Thursday, ten o'clock."""
    return a_desk(houses.TWO_TIERS)


@pytest.fixture
def day_and_night(a_desk: Callable[[str], Desk]) -> Desk:
    """The same people, at a desk that never shuts."""
    return a_desk(houses.DAY_AND_NIGHT)


@pytest.fixture
def three_tiers(a_desk: Callable[[str], Desk]) -> Desk:
    """With a second line (sol, ina) between front line and top."""
    return a_desk(houses.THREE_TIERS)


@pytest.fixture
def two_teams(a_desk: Callable[[str], Desk]) -> Desk:
    """Support, and billing with a counter (bea, tom) and a head (max, bea)."""
    return a_desk(houses.TWO_TEAMS)
