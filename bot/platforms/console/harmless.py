"""People's words made fit for a terminal: nothing in them acts, and how wide they stand is known."""

import re
import unicodedata

from rich.cells import cell_len

# Control characters of both sets, what turns the direction of writing around, halves of characters,
# and the separators that some terminals take for a new line.
_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_TAB = "    "
_PICTURES = 0x2400  # ␀ and the 31 pictures behind it
_SOFT = " \u200b"


def harmless(text: str) -> str:
    """The same words, line by line, with every character that acts drawn instead: ␛, ⟨9B⟩, ⟨202E⟩."""
    return _ACTS.sub(_drawn, _LINE_ENDS.sub("\n", text))


def in_line(text: str) -> str:
    """Harmless, and on one line."""
    return harmless(text).replace("\n", " ↵ ")


def _drawn(found: re.Match[str]) -> str:
    sign = found[0]
    match sign:
        case "\n":
            return sign
        case "\t":
            return _TAB
        case "\x7f":
            return "␡"
        case _ if sign < " ":
            return chr(_PICTURES + ord(sign))
    return f"⟨{ord(sign):02X}⟩"


def width(text: str) -> int:
    """How many columns it takes."""
    return cell_len(text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int | None) -> list[str]:
    """The lines of a text, none wider than that; broken at spaces where there are any, in no character's middle."""
    lines = text.split("\n")
    if columns is None:
        return lines
    return [piece for line in lines for piece in _broken(line, max(columns, 8))]


def _broken(line: str, columns: int) -> list[str]:
    pieces: list[str] = []
    while width(line) > columns:
        cut = _cut(line, columns)
        space = line.rfind(" ", 0, cut + 1)
        if space > 0 and line[:space].strip():
            pieces.append(line[:space].rstrip())
            line = line[space + 1 :].lstrip()
        else:
            pieces.append(line[:cut])
            line = line[cut:]
    return [*pieces, line]


def _cut(line: str, columns: int) -> int:
    """How many characters fit; at least one, and what is drawn onto the one before stays with it."""
    taken = end = 0
    while end < len(line):
        taken += width(line[end])
        if taken > columns:
            break
        end += 1
    while 1 < end < len(line) and (unicodedata.combining(line[end]) or line[end] in "\u200d\ufe0f"):
        end -= 1
    return max(end, 1)
