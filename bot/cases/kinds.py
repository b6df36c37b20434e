"""Every kind of event there is, by the word that a ledger line has for it."""

from collections.abc import Mapping

from bot.cases import chain, events
from bot.cases.event import Event

KINDS: Mapping[str, type[Event]] = {
    one.kind: one
    for room in (events, chain)
    for one in vars(room).values()
    if isinstance(one, type) and issubclass(one, Event) and one is not Event
}
