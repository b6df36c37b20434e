"""Filling in a card: what somebody's own Teams does of it, before the bot hears of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.teams_wire.tenant import Content, Filling
from tests.teams_wire.words import filled_in, seen

_HELD = ("body", "items", "columns", "rows", "cells")


def within(one: Mapping[str, Any]) -> Iterator[Content]:
    """Every element of a card, in the order of reading; nothing that is hidden."""
    for name in _HELD:
        for below in one.get(name) or ():
            if isinstance(below, dict) and below.get("isVisible") is not False:
                yield below
                yield from within(below)


def inputs(content: Mapping[str, Any]) -> list[Content]:
    return [one for one in within(content) if str(one.get("type")).startswith("Input.") and one.get("id")]


def actions(content: Mapping[str, Any]) -> list[Content]:
    """Its buttons: those in the body where they stand, then those at the foot."""
    found = [action for one in within(content) if one["type"] == "ActionSet" for action in one.get("actions", ())]
    found += [one["selectAction"] for one in within(content) if (one.get("selectAction") or {}).get("title")]
    found += content.get("actions", ())
    shown = [one["card"] for one in found if one["type"] == "Action.ShowCard"]
    return [*found, *(below for card in shown for below in actions(card))]


def began(content: Content, before: Filling | None = None) -> Filling:
    """A card as it lies before somebody; what they had typed under the same name stays, unless the card says more."""
    kept = before.values if before else {}
    values = {one["id"]: str(one["value"]) if "value" in one else kept.get(one["id"], "") for one in inputs(content)}
    return Filling(content, {name: value for name, value in values.items() if value})


def picked(filling: Filling, label: str, day: str, clock: str) -> bool:
    """A date, and in the next field its time; False if the field is none."""
    field = _field(filling, label)
    if field["type"] != "Input.Date":
        return False
    assert re.fullmatch(r"\d{4}-\d\d-\d\d|", day), f"no calendar offers {day}"
    _set(filling, field, day)
    if clock:
        everything = inputs(filling.content)
        after = everything[everything.index(field) + 1 :]
        assert [one["type"] for one in after[:1]] == ["Input.Time"], f"no time beside {label}"
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock), f"no clock offers {clock}"
        _set(filling, after[0], clock)
    return True


def filled(filling: Filling, label: str, value: str) -> str:
    """A field by its label or name, a choice by its own; how the field stands then."""
    field = _field(filling, label)
    match field["type"]:
        case "Input.ChoiceSet":
            several = value.split(",") if field.get("isMultiSelect") else [value]
            value = ",".join(_chosen(field, one) for one in several if one.strip())
        case "Input.Toggle":
            value = field.get("valueOn", "true") if value == "yes" else field.get("valueOff", "false")
        case "Input.Date" | "Input.Time":
            assert not value or re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value), f"nobody can pick {value}"
        case "Input.Number":
            assert re.fullmatch(r"-?\d*\.?\d*", value), f"no number is {value}"
        case _:
            longest = field.get("maxLength")
            assert longest is None or len(value) <= longest, "Teams lets nobody type that much"
    _set(filling, field, value)
    return filled_in(field, value)


def _set(filling: Filling, field: Content, value: str) -> None:
    filling.errors.pop(field["id"], None)
    filling.values.pop(field["id"], None)
    if value:
        filling.values[field["id"]] = value


def lacks(filling: Filling) -> bool:
    """Is something empty or wrong that the card itself wants otherwise? Then it says so, and nothing is sent."""
    filling.errors = {one["id"]: one.get("errorMessage", "") for one in inputs(filling.content) if _wrong(one, filling)}
    return bool(filling.errors)


def _wrong(field: Content, filling: Filling) -> bool:
    value = filling.values.get(field["id"], "")
    if not value:
        return bool(field.get("isRequired"))
    if field["type"] in ("Input.Number", "Input.Date", "Input.Time"):
        least, most = field.get("min"), field.get("max")
        same = float if field["type"] == "Input.Number" else str
        return (least is not None and same(value) < same(least)) or (most is not None and same(value) > same(most))
    return bool(field.get("regex")) and re.search(field["regex"], value) is None


def _field(filling: Filling, label: str) -> Content:
    """The one field that is meant: by its label, the beginning of it, or its name."""
    named = [(_named(one), one) for one in inputs(filling.content)]
    wanted = label.casefold()
    exact = [one for names, one in named if wanted in names]
    begun = [one for names, one in named if names[0].startswith(wanted)]
    assert exact or begun, f"no field {label} among {[names for names, _ in named]}"
    return (exact or begun)[0]


def _named(field: Content) -> tuple[str, ...]:
    name = str(field["id"]).casefold()
    label = str(field.get("label") or field.get("title") or "")
    return seen(label).casefold().rstrip(" *:"), name, name.rpartition(":")[2]


def _chosen(field: Content, value: str) -> str:
    wanted = value.strip().casefold()
    named = [(seen(one["title"]).casefold(), one["value"].casefold(), one["value"]) for one in field["choices"]]
    exact = [value for title, name, value in named if wanted in (title, name)]
    begun = [value for title, _, value in named if title.startswith(wanted)]
    assert exact or begun, f"no choice {value} among {[title for title, *_ in named]}"
    return str((exact or begun)[0])
