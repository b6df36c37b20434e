"""The clocks change while a case is open: nobody gains an hour by it, and nobody loses one, on any team's clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases import holding, talking
from bot.cases.alarms import alarms
from bot.cases.hours import Hours
from bot.cases.people import House, Team
from bot.cases.times import age, time_left
from tests.cases.desk import FULL, HOUR, NINE_TO_SIX, PEOPLE, SUPPORT, Story

CHANGES = [
    ("Europe/Bucharest", date(2026, 3, 29)),
    ("Europe/Bucharest", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Kathmandu", date(2026, 11, 20)),  # never, but a quarter of an hour off all others
    ("Africa/Cairo", date(2026, 4, 24)),  # midnight is skipped, on a Friday
    ("Africa/Cairo", date(2026, 10, 29)),  # and comes twice, in the night of a Thursday
    ("Africa/Casablanca", date(2026, 2, 15)),  # around Ramadan
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("Pacific/Apia", date(2011, 12, 30)),  # a Friday that never was
    ("America/St_Johns", date(2010, 11, 7)),  # a minute after midnight the day before comes back
    ("Antarctica/Troll", date(2026, 3, 29)),  # by two hours
]
KINDS = ("weekdays", "always", "hours")
ZERO = timedelta()


def team_of(zone: str, kind: str) -> Team:
    desk = Hours(zone, (NINE_TO_SIX,) * 5 + ((), ()))
    clock = {"weekdays": Hours(zone, (FULL,) * 5 + ((), ())), "always": Hours(zone), "hours": desk}[kind]
    return replace(SUPPORT, zone=zone, clock_kind=kind, clock=clock, desk=desk)


def house_of(team: Team) -> House:
    return House(people=PEOPLE, teams={team.key: team})


def counted(team: Team, a: datetime, b: datetime) -> timedelta:
    """The same by the wall: each minute looked at by itself."""
    if team.clock_kind == "always":
        return b - a
    zone, minutes, at = ZoneInfo(team.zone), 0, a
    while at < b:
        shown = at.astimezone(zone)
        runs = shown.weekday() < 5
        if team.clock_kind == "hours":
            runs = runs and 9 <= shown.hour < 18
        minutes += runs
        at += timedelta(minutes=1)
    return timedelta(minutes=minutes)


@st.composite
def a_case_then(draw: st.DrawFn) -> tuple[Team, datetime]:
    zone, change = draw(st.sampled_from(CHANGES))
    noon = datetime(change.year, change.month, change.day, 12, tzinfo=UTC)
    return team_of(zone, draw(st.sampled_from(KINDS))), noon + timedelta(minutes=draw(st.integers(-5 * 1440, 3 * 1440)))


def quickly(examples: int):
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


@quickly(120)
@given(a_case_then())
def test_a_case_has_its_twenty_hours_and_not_a_minute_more(then):
    team, spoken = then
    story = Story(house_of(team), spoken).opens(team=team.key)
    deadline = story.case.deadline

    assert counted(team, spoken, deadline) == team.limit
    assert age(story.case, story.house, deadline) == team.limit
    assert time_left(story.case, story.house, deadline) == ZERO
    assert time_left(story.case, story.house, spoken) == team.limit


@quickly(120)
@given(a_case_then())
def test_what_is_promised_is_when_somebody_is_there_and_not_after_the_deadline(then):
    team, spoken = then
    case = Story(house_of(team), spoken).opens(team=team.key).case

    assert case.promise is not None
    assert spoken < case.promise <= case.deadline
    assert case.promise == case.deadline or team.desk.is_open(case.promise)


@quickly(60)
@given(a_case_then())
def test_every_alarm_rings_once_in_its_order_and_the_deadline_when_it_is_due(then):
    team, spoken = then
    story = Story(house_of(team), spoken).opens(team=team.key)
    deadline, rang = story.case.deadline, []
    for _ in range(12):
        due = story.due_at
        if due is None or story.case.breached_at is not None:
            break
        story.now = max(story.now, due)  # two desk hours before Monday's promise may have been on Friday
        struck = story.strikes()
        assert struck, "what was due did not ring"
        rang += [(getattr(one, "alarm", one.kind), one.kind == "escalated") for one in struck]

    assert sum(is_escalation for _, is_escalation in rang) == 1
    (at,) = [line.at for line in story.lines if line.event.kind == "escalated"]
    assert at == deadline
    before = [name for name, _ in rang[: [flag for _, flag in rang].index(True)]]
    assert len(before) == len(set(before))


@quickly(60)
@given(a_case_then(), st.integers(1, 40 * 60))
def test_what_was_waited_over_the_change_is_given_back_to_the_minute(then, minutes):
    team, spoken = then
    story = Story(house_of(team), spoken).opens(team=team.key)
    deadline = story.case.deadline
    story.now = spoken + timedelta(minutes=1)
    if story.now >= deadline or any(when <= story.now for when, _ in alarms(story.case, story.house)):
        return
    story.says("ana", holding.claim)
    story.says("ana", talking.ask, question="which?")
    asked = story.now
    story.now = asked + timedelta(minutes=minutes)
    story.customer_writes()

    paused = counted(team, asked, story.now)
    assert counted(team, spoken, story.case.deadline) == team.limit + paused
    assert age(story.case, story.house, story.case.deadline) == team.limit


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_the_desk_opens_at_nine_on_the_wall_before_and_after_the_change(zone, change, kind):
    desk = team_of(zone, kind).desk
    at = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=4)
    for _ in range(6):
        at = desk.next_opening(at)
        shown = at.astimezone(ZoneInfo(zone))
        assert (shown.hour, shown.minute, shown.weekday() < 5) == (9, 0, True)
        assert desk.is_open(at)
        assert not desk.is_open(at - HOUR)
