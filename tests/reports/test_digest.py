"""The digest as text: what matters first, against the month before, then the team, then each person."""

from dataclasses import replace

import pytest

from bot.cases.figures import (
    AnsweredFor,
    AtTheTop,
    Cause,
    Figures,
    OnDesk,
    PersonFigures,
    Put,
    Ratio,
    Spread,
    TeamFigures,
    TierFigures,
    month_of,
)
from bot.messages.figures import cell
from bot.messages.values import Card
from bot.messages.wording import Reader
from bot.reports.details import customers_card, work_card
from bot.reports.digest import digest_card
from tests.cases.desk import BUCHAREST, HOUSE, wall

READER = Reader(wall("2026-11-02 09:00"), BUCHAREST)
TOP = AtTheTop(
    resolved={"cleo": 12},
    answered_for={"cleo": 3},
    breached={"cleo": 2},
    still_on_the_desk=(OnDesk(57, "cleo", 26 * 3600), OnDesk(42, "sol", 100 * 3600, answers=2, breached=True)),
)
TEAM = TeamFigures(
    received=412,
    resolved=388,
    escalated=31,
    never_claimed=18,
    limit=Ratio(31, 412),
    hold_time=Spread(500, 4 * 3600, 19 * 3600),
    unclaimed_time=Spread(400, 40 * 60, 2 * 3600),
    at_the_top=TOP,
)
PEOPLE = {
    "ana": PersonFigures(
        resolved=120,
        passed_up=30,
        given=5,
        returned=1,
        escalated_from=4,
        resolve_share=Ratio(121, 160),
        lost_to_the_clock=Ratio(4, 160),
        hold_time=Spread(170, 3 * 3600, 9 * 3600),
    ),
    "ben": PersonFigures(passed_up=3, escalated_from=9, resolve_share=Ratio(0, 12), lost_to_the_clock=Ratio(9, 12)),
    "lea": PersonFigures(unclaimed_time=Spread(400, 40 * 60, 2 * 3600)),
}


ONE_LATE = replace(TEAM, limit=Ratio(1, 1), never_claimed=0)


def figures(name: str = "2026-10", team: TeamFigures = TEAM, people=PEOPLE, seal: str | None = "5ea1") -> Figures:
    tiers = (
        TierFigures(0, "Front line", TEAM.hold_time, TEAM.unclaimed_time),
        TierFigures(1, "Top", Spread(), Spread()),
    )
    return Figures("support", month_of(name, BUCHAREST), people, tiers, team, seal)


def before(**changes: object) -> Figures:
    return figures("2026-09", replace(TEAM, **changes))


def drawn(month: Figures, before: Figures | None = None) -> Card:
    return digest_card(month, before, HOUSE, READER)


def test_the_first_sentences_say_what_matters_against_the_month_before():
    card = drawn(figures(), before(received=400, limit=Ratio(22, 390)))

    assert card.title == "Customer support, October 2026"
    assert card.lines[:4] == (
        "412 cases came in, 12 more than in September; 388 resolved.",
        "Of 412 cases 31 reached the limit, 9 more than in September; 18 of them had never been claimed.",
        "The top resolved 12 and answered for 3; 2 are still on that desk, the oldest C-42, 4 d 4 h old, with Sol Pop.",
        "The clock took 13 cases out of somebody’s hands, neither solved nor passed: the most, 9, out of Ben Pop’s.",
    )


def test_what_weighs_most_is_said_first():
    nobody_left = replace(TOP, still_on_the_desk=())
    in_time = replace(TEAM, limit=Ratio(1, 412), at_the_top=nobody_left)

    lines = drawn(figures(team=in_time)).lines

    assert lines[1].startswith("One of 412 cases reached the limit")
    assert lines[2].startswith("The clock took 13 cases out")
    assert lines[3].startswith("The top resolved 12")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ({"ana": 2, "ben": 2, "lea": 1}, None),
        (
            {"ana": 3},
            "The clock took 3 cases out of somebody’s hands, neither solved nor passed: all out of Ana Pop’s.",
        ),
        ({"ana": 1}, "The clock took one case out of somebody’s hands, neither solved nor passed: Ana Pop’s."),
    ],
)
def test_nobody_is_named_for_what_the_clock_took_who_does_not_stand_out(lost, said):
    people = {who: PersonFigures(escalated_from=n) for who, n in lost.items()}

    lines = drawn(figures(people=people)).lines

    assert [line for line in lines if "The clock took" in line] == ([said] if said else [])


@pytest.mark.parametrize(
    ("month", "earlier", "first", "second"),
    [
        (TEAM, None, "412 cases came in; 388 resolved.", "Of 412 cases 31 reached the limit; 18 of them"),
        (
            TEAM,
            before(received=413, limit=Ratio(40, 390)),
            "412 cases came in, 1 fewer than in September;",
            "31 reached the limit, 9 fewer than in September;",
        ),
        (TEAM, before(), "as many as in September;", "31 reached the limit, as many as in September;"),
        (
            replace(TEAM, received=1, resolved=1, limit=Ratio(0, 1), never_claimed=0),
            before(),
            "One case came in, 411 fewer than in September; 1 resolved.",
            "The one case that ended kept its limit; in September 31 did not.",
        ),
        (ONE_LATE, None, "412 cases", "The one case that was done or due reached the limit; it had been claimed."),
        (
            replace(ONE_LATE, never_claimed=1),
            before(limit=Ratio(0, 9)),
            "412 cases",
            "The one case that was done or due reached the limit, in September none; nobody had ever claimed it.",
        ),
        (
            replace(ONE_LATE, limit=Ratio(1, 40)),
            before(limit=Ratio(3, 40)),
            "412 cases",
            "One of 40 cases reached the limit, 2 fewer than in September; it had been claimed.",
        ),
        (
            replace(TEAM, limit=Ratio(2, 40), never_claimed=1),
            before(limit=Ratio(2, 40)),
            "412 cases",
            "Of 40 cases 2 reached the limit, as many as in September; one of them had never been claimed.",
        ),
        (
            replace(ONE_LATE, limit=Ratio(1, 40)),
            before(limit=Ratio(1, 9)),
            "412 cases",
            "One of 40 cases reached the limit, as in September; it had been claimed.",
        ),
        (replace(TEAM, limit=Ratio(0, 5)), None, "412 cases came in", "All 5 cases kept the limit."),
        (replace(TEAM, never_claimed=0), None, "412", "31 reached the limit; all of those had been claimed."),
        (replace(TEAM, received=0), figures("2025-12"), "No case came in, 412 fewer than in December 2025;", "31"),
    ],
)
def test_a_count_is_compared_whichever_way_it_went(month, earlier, first, second):
    card = drawn(figures(team=month), earlier)

    assert first in card.lines[0]
    assert any(second in line for line in card.lines[1:4])


