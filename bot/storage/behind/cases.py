"""The cases behind the figures of the cases themselves."""

from collections.abc import Mapping

from bot.storage.behind.found import Behind, Found, Look, answers, of_events
from bot.storage.counting.month import Month
from bot.storage.counting.top import at_the_top
from bot.storage.schema import events
from bot.storage.wire import Statement

ASKED: Mapping[str, Statement] = {
    "received": of_events("opened", events.c.owner),
    "escalated": of_events("escalated", events.c.owner),
}


def _on_desk(month: Month, person: str | None) -> Found:
    return [Behind(one.case, one.owner, 1) for one in at_the_top(month).still_on_the_desk]


# A ratio is opened by what stands above its line.
LOOKS: Mapping[str, Look] = {
    **{name: answers(asked) for name, asked in ASKED.items()},
    "limit": answers(ASKED["escalated"]),
    "at_the_top": _on_desk,
}
