"""What a keyboard, a phone or a paste made of a line: read with plain characters, quoted as it was typed."""

from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_COLONS = "\u2236\ufe13\ufe55\ua789"
_STOPS = "\u2026\u3002\uff61"
_LINE_ENDS = "\r\u0085\u2028\u2029"
# Drawn as nothing: zero-width spaces and joiners, soft hyphen, direction marks, variation selectors.
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_PLAIN = {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _COLONS), ":"),
    **dict.fromkeys(map(ord, _STOPS), "."),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},  # full-width forms, the colon among them
}
_UNSEEN_SET = frozenset(_UNSEEN)
_WHITE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\u0085\u2028\u2029" + _SPACES
_EDGES = _WHITE + "\u200b\u2060\ufeff"  # what means nothing at the edge of a text (a joiner may belong to its emoji)
_BLANK = _WHITE + _UNSEEN
_PAIRS = {'"': '"', "'": "'", "`": "`", "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb", "\u2018": "\u2019"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A line twice: `plain` is read, `raw` is quoted; `places` tells where in `raw` each plain character stands."""

    raw: str
    plain: str
    places: tuple[int, ...] | None = None  # None: everywhere the same

    def place(self, index: int) -> int:
        if self.places is None:
            return index
        return self.places[index] if index < len(self.places) else len(self.raw)

    def quote(self, start: int, end: int | None = None) -> str:
        """The very characters between two places of `plain`."""
        return trimmed(self.raw[self.place(start) : None if end is None else self.place(end)])

    def after(self, index: int) -> str:
        """All that was typed behind one character of `plain`."""
        return trimmed(self.raw[self.place(index) + 1 :])


def trimmed(text: str) -> str:
    """Without what is invisible around it; what shows nothing at all is empty."""
    text = text.strip(_EDGES)
    return text if text.strip(_BLANK) else ""


def read(text: str) -> Typed:
    raw = trimmed(text)
    if len(raw) > 2 and _PAIRS.get(raw[0]) == raw[-1]:  # a line copied with its quotes
        raw = trimmed(raw[1:-1])
    if raw.isascii():
        return Typed(raw, raw)
    plain = raw.translate(_PLAIN)
    if _UNSEEN_SET.isdisjoint(plain):
        return Typed(raw, plain)
    places = tuple(index for index, character in enumerate(plain) if character not in _UNSEEN_SET)
    return Typed(raw, "".join(plain[index] for index in places), places)
