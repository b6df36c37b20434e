"""The form of a team for its customers, and what is wrong with what they say of themselves in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.cases.people import Field as Required
from bot.cases.people import Team
from bot.messages.values import Field, Form, Say
from bot.messages.wanted import FIELD, wanted_fields
from bot.messages.wording import Reader, has, phrase

LONGEST = {"name": 200, "email": 254, "text": 20_000}  # characters
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
    fields += _of_the_category(team.required(category), reader, typed)
    title, send = phrase("web-form-title", reader, team=team.title), phrase("web-form-send", reader)
    return Form(title, "new", tuple(fields), send, intro=phrase("web-form-intro", reader))


def chosen_in(team: Team, typed: Mapping[str, str]) -> str | None:
    """The category, as the team writes it; None if it has none like that."""
    if team.only_category:
        return team.only_category
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


def _of_the_category(wanted: tuple[Required, ...], reader: Reader, typed: Mapping[str, str]) -> Iterator[Field]:
    """As in every form of a customer's; but where a form is the only way in, they may say that they do not know, and no
    file can be sent along with it."""
    for one in wanted_fields(wanted, reader, typed, required=True, own=True):
        yield replace(one, hint=phrase("web-hint-file", reader)) if one.kind == "file" else replace(one, own=False)


def of_other_categories(team: Team, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed for what was chosen before: whoever changes their mind twice finds it again."""
    wanted = {f"{FIELD}{one.name}" for one in team.required(chosen_in(team, typed))}
    others = {f"{FIELD}{one.name}" for fields in team.categories.values() for one in fields} - wanted
    return {name: value for name, value in typed.items() if name in others and value.strip()}


def faults_of(team: Team, typed: Mapping[str, str], *, complete: bool = True) -> dict[str, Say]:
    """What is wrong, by field, in the order of the form, but for what the category wants. Without `complete` a program
    may leave out what is asked for later."""
    return dict(_faults(team, typed, complete))


def _faults(team: Team, typed: Mapping[str, str], complete: bool) -> Iterator[tuple[str, Say]]:
    for name in ("name", "email"):
        value = typed.get(name, "").strip()
        if long := _long_fault(name, value):
            yield name, long
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
    elif long := _long_fault("text", text):
        yield "text", long


def _long_fault(name: str, value: str) -> Say | None:
    most = LONGEST[name]
    return Say("web-fault-long", {"most": most, "have": len(value)}) if len(value) > most else None


def words_fault(text: str) -> Say | None:
    """What is wrong with words that somebody writes about their case."""
    return _long_fault("text", text) if says_anything(text) else Say("web-fault-words")


def says_anything(text: str) -> bool:
    """Is there a letter, a digit or a sign in it that somebody could read?"""
    return any(not sign.isspace() and sign.isprintable() for sign in text)
