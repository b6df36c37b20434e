"""The words that somebody sees of blocks, as if read aloud: no markup, one line for each thing that stands there."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.slack_wire.workspace import View

Name = Callable[[str], str]  # a member's or a channel's id -> what is shown of it
_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_LOOKS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_ZONE = re.compile(r" \([A-Z][A-Za-z0-9+:-]*\)$")


def of_mrkdwn(text: str, name: Name) -> str:
    """*Bold* as it is seen; a link by its label, a mention by its name."""
    parts = _FENCE.split(text)
    for n in range(0, len(parts), 2):
        lines = [line.removeprefix("&gt; ").removeprefix("&gt;") for line in parts[n].split("\n")]
        parts[n] = "\n".join(_unmarked(line) for line in lines)
    shown = _LINK.sub(lambda found: _linked(found[1], found[2], name), "".join(parts))
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _unmarked(line: str) -> str:
    while (bare := _LOOKS.sub(r"\2", line)) != line:
        line = bare
    return line


def _linked(target: str, label: str | None, name: Name) -> str:
    if target[0] in "@#":
        return target[0] + name(target[1:])
    if target.startswith("!"):
        return label or f"@{target[1:]}"  # <!here>, and dates by what stands for them
    return label or target


def of_text(text: Mapping[str, Any], name: Name) -> str:
    return of_mrkdwn(text["text"], name) if text["type"] == "mrkdwn" else str(text["text"])


def of_blocks(blocks: list[dict[str, Any]], name: Name) -> str:
    return "\n".join(line for block in blocks for line in _lines(block, name))


def _lines(block: dict[str, Any], name: Name) -> Iterator[str]:
    match block:
        case {"type": "header", "text": text}:
            yield of_text(text, name)
        case {"type": "section"}:
            if "text" in block:
                yield of_text(block["text"], name)
            for one in block.get("fields", ()):
                yield of_text(one, name)
            if "accessory" in block:
                yield from _drawn([block["accessory"]])
        case {"type": "context", "elements": elements}:
            yield " ".join(one["alt_text"] if one["type"] == "image" else of_text(one, name) for one in elements)
        case {"type": "actions", "elements": elements}:
            yield from _drawn(elements)
        case {"type": "markdown", "text": str(text)}:
            yield text
        case {"type": "rich_text", "elements": elements}:
            yield _rich(elements, name)
        case {"type": "table", "rows": rows}:
            for row in rows:
                yield "  ".join(str(one.get("text") or _rich(one.get("elements", []), name)) for one in row)
        case {"type": "image", "alt_text": str(text)}:
            yield text


def _drawn(elements: list[dict[str, Any]]) -> Iterator[str]:
    labels = [f"[{one['text']['text']}]" for one in elements if one["type"] == "button"]
    if labels:
        yield " ".join(labels)


def _rich(elements: list[dict[str, Any]], name: Name) -> str:
    shown = ""
    for one in elements:
        match one:
            case {"elements": list(below)}:
                shown += _rich(below, name) + ("\n" if one["type"] != "rich_text_section" else "")
            case {"type": "user", "user_id": str(user)}:
                shown += f"@{name(user)}"
            case {"type": "channel", "channel_id": str(channel)}:
                shown += f"#{name(channel)}"
            case {"type": "date", "fallback": str(text)}:
                shown += _ZONE.sub("", text)  # whoever reads it here reads it in their own
            case {"text": str(text)} | {"url": str(text)}:
                shown += text
            case {"type": "emoji", "name": str(text)}:
                shown += f":{text}:"
    return shown


def of_view(view: View, name: Name) -> str:
    """A modal with what is filled in, and what is wrong beside its field."""
    lines = [view.shape["title"]["text"]] if "title" in view.shape else []
    for block in view.shape["blocks"]:
        if block["type"] == "input":
            lines.append(f"{block['label']['text']}: {filled_in(view.values[block['block_id']])}".rstrip())
            if options := options_of(block["element"]):
                lines.append(" · ".join(one["text"]["text"] for one in options))
            if "hint" in block:
                lines.append(block["hint"]["text"])
        else:
            lines += _lines(block, name)
        if block["block_id"] in view.errors:
            lines.append(f"✗ {view.errors[block['block_id']]}")
    return "\n".join(lines)


def options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """What there is to choose from."""
    groups = element.get("option_groups", [])
    return element.get("options") or [option for group in groups for option in group["options"]]


def filled_in(values: Mapping[str, Mapping[str, Any]]) -> str:
    return " ".join(word for value in values.values() for word in _said(value))


def _said(value: Mapping[str, Any]) -> Iterator[str]:
    for name, said in value.items():
        if name == "selected_options":
            yield ", ".join(one["text"]["text"] for one in said)
        elif name == "selected_option":
            yield said["text"]["text"] if said else ""
        elif name != "type" and said:
            yield str(said)
