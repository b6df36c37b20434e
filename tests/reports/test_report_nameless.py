"""A team that names nobody in its figures: its report counts people together, and opens nobody's but one's own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.commands.asked import Asked
from bot.commands.line import parse
from bot.commands.reporting import report
from bot.messages.values import Address, Inbound, Speaker
from bot.storage import Store, open_store
from tests.cases.desk import HOUSE, SUPPORT
from tests.reports.months import keep
from tests.reports.test_a_month import a_story, resolved_by_ana
from tests.reports.test_report import NOW, column, says, told

NAMELESS = replace(HOUSE, teams={**HOUSE.teams, "support": replace(SUPPORT, digest_names=False)})


@pytest.fixture
def october(store_url, clock) -> Iterator[Store]:
    """Ana resolved two and lost one to the clock; it lies with Cleo."""
    lost = a_story("2026-10-13 10:00", by="ana", number=3)
    lost.until(NOW)
    with open_store(store_url, clock, NAMELESS, synchronous="OFF") as store:
        keep(store, [resolved_by_ana(), resolved_by_ana("2026-10-06 09:00", number=2), lost])
        yield store


def names_in(said: object) -> list[str]:
    return [name for name in ("Ana", "Cleo", "Lea") if name in str(said)]


def test_the_teams_report_counts_people_together(october):
    card = says(october, "mira", "report team")

    assert column(card) == {"Whole team": "2"}
    assert card.lines[-1].startswith("Names are switched off")
    assert names_in(card) == []


@pytest.mark.parametrize("figure", ["resolved", "still at the top", "unclaimed", "share of the clock"])
def test_an_opened_number_does_not_say_in_whose_figures_a_case_stands(october, figure):
    card = says(october, "lea", f"report team cases {figure}")

    assert card.table is not None
    assert card.table.columns[:3] == ("Case", "Customer", "About")
    assert "Whose" not in card.table.columns
    assert names_in(card) == []


def test_the_form_for_a_number_asks_for_no_person(october):
    line = parse("report team cases")
    inbound = Inbound(("key",), Speaker(Address("console", "lea"), "lea", "lea"), "report team cases", NOW)

    form = october.read(lambda tx: report(Asked("lea", line, inbound, NOW), tx)).form

    assert [field.name for field in form.fields] == ["figure"]


def test_nobody_opens_anybody_elses_month(october):
    for line in ("report @ana", "report team cases resolved @ana"):
        assert told(october, "lea", line).startswith("Names are switched off in the figures of this team")


def test_everybody_has_their_own(october):
    assert column(says(october, "ana", "report"))["Resolved"] == "2"
