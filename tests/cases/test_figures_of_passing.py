"""What was passed, given and claimed, from counts to figures: tables worked out by hand."""

from datetime import timedelta

import pytest

from bot.cases.figures.counts import Endings, HandOffs, HoldCounts, Judged, Reasons, Resolutions
from bot.cases.figures.helping import Advice, Answered, answers
from bot.cases.figures.holding import Held
from bot.cases.figures.measures import Part, Ratio, Spread
from bot.cases.figures.passing import empty_holds, hand_offs, hands, late_passes, why_passed
from bot.cases.figures.sharing import Shared, shared, shares
from bot.cases.figures.steps import Step, as_it_stands
from bot.cases.figures.values import Share, Waits
from bot.cases.figures.waiting import Paused, waiting
from bot.cases.hours import ALWAYS
from tests.cases.desk import SUPPORT, wall

SECOND, HOUR = 1_000_000, 3_600_000_000


def gone(
    person: str, ending: str, n: int, *, touched: bool = False, late: bool = False, counts: bool = True
) -> Endings:
    return Endings(person, ending, late, custody=False, counts=counts, n=n, touched=touched)


def test_we_said_no_is_a_part_of_resolved_and_what_was_reopened_is_taken_from_it_too():
    outcomes = [Resolutions("ana", "solved", 3), Resolutions("ana", "said_no", 2), Resolutions("ana", "said_no", -1)]

    ana = Held(HoldCounts(resolutions={"ana": 5}, taken_back={"ana": 1}, outcomes=outcomes)).of_person("ana")

    assert (ana.resolved, ana.said_no, ana.no_answer) == (4, 1, 0)


def test_an_empty_hold_was_passed_or_given_without_a_trace():
    endings = [
        gone("ana", "passed_up", 2),
        gone("ana", "given", 1),
        gone("ana", "passed_up", 4, touched=True),
        gone("ana", "handed_over", 1, late=True),  # went away late: a pass
        gone("ana", "handed_over", 5),
        gone("ana", "returned", 5),
        gone("ana", "passed_up", 7, counts=False),
    ]

    assert empty_holds(endings) == {"ana": Ratio(4, 8)}


def test_a_late_pass_left_less_than_a_quarter_of_the_limit():
    endings = [
        gone("ana", "passed_up", 2, late=True),
        gone("ana", "handed_over", 1, late=True),
        gone("ben", "given", 3),
    ]

    assert late_passes(endings) == {"ana": 3}


def test_reasons_are_told_by_category_and_none_is_a_category_too():
    counted = [
        Reasons("needs expertise", "invoice", 2),
        Reasons("away", None, 1),
        Reasons("needs expertise", None, 1),
        Reasons("needs expertise", "invoice", 3),
    ]

    assert why_passed(counted) == {"away": {"": 1}, "needs expertise": {"": 1, "invoice": 5}}


