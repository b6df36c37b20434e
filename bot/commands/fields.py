"""What must be known about a case: its category and the fields that the category requires."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.holding import fields_of, missing_fields
from bot.cases.people import Field, House
from bot.cases.refusals import Refused, Several
from bot.commands.asked import CUSTOMER, Asked, read_by, the_case
from bot.commands.forming import form_of
from bot.commands.known import known_values
from bot.commands.line import Line
from bot.commands.missing import categorised
from bot.commands.record import record
from bot.messages.values import Answer, Form, Say
from bot.messages.wanted import CANNOT_SAY, FIELD
from bot.messages.wording import Reader as ReadBy
from bot.messages.written import value_of
from bot.storage.tx import Tx


def fill_fields(asked: Asked, tx: Tx, case: Case) -> Case:
    """What was typed into a form's fields becomes lines of its own, before the move. All of it is refused, or none."""
    answers = asked.inbound.answers or {}
    if (category := answers.get("category", "").strip()) and asked.by != CUSTOMER:
        case = _categorise(asked, tx, case, category)
    fields = {name: field_of(tx.house, case, name) for name in _named(case, tx.house, answers)}
    given = judged(fields, answers, read_by(asked, tx, case.team), own=False)
    known = known_values(tx, case)
    for name, value in given.items():
        unknown = is_unknowable(value)
        if (unknown and name in case.unknowable) or (not unknown and known.get(name) == value):
            continue
        case = _record(asked, tx, case, name, value)
    return case


def _named(case: Case, house: House, answers: Mapping[str, str]) -> list[str]:
    """The case's fields that something was typed for, as they are spelled."""
    typed = [name.removeprefix(FIELD) for name, value in answers.items() if name.startswith(FIELD) and value.strip()]
    return [_spelled(case, house, name) for name in typed]


def _spelled(case: Case, house: House, typed: str) -> str:
    """The field's name as it is configured."""
    known = {one.casefold(): one for one in fields_of(case, house)}
    if typed.casefold() not in known:
        raise Refused("no-such-field", case=case.id, field=typed, fields=tuple(known.values()))
    return known[typed.casefold()]


def judged(fields: Mapping[str, Field], answers: Mapping[str, str], reader: ReadBy, *, own: bool) -> dict[str, str]:
    """The values as they are kept. Refused with everything that is wrong, each beside its field.

    `own`: a customer says what is theirs to know, and cannot say that the customer cannot.
    """
    typed = {name.removeprefix(FIELD).casefold(): value.strip() for name, value in answers.items()}
    given: dict[str, str] = {}
    wrong: list[Refused] = []
    for name, field in fields.items():
        value = typed.get(name.casefold(), "")
        try:
            if is_unknowable(value) and not own:
                given[name] = CANNOT_SAY
            elif not value or (is_unknowable(value) and field.type != "choice"):
                raise Refused("field-empty", field=name, name=f"{FIELD}{name}")
            else:
                given[name] = value_of(field, value, reader)
        except Refused as no:
            wrong.append(no)
    if wrong:
        raise Several(wrong)
    return given


def set_(asked: Asked, tx: Tx) -> Answer:
    """set [C] FIELD: value (or `cannot say`): what is known of the case."""
    case = the_case(asked, tx)
    if asked.answered and not asked.value("field"):
        return _own_filled(asked, tx, case) if asked.by == CUSTOMER else _filled(asked, tx, case)
    name = asked.value("field")
    value = CANNOT_SAY if asked.value("cannot_say") else asked.words("value") or asked.words()
    if not name or not value:
        raise Refused("set-needs-field", case=case.id, fields=("category", *fields_of(case, tx.house)))
    if name.casefold() == "category":
        now = categorised(tx, _categorise(asked, tx, case, value), asked.request)
        return _said("said-categorised", now, field=now.category)
    now = _fill(asked, tx, case, name, value)
    said = "said-field-unknown" if is_unknowable(value) else "said-field-set"
    return _said(said, now, field=name)


