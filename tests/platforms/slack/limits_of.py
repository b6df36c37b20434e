"""What Slack would refuse in a message or a view, read from its reference and nothing else.

https://docs.slack.dev/reference/block-kit/blocks and the pages below it
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

SIGNS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
IN_MESSAGES = {"rich_text", "header", "section", "context", "actions", "divider", "table"}
IN_HOMES = IN_MESSAGES - {"table"}
IN_MODALS = IN_HOMES | {"input"}
INPUTS = {
    "plain_text_input",
    "number_input",
    "static_select",
    "multi_static_select",
    "users_select",
    "checkboxes",
    "datepicker",
    "timepicker",
}


def length(text: str) -> int:
    """As long as anybody may find it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def faults_of_message(message: Mapping[str, Any]) -> list[str]:
    return list(_message(message))


def faults_of_view(view: Mapping[str, Any]) -> list[str]:
    return list(_view(view))


def words_of(node: Any) -> Iterator[str]:
    """Every text in there, in the order in which it is read."""
    if isinstance(node, Mapping):
        for name in ("text", "fallback"):
            if isinstance(node.get(name), str):
                yield node[name]
        for name, one in node.items():
            if name != "text" or isinstance(one, Mapping):
                yield from words_of(one)
    elif isinstance(node, list):
        for one in node:
            yield from words_of(one)


def nodes_of(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from nodes_of(one)


def _message(message: Mapping[str, Any]) -> Iterator[str]:
    yield from _at_most("text", message["text"], 4000)
    yield from _blocks(message["blocks"], 50, IN_MESSAGES)
    together = sum(map(length, words_of(message["blocks"])))
    if together >= 11_000:
        yield f"{together} characters in all blocks"


def _view(view: Mapping[str, Any]) -> Iterator[str]:
    modal = view["type"] == "modal"
    yield from _blocks(view["blocks"], 100, IN_MODALS if modal else IN_HOMES)
    if len(json.dumps(view)) > 250_000:
        yield "250 KB"
    yield from _at_most("private_metadata", view.get("private_metadata", "-"), 3000)
    if modal:
        for name in ("title", "submit", "close"):
            if name in view:
                yield from _plain(name, view[name], 24)
        if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
            yield "inputs without submit"


def _blocks(blocks: list[Any], most: int, known: set[str]) -> Iterator[str]:
    if not 1 <= len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    for kind in {block["type"] for block in blocks} - known:
        yield f"a {kind} there"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "two tables"
    named = Counter(block["block_id"] for block in blocks if "block_id" in block)
    yield from (f"{name} twice" for name, times in named.items() if times > 1)
    acted = Counter(one["action_id"] for one in nodes_of(blocks) if one.get("type") == "button")
    yield from (f"{name} twice" for name, times in acted.items() if times > 1)
    for block in blocks:
        yield from _block(block)


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from _plain("header", block["text"], 150)
        case "section":
            yield from _plain("section", block["text"], 3000)
            yield from _button(block["accessory"])
        case "context":
            yield from _some("context", block["elements"], 10)
            for one in block["elements"]:
                yield from _plain("context", one, 3000)
        case "actions":
            yield from _some("actions", block["elements"], 25)
            for one in block["elements"]:
                yield from _button(one)
        case "table":
            yield from _table(block)
        case "rich_text":
            yield from _rich(block)
        case "input":
            yield from _at_most("block_id", block["block_id"], 255)
            yield from _plain("label", block["label"], 2000)
            if "hint" in block:
                yield from _plain("hint", block["hint"], 2000)
            yield from _input(block["element"])


def _table(block: Mapping[str, Any]) -> Iterator[str]:
    yield from _some("rows", block["rows"], 100)
    yield from _some("column_settings", block["column_settings"], 20)
    if len({len(row) for row in block["rows"]}) != 1:
        yield "rows of different lengths"
    for row in block["rows"]:
        yield from _some("cells", row, 20)
        for cell in row:
            if cell["type"] == "raw_text":
                yield from _at_most("cell", cell["text"], 3000)
            else:
                yield from _rich(cell)
    if sum(map(length, words_of(block["rows"]))) > 10_000:
        yield "a table of more than 10,000 characters"


def _rich(block: Mapping[str, Any]) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] not in ("rich_text_section", "rich_text_quote"):
            yield f"{part['type']} in rich text"
        if not part["elements"]:
            yield "empty rich text"
        for one in part["elements"]:
            if one["type"] not in ("text", "link", "date"):
                yield f"{one['type']} in rich text"
            yield from _at_most("rich text", one["fallback" if one["type"] == "date" else "text"], 3000)


def _button(button: Mapping[str, Any]) -> Iterator[str]:
    yield from _at_most("action_id", button["action_id"], 255)
    yield from _plain("button", button["text"], 75)
    yield from _at_most("value", button["value"], 2000)
    yield from _at_most("accessibility_label", button.get("accessibility_label", "-"), 75)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"style {button['style']}"


def _input(element: Mapping[str, Any]) -> Iterator[str]:
    if element["type"] not in INPUTS:
        yield f"{element['type']} as an input"
    yield from _at_most("action_id", element["action_id"], 255)
    if "placeholder" in element:
        yield from _plain("placeholder", element["placeholder"], 150)
    groups = element.get("option_groups", [{"options": element["options"]}] if "options" in element else [])
    if ("select" in element["type"] and element["type"] != "users_select") or element["type"] == "checkboxes":
        yield from _some("groups", groups, 100)
    options = [option for group in groups for option in group["options"]]
    for group in groups:
        yield from _some("options", group["options"], 10 if element["type"] == "checkboxes" else 100)
        if "label" in group:
            yield from _plain("group", group["label"], 75)
    for option in options:
        yield from _plain("option", option["text"], 75)
        yield from _at_most("option", option["value"], 150)
    chosen = [
        *element.get("initial_options", ()),
        *([element["initial_option"]] if "initial_option" in element else ()),
    ]
    if any(one not in options for one in chosen) or element.get("initial_options") == []:
        yield "chosen what is not there"
    shapes = {
        "initial_date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "initial_time": r"([01][0-9]|2[0-3]):[0-5][0-9]",
        "initial_user": r"[UW]\w+",
    }
    for name, shape in shapes.items():
        if name in element and not re.fullmatch(shape, element[name]):
            yield f"{name} {element[name]}"
    if element["type"] == "number_input":
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", element.get("initial_value", "1")):
            yield "no number"
    elif length(element.get("initial_value", "-")) > element.get("max_length", 3000):
        yield "longer than it may be"


def _plain(name: str, text: Mapping[str, Any], most: int) -> Iterator[str]:
    if text["type"] != "plain_text" or text["emoji"]:
        yield f"{name} is not plain"
    yield from _at_most(name, text["text"], most)


def _at_most(name: str, text: str, most: int) -> Iterator[str]:
    if not 1 <= length(text) <= most:
        yield f"{name} of {length(text)}"


def _some(name: str, items: list[Any], most: int) -> Iterator[str]:
    if not 1 <= len(items) <= most:
        yield f"{len(items)} {name}"
