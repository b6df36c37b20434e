"""How wide words stand in a terminal, and where their lines break."""

import unicodedata

from rich.cells import cell_len


def width(text: str) -> int:
    """How many columns it takes."""
    return cell_len(text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int | None, narrowest: int = 8) -> list[str]:
    """The lines of a text, none wider than that; broken at spaces where there are any, in no character's middle."""
    lines = text.split("\n")
    if columns is None:
        return lines
    return [piece for line in lines for piece in _broken(line, max(columns, narrowest))]


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
