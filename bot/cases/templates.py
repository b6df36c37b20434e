"""Texts that are kept to be sent again: what in them is a blank, what is left of blanks, and whether one was changed.

A blank is written {amount}. Those in OURS the house fills; all others somebody has to, before the text can go out.
"""

import re
from collections.abc import Iterable, Mapping

OURS = ("customer", "case", "promise", "me")
DEFAULT = "en"
NAME = r"[a-z0-9][a-z0-9_-]{0,49}"
_BLANK = re.compile(r"\{([^{}\n]{1,60})\}")
# What looks like a blank to whoever reads it: {amount}, [amount], ____, and the same in full width.
_LEFT = re.compile(r"\{[^{}\n]{0,60}\}|｛[^｛｝\n]{0,60}｝|\[[^\W\d_][^\[\]\n]{0,60}\](?!\()|[_＿]{3,}")
_HARMLESS = str.maketrans("{}[]｛｝", "()()()")


def blanks_of(text: str) -> tuple[str, ...]:
    """The names of its blanks, each once, in their order."""
    return tuple(dict.fromkeys(_named(found[1]) for found in _BLANK.finditer(text)))


def own_blanks(text: str) -> tuple[str, ...]:
    """Those that nobody but a person can fill."""
    return tuple(name for name in blanks_of(text) if name.casefold() not in OURS)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these blanks filled, all at once: what stands in a value is no blank."""
    known = {name.casefold(): value for name, value in values.items() if value}
    return _BLANK.sub(lambda found: known.get(_named(found[1]).casefold(), found[0]), text)


def plain(value: str) -> str:
    """Somebody's name, say, without what could be taken for a blank."""
    return re.sub(r"_{3,}|＿{3,}", "__", value.translate(_HARMLESS))


def left_in(text: str) -> tuple[str, ...]:
    """What still looks like a blank."""
    return tuple(dict.fromkeys(found[0] for found in _LEFT.finditer(text)))


def is_unchanged(sent: str, versions: Mapping[str, str]) -> bool:
    """Did it go out as one of the versions has it, with something in each blank and not a word changed around them?"""
    return any(_is_filled(" ".join(sent.split()), " ".join(version.split())) for version in versions.values())


def _is_filled(sent: str, version: str) -> bool:
    first, *rest = _BLANK.split(version)[::2]
    if not rest:
        return sent == first
    if not sent.startswith(first) or not sent.endswith(rest[-1]):
        return False
    at, end = len(first), len(sent) - len(rest[-1])
    for words in rest[:-1]:
        at = sent.find(words, at + 1, end)
        if at < 0:
            return False
        at += len(words)
    return at < end


def in_language(versions: Mapping[str, str], *locales: str | None) -> str:
    """The version for the first of these locales that has one, in its language at least; else the English one; else
    whatever there is."""
    by_tag = {tag.casefold(): text for tag, text in versions.items()}
    tags = (tag for locale in (*locales, DEFAULT) if locale for tag in _alike(locale, sorted(by_tag)))
    return by_tag[next((tag for tag in tags if tag in by_tag), min(by_tag))]


def _alike(locale: str, tags: Iterable[str]) -> tuple[str, ...]:
    """From the same to what only shares the language."""
    wanted = locale.replace("_", "-").casefold()
    language = wanted.partition("-")[0]
    return wanted, language, *(tag for tag in tags if tag.partition("-")[0] == language)


def _named(written: str) -> str:
    return " ".join(written.split())
