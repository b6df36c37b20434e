"""A mailbox is read to its end, in order, once; flags follow what was taken in, and nothing waits for anybody."""

import asyncio
import logging
import socket
from collections.abc import Iterator

import pytest

from bot.messages.delivery import NotDelivered
from bot.platforms.mail import limits, mailbox
from bot.platforms.mail.login import read_login
from bot.platforms.mail.mailbox import Mailbox, Mark
from tests import dovecot
from tests.mail_wire.imap import Mailboxes
from tests.platforms.mail.a_mailbox import Heard, mail, until


@pytest.fixture(params=["pymap", pytest.param("dovecot", marks=pytest.mark.debian)])
def server(request: pytest.FixtureRequest) -> Iterator[Mailboxes | dovecot.Dovecot]:
    if request.param == "dovecot":
        with dovecot.running() as running:
            yield running
        return
    mailboxes = Mailboxes()
    yield mailboxes
    mailboxes.close()


def put(server, *contents: bytes) -> None:
    with server.client() as client:
        for content in contents:
            client.append("INBOX", content)


def flags(server) -> list[bool]:
    """Which of them are flagged as read."""
    with server.client() as client:
        found = client.fetch(client.search(), ["FLAGS"])
    return [b"\\Seen" in found[uid][b"FLAGS"] for uid in sorted(found)]


def once(heard: Heard, server) -> int:
    async def listen() -> int:
        listening = heard.listening(server.url)
        try:
            return await listening.once()
        finally:
            await listening.close()

    return asyncio.run(listen())


def test_what_is_new_is_taken_in_in_its_order_and_flagged(server):
    heard = Heard()
    put(server, *(mail(n) for n in range(120)))

    assert once(heard, server) == 120
    assert heard.texts == [f"mail {n}" for n in range(120)]
    assert flags(server) == [True] * 120
    assert once(heard, server) == 0

    put(server, mail(500))
    assert once(heard, server) == 1


def test_at_the_first_start_only_what_nobody_has_read_is_taken_in(server):
    heard = Heard()
    with server.client() as client:
        client.append("INBOX", mail(1), flags=[b"\\Seen"])
    put(server, mail(2))

    once(heard, server)

    assert heard.texts == ["mail 2"]


def test_what_a_person_has_read_meanwhile_is_taken_in_all_the_same(server):
    heard = Heard()
    once(heard, server)
    with server.client() as client:
        client.append("INBOX", mail(1), flags=[b"\\Seen"])

    once(heard, server)

    assert heard.texts == ["mail 1"]


def test_where_uids_were_dealt_anew_it_is_read_again(server):
    heard = Heard(marks=["1:100000"])
    put(server, mail(1))

    once(heard, server)

    assert heard.texts == ["mail 1"]
    assert heard.marks[-1] != "1:100000"


def test_what_could_not_be_taken_in_is_not_flagged_and_comes_again(server, caplog):
    caplog.set_level(logging.CRITICAL)
    heard = Heard(fails=lambda inbound: inbound.text == "mail 2")
    put(server, mail(1), mail(2), mail(3))
    heard.marks.append(f"{validity(server)}:0")

    once(heard, server)
    assert heard.texts == ["mail 1", "mail 3"]
    assert flags(server) == [True, False, True]

    heard.fails = lambda inbound: False
    once(heard, server)
    assert "mail 2" in heard.texts
    assert flags(server) == [True, True, True]


def test_what_fails_again_and_again_becomes_a_case_that_says_so(server, caplog):
    caplog.set_level(logging.CRITICAL)
    heard = Heard(fails=lambda inbound: inbound.text == "mail 1")
    put(server, mail(1))

    async def listen() -> None:
        listening = heard.listening(server.url)
        for _ in range(3):
            await listening.once()
        await listening.close()

    asyncio.run(listen())

    assert "could not be read" in heard.texts[0]
    assert flags(server) == [True]


def test_of_what_is_too_large_only_the_header_is_asked_for(server, monkeypatch):
    heard = Heard()
    monkeypatch.setattr(mailbox, "MOST_BYTES", 10_000)
    put(server, mail(1), mail(2, "x" * 20_000), mail(3))

    once(heard, server)

    assert heard.texts[0] == "mail 1"
    assert "larger than is taken in" in heard.texts[1]
    assert str(heard.inbounds[1].speaker.address) == "email:c2@example.org"
    assert heard.texts[2] == "mail 3"
    assert limits.MOST_BYTES > 10_000


def test_what_comes_while_we_listen_is_heard_at_once(server):
    heard = Heard()

    async def listen() -> None:
        listening = asyncio.create_task(heard.listening(server.url, polls_s=60).run())
        await until(lambda: heard.told == [""])
        for n in range(3):
            await asyncio.to_thread(put, server, mail(n))
            await until(lambda: len(heard.inbounds) == n + 1)  # noqa: B023
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

    asyncio.run(listen())
    assert flags(server) == [True, True, True]


def test_a_server_that_goes_away_is_asked_again(caplog):
    """Told once, when it begins and when it is over."""
    caplog.set_level(logging.CRITICAL)
    heard, first = Heard(), Mailboxes()
    port = first.port

    async def listen() -> None:
        listening = asyncio.create_task(heard.listening(first.url).run())
        await until(lambda: heard.told == [""])
        await asyncio.to_thread(first.close)
        await until(lambda: len(heard.told) == 2)
        again = await asyncio.to_thread(Mailboxes, first.user, port)
        try:
            await asyncio.to_thread(again.put, mail(7))
            await until(lambda: heard.texts == ["mail 7"] and heard.told[-1] == "")
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await asyncio.to_thread(again.close)

    asyncio.run(listen())
    assert heard.told[0] == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("by%20heart", "wrong"), "imap_login"),
        (("/INBOX", "/Nowhere"), "imap_folder"),
        (("imap://", "imaps://"), "imap_tls"),
        (("127.0.0.1", "127.0.0.1.invalid"), "imap_no_host"),
    ],
)
def test_why_a_mailbox_cannot_be_read_is_said_in_a_word(change, why):
    mailboxes = Mailboxes()
    opened = Mailbox(read_login(mailboxes.url.replace(*change)))
    try:
        with pytest.raises(NotDelivered) as no:
            opened.open()
    finally:
        opened.close()
        mailboxes.close()

    assert no.value.why == why


def test_nobody_listens_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(NotDelivered, match="imap_refused"):
        Mailbox(read_login(f"imap://a:b@127.0.0.1:{port}/INBOX")).open()


@pytest.mark.parametrize("text", ["", "1", "a:b", "1:", ":1", "1:x"])
def test_a_mark_that_cannot_be_read_is_none(text):
    assert Mark.read(text) is None


def validity(server) -> int:
    with server.client() as client:
        return int(client.select_folder("INBOX")[b"UIDVALIDITY"])
