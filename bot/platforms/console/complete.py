"""What could stand where the cursor is: people, places, verbs, cases, the labels of the newest card and form."""

import re
from collections.abc import Iterable, Iterator

from bot.platforms.console.lines import AT_A_FORM, SLASHES, Around, known_as, shorts
from bot.platforms.console.matching import meant
from bot.platforms.console.world import Console

MOST_CASES = 30
_HEAD = re.compile(r"\s*(?P<name>[^\s:@>]+)\s*(?P<mark>[:@>])\s*(?P<rest>.*)", re.DOTALL)
_SLASH = re.compile(r"\s*/(?P<word>\w+)\s+(?P<rest>.*)", re.DOTALL)
_LAST = re.compile(r"\S*$")

Names = Iterable[tuple[str, str]]  # what would be written, and what it is


def completions(before: str, around: Around, console: Console) -> tuple[str, list[tuple[str, str]]]:
    """What was typed of a name so far, and the names that go on like it."""
    stem, names = _at(before, around, console)
    wanted = stem.casefold()
    return stem, [(name, meta) for name, meta in names if name.casefold().startswith(wanted) and name != stem]


def _at(before: str, around: Around, console: Console) -> tuple[str, Names]:
    if found := _SLASH.match(before):
        return last(found["rest"]), _of_slash(found["word"], around, console)
    if before.lstrip().startswith("/"):
        return before.lstrip(), [(f"/{word}", "") for word in SLASHES]
    if found := _HEAD.match(before):
        who, known = known_as(found["name"], around)
        if known or found["mark"] == "@":
            return _behind(found["mark"], who, found["rest"], around, console)
    if around.speaker:
        if before.lstrip().casefold().startswith("press "):
            return _at_form(around.speaker, before, console)
        stem, names = _line(before, around, console)
        at_form = _at_form(around.speaker, before, console)[1] if around.labels else [("press ", "")]
        return stem, [*at_form, *names]
    return before.lstrip(), [(f"{key}: ", name) for key, name in _everybody(around)]


def _of_slash(word: str, around: Around, console: Console) -> Names:
    match word:
        case "as":
            return _everybody(around)
        case "watch":
            return [
                *((f"#{name}", "") for name in shorts(around)),
                *((f"@{key}", name) for key, name in _everybody(around)),
            ]
        case "thread":
            return _cases(console)
        case _:
            return []


def _behind(mark: str, who: str, rest: str, around: Around, console: Console) -> tuple[str, Names]:
    match mark:
        case "@":
            places = [(f"{name}: ", "") for name in shorts(around)]
            return rest, [] if ":" in rest else [*places, *((f"{case}: ", "") for case, _ in _cases(console))]
        case ">":
            return _at_form(who, rest, console)
        case _:
            return _line(rest, around, console)


def _line(typed: str, around: Around, console: Console) -> tuple[str, Names]:
    """A verb first; behind it cases and people."""
    stem = last(typed)
    if stem.startswith("@"):
        return stem, [(f"@{key}", name) for key, name in around.people.items()]
    if re.match(r"(?i)c-?[0-9]*$", stem) and typed.strip() != stem:
        return stem, _cases(console)
    return typed.lstrip(), [(verb, "") for verb in around.verbs]


def _at_form(who: str, typed: str, console: Console) -> tuple[str, Names]:
    typed = typed.lstrip()
    if found := re.match(r"(?i)press\s+(?P<label>.*)", typed):
        card = console.newest(who)
        return found["label"], [(button.label, button.says) for button in card.buttons] if card else []
    words: list[tuple[str, str]] = [(word, "") for word in AT_A_FORM]
    opened = console.form(who)
    if opened is None:
        return typed, words[-1:]
    label, colon, value = typed.partition(":")
    if colon:
        fields = meant(label, ((one.label, one) for one in opened.form.fields))
        return value.lstrip(), [(name, "") for one in fields[:1] for _, name in one.choices]
    return typed, [*((f"{one.label}: ", one.hint) for one in opened.form.fields), *words]


def _everybody(around: Around) -> Iterator[tuple[str, str]]:
    yield from around.people.items()
    yield from ((name, "") for name in around.customers)


def _cases(console: Console) -> Names:
    return [(f"C-{number}", "") for number in console.cases()[:MOST_CASES]]


def last(typed: str) -> str:
    found = _LAST.search(typed)
    return found[0] if found else ""
