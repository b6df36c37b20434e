"""Buttons: each carries the words a person could have typed, and what the card showed.

What acts at once is an Action.Execute; what opens or shows something asks for a dialog; a dialog itself knows neither:
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

from collections.abc import Iterator, Sequence
from typing import Any
from unicodedata import east_asian_width

from bot.messages.pressing import acts_at_once
from bot.messages.values import Button
from bot.platforms.teams.escape import Element, title, unmentioned
from bot.platforms.teams.limits import ACTIONS_IN_A_ROW, BUTTON_TEXT, weight

SAYS = "says"  # the verb of our buttons
LONGEST_COMMAND = 500  # with what stands around it; what people type is far shorter
WIDEST_ROW = 52  # characters, with what stands around each label
_STYLES = {"primary": "positive", "danger": "destructive"}


def value_of(button: Button, case: int | None) -> dict[str, Any]:
    """What a press brings back."""
    value: dict[str, Any] = {"s": unmentioned(button.says), "n": button.seen}
    return value if case is None else {**value, "c": case}


def can_be_pressed(button: Button) -> bool:
    """A command cannot be cut: what is too long for a card with many of them has no button."""
    return weight(value_of(button, 10**18)) <= LONGEST_COMMAND


def action(button: Button, case: int | None, *, dialog: bool = False, about: str = "") -> Element:
    """One button; over it, and aloud, it says what it is about."""
    look = {"title": title(button.label, BUTTON_TEXT)}
    if about:
        look["tooltip"] = title(f"{button.label} {about}", BUTTON_TEXT)
    if button.style in _STYLES:
        look["style"] = _STYLES[button.style]
    value = value_of(button, case)
    if dialog:
        return {"type": "Action.Submit", **look, "data": value}
    if acts_at_once(button.says):
        submit = {"type": "Action.Submit", "title": look["title"], "data": value}
        return {"type": "Action.Execute", **look, "verb": SAYS, "data": value, "fallback": submit}
    return {"type": "Action.Submit", **look, "data": {**value, "msteams": {"type": "task/fetch"}}}


def without_dialogs(part: Any) -> Any:
    """The same for a client that sends nothing where a dialog is asked for: the form comes as a card instead.

    So does Microsoft's own local client (Agents Playground 0.2.28).
    """
    match part:
        case {"type": "Action.Submit", "data": {"msteams": {"type": "task/fetch"}, **value}, **look}:
            return {"type": "Action.Execute", **look, "verb": SAYS, "data": value}
        case dict():
            return {name: without_dialogs(one) for name, one in part.items()}
        case list():
            return [without_dialogs(one) for one in part]
    return part


def action_sets(actions: Sequence[Element]) -> Iterator[Element]:
    """Row after row, so that each of them is seen, with all of its label."""
    row: list[Element] = []
    for one in actions:
        if len(row) == ACTIONS_IN_A_ROW or (row and sum(map(_width, [*row, one])) > WIDEST_ROW):
            yield {"type": "ActionSet", "actions": row}
            row = []
        row.append(one)
    if row:
        yield {"type": "ActionSet", "actions": row}


def _width(action: Element) -> int:
    """Chinese characters take the room of two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in action["title"]) + 4
