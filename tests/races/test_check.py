"""The check of races can fail: histories of a race that was in order, corrupted one by one."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.cases.people import addressed
from bot.settings import parse_config
from bot.storage.migrate import migrate
from tests.races.check import checked
from tests.races.history import History, Operation
from tests.races.house import house
from tests.races.quick import raced

HOUSE = addressed(parse_config(house()).house)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    url = f"sqlite:///{tmp_path_factory.mktemp('race')}/desk.db"
    migrate(url, synchronous="OFF")
    return asyncio.run(raced(url, seed=3, moves=250, stores=1))[0]


def faults(history: History) -> str:
    return "\n".join(checked(history, HOUSE, timedelta(hours=3)).faults)


def with_line(history: History, which: Callable[[dict], bool], **changes: object) -> History:
    """The last line of which that is so, changed."""
    lines = list(history.lines)
    at = max(n for n, line in enumerate(lines) if which(line))
    lines[at] = {**lines[at], **changes}
    return replace(history, lines=tuple(lines))


def with_one(history: History, which: Callable[[Operation], bool], **changes: object) -> History:
    """The first operation of which that is so, each of its attempts changed."""
    done = list(history.operations)
    at = next(n for n, one in enumerate(done) if which(one))
    done[at] = replace(done[at], attempts=tuple(replace(one, **changes) for one in done[at].attempts))
    return replace(history, operations=tuple(done))


def claimed(line: dict) -> bool:
    return line["kind"] == "claimed"


def test_a_race_that_was_in_order_has_no_faults(history):
    assert faults(history) == ""


def test_a_line_that_stands_twice(history):
    at = next(n for n, line in enumerate(history.lines) if claimed(line))
    case = history.lines[at]["case"]
    later = [{**line, "seq": line["seq"] + 1} if line["case"] == case else line for line in (history.lines[at:])]
    doubled = replace(history, lines=(*history.lines[: at + 1], *later))

    assert "written twice" in faults(doubled)


def test_a_case_that_two_people_claimed(history):
    assert "no rule made it" in faults(with_line(history, claimed, by="vera", owner="vera"))


def test_an_owner_who_is_another_than_the_line_makes(history):
    line = next(line for line in history.lines if line["kind"] == "noted")
    who = "vera" if line["owner"] != "vera" else "ana"

    assert "stands otherwise" in faults(with_line(history, lambda one: one is line, owner=who))


def test_a_line_that_stands_before_what_had_ended_before_it_began(history):
    lines = list(history.lines)
    known = {one.request: one for one in history.operations}
    for n, (one, next_) in enumerate(pairwise(lines)):
        mine, its = known.get(one["request"]), known.get(next_["request"])
        if one["case"] == next_["case"] and mine and its and mine.ended and mine.ended < its.began:
            lines[n], lines[n + 1] = {**next_, "seq": one["seq"]}, {**one, "seq": next_["seq"]}
            break

    assert "where it cannot have happened" in faults(replace(history, lines=tuple(lines)))


def test_what_was_accepted_and_stands_nowhere(history):
    # Of those that were not accepted nobody knows what became; and a press that came again has nothing of its own.
    told = {one.request for one in history.operations if one.fate == "accepted" and one.kind != "press"}
    request = [line for line in history.lines if line["kind"] == "noted" and line["request"] in told][-1]["request"]
    lost = replace(history, lines=tuple(line for line in history.lines if line["request"] != request))

    assert "accepted, and not written" in faults(lost)


def test_what_stands_there_and_nobody_asked_for(history):
    assert "asked for by nobody" in faults(with_line(history, claimed, request="slack:trigger:other"))
    assert "has no request" in faults(with_line(history, claimed, request=None))


def test_what_was_refused_and_written_all_the_same(history):
    requests = {line["request"] for line in history.lines if claimed(line)}

    assert "written all the same" in faults(with_one(history, lambda one: one.request in requests, fate="refused"))


def test_the_same_delivery_answered_in_two_ways(history):
    done = list(history.operations)
    at = next(n for n, one in enumerate(done) if len(one.attempts) > 1 and one.fate == "refused")
    first, second = done[at].attempts
    done[at] = replace(done[at], attempts=(first, replace(second, word="another")))

    assert "answered in 2 ways" in faults(replace(history, operations=tuple(done)))


def test_a_refusal_for_what_was_never_true(history):
    def held(one: Operation) -> bool:
        return one.fate == "refused" and one.word == "held"

    assert "refused without a reason" in faults(with_one(history, held, word="lowest-tier"))
    assert "refused without a reason" in faults(with_one(history, held, facts={"owner": "Max Weber"}))


def test_a_case_that_was_given_to_somebody_who_had_gone(history):
    """They left before the race began, and nobody took them out of the pyramid."""
    who = next(line["owner"] for line in history.lines if claimed(line))
    left = next(line for line in history.lines if line["kind"] == "configured")
    gone = {**left, "kind": "left", "by": "clock", "data": {"person": who}}

    assert "against the laws" in faults(replace(history, lines=(gone, *history.lines)))


def test_an_absence_that_was_accepted_and_not_written(history):
    lines = tuple(line for line in history.lines if line["kind"] != "went_away")

    assert "not in the house's chain" in faults(replace(history, lines=lines))


def test_a_line_that_bears_a_time_at_which_nobody_acted(history):
    line = next(line for line in reversed(history.lines) if line["kind"] == "noted")
    late = str(line["at"]).replace("2026", "2027")

    assert "when its operation did not run" in faults(with_line(history, lambda one: one is line, at=late))
