"""From counts to figures: tables worked out by hand."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.figures import (
    AtTheTop,
    CaseCounts,
    Counts,
    Endings,
    HoldCounts,
    Length,
    Ratio,
    Spread,
    figures,
    following_month,
    month_at,
    month_before,
    month_of,
    spread,
)
from tests.cases.desk import BUCHAREST, NEW_YORK, TOKYO

SECOND = 1_000_000
OCTOBER = month_of("2026-10", BUCHAREST)


def ended(person: str, ending: str, n: int, *, late: bool = False, custody: bool = False) -> Endings:
    counts = not (custody and ending in ("claimed", "assigned", "handed_over"))
    return Endings(person, ending, late, custody, counts, n)


def month(**told: object):
    """A month of which so much was counted."""
    parts = {}
    for name, kind in (("holds", HoldCounts), ("cases", CaseCounts)):
        parts[name] = kind(**{field.name: told.pop(field.name) for field in fields(kind) if field.name in told})
    return figures("support", OCTOBER, ["Front line", "Top"], Counts(**parts, **told))


@pytest.mark.parametrize(
    ("name", "zone", "a", "b"),
    [
        ("2026-10", "UTC", "2026-10-01T00:00", "2026-11-01T00:00"),
        ("2026-10", BUCHAREST, "2026-09-30T21:00", "2026-10-31T22:00"),
        ("2026-03", BUCHAREST, "2026-02-28T22:00", "2026-03-31T21:00"),
        ("2026-11", NEW_YORK, "2026-11-01T04:00", "2026-12-01T05:00"),
        ("2026-12", TOKYO, "2026-11-30T15:00", "2026-12-31T15:00"),
        ("2024-02", "UTC", "2024-02-01T00:00", "2024-03-01T00:00"),
        ("2018-11", "America/Sao_Paulo", "2018-11-01T03:00", "2018-12-01T02:00"),
        ("2027-10", "Africa/Cairo", "2027-09-30T21:00", "2027-10-31T22:00"),
    ],
    ids=lambda value: str(value),
)
def test_a_month_is_cut_by_the_teams_own_midnights(name, zone, a, b):
    period = month_of(name, zone)

    assert period.a == datetime.fromisoformat(a).replace(tzinfo=UTC)
    assert period.b == datetime.fromisoformat(b).replace(tzinfo=UTC)
    assert period.holds(period.a)
    assert not period.holds(period.b)


@pytest.mark.parametrize(
    "wrong", ["", "2026", "2026-13", "2026-1", "26-10", "2026-10-01", "2026/10", "٢٠٢٦-١٠", "0000-01"]
)
def test_what_is_no_month_is_said_to_be_none(wrong):
    with pytest.raises(ValueError, match=r"month|year"):
        month_of(wrong, "UTC")


def test_months_follow_each_other():
    assert following_month("2026-12") == "2027-01"
    assert month_before("2027-01") == "2026-12"
    assert month_at(datetime(2026, 10, 31, 22, 30, tzinfo=UTC), BUCHAREST) == "2026-11"


@pytest.mark.parametrize(
    ("lengths", "median", "p90"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 2], 1.5, 2),
        ([3, 1, 2], 2, 3),
        ([4, 1, 3, 2], 2.5, 4),
        (list(range(1, 10)), 5, 9),
        (list(range(1, 11)), 5.5, 9),
        (list(range(1, 12)), 6, 10),
        (list(range(1, 21)), 10.5, 18),
    ],
)
def test_a_median_is_the_mean_of_the_middle_two_and_a_90th_percentile_the_nearest_rank(lengths, median, p90):
    assert spread(length * SECOND for length in lengths) == Spread(len(lengths), median, p90)


def test_half_a_microsecond_is_not_lost():
    assert spread([0, 1]).median_s == 5e-07


def test_a_reopening_by_the_customer_is_taken_from_who_resolved():
    people = month(resolutions={"ana": 3}, taken_back={"ana": 1, "ben": 1}).people

    assert (people["ana"].resolved, people["ben"].resolved) == (2, -1)
    assert people["ana"].resolve_share == Ratio(3, 3)


def test_the_share_is_of_what_was_resolved_passed_up_given_or_lost_to_the_clock():
    holds = [ended("ana", "passed_up", 2), ended("ana", "given", 1), ended("ana", "escalated", 3)]
    others = [ended("ana", kind, 9) for kind in ("returned", "moved", "assigned", "handed_over", "merged", "dismissed")]

    ana = month(resolutions={"ana": 4}, endings=[*holds, *others]).people["ana"]

    assert ana.resolve_share == Ratio(4, 10)
    assert ana.lost_to_the_clock == Ratio(3, 10)
    assert (ana.passed_up, ana.given, ana.returned, ana.escalated_from) == (2, 1, 9, 3)


def test_going_away_in_the_last_quarter_counts_as_a_pass():
    holds = [ended("ana", "handed_over", 1, late=True), ended("ana", "handed_over", 5), ended("ana", "passed_up", 1)]

    assert month(endings=holds).people["ana"].passed_up == 2


@pytest.mark.parametrize("ending", ["claimed", "assigned", "handed_over"])
def test_custody_that_came_to_nothing_stands_in_unclaimed_time_only(ending):
    found = month(endings=[ended("lea", ending, 1, custody=True)], lengths=[Length("lea", 0, None, 60 * SECOND)])

    lea = found.people["lea"]
    assert lea.unclaimed_time == Spread(1, 60, 60)
    assert (lea.resolve_share, lea.hold_time) == (Ratio(0, 0), Spread())


def test_custody_that_ended_otherwise_counts_as_any_hold_and_an_escalation_out_of_it_is_never_claimed():
    holds = [ended("lea", "escalated", 2, custody=True), ended("ana", "escalated", 1)]

    found = month(escalated=3, endings=holds)

    assert found.team_figures.never_claimed == 2
    assert found.people["lea"].lost_to_the_clock == Ratio(2, 2)


def test_an_opening_that_escalated_counts_against_the_limit_once():
    top = AtTheTop(resolved={"cleo": 2})

    found = month(escalated=3, resolutions={"ana": 5, "cleo": 4}, at_the_top=top)

    assert found.team_figures.limit == Ratio(3, 10)  # 3 escalated, 5 + 4 - 2 resolved without


def test_hold_time_is_told_by_person_tier_and_team():
    lengths = [Length("ana", 0, 10 * SECOND, None), Length("ana", 1, 30 * SECOND, None), Length("lea", 0, None, SECOND)]

    found = month(lengths=lengths)

    assert found.people["ana"].hold_time == Spread(2, 20, 30)
    assert [tier.hold_time for tier in found.tiers] == [Spread(1, 10, 10), Spread(1, 30, 30)]
    assert [tier.unclaimed_time.n for tier in found.tiers] == [1, 0]
    assert found.team_figures.hold_time == Spread(2, 20, 30)
    assert found.team_figures.unclaimed_time == Spread(1, 1, 1)


def test_a_tier_that_is_no_longer_there_keeps_its_figures():
    found = month(lengths=[Length("ana", 2, 10 * SECOND, None)])

    assert [(tier.tier, tier.name, tier.hold_time.n) for tier in found.tiers] == [
        (0, "Front line", 0),
        (1, "Top", 0),
        (2, "", 1),
    ]


def test_people_stand_in_the_order_of_their_keys():
    found = month(resolutions={"cleo": 1, "ana": 1}, taken_back={"ben": 1}, endings=[ended("Zoe", "given", 1)])

    assert list(found.people) == ["Zoe", "ana", "ben", "cleo"]


def test_a_month_without_anything_is_empty():
    assert month().is_empty
    assert not month(received=1).is_empty
    assert timedelta(days=31) + timedelta(hours=1) == OCTOBER.b - OCTOBER.a