def test_an_empty_month_before_is_compared_with_nothing():
    empty = figures("2026-09", TeamFigures(), {})

    assert drawn(figures(), empty) == drawn(figures())


def test_a_case_answered_for_a_third_time_heads_the_digest():
    team = replace(TEAM, at_the_top=replace(TOP, answered_often=(AnsweredFor(42, "sol", 3),)))

    assert drawn(figures(team=team)).lines[0] == "C-42 has been answered for 3 times now, last by Sol Pop."


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (TOP.still_on_the_desk[1:], "; one is still on that desk: C-42, 4 d 4 h old, with Sol Pop."),
        ((), "; nothing is left on that desk."),
    ],
)
def test_what_is_left_at_the_top_is_said_whatever_it_is(left, said):
    team = replace(TEAM, at_the_top=replace(TOP, still_on_the_desk=left))

    assert f"The top resolved 12 and answered for 3{said}" in drawn(figures(team=team)).lines


def test_then_the_team_in_a_line():
    lines = drawn(figures()).lines

    assert lines[4:] == (
        "Received 412 · resolved 388 · escalated 31 · never claimed 18 · reached the limit 8 %"
        " · held 4 h (90 % within 19 h) · unclaimed 40 min (90 % within 2 h)",
        "Seal of the ledger: 5ea1",
    )


def test_of_many_causes_the_first_are_shown_as_their_chart_names_them_and_how_many_there_are():
    causes = tuple(Cause(f"warehouse/step {n}", 20 - n, 3600.0, Put()) for n in range(14))

    parts = customers_card(figures(team=replace(TEAM, causes=causes)), HOUSE, READER).parts

    (shown,) = [part for part in parts if part.title == "Causes"]
    assert shown.lines == ("The first 12 of 14:",)
    assert shown.table.rows[0] == ("warehouse · step 0", "20", "1 h")


def test_tiers_and_the_top_by_name_stand_below():
    lines = work_card(figures(), HOUSE, READER).lines

    assert lines == (
        "Front line: held 4 h (90 % within 19 h) · unclaimed 40 min (90 % within 2 h)",
        "Cleo Pop, at the top: resolved 12 · answered for 3 · past the top’s limit 2 · still on the desk C-57 (26 h)",
        "Sol Pop, at the top: resolved 0 · answered for 0 · past the top’s limit 0"
        " · still on the desk C-42 (4 d 4 h, answered for 2 times)",
    )


def test_of_many_cases_at_the_top_the_oldest_are_named():
    many = tuple(OnDesk(n, "cleo", n * 3600) for n in range(1, 13))
    crowded = figures(team=replace(TEAM, at_the_top=AtTheTop(still_on_the_desk=many)))

    line = next(line for line in work_card(crowded, HOUSE, READER).lines if "C-12 " in line)

    assert "C-12 (12 h), C-11 (11 h)" in line
    assert line.endswith("and 2 more")
    assert "C-2 " not in line


def test_then_each_person_with_counts_where_there_are_few():
    table = drawn(figures()).table

    assert table is not None
    assert table.columns[:3] == ("Person", "Resolved", "Resolve share")
    assert [row[:3] for row in table.rows] == [("Ana Pop", "120", "76 %"), ("Ben Pop", "0", "0 of 12")]
    assert [row[-1] for row in table.rows] == ["4", "9"]


def test_every_other_figure_of_a_person_stands_below():
    table = work_card(figures(), HOUSE, READER).table

    assert table is not None
    ana = dict(zip(table.columns, table.rows[0], strict=True))
    assert (ana["Given"], ana["Returned"], ana["Lost to the clock"], ana["Hold time"]) == ("5", "1", "3 %", "3 h")


@pytest.mark.parametrize(
    ("ratio", "printed"),
    [
        (Ratio(0, 0), "–"),
        (Ratio(3, 7), "3 of 7"),
        (Ratio(19, 19), "19 of 19"),
        (Ratio(20, 20), "100 %"),
        (Ratio(1, 200), "1 %"),
        (Ratio(1, 201), "0 %"),
        (Ratio(5, 40), "13 %"),
    ],
)
def test_a_ratio_of_fewer_than_twenty_prints_its_counts(ratio, printed):
    assert cell(ratio, READER) == printed


def test_a_month_in_which_nothing_happened_says_so():
    card = drawn(figures(team=TeamFigures(), people={}))

    assert card.lines == ("Nothing happened on this desk in October 2026.",)
    assert card.table is None


def test_somebody_who_left_the_configuration_is_named_by_their_key():
    card = drawn(figures(people={"zoltan": PersonFigures(resolved=1)}))

    assert card.table is not None
    assert card.table.rows[0][0] == "zoltan"
