"""Events: each goes into the ledger and comes back the same, with no words and no spare parts."""

import ast
import inspect
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases import chain, fold
from bot.cases import events as e
from bot.cases.case import Line
from bot.cases.event import ENVELOPE, Event, to_plain
from bot.cases.fold import after, folded
from bot.cases.kinds import KINDS
from tests.cases.desk import THURSDAY, Story

INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=400))
WORDS = st.text(max_size=8)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(0, 99),
    bool: st.booleans(),
    datetime: INSTANTS,
    timedelta: LENGTHS,
    str | None: st.none() | WORDS,
    int | None: st.none() | st.integers(0, 99),
    bool | None: st.none() | st.booleans(),
    datetime | None: st.none() | INSTANTS,
    tuple[str, ...]: st.lists(WORDS, max_size=3).map(tuple),
    tuple[int, ...]: st.lists(st.integers(0, 9), max_size=3).map(tuple),
    Mapping[str, str]: st.dictionaries(WORDS, WORDS, max_size=2),
    Mapping[str, Any]: st.dictionaries(WORDS, st.integers(), max_size=2),
}


def through_the_ledger(event: Event) -> Event:
    """Written as JSON and read again, its columns apart from its data."""
    columns = {name: to_plain(getattr(event, name)) for name in ENVELOPE if hasattr(event, name)}
    data, envelope = json.loads(json.dumps([event.data(), columns]))
    return KINDS[event.kind].read(data, envelope)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_event_comes_back_from_its_line_the_same(kind, data):
    hints = get_type_hints(KINDS[kind])
    event = KINDS[kind](**{f.name: data.draw(VALUES[hints[f.name]]) for f in fields(KINDS[kind])})

    assert through_the_ledger(event) == event


NAMED = """opened claimed assigned passed_up given declined lapsed returned moved consulted advised noted replied
customer_wrote edited deleted asked waited woken marked_urgent categorised field_set promised nudged escalated
breached answered_for resolved reopened closed merged absorbed dismissed handed_over renamed undone rating_asked
rated erased followed_up withdrawn
configured went_away came_back put_on_duty left rejoined sealed"""


def test_the_kinds_are_those_that_are_agreed_upon():
    assert set(KINDS) == set(NAMED.split())


DATA = {
    "a plain claim": (e.Claimed("ana", 0), {"next": False}),
    "a pass": (e.PassedUp("cleo", 2, "other", "cleo", skipped=(1,)), {"to": "cleo", "skipped": [1]}),
    "a question without words": (e.Asked(), {}),
    "a move keeps `from`": (e.Moved("b", "bea", 0, "a", "b"), {"from": "a", "to": "b"}),
    "lengths are seconds, instants end in Z": (
        e.Waited(THURSDAY, "bank", promise=THURSDAY),
        {"until": "2026-11-19T08:00:00Z", "on": "bank", "promise": "2026-11-19T08:00:00Z"},
    ),
    "an escalation": (e.Escalated("cleo", False, 2, THURSDAY, timedelta(seconds=90)), {"late_s": 90, "overtaken": []}),
    "an edit of its author's": (e.Edited(text="digest"), {"text": "digest"}),
    "somebody else's deletion": (e.Deleted(other=True), {"other": True}),
    "somebody left, as configured": (chain.Left("ana"), {"person": "ana"}),
    "somebody became a guest": (chain.Left("ana", "guest"), {"person": "ana", "why": "guest"}),
    "duty names its team and tier": (
        chain.PutOnDuty("ben", "support", 0, THURSDAY),
        {"person": "ben", "team": "support", "tier": 0, "until": "2026-11-19T08:00:00Z"},
    ),
}


@pytest.mark.parametrize(("event", "data"), DATA.values(), ids=list(DATA))
def test_the_data_of(event, data):
    assert event.data() == data


# --- folding -------------------------------------------------------------------------------------------


def test_folding_nothing_is_no_case():
    with pytest.raises(ValueError, match="without any line"):
        folded([])


def test_a_case_begins_with_its_opening():
    with pytest.raises(ValueError, match="does not begin with its opening"):
        folded([Line(1, 1, THURSDAY, "ana", e.Noted())])


@pytest.mark.parametrize(
    "event",
    [chain.Left("ana"), chain.Rejoined("ana"), chain.CameBack("ana"), chain.Configured({}), chain.Sealed({}, "")],
    ids=lambda event: event.kind,
)
def test_what_befalls_the_house_befalls_no_case(event):
    with pytest.raises(ValueError, match="does not happen to a running case"):
        after(Story().opens().case, Line(1, 2, THURSDAY, "clock", event))


def test_an_undo_needs_to_know_what_was_before():
    with pytest.raises(ValueError, match="as it stood before"):
        after(Story().opens().case, Line(1, 2, THURSDAY, "ana", e.Undone(1)))


@pytest.mark.parametrize(
    "event",
    [
        e.Noted(),
        e.Rated("resolution", 5),
        e.Erased(),
        e.CustomerWrote(thanks=True),
        e.Edited(),
        e.Deleted(),
    ],
    ids=lambda event: event.kind,
)
def test_what_changes_nothing_only_makes_the_case_a_line_longer(event):
    story = Story().opens("ana")
    before = story.case

    story.record("customer", event)

    changed = {name for name in before.__slots__ if getattr(before, name) != getattr(story.case, name)}
    assert changed == {"seq"}


def test_the_fold_knows_every_kind_that_can_happen_to_a_case():
    """No type checker asks for a branch that is missing: the kinds are no closed union."""
    named = {node.attr for node in ast.walk(ast.parse(inspect.getsource(fold))) if isinstance(node, ast.Attribute)}
    kinds = {kind.__name__ for kind in KINDS.values() if kind.__module__ == e.__name__}

    assert kinds <= named
