"""Single stories of passes that need not have been, told by hand; October 2026 of the support desk."""

from dataclasses import replace

from bot.cases import ending, holding
from bot.cases.figures import Ratio
from tests.cases.desk import Story
from tests.reports.test_a_month import a_story, month

AVOIDABLE = {"outcome": "solved", "cause": "unknown", "told": "phone", "avoidable": True}


def passed_twice() -> Story:
    """From Ana to Ivo, and from Ivo to Cleo."""
    story = a_story("2026-10-07 09:00", by="ana")
    story.until("2026-10-07 10:00")
    story.says("ana", holding.pass_up, reason="needs expertise", note="words")
    story.until("2026-10-07 11:00")
    story.says("ivo", holding.claim)
    story.says("ivo", holding.pass_up, reason="needs expertise", note="words")
    story.until("2026-10-07 12:00")
    story.says("cleo", holding.claim)
    return story


def test_what_the_solver_says_is_about_the_last_pass(store):
    story = passed_twice()
    story.says("cleo", ending.resolve, **AVOIDABLE)

    people = month(store, story).people

    assert people["ana"].avoidable_passes == Ratio(0, 1)
    assert people["ivo"].avoidable_passes == Ratio(1, 1)


def test_a_return_is_about_the_last_pass_and_the_first_came_back_to_its_sender(store):
    story = passed_twice()
    story.says("cleo", holding.return_, fields=("order number",))

    people = month(store, story).people

    assert story.case.owner == "ana"
    assert people["ana"].avoidable_passes == Ratio(1, 1)
    assert people["ivo"].avoidable_passes == Ratio(1, 1)


def test_custody_of_what_one_has_passed_is_no_coming_back(store):
    story = a_story("2026-10-07 09:00", by="sol")  # who leads the back office, and is Cleo's deputy at the top
    house = story.house
    story.until("2026-10-07 10:00")
    passed = holding.pass_up(story.case, house, "sol", story.now, reason="needs expertise", note="words")
    story.record("sol", replace(passed, owner="sol", to="sol"))  # on duty there himself

    assert story.case.unclaimed
    assert month(store, story).people["sol"].avoidable_passes == Ratio(0, 1)
