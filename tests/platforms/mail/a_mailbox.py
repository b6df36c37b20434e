"""A mailbox on a real server, and somebody who listens to it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.messages.values import Answer, Inbound
from bot.platforms.mail.listening import Desk, Listening
from bot.platforms.mail.login import read_login
from bot.platforms.mail.receive import Around
from bot.platforms.mail.tokens import Signing

AROUND = Around(("help@example.com",), frozenset({"help@example.com"}), Signing.by(("a key",), ""))


@dataclass
class Heard:
    """What was taken in, and how far the mailbox was read."""

    inbounds: list[Inbound] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    fails: Callable[[Inbound], bool] = lambda inbound: False

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.inbounds]

    def desk(self) -> Desk:
        return Desk(handle=self._handle, mark=self._mark, move=self._move, told=self.told.append)

    def listening(self, url: str, *, polls_s: float = 0.05) -> Listening:
        return Listening(read_login(url), AROUND, self.desk(), polls_s=polls_s)

    async def _handle(self, inbound: Inbound) -> Answer:
        if self.fails(inbound):
            raise RuntimeError("the store is away")
        self.inbounds.append(inbound)
        return Answer()

    async def _mark(self) -> str | None:
        return self.marks[-1] if self.marks else None

    async def _move(self, mark: str) -> None:
        self.marks.append(mark)


def mail(n: int, body: str | None = None, **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"From: c{n}@example.org\r\nTo: help@example.com\r\nSubject: s\r\nMessage-ID: <{n}@x>\r\n{more}\r\n"
    return (head + (body or f"mail {n}")).encode()


async def until(true: Callable[[], object], within_s: float = 20) -> None:
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)
