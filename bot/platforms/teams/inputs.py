"""The fields of a form as inputs, and what was put into them.

An input is named like its field. What belongs to a field besides, a time, or the word that the customer cannot say it,
is an input of its own behind it. https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.messages.harmless import harmless
from bot.messages.values import Field
from bot.messages.wording import Reader, phrase
from bot.messages.written import certain
from bot.platforms.payload import kept
from bot.platforms.teams.escape import Element, as_typed, label, rich, run, unmentioned
from bot.platforms.teams.limits import TYPED_TEXT, cut
from bot.platforms.typed import (
    CANNOT_SAY,
    besides,
    is_picked,
    may_be_unknown,
    moment,
    number,
    of_the_customer,
)

FIELD, TIME, UNKNOWN = "f:", "t:", "u:"  # how ids begin
LONGEST_ID, LONGEST_LABEL, LONGEST_CHOICE, LONGEST_HINT = 120, 200, 100, 400
YES, NO = "yes", "no"
_EXACT = 10**15  # a number of more digits would come back as another one


def inputs(one: Field, reader: Reader, fault: str = "") -> Iterator[Element]:
    """A field as one input or two, what is wrong with it directly below, and a hint."""
    one = replace(one, kind=_kind(one))
    element, unused = _element(one, reader)
    hints = [one.hint] if one.hint and not is_picked(one.kind, one) else []
    if unused:
        hints.append(phrase("form-typed", reader, typed=cut(harmless(unused), LONGEST_HINT)))
    unknown_beside = may_be_unknown(one) and one.kind in ("number", "date")
    named = _named(one, reader, element, required=one.required and not unknown_beside)
    if one.kind == "date" and not of_the_customer(one):
        yield {"type": "ColumnSet", "columns": [_column(3, named), _column(2, _clock(one, reader))]}
        hints.append(phrase("form-time-hint", reader))
    else:
        yield named
    if fault:
        yield rich(run(cut(fault, LONGEST_HINT), color="Attention"), spacing="Small")
    if unknown_beside:
        yield _toggle(one, reader)
    for hint in hints:
        yield rich(run(cut(hint, LONGEST_HINT), isSubtle=True, size="Small"), spacing="Small")


def _kind(one: Field) -> str:
    """How it is drawn: what there is nothing to choose for is typed."""
    return "text" if one.kind in ("choice", "choices", "person") and not _choices(one) else one.kind


def _named(one: Field, reader: Reader, element: Element, *, required: bool) -> Element:
    wanted = {"isRequired": True, "errorMessage": _label(phrase("teams-wanted", reader, label=one.label))}
    return {**element, "id": input_id(FIELD, one.name), "label": _label(one.label), **(wanted if required else {})}


def _label(words: str) -> str:
    return label(words, LONGEST_LABEL)


def _column(width: int, element: Element) -> Element:
    return {"type": "Column", "width": width, "items": [element]}


def input_id(kind: str, name: str) -> str:
    return kind + unmentioned(cut(kept(name), LONGEST_ID))


def _element(one: Field, reader: Reader) -> tuple[Element, str]:
    """The input, and what was there already but has no place in it."""
    match one.kind:
        case "choice" | "person":
            return _choice(one, reader)
        case "choices":
            return _several(one)
        case "date":
            day, clock = moment(one.value)
            return _known("Input.Date", day), "" if day or clock else besides(one)
        case "time":
            day, clock = moment(one.value)
            fits = clock and not day
            return _known("Input.Time", clock if fits else ""), "" if fits else one.value
        case "number":
            figure = float(number(one.value) or "nan")
            if abs(figure) < _EXACT:
                return _known("Input.Number", int(figure) if figure.is_integer() else figure), ""
            return {"type": "Input.Number"}, besides(one)
    return _typed(one), ""


def _known(kind: str, value: str | float) -> Element:
    return {"type": kind} if value == "" else {"type": kind, "value": value}


def _typed(one: Field) -> Element:
    asked: Element = {"type": "Input.Text", "maxLength": TYPED_TEXT}
    if one.kind == "long" or "\n" in one.value:
        asked["isMultiline"] = True
    return {**asked, "value": unmentioned(cut(kept(one.value), TYPED_TEXT))} if one.value else asked


# --- choices --------------------------------------------------------------------------------------------------------


def _choices(one: Field) -> list[Element]:
    """Each value once."""
    labels = {unmentioned(value): words for value, words in one.choices if value.strip()}
    return [{"title": label(words or value, LONGEST_CHOICE), "value": value} for value, words in labels.items()]


def _choice(one: Field, reader: Reader) -> tuple[Element, str]:
    all_ = _choices(one)
    if may_be_unknown(one):
        all_.append({"title": phrase("form-cannot-say", reader), "value": CANNOT_SAY})
    asked: Element = {
        "type": "Input.ChoiceSet",
        "style": "filtered" if one.kind == "person" else "compact",
        "placeholder": phrase("form-choose", reader),
        "choices": all_,
    }
    value = unmentioned(one.value)
    chosen = any(choice["value"] == value for choice in all_)
    return ({**asked, "value": value}, "") if chosen else (asked, one.value)


def _several(one: Field) -> tuple[Element, str]:
    all_ = _choices(one)
    values = [choice["value"] for choice in all_]
    typed = [part.strip() for part in unmentioned(one.value).split(",") if part.strip()]
    chosen = [value for value in values if value in typed and "," not in value]
    rest = ", ".join(part for part in typed if part not in chosen)
    asked: Element = {
        "type": "Input.ChoiceSet",
        "style": "expanded",
        "isMultiSelect": True,
        "wrap": True,
        "choices": all_,
    }
    return ({**asked, "value": ",".join(chosen)} if chosen else asked), rest


def _toggle(one: Field, reader: Reader) -> Element:
    return {
        "type": "Input.Toggle",
        "id": input_id(UNKNOWN, one.name),
        "title": phrase("form-cannot-say", reader),
        "wrap": True,
        "valueOn": YES,
        "valueOff": NO,
        "value": YES if one.value == CANNOT_SAY else NO,
        "spacing": "Small",
    }


def _clock(one: Field, reader: Reader) -> Element:
    _, clock = moment(one.value)
    shown = _label(phrase("form-time", reader, label=one.label))
    return {**_known("Input.Time", clock), "id": input_id(TIME, one.name), "label": shown}


# --- what comes back ------------------------------------------------------------------------------------------------


def answer_to(one: Field, data: Mapping[str, Any]) -> str:
    """What was put into a field, as it would be typed; empty if nothing was."""
    value = _value(data.get(input_id(FIELD, one.name)))
    if one.kind == "choices":
        value = ", ".join(part for part in value.split(",") if part)
    if one.kind == "number":
        value = certain(value)
    typed = f"{value} {_value(data.get(input_id(TIME, one.name)))}".strip()
    return typed or (CANNOT_SAY if data.get(input_id(UNKNOWN, one.name)) == YES else "")


def _value(value: Any) -> str:
    """Clients send numbers as numbers or as text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        value = int(value)
    return as_typed(kept(str(value))) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def untouched(elements: Sequence[Element]) -> dict[str, Any]:
    """What would come back if nobody changed anything."""
    return {one["id"]: one.get("value", "") for element in elements for one in inputs_in(element)}


def inputs_in(element: Element) -> Iterator[Element]:
    if "id" in element:
        yield element
    for name in ("body", "items", "columns"):
        for one in element.get(name, ()):
            yield from inputs_in(one)
