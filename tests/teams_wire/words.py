"""The words that somebody sees of cards and messages, as if read aloud: no markup, one line for each thing there."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.teams_wire.tenant import Filling, Message

_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])+)\]\(([^()\s]+)\)")
_LOOKS = re.compile(r"(?<![\w\\*_])(\*\*|\*|__|_)(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.DOTALL)
_INVISIBLE = re.compile("[\u200a\u200b\u200c\u200d\u2060\ufeff]")


def of_markdown(text: str) -> str:
    """The little of Markdown that a TextBlock knows, as it is seen."""
    text = _LINK.sub(r"\1", text)
    lines = [_unmarked(line) for line in text.split("\n")]
    return seen(_AT.sub(r"@\1", _ESCAPED.sub(r"\1", "\n".join(lines))))


def _unmarked(line: str) -> str:
    while (bare := _LOOKS.sub(r"\2", line)) != line:
        line = bare
    return line


def seen(text: str) -> str:
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def of_message(message: Message, reader: str = "", filling: Filling | None = None) -> str:
    """All that stands there for this reader: its text, then its card."""
    said = message.text
    if message.activity.get("textFormat", "markdown") != "plain":
        said = html.unescape(of_markdown(said))
    said = seen(_AT.sub(r"@\1", said)).strip()
    card = message.card(reader)
    return "\n".join(filter(None, (said, of_card(card, filling) if card else "")))


def of_card(content: Mapping[str, Any], filling: Filling | None = None) -> str:
    return "\n".join(line for line in _lines(content, filling or Filling({})) if line.strip())


def _lines(one: Mapping[str, Any], filling: Filling) -> Iterator[str]:
    if one.get("isVisible") is False:
        return
    match one:
        case {"type": "AdaptiveCard"}:
            yield from _all(one.get("body"), filling)
            yield _drawn(one.get("actions", ()))
        case {"type": "TextBlock", "text": str(text)}:
            yield of_markdown(text)
        case {"type": "RichTextBlock", "inlines": inlines}:
            yield seen("".join(run if isinstance(run, str) else str(run.get("text", "")) for run in inlines))
        case {"type": "FactSet", "facts": facts}:
            for fact in facts:
                yield f"{of_markdown(fact['title'])}  {of_markdown(fact['value'])}"
        case {"type": "Container" | "Column" | "TableCell"}:
            yield from _all(one.get("items"), filling)
        case {"type": "ColumnSet"}:
            yield _beside(one.get("columns", ()), filling)
        case {"type": "Table"}:
            for row in one.get("rows", ()):
                yield _beside(row.get("cells", ()), filling)
        case {"type": "ActionSet", "actions": actions}:
            yield _drawn(actions)
        case {"type": "Image"}:
            yield str(one.get("altText", ""))
        case {"type": str(kind), "id": str(name)} if kind.startswith("Input."):
            yield from _field(one, name, filling)


def _all(elements: Any, filling: Filling) -> Iterator[str]:
    """One below the other; what stands in red below a field says what is wrong with it."""
    asked = False
    for one in elements or ():
        wrong = asked and _is_red(one)
        yield from (f"✗ {line}" if wrong else line for line in _lines(one, filling))
        asked = "Input." in str(one)


def _is_red(one: Mapping[str, Any]) -> bool:
    looks = [one, *(run for run in one.get("inlines", ()) if isinstance(run, dict))]
    return any(str(look.get("color")).casefold() == "attention" for look in looks)


def _beside(columns: Any, filling: Filling) -> str:
    """What stands beside one another; a column of so many pixels holds names, and the next what they are names of."""
    said = [" ".join(_all(one.get("items"), filling)) for one in columns]
    if len(said) == 2 and str(columns[0].get("width")).endswith("px"):
        return f"{said[0].removesuffix(':')}: {said[1]}"
    return "  ".join(filter(None, said))


def _drawn(actions: Any) -> str:
    """Buttons in brackets, and links by their words."""
    titled = [one for one in actions if one.get("title")]
    return " ".join(one["title"] if one["type"] == "Action.OpenUrl" else f"[{one['title']}]" for one in titled)


def _field(one: Mapping[str, Any], name: str, filling: Filling) -> Iterator[str]:
    label = one.get("label") or one.get("title") or one.get("placeholder") or name
    yield f"{of_markdown(label)}: {filled_in(one, filling.values.get(name, ''))}".rstrip()
    if choices := one.get("choices"):
        yield " · ".join(seen(choice["title"]) for choice in choices)
    if name in filling.errors:
        yield f"✗ {filling.errors[name]}"


def filled_in(field: Mapping[str, Any], value: str) -> str:
    """What a field says, a choice in its own words."""
    titles = {choice["value"]: seen(choice["title"]) for choice in field.get("choices", ())}
    values = value.split(",") if field.get("isMultiSelect") and value else [value]
    return ", ".join(titles.get(one, one) for one in values)
