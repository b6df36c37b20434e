"""Slack's mrkdwn as plain words. Nothing goes back from here: what we say is escaped where it is drawn.

What a client sends is described in https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

_TOKEN = re.compile(r"<([^<>]*)>")  # people's own < and > come escaped
_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
# Where the parser of lines begins to read free text: the same signs, but never inside of a token.
_COLON = re.compile(r"<[^<>]*>|([:\r\n\u0085\u2028\u2029\u2236\ufe13\ufe55\ua789\uff1a])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_BETWEEN_DIGITS = str.maketrans("", "", " -./()\u00a0")

Names = Mapping[str, str]


def people_in(*texts: str) -> tuple[str, ...]:
    """Who is mentioned, each once."""
    return tuple(dict.fromkeys(user for text in texts if "<@" in text for user in _PERSON.findall(text)))


def mentions(text: str, user: str) -> bool:
    return f"<@{user}>" in text or f"<@{user}|" in text


def plain(text: str, names: Names) -> str:
    """What a reader of the message sees, people by their names."""
    if "<" in text:
        return "".join(_pieces(text, lambda token, inside: _token(token, inside, names)))
    return _unescaped(text)


def unaddressed(text: str, us: str) -> str:
    """A line to the bot without its mention: `@bot claim C-1`, and `claim C-1 @bot` too."""
    text = text.strip()
    if "<@" not in text:
        return text
    if found := _addresses(us).match(text):
        text = text[found.end() :]
    while text.endswith(f"<@{us}>"):
        text = text.removesuffix(f"<@{us}>").rstrip()
    return text


@lru_cache(maxsize=8)
def _addresses(us: str) -> re.Pattern[str]:
    return re.compile(rf"(?:<@{re.escape(us)}(?:\|[^<>]*)?>[\s:,]*)+")


def line(text: str, names: Names, us: str, *, persons: bool = True) -> str:
    """A line to the bot. Before its first colon mentions of people stay as typed, for the parser to look them up.

    Behind it they are names. `persons` False: words of somebody who can do nothing to anybody, so names they all are.
    """
    if "<" not in text or not persons:
        return plain(text, names)
    colon = next((found.start() for found in _COLON.finditer(text) if found[1]), len(text))
    return _head(text[:colon], names, us) + plain(text[colon:], names)


def _head(text: str, names: Names, us: str) -> str:
    def drawn(token: str, inside: str) -> str:
        person = _PERSON.fullmatch(token)
        return token if person and person[1] != us else _token(token, inside, names)

    return "".join(_pieces(text, drawn))


def _pieces(text: str, drawn: Callable[[str, str], str]) -> Iterator[str]:
    end = 0
    for found in _TOKEN.finditer(text):
        yield _unescaped(text[end : found.start()])
        yield drawn(found[0], found[1])
        end = found.end()
    yield _unescaped(text[end:])


def _token(token: str, inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    label = _unescaped(label)
    match target[:1]:
        case "@":
            return f"@{names.get(target[1:]) or label or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return _special(token, target[1:], label)
        case _ if scheme := _SCHEME.match(target):
            return _link(_unescaped(target), label, scheme[0].lower())
        case _:
            return _unescaped(token)


def _special(token: str, target: str, label: str) -> str:
    name, _, more = target.partition("^")
    match name:
        case "here" | "channel" | "everyone":
            return f"@{name}"
        case "subteam":
            return f"@{(label or more).removeprefix('@')}"
        case _:
            return label or _unescaped(token)


def _link(target: str, label: str, scheme: str) -> str:
    """What was typed, if Slack made the link; else the label and where it leads."""
    if scheme in ("mailto:", "tel:"):
        target = target[len(scheme) :]
        same = _digits(label) == _digits(target) if scheme == "tel:" else label.casefold() == target.casefold()
        return target if not label or same else f"{label} ({target})"
    if not label or label == target:
        return target
    bare = target[len(scheme) :].removeprefix("//").rstrip("/")
    return label if label.rstrip("/") in (bare, target.rstrip("/")) else f"{label} ({target})"


def _digits(number: str) -> str:
    return number.translate(_BETWEEN_DIGITS)


def _unescaped(text: str) -> str:
    """The three that Slack escapes, and nothing that merely looks like HTML."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
