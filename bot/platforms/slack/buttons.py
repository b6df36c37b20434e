"""Buttons: each carries the words a person could have typed, and what the card showed."""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from bot.messages.harmless import in_line
from bot.messages.instants import plain
from bot.messages.values import Button
from bot.platforms.slack.escape import Block, plain_text
from bot.platforms.slack.limits import BUTTON_TEXT, BUTTON_VALUE, BUTTONS_IN_A_ROW, cut, size

SAYS = "says:"  # what the action_id of our buttons begins with; the rest keeps them apart within one message
LONGEST_COMMAND = 500  # with what stands around it; what people type is far shorter
_STYLES = ("primary", "danger")


def value_of(button: Button, case: int | None) -> str:
    """What a press brings back."""
    return json.dumps({"s": button.says, "n": button.seen, "c": case}, ensure_ascii=False, separators=(",", ":"))


def can_be_pressed(button: Button) -> bool:
    """A command cannot be cut: what is too long for Slack to carry, and for a page with many of them, has no button."""
    return size(value_of(button, 10**18)) <= min(LONGEST_COMMAND, BUTTON_VALUE)


def element(button: Button, number: int, case: int | None, about: str = "") -> dict[str, Any]:
    """One button, numbered so that it is the only one of its name in the message; aloud it says what it is about."""
    drawn = {
        "type": "button",
        "action_id": f"{SAYS}{number}",
        "text": plain_text(button.label, BUTTON_TEXT),
        "value": value_of(button, case),
    }
    if button.style in _STYLES:
        drawn["style"] = button.style
    if about and about not in button.label:
        aloud = f"{plain(button.label).strip()[:BUTTON_TEXT]} {plain(about).strip()[:BUTTON_TEXT]}"
        drawn["accessibility_label"] = cut(in_line(aloud), BUTTON_TEXT)
    return drawn


def button_rows(buttons: Sequence[Button], numbers: "count[int]", case: int | None, about: str = "") -> Iterator[Block]:
    about = about or (f"C-{case}" if case else "")
    for start in range(0, len(buttons), BUTTONS_IN_A_ROW):
        row = buttons[start : start + BUTTONS_IN_A_ROW]
        yield {"type": "actions", "elements": [element(one, next(numbers), case, about) for one in row]}
