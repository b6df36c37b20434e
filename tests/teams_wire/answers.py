"""What Teams makes of the answer to an invoke, and what it shows for it."""

from typing import Any

from tests.teams_wire import cards
from tests.teams_wire.checks import LARGE, size
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.forms import actions, began
from tests.teams_wire.tenant import CARD, Content, Dialog, Message, No, Tenant

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
_SIZES = ("small", "medium", "large")


def acted(space: Tenant, user: str, on: Message | None, delivery: Delivery) -> None:
    """The answer to an Action.Execute: a card in the place of the other for who pressed, or a sentence. Raises No.

    https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
    """
    body = _object(delivery)
    match body:
        case {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": dict(card)}:
            _lawful(card)
            if on is not None:
                on.views[user], on.drawn = card, space.drew()
                space.fillings.pop((user, on.conversation, on.id), None)
        case {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": str(words)} if words:
            space.tell(user, words)
        case {"statusCode": 400 | 500, "type": "application/vnd.microsoft.error", "value": {"code": str(), **value}}:
            space.tell(user, str(value.get("message", "Something went wrong. Please try again.")))
            raise No(body["statusCode"], "error", str(value.get("message")))
        case _:
            raise No(0, "invalid_response", str(body)[:300])


def asked(space: Tenant, user: str, opened: Dialog, delivery: Delivery) -> None:
    """The answer to task/fetch, task/submit and the like: a dialog, a sentence, or nothing more. Raises No.

    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
    """
    before = space.dialogs.pop(user, None)
    if not delivery.response:
        return
    body = _object(delivery)
    if body.keys() - {"task", "composeExtension", "cacheInfo"}:
        raise No(0, "invalid_response", str(body)[:300])
    match body.get("task"):
        case None:
            return
        case {"type": "message", "value": str(words), **others} if words and not others:
            space.tell(user, words)
        case {"type": "continue", "value": dict(info), **others} if not others:
            opened.content, opened.title = _shown(info), info.get("title") or (before.title if before else "")
            filling = began(opened.content, before)
            opened.values, opened.drawn = filling.values, space.drew()
            space.dialogs[user] = opened
        case task:
            raise No(0, "invalid_response", str(task)[:300])


def _shown(info: Content) -> Content:
    if unknown := sorted(info.keys() - {"title", "height", "width", "card", "url", "fallbackUrl", "completionBotId"}):
        raise No(0, "invalid_response", f"nobody knows a field {', '.join(unknown)}")
    for side in ("height", "width"):
        if not (isinstance(info.get(side, 1), int) or info[side] in _SIZES):
            raise No(0, "invalid_response", f"{side} {info[side]}")
    if not isinstance(info.get("title", ""), str):
        raise No(0, "invalid_response", "a title that is no text")
    match info.get("card"):
        case {"contentType": str(kind), "content": dict(card)} if kind == CARD:
            _lawful(card)
        case card:
            raise No(0, "invalid_response", f"no card: {str(card)[:100]}")
    for action in actions(card):
        if action["type"] == "Action.Execute":
            raise No(0, "invalid_response", "an Action.Execute in a dialog, which knows none")
        if "task/fetch" in str(action.get("data") or {}):
            raise No(0, "invalid_response", "a dialog that opens a dialog")
    return dict(card)


def _lawful(card: Content) -> None:
    if faults := cards.faults(card):
        raise No(0, "invalid_card", "; ".join(faults))
    if size(card) > LARGE:
        raise No(0, "unwise", f"a card of {size(card)} bytes")


def _object(delivery: Delivery) -> dict[str, Any]:
    if delivery.statuses[-1] != 200 or not isinstance(delivery.response, dict):
        raise No(delivery.statuses[-1], "invalid_response", f"{delivery.kind}: {str(delivery.response)[:300]}")
    return delivery.response
