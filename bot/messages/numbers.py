"""Every number can be opened: buttons that ask for the cases behind one, and the form that asks for any."""

from collections.abc import Iterable, Sequence

from bot.cases.people import House
from bot.messages.values import Button, Field, Form
from bot.messages.wording import Reader, phrase

MOST = 7  # figures with a button of their own; any other is behind the form


def open_numbers(says: str, names: Iterable[str], reader: Reader) -> tuple[Button, ...]:
    """Below a report: its first figures that are more than nothing, and the form for all the others."""
    each = [_of(name, says, reader) for name in names]
    return (*each[:MOST], open_any(says, reader))


def open_any(says: str, reader: Reader) -> Button:
    """`report team support 2026-10` and no figure yet: the form asks which."""
    return Button(phrase("button-open-number", reader), f"{says} cases")


def _of(name: str, says: str, reader: Reader) -> Button:
    label = phrase("button-cases-of", reader, figure=phrase(f"digest-column-{name}", reader))
    return Button(label, f"{says} cases {name.replace('_', ' ')}")


def number_form(says: str, figures: Iterable[str], people: Sequence[str], house: House, reader: Reader) -> Form:
    """Which figure, and of whom."""
    choices = tuple((name, phrase(f"digest-column-{name}", reader)) for name in figures)
    fields = [Field("figure", phrase("label-figure", reader), "choice", choices)]
    if people:
        everybody = phrase("hint-whose", reader)
        named = tuple((key, house.name(key)) for key in people)
        fields.append(Field("person", phrase("label-whose", reader), "person", named, required=False, hint=everybody))
    send = phrase("button-open-number", reader)
    return Form(phrase("form-report", reader), f"{says} cases", tuple(fields), send)
