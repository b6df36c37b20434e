"""What somebody meant by what they typed: case-blind, in any width, a beginning is enough if it is the only one."""

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_PLAIN = str.maketrans({"’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"})
_EDGES = " .:?!…\"'[]"


def fold(text: str) -> str:
    """What two spellings of one thing have in common."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold().replace("_", " ")
    return " ".join(plain.split()).strip(_EDGES)


def meant(typed: str, named: Iterable[tuple[str, T]]) -> list[T]:
    """Whatever goes by that name, else whatever begins like it, else whatever has such a word; several if unclear."""
    wanted = fold(typed)
    if not wanted:
        return []
    exact: list[T] = []
    begun: list[T] = []
    within: list[T] = []
    for name, thing in named:
        spelled = fold(name)
        if spelled == wanted and thing not in exact:
            exact.append(thing)
        elif spelled.startswith(wanted) and thing not in begun:
            begun.append(thing)
        elif f" {wanted}" in spelled.replace("/", " ") and thing not in within:
            within.append(thing)
    return exact or begun or within
