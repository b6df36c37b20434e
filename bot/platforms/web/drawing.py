"""A neutral form as what a page draws: each field with its place, its hint and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.messages.harmless import harmless
from bot.messages.values import Field, Form, Say
from bot.messages.wording import Reader, phrase, text
from bot.platforms.typed import CANNOT_SAY, besides, may_be_unknown, moment, of_the_customer

MOST_TO_SEE = 7  # choices that stand one below the other; more go into a list
UNKNOWN = "unknown:"  # before the name of a field whose answer its customer does not know
_COMPLETES = {"name": "name", "email": "email"}  # what browsers fill in by themselves


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field."""

    id: str
    name: str
    label: str
    how: str  # line, lines, email, number, date, time, list, radios, boxes
    value: str
    choices: tuple[tuple[str, str], ...]
    required: bool
    hint: str
    fault: str
    unknowable: bool  # there is a box for: I do not know
    unknown: bool  # which is ticked
    completes: str

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(one.strip() for one in self.value.split(","))

    @property
    def described(self) -> str:
        """What is read out after its label."""
        parts = [f"{self.id}-fault"] if self.fault else []
        return " ".join([*parts, f"{self.id}-hint"] if self.hint else parts)


def drawn(form: Form, reader: Reader, faults: Mapping[str, Say], prefix: str = "f") -> tuple[Drawn, ...]:
    return tuple(_drawn(one, f"{prefix}-{n}", reader, faults.get(one.name)) for n, one in enumerate(form.fields, 1))


def _drawn(one: Field, place: str, reader: Reader, fault: Say | None) -> Drawn:
    unknowable, how = may_be_unknown(one), _how(one)
    return Drawn(
        id=place,
        name=one.name,
        label=one.label if one.required else phrase("web-optional", reader, label=one.label),
        how=how,
        value=_picked(one) if how in ("date", "time") else besides(one),
        choices=one.choices,
        required=one.required,
        hint="" if how == "date" and of_the_customer(one) else one.hint,  # it is picked
        fault=harmless(text(fault, reader)) if fault else "",
        unknowable=unknowable,
        unknown=unknowable and one.value.strip().casefold() == CANNOT_SAY,
        completes=_COMPLETES.get(one.name, "off"),
    )


def _how(one: Field) -> str:
    match one.kind:
        case "long":
            return "lines"
        case "choice" | "person":
            return "radios" if 0 < len(one.choices) <= MOST_TO_SEE else "list"
        case "choices":
            return "boxes"
        case "number":
            return "number"
        case "date" | "time" if not besides(one) or _picked(one):
            return one.kind
    return "email" if one.name == "email" else "line"  # a date that is none is shown as it was typed


def _picked(one: Field) -> str:
    return moment(one.value)[0 if one.kind == "date" else 1]


def with_typed(form: Form, typed: Mapping[str, str]) -> Form:
    return replace(form, fields=tuple(replace(one, value=typed.get(one.name, one.value)) for one in form.fields))


def said(fields: Mapping[str, str]) -> dict[str, str]:
    """What was filled in, whatever form it belongs to: a box that is ticked says that it is not known."""
    unknown = {name.removeprefix(UNKNOWN) for name, value in fields.items() if name.startswith(UNKNOWN) and value}
    return {**fields, **dict.fromkeys(unknown, CANNOT_SAY)}


def answers_of(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """What was filled in, and nothing that the form did not ask for."""
    filled = said(typed)
    return {one.name: filled[one.name] for one in form.fields if one.name in filled}
