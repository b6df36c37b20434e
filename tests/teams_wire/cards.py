"""What Teams would refuse of an Adaptive Card, or not show as it stands: read from the documentation, nothing else.

https://adaptivecards.io/explorer, and for what Teams does otherwise
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference and
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
Is = Callable[[Any], bool]

NEWEST, ACTIONS, REFRESHED = (1, 5), 6, 60
MENTION = re.compile(r"<at\b[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)


def one_of(*names: str) -> Is:
    """Names are read without regard to their case."""
    return lambda value: isinstance(value, str) and value.lower() in names


def text(value: Any) -> bool:
    return isinstance(value, str) and not re.search("[\ud800-\udfff\x00]", value)


def some_text(value: Any) -> bool:
    return text(value) and bool(value.strip())


def flag(value: Any) -> bool:
    return isinstance(value, bool)


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def count(value: Any) -> bool:
    return isinstance(value, int) and number(value) and value > 0


def thing(value: Any) -> bool:
    return isinstance(value, dict)


def things(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def some(value: Any) -> bool:
    return things(value) and bool(value)


def pattern(shape: str) -> Is:
    return lambda value: isinstance(value, str) and re.fullmatch(shape, value) is not None


def width(value: Any) -> bool:
    return (number(value) and value > 0) or pattern(r"auto|stretch|[0-9]+(px)?")(value)


SPACING = one_of("default", "none", "small", "medium", "large", "extralarge", "padding")
SIDE = one_of("left", "center", "right")
STYLE = one_of("default", "emphasis", "good", "attention", "warning", "accent")
ALL = {"type": text, "id": some_text, "spacing": SPACING, "separator": flag, "isVisible": flag, "fallback": thing}
ALL |= {"requires": thing, "height": one_of("auto", "stretch")}
WORDS = {
    "text": text,
    "color": one_of("default", "dark", "light", "accent", "good", "warning", "attention"),
    "fontType": one_of("default", "monospace"),
    "isSubtle": flag,
    "size": one_of("default", "small", "medium", "large", "extralarge"),
    "weight": one_of("default", "lighter", "bolder"),
}
HOLDER = {"style": STYLE, "bleed": flag, "selectAction": thing, "minHeight": pattern("[0-9]+px")}
HOLDER |= {"verticalContentAlignment": one_of("top", "center", "bottom")}
INPUT = ALL | {"label": some_text, "isRequired": flag, "errorMessage": some_text}
DAY, CLOCK = pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}"), pattern("([01][0-9]|2[0-3]):[0-5][0-9]")
ELEMENTS: dict[str, tuple[set[str], dict[str, Is]]] = {
    "TextBlock": (
        {"text"},
        ALL
        | WORDS
        | {"horizontalAlignment": SIDE, "maxLines": count, "wrap": flag, "style": one_of("default", "heading")},
    ),
    "RichTextBlock": ({"inlines"}, ALL | {"inlines": some, "horizontalAlignment": SIDE}),
    "Container": ({"items"}, ALL | HOLDER | {"items": some}),
    "ColumnSet": (
        {"columns"},
        ALL | HOLDER | {"columns": some, "horizontalAlignment": SIDE},
    ),
    "Column": ({"items"}, ALL | HOLDER | {"items": things, "width": width}),
    "Image": (
        {"url", "altText"},
        ALL
        | {"url": pattern(r"https://\S+"), "altText": some_text, "horizontalAlignment": SIDE, "msTeams": thing}
        | {"size": one_of("auto", "stretch", "small", "medium", "large"), "style": one_of("default", "person")},
    ),
    "FactSet": ({"facts"}, ALL | {"facts": some}),
    "ActionSet": ({"actions"}, ALL | {"actions": some, "horizontalAlignment": SIDE}),
    "Input.Text": (
        {"id"},
        INPUT
        | {
            "isMultiline": flag,
            "maxLength": count,
            "placeholder": text,
            "regex": text,
            "value": text,
            "style": one_of("text", "tel", "url", "email"),
        },
    ),
    "Input.Number": ({"id"}, INPUT | {"max": number, "min": number, "placeholder": text, "value": number}),
    "Input.Date": ({"id"}, INPUT | {"max": DAY, "min": DAY, "placeholder": text, "value": DAY}),
    "Input.Time": ({"id"}, INPUT | {"max": CLOCK, "min": CLOCK, "placeholder": text, "value": CLOCK}),
    "Input.Toggle": (
        {"id", "title"},
        INPUT | dict.fromkeys(("title", "value", "valueOn", "valueOff"), text) | {"wrap": flag},
    ),
    "Input.ChoiceSet": (
        {"id", "choices"},
        INPUT
        | {
            "choices": some,
            "isMultiSelect": flag,
            "style": one_of("compact", "expanded", "filtered"),
            "value": text,
            "placeholder": text,
            "wrap": flag,
        },
    ),
}
INLINES = {"TextRun": ({"text"}, {"type": text, **WORDS, "highlight": flag, "italic": flag, "selectAction": thing})}
ACTION = {"type": text, "title": some_text, "id": some_text, "tooltip": text, "isEnabled": flag, "fallback": thing}
ACTION |= {"style": one_of("default", "positive", "destructive"), "mode": one_of("primary", "secondary")}
KEPT = ACTION | {"data": thing, "associatedInputs": one_of("auto", "none")}
DOES: dict[str, tuple[set[str], dict[str, Is]]] = {
    "Action.Execute": ({"title", "verb"}, KEPT | {"verb": some_text}),
    "Action.Submit": ({"title"}, KEPT),
    "Action.OpenUrl": ({"title", "url"}, ACTION | {"url": pattern(r"https://\S+")}),
}
CARD = {
    "type": text,
    "version": pattern(r"[0-9]+\.[0-9]+"),
    "body": some,
    "actions": some,
    "refresh": thing,
    "msteams": thing,
    "lang": text,
    "fallbackText": text,
    "speak": text,
    "$schema": text,
}


def faults(card: Any) -> list[str]:
    return list(_card(card)) if isinstance(card, dict) else ["no card"]


def nodes_of(node: Any) -> Iterator[Node]:
    """Everything that has a type, in the order in which it is read."""
    if isinstance(node, dict):
        if "type" in node and "data" not in node:
            yield node
        elif "type" in node:
            yield {name: one for name, one in node.items() if name != "data"}
            return
        for one in node.values():
            yield from nodes_of(one)
    elif isinstance(node, list):
        for one in node:
            yield from nodes_of(one)


def words_of(card: Node) -> list[str]:
    """Every text that is shown, in the order in which it is read; not what is typed into inputs."""
    shown = []
    for node in nodes_of(card):
        shown += [node[name] for name in ("label", "title", "text", "errorMessage") if text(node.get(name))]
        shown += [one["title"] for one in node.get("choices", ()) if isinstance(one, dict)]
        shown += [word for fact in node.get("facts", ()) for word in (fact["title"], fact["value"])]
    return shown


def _card(card: Node) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard":
        yield f"a card of type {card.get('type')}"
    yield from _properties("the card", card, {"type", "version", "body"}, CARD)
    version = str(card.get("version", ""))
    if pattern(r"[0-9]+\.[0-9]+")(version) and tuple(map(int, version.split("."))) > NEWEST:
        yield f"version {version}"
    body = card.get("body") if things(card.get("body")) else []
    for one in body:
        yield from _element(one, ELEMENTS)
    yield from _actions(card.get("actions"))
    yield from _refresh(card.get("refresh"))
    ids = Counter(str(node["id"]) for node in nodes_of(body) if "id" in node)
    yield from (f"the id {name} {times} times" for name, times in ids.items() if times > 1)
    yield from _mentions(card)


def _properties(name: str, node: Node, needed: set[str], known: Mapping[str, Is]) -> Iterator[str]:
    yield from (f"{name} without {one}" for one in sorted(needed - node.keys()))
    for one, value in node.items():
        if one not in known:
            yield f"{name} with {one}, which nobody knows"
        elif not known[one](value):
            yield f"{name} with {one} {value!r:.80}"


def _element(node: Node, known: Mapping[str, tuple[set[str], dict[str, Is]]]) -> Iterator[str]:
    kind = str(node.get("type"))
    if kind not in known:
        yield f"a {kind} there"
        return
    yield from _properties(kind, node, *known[kind])
    for name, below in (("items", ELEMENTS), ("columns", ELEMENTS), ("inlines", INLINES)):
        for one in node[name] if things(node.get(name)) else ():
            yield from _element(one, below)
            if (name == "columns") != (one.get("type") == "Column"):
                yield f"a {one.get('type')} among {name}"
    yield from _actions(node.get("actions"))
    if "selectAction" in node:
        yield from _actions([{"title": "-", **node["selectAction"]}])
    if kind.startswith("Input."):
        yield from _input(kind, node)
    for fact in node.get("facts", ()):
        yield from _properties("a fact", fact, {"title", "value"}, {"title": text, "value": text})


def _input(kind: str, node: Node) -> Iterator[str]:
    if node.get("isRequired") and "errorMessage" not in node:
        yield "an input that is required does not say so"
    if kind != "Input.Toggle" and "label" not in node:
        yield "an input without label"
    if kind == "Input.Text" and len(str(node.get("value", ""))) > node.get("maxLength", 10**6):
        yield "longer than may be typed"
    values = []
    for choice in node["choices"] if things(node.get("choices")) else ():
        yield from _properties("a choice", choice, {"title", "value"}, {"title": some_text, "value": some_text})
        values.append(choice.get("value"))
    if len(set(values)) < len(values):
        yield "a choice twice"
    if values and node.get("value"):
        chosen = str(node["value"]).split(",") if node.get("isMultiSelect") else [node["value"]]
        yield from (f"chosen {one!r:.40}, which is not there" for one in chosen if one not in values)


def _actions(actions: Any) -> Iterator[str]:
    if actions is None:
        return
    for one in actions:
        kind = str(one.get("type"))
        if kind not in DOES:
            yield f"an action {kind}"
            continue
        yield from _properties(kind, one, *DOES[kind])
        if "fallback" in one:
            yield from _actions([one["fallback"]])
    if sum(one.get("mode", "primary").lower() == "primary" for one in actions) > ACTIONS:
        yield f"{len(actions)} actions, of which some are not shown"


def _refresh(refresh: Any) -> Iterator[str]:
    if refresh is None:
        return
    yield from _properties(
        "refresh", refresh, {"action"}, {"action": thing, "userIds": lambda one: isinstance(one, list)}
    )
    if refresh.get("action", {}).get("type") != "Action.Execute":
        yield "a refresh that is no Action.Execute"
    users = refresh.get("userIds", [])
    if len(users) > REFRESHED or not all(pattern(r"(29:|8:orgid:)\S+")(one) for one in users):
        yield "a refresh for more people than Teams does it for, or for nobody it knows"


def _mentions(card: Node) -> Iterator[str]:
    """A mention is a tag in a text, and with it who is meant; alone, either is a mistake or people's words."""
    settings = card.get("msteams") if thing(card.get("msteams")) else {}
    if "width" in settings and settings["width"] != "Full":
        yield f"width {settings['width']}"
    named = {one.get("text") for one in settings.get("entities", ()) if one.get("type") == "mention"}
    tagged = {
        tag
        for node in nodes_of(card.get("body"))
        for value in node.values()
        if text(value)
        for tag in MENTION.findall(value)
    }
    yield from (f"{one} is meant, and in no text" for one in named - tagged)
    yield from (f"{one} means nobody" for one in tagged - named)
