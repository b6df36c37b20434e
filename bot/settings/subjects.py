"""What a team's cases are about, and what brought them about: categories with their fields, causes with their steps."""

from typing import Any

from bot.cases.people import Field
from bot.settings.faults import Faults, did_you_mean, quoted
from bot.settings.shapes import FieldShape, TeamShape, example_of, kind_of, shaped

TYPES = ("text", "choice", "number", "date", "file")
UNKNOWN = "unknown"  # the cause that can always be given
FIELD_IS = 'write "invoice number" or { name = "size", type = "choice", of = ["S", "M"] }'


def read_categories(shape: TeamShape, faults: Faults) -> dict[str, tuple[Field, ...]]:
    if shape.categories is None:
        return {"other": ()}
    if not shape.categories and not shape.left_out("categories"):
        faults.add(f"categories is empty; leave it out, or write {example_of(TeamShape, 'categories')}")
    categories: dict[str, tuple[Field, ...]] = {}
    for written, fields in shape.categories.items():
        name = _named(written, "category", categories, "", faults)
        categories[name] = _fields(name, fields, faults)
    return categories


def read_causes(shape: TeamShape, faults: Faults) -> dict[str, tuple[str, ...]]:
    causes: dict[str, tuple[str, ...]] = {}
    for written, steps in (shape.causes or {}).items():
        department = _named(written, "department of causes", causes, "/", faults)
        known: dict[str, object] = {}
        for step in steps:
            known[_named(step, f"step of cause {quoted(department)}", known, "/", faults)] = step
        causes[department] = tuple(known)
    if UNKNOWN not in causes:
        causes[UNKNOWN] = ()
    return causes


def _fields(category: str, written: list[Any], faults: Faults) -> tuple[Field, ...]:
    fields: dict[str, Field] = {}
    for one in written:
        if isinstance(one, str):
            one = {"name": one}
        if not isinstance(one, dict):
            faults.add(f"category {quoted(category)} has {kind_of(one)} for a field; {FIELD_IS}")
            continue
        place = faults.at(f"category {quoted(category)}")
        field = _field(shaped(FieldShape, one, place), fields, place)
        fields[field.name] = field
    return tuple(fields.values())


def _field(shape: FieldShape, others: dict[str, Field], faults: Faults) -> Field:
    if shape.left_out("name"):
        faults.add(f"a field has no name; {FIELD_IS}")
    # A colon ends the field's name in `set FIELD: value`, a comma in `return: FIELD, FIELD`.
    name = _named(shape.name, "field", others, ":,", faults) if shape.name else ""
    kind = (shape.type or "text").lower()
    if kind not in TYPES:
        advice = did_you_mean(kind, TYPES, f"write one of {', '.join(TYPES)}")
        faults.add(f"field {quoted(name)}: {quoted(shape.type)} is not a type{advice}")
    choices = tuple(dict.fromkeys(shape.of or ()))
    if kind == "choice" and not choices and (shape.of is not None or shape.left_out("of")):
        faults.add(f'field {quoted(name)} is a choice of nothing; write of = ["S", "M"] with the choices')
    if kind in TYPES and kind != "choice" and choices:
        faults.add(f'field {quoted(name)} has choices but is of type {kind}; write type = "choice", or remove of')
    return Field(name, kind, choices)


def _named(written: str, what: str, others: dict[str, Any], forbidden: str, faults: Faults) -> str:
    """A name as it will be typed and counted: in one line, unlike the others, without signs that end it."""
    name = " ".join(written.split())
    if not name or not name.isprintable() or len(name) > 100:
        faults.add(f"{what} {quoted(written)} cannot be a name; write up to 100 letters, digits and spaces")
    for sign in forbidden:
        if sign in name:
            faults.add(f"{what} {quoted(name)} has a {quoted(sign)} in it; write another sign")
    if name.lower() in (other.lower() for other in others):
        faults.add(f"{what} {quoted(name)} stands here twice; capitals make no difference")
    return name
