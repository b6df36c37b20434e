"""What must be known about a case: its category and the fields that the category requires."""

import math
from datetime import date

from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.holding import fields_of
from bot.cases.people import Field, House
from bot.cases.refusals import Refused
from bot.commands.asked import CUSTOMER, Asked, the_case
from bot.commands.record import record
from bot.messages.values import Answer, Say
from bot.storage.tx import Tx

CANNOT_SAY = "cannot say"


def fill_fields(asked: Asked, tx: Tx, case: Case) -> Case:
    """What was typed into a form's fields becomes lines of its own, before the move."""
    answers = asked.inbound.answers or {}
    if category := answers.get("category", "").strip():
        case = _categorise(asked, tx, case, category)
    for name, value in answers.items():
        if name.startswith("field:") and value.strip():
            case = _fill(asked, tx, case, name.removeprefix("field:"), value.strip())
    return case


def set_(asked: Asked, tx: Tx) -> Answer:
    """set [C] FIELD: value (or `cannot say`): what is known of the case."""
    case = the_case(asked, tx)
    name = asked.value("field")
    value = CANNOT_SAY if asked.value("cannot_say") else asked.words("value") or asked.words()
    if not name or not value:
        raise Refused("set-needs-field", case=case.id, fields=("category", *fields_of(case, tx.house)))
    if name.casefold() == "category":
        now = _categorise(asked, tx, case, value)
        return _said("said-categorised", now, field=now.category)
    now = _fill(asked, tx, case, name, value)
    said = "said-field-unknown" if is_unknowable(value) else "said-field-set"
    return _said(said, now, field=name)


def _said(key: str, case: Case, **blanks: object) -> Answer:
    return Answer((Say(key, {"case": f"C-{case.id}"} | blanks),))


def _categorise(asked: Asked, tx: Tx, case: Case, category: str) -> Case:
    event = rules.categorise(case, tx.house, asked.by, category=category.rstrip("."))
    if event.category == case.category:
        return case
    return record(tx, case, event, number=case.id, by=asked.by, request=asked.request)


def _fill(asked: Asked, tx: Tx, case: Case, name: str, value: str) -> Case:
    known = {one.casefold(): one for one in fields_of(case, tx.house)}
    field = known.get(name.casefold())
    if field is None:
        raise Refused("no-such-field", case=case.id, field=name, fields=tuple(known.values()))
    cannot_say = is_unknowable(value)
    if not cannot_say:
        value = checked(field_of(tx.house, case, field), value)
    by = CUSTOMER if asked.by == CUSTOMER else asked.by
    event = rules.set_field(case, tx.house, by, name=field, text=value, cannot_say=cannot_say)
    return record(tx, case, event, number=case.id, by=asked.by, request=asked.request)


def is_unknowable(value: str) -> bool:
    """Does it say that the customer cannot say?"""
    return value.casefold().replace("-", " ").rstrip(".") == CANNOT_SAY


def field_of(house: House, case: Case, name: str) -> Field:
    fields = house.teams[case.team].categories.values()
    mine = house.teams[case.team].required(case.category)
    return next((one for some in (mine, *fields) for one in some if one.name == name), Field(name))


def checked(field: Field, value: str) -> str:
    """The value as its field wants it. Refused if it is no such thing."""
    match field.type:
        case "choice":
            found = next((one for one in field.of if one.casefold() == value.casefold()), None)
            if found is None:
                raise Refused("field-choice", field=field.name, of=field.of, name=f"field:{field.name}")
            return found
        case "number":
            try:
                number = float(value.replace(",", ".").replace(" ", ""))
            except ValueError:
                number = math.nan
            if not math.isfinite(number):
                raise Refused("field-number", field=field.name, typed=value, name=f"field:{field.name}")
        case "date":
            try:
                date.fromisoformat(value)
            except ValueError:
                raise Refused("field-date", field=field.name, typed=value, name=f"field:{field.name}") from None
    return value
