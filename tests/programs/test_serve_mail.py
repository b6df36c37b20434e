"""`buckstop serve` with mail, as a process of its own: a mailbox, and a server that takes mail."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from tests.mail_wire.imap import Mailboxes
from tests.mail_wire.smtp import Relay
from tests.programs.test_serve import serving
from tests.stories.houses import TWO_TIERS, written

MARIA = b"From: maria@example.org\r\nTo: help@example.com\r\nSubject: printer\r\nMessage-ID: <%d@x>\r\n\r\nbroken\r\n"
RUNNING = "Buckstop is running"


def a_desk(folder: Path) -> str:
    people = lambda key, name: f'[people.{key}]\nname = "{name}"\nemail = "{key}@example.com"\n'  # noqa: E731
    house = TWO_TIERS.replace('"@help", "@dm"', '"email:help@example.com"')
    file = folder / "by mail.toml"
    file.write_text(written(house, people, lambda name: f"console:{name}"), encoding="utf-8")
    return str(file)


def run(story: Callable[[Mailboxes, Relay], Coroutine[Any, Any, Any]]) -> Any:
    mailboxes, relay = Mailboxes(), Relay()
    try:
        return asyncio.run(story(mailboxes, relay))
    finally:
        mailboxes.close()
        relay.close()


def mail(folder: Path, mailboxes: Mailboxes, relay: Relay) -> dict[str, str]:
    key = "a key of thirty-two signs or more"
    given = {"BUCKSTOP_CONFIG": a_desk(folder), "IMAP_URL": mailboxes.url, "SMTP_URL": relay.url}
    return given | {"BUCKSTOP_KEYS": key}


def test_a_mail_is_answered_and_a_signal_ends_it_with_everything_written(tmp_path):
    async def story(mailboxes: Mailboxes, relay: Relay):
        await asyncio.to_thread(mailboxes.put, MARIA % 1)
        async with serving(tmp_path, **mail(tmp_path, mailboxes, relay)) as served:
            await served.until(lambda: relay.to("maria@example.org"))
            await asyncio.to_thread(mailboxes.put, MARIA.replace(b"maria", b"victor") % 2)
            await served.until(lambda: relay.to("victor@example.org"))
            served.process.send_signal(signal.SIGTERM)
            return await served.ended(), served.printed, relay.to("maria@example.org")

    code, printed, answers = run(story)

    assert code == 0
    assert "Reading the mail of desk@example.com in INBOX at 127.0.0.1:" in printed
    assert "by heart" not in printed
    assert "Traceback" not in printed
    assert len(answers) == 1


def test_where_the_mailbox_cannot_be_read_it_says_so_and_goes_on(tmp_path):
    async def story(mailboxes: Mailboxes, relay: Relay):
        given = mail(tmp_path, mailboxes, relay) | {"IMAP_URL": mailboxes.url.replace("by%20heart", "wrong")}
        async with serving(tmp_path, **given) as served:
            await served.until(lambda: "Mail cannot be read" in served.printed and RUNNING in served.printed)
            served.process.send_signal(signal.SIGTERM)
            return await served.ended(), served.printed

    code, printed = run(story)

    assert code == 0
    assert "(imap_login); trying again until it can" in printed
    assert "Traceback" not in printed
