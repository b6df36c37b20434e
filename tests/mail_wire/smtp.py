"""An SMTP server of this machine: aiosmtpd. What it takes lies there to be read, and may go on into a mailbox."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Sent:
    """A mail as it was taken."""

    sender: str
    to: str
    content: bytes = field(repr=False)

    @property
    def mail(self) -> EmailMessage:
        mail = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return mail

    @property
    def text(self) -> str:
        body = self.mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")

    @property
    def html(self) -> str:
        body = self.mail.get_body(("html",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


class Relay:
    """Takes everything, but what it was told to refuse; `on` is called with each mail."""

    def __init__(self, on: Callable[[Sent], None] = lambda sent: None) -> None:
        self.sent: list[Sent] = []
        self.refuses: dict[str, str] = {}  # address -> what is said to RCPT
        self.says: str | None = None  # to the mail itself, instead of taking it
        self.hangs_up: bool = False  # once it has the mail
        self._on = on
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[Sent]:
        return [one for one in self.sent if one.to == address]

    async def handle_RCPT(  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.says is not None:
            return self.says
        assert isinstance(envelope.content, bytes)
        for address in envelope.rcpt_tos:
            sent = Sent(str(envelope.mail_from), address, envelope.content)
            self.sent.append(sent)
            self._on(sent)
        if self.hangs_up:
            server.transport.close()
        return "250 OK"

    def close(self) -> None:
        self._controller.stop()
