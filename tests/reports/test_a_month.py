"""Single stories whose figures can be told by hand; October 2026 of the support desk unless said otherwise.

Its clock runs day and night from Monday to Friday; the desk is there from nine to six.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import chain, ending, holding, talking
from bot.cases.figures import AnsweredFor, Figures, OnDesk, Ratio, Spread, month_of
from bot.settings.plain import plain_team
from bot.storage import Store
from bot.storage.behind import cases_behind
from bot.storage.figures import figures_of, first_cases
from tests.cases.desk import BILLING, HOUSE, SUPPORT, TEAMS, Story, wall
from tests.reports.months import keep

SOLVED = {"outcome": "solved", "cause": "unknown", "told": "phone"}
HOUR = 3600  # seconds
AN_HOUR = timedelta(hours=1)


def a_story(at: str, by: str = "customer", number: int = 1, **told: object) -> Story:
    return Story(HOUSE, wall(at), number).opens(by, customer=1, **told)


def month(store: Store, *stories: Story, name: str = "2026-10", team=SUPPORT) -> Figures:
    if stories:
        keep(store, stories)
    return store.read(lambda reader: figures_of(reader, team, month_of(name, team.zone)))


def cases(store: Store, figure: str, name: str = "2026-10") -> list[tuple[int, str, int]]:
    period = month_of(name, SUPPORT.zone)
    found = store.read(lambda reader: cases_behind(reader, SUPPORT, period, figure))
    return [(one.case, one.person, one.n) for one in found]


def resolved_by_ana(at: str = "2026-10-07 09:00", number: int = 1) -> Story:
    """Came in custody at nine, claimed at ten, resolved at one."""
    story = a_story(at, number=number)
    story.until(story.now + AN_HOUR)
    story.says("ana", holding.claim)
    story.until(story.now + 3 * AN_HOUR)
    story.says("ana", ending.resolve, **SOLVED)
    return story


def test_a_case_that_was_claimed_and_resolved(store):
    found = month(store, resolved_by_ana())

    assert found.people["ana"].resolved == 1
    assert found.people["ana"].hold_time == Spread(1, 3 * HOUR, 3 * HOUR)
    assert found.people["lea"].hold_time == Spread()  # her custody came to a claim
    assert found.people["lea"].unclaimed_time == Spread(1, HOUR, HOUR)
    team = found.team_figures
    assert (team.received, team.resolved, team.limit) == (1, 1, Ratio(0, 1))
    assert team.hold_time == Spread(1, 3 * HOUR, 3 * HOUR)
    assert team.unclaimed_time == Spread(1, HOUR, HOUR)
    assert team.first_response == team.time_to_final_resolution == Spread(1, 4 * HOUR, 4 * HOUR)
    assert (team.fcr, team.promises) == (Ratio(1, 1), Ratio())
    assert team.hold_time_by_category == {"": Spread(1, 3 * HOUR, 3 * HOUR)}
    assert team.hand_offs == {"0": 1}
    assert [tier.name for tier in found.tiers] == ["Front line", "Back office", "Top"]


def test_the_weekend_and_a_question_stand_in_no_hold_time(store):
    story = a_story("2026-10-09 16:00", by="ana")  # a Friday
    story.until("2026-10-09 17:00")
    story.says("ana", talking.ask, question="?")
    story.until("2026-10-12 10:00")
    story.customer_writes()
    story.until("2026-10-12 12:00")
    story.says("ana", ending.resolve, **SOLVED)

    assert month(store, story).people["ana"].hold_time == Spread(1, 3 * HOUR, 3 * HOUR)


def test_a_hold_stands_whole_in_the_month_in_which_it_ends(store):
    story = a_story("2026-10-30 22:00", by="ana")  # Friday evening; summer time ended on the 25th
    story.until("2026-11-02 01:00")
    story.says("ana", ending.resolve, **SOLVED)

    october, november = month(store, story), month(store, name="2026-11")

    assert (october.team_figures.received, november.team_figures.received) == (1, 0)
    assert october.people == {}
    assert november.people["ana"].hold_time == Spread(1, 3 * HOUR, 3 * HOUR)


@pytest.mark.parametrize(
    ("at", "october"), [("2026-10-31 23:59:59.999999", 1), ("2026-11-01 00:00", 0), ("2026-10-01 00:00", 1)]
)
def test_the_first_instant_of_a_month_belongs_to_it_and_the_last_to_the_next(store, at, october):
    story = Story(HOUSE, wall("2026-09-30 23:00") if at < "2026-10-02" else wall("2026-10-31 23:00"))
    story.opens("ana", customer=1)
    story.sleeps_until(at)
    story.says("ana", ending.resolve, **SOLVED)

    found = month(store, story)

    assert found.team_figures.resolved == october
    assert found.team_figures.hold_time.n == october


def test_a_reopening_counts_in_its_own_month_against_whoever_resolved(store):
    story = resolved_by_ana("2026-10-29 09:00")
    story.until("2026-11-02 10:00")
    story.says("customer", ending.reopen, spoken_at=story.now, why="wrote")
    story.until("2026-11-02 11:00")
    story.says("ana", holding.give, to="ben", reason="outside my hours", note=None)
    story.until("2026-11-02 11:30")
    story.says("ben", holding.claim)
    story.until("2026-11-02 12:30")
    story.says("ben", ending.resolve, **SOLVED)

    october, november = month(store, story), month(store, name="2026-11")

    assert october.people["ana"].resolved == 1
    assert (november.people["ana"].resolved, november.people["ben"].resolved) == (-1, 1)
    assert (november.people["ana"].given, november.people["ben"].given) == (1, 0)
    assert november.people["ana"].resolve_share == Ratio(0, 1)
    assert november.team_figures.resolved == 0
    assert cases(store, "resolved", "2026-11") == [(1, "ana", -1), (1, "ben", 1)]


def test_an_agents_reopening_takes_nothing_away(store):
    story = resolved_by_ana()
    story.until("2026-10-08 10:00")
    story.says("ben", ending.reopen, spoken_at=story.now, why="agent", text="words")

    assert month(store, story).people["ana"].resolved == 1


def test_what_was_no_case_is_taken_from_nobody_when_it_comes_back(store):
    story = a_story("2026-10-07 09:00", by="ana")
    story.says("ana", ending.dismiss, why="spam")
    story.until("2026-10-08 10:00")
    story.says("customer", ending.reopen, spoken_at=story.now, why="wrote")

    found = month(store, story)

    assert found.people["ana"].resolved == 0
    assert found.people["ana"].hold_time.n == 1  # the dismissed hold


def test_an_undone_pass_stands_in_no_figure(store):
    story = a_story("2026-10-07 09:00", by="ana")
    story.until("2026-10-07 10:00")
    story.says("ana", holding.pass_up, reason="needs expertise", to_top=True, note="words")
    story.until("2026-10-07 10:05")
    story.undoes("ana")
    story.until("2026-10-07 11:00")
    story.says("ana", ending.resolve, **SOLVED)

    found = month(store, story)

    assert found.people["ana"].passed_up == 0
    assert found.people["ana"].hold_time == Spread(1, 2 * HOUR, 2 * HOUR)
    assert list(found.people) == ["ana"]
    assert cases(store, "passed_up") == []


def test_a_pass_undone_after_midnight_stays_in_the_month_in_which_it_stood(store):
    story = Story(HOUSE, wall("2026-09-30 23:00")).opens("ana", customer=1)
    story.until("2026-09-30 23:55")
    story.says("ana", holding.pass_up, reason="needs expertise", to_top=True, note="words")
    story.until("2026-10-01 00:04")
    story.undoes("ana")
    story.until("2026-10-01 01:00")
    story.says("ana", ending.resolve, **SOLVED)

    september, october = month(store, story, name="2026-09"), month(store)

    assert september.people["ana"].passed_up == 1
    assert september.people["ana"].hold_time == Spread(1, 55 * 60, 55 * 60)
    assert cases(store, "passed_up", "2026-09") == [(1, "ana", 1)]
    assert october.people["ana"].passed_up == 0
    assert october.people["ana"].hold_time == Spread(1, 2 * HOUR, 2 * HOUR)
    assert cases(store, "hold_time") == [(1, "ana", 1)]


def test_going_away_in_the_last_quarter_is_a_pass_and_before_it_is_not(store):
    def goes_away(at: str, number: int) -> Story:
        story = a_story("2026-10-07 09:00", by="ana", number=number)  # due on the 8th at 05:00
        story.until(at)
        event = holding.hand_over(story.case, HOUSE, story.now, why="away", by_owner=True)
        assert event is not None
        story.record("ana", event)
        return story

    found = month(store, goes_away("2026-10-08 00:30", 1), goes_away("2026-10-07 23:30", 2))

    assert found.people["ana"].passed_up == 1
    assert found.people["ana"].hold_time.n == 2
    assert cases(store, "passed_up") == [(1, "ana", 1)]


def test_a_case_nobody_claimed_escalates_from_who_was_on_duty(store):
    story = a_story("2026-10-07 10:00")
    story.until("2026-10-08 06:00")

    found = month(store, story)

    assert found.people["lea"].escalated_from == 1
    assert found.people["lea"].lost_to_the_clock == Ratio(1, 1)
    assert found.people["lea"].hold_time == Spread(1, 20 * HOUR, 20 * HOUR)
    assert found.people["lea"].unclaimed_time == Spread(1, 8 * HOUR, 8 * HOUR)  # ten to six
    assert (found.team_figures.escalated, found.team_figures.never_claimed) == (1, 1)
    assert found.team_figures.limit == Ratio(1, 1)
    assert cases(store, "never_claimed") == [(1, "lea", 1)]


def test_an_escalation_counts_against_the_limit_in_its_month_and_its_resolution_no_more(store):
    story = a_story("2026-10-29 10:00", by="ana")  # due on the 30th at 06:00
    story.until("2026-11-02 10:00")
    story.says("cleo", holding.claim)
    story.until("2026-11-02 11:00")
    story.says("cleo", ending.resolve, **SOLVED)
    plain = resolved_by_ana("2026-11-03 09:00", number=2)

    october, november = month(store, story, plain), month(store, name="2026-11")

    assert october.team_figures.limit == Ratio(1, 1)
    assert november.team_figures.limit == Ratio(0, 1)
    assert november.team_figures.at_the_top.resolved == {"cleo": 1}
    assert (october.team_figures.never_claimed, october.people["ana"].escalated_from) == (0, 1)


def test_who_is_at_the_top_stands_there_by_name_and_age(store):
    story = a_story("2026-10-27 10:00", by="ana")  # escalates on the 28th at 06:00, breaches on the 29th at nine
    story.until("2026-10-28 10:00")
    story.says("cleo", holding.claim)
    story.says("cleo", talking.ask, question="?")
    story.until("2026-10-28 12:00")
    story.customer_writes()
    for _ in range(3):
        story.until(story.now + 24 * AN_HOUR)
        story.says("cleo", talking.answer_for, until=story.now + 4 * AN_HOUR, sentence="words")

    top = month(store, story).team_figures.at_the_top

    # 27th 10:00 to Friday's end at midnight is 86 hours, less the two that were waited.
    age = (14 + 24 + 24 + 24 - 2) * HOUR
    assert top.still_on_the_desk == (OnDesk(1, "cleo", age, answers=3, breached=True),)
    assert top.answered_for == {"cleo": 1}
    assert top.answered_often == (AnsweredFor(1, "cleo", 3),)
    assert top.breached == {"cleo": 1}
    assert top.resolved == {}


def test_a_hold_belongs_to_the_team_it_was_held_in(store):
    story = a_story("2026-10-07 09:00", by="ana")
    story.until("2026-10-07 12:00")
    story.says("ana", holding.move, to="billing", why="words")
    story.until("2026-10-07 17:00")
    story.says("bea", holding.claim)
    story.until("2026-10-07 19:00")
    story.says("bea", ending.resolve, **SOLVED)

    support, billing = month(store, story), month(store, team=BILLING)

    assert (support.team_figures.received, billing.team_figures.received) == (1, 0)
    assert (support.team_figures.resolved, billing.team_figures.resolved) == (0, 1)
    assert list(support.people) == ["ana"]
    assert list(billing.people) == ["bea"]
    assert billing.people["bea"].hold_time == Spread(1, 2 * HOUR, 2 * HOUR)
    assert billing.people["bea"].unclaimed_time.n == 1


def test_the_seal_is_the_newest_before_the_month_was_over(store):
    keep(store, [resolved_by_ana("2026-09-08 09:00", number=10)])  # sealed at once, on 12 September

    sealed = store.read(lambda reader: reader.house_lines("sealed"))[-1].event

    assert isinstance(sealed, chain.Sealed)
    assert month(store).seal == sealed.seal
    assert month(store, name="2026-08").seal is None


def test_a_month_is_counted_by_the_clock_that_was_configured_then(store, clock):
    story = a_story("2026-10-29 10:00")  # still at the top when the month ends, on a Saturday
    story.until("2026-11-02 10:00")
    keep(store, [story])
    by_todays_clock = month(store).team_figures.at_the_top.still_on_the_desk

    for now, kind in (("2026-09-01 00:00", "always"), ("2026-11-20 00:00", "weekdays")):
        clock.now = wall(now)
        configured = chain.Configured({"support": plain_team(replace(SUPPORT, clock_kind=kind), HOUSE.people)})
        store.act(lambda tx, configured=configured: tx.append_house(configured, "clock"))

    assert by_todays_clock[0].age_s == (14 + 24) * HOUR
    assert month(store).team_figures.at_the_top.still_on_the_desk[0].age_s == (14 + 24 + 24) * HOUR


def test_an_empty_store_gives_an_empty_month(store):
    assert month(store).is_empty
    assert store.read(lambda reader: first_cases(reader, TEAMS)) == {}


def test_the_first_case_of_each_team_is_found(store):
    keep(store, [resolved_by_ana(), resolved_by_ana("2026-10-06 09:00", number=2)])

    assert store.read(lambda reader: first_cases(reader, TEAMS)) == {"support": wall("2026-10-06 09:00")}
