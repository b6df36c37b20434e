"""Two doors of one desk, and what stands there when all has been let in."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.app import HandClock, build
from bot.messages.values import Answer, Inbound
from bot.settings import parse_config
from tests.races.doors import delivery
from tests.races.house import house
from tests.races.quick import rows_apart

THURSDAY_AT_TEN = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


class Doorway:
    def __init__(self, url: str, *, stores: int) -> None:
        self.clock = HandClock(THURSDAY_AT_TEN)
        config = parse_config(house(limit="20h"))
        self.apps = [
            build(config, url, {}, clock=self.clock, synchronous="OFF", writer=f"web-{n}") for n in range(stores)
        ]
        for app in self.apps:
            app.start()

    def closes(self) -> None:
        for app in self.apps:
            app.store.close()

    def message(self, who: str, words: str, number: int, ago: timedelta = timedelta()) -> Inbound:
        """At the top of the customers' channel."""
        at = self.clock.now - ago
        ts = f"{int(at.timestamp())}.{number:06}"
        return delivery(f"slack:C0HELP:{ts}", who, words, at, "message", f"C0HELP/{ts}")

    def at_once(self, some: Iterable[Inbound]) -> list[Answer]:
        """All of them at the same instant, in turn to this door and to that."""

        async def hand() -> list[Answer]:
            doors = [app.handle for app in self.apps]
            return await asyncio.gather(*(doors[n % len(doors)](one) for n, one in enumerate(some)))

        return asyncio.run(hand())

    def read(self, question):
        return self.apps[-1].store.read(question)

    def stories(self) -> dict[int, list[tuple[str, str | None]]]:
        """Of every running case what happened, with the words."""

        def ask(tx):
            return {
                case.id: [
                    (line.event.kind, tx.words(digest) if (digest := getattr(line.event, "text", None)) else None)
                    for line in tx.lines(case.id)
                ]
                for case in tx.all_running()
            }

        return self.read(ask)

    def faults(self) -> list[str]:
        return self.read(rows_apart)
