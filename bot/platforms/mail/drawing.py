"""A card as a mail: text, and the same as plain HTML. People's words are escaped here and nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from html import escape

from bot.messages.harmless import harmless, in_line
from bot.messages.instants import zoned
from bot.messages.values import Card
from bot.messages.wording import Reader, phrase
from bot.platforms.mail.places import Place

LONGEST_SUBJECT = 120
_ANSWERS = "re|aw|sv|fw|fwd|wg|răspuns|回复|答复|转发"
_BEFORE = re.compile(rf"^(?:\s*(?:{_ANSWERS})\s*[:：]|\s*\[C-\d{{1,9}}\])+\s*", re.IGNORECASE)
_POLICY = policy.SMTP.clone(max_line_length=78, cte_type="7bit")


@dataclass(frozen=True, slots=True)
class About:
    """What a mail says beside its card."""

    team: str = ""  # in whose name it is written
    ours: str = ""  # the address that it comes from
    subject: str = ""  # what the case is about
    locale: str = "en"
    staff: bool = False  # it goes to somebody of the house
    page: str | None = None  # where the customer sees their case


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above it, as its names are known."""

    to: Place
    ours: str
    name: str  # of this mail, without < and >
    tagged: str | None = None  # an address that brings the token back
    automatic: bool = True


def mail_of(card: Card, about: About, heading: Heading, now: datetime) -> EmailMessage:
    reader = Reader(now, locale=about.locale, customer=not about.staff)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = formataddr((_in_header(about.team), heading.ours))
    mail["To"] = heading.to.to
    mail["Subject"] = _subject(card, about, reader)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{heading.name}>"
    if heading.to.root:
        mail["In-Reply-To"] = mail["References"] = f"<{heading.to.root}>"
    if heading.tagged:
        mail["Reply-To"] = formataddr((_in_header(about.team), heading.tagged))
    if heading.automatic:
        mail["Auto-Submitted"] = "auto-replied" if heading.to.root else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    # In which zone its reader is nobody knows, and a mail is read where they are: so its instants say theirs.
    paragraphs, footer = list(map(zoned, _paragraphs(card, reader))), list(_footer(card, about, reader))
    mail.set_content("\n\n".join([*paragraphs, "-- \n" + "\n".join(footer)]) + "\n", cte="quoted-printable")
    mail.add_alternative(_page(card, paragraphs, footer, about), subtype="html", cte="quoted-printable")
    return mail


def _subject(card: Card, about: About, reader: Reader) -> str:
    said = about.subject or (card.title if card.case is None else "")
    said = _in_header(_BEFORE.sub("", said.partition("\n")[0]))
    said = said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1].rstrip() + "…"
    if card.case is None:
        return said
    if not said:
        return phrase("mail-subject-bare", reader, case=f"C-{card.case}")
    return phrase("mail-subject", reader, case=f"C-{card.case}", about=said)


def _in_header(text: str) -> str:
    """On one line, and without anything that could end it."""
    return " ".join(zoned(in_line(text)).split())


def _paragraphs(card: Card, reader: Reader) -> Iterator[str]:
    yield harmless(card.title)
    if card.facts:
        yield "\n".join(f"{name}: {value}" if name else value for name, value in card.facts)
    yield from map(harmless, card.lines)
    if card.table is not None:
        yield "\n".join(" · ".join(row) for row in (card.table.columns, *card.table.rows))
    for part in card.parts:
        yield from _paragraphs(part, reader)
    if card.link is not None:
        label, link = card.link
        yield phrase("mail-link", reader, label=label, link=link)


def _footer(card: Card, about: About, reader: Reader) -> Iterator[str]:
    if card.case is not None:
        case = f"C-{card.case}"
        yield phrase("mail-footer-staff" if about.staff else "mail-footer", reader, case=case)
        if about.page and not about.staff and card.link is None:
            yield phrase("mail-page", reader, link=about.page)
    yield in_line(about.team)


def _page(card: Card, paragraphs: list[str], footer: list[str], about: About) -> str:
    """No pictures, no styles from elsewhere, and no link but ours."""
    link = card.link[1] if card.link else None
    above, last = paragraphs[:-1], paragraphs[-1]  # where the link stands, if there is one
    body = "".join(f"<p>{one}</p>\n" for one in (*map(_html, above), _linked(last, link)))
    below = "<br>\n".join(_linked(one, about.page) for one in footer)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(about.locale, quote=True)}"><head><meta charset="utf-8"></head>\n'
        '<body style="font-family: sans-serif; max-width: 40em; overflow-wrap: anywhere; word-break: break-word">\n'
        f'{body}<p style="color: #555; font-size: smaller; border-top: 1px solid #ccc">{below}</p>\n</body></html>\n'
    )


def _html(text: str) -> str:
    return escape(harmless(text)).replace("\n", "<br>\n")


def _linked(text: str, link: str | None) -> str:
    written = _html(text)
    if not link or link not in text:
        return written
    plain = escape(link)
    return written.replace(plain, f'<a href="{escape(link, quote=True)}">{plain}</a>')
