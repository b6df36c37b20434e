"""What is wrong with the settings, gathered line by line, each in words that a supervisor can act on."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_LINE = 400
LONGEST_QUOTE = 60


class SettingsError(Exception):
    """The settings cannot be used; `faults` says every reason, one line each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Faults:
    """Every fault found so far; `at` gives the same list a narrower place to speak of."""

    def __init__(self, place: str = "", lines: dict[str, None] | None = None) -> None:
        self.place = place
        self._lines: dict[str, None] = {} if lines is None else lines  # a dict keeps order and says each once

    def at(self, place: str) -> "Faults":
        return type(self)(f"{self.place}{place}: ", self._lines)

    def add(self, line: str) -> None:
        self._lines[one_line(self.place + line, LONGEST_LINE)] = None

    def raise_any(self) -> None:
        if self._lines:
            raise SettingsError(self._lines)


def one_line(text: str, longest: int) -> str:
    """The text without anything that could break or colour a line, cut where it runs on."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def quoted(text: object) -> str:
    return f"'{one_line(str(text), LONGEST_QUOTE)}'"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, whatever its capitals."""
    by_lower = {one.lower(): one for one in known}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    close = get_close_matches(word.lower()[:100], by_lower, n=1, cutoff=0.7)
    return by_lower[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a fault about an unknown word: the nearest known one, else what to do."""
    close = nearest(word, known)
    if close is not None:
        return f"; did you mean {quoted(close)}?"
    return f"; {otherwise}" if otherwise else ""
