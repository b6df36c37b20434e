"""Defects that are put into the running program on purpose: the table must catch each of them."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import bot.app
from bot.app import App
from bot.messages.values import Answer, Outgoing
from bot.scheduler import deliver, sending, waiting
from bot.storage import lanes
from bot.storage.store import Store
from bot.storage.tx import Tx
from bot.storage.wire import Wire

SOON_S = 0.2


def acknowledges_before_the_commit() -> None:
    """What was answered yes may never have been written."""
    handle, tasks = App.handle, set()

    async def later(app: App, inbound: Any) -> None:
        await asyncio.sleep(SOON_S)
        await handle(app, inbound)

    async def at_once(app: App, inbound: Any) -> Answer:
        tasks.add(asyncio.create_task(later(app, inbound)))
        return Answer()

    App.handle = at_once  # type: ignore[method-assign]


def forgets_what_it_has_heard() -> None:
    """What comes again is done again."""
    Tx.remember = lambda *ignored: ignored[-1]  # type: ignore[method-assign]


def remembers_before_it_acts() -> None:
    """The key of a delivery is written in a transaction before that of what it asks for."""
    handle = App.handle

    async def remembered(app: App, inbound: Any) -> Answer:
        known = await app.store.acted(lambda tx: tx.answered(inbound.keys) is not None)
        if known:
            return Answer(again=True)
        await app.store.acted(lambda tx: tx.remember(inbound.keys, None))
        unknown = tuple(f"{key}:once more" for key in inbound.keys)
        return await handle(app, replace(inbound, keys=unknown))

    App.handle = remembered  # type: ignore[method-assign]


def says_beside_the_transaction() -> None:
    """What is to be said is written after what it is about, by itself."""
    say, stores = Tx.say, list[Store]()
    begin = Store.__init__

    def begins(self: Store, *what: Any, **more: Any) -> None:
        begin(self, *what, **more)
        stores.append(self)

    def write(outgoing: Outgoing) -> None:
        time.sleep(SOON_S)
        stores[-1].act(lambda tx: say(tx, outgoing))

    def says(self: Tx, outgoing: Outgoing) -> None:
        threading.Thread(target=write, args=(outgoing,), daemon=True).start()

    Store.__init__ = begins  # type: ignore[method-assign]
    Tx.say = says  # type: ignore[method-assign]


def hands_out_without_a_note() -> None:
    """Nothing says that a row may be on its way."""
    many = Wire.many

    def some(self: Wire, statement: Any, rows: Any) -> int:
        if statement in (lanes.HAND_OUT_SAID, lanes.HAND_OUT_SHOWN):
            return len(rows)
        return many(self, statement, rows)

    Wire.many = some  # type: ignore[method-assign]


def takes_it_for_sent_before_it_is() -> None:
    leave = sending.Sending._leave

    async def leaves(self: Any, row: Any, courier: Any, spent: Any, **how: Any) -> None:
        if isinstance(row, sending.ToSay):
            await self._store.acted(lambda tx: tx.sent(row))
        await leave(self, row, courier, spent, **how)

    sending.Sending._leave = leaves  # type: ignore[method-assign]


def never_asks_whether_it_arrived() -> None:
    """What is in doubt is simply sent again."""
    for module in (waiting, sending, deliver):
        module.in_doubt = lambda row: False  # type: ignore[attr-defined]


def posts_without_a_mark() -> None:
    """Nobody can find again what was posted."""
    sending.mark_of = lambda row: ""  # type: ignore[attr-defined]


def gives_up_what_is_in_doubt() -> None:
    """What may have arrived is not sent again, and its people are told so."""

    async def arrives(self: Any, row: Any, courier: Any) -> Any:
        raise sending.NotDelivered("it may be there", permanent=True)

    sending.Sending._find = arrives  # type: ignore[method-assign]


def waits_for_the_dead() -> None:
    """Lanes rest until the lease of the process that died is over."""
    bot.app.inherit = lambda tx: 0  # type: ignore[attr-defined]


PLANTED: Mapping[str, Callable[[], None]] = {
    one.__name__.replace("_", " "): one
    for one in (
        acknowledges_before_the_commit,
        forgets_what_it_has_heard,
        remembers_before_it_acts,
        says_beside_the_transaction,
        hands_out_without_a_note,
        takes_it_for_sent_before_it_is,
        never_asks_whether_it_arrived,
        posts_without_a_mark,
        gives_up_what_is_in_doubt,
        waits_for_the_dead,
    )
}


def plant(name: str) -> None:
    PLANTED[name]()
