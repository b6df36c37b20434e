"""`report`: one's own month, the team's for those who lead it, and the cases behind a figure."""

import pytest

from bot.cases import ending
from bot.cases.refusals import Refused
from bot.commands.asked import Asked
from bot.commands.line import Line, parse
from bot.commands.opened import number_named, numbers_of
from bot.commands.refusing import refused
from bot.commands.reporting import report
from bot.messages.values import Address, Card, Inbound, Say, Speaker
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import text
from bot.storage import Store
from tests.cases.desk import wall
from tests.reports.months import keep
from tests.reports.test_a_month import SOLVED, a_story, resolved_by_ana

NOW = wall("2026-10-20 12:00")


def says(store: Store, by: str, line: str, at=NOW) -> Card:
    parsed = parse(line)
    assert isinstance(parsed, Line)
    inbound = Inbound(("key",), Speaker(Address("console", by), by, by), line, at)
    answer = store.read(lambda reader: report(Asked(by, parsed, inbound, at), reader))
    assert answer.card is not None
    return answer.card


def told(store: Store, by: str, line: str) -> str:
    """What somebody is told instead, as they read it."""
    parsed = parse(line)
    assert isinstance(parsed, Line)
    asked = Asked(by, parsed, Inbound(("key",), Speaker(Address("console", by), by, by), line, NOW), NOW)

    def ask(reader):
        try:
            raise AssertionError(f"it was answered: {report(asked, reader)}")
        except Refused as no:
            return refused(no, asked, reader)

    return text(store.read(ask).said[0], ReadBy(NOW))


def column(card: Card, n: int = 1) -> dict[str, str]:
    assert card.table is not None
    return {row[0]: row[n] for row in card.table.rows}


@pytest.fixture
def october(store):
    """Ana resolved two and lost one to the clock; it lies with Cleo."""
    lost = a_story("2026-10-13 10:00", by="ana", number=3)
    lost.until(NOW)
    keep(store, [resolved_by_ana(), resolved_by_ana("2026-10-06 09:00", number=2), lost])
    return store


def test_an_agent_sees_their_own_month(october):
    card = says(october, "ana", "report")

    assert card.title == "Ana Pop, October 2026 so far"
    mine = column(card)
    assert mine["Resolved"] == "2"
    assert mine["Resolve share"] == "2 of 3"  # too few for a percentage
    assert mine["Hold time"] == "3 h (90 % within 20 h)"
    assert mine["Unclaimed"] == "–"


def test_of_a_month_without_figures_it_is_said_so(october):
    card = says(october, "ana", "report me last month")

    assert (card.title, card.lines) == ("Ana Pop, September 2026", ("No figures for September 2026 yet.",))


@pytest.mark.parametrize("line", ["report 2026-10", "report october", "report me Oct 2026", "report this month"])
def test_a_month_is_named_in_many_ways(october, line):
    assert column(says(october, "ana", line))["Resolved"] == "2"


def test_a_month_without_a_year_is_the_latest_that_has_begun(october):
    assert says(october, "ana", "report november").title == "Ana Pop, November 2025"


def test_a_lead_sees_the_team_and_a_manager_without_asking_for_it(october):
    by_lead, by_manager = says(october, "lea", "report team"), says(october, "mira", "report")

    assert by_lead == by_manager
    assert by_lead.title == "Customer support, October 2026 so far"
    assert by_lead.lines[0].startswith("Received 3 · resolved 2 · escalated 1 · never claimed 0")
    assert column(by_lead) == {"Ana Pop": "2"}
    assert any(line.startswith("Cleo Pop, at the top") and "C-3" in line for line in by_lead.lines)


def test_who_works_in_two_teams_sees_a_column_for_each(store):
    story = a_story("2026-10-07 09:00", by="ivo", team="night")
    story.until("2026-10-07 10:00")
    story.says("ivo", ending.resolve, **SOLVED)
    keep(store, [story])

    card = says(store, "ivo", "report")

    assert card.table is not None
    assert card.table.columns == ("Figure", "Customer support", "Night desk")
    assert card.table.rows[0] == ("Resolved", "0", "1")


