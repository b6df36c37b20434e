"""What goes along with a card, where a platform takes no files: in words."""

from dataclasses import replace
from hashlib import sha256

from bot.messages.values import Card, Enclosed
from bot.messages.wording import Reader, phrase


def in_words(card: Card, reader: Reader, *more: str) -> Card:
    """The same card without pictures and files: what they show is said."""
    if not card.enclosed:
        return card
    words = [said(one, reader) for one in card.enclosed if one.said]
    return replace(card, lines=(*card.lines, *words, *more), enclosed=())


def said(one: Enclosed, reader: Reader) -> str:
    return phrase("digest-figure", reader, name=one.title, value=one.said)


def tag_of(enclosed: tuple[Enclosed, ...]) -> str:
    """The same for the same pictures and files."""
    return tag("\n".join(f"{one.name}\n{one.source}\n{one.said}" for one in enclosed))


def tag(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]
