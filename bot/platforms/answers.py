"""What the one who acted is told, as far as every platform tells it alike."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from bot.messages.harmless import harmless
from bot.messages.languages import in_english
from bot.messages.values import Answer, Button, Form, Inbound, Say
from bot.messages.wording import Reader, phrase, text
from bot.platforms.cutting import begin

LONGEST_LINE = 1500  # that a button carries; what was typed beyond that is typed once more
LONGEST_SENTENCES = 3000  # of an answer, so that its card has room

log = logging.getLogger(__name__)


def reader_of(inbound: Inbound, answer: Answer, now: datetime) -> Reader:
    """Whoever acted, reading the answer."""
    zone = inbound.speaker.zone or "UTC"
    if answer.locale:
        return Reader(now, zone, answer.locale, customer=True)
    return Reader(now, zone, in_english(inbound.speaker.locale))


def is_silent(answer: Answer) -> bool:
    """Is there nothing in it that could be shown?"""
    return not (answer.said or answer.card or answer.form)


def sentences_of(answer: Answer, reader: Reader, cut: Callable[[str, int], str]) -> list[str]:
    """What it says, and what is wrong with a form that is no longer there to show it."""
    says = [text(say, reader) for say in (*answer.said, *answer.faults.values())]
    if not says and answer.form:
        says = [answer.form.title]
    longest = LONGEST_SENTENCES // max(len(says), 1)
    return [cut(harmless(begin(one.strip(), longest)), longest) for one in says]


def opening(form: Form, reader: Reader, size: Callable[[str], int]) -> Button:
    """What opens a form that could not open by itself."""
    line = form.opens if form.opens and size(form.opens) <= LONGEST_LINE else form.says
    return Button(phrase("form-open", reader), line, form.seen, "primary")


def with_words(form: Form, answer: Answer, reader: Reader) -> Form:
    """A form that opens because something was missing says what."""
    words = "\n".join(text(say, reader) for say in answer.said)
    return replace(form, intro=words) if words and not form.intro else form


def went_wrong(kind: str) -> Answer:
    """Of what is going wrong right now: the number under which it is written down."""
    number = uuid4().hex[:8]
    log.exception("a delivery went wrong", extra={"error": number, "kind": kind})
    return Answer((Say("went-wrong", {"error": number}),), refused=True)
