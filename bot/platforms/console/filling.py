"""A form that lies open before a person, and what they have filled in so far."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.messages.values import Field, Form, Say
from bot.platforms.console.matching import fold, meant

_COLON = re.compile("[:：]")
_COMMAS = re.compile("[,，;；]")
_MOST_COLONS = 5  # of a label; more are somebody's words


@dataclass(frozen=True, slots=True)
class Filled:
    field: Field
    value: str


@dataclass(slots=True)
class OpenForm:
    form: Form
    values: dict[str, str] = field(default_factory=dict)
    faults: Mapping[str, Say] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)  # what was typed here, not drawn with the form

    def __post_init__(self) -> None:
        self.values = {one.name: one.value for one in self.form.fields} | self.values

    def keep(self, other: "OpenForm") -> None:
        """Take over what was typed into the same form before."""
        mine = {one.name for one in self.form.fields}
        for name in other.touched & mine:
            self.values[name] = other.values[name]
            self.touched.add(name)

    def fill(self, typed: str) -> Filled | Say:
        """`LABEL: value`; a sentence if it is not clear what goes where, and then nothing has changed."""
        split = self._split(typed)
        if isinstance(split, Say):
            return split
        one, value = split
        if value and one.choices:
            chosen = _chosen(one, value)
            if isinstance(chosen, Say):
                return chosen
            value = chosen
        self.values[one.name] = value
        self.touched.add(one.name)
        self.faults = {name: say for name, say in self.faults.items() if name != one.name}
        return Filled(one, value)

    def _split(self, typed: str) -> tuple[Field, str] | Say:
        labels = tuple(one.label for one in self.form.fields)
        for head, value in _at_colons(typed):
            if exact := [one for one in self.form.fields if fold(head) in map(fold, names_of(one))]:
                return exact[0], value
        for head, value in _at_colons(typed):
            found = meant(head, ((name, one) for one in self.form.fields for name in names_of(one)))
            if len(found) == 1:
                return found[0], value
            if found:
                return Say("console-which-field", {"typed": _short(head), "labels": tuple(one.label for one in found)})
            return Say("console-no-field", {"typed": _short(head), "labels": labels})
        return Say("console-field-how", {"label": labels[0] if labels else "", "labels": labels})


def names_of(one: Field) -> tuple[str, ...]:
    """A field goes by its label and by its name."""
    return (one.label, one.name, one.name.rpartition(":")[2])


def spelled(one: Field, value: str) -> str:
    """A value as the form shows it: a choice by its label."""
    labels = dict(one.choices)
    if one.kind == "choices":
        return ", ".join(labels.get(part.strip(), part.strip()) for part in value.split(",")) if value else ""
    return labels.get(value, value)


def _at_colons(typed: str) -> Iterator[tuple[str, str]]:
    for n, found in enumerate(_COLON.finditer(typed)):
        if n == _MOST_COLONS:
            return
        yield typed[: found.start()], typed[found.end() :].strip()


def _chosen(one: Field, typed: str) -> str | Say:
    """The value of what was chosen, or of each of several; what the hint allows besides is taken as typed."""
    if one.hint and len(fold(typed)) > 1 and fold(typed) in fold(one.hint):
        return typed
    chosen: list[str] = []
    for part in _COMMAS.split(typed) if one.kind == "choices" else [typed]:
        if not fold(part):
            continue
        found = meant(
            part.strip().lstrip("@"), ((name, value) for value, label in one.choices for name in (label, value))
        )
        if len(found) != 1:
            labels = tuple(label for value, label in one.choices if not found or value in found)
            key = "console-which-choice" if found else "console-no-choice"
            return Say(key, {"typed": _short(part), "label": one.label, "choices": labels})
        chosen.append(found[0])
    return ", ".join(dict.fromkeys(chosen))


def _short(typed: str) -> str:
    typed = typed.strip()
    return typed if len(typed) <= 40 else typed[:39] + "…"