@pytest.mark.parametrize(
    ("holders", "hand_offs", "came_back"),
    [
        (["ana"], 0, False),
        (["ana", "ana"], 1, False),  # after a reopening she goes on herself
        (["ana", "ben"], 1, False),
        (["ana", "ben", "ana"], 2, True),
        (["ana", "ana", "ben"], 2, False),
        (["ana", "ben", "ben", "ana"], 3, True),
        (["ana", "ben", "cleo", "ben"], 3, True),
        (["ana", "ben", "cleo"], 2, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_hand_offs_are_the_holds_that_count_less_one_and_ping_pong_is_a_former_holder_again(
    holders, hand_offs, came_back
):
    assert hands(holders) == (hand_offs, came_back)


def test_hand_offs_are_told_as_a_distribution_without_what_comes_to_none():
    counted = [
        HandOffs(0, False, 7),
        HandOffs(2, False, 1),
        HandOffs(2, True, 2),
        HandOffs(1, False, 1),
        HandOffs(1, False, -1),
    ]

    assert hand_offs(counted) == ({"0": 7, "2": 3}, 2)


def test_judgements_are_told_by_person():
    counts = HoldCounts(
        avoidable=[Judged("ana", True, 2), Judged("ana", False, 6), Judged("ben", False, 1)],
        claims=[Judged("ana", True, 3), Judged("ana", False, 1)],
        urgent={"lea": 2},
        rightly=[Judged("lea", True, 1), Judged("lea", False, 1)],
        questions={"ana": 4},
        advice=[Advice(1, "sol", 60 * SECOND), Advice(2, "sol", 120 * SECOND)],
    )
    held = Held(counts)

    assert held.people == {"ana", "ben", "lea", "sol"}
    assert held.of_person("ana").avoidable_passes == Ratio(2, 8)
    assert held.of_person("ben").avoidable_passes == Ratio(0, 1)
    assert held.of_person("ana").taken_as_they_come == Ratio(3, 4)
    assert (held.of_person("lea").urgent, held.of_person("lea").rightly_urgent) == (2, Ratio(1, 2))
    assert held.of_person("ana").asked_for_help == 4
    assert held.of_person("sol").gave_help == Spread(2, 90, 120)


# --- steps --------------------------------------------------------------------------------------------------------

CLOCK = SUPPORT.clock  # day and night from Monday to Friday; Thursday the 19th at ten is due on Friday at six
TEN, DUE = "2026-11-19 10:00", "2026-11-20 06:00"


def step(seq: int, at: str, kind: str, owner: str = "ana", by: str = "ana", due: str = DUE, **told: object) -> Step:
    return Step(seq, wall(at), kind, by, "support", owner, wall(due), **told)


def opened(at: str = TEN, owner: str = "lea", spoken: str = TEN, **told: object) -> Step:
    return step(1, at, "opened", owner, spoken_at=wall(spoken), **told)


def test_what_was_undone_is_no_step():
    first, passed, undone, asked = (
        opened(),
        step(2, "2026-11-19 11:00", "passed_up"),
        step(3, "2026-11-19 11:05", "undone"),
        step(4, "2026-11-19 12:00", "asked"),
    )

    assert as_it_stands([first, passed, undone, asked]) == [first, asked]
    assert as_it_stands([first, undone, asked]) == [first, asked]  # of a kind that is not looked at


def of_the_clock(*steps: Step) -> dict[str, float]:
    return {who: part / HOUR for who, part in shared(1, steps, CLOCK).parts.items()}


def test_each_holder_has_their_part_of_the_clock():
    found = of_the_clock(
        opened("2026-11-19 11:00"),  # an hour after the customer spoke
        step(2, "2026-11-19 12:00", "claimed", "ana"),
        step(3, "2026-11-19 17:00", "passed_up", "sol"),
        step(4, DUE, "escalated", "cleo"),
    )

    assert found == {"lea": 2, "ana": 5, "sol": 13}


def test_waiting_is_nobodys_part():
    due = "2026-11-20 09:00"
    found = of_the_clock(
        opened(owner="ana"),
        step(2, "2026-11-19 12:00", "asked"),
        step(3, "2026-11-19 13:00", "assigned", "ben"),  # by the lead, while it waits
        step(4, "2026-11-19 15:00", "woken", "ben", due=due),
        step(5, due, "escalated", "cleo"),
    )

    assert found == {"ana": 2, "ben": 18}


def test_the_weekend_is_nobodys_part_unless_the_case_is_urgent():
    plain = of_the_clock(
        opened("2026-11-20 20:00", "ana", "2026-11-20 20:00", due="2026-11-23 16:00"),
        step(2, "2026-11-21 10:00", "claimed", "ben", due="2026-11-23 16:00"),
        step(3, "2026-11-23 16:00", "escalated", "cleo"),
    )
    urgent = of_the_clock(
        opened("2026-11-20 20:00", "ana", "2026-11-20 20:00", due="2026-11-23 16:00"),
        step(2, "2026-11-21 10:00", "marked_urgent", "ana", due="2026-11-21 12:00"),
        step(3, "2026-11-21 12:00", "escalated", "cleo"),
    )

    assert plain == {"ana": 4, "ben": 16}
    assert urgent == {"ana": 6}


def test_what_lies_after_the_deadline_is_nobodys_part():
    late = of_the_clock(opened(owner="ana"), step(2, "2026-11-20 09:00", "escalated", "cleo"))
    filed_late = of_the_clock(opened("2026-11-20 09:00", "ana"), step(2, "2026-11-20 09:00", "escalated", "cleo"))

    assert late == filed_late == {"ana": 20}


def test_shares_are_seconds_of_seconds():
    assert shares([Shared(7, {"ben": 1 * HOUR, "ana": 3 * HOUR})]) == (
        Share(7, {"ana": Part(10800, 14400), "ben": Part(3600, 14400)}),
    )


def advised(*steps: Step) -> list[tuple[str, float]]:
    return [(one.by, one.took(CLOCK) / HOUR) for one in answers(steps)]


def test_an_answer_is_to_the_oldest_open_question():
    found = advised(
        opened(),
        step(2, "2026-11-19 11:00", "consulted", whom="sol"),
        step(3, "2026-11-19 12:00", "consulted", whom="kim"),
        step(4, "2026-11-19 13:00", "consulted", whom="sol"),
        step(5, "2026-11-19 14:00", "advised", by="sol"),
        step(6, "2026-11-19 15:00", "advised", by="kim"),
        step(7, "2026-11-19 17:00", "advised", by="sol"),
    )

    assert found == [("sol", 3), ("kim", 3), ("sol", 4)]


def test_an_end_closes_the_questions_and_a_pause_is_not_counted():
    found = advised(
        opened(),
        step(2, "2026-11-19 11:00", "consulted", whom="sol"),
        step(3, "2026-11-19 12:00", "resolved"),
        step(4, "2026-11-19 13:00", "reopened", spoken_at=wall("2026-11-19 13:00")),
        step(5, "2026-11-19 14:00", "consulted", whom="sol"),
        step(6, "2026-11-19 15:00", "asked"),
        step(7, "2026-11-19 18:00", "woken"),
        step(8, "2026-11-19 19:00", "asked"),
        step(9, "2026-11-19 20:00", "advised", by="sol"),
    )

    assert found == [("sol", 2)]


def test_an_answer_over_the_weekend_took_clock_time():
    friday, monday = wall("2026-11-20 23:00"), wall("2026-11-23 01:00")

    assert Answered("sol", friday, monday, "support", "support", ()).took(CLOCK) == 2 * HOUR
    assert Answered("sol", friday, monday, "support", "support", ()).took(ALWAYS) == (
        (monday - friday) // timedelta(microseconds=1)
    )


def test_waiting_is_summed_for_the_customer_and_by_name():
    found = waiting([Paused(1, "ana", None, 5 * SECOND), Paused(2, "ana", "bank", SECOND), Paused(1, "ben", None, 0)])

    assert found.customer == Waits(2, 5)
    assert found.outside == {"bank": Waits(1, 1)}
