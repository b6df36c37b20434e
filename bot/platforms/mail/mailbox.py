"""A mailbox over IMAP: what is new in it, and a word that something was taken in. Blocks; nothing here is deleted."""

import logging
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from bot.messages.delivery import NotDelivered
from bot.platforms.mail.limits import MOST_BYTES, MOST_HEADER_BYTES
from bot.platforms.mail.login import Login
from bot.platforms.mail.receive import Raw

CONNECTS_WITHIN_S = 10.0
ANSWERS_WITHIN_S = 60.0
AT_ONCE = 50  # mails in one question
BYTES_AT_ONCE = 8 * 2**20
LATELY = timedelta(days=7)
SEEN = b"\\Seen"
LOST = (OSError, IMAPClientError, EOFError, ValueError, AttributeError)

log = logging.getLogger(__name__)
for _chatty in ("imapclient", "imapclient.imaplib"):  # they tell every line, and passwords with them
    logging.getLogger(_chatty).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where a mailbox was read; UIDs grow for as long as its validity stays the same."""

    validity: int
    uid: int

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        validity, _, uid = text.partition(":")
        return cls(int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else None

    def __str__(self) -> str:
        return f"{self.validity}:{self.uid}"


class Mailbox:
    """One folder, while the connection lasts. Raises NotDelivered, `permanent` until somebody does something."""

    def __init__(self, login: Login, trust: ssl.SSLContext | None = None) -> None:
        self._login = login
        self._trust = trust
        self._client: IMAPClient | None = None
        self._one_at_a_time = threading.RLock()
        self.validity = 0
        self.idles = False

    def open(self) -> None:
        login = self._login
        try:
            self._client = client = IMAPClient(
                login.host,
                port=login.port,
                ssl=login.tls,
                ssl_context=self._trust,
                timeout=SocketTimeout(CONNECTS_WITHIN_S, ANSWERS_WITHIN_S),
            )
            client._imap.debug = 0  # else it writes every line of every mail into a log that nobody reads
        except ssl.SSLCertVerificationError as no:
            raise NotDelivered("imap_certificate", permanent=True) from no
        except LOST as no:
            raise NotDelivered(_why(no)) from no
        with self._asked():
            if not login.tls and client.has_capability("STARTTLS"):
                client.starttls(self._trust or ssl.create_default_context())
            elif not login.tls and not login.near:
                raise NotDelivered("imap_no_tls", permanent=True)
            try:
                client.login(login.user, login.password)
            except LoginError as no:
                raise NotDelivered("imap_login", permanent=True) from no
            try:
                chosen = client.select_folder(login.folder)
            except IMAPClientError as no:
                if isinstance(no, IMAPClient.AbortError):
                    raise
                raise NotDelivered("imap_folder", permanent=True) from no
            self.validity = int(chosen.get(b"UIDVALIDITY", 0))
            self.idles = bool(client.has_capability("IDLE"))

    def new(self, mark: Mark | None) -> list[int]:
        """The UIDs behind the mark; without one, of what nobody has read; where UIDs were dealt anew, of those and of
        what came lately: what was taken in already is known by its keys."""
        with self._asked():
            if mark is None:
                return sorted(self._there.search(["UNSEEN"]))
            if mark.validity != self.validity:
                return sorted(self._there.search(["OR", "UNSEEN", "SINCE", (datetime.now(UTC) - LATELY).date()]))
            # `n:*` always holds the last one, however old.
            return sorted(uid for uid in self._there.search(["UID", f"{mark.uid + 1}:*"]) if uid > mark.uid)

    def fetch(self, uids: Sequence[int]) -> Iterator[list[tuple[int, Raw]]]:
        """Page by page; of what is too large only the header. What is no longer there is left out."""
        for start in range(0, len(uids), AT_ONCE):
            yield from self._page(uids[start : start + AT_ONCE])

    def _page(self, uids: Sequence[int]) -> Iterator[list[tuple[int, Raw]]]:
        with self._asked():
            facts: dict[int, dict[bytes, Any]] = self._there.fetch(list(uids), ["RFC822.SIZE", "INTERNALDATE"])
        some: list[int] = []
        size = 0
        for uid in uids:
            if uid not in facts:
                continue
            large = facts[uid].get(b"RFC822.SIZE", 0)
            if some and (size + large > BYTES_AT_ONCE or large > MOST_BYTES):
                yield self._contents(some, facts)
                some, size = [], 0
            some.append(uid)
            size += large
            if large > MOST_BYTES:
                yield self._contents(some, facts)
                some, size = [], 0
        if some:
            yield self._contents(some, facts)

    def _contents(self, uids: Sequence[int], facts: dict[int, dict[bytes, Any]]) -> list[tuple[int, Raw]]:
        whole = facts[uids[0]].get(b"RFC822.SIZE", 0) <= MOST_BYTES
        asked = "BODY.PEEK[]" if whole else f"BODY.PEEK[HEADER]<0.{MOST_HEADER_BYTES}>"
        with self._asked():
            found: dict[int, dict[bytes, Any]] = self._there.fetch(list(uids), [asked])
        return [(uid, _raw(found[uid], facts[uid], whole=whole)) for uid in uids if uid in found]

    def taken(self, uids: Sequence[int]) -> None:
        """Flag them as read: for people who look into the mailbox, as nothing here goes by it."""
        if uids:
            with self._asked():
                self._there.add_flags(list(uids), [SEEN], silent=True)

    def last(self) -> int:
        """The highest UID there is."""
        with self._asked():
            return max(self._there.search(["UID", "*"]), default=0)

    def wait(self, seconds: float) -> None:
        """Until the server says something, or so long."""
        with self._asked():
            self._there.idle()
            self._there.idle_check(timeout=seconds)
            self._there.idle_done()

    def is_there(self) -> None:
        with self._asked():
            self._there.noop()

    def break_off(self) -> None:
        """From another thread: whoever waits in here hears at once that it is over."""
        client = self._client
        if client is not None:
            with suppress(*LOST):
                client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(*LOST):
                client.shutdown()

    @property
    def _there(self) -> IMAPClient:
        if self._client is None:
            raise NotDelivered("imap_closed")
        return self._client

    def _asked(self) -> "_Asked":
        return _Asked(self._one_at_a_time)


class _Asked:
    """One question at a time; and whatever the connection dies of is said in one way."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._lock.release()
        if isinstance(error, LOST):
            raise NotDelivered(_why(error)) from error


def _raw(found: dict[bytes, Any], facts: dict[bytes, Any], *, whole: bool) -> Raw:
    parts = [value for key, value in found.items() if key.startswith(b"BODY[") and isinstance(value, bytes)]
    content = parts[0] if parts else b""
    arrived = facts.get(b"INTERNALDATE")
    at = arrived.astimezone(UTC) if isinstance(arrived, datetime) else datetime.now(UTC)
    # Servers count line ends in their own way: what came whole is whole.
    return Raw(content, at, len(content) if whole else max(int(facts.get(b"RFC822.SIZE", 0)), len(content) + 1))


def _why(error: BaseException) -> str:
    """In one word: what a server says may quote anything."""
    match error:
        case TimeoutError():
            return "imap_silent"
        case ConnectionRefusedError():
            return "imap_refused"
        case socket.gaierror():
            return "imap_no_host"
        case ssl.SSLError():
            return "imap_tls"
        case OSError() | EOFError() | IMAPClient.AbortError():
            return "imap_lost"
        case _:
            return "imap_no"
