"""Cards as the desk makes them, for any platform to be drawn; and who reads them."""

from datetime import UTC, datetime

from bot.messages.values import Address, Button, Card, Table
from bot.messages.wording import Reader

READER = Reader(datetime(2026, 11, 19, 14, 44, tzinfo=UTC), "Europe/Bucharest")
COLUMNS = ("Case", "Customer", "About", "Left")


def buttons(*verbs: str, case: int = 42) -> tuple[Button, ...]:
    return tuple(
        Button(verb.capitalize(), f"{verb} C-{case}", 3, "" if n else "primary") for n, verb in enumerate(verbs)
    )


def a_case(place: Address, /, *verbs: str, **changed: object) -> Card:
    card = {
        "title": "C-42 · Maria · charged twice",
        "facts": (("Owner", "Ana Pop · Front line"), ("Due", "today 18:50 · 2 h 6 left"), ("", "invoice number: 77")),
        "lines": ("Maria: I was charged twice.", "Ana Pop replied: I see to it."),
        "buttons": buttons(*verbs),
        "case": 42,
        "place": place,
    }
    return Card(**(card | changed))


def list_card(rows: int = 2, **changed: object) -> Card:
    cells = tuple((f"C-{n}", f"Customer {n}", "charged twice", "2 h 40") for n in range(1, rows + 1))
    return Card(**({"title": f"Your cases: {rows}", "table": Table(COLUMNS, cells)} | changed))
