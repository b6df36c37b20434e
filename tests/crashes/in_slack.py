"""A desk in Slack, and what is seen of it there."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from tests.crashes.desk import LOOKS_AGAIN_S, NEW_LINE, TRIES, AnyDesk, ago, steady
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.people import Person
from tests.slack_wire.wire import SECRET, TOKEN, Wire
from tests.slack_wire.workspace import Message
from tests.stories.houses import DAY_AND_NIGHT, PEOPLE, written
from tests.stories.office import channel, member

READS = ("conversations.history", "conversations.replies")


class Desk(AnyDesk):
    wire: Wire
    door = "/slack/events"
    _asked_before = 0  # calls, until it was killed last

    @staticmethod
    def configuration() -> str:
        people = lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "{member(key)}"\n'  # noqa: E731
        places = lambda name: f"slack:{name}" if name == "dm" else f"slack:{channel(name)}"  # noqa: E731
        return written(DAY_AND_NIGHT, people, places)

    @staticmethod
    def _wire(now: Callable[[], datetime]) -> Wire:
        wire = Wire(now, echoes=False)
        wire.post.retries = 0  # they are made here, when the program runs again
        return wire

    async def _populated(self) -> Mapping[str, str]:
        url = await self.wire.opens()
        for name in ("help", "front", "top", "leads", "report"):
            self.wire.channel(name)
        for key, name in PEOPLE.items():
            self.wire.user(key, name)
        for one in list(self.wire.space.channels.values()):
            one.members |= {user for user in self.wire.space.users if user.startswith("U0")}
        return {"SLACK_API_URL": url, "SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}

    async def knows_its_people(self) -> None:
        """Of those who act here: everybody is asked about, one after the other, and that takes its time."""
        asked = lambda: any(about.get("user") == member("ana") for _, about in self.wire.calls)  # noqa: E731
        await self.waits(asked, BUSY_MACHINE_S)

    # --- what people do -----------------------------------------------------------------------------------------

    def person(self, key: str) -> Person:
        return self.wire.person(member(key))

    async def writes(self, who: str, text: str, *, long_ago: timedelta = timedelta(), patient: bool = True) -> Message:
        """A customer's message, as said so long ago."""
        if member(who) not in self.wire.space.users:
            self.wire.user(who)
        self.wire.space.channels[channel("help")].members.add(member(who))
        now = ago.set(long_ago)
        try:
            message = await self.hears(self.person(who).writes(channel("help"), text), patient=patient)
        finally:
            ago.reset(now)
        self.done["message"] += 1
        return message

    async def hears(self, writing: Awaitable[Message], *, patient: bool = True) -> Message:
        """Words of which Slack tells the program four times if it must: whenever it runs again, or all at once."""
        message = await writing
        (told,) = [one for one in self.wire.deliveries if one.kind == "event" and one.body["event"]["ts"] == message.ts]
        for _ in range(TRIES - 1):
            if told.arrived:
                break
            if patient:
                await asyncio.sleep(LOOKS_AGAIN_S)
                await self.is_up()
            await self.wire.again(told)
        if not told.arrived:
            self.given_up.append(message)
        return message

    def _died(self) -> None:
        super()._died()
        self._asked_before = len(self.wire.calls)

    def has_read_again(self) -> bool:
        """Has the program that runs now asked for all that Slack gave up, where it stands?"""
        asked = [about for method, about in self.wire.calls[self._asked_before :] if method in READS]
        read = {(one.get("channel"), one.get("ts")) for one in asked}
        return all((one.channel, one.thread_ts) in read for one in self.given_up)

    # --- what is seen -------------------------------------------------------------------------------------------

    def posts(self) -> Counter[str]:
        """What the bot has put where, without what changes from minute to minute."""
        space = self.wire.space
        found: Counter[str] = Counter()
        for one in space.messages.values():
            if one.by_bot:
                root = space.messages.get((one.channel, one.thread_ts or ""))
                below = f" below {self._words(root).partition(NEW_LINE)[0]}" if root else ""
                found[f"{one.channel}{below}: {self._words(one)}"] += 1
        return found

    def _words(self, message: Message) -> str:
        return steady(self.wire.shown(message).text)

    def doubled(self) -> list[str]:
        """Posts that carry the same mark."""
        marks = Counter(json.dumps(one.metadata) for one in self.wire.space.messages.values() if one.metadata)
        return [mark for mark, many in marks.items() if many > 1]

    def refusals(self) -> list[str]:
        """What Slack would not take; that nobody answered is no such thing."""
        unanswered = [one for one in self.wire.refused if one.arguments == {"response": None}]
        taken = [one for one in self.wire.refused if one not in unanswered and not one.error.startswith("answered")]
        return [str(one) for one in taken]
