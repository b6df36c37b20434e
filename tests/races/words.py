"""What an answer says, read back from its words: which sentence of the catalogue it is, and what fills its blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from fluent.syntax import FluentParser, ast

CATALOGUE = Path(__file__).parents[2] / "bot" / "locale" / "en"
BEGINNINGS = ("no-", "said-", "went-wrong")
KEPT = ("owner", "case", "by")  # the blanks that are read back


@dataclass(frozen=True, slots=True)
class Sentence:
    key: str
    pattern: re.Pattern[str]
    letters: int  # of its own: the more, the surer


@cache
def sentences() -> tuple[Sentence, ...]:
    found = []
    for file in sorted(CATALOGUE.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value and entry.id.name.startswith(BEGINNINGS):
                for regex, letters in _variants(entry.value):
                    if letters:
                        found.append(Sentence(entry.id.name, re.compile(regex, re.DOTALL), letters))
    return tuple(sorted(found, key=lambda one: -one.letters))


def _variants(pattern: ast.Pattern) -> Iterator[tuple[str, int]]:
    """Each way in which it may be said."""
    parts = [list(_ways(element)) for element in pattern.elements]
    for ways in product(*parts):
        named: set[str] = set()
        regex = "".join(_blank(name, named) if name else re.escape(words) for words, name, _ in ways)
        yield regex, sum(letters for _, _, letters in ways)


def _ways(element: object) -> Iterator[tuple[str, str, int]]:
    """Words, or the name of a blank; and how many letters are the sentence's own."""
    match element:
        case ast.TextElement(value=value):
            yield value, "", len(value.strip())
        case ast.Placeable(expression=ast.SelectExpression(variants=variants)):
            for variant in variants:
                for inner in product(*(list(_ways(part)) for part in variant.value.elements)):
                    yield from _joined(inner)
        case ast.Placeable(expression=ast.VariableReference(id=name)):
            yield "", name.name, 0
        case _:
            yield "", "?", 0


def _joined(inner: tuple[tuple[str, str, int], ...]) -> Iterator[tuple[str, str, int]]:
    """The parts of a variant as one: its regex is made at once, as a blank that is spelled out."""
    named: set[str] = set()
    regex = "".join(_blank(name, named) if name else re.escape(words) for words, name, _ in inner)
    yield "", f"={regex}", sum(letters for _, _, letters in inner)


def _blank(name: str, named: set[str]) -> str:
    if name.startswith("="):
        return name[1:]
    if name in KEPT and name not in named:
        named.add(name)
        return f"(?P<{name}>.+?)"
    return ".*?"


def read_back(text: str) -> tuple[str, dict[str, str]] | None:
    """The sentence that it begins with, by all its keys if several say the same; None if it is none of a refusal's or
    of what was done."""
    found = [(one, match) for one in sentences() if (match := one.pattern.match(text))]
    if not found:
        return None
    same = dict.fromkeys(one.key for one, _ in found if one.pattern.pattern == found[0][0].pattern.pattern)
    return "|".join(same), found[0][1].groupdict()
