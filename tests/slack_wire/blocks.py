"""What Slack takes in blocks, views and metadata, and what it refuses: https://docs.slack.dev/reference/block-kit"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.slack_wire.limits import (
    BLOCKS,
    ELEMENTS,
    INLINE,
    LONGEST,
    MOST_BLOCKS,
    MOST_IN_TABLE,
    MOST_OPTIONS,
    MOST_WORDS,
    ONLY_IN_MESSAGES,
    RICH,
    STANDS_IN,
    STRINGS,
    STYLES,
    VIEWS,
)
from tests.slack_wire.workspace import No

Shape = dict[str, Any]
Faults = Iterator[str]


def checked(blocks: Any, surface: str = "message") -> list[Shape]:
    """The blocks, each with an id. Raises No."""
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        raise No("invalid_blocks_format")
    faults = list(_faults(blocks, surface))
    if faults:
        raise No("invalid_blocks", *faults)
    if surface == "message" and sum(map(len, _words(blocks))) > MOST_WORDS:
        raise No("msg_blocks_too_long")
    return [{"block_id": f"b{n}", **json.loads(json.dumps(one))} for n, one in enumerate(blocks)]


def checked_view(view: Any, kind: str) -> Shape:
    """A modal or a Home, its blocks with ids. Raises No."""
    if not isinstance(view, dict) or view.get("type") != kind:
        raise No("invalid_arguments", f"the view is no {kind}")
    faults = [*_fields(view, VIEWS[kind], "view"), *_texts(view, "view", "view")]
    blocks = view.get("blocks")
    if kind == "modal" and any(isinstance(one, dict) and one.get("type") == "input" for one in blocks or ()):
        faults += [] if view.get("submit") else ["a view with inputs has no submit"]
    if faults:
        raise No("invalid_arguments", *faults)
    try:
        return {**view, "blocks": checked(blocks, kind)}
    except No as no:
        raise No("invalid_arguments", *no.details) from None


def checked_metadata(metadata: Any) -> Shape:
    match metadata:
        case {"event_type": str(kind), "event_payload": dict(), **others} if kind and len(kind) <= 255 and not others:
            return dict(metadata)
    raise No("invalid_metadata_format")


def _faults(blocks: list[Shape], surface: str) -> Faults:
    if not 0 < len(blocks) <= MOST_BLOCKS[surface] and not (surface != "message" and not blocks):
        yield f"{len(blocks)} blocks in a {surface}"
    ids = [one["block_id"] for one in blocks if "block_id" in one]
    if len(set(ids)) != len(ids):
        yield "a block_id twice"
    if sum(one.get("type") == "table" for one in blocks) > 1:
        yield "more than one table"
    for n, block in enumerate(blocks):
        kind, at = block.get("type"), f"/blocks/{n}"
        if kind not in BLOCKS:
            yield f"{at}: no block is a {kind}"
            continue
        if kind in ONLY_IN_MESSAGES and surface != "message":
            yield f"{at}: no {kind} in a {surface}"
        if not 0 < len(block.get("block_id", "b")) <= 255:
            yield f"{at}/block_id: too long or empty"
        yield from _fields(block, f"type* block_id {BLOCKS[kind]}", at)
        yield from _texts(block, kind, at)
        yield from _block(block, kind, at)


def _block(block: Shape, kind: str, at: str) -> Faults:
    match kind:
        case "section":
            if not block.get("text") and not block.get("fields"):
                yield f"{at}: neither text nor fields"
            yield from _text(block["text"], f"{at}/text", 3000) if "text" in block else ()
            fields = block.get("fields", [{}])
            if not isinstance(fields, list) or not 0 < len(fields) <= 10:
                yield f"{at}/fields: one to ten"
            elif "fields" in block:
                for n, one in enumerate(fields):
                    yield from _text(one, f"{at}/fields/{n}", 2000)
            if "accessory" in block:
                yield from _elements([block["accessory"]], "section", f"{at}/accessory")
        case "input":
            yield from _elements([block.get("element")], "input", f"{at}/element")
        case "actions":
            elements = block.get("elements")
            if not isinstance(elements, list) or not 0 < len(elements) <= 25:
                yield f"{at}/elements: one to 25"
            else:
                yield from _elements(elements, "actions", f"{at}/elements")
        case "context":
            elements = block.get("elements")
            if not isinstance(elements, list) or not 0 < len(elements) <= 10:
                yield f"{at}/elements: one to ten"
                return
            for n, one in enumerate(elements):
                if isinstance(one, dict) and one.get("type") == "image":
                    yield from _fields(one, f"type* {ELEMENTS['image']}", f"{at}/elements/{n}")
                else:
                    yield from _text(one, f"{at}/elements/{n}", 3000)
        case "markdown":
            if not isinstance(block.get("text"), str) or not 0 < len(block["text"]) <= 12_000:
                yield f"{at}/text: 1 to 12,000 characters"
        case "rich_text":
            yield from _rich(block, at)
        case "table":
            yield from _table(block, at)


def _table(block: Shape, at: str) -> Faults:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 0 < len(rows) <= 100:
        yield f"{at}/rows: one to 100"
        return
    for setting in block.get("column_settings", ()):
        yield from _fields(setting, "align is_wrapped", f"{at}/column_settings")
    for n, row in enumerate(rows):
        if not isinstance(row, list) or not 0 < len(row) <= 20:
            yield f"{at}/rows/{n}: one to 20 cells"
            continue
        for cell in row:
            match cell:
                case {"type": "raw_text", "text": str(text), **others} if text and not others:
                    pass
                case {"type": "rich_text", "elements": list(), **others} if not others:
                    yield from _rich(cell, f"{at}/rows/{n}")
                case _:
                    yield f"{at}/rows/{n}: no cell is {cell}"
    if sum(map(len, _words(rows))) > MOST_IN_TABLE:
        yield f"{at}/rows: more than {MOST_IN_TABLE} characters"


def _rich(block: Shape, at: str) -> Faults:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield f"{at}/elements: none"
        return
    for one in elements:
        kind = one.get("type") if isinstance(one, dict) else None
        if kind not in RICH:
            yield f"{at}: no {kind} in rich text"
            continue
        yield from _fields(one, f"type* {RICH[kind]}", at)
        if "elements" in RICH[kind]:
            yield from _rich(one, at)
        for name in ("text", "url"):
            if name in one and (not isinstance(one[name], str) or not one[name]):
                yield f"{at}/{name}: empty"
        yield from _fields(one.get("style", {}) if kind in INLINE else {}, STYLES, f"{at}/style")


def _elements(elements: list[Any], inside: str, at: str) -> Faults:
    ids = [one.get("action_id") for one in elements if isinstance(one, dict) and "action_id" in one]
    if len(set(ids)) != len(ids):
        yield f"{at}: an action_id twice"
    for one in elements:
        kind = one.get("type") if isinstance(one, dict) else None
        if kind not in STANDS_IN[inside]:
            yield f"{at}: no {kind} in {inside}"
            continue
        yield from _fields(one, f"type* {ELEMENTS[kind]}", at)
        yield from _texts(one, kind, at)
        if not 0 < len(one.get("action_id", "a")) <= 255:
            yield f"{at}/action_id: too long or empty"
        if "placeholder" in one:
            yield from _text(one["placeholder"], f"{at}/placeholder", 150, plain=True)
        if "confirm" in one:
            yield from _fields(one["confirm"], "title* text* confirm* deny* style", f"{at}/confirm")
            yield from _texts(one["confirm"], "confirm", f"{at}/confirm")
        yield from _element(one, kind, at)


def _element(one: Shape, kind: str, at: str) -> Faults:
    if kind == "button" and one.get("style", "primary") not in ("primary", "danger"):
        yield f"{at}/style: {one['style']}"
    if kind in MOST_OPTIONS:
        yield from _options(one, kind, at)
    if kind == "plain_text_input":
        longest = one.get("max_length", 3000)
        if not 0 < longest <= 3000:
            yield f"{at}/max_length: {longest}"
        if len(one.get("initial_value", "")) > longest:
            yield f"{at}/initial_value: longer than max_length"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", one.get("initial_date", "2026-11-19")):
        yield f"{at}/initial_date: {one['initial_date']}"
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", one.get("initial_time", "09:00")):
        yield f"{at}/initial_time: {one['initial_time']}"


def _options(one: Shape, kind: str, at: str) -> Faults:
    groups = one.get("option_groups", [])
    options = one.get("options", [option for group in groups for option in group.get("options", ())])
    if not isinstance(options, list) or not 0 < len(options) <= MOST_OPTIONS[kind]:
        yield f"{at}/options: one to {MOST_OPTIONS[kind]}"
        return
    for option in options:
        yield from _fields(option, "text* value description url", f"{at}/options")
        yield from _texts(option, "option", f"{at}/options", mrkdwn=kind in ("radio_buttons", "checkboxes"))
    values = [option.get("value") for option in options]
    if len(set(values)) != len(values):
        yield f"{at}/options: a value twice"
    first = [one["initial_option"]] if "initial_option" in one else one.get("initial_options", [])
    if any(option not in options for option in first) or ("initial_options" in one and not first):
        yield f"{at}/initial_option: none of the options"


def _fields(shape: Any, allowed: str, at: str) -> Faults:
    if not isinstance(shape, dict):
        yield f"{at}: no object"
        return
    names = allowed.split()
    known = {name.rstrip("*") for name in names}
    for name in sorted(shape.keys() - known):
        yield f"{at}: no field {name}"
    for name in names:
        if name.endswith("*") and name[:-1] not in shape:
            yield f"{at}: {name[:-1]} is missing"


def _texts(shape: Shape, kind: str, at: str, *, mrkdwn: bool = False) -> Faults:
    """Texts and strings that have a longest length where they stand."""
    for where, longest in LONGEST.items():
        of, _, name = where.partition(".")
        if of != kind or shape.get(name) is None:
            continue
        if name not in STRINGS:
            yield from _text(shape[name], f"{at}/{name}", longest, plain=not mrkdwn and where != "confirm.text")
        elif not isinstance(shape[name], str) or len(shape[name]) > longest:
            yield f"{at}/{name}: longer than {longest}"


def _text(text: Any, at: str, longest: int, *, plain: bool = False) -> Faults:
    match text:
        case {"type": "plain_text", "text": str(words), **others} if others.keys() <= {"emoji"}:
            pass
        case {"type": "mrkdwn", "text": str(words), **others} if others.keys() <= {"verbatim"} and not plain:
            pass
        case _:
            yield f"{at}: no text object is {text}"
            return
    if not 0 < len(words) <= longest:
        yield f"{at}: {len(words)} characters"


def _words(shape: Any) -> Iterator[str]:
    match shape:
        case {"text": str(words)}:
            yield words
        case dict():
            for value in shape.values():
                yield from _words(value)
        case list():
            for value in shape:
                yield from _words(value)
