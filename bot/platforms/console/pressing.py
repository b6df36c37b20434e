"""Which button somebody means: by its label, on the newest card they see or on that of a case."""

import re

from bot.messages.values import Button, Card, Say
from bot.platforms.console.matching import meant
from bot.platforms.console.world import Console

# "press Claim C-4", "press C-4 Claim"
_CASE = re.compile(r"^\s*c-?(?P<first>[0-9]{1,18})\b|\bc-?(?P<last>[0-9]{1,18})\s*$", re.IGNORECASE)


def button_meant(console: Console, who: str, typed: str) -> tuple[Card, Button] | Say:
    """The button, and the card it stands on; a sentence if there is none or more than one."""
    case, label = None, typed
    if found := _CASE.search(typed):
        case = int(found["first"] or found["last"])
        label = typed[: found.start()] + typed[found.end() :]
    card = console.newest(who, case)
    if card is None:
        return Say("console-no-card", {"who": who, "case": f"C-{case}" if case else "none"})
    buttons = meant(label, ((button.label, button) for button in card.buttons))
    if not buttons and card.case and label.strip():  # an offer stands beside the card of its case
        for other in console.pressable(who, card.case):
            if there := meant(label, ((button.label, button) for button in other.buttons)):
                card, buttons = other, there
                break
    if len(buttons) == 1:
        return card, buttons[0]
    labels = tuple(button.label for button in buttons or card.buttons)
    if not label.strip():
        return Say("console-press-what", {"labels": labels, "who": who})
    key = "console-which-button" if buttons else "console-no-button"
    return Say(key, {"typed": label.strip()[:40], "labels": labels, "who": who, "card": card.title[:80]})
