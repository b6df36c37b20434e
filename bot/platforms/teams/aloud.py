"""A card in words alone: for notifications, and for clients that show no cards."""

from collections.abc import Iterator, Sequence

from bot.messages.values import Card
from bot.platforms.teams.escape import NOTHING, words
from bot.platforms.teams.limits import SUMMARY, cut


def aloud(before: Sequence[str], card: Card | None) -> str:
    """Sentences, and the beginning of a card that fits."""
    said = "\n".join([*before, *(_lines(card) if card else ())])
    return words(cut(said.strip(), SUMMARY)).strip() or NOTHING


def _lines(card: Card) -> Iterator[str]:
    if card.title:
        yield card.title
    for name, value in card.facts:
        yield f"{name}: {value}" if name else value
    yield from card.lines
    for part in card.parts:
        yield from _lines(part)
