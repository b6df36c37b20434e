"""docs/figures.md: what it says of replies, promises, resolutions and verdicts comes out in its last example."""

import json
import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

from bot.cases import ending, holding, talking
from bot.cases import events as e
from bot.cases.figures import Cause, Put, Satisfaction, month_of
from bot.cases.figures.answers import SIGNS
from bot.reports.plain import digest_json
from bot.storage.figures import figures_of
from tests.cases.desk import HOUSE, SUPPORT, Story, wall
from tests.reports.months import keep

DOCUMENT = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d{4}-\d\d-\d\d \d\d:\d\d) \| (\w+) \| C-(\d+): ([^|]+) \|$", re.MULTILINE)
CUSTOMERS = {"maria": 1, "ioan": 2}
CATEGORIES = {"an invoice": "invoice", "a delivery": "delivery"}


def does(story: Story, who: str, what: str) -> None:
    by, words = "customer" if who in CUSTOMERS else who, what.split()
    match words:
        case ["claims"]:
            story.says(by, holding.claim)
        case ["replies"]:
            story.says(by, talking.reply, text="words")
        case ["resolves", *cause]:
            told = {"outcome": "solved", "told": "text", "text": "words"}
            story.says(by, ending.resolve, cause=" ".join(cause).removeprefix("as "), **told)
        case ["reopens"]:
            story.says(by, ending.reopen, spoken_at=story.now, why="not_solved")
        case ["asks", "for", "a", "score", *later]:
            story.record(by, e.RatingAsked("later" if later else "resolution"))
        case ["says", score, "for", because, *later]:
            story.record(by, e.Rated("later" if later else "resolution", int(score), because))
        case _:
            raise AssertionError(f"nobody {what} in these tests")


def the_month() -> list[Story]:
    teams = {**HOUSE.teams, "support": replace(SUPPORT, ask_later=0)}  # the table says who is asked
    stories, house = dict[int, Story](), replace(HOUSE, teams=teams)
    for at, who, number, what in ROW.findall(DOCUMENT):
        if what.startswith("writes about "):
            told = {"customer": CUSTOMERS[who], "category": CATEGORIES[what.removeprefix("writes about ")]}
            stories[int(number)] = Story(house, wall(at), int(number)).opens("customer", **told)
        else:
            stories[int(number)].until(at)
            does(stories[int(number)], who, what)
    for story in stories.values():
        story.until(wall("2026-11-01 00:00") + timedelta(days=1))
    return list(stories.values())


def test_the_last_example_comes_out_as_it_says(store):
    keep(store, the_month())

    found = store.read(lambda reader: figures_of(reader, SUPPORT, month_of("2026-10", SUPPORT.zone)))

    (counted,) = json.loads(digest_json([found]))
    printed = json.loads(re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)[-1])
    assert printed["people"]
    for name, mine in printed["people"].items():
        assert mine == {figure: counted["people"][name][figure] for figure in mine}, name
    for figure, said in printed["team_figures"].items():
        assert counted["team_figures"][figure] == said, figure


def test_whatever_stands_within_a_figure_is_documented_too():
    for name in (*(field.name for kind in (Satisfaction, Cause, Put) for field in fields(kind)), *SIGNS):
        assert f"`{name}`" in DOCUMENT, name
