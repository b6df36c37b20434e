"""docs/figures.md: every figure is in it, and its worked example comes out as it says."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cases import ending, holding, talking
from bot.cases.figures import AtTheTop, PersonFigures, TeamFigures, month_of
from bot.reports.plain import digest_json
from bot.storage.figures import figures_of
from tests.cases.desk import HOUR, HOUSE, SUPPORT, Story, wall
from tests.reports.months import keep

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures.md"
ROW = re.compile(r"^\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| (\w+) \| ([\w, ]+) C-(\d+) \|$", re.MULTILINE)
# What was heard and said has a test of its own, test_documented_answers.py.
EXAMPLES = [part for part in DOCUMENT.read_text(encoding="utf-8").split("\n## ") if ROW.search(part)]
MONTH_END = wall("2026-11-01 00:00")
RESOLVES = {
    "": {"outcome": "solved", "cause": "unknown", "told": "phone"},
    "with a no": {"outcome": "said_no", "cause": "unknown", "told": "phone", "rightly_urgent": True},
    "as avoidable": {"outcome": "solved", "cause": "unknown", "told": "phone", "avoidable": True},
}


def does(story: Story, who: str, what: str) -> None:
    match what.split():
        case ["claims"]:
            story.says(who, holding.claim)
        case ["takes", "the", "next,"]:
            story.says(who, holding.claim, next=True)
        case ["resolves", *how]:
            story.says(who, ending.resolve, **RESOLVES[" ".join(how)])
        case ["gives"]:
            story.says(who, holding.give, to="ben", reason="needs expertise", note=None)
        case ["passes"]:
            story.says(who, holding.pass_up, reason="needs expertise", to_top=True, note="words")
        case ["passes", "up"]:
            story.says(who, holding.pass_up, reason="needs permission", note=None)
        case ["returns"]:
            story.says(who, holding.return_, fields=("order number",))
        case ["reopens"]:
            story.says(who, ending.reopen, spoken_at=story.now, why="not_solved")
        case ["consults", whom, "on"]:
            story.says(who, talking.consult, whom=whom, question="words")
        case ["advises", "on"]:
            story.says(who, talking.advise, text="words")
        case ["asks", "about"]:
            story.says(who, talking.ask, question="words")
        case ["answers", "about"]:
            story.customer_writes()
        case ["waits", "for", "the", "courier", "with"]:
            story.says(who, talking.wait, until=story.now + 26 * HOUR, on="courier", why="words")
        case ["marks", "as", "urgent"]:
            story.says(who, talking.urgent, why="words")
        case _:
            raise AssertionError(f"nobody {what} in these tests")


def the_month(example: str) -> list[Story]:
    stories: dict[int, Story] = {}
    for at, who, what, number in ROW.findall(example):
        if what == "writes":
            stories[int(number)] = Story(HOUSE, wall(at), int(number)).opens(who, customer=1)
        else:
            stories[int(number)].until(at)
            does(stories[int(number)], who, what)
    for story in stories.values():
        story.until(MONTH_END)
    return list(stories.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0])
def test_a_worked_example_comes_out_as_it_says(store, example):
    keep(store, the_month(example))

    found = store.read(lambda reader: figures_of(reader, SUPPORT, month_of("2026-10", SUPPORT.zone)))

    (counted,) = json.loads(digest_json([found]))
    (printed,) = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", example, re.DOTALL)]
    assert (printed["team"], printed["month"]) == (counted["team"], counted["month"])
    told = {"the team": (printed["team_figures"], counted["team_figures"])}
    told |= {who: (mine, counted["people"][who]) for who, mine in printed["people"].items()}
    for who, (said, true) in told.items():
        assert said == {name: true[name] for name in said}, who


def test_every_figure_is_documented_under_its_name():
    document = DOCUMENT.read_text(encoding="utf-8")

    for kind in (PersonFigures, TeamFigures, AtTheTop):
        for field in fields(kind):
            assert f"`{field.name}`" in document, field.name


def test_the_json_has_the_shape_that_others_rely_on(store):
    keep(store, the_month(EXAMPLES[0]))

    (team,) = json.loads(
        digest_json([store.read(lambda reader: figures_of(reader, SUPPORT, month_of("2026-10", SUPPORT.zone)))])
    )

    assert list(team) == ["team", "month", "people", "tiers", "team_figures", "seal"]
    assert (team["team"], team["month"]) == ("support", "2026-10")
    assert team["people"]["ben"]["passed_up"] == 1
    assert team["people"]["ben"]["resolve_share"] == {"n": 1, "of": 2}
    assert team["people"]["ana"]["hold_time"] == {"n": 2, "median_s": 9000, "p90_s": 10800}
    assert team["team_figures"]["at_the_top"]["still_on_the_desk"][0]["age_s"] == 38 * 3600
