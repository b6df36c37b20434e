"""What somebody forgot about mail: the mailbox is opened and closed again, and who takes mail is greeted."""

import asyncio
from collections.abc import Collection

from bot.cases.people import House
from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Say
from bot.platforms.configured import Finding
from bot.platforms.mail.line import Line
from bot.platforms.mail.login import Login
from bot.platforms.mail.mailbox import Mailbox
from bot.platforms.mail.places import PLATFORM

# What is said of each word of Mailbox and Line; everything else is that it could not be reached.
_SAID = {
    "imap_login": "check-mail-imap-login",
    "imap_folder": "check-mail-imap-folder",
    "imap_certificate": "check-mail-certificate",
    "imap_no_tls": "check-mail-no-tls",
    "imap_tls": "check-mail-tls",
    "smtp_login": "check-mail-smtp-login",
    "smtp_certificate": "check-mail-certificate",
    "smtp_no_tls": "check-mail-no-tls",
}


async def findings(house: House, imap: Login | None, smtp: Login | None, *, keys: Collection[str]) -> list[Finding]:
    """One after the other: the configuration, the way in, the way out."""
    found = about_the_configuration(house, imap, smtp, keys=keys)
    if imap is not None:
        found += await asyncio.to_thread(_about_mailbox, imap)
    if smtp is not None:
        found += await _about_line(smtp)
    return found


def about_the_configuration(
    house: House, imap: Login | None, smtp: Login | None, *, keys: Collection[str]
) -> list[Finding]:
    found: list[Finding] = []
    intakes = [
        (team, place.place)
        for team in house.teams.values()
        for place in map(Address.read, team.intake)
        if place.platform == PLATFORM
    ]
    if imap is None:
        found += [Finding(Say("check-mail-not-read", {"place": place, "team": team.title})) for team, place in intakes]
    elif not intakes:
        found.append(Finding(Say("serve-mail-no-intake"), wrong=False))
    if (imap or smtp) and not keys:
        found.append(Finding(Say("check-mail-keys"), wrong=False))
    for login in filter(None, (imap, smtp)):
        if not login.tls and not login.near:
            found.append(Finding(Say("check-mail-starttls", {"where": login.shown}), wrong=False))
    return found


def _about_mailbox(login: Login) -> list[Finding]:
    mailbox = Mailbox(login)
    try:
        mailbox.open()
        if not mailbox.idles:
            return [Finding(Say("check-mail-polls", {"where": login.shown}), wrong=False)]
    except NotDelivered as no:
        return [_said(no, login, "IMAP_URL")]
    finally:
        mailbox.close()
    return []


async def _about_line(login: Login) -> list[Finding]:
    line = Line(login)
    try:
        await line.answers()
    except NotDelivered as no:
        return [_said(no, login, "SMTP_URL")]
    finally:
        await line.close()
    return []


def _said(no: NotDelivered, login: Login, variable: str) -> Finding:
    key = _SAID.get(no.why, "check-mail-unreachable")
    blanks = {"where": login.shown, "variable": variable, "why": no.why, "user": login.user, "folder": login.folder}
    return Finding(Say(key, blanks))
