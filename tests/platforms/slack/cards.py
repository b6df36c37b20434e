"""Cards as the desk makes them, for Slack to be drawn."""

from bot.messages.values import Address, Card
from bot.platforms.slack.us import Us
from tests.platforms.cards import a_case

US = Us("T0ACME", "U0BOT", "B0BOT", "https://acme.slack.com/")
THREAD = Address("slack", "C0HELP/1700000000.000100")
ROWS = (("C-42", "Maria", "charged twice", "2 h 40"), ("C-43", "Ion", "parcel lost", "19 h"))


def case_card(**changed: object) -> Card:
    return a_case(THREAD, "reply", "resolve", **changed)
