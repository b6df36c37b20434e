"""People's words made fit to be shown: no character in them acts. What is kept stays as it was sent."""

import re

# Control characters of both sets, what turns the direction of writing around, halves of characters,
# and the separators that some terminals take for a new line.
_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_TAB = "    "
_PICTURES = 0x2400  # ␀ and the 31 pictures behind it


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
