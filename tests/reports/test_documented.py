"""docs/figures.md: every figure is in it, and its worked example comes out as it says."""

import json
import re
from dataclasses import fields
from pathlib import Path

from bot.cases import ending, holding
from bot.cases.figures import AtTheTop, PersonFigures, TeamFigures, month_of
from bot.reports.plain import digest_json
from bot.storage.figures import figures_of
from tests.cases.desk import HOUSE, SUPPORT, Story, wall
from tests.reports.months import keep

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures.md"
ROW = re.compile(r"^\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| (\w+) \| (\w+) C-(\d+) \|$", re.MULTILINE)
MONTH_END = wall("2026-11-01 00:00")


def does(story: Story, who: str, what: str) -> None:
    match what:
        case "claims":
            story.says(who, holding.claim)
        case "resolves":
            story.says(who, ending.resolve, outcome="solved", cause="unknown", told="phone")
        case "gives":
            story.says(who, holding.give, to="ben", reason="needs expertise", note=None)
        case "passes":
            story.says(who, holding.pass_up, reason="needs expertise", to_top=True, note="words")
        case "reopens":
            story.says(who, ending.reopen, spoken_at=story.now, why="not_solved")
        case _:
            raise AssertionError(f"nobody {what} in these tests")


def the_month(document: str) -> list[Story]:
    stories: dict[int, Story] = {}
    for at, who, what, number in ROW.findall(document):
        if what == "writes":
            stories[int(number)] = Story(HOUSE, wall(at), int(number)).opens(who, customer=1)
        else:
            stories[int(number)].until(at)
            does(stories[int(number)], who, what)
    for story in stories.values():
        story.until(MONTH_END)
    return list(stories.values())


def test_the_worked_example_comes_out_as_it_says(store):
    document = DOCUMENT.read_text(encoding="utf-8")
    keep(store, the_month(document))

    found = store.read(lambda reader: figures_of(reader, SUPPORT, month_of("2026-10", SUPPORT.zone)))

    (counted,) = json.loads(digest_json([found]))
    printed = json.loads(re.findall(r"```json\n(.*?)```", document, re.DOTALL)[0])
    people = printed.pop("people")
    assert people
    figures = printed.pop("team_figures")
    assert printed == {name: counted[name] for name in printed}
    assert figures == {name: counted["team_figures"][name] for name in figures}
    assert people == {who: {name: counted["people"][who][name] for name in mine} for who, mine in people.items()}


def test_every_figure_is_documented_under_its_name():
    document = DOCUMENT.read_text(encoding="utf-8")

    for kind in (PersonFigures, TeamFigures, AtTheTop):
        for field in fields(kind):
            assert f"`{field.name}`" in document, field.name


def test_the_json_has_the_shape_that_others_rely_on(store):
    keep(store, the_month(DOCUMENT.read_text(encoding="utf-8")))

    (team,) = json.loads(
        digest_json([store.read(lambda reader: figures_of(reader, SUPPORT, month_of("2026-10", SUPPORT.zone)))])
    )

    assert list(team) == ["team", "month", "people", "tiers", "team_figures", "seal"]
    assert (team["team"], team["month"]) == ("support", "2026-10")
    assert team["people"]["ben"]["passed_up"] == 1
    assert team["people"]["ben"]["resolve_share"] == {"n": 1, "of": 2}
    assert team["people"]["ana"]["hold_time"] == {"n": 2, "median_s": 9000, "p90_s": 10800}
    assert team["team_figures"]["at_the_top"]["still_on_the_desk"][0]["age_s"] == 38 * 3600
