"""A day in a tenant: Maria and Ana, our room, and what was asked of the Connector while a turn lasted."""

import asyncio
from datetime import UTC, datetime

from bot.messages.values import Address, Answer, Button, Card, Field, Form, Profile, Say
from tests.platforms.teams.a_room import ADesk, a_room_on
from tests.settled import settled
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.envelopes import envelope
from tests.teams_wire.wire import TOKEN, Wire, thread_of

HELP = thread_of("Desk/help")
CARD = Card("C-1 · Maria", lines=("charged twice",), buttons=(Button("Claim", "claim C-1", 3),), case=1)
ASKS = Form("Ask about C-1", "ask C-1", (Field("text", "Text", "long"),), previews=True)
SAID = Answer((Say("went-wrong", {"error": "abc"}),))
OPENS = Card("C-1", facts=(("Owner", "Ana"),), buttons=(Button("Ask", "ask C-1", 3), Button("Claim", "claim C-1", 3)))


class ADay:
    """A tenant with Maria and Ana in it, and our room; what was asked of the Connector, and when a turn was over."""

    def __init__(self, wire, desk, events):
        self.wire, self.desk, self.events = wire, desk, events
        self.maria, self.ana = wire.person("maria"), wire.person("ana")
        self.room = None

    def asked(self, *methods):
        return [call.method for call in self.wire.calls if call.method in methods]

    def chat(self, who="ana"):
        there = self.wire.space.personal(self.wire.person(who).user.id)
        return [self.wire.shown(one) for one in self.wire.messages(there.id) if one.by_bot]

    def told(self):
        return [one.text for one in self.wire.space.told]

    async def has_card(self, card=OPENS):
        """A card of ours in the channel, as Ana sees it."""
        await self.maria.writes(HELP, "charged twice")
        await settled()
        await self.room.courier.send(Address("teams", HELP), card)
        return self.ana.sees()[-1]

    async def invokes(self, name, value, where=HELP):
        about = envelope(self.ana.user, self.wire.space.conversations[where], self.wire.space.now(), self.wire.service)
        body = about | {"type": "invoke", "name": name, "id": "f:1", "value": value, "replyToId": "1"}
        return await self.wire.deliver(Delivery(body))


def story(telling, answers=lambda inbound: Answer()):
    async def told():
        events, desk = [], ADesk()
        desk.answers = answers
        wire = Wire(lambda: datetime.now(UTC))
        await wire.opens()
        for who in ("maria", "ana"):
            wire.user(who)
            desk.profiles[person(wire, who)] = Profile(person(wire, who), who.capitalize())
        wire.channel("help", wire.team("Desk", "maria", "ana"))

        async def token(*, fresh=False):
            events.append("asks the Connector")
            return TOKEN

        day = ADay(wire, desk, events)
        async with a_room_on(wire, desk, token, turned=events.append) as room:
            day.room = room
            try:
                return await telling(day)
            finally:
                wire.resumes()
                await settled()
                await wire.closes()

    return asyncio.run(told())


def person(wire, who):
    return Address("teams", wire.person(who).user.aad)
