"""Forms as modals, what comes back from them, and what they turn into. https://docs.slack.dev/surfaces/modals"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.messages.values import Answer, Form
from bot.messages.wording import Reader, phrase, text, utc_reader
from bot.platforms.answers import sentences_of
from bot.platforms.slack.blocks import Pen, card_blocks
from bot.platforms.slack.escape import NOTHING, Block, paragraph, plain_text, rich_text, span
from bot.platforms.slack.fields import answers, inputs, untouched
from bot.platforms.slack.fitting import fitted
from bot.platforms.slack.limits import LABEL, METADATA, SECTION_TEXT, TITLE, VIEW_BLOCKS, VIEW_TEXT, cut, size
from bot.platforms.slack.us import Us
from bot.platforms.typed import digest

FORM, TOLD = "form", "told"  # callback ids
PREVIEWED = "previewed"  # what of a form has been read as the customer would; empty as long as nothing has
LONGEST_PREVIEW = 6000


def modal(form: Form, about: Mapping[str, str], reader: Reader | None = None) -> dict[str, Any]:
    """A form; `about` comes back with it, unseen."""
    reader = reader or utc_reader()
    fields = _fields(form, reader)
    unread = form.previews and not form.preview
    known: dict[str, Any] = {"says": form.says, "seen": form.seen}
    if form.previews:
        known[PREVIEWED] = digest(answers(untouched(fields))) if form.preview else ""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": _metadata(known, about),
        "title": plain_text(form.title, TITLE),
        "submit": plain_text(phrase("form-preview", reader) if unread else form.send, TITLE),
        "close": plain_text(phrase("slack-cancel", reader), TITLE),
        "blocks": [*_above(form, reader), *fields] or [paragraph(form.title)],
    }


def _above(form: Form, reader: Reader) -> Iterator[Block]:
    """What there was no room for in the title, what the form says first, and what the customer would read."""
    if size(form.title) > TITLE:
        yield paragraph(cut(form.title, SECTION_TEXT), bold=True)
    if form.intro:
        yield paragraph(cut(form.intro, SECTION_TEXT))
    if form.preview:
        yield paragraph(phrase("form-customer-reads", reader), bold=True)
        yield rich_text(span(cut(form.preview, LONGEST_PREVIEW)), "rich_text_quote")


def _fields(form: Form, reader: Reader) -> list[Block]:
    """As many inputs as there is room for, none of them twice."""
    drawn: dict[str, Block] = {}
    for one in form.fields:
        for block in inputs(one, reader):
            drawn.setdefault(block["block_id"], block)
    return list(drawn.values())[: VIEW_BLOCKS - len(list(_above(form, reader)))]


def _metadata(known: Mapping[str, Any], about: Mapping[str, str]) -> str:
    """What comes back; the longest of `about` is left out first if it is too much."""
    kept = dict(about)
    while size(drawn := json.dumps({**kept, **known}, ensure_ascii=False, separators=(",", ":"))) > METADATA and kept:
        del kept[max(kept, key=lambda name: len(name + kept[name]))]
    return drawn


def _known(view: Mapping[str, Any]) -> dict[str, Any]:
    try:
        known = json.loads(view.get("private_metadata") or "{}")
    except (TypeError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def about_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What a form knows about itself: what it says, what was seen, and what it was opened with."""
    return {str(name): str(value) for name, value in _known(view).items() if name != PREVIEWED and value is not None}


def answers_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field, as it would be typed."""
    state = view.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    return answers(values) if isinstance(values, Mapping) else {}


def is_previewed(view: Mapping[str, Any]) -> bool:
    """Has the customer's view of just these words been read? Also if nothing of this form reaches a customer."""
    previewed = _known(view).get(PREVIEWED)
    return previewed is None or previewed == digest(answers_of(view))


def faults_of(answer: Answer, view: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """What is wrong, beside the fields it is about; what is about none of them stands beside the first text.

    So a form stays open with all that was typed. Empty if nothing is wrong, or there is no field to say it beside.
    """
    names = [str(block.get("block_id")) for block in _inputs(view)]
    if not names or not (answer.faults or answer.refused):
        return {}
    texts = [str(one.get("block_id")) for one in _inputs(view) if one["element"].get("type") == "plain_text_input"]
    first = (texts or names)[0]
    beside: dict[str, list[str]] = {}
    for name, say in answer.faults.items():
        beside.setdefault(name if name in names else first, []).append(text(say, reader))
    if not answer.faults:
        beside[first] = [text(say, reader) for say in answer.said]
    return {name: cut(" ".join(said), LABEL) or NOTHING for name, said in beside.items()}


def _inputs(view: Mapping[str, Any]) -> list[Block]:
    blocks = view.get("blocks")
    return [
        block
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, dict) and block.get("type") == "input" and isinstance(block.get("element"), dict)
    ]


def told(answer: Answer, title: str, reader: Reader, us: Us) -> dict[str, Any]:
    """What a form that was sent turns into, and what a press is answered with where there is no message to answer."""
    sentences = sentences_of(answer, reader, cut)
    blocks = [paragraph("\n".join(sentences))] if sentences else []
    if answer.card is not None:
        fits = fitted(answer.card, reader, room=VIEW_TEXT, blocks=VIEW_BLOCKS - len(blocks))
        blocks += card_blocks(fits, Pen(us, reader))
    return {
        "type": "modal",
        "callback_id": TOLD,
        "title": plain_text(title or phrase("form-told", reader), TITLE),
        "close": plain_text(phrase("slack-close", reader), TITLE),
        "blocks": blocks or [paragraph(NOTHING)],
    }
