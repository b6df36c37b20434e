"""Cards as the desk makes them, for Slack to be drawn."""

from datetime import UTC, datetime

from bot.messages.values import Address, Button, Card, Table
from bot.messages.wording import Reader
from bot.platforms.slack.us import Us

US = Us("T0ACME", "U0BOT", "B0BOT", "https://acme.slack.com/")
READER = Reader(datetime(2026, 11, 19, 14, 44, tzinfo=UTC), "Europe/Bucharest")
THREAD = Address("slack", "C0HELP/1700000000.000100")
COLUMNS = ("Case", "Customer", "About", "Left")
ROWS = (("C-42", "Maria", "charged twice", "2 h 40"), ("C-43", "Ion", "parcel lost", "19 h"))


def buttons(*verbs: str, case: int = 42) -> tuple[Button, ...]:
    return tuple(
        Button(verb.capitalize(), f"{verb} C-{case}", 3, "" if n else "primary") for n, verb in enumerate(verbs)
    )


def case_card(**changed: object) -> Card:
    card = {
        "title": "C-42 · Maria · charged twice",
        "facts": (("Owner", "Ana Pop · Front line"), ("Due", "today 18:50 · 2 h 6 left"), ("", "invoice number: 77")),
        "lines": ("Maria: I was charged twice.", "Ana Pop replied: I see to it."),
        "buttons": buttons("reply", "resolve"),
        "case": 42,
        "place": THREAD,
    }
    return Card(**(card | changed))


def list_card(rows: int = 2, **changed: object) -> Card:
    cells = tuple((f"C-{n}", f"Customer {n}", "charged twice", "2 h 40") for n in range(1, rows + 1))
    return Card(**({"title": f"Your cases: {rows}", "table": Table(COLUMNS, cells)} | changed))
