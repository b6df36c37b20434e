"""What people wrote, as plain words.

The text of a message comes as it was typed, not as HTML, and so it is kept; only mentions stand in it as tags. Its twin
in HTML says the same, and is read where the text says nothing: a lone emoji is nowhere else.
"""

import re
from collections.abc import Sequence

from bot.platforms.payload import Payload, text_in
from bot.platforms.teams.markup import words_in
from bot.platforms.teams.mentions import Named, Piece, mentioned, pieces_of
from bot.platforms.teams.speaking import Around

# Where the parser of lines begins to read free text.
_COLON = re.compile(r"[:\r\n\u0085\u2028\u2029\u2236\ufe13\ufe55\ua789\uff1a]")
_AROUND_US = " \t\r\n:,"


def pieces_in(body: Payload, around: Around, twin: str = "") -> list[Piece]:
    """The words of a message, cut where somebody is mentioned."""
    text = text_in(body, "text")
    if body.get("textFormat") == "xml":
        text = words_in(text, lambda name: f"<at>{name}</at>")
    found = mentioned(body, around)
    if not text.strip() and twin:
        text = words_in(twin)
    return pieces_of(text.replace("\u00a0", " "), [(typed.replace("\u00a0", " "), named) for typed, named in found])


def is_to_us(body: Payload, around: Around) -> bool:
    return any(named.us for _, named in mentioned(body, around))


def plain(pieces: Sequence[Piece]) -> str:
    """What a reader of the message sees, people by their names."""
    return "".join(map(str, pieces)).strip()


def line(pieces: Sequence[Piece], *, persons: bool = True) -> str:
    """A line to the bot. Before its first colon mentions of people stay ids, for the parser to look them up.

    Behind it they are names. `persons` False: words of somebody who can do nothing to anybody, so names they all are.
    """
    rest, said = list(unaddressed(pieces)), ""
    while rest:
        piece = rest.pop(0)
        if isinstance(piece, Named):
            said += piece.token if persons else str(piece)
            continue
        said += piece
        if _COLON.search(piece):
            break
    return (said + "".join(map(str, rest))).strip()


def unaddressed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the mention of us that it begins with, or ends with: `@bot claim C-1`, and `claim C-1 @bot` too."""
    left, addressed = list(pieces), False
    while left:
        first = left[0]
        if isinstance(first, Named):
            if not first.us:
                break
            addressed = True
        elif first.strip(_AROUND_US if addressed else None):
            break
        left.pop(0)
    if addressed and left and isinstance(left[0], str):
        left[0] = left[0].lstrip(_AROUND_US)
    while left and (_is_us(left[-1]) or (isinstance(left[-1], str) and not left[-1].strip())):
        left.pop()
    return left


def _is_us(piece: Piece) -> bool:
    return isinstance(piece, Named) and piece.us
