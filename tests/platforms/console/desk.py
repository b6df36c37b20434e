"""A terminal with a desk behind it that answers as it was told, and remembers what it heard."""

import asyncio
from datetime import UTC, datetime

from bot.messages.values import Address, Answer, Button, Card, Field, Form, Inbound, Receipt
from bot.platforms.console.session import Session, Wires
from bot.platforms.console.world import Console

NOON = datetime(2026, 11, 19, 14, 44, tzinfo=UTC)  # 16:44 in Bucharest
PEOPLE = {"ana": "Ana Pop", "anton": "Anton Rus", "lea": "Lea Stan", "cleo": "Cleo Marin"}
PLACES = (
    "console:help",
    "console:front",
    "slack:C0TOP",
    "slack:dm",
    "email:help@example.com",
    "teams:19:4b6f@thread.tacv2",
)
TIERS = {"console:front": ("ana", "anton", "lea"), "slack:C0TOP": ("cleo", "lea")}
VERBS = ("claim", "reply", "pass", "resolve", "not a case", "list", "help")
FRONT = Address("console", "front")

PASS = Form(
    "Pass C-1 up",
    "pass C-1",
    (
        Field("reason", "Reason", "choice", (("needs expertise", "needs expertise"), ("other", "other (say why)"))),
        Field("note", "Note", "long", required=False),
        Field("field:order number", "order number", hint="or “cannot say”"),
        Field("to_top", "Straight to the top", "choice", (("no", "no"), ("yes", "yes")), value="no", required=False),
    ),
    seen=4,
)


def a_card(number: int = 1, *labels: str, title: str | None = None) -> Card:
    buttons = tuple(Button(label, f"{label.lower()} C-{number}", seen=7) for label in labels or ("Claim", "Pass up"))
    facts = (("Owner", "nobody yet"), ("Due", "tomorrow 12:44 · 20 h left"))
    return Card(title or f"C-{number} · Maria · charged twice", facts, buttons=buttons, case=number)


class Terminal:
    """What is typed goes in, what is printed comes out."""

    def __init__(self, **how: object) -> None:
        self.now = NOON
        self.console = Console(PLACES, TIERS)
        self.heard: list[Inbound] = []
        self.answers: dict[str, Answer] = {}  # what a text begins with -> what is answered
        self.waiting: list[tuple[Address, Card | str, Receipt | None]] = []
        self.moved: list[datetime] = []
        self.out: list[str] = []
        wires = Wires(
            handle=self.handle,
            now=lambda: self.now,
            advance=self.advance,
            settle=self.settle,
            digest=lambda month: f"The digest of {month}",
            people=PEOPLE,
            places=PLACES,
            zone="Europe/Bucharest",
            verbs=VERBS,
            customers={"maria": "Maria"},
        )
        self.session = Session(self.console, wires, self.out.append, **how)  # type: ignore[arg-type] # as it is called

    async def handle(self, inbound: Inbound) -> Answer:
        self.heard.append(inbound)
        return next((answer for begin, answer in self.answers.items() if inbound.text.startswith(begin)), Answer())

    async def settle(self) -> None:
        waiting, self.waiting = self.waiting, []
        for to, card, thread in waiting:
            await self.console.send(to, card, thread=thread)

    async def advance(self, to: datetime) -> None:
        self.now = to
        self.moved.append(to)

    def types(self, *lines: str) -> str:
        """Type the lines; what the last one brought onto the screen."""
        for line in lines:
            self.out.clear()
            asyncio.run(self.session.line(line))
        return "\n".join(self.out)

    def shows(self, to: Address, card: Card | str, **how: Receipt | None) -> Receipt:
        """The bot posts something."""
        return asyncio.run(self.console.send(to, card, **how))

    @property
    def last(self) -> Inbound:
        return self.heard[-1]
