"""The fields of a form as inputs, and what was put into them.

A block is named like its field, so that a fault can stand beside it. What belongs to a field besides, a time, or the
word that the customer cannot say it, is an input of its own behind it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.messages.values import Field
from bot.messages.wording import Reader, phrase
from bot.messages.written import certain
from bot.platforms.slack.escape import NOTHING, Block, plain_text
from bot.platforms.slack.limits import (
    BLOCK_ID,
    BOXES,
    LABEL,
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    PLACEHOLDER,
    TYPED_TEXT,
    cut,
)
from bot.platforms.typed import (
    CANNOT_SAY,
    besides,
    is_picked,
    may_be_unknown,
    moment,
    number,
    of_the_customer,
)

VALUE, TIME, UNKNOWN = "value", "time", "unknown"  # names of elements
MOST_CHOICES = 500  # a view has room for 250 KB; of more, one is typed
_USER = re.compile(r"<?@?(?P<id>[UW][A-Z0-9]+)(\|[^>]*)?>?")

Element = dict[str, Any]


def inputs(one: Field, reader: Reader) -> Iterator[Block]:
    """A field as one input or two."""
    kind = _kind(one)
    element, unused = _element(kind, one, reader)
    hints = [one.hint] if one.hint and not is_picked(kind, one) else []
    if unused:
        hints.append(phrase("form-typed", reader, typed=unused))
    unknown_beside = may_be_unknown(one) and kind in ("number", "date")
    keeps_one = kind == "choice" and "initial_option" in element  # what is chosen already can be changed, not emptied
    yield _input(one.name, one.label, element, hints, optional=unknown_beside or not (one.required or keeps_one))
    if unknown_beside:
        label = phrase("form-unknown", reader, label=one.label)
        yield _input(f"{one.name}:{UNKNOWN}", label, _box(one, reader), [], optional=True)
    elif kind == "date" and not of_the_customer(one):
        label, hints = phrase("form-time", reader, label=one.label), [phrase("form-time-hint", reader)]
        yield _input(f"{one.name}:{TIME}", label, _clock(one, reader), hints, optional=True)


def _kind(one: Field) -> str:
    """How it is drawn: what there is nothing to choose for is typed, and so is one of too many."""
    kind = "choice" if one.kind == "person" and one.choices else one.kind
    if kind in ("choice", "choices") and not 0 < len(options(one)) <= MOST_CHOICES:
        return "text"
    return kind


def _input(name: str, label: str, element: Element, hints: Sequence[str], *, optional: bool) -> Block:
    drawn = {
        "type": "input",
        "block_id": cut(name, BLOCK_ID) or NOTHING,
        "label": plain_text(label, LABEL),
        "element": element,
        "optional": optional,
    }
    if hints:
        drawn["hint"] = plain_text("\n".join(hints), LABEL, lines=True)
    return drawn


def _element(kind: str, one: Field, reader: Reader) -> tuple[Element, str]:
    """The element, and what was there already but has no place in it."""
    match kind:
        case "choice":
            return _choice(one, reader)
        case "choices":
            return _choices(one, reader)
        case "person":
            return _person(one, reader)
        case "date":
            day, clock = moment(one.value)
            return _known("datepicker", "initial_date", day), "" if day or clock else besides(one)
        case "time":
            day, clock = moment(one.value)
            fits = clock and not day
            return _known("timepicker", "initial_time", clock if fits else ""), "" if fits else one.value
        case "number":
            typed = number(one.value)
            asked = _known("number_input", "initial_value", typed)
            return {**asked, "is_decimal_allowed": True}, "" if typed else besides(one)
    return _typed(one, multiline=kind == "long" or "\n" in one.value), ""


def _typed(one: Field, *, multiline: bool) -> Element:
    whole = one.value.encode("utf-8", "replace").decode()  # half a character is none, and Slack takes no such thing
    asked = _known("plain_text_input", "initial_value", cut(whole, TYPED_TEXT))
    return {**asked, "multiline": multiline, "max_length": TYPED_TEXT}


def _known(kind: str, initial: str, value: str) -> Element:
    return {"type": kind, "action_id": VALUE, **({initial: value} if value else {})}


# --- choices --------------------------------------------------------------------------------------------------------


def options(one: Field) -> list[Element]:
    """Each value once; for a customer's field also that they cannot say it."""
    labels = {value: label for value, label in one.choices if value}
    return [
        {"text": plain_text(label or value, OPTION_TEXT), "value": cut(value, OPTION_VALUE)}
        for value, label in labels.items()
    ]


