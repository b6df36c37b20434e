"""One mailbox for both: Dovecot where this machine has it, else pymap; and what fills it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient

from tests import dovecot
from tests.mail_wire.imap import Mailboxes


@dataclass(frozen=True, slots=True)
class Box:
    server: str
    url: str

    @property
    def login(self) -> tuple[int, str, str]:
        parts = urlsplit(self.url)
        return parts.port or 143, unquote(parts.username or ""), unquote(parts.password or "")

    def flags(self) -> list[tuple[bytes, ...]]:
        with self._client() as client:
            return [facts[b"FLAGS"] for facts in client.fetch(client.search(), ["FLAGS"]).values()]

    def fill(self, mails: Sequence[bytes]) -> None:
        with self._client() as client:
            for mail in mails:
                client.append("INBOX", mail)

    def _client(self) -> IMAPClient:
        port, user, password = self.login
        client = IMAPClient("127.0.0.1", port, ssl=False, timeout=60)
        client.login(user, password)
        client.select_folder("INBOX")
        return client


@contextmanager
def filled(mails: Sequence[bytes]) -> Iterator[Box]:
    """Always a new one: nobody finds what another has left."""
    if shutil.which("dovecot"):
        with dovecot.running() as server:
            box = Box("Dovecot", server.url)
            box.fill(mails)
            yield box
        return
    mailboxes = Mailboxes()
    try:
        box = Box("pymap", mailboxes.url)
        box.fill(mails)
        yield box
    finally:
        mailboxes.close()
