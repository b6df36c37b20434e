"""Connections to the server that takes our mail: kept for a moment, used one mail at a time."""

import asyncio
import re
import ssl
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

import aiosmtplib

from bot.messages.delivery import NotDelivered
from bot.platforms.mail.login import Login

PATIENCE_S = 10.0  # shorter than a lane's
KEPT_S = 20.0
AT_ONCE = 4
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_GONE = (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError, OSError, asyncio.IncompleteReadError)


class Line:
    """One server that takes mail. Raises NotDelivered."""

    def __init__(self, login: Login, trust: ssl.SSLContext | None = None) -> None:
        self._login, self._trust = login, trust
        self._kept: list[tuple[aiosmtplib.SMTP, float]] = []
        self._free = asyncio.Semaphore(AT_ONCE)

    async def hand_over(self, sender: str, to: str, content: bytes) -> None:
        async with self._free:
            client = await self._begun(sender, to)
            try:
                await client.data(content)
            except aiosmtplib.SMTPResponseException as no:
                self._keep(client)
                raise _refused(no) from no
            except (*_GONE, aiosmtplib.SMTPException) as no:  # it may have been taken all the same
                client.close()
                raise NotDelivered("smtp_no_answer", unsure=True) from no
            except asyncio.CancelledError:
                client.close()
                raise
            self._keep(client)

    async def answers(self) -> None:
        """Does it let us in?"""
        async with self._free:
            self._keep(await self._connected())

    async def close(self) -> None:
        for client, _ in self._kept:
            with suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()
        self._kept = []

    async def _begun(self, sender: str, to: str) -> aiosmtplib.SMTP:
        """Up to where the mail itself is wanted; until then nothing can have arrived."""
        while (client := self._kept_one()) is not None:
            try:
                await self._envelope(client, sender, to)
            except _GONE:  # it was kept too long
                client.close()
            else:
                return client
        client = await self._connected()
        try:
            await self._envelope(client, sender, to)
        except _GONE as no:
            client.close()
            raise NotDelivered("smtp_lost") from no
        return client

    async def _envelope(self, client: aiosmtplib.SMTP, sender: str, to: str) -> None:
        try:
            await client.mail(sender)
            await client.rcpt(to)
        except aiosmtplib.SMTPResponseException as no:
            await self._begin_anew(client)
            raise _refused(no) from no
        except asyncio.CancelledError:
            client.close()
            raise

    async def _begin_anew(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            client.close()
        else:
            self._keep(client)

    def _kept_one(self) -> aiosmtplib.SMTP | None:
        while self._kept:
            client, since = self._kept.pop()
            if client.is_connected and monotonic() - since < KEPT_S:
                return client
            client.close()
        return None

    def _keep(self, client: aiosmtplib.SMTP) -> None:
        if client.is_connected:
            self._kept.append((client, monotonic()))

    async def _connected(self) -> aiosmtplib.SMTP:
        login = self._login
        client = aiosmtplib.SMTP(
            hostname=login.host, port=login.port, use_tls=login.tls, start_tls=False, timeout=PATIENCE_S,
            tls_context=self._trust,
        )  # fmt: skip
        try:
            await client.connect()
            await client.ehlo()
            if not login.tls and client.supports_extension("starttls"):
                await client.starttls(tls_context=self._trust)
                await client.ehlo()
            elif not login.tls and login.user and not login.near:
                raise NotDelivered("smtp_no_tls")
            if login.user:
                await client.login(login.user, login.password)
        except (aiosmtplib.SMTPException, OSError) as no:
            client.close()
            raise NotDelivered(_why(no)) from no  # nothing is given up for it: somebody will see to it
        except BaseException:
            client.close()
            raise
        return client


def _why(error: BaseException) -> str:
    causes: Sequence[BaseException | None] = (error, error.__cause__, error.__context__)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return "smtp_certificate"
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return "smtp_refused"
    if isinstance(error, aiosmtplib.SMTPAuthenticationError | aiosmtplib.SMTPNotSupported):
        return "smtp_login"
    return "smtp_unreachable"


def _refused(no: aiosmtplib.SMTPResponseException) -> NotDelivered:
    """5xx is for good, 4xx for now; the codes alone, as what a server says beside them may quote anything."""
    status = _STATUS.match(no.message or "")
    why = " ".join(filter(None, (str(no.code), status[0] if status else "")))
    return NotDelivered(why, permanent=500 <= no.code < 600)
