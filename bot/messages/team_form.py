"""The form of a team for its customers, and what is wrong with one that was filled in."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.cases.people import Field as Required
from bot.cases.people import Team
from bot.messages.values import AnyOf, Field, Form, Say
from bot.messages.wording import Reader, has, phrase

CANNOT_SAY = "cannot say"
LONGEST = {"name": 200, "email": 254, "text": 20_000}  # characters
LONGEST_FIELD = 2_000
OF_THE_CATEGORY = "field:"  # how the names of those fields begin
_EMAIL = re.compile(r"[^\s@,;:<>()\"\x00-\x1f]{1,64}@[^\s@,;:<>()\"\x00-\x1f]{1,185}\.[^\s@,;:<>()\".\x00-\x1f]{1,63}")


def team_form(team: Team, reader: Reader, typed: Mapping[str, str], *, mails: bool) -> Form:
    """With what was typed in it, and what the category asks for that was chosen. `mails`: one can be written to."""
    category = chosen_in(team, typed)
    fields = [_field("name", reader, typed)]
    if mails:
        fields.append(_field("email", reader, typed, required=False))
    if len(team.categories) > 1:
        fields.append(_field("category", reader, typed, "choice", tuple((one, one) for one in team.categories)))
    fields.append(_field("text", reader, typed, "long"))
    fields += [_of_the_category(one, reader, typed) for one in team.required(category)]
    title, send = phrase("web-form-title", reader, team=team.title), phrase("web-form-send", reader)
    return Form(title, "new", tuple(fields), send, intro=phrase("web-form-intro", reader))


def chosen_in(team: Team, typed: Mapping[str, str]) -> str | None:
    """The category, as the team writes it; None if it has none like that."""
    if len(team.categories) == 1:
        return next(iter(team.categories))
    wanted = typed.get("category", "").strip().casefold()
    return next((one for one in team.categories if one.casefold() == wanted), None)


def _field(
    name: str,
    reader: Reader,
    typed: Mapping[str, str],
    kind: str = "text",
    choices: tuple[tuple[str, str], ...] = (),
    *,
    required: bool = True,
) -> Field:
    hint = phrase(f"web-hint-{name}", reader) if has(f"web-hint-{name}") else ""
    return Field(name, phrase(f"web-label-{name}", reader), kind, choices, typed.get(name, ""), required, hint)


def _of_the_category(one: Required, reader: Reader, typed: Mapping[str, str]) -> Field:
    kind = one.type if one.type in ("choice", "number", "date", "file") else "text"
    hint = phrase(f"web-hint-{kind}", reader) if kind in ("number", "date", "file") else ""
    name = f"{OF_THE_CATEGORY}{one.name}"
    return Field(name, one.name, kind, tuple((of, of) for of in one.of), typed.get(name, ""), hint=hint)


def faults_of(team: Team, typed: Mapping[str, str], *, complete: bool = True) -> dict[str, Say]:
    """What is wrong, by field, in the order of the form. Who cannot say something says so; without `complete` a program
    may leave out what is asked for later."""
    return dict(_faults(team, typed, complete))


def _faults(team: Team, typed: Mapping[str, str], complete: bool) -> Iterator[tuple[str, Say]]:
    for name in ("name", "email"):
        value = typed.get(name, "").strip()
        if len(value) > LONGEST[name]:
            yield name, Say("web-fault-long", {"most": LONGEST[name], "have": len(value)})
        elif name == "name" and not value:
            yield name, Say("web-fault-name")
        elif name == "email" and value and not _EMAIL.fullmatch(value):
            yield name, Say("web-fault-email")
    category = chosen_in(team, typed)
    if category is None and (complete or typed.get("category", "").strip()):
        yield "category", Say("web-fault-category")
    text = typed.get("text", "").strip()
    if not says_anything(text):
        yield "text", Say("web-fault-text")
    elif len(text) > LONGEST["text"]:
        yield "text", Say("web-fault-long", {"most": LONGEST["text"], "have": len(text)})
    for one in team.required(category):
        name = f"{OF_THE_CATEGORY}{one.name}"
        if fault := _fault_of(one, typed.get(name, "").strip(), complete):
            yield name, fault


def words_fault(text: str) -> Say | None:
    """What is wrong with words that somebody writes about their case."""
    if not says_anything(text):
        return Say("web-fault-words")
    if len(text) > LONGEST["text"]:
        return Say("web-fault-long", {"most": LONGEST["text"], "have": len(text)})
    return None


def says_anything(text: str) -> bool:
    """Is there a letter, a digit or a sign in it that somebody could read?"""
    return any(not sign.isspace() and sign.isprintable() for sign in text)


def _fault_of(one: Required, value: str, complete: bool) -> Say | None:
    if not value:
        return Say("web-fault-field", {"field": one.name}) if complete else None
    if value.casefold() == CANNOT_SAY:
        return None
    if len(value) > LONGEST_FIELD:
        return Say("web-fault-long", {"most": LONGEST_FIELD, "have": len(value)})
    match one.type:
        case "choice" if value.casefold() not in map(str.casefold, one.of):
            return Say("web-fault-choice", {"of": AnyOf(one.of)})
        case "number" if not _is_number(value):
            return Say("web-fault-number", {"typed": value[:80]})
        case "date" if not _is_date(value):
            return Say("web-fault-date", {"typed": value[:80]})
    return None


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value.replace(",", ".").replace(" ", "")))
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