def test_others_do_not_see_the_teams_figures(october):
    assert "Only leads and managers" in told(october, "ana", "report team")


def test_a_figure_can_be_opened(october):
    card = says(october, "ana", "report me cases resolved")

    assert card.title == "Resolved of Ana Pop, October 2026: 2"
    assert card.table is not None
    assert card.table.columns == ("Case", "Customer", "About")
    assert [row[:2] for row in card.table.rows] == [("C-1", "Maria"), ("C-2", "Maria")]


def test_each_case_behind_it_is_shown_by_a_press(october):
    card = says(october, "ana", "report me cases resolved")

    assert card.table is not None
    assert [(one.label, one.says) for one in card.table.buttons] == [("Show", "show C-1"), ("Show", "show C-2")]


def test_below_a_report_its_numbers_are_buttons_and_any_other_is_asked_for(october):
    buttons = says(october, "ana", "report last month").buttons, says(october, "ana", "report").buttons

    assert buttons[0] == ()
    assert [one.label for one in buttons[1]][:2] == ["Cases: Resolved", "Cases: Escalated from"]
    assert buttons[1][0].says == "report me 2026-10 cases resolved"
    assert (buttons[1][-1].label, buttons[1][-1].says) == ("Open a number", "report me 2026-10 cases")


def test_what_a_button_says_opens_its_number(october):
    for by, line in (("ana", "report"), ("lea", "report team"), ("mira", "report @ana"), ("mira", "report support")):
        for one in says(october, by, line).buttons[:-1]:
            assert says(october, by, one.says).table is not None, one.says


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("escalated from", ["C-3"]),
        ("Escalated-From", ["C-3"]),
        ("lost_to_the_clock", ["C-3"]),
        ("resolve share", ["C-1", "C-2"]),
        ("hold time", ["C-1", "C-2", "C-3"]),
        ("passed up", []),
    ],
)
def test_a_figure_is_known_by_its_name_however_it_is_written(october, typed, found):
    card = says(october, "ana", f"report cases {typed}")

    assert [row[0] for row in card.table.rows] == found if found else card.table is None


def test_a_month_may_follow_the_figure(october):
    assert says(october, "ana", "report cases resolved last month").title.endswith("September 2026: 0")
    assert says(october, "ana", "report cases resolved october 2026").title.endswith("October 2026: 2")


@pytest.mark.parametrize(
    ("figure", "rows"),
    [
        ("received", [("C-1", "Lea Pop"), ("C-2", "Lea Pop"), ("C-3", "Ana Pop")]),
        ("still at the top", [("C-3", "Cleo Pop")]),
        ("limit", [("C-3", "Cleo Pop")]),
        ("unclaimed", [("C-1", "Lea Pop"), ("C-2", "Lea Pop")]),
    ],
)
def test_a_lead_opens_the_teams_figures_and_sees_whose_each_case_was(october, figure, rows):
    card = says(october, "lea", f"report team cases {figure}")

    assert card.table is not None
    assert [(row[0], row[3]) for row in card.table.rows] == rows


def test_what_is_misspelt_is_answered_with_what_there_is(october):
    assert "There are: resolved, we said no, no answer, passed up" in told(october, "ana", "report cases solved twice")
    assert "2026-13" in told(october, "ana", "report 2026-13")
    assert "report team" in told(october, "ana", "report everybody")


def test_every_number_that_can_be_opened_has_a_heading_of_its_own():
    reader = ReadBy(NOW)
    headed = {name: text(Say(f"digest-column-{name}"), reader) for name in numbers_of(None)}

    assert len(set(headed.values())) == len(headed)
    assert {number_named(head, None, reader) for head in headed.values()} == set(headed)