def _filled(asked: Asked, tx: Tx, case: Case) -> Answer:
    """The form of the desk: what changed in it is said; for what a new category wants, it opens once more."""
    now = fill_fields(asked, tx, case)
    if now.seq == case.seq:
        raise Refused("set-needs-field", case=case.id, fields=("category", *fields_of(case, tx.house)))
    said = []
    if now.category != case.category:
        now = categorised(tx, now, asked.request)
        said.append(Say("said-categorised", {"case": f"C-{now.id}", "field": now.category}))
    answers = asked.inbound.answers or {}
    changed = tuple(name for name in (*now.known, *now.unknowable) if answers.get(f"{FIELD}{name}", "").strip())
    if changed:
        said.append(Say("said-fields-set", {"case": f"C-{now.id}", "fields": changed}))
    return Answer(tuple(said), form=form_for_missing(asked, now, tx))


def form_for_missing(asked: Asked, case: Case, tx: Tx) -> Form | None:
    """The form of what is missing still, if the one that was sent did not ask for it."""
    missing = missing_fields(case, tx.house)
    if not missing or all(f"{FIELD}{name}" in (asked.inbound.answers or {}) for name in missing):
        return None
    anew = replace(asked, line=Line("set", case.id), inbound=replace(asked.inbound, answers=None))
    return form_of(anew, case, tx)


def _own_filled(asked: Asked, tx: Tx, case: Case) -> Answer:
    """The customer's: all that is missing, but what they send as a file."""
    missing = [field_of(tx.house, case, name) for name in missing_fields(case, tx.house)]
    answers = asked.inbound.answers or {}
    if not missing:
        raise Refused("nothing-missing", case=case.id)
    for name, value in judged(but_files(missing, answers), answers, read_by(asked, tx, case.team), own=True).items():
        case = _record(asked, tx, case, name, value)
    return _said("said-filled-customer", case)


def but_files(fields: Iterable[Field], answers: Mapping[str, str]) -> dict[str, Field]:
    """What a customer's form has to say: a file that it does not name is sent where they write."""
    return {one.name: one for one in fields if one.type != "file" or answers.get(f"{FIELD}{one.name}", "").strip()}


def _said(key: str, case: Case, **blanks: object) -> Answer:
    return Answer((Say(key, {"case": f"C-{case.id}"} | blanks),))


def _categorise(asked: Asked, tx: Tx, case: Case, category: str) -> Case:
    event = rules.categorise(case, tx.house, asked.by, category=category.rstrip("."))
    if event.category == case.category:
        return case
    return record(tx, case, event, number=case.id, by=asked.by, request=asked.request)


def _fill(asked: Asked, tx: Tx, case: Case, name: str, value: str) -> Case:
    field = _spelled(case, tx.house, name)
    if is_unknowable(value):
        if asked.by == CUSTOMER:
            raise Refused("field-empty", field=field, name=f"{FIELD}{field}")
        return _record(asked, tx, case, field, CANNOT_SAY)
    reader = read_by(asked, tx, case.team)
    return _record(asked, tx, case, field, value_of(field_of(tx.house, case, field), value, reader))


def _record(asked: Asked, tx: Tx, case: Case, field: str, value: str) -> Case:
    event = rules.set_field(case, tx.house, asked.by, name=field, text=value, cannot_say=value == CANNOT_SAY)
    return record(tx, case, event, number=case.id, by=asked.by, request=asked.request)


def is_unknowable(value: str) -> bool:
    """Does it say that the customer cannot say?"""
    return value.casefold().replace("-", " ").rstrip(".") == CANNOT_SAY


def field_of(house: House, case: Case, name: str) -> Field:
    """The field of that name: its category's, else the first of the team's."""
    team = house.teams[case.team]
    some = (team.required(case.category), *team.categories.values())
    return next((one for fields in some for one in fields if one.name == name), Field(name))
