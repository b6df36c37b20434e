"""When digests are due: once a month and team, on the first working day at 09:00, made up if missed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cases.due import digest_at, digests_due, next_digest
from bot.cases.hours import Hours
from tests.cases.desk import BILLING, NEW_YORK, SUPPORT, TOKYO, clock_shows, wall

TEAMS = {team.key: replace(team, digest=f"slack:{team.key}") for team in (SUPPORT, BILLING)}
ONLY = {"support": TEAMS["support"]}
FIRST = {"support": wall("2026-08-20 10:00"), "billing": wall("2026-09-30 23:30", NEW_YORK)}


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2026-08", "2026-09-01 09:00"),
        ("2026-10", "2026-11-02 09:00"),  # the first is a Sunday
        ("2026-11", "2026-12-02 09:00"),  # the first is a holiday
        ("2026-12", "2027-01-01 09:00"),
    ],
)
def test_a_digest_is_due_on_the_first_working_day_at_nine(month, due):
    assert clock_shows(digest_at(SUPPORT, month)) == due


def test_each_team_has_its_own_calendar_and_its_own_nine_o_clock():
    assert clock_shows(digest_at(BILLING, "2026-10"), NEW_YORK) == "2026-11-02 09:00"
    assert digest_at(replace(SUPPORT, desk=Hours(TOKYO)), "2026-10") == datetime(2026, 11, 1, 0, 0, tzinfo=UTC)


def test_nothing_is_due_a_second_before_nine():
    posted = {("support", "2026-08"), ("support", "2026-09")}

    assert digests_due(ONLY, FIRST, posted, wall("2026-11-02 08:59:59")) == []
    assert digests_due(ONLY, FIRST, posted, wall("2026-11-02 09:00")) == [("support", "2026-10")]


def test_months_missed_while_down_are_made_up_once_each_oldest_first():
    due = digests_due(TEAMS, FIRST, {("support", "2026-09")}, wall("2026-12-01 12:00"))

    assert due == [("support", "2026-08"), ("billing", "2026-09"), ("support", "2026-10"), ("billing", "2026-10")]
    assert digests_due(TEAMS, FIRST, {("support", "2026-09"), *due}, wall("2026-12-01 12:00")) == []


def test_the_first_month_counts_however_short_and_none_before_it():
    assert digests_due(ONLY, FIRST, set(), wall("2026-09-05 12:00")) == [("support", "2026-08")]
    assert digests_due(ONLY, {}, set(), wall("2026-12-05 12:00")) == []


def test_a_team_without_a_place_for_it_is_owed_none():
    nowhere = {"support": replace(SUPPORT, digest=None)}

    assert digests_due(nowhere, FIRST, set(), wall("2026-12-05 12:00")) == []
    assert next_digest(nowhere, FIRST, set(), wall("2026-12-05 12:00")) is None


def test_the_next_digest_is_the_earliest_that_was_not_posted():
    posted = {("support", "2026-08"), ("support", "2026-09")}
    now = wall("2026-10-15 12:00")

    assert next_digest(ONLY, FIRST, posted, now) == wall("2026-11-02 09:00")
    assert next_digest(ONLY, FIRST, set(), now) == now
    assert next_digest(ONLY, {}, set(), now) is None
