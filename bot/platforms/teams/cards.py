"""Cards and answers as messages: pure functions, and nothing that anybody wrote acts in what they return."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.messages.harmless import harmless
from bot.messages.values import Answer, Card, Enclosed, Form
from bot.messages.wording import Reader, phrase, utc_reader
from bot.platforms.answers import opening, sentences_of
from bot.platforms.cutting import begin, shares
from bot.platforms.teams.aloud import aloud
from bot.platforms.teams.buttons import action, action_sets, without_dialogs
from bot.platforms.teams.escape import NOTHING, Element, rich, run, words
from bot.platforms.teams.fitting import ROOMS, Room, drawn, fitted, is_a_grid, rooms, whole
from bot.platforms.teams.limits import ALT_TEXT, BUTTON_TEXT, VERSION, cut, size
from bot.platforms.teams.links import url_of
from bot.platforms.teams.tables import grid, rows
from bot.platforms.teams.us import Us

CARD = "application/vnd.microsoft.card.adaptive"
LONGEST_TEXT = 10_000  # of a message without a card
NAMES = "130px"  # how wide the names of facts stand
_ENDS = (".", "!", "?", "…")  # of a sentence; a headline has none


def activity(card: Card, us: Us, reader: Reader | None = None) -> dict[str, Any]:
    """A card as a message; one of bare sentences as their text."""
    return _message([], card, None, us, reader or utc_reader())


def said(answer: Answer, reader: Reader, us: Us) -> dict[str, Any]:
    """An answer as a message to the asker alone; a form is one button that opens it."""
    return _message(sentences_of(answer, reader, cut), answer.card, answer.form, us, reader)


def content(card: Card, us: Us, reader: Reader | None = None, *, dialog: bool = False) -> dict[str, Any]:
    """A card as an Adaptive Card, for a message or for a dialog."""
    return content_of([], card, us, reader or utc_reader(), dialog=dialog)


def content_of(sentences: Sequence[str], card: Card | None, us: Us, reader: Reader, *, dialog: bool) -> dict[str, Any]:
    """Sentences above a card, or alone."""

    def draw(room: Room) -> Element:
        fits = fitted(card, reader, room) if card else None
        return _adaptive(sentences, fits, None, us, reader, room, dialog=dialog)

    return drawn(draw, rooms(Room(), ROOMS))


def adaptive(body: list[Element], *, wide: bool = False) -> Element:
    """A card of this, as wide as there is room if it wants that."""
    card: Element = {"type": "AdaptiveCard", "version": VERSION, "body": body or [rich(run(NOTHING))]}
    return {**card, "msteams": {"width": "Full"}} if wide else card


def paragraphs(said: str, **look: Any) -> Iterator[Element]:
    """Words line by line: what a line end is within rich text differs from client to client."""
    for n, line in enumerate(said.split("\n")):
        yield rich(run(line or "\u00a0", **look), **({"spacing": "None"} if n else {}))


def _message(sentences: list[str], card: Card | None, form: Form | None, us: Us, reader: Reader) -> dict[str, Any]:
    if form is None and (card is None or _is_bare(card, us)):
        return _text([*sentences, *([card.title, *card.lines] if card else ())])

    def draw(room: Room) -> Element:
        fits = fitted(card, reader, room) if card else None
        drawn_as = _adaptive(sentences, fits, form, us, reader, room, dialog=False)
        attachment = {"contentType": CARD, "content": drawn_as}
        return {"type": "message", "summary": aloud(sentences, fits), "attachments": [attachment]}

    return drawn(draw, rooms(Room(), ROOMS))


def _is_bare(card: Card, us: Us) -> bool:
    """Is there nothing to it but sentences?"""
    drawn = (card.facts, card.table, card.buttons, card.parts, card.enclosed, card.link, url_of(card.place, us))
    return not any(drawn)


def _text(paragraphs: Sequence[str]) -> dict[str, Any]:
    shown = [harmless(begin(one.strip(), LONGEST_TEXT)) for one in paragraphs if one.strip()]
    most = shares([size(one) + 4 for one in shown], LONGEST_TEXT)
    said = "\n\n".join(words(cut(one, most - 4)) for one, most in zip(shown, most, strict=True) if most > 4)
    return {"type": "message", "text": said.strip() or NOTHING, "textFormat": "plain"}


def _adaptive(
    sentences: Sequence[str],
    card: Card | None,
    form: Form | None,
    us: Us,
    reader: Reader,
    room: Room,
    *,
    dialog: bool,
) -> Element:
    body = [one for sentence in sentences[: room.lines] for one in paragraphs(whole(sentence, room.longest))]
    if card is not None:
        body += _card(card, us, reader, room, dialog=dialog)
    if form is not None:
        opens = opening(form, reader, size)
        about = f"“{cut(form.title, BUTTON_TEXT // 2)}”"
        body += action_sets([action(opens, None, dialog=dialog, about=about)])
    tables = [one.table or one.enclosed for one in ((card, *card.parts) if card else ())]
    drawn_card = adaptive(body, wide=any(tables))
    return without_dialogs(drawn_card) if us.local and not dialog else drawn_card


def _card(card: Card, us: Us, reader: Reader, room: Room, *, dialog: bool) -> Iterator[Element]:
    """A card that fits, part after part, in the order in which it is read."""
    yield from _one(card, us, reader, room, dialog=dialog)
    for part in card.parts:
        for n, element in enumerate(_one(part, us, reader, room, dialog=dialog, part=True)):
            yield element if n else {**element, "separator": True, "spacing": "Large"}


def _one(card: Card, us: Us, reader: Reader, room: Room, *, dialog: bool, part: bool = False) -> Iterator[Element]:
    if card.title:
        yield from paragraphs(card.title, **_look(card, part=part))
    for name, value in card.facts:
        yield _fact(name, value)
    for line in card.lines:
        yield from paragraphs(line)
    if card.table and is_a_grid(card.table, room):
        yield from grid(card.table)
    elif card.table:
        yield from rows(card.table, card.case, dialog=dialog)
    actions = [action(one, card.case, dialog=dialog) for one in card.buttons]
    for enclosed in card.enclosed:
        if enclosed.is_picture:
            yield from _picture(enclosed)
        else:
            actions.append({"type": "Action.OpenUrl", "title": enclosed.title, "url": enclosed.source})
    if url := url_of(card.place, us):
        actions.append({"type": "Action.OpenUrl", "title": phrase("card-customers-thread", reader), "url": url})
    if card.link:
        actions.append({"type": "Action.OpenUrl", "title": card.link[0], "url": card.link[1]})
    yield from action_sets(actions)


def _picture(one: Enclosed) -> Iterator[Element]:
    """By its link, under its title; what it shows is read aloud, and whoever presses it sees it large.

    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
    """
    yield from paragraphs(one.title, weight="Bolder")
    aloud_ = cut(one.said, ALT_TEXT)
    yield {"type": "Image", "url": one.source, "altText": aloud_, "size": "Stretch", "msTeams": {"allowExpand": True}}


def _look(card: Card, *, part: bool) -> dict[str, str]:
    """Large over a table, over parts, and as the headline of a part; bold over facts and lines; else a sentence."""
    if card.title.endswith(_ENDS) and not (card.table or card.parts):
        return {"weight": "Bolder"} if card.facts or card.lines else {}
    heads = card.table or card.parts or (part and card.case is None)
    return {"weight": "Bolder", "size": "Large" if card.parts else "Medium" if heads or not part else "Default"}


def _fact(name: str, value: str) -> Element:
    """Its name and what it says, side by side; what has no name of its own is a sentence."""
    if not name:
        return _sentence(value)
    return {
        "type": "ColumnSet",
        "spacing": "Small",
        "columns": [
            {"type": "Column", "width": NAMES, "items": [rich(run(name, isSubtle=True))]},
            {"type": "Column", "width": "stretch", "items": list(paragraphs(value or NOTHING))},
        ],
    }


def _sentence(value: str) -> Element:
    name, colon, rest = value.partition(": ")
    if colon and rest and len(name) <= 30 and "\n" not in name:  # one that the customer was asked for
        return _fact(name, rest)
    return {"type": "Container", "spacing": "Small", "items": list(paragraphs(value))}