def _choice(one: Field, reader: Reader) -> tuple[Element, str]:
    all_ = options(one)
    if may_be_unknown(one):
        all_.append(_unknown(reader))
    chosen = next((option for option in all_ if option["value"] == one.value), None)
    asked = {"type": "static_select", "action_id": VALUE, "placeholder": _choose(reader), **_in_groups(all_)}
    return ({**asked, "initial_option": chosen}, "") if chosen else (asked, one.value)


def _choices(one: Field, reader: Reader) -> tuple[Element, str]:
    all_ = options(one)
    typed = [part.strip() for part in one.value.split(",") if part.strip()]
    chosen = [option for option in all_ if option["value"] in typed]
    rest = ", ".join(part for part in typed if part not in {option["value"] for option in chosen})
    first = {"initial_options": chosen} if chosen else {}
    if len(all_) <= BOXES:
        return {"type": "checkboxes", "action_id": VALUE, "options": all_, **first}, rest
    asked = {"type": "multi_static_select", "action_id": VALUE, "placeholder": _choose(reader), **_in_groups(all_)}
    return {**asked, **first}, rest


def _in_groups(all_: list[Element]) -> dict[str, Any]:
    """As they are, or in groups that say from where to where they go."""
    if len(all_) <= OPTIONS:
        return {"options": all_}
    groups = [all_[start : start + OPTIONS] for start in range(0, len(all_), OPTIONS)]
    return {"option_groups": [{"label": _from_to(group), "options": group} for group in groups]}


def _from_to(group: list[Element]) -> dict[str, Any]:
    first, last = (cut(one["text"]["text"], OPTION_TEXT // 2 - 2) for one in (group[0], group[-1]))
    return plain_text(f"{first} – {last}", OPTION_TEXT)


def _choose(reader: Reader) -> dict[str, Any]:
    return plain_text(phrase("form-choose", reader), PLACEHOLDER)


def _unknown(reader: Reader) -> Element:
    return {"text": plain_text(phrase("form-cannot-say", reader), OPTION_TEXT), "value": CANNOT_SAY}


def _box(one: Field, reader: Reader) -> Element:
    unknown = _unknown(reader)
    box = {"type": "checkboxes", "action_id": UNKNOWN, "options": [unknown]}
    return {**box, "initial_options": [unknown]} if one.value == CANNOT_SAY else box


def _person(one: Field, reader: Reader) -> tuple[Element, str]:
    found = _USER.fullmatch(one.value.strip())
    asked = _known("users_select", "initial_user", found["id"] if found else "")
    return {**asked, "placeholder": _choose(reader)}, "" if found else one.value


# --- dates and times ------------------------------------------------------------------------------------------------


def _clock(one: Field, reader: Reader) -> Element:
    _, clock = moment(one.value)
    return {**_known("timepicker", "initial_time", clock), "action_id": TIME, "placeholder": _choose(reader)}


# --- what comes back ------------------------------------------------------------------------------------------------


def answers(values: Mapping[str, Any]) -> dict[str, str]:
    """Field by field, as it would be typed; empty where nothing was put in."""
    held: dict[str, dict[str, str]] = {}
    for name, elements in values.items():
        for action, state in elements.items() if isinstance(elements, Mapping) else ():
            beside = action if action in (TIME, UNKNOWN) else VALUE
            held.setdefault(name.removesuffix(f":{beside}"), {})[beside] = _value(state)
    return {name: _typed_as(parts) for name, parts in held.items()}


def _typed_as(parts: Mapping[str, str]) -> str:
    return f"{parts.get(VALUE, '')} {parts.get(TIME, '')}".strip() or parts.get(UNKNOWN, "")


def _value(state: Any) -> str:
    """What an element holds, whatever its kind."""
    if not isinstance(state, Mapping):
        return ""
    if state.get("type") == "number_input":
        return certain(str(state.get("value") or ""))
    chosen = state.get("selected_option")
    one = chosen.get("value") if isinstance(chosen, Mapping) else None
    user = state.get("selected_user")
    picked = state.get("selected_options")
    several = picked if isinstance(picked, list) else ()
    parts = [
        one,
        f"<@{user}>" if user else None,
        *(state.get(name) for name in ("selected_date", "selected_time", "value")),
        *(some.get("value") for some in several if isinstance(some, Mapping)),
    ]
    return ", ".join(part for part in parts if isinstance(part, str))


_HELD = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_user": "selected_user",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
}


def untouched(blocks: Sequence[Block]) -> dict[str, dict[str, Any]]:
    """What inputs hold as they are drawn: what would come back if nobody changed anything."""
    return {
        block["block_id"]: {
            block["element"]["action_id"]: {
                held: block["element"][initial] for initial, held in _HELD.items() if initial in block["element"]
            }
        }
        for block in blocks
        if block["type"] == "input"
    }
