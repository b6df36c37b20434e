"""Stories in which customers write mail and the desk sits in the terminal: a real mailbox, a real mail server."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from bot.app import App
from bot.messages.delivery import Courier
from bot.messages.values import Answer, Inbound
from bot.platforms.mail.listening import Listening
from bot.programs.mail import Post
from bot.programs.parts import WHOLE
from bot.settings import Config, Environment
from tests.mail_wire.imap import Mailboxes
from tests.mail_wire.smtp import Relay, Sent
from tests.stories.console import InTheConsole

KEY = "a key of thirty-two signs or more"
HELP = "help@example.com"
INTAKES = {"help": HELP, "bills": "bills@example.com"}


def address(who: str) -> str:
    return who if "@" in who else f"{who}@example.org"


class ByMail(InTheConsole):
    """Staff type, customers write letters; some of the staff have an address too."""

    def __init__(self) -> None:
        super().__init__()
        self.mailboxes, self.relay = Mailboxes(), Relay()
        self.environment = Environment(imap_url=self.mailboxes.url, smtp_url=self.relay.url, keys=(KEY,))
        self.came: list[Inbound] = []
        self._now: Callable[[], datetime] | None = None
        self._app: App | None = None
        self._post: Post | None = None
        self._listening: Listening | None = None
        self._written = 0
        self.pages: Callable[[int], str | None] = lambda case: None

    @staticmethod
    def place(name: str) -> str:
        return f"email:{INTAKES[name]}" if name in INTAKES else f"console:{name}"

    @staticmethod
    def person(key: str, name: str) -> str:
        mail = f'email = "{key}@example.com"\n' if key in ("ana", "lea") else ""
        return f'[people.{key}]\nname = "{name}"\n{mail}'

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        self._now = now

        async def handle(inbound: Inbound) -> Answer:
            self.came.append(inbound)
            return await self.app.handle(inbound)

        await self._leaves()
        page = lambda case: self.pages(case)  # noqa: E731
        self._post = Post(self.environment, WHOLE, handle, lambda: self.app, page)
        assert self._post.courier is not None
        return {**await super().couriers(config, now), "email": self._post.courier}

    @property
    def app(self) -> App:
        assert self._app is not None
        return self._app

    async def opens(self, app: App) -> None:
        await super().opens(app)
        self._app = app
        assert self._post is not None
        self._listening = self._post.listening()

    async def closes(self) -> None:
        await self._leaves()
        await asyncio.to_thread(self.mailboxes.close)
        await asyncio.to_thread(self.relay.close)

    async def _leaves(self) -> None:
        if self._listening is not None:
            await self._listening.close()
        if self._post is not None:
            await self._post.close()

    # --- what customers do ------------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        """The first line is the subject, if there are more."""
        subject, _, body = text.partition("\n")
        return await self.posts(self.letter(who, subject if body else "", body or subject, to=INTAKES[place]))

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        """An answer to the newest mail that they had about it."""
        return await self.posts(self.answer(who, text, self.newest(who, case)))

    def letter(self, who: str, subject: str, body: str, *, to: str = HELP, **headers: str) -> bytes:
        assert self._now is not None
        self._written += 1
        mail = EmailMessage()
        mail["From"] = f"{who.capitalize()} <{address(who)}>" if "@" not in who else who
        mail["To"] = to
        mail["Subject"] = subject
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = f"<{self._written}.{who.partition('@')[0]}@mail.example.org>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(body)
        return mail.as_bytes()

    def forgets_what_it_named(self) -> None:
        """Some programs give every mail the same name."""
        self._written = 0

    def answer(self, who: str, text: str, to: Sent, **headers: str) -> bytes:
        ours = to.mail
        refers = f"{ours['References'] or ''} {ours['Message-ID']}".strip()
        quoted = "".join(f"> {line}\n" for line in to.text.splitlines())
        body = f"{text}\n\nOn Thu, 19 Nov 2026 at 10:00, Customer support wrote:\n{quoted}"
        known = {"In_Reply_To": ours["Message-ID"], "References": refers}
        back = str(ours["Reply-To"] or ours["From"])
        return self.letter(who, f"Re: {ours['Subject']}", body, to=back, **known, **headers)

    def newest(self, who: str, case: int) -> Sent:
        found = [one for one in self.relay.to(address(who)) if f"[C-{case}]" in one.mail["Subject"]]
        return found[-1]

    async def posts(self, content: bytes) -> str:
        """It lies in the mailbox, and is taken in."""
        assert self._now is not None
        await asyncio.to_thread(self.mailboxes.put, content, self._now())
        return await self.takes_in()

    async def takes_in(self) -> str:
        assert self._listening is not None
        await self._listening.once()
        await self.app.settle()
        return ""

    def customer_saw(self, who: str) -> list[str]:
        return [one.text for one in self.relay.to(address(who))]

    def complaints(self) -> list[str]:
        return []
