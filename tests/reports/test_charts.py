"""The charts of a digest: what they show, in words and as pictures."""

import json
import struct
from dataclasses import replace

import pytest

from bot.cases.figures import PersonFigures
from bot.messages.wording import Reader
from bot.reports.charts import MOST
from bot.reports.digest import charts_card
from bot.reports.painting import CannotPaint, paint
from tests.cases.desk import BUCHAREST, HOUSE, wall
from tests.reports.test_digest import figures

READER = Reader(wall("2026-11-02 09:00"), BUCHAREST)
PNG = b"\x89PNG\r\n\x1a\n"
COLUMNS = {"kind": "columns", "title": "Ages", "labels": ["1", "2"], "series": [{"name": "Cases", "values": [3, 4]}]}


def people(month=None, house=HOUSE):
    return next(one for one in charts_card(month or figures(), None, house, READER).enclosed if "people" in one.name)


def size_of(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def test_a_chart_says_in_words_every_figure_that_it_shows():
    chart = people()

    assert chart.title == "Resolved and passed up, October 2026"
    assert chart.said == "Ana Pop resolved 120, passed up 30; Ben Pop resolved 0, passed up 3"


def test_of_many_people_those_with_fewest_cases_are_one():
    many = {f"p{n:02}": PersonFigures(resolved=n, passed_up=1) for n in range(1, 31)}

    drawing = json.loads(people(figures(people=many)).source)

    assert len(drawing["labels"]) == MOST
    assert drawing["labels"][-1][0] == "19 others"
    assert drawing["series"][0]["values"][-1] == sum(range(1, 20))


def test_more_reopened_than_resolved_is_said_and_drawn_as_nothing():
    below = figures(people={"ana": PersonFigures(resolved=-2, passed_up=1)})

    chart = people(below)

    assert "Ana Pop resolved -2" in chart.said
    assert json.loads(chart.source)["series"][0]["values"] == [0]


def test_a_month_without_figures_for_a_chart_has_none():
    card = charts_card(figures(people={}), None, HOUSE, READER)

    assert [one.name for one in card.enclosed] == ["support-2026-10.csv"]


def test_the_same_drawing_gives_the_same_bytes_wide_enough_to_read():
    first, second = (paint([people().source, json.dumps(COLUMNS)]) for _ in range(2))

    assert first == second
    assert all(one.startswith(PNG) for one in first)
    assert all(wide == 1200 and high >= 540 for wide, high in map(size_of, first))


def test_a_name_that_cannot_be_drawn_is_drawn_as_its_key():
    wang = replace(HOUSE.people["ana"], name="王小明")
    house = replace(HOUSE, people={**HOUSE.people, "ana": wang})
    by_name = people(house=house)
    by_key = json.dumps({**json.loads(by_name.source), "labels": [["ana"], ["Ben Pop"]]})

    assert "王小明 resolved 120" in by_name.said
    assert paint([by_name.source]) == paint([by_key])


def test_what_stands_in_a_label_is_no_formula():
    odd = {**COLUMNS, "title": r"100 $ and \frac{1} $x", "labels": ["$a$", "_{b}"]}

    assert paint([json.dumps(odd)])[0].startswith(PNG)


def test_what_cannot_be_painted_is_said_so():
    with pytest.raises(CannotPaint):
        paint([json.dumps({"kind": "pie", "title": "", "labels": [], "series": []})])
