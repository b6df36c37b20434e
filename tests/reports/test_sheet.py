"""The figures as a file: read by a spreadsheet, and nothing in it runs."""

import csv
import io
from dataclasses import replace

import pytest

from bot.reports.sheet import HEADS, joined, safe, sheet
from tests.cases.desk import HOUSE
from tests.reports.test_digest import figures


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_every_figure_has_a_line_with_its_numerator_and_denominator():
    found = {(row["key"], row["figure"], row["part"]): row for row in rows(sheet([figures()], HOUSE))}

    assert list(next(iter(found.values()))) == list(HEADS)
    assert found["ana", "resolved", ""]["value"] == "120"
    assert found["ana", "resolve_share", "of"]["value"] == "160"
    assert found["ana", "hold_time", "median_s"]["value"] == "10800"
    assert found["", "limit", "n"]["value"] == "31"
    assert found["", "at_the_top", "resolved.cleo"]["value"] == "12"
    assert found["ana", "resolved", ""]["name"] == "Ana Pop"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", "|", "%"])
def test_a_name_that_a_spreadsheet_would_run_is_only_text(begin):
    evil = replace(HOUSE.people["ana"], name=f'{begin}HYPERLINK("http://x")')
    house = replace(HOUSE, people={**HOUSE.people, "ana": evil})

    names = {row["name"] for row in rows(sheet([figures()], house)) if row["key"] == "ana"}

    assert len(names) == 1
    assert names.pop().startswith("'")


def test_quotes_commas_and_line_ends_stay_in_their_cell():
    odd = replace(HOUSE.people["ana"], name='Ana "the\n=1" Pop, of support;x')
    house = replace(HOUSE, people={**HOUSE.people, "ana": odd})

    row = next(row for row in rows(sheet([figures()], house)) if row["key"] == "ana")

    assert row["name"] == 'Ana "the =1" Pop, of support;x'
    assert row["value"] == "120"


def test_a_negative_number_is_a_number():
    assert safe(-3) == -3
    assert safe(-1.5) == -1.5
    assert safe("-3") == "'-3"


def test_several_teams_are_one_file_with_one_head():
    one = sheet([figures()], HOUSE)

    together = rows(joined([one, one]))

    assert len(together) == 2 * len(rows(one))
    assert all(row["team"] == "support" for row in together)
