"""The fields that a category wants, as fields of a form: the same wherever a form is drawn."""

from collections.abc import Iterable, Mapping

from bot.cases.people import Field as Wanted
from bot.messages.values import Field
from bot.messages.wording import Reader, has, phrase
from bot.messages.written import a_day

FIELD = "field:"  # how the names of these fields begin
CANNOT_SAY = "cannot say"  # as it is typed
KINDS = ("choice", "number", "date", "file")


def wanted_fields(
    wanted: Iterable[Wanted], reader: Reader, typed: Mapping[str, str], *, required: bool, own: bool = False
) -> list[Field]:
    """A field of the form for each; `own` if a customer fills it in, who may not say that the customer cannot.

    A file is sent where the customer writes, or comes with the form where it can: so nobody has to name one here.
    """
    return [
        Field(
            f"{FIELD}{one.name}",
            one.name,
            one.type if one.type in KINDS else "text",
            tuple((choice, choice) for choice in one.of),
            typed.get(f"{FIELD}{one.name}", ""),
            required=required and not (own and one.type == "file"),
            hint=_hint(one, reader, own=own),
            own=own,
        )
        for one in wanted
    ]


def _hint(one: Wanted, reader: Reader, *, own: bool) -> str:
    """How it is written; and that it may be unknown, to those who may say so."""
    key = f"hint-field-{one.type}" + ("" if own else "-or-not")
    if has(key):
        return phrase(key, reader, example=a_day(reader))
    return "" if own else phrase("hint-cannot-say", reader)
