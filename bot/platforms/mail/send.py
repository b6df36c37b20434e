"""Out by mail: a card is a mail. What was sent stays as it is; nobody can ask whether it arrived."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.message import EmailMessage

from bot.messages.delivery import Budget, Courier, NotDelivered
from bot.messages.values import Address, Card, Receipt
from bot.platforms.mail.drawing import About, Heading, mail_of
from bot.platforms.mail.headers import is_address
from bot.platforms.mail.line import Line
from bot.platforms.mail.places import PLATFORM, Place, place_of
from bot.platforms.mail.tokens import Signing

AboutCase = Callable[[int | None, Address], Awaitable[About]]


def courier(way: "Way", *, paced: bool = True) -> Courier:
    return Courier(
        way.send,
        find=None,
        answers=way.answers,
        budgets=budgets if paced else lambda to, edit: (),
        below=below,
        instants=True,
    )


class Way:
    """To the people who are written to. Raises NotDelivered."""

    def __init__(
        self, line: Line, signing: Signing, about: AboutCase, now: Callable[[], datetime], *, plus: bool = False
    ) -> None:
        self._line, self._signing, self._about, self._now, self._plus = line, signing, about, now, plus

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        if edit is not None:  # what was sent cannot be changed; whatever matters is said by itself
            return edit
        place = place_of(to)
        recipient = _on_the_wire(place.to)
        about = await self._about(card.case, to)
        ours = place.ours or about.ours
        token = self._signing.local_part(card.case, mark, place.to)
        name = f"{token}@{ours.rpartition('@')[2]}"
        heading = Heading(place, ours, name, self._tagged(token, ours), automatic=not card.spoken)
        content = _bytes(mail_of(card, about, heading, self._now()))
        await self._line.hand_over(ours, recipient, content)
        return Receipt(f"{to.conversation.place}/{ours}", name)

    async def answers(self, to: Address) -> None:
        await self._line.answers()

    def _tagged(self, token: str, ours: str) -> str | None:
        """If the server takes what stands behind a +: an answer brings the token back even where its program forgets
        what it answers. The part before @ may have 64 signs (RFC 5321)."""
        local, _, domain = ours.rpartition("@")
        tagged = f"{local}+{token}"
        return f"{tagged}@{domain}" if self._plus and len(tagged) <= 64 else None


def below(receipt: Receipt) -> Address | None:
    """Where answers to it come in: a thread that began with it."""
    to, _, ours = receipt.place.partition("/")
    return Place(place_of(Address(PLATFORM, to)).to, ours, receipt.id).address


def budgets(to: Address, edit: bool) -> tuple[Budget, ...]:
    """Ten a second, and to one person twenty at once, then one a minute: whoever answers by itself gets no more."""
    if edit:
        return ()
    return (
        Budget("email:all", timedelta(seconds=0.1), 20),
        Budget(f"email:to:{to.conversation.place}", timedelta(minutes=1), 20),
    )


def _on_the_wire(address: str) -> str:
    if not is_address(address):
        raise NotDelivered("no_address", permanent=True)
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode() if not domain.isascii() else domain}".encode("ascii").decode()
    except UnicodeError:
        raise NotDelivered("no_address", permanent=True) from None


def _bytes(mail: EmailMessage) -> bytes:
    try:
        return mail.as_bytes()
    except (UnicodeError, ValueError, IndexError, LookupError):  # the library, over a header of people's words
        del mail["Subject"]
        return mail.as_bytes()
