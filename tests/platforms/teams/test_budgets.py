"""How much leaves for Teams: never more than it takes, in whatever second, half minute or hour one looks.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.people import House
from bot.messages.delivery import Budget
from bot.messages.values import Address
from bot.platforms.teams.send import budgets
from bot.storage import open_store
from tests.stores import ON_SQLITE

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
OF_A_CONVERSATION = ((SECOND, 7), (2 * SECOND, 8), (30 * SECOND, 60), (HOUR, 1800))
OF_THE_ORGANISATION = ((SECOND, 50),)
FRONT = Address("teams", "19:front@thread.tacv2")
NINE = datetime(2026, 11, 19, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(store_url: str, clock):
    with open_store(store_url, clock, House({}, {}), synchronous="OFF") as store:
        yield store


def most_in(window: timedelta, left: Sequence[datetime]) -> int:
    """Of all windows of that length, both ends counted, how much left in the fullest: it ends when something left."""
    most = first = 0
    for n, last in enumerate(left):
        while last - left[first] > window:
            first += 1
        most = max(most, n - first + 1)
    return most


def as_fast_as_it_may(store, clock, to: Sequence[Address], until: datetime) -> list[datetime]:
    """Whatever is allowed leaves at once, by the budgets that delivery pays from."""
    left = []
    while clock.now < until:
        rests = []
        for place in to:
            waits = store.act(lambda tx, place=place: tx.spend(budgets(place, False)))
            if waits is None:
                left.append(clock.now)
                waits = clock.now
            rests.append(waits)
        clock.now = min(rests)
    return left


@ON_SQLITE  # ten thousand acts; one by one they reckon alike everywhere
def test_in_no_window_does_a_conversation_get_more_than_teams_takes(store, clock):
    after_a_rest = as_fast_as_it_may(store, clock, [FRONT], NINE + HOUR + 600 * SECOND)
    clock.now += timedelta(minutes=7)
    left = after_a_rest + as_fast_as_it_may(store, clock, [FRONT], clock.now + 600 * SECOND)

    for window, limit in OF_A_CONVERSATION:
        assert most_in(window, left) <= limit
    assert len([at for at in left if at < NINE + HOUR]) > 1700  # and not much less either


@ON_SQLITE  # ten thousand acts; one by one they reckon alike everywhere
def test_in_no_second_does_the_organisation_get_more_than_teams_takes(store, clock):
    everywhere = [Address("teams", f"19:{n}@thread.tacv2") for n in range(40)]

    left = as_fast_as_it_may(store, clock, everywhere, NINE + 6 * SECOND)

    for window, limit in OF_THE_ORGANISATION:
        assert 30 < most_in(window, left) <= limit


@pytest.mark.parametrize("edit", [False, True])
def test_the_arithmetic_holds_for_every_pattern(edit):
    *here, all_together = budgets(FRONT, edit)

    assert all(min(at_most(one, window) for one in here) <= limit for window, limit in OF_A_CONVERSATION)
    assert all(at_most(all_together, window) <= limit for window, limit in OF_THE_ORGANISATION)


def at_most(budget: Budget, window: timedelta) -> int:
    return budget.burst + window // budget.every


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 40), min_size=50, max_size=300))
def test_however_posts_come_no_window_has_too_many(pauses):
    at, left = 0.0, []
    free_at = {budget.key: 0.0 for budget in budgets(FRONT, False)}
    for n, pause in enumerate(pauses):
        at += pause if n % 12 == 0 else pause / 400  # in bunches, and now and then a rest
        for budget in budgets(FRONT, False):
            at = max(at, free_at[budget.key] - (budget.burst - 1) * budget.every.total_seconds())
        for budget in budgets(FRONT, False):
            free_at[budget.key] = max(free_at[budget.key], at) + budget.every.total_seconds()
        left.append(NINE + timedelta(seconds=at))

    for window, limit in OF_A_CONVERSATION:
        assert most_in(window, left) <= limit


def test_threads_and_pages_count_for_the_conversation_that_they_are_in():
    assert budgets(Address("teams", "19:front@thread.tacv2/1700"), False) == budgets(FRONT, True)
    assert budgets(Address("teams", "aad-ana/home/1"), False) == budgets(Address("teams", "aad-ana"), False)


def test_one_conversation_does_not_wait_for_another():
    keys = [{budget.key for budget in budgets(to, False)} for to in (FRONT, Address("teams", "19:help@thread.tacv2"))]

    assert keys[0] & keys[1] == {"teams:all"}


def test_a_case_is_claimed_and_told_of_without_a_pause(store):
    assert [store.act(lambda tx: tx.spend(budgets(FRONT, False))) for _ in range(4)] == [None] * 4
