"""Cards and forms as the desk makes them, for Teams to be drawn; and how they are read."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.messages.values import Address, Button, Card, Field, Form
from bot.platforms.teams.us import Us
from tests.platforms.cards import a_case
from tests.teams_wire.cards import nodes_of

US = Us("0a0b0c0d-1111-2222-3333-444455556666", "9f9e9d9c-aaaa-bbbb-cccc-ddddeeeeffff")
THREAD = Address("teams", "19:help@thread.tacv2/1700000000000")
CARD = "application/vnd.microsoft.card.adaptive"


def case_card(**changed: object) -> Card:
    return a_case(THREAD, "claim", "resolve", **changed)


def shown(rows: int) -> tuple[Button, ...]:
    return tuple(Button("Show", f"show C-{n}", 3) for n in range(1, rows + 1))


def resolve_form(**changed: object) -> Form:
    fields = (
        Field("text", "Text", "long", required=False),
        Field("outcome", "Outcome", "choice", (("solved", "solved"), ("no-answer", "no answer")), "solved"),
    )
    form = {"title": "Resolve C-42", "says": "resolve C-42", "fields": fields, "send": "Resolve", "seen": 3}
    return Form(**(form | {"previews": True} | changed))


def card_of(activity: Mapping[str, Any]) -> dict[str, Any]:
    [attachment] = activity["attachments"]
    assert attachment["contentType"] == CARD
    return attachment["content"]


def actions(card: Mapping[str, Any]) -> dict[str, Any]:
    """Its buttons by what stands on them."""
    found = [one for node in nodes_of(card) for one in node.get("actions", ())]
    return {one["title"]: one for one in found}


def inputs(card: Mapping[str, Any]) -> dict[str, Any]:
    return {node["id"]: node for node in nodes_of(card) if str(node["type"]).startswith("Input.")}


def sent(card: Mapping[str, Any], **filled: Any) -> dict[str, Any]:
    """What comes back from a form: the data of its button, what stood there, and what was filled in by field."""
    [button] = [one for node in nodes_of(card) for one in node.get("actions", ()) if "f" in one.get("data", {})]
    stood = {name: one["value"] for name, one in inputs(card).items() if "value" in one}
    return {**button["data"], **stood, **{name.replace("_", ":", 1): value for name, value in filled.items()}}


def lines(card: Mapping[str, Any]) -> list[str]:
    """Its rich texts, one after the other."""
    return ["".join(run["text"] for run in node["inlines"]) for node in nodes_of(card) if "inlines" in node]


def order(card: Mapping[str, Any]) -> Iterator[str]:
    """Fields and what stands between them, from top to bottom."""
    for node in nodes_of(card):
        if "inlines" in node:
            yield "".join(run["text"] for run in node["inlines"])
        elif "id" in node:
            yield node["id"]
