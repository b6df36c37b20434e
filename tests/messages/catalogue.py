"""The catalogue and the code that speaks from it, read as texts: which sentences there are, and who says which."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.commands.refusing import WHAT_THEY_CAN

BOT = Path(__file__).parents[2] / "bot"
SAYING = {"Say", "phrase", "say", "said", "_said", "_raw"}  # what takes a key first
SAID_IN_TEMPLATES = re.compile(r"\bsay\(\"([a-z-]+)\"")
TELLING = {"stage.py", "story.py", "scenes.py"}  # of the demo, where a key is said without its `demo-`
ADDED = {"nearest": "near"}  # what the answer adds to the facts of a refusal


Facts = Mapping[str, str | None]  # of a refusal: each by its name, with its value where the code spells it out


@cache
def sentences(locale: str = "en") -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for file in sorted((BOT / "locale" / locale).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands there twice"
                found[entry.id.name] = entry
    return found


def blanks(key: str, facts: Facts | None = None, locale: str = "en") -> set[str]:
    """The blanks that may have to be filled; of a choice whose value is known, only those of what it leads to."""
    pattern = sentences(locale)[key].value
    return set(_blanks_of(pattern, facts or {})) if pattern else set()


def _blanks_of(pattern: ftl.Pattern, facts: Facts) -> Iterator[str]:
    for element in pattern.elements:
        if isinstance(element, ftl.Placeable):
            match element.expression:
                case ftl.VariableReference(id=name):
                    yield name.name
                case ftl.SelectExpression(selector=ftl.VariableReference(id=name), variants=variants):
                    yield name.name
                    for variant in _possible(variants, facts.get(name.name)):
                        yield from _blanks_of(variant.value, facts)


def _possible(variants: list[ftl.Variant], value: str | None) -> list[ftl.Variant]:
    if value is None:
        return variants
    named = [one for one in variants if isinstance(one.key, ftl.Identifier) and one.key.name == value]
    return named or [one for one in variants if one.default]


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(BOT.rglob("*.py")))


def calls() -> Iterator[tuple[Path, str, ast.Call]]:
    """Every call in the house, with the name of what is called."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path, name, node


def keys_said() -> Iterator[tuple[str, str]]:
    """Every key that is written where a sentence is said, and the file in which it is."""
    for path, name, call in calls():
        if name in SAYING and call.args:
            prefix = "demo-" if path.name in TELLING else ""
            for one in _constants(call.args[0]):
                yield prefix + one, str(path.relative_to(BOT))
    for path in sorted(BOT.rglob("*.html")):
        for one in SAID_IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            yield one, str(path.relative_to(BOT))


def _constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as value):
            yield value
        case ast.IfExp(body=body, orelse=orelse):
            yield from _constants(body)
            yield from _constants(orelse)


@cache
def refusals() -> dict[str, list[tuple[str, dict[str, str | None]]]]:
    """The words of every refusal: where it is raised, and with which facts."""
    found: dict[str, list[tuple[str, dict[str, str | None]]]] = {}
    for path, name, call in calls():
        if name == "Refused" and call.args:
            (word,) = _constants(call.args[0])
            facts = {one.arg: next(_constants(one.value), None) for one in call.keywords if one.arg}
            facts |= {ADDED[one]: None for one in facts if one in ADDED}
            facts |= {"can": None} if word in WHAT_THEY_CAN else {}
            found.setdefault(word, []).append((f"{path.relative_to(BOT)}:{call.lineno}", facts))
    return found


@cache
def spoken_of() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All words in the code that may be keys, and the patterns of those that are put together."""
    words: set[str] = set()
    endings: set[str] = set()  # a key may go on with
    patterns: set[str] = set()
    for path, tree in trees():
        demo = "demo-" if path.parent.name == "demo" else ""
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= {node.value, demo + node.value}
                endings |= {node.value} if node.value.startswith("-") else set()
            elif isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                begin = str(first.value)
                if re.fullmatch(r"[a-z]+-[a-z-]*", begin):
                    patterns.add("".join(_part(part) for part in node.values))
    words |= {key for key, _ in keys_said()}
    words |= {key for key in sentences() for end in endings if key.endswith(end) and key.removesuffix(end) in words}
    return frozenset(words), tuple(re.compile(pattern) for pattern in patterns)


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_-]*"
