"""The local Teams, put together: one address for the bot to call, and one tenant that it is installed in."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.slack_wire.local import Observed
from tests.slack_wire.server import Server
from tests.teams_wire.api import Api, Refused, Trouble
from tests.teams_wire.deliver import Delivery, Post, renamed
from tests.teams_wire.keys import Keys
from tests.teams_wire.limits import Limits
from tests.teams_wire.methods import Methods
from tests.teams_wire.people import Person, Shown, person
from tests.teams_wire.tenant import (
    BOT,
    NAME,
    Conversation,
    Dialog,
    Message,
    No,
    Team,
    Tenant,
    Told,
    User,
    guid,
)

TOKEN, SECRET = "bearer-of-the-bot", "its-password"


class Wire(Observed):
    """What a test holds in its hand: people, what they do, what they see, and what the bot was refused."""

    Trouble = Trouble

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.space = Tenant(now)
        self.keys = Keys()
        self.post = Post(self.keys)
        self.without_dialogs: set[str] = set()  # ids of people whose clients know no dialogs
        self.without_execute: set[str] = set()  # ids of people whose clients know no Action.Execute
        self.methods = Methods(self.space)
        self._api = Api(self.methods, self.keys, TOKEN, SECRET, self.time)
        self.url = ""

    async def opens(self) -> str:
        """Answer from now on; the address that activities name as their service."""
        self._server = await Server.on(self._api.answer)
        self.url = self._api.url = self._server.url
        return self.service

    def waits(self, patience_s: float) -> None:
        """So long for an answer, instead of fifteen seconds."""
        self.post.patience_s = patience_s

    async def goes_down(self) -> int:
        """Nobody listens there any more, until it `comes_back` at the same port."""
        assert self._server is not None
        await self._server.close()
        return self._server.port

    async def comes_back(self, port: int) -> None:
        self._server = await Server.on(self._api.answer, port)

    def moves(self, url: str) -> None:
        """From now on it is known by another address, under which somebody else leads to it."""
        self.url = self._api.url = url

    @property
    def service(self) -> str:
        return f"{self.url}/emea/"

    @property
    def openid_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    # --- the tenant -------------------------------------------------------------------------------------------

    def user(self, handle: str, name: str = "", **more: Any) -> Person:
        """Somebody new."""
        user = User(handle, name or handle.capitalize(), **more)
        self.space.users[user.id] = user
        return Person(self, user)

    def person(self, name: str) -> Person:
        return person(self, name)

    def team(self, name: str, *people: str, hears_all: bool = True, installed: bool = True) -> Team:
        """A team with nothing but its General channel."""
        general = thread_of(f"{name}/General")
        if general not in self.space.teams:
            team = Team(general, name, guid(f"group {name}"), installed=installed, hears_all=hears_all)
            self.space.teams[general] = team
            self.space.conversations[general] = Conversation(general, "channel", "General", team)
        team = self.space.teams[general]
        team.members |= {self.person(one).user.id for one in people}
        return team

    def channel(self, name: str, team: Team) -> Conversation:
        channel = Conversation(thread_of(f"{team.name}/{name}"), "channel", name, team)
        return self.space.conversations.setdefault(channel.id, channel)

    def group(self, name: str, *people: str, present: bool = True, all_heard: bool = True) -> Conversation:
        chat = Conversation(thread_of(name).replace(".tacv2", ".v2"), "groupChat", name)
        chat = self.space.conversations.setdefault(chat.id, chat)
        chat.people |= {self.person(one).user.id for one in people}
        chat.present, chat.all_heard = present, all_heard
        return chat

    def chat(self, name: str) -> Conversation:
        """The chat of somebody with the bot."""
        return self.space.personal(self.person(name).user.id)

    # --- deliveries -------------------------------------------------------------------------------------------

    async def deliver(self, delivery: Delivery, judged: Callable[[], None] | None = None) -> Delivery:
        """Tell the bot; `judged` makes of its answer what Teams makes of it. Raises nothing: refusals are kept."""
        await self.post.send(delivery)
        self._follows(delivery, judged)
        return delivery

    async def again(self, delivery: Delivery, *, another_id: bool = False) -> Delivery:
        """The same delivery once more, or the same under another id."""
        if another_id:
            return await self.deliver(renamed(delivery))
        await self.post.attempt(delivery)
        self._follows(delivery, None)
        return delivery

    def _follows(self, delivery: Delivery, judged: Callable[[], None] | None) -> None:
        if not delivery.statuses:
            return
        if not delivery.arrived:
            status = delivery.statuses[-1]
            self.refused.append(Refused(delivery.kind, status, "undelivered", about=delivery.body))
            return
        try:
            if judged:
                judged()
        except No as no:
            self.refused.append(Refused(delivery.kind, no.status, no.code, no.words, delivery.response))

    async def quiet(self) -> None:
        """Until the bot asks nothing more."""
        while self._api.under_way:
            await asyncio.sleep(0)

    # --- what happened ----------------------------------------------------------------------------------------

    def limits(self, time: Callable[[], float] | None = None) -> None:
        """From now on nobody asks more often than Teams lets them."""
        self._api.limits = Limits(time or self.time)

    def stalls(self) -> None:
        """From now on the Connector answers nothing, until it `resumes`; keys and tokens are elsewhere."""
        self._api.stalled = asyncio.Event()

    def resumes(self) -> None:
        stalled, self._api.stalled = self._api.stalled, None
        if stalled:
            stalled.set()

    def complaints(self) -> list[str]:
        """What Teams would not take, would not show, or takes unwillingly. To ask for who is not there is no fault."""
        return [str(one) for one in self.refused if one.code != "MemberNotFoundInConversation"]

    def messages(self, conversation: str, root: str | None = None) -> list[Message]:
        """What stands at the top of a conversation, or below one post."""
        return list(self.space.standing(conversation, root))

    def shown(self, what: Message | Dialog | Told) -> Shown:
        """Something as anybody sees it."""
        return Person(self, User("anybody", NAME, id=BOT)).shown(what)


def thread_of(name: str) -> str:
    """What Teams calls a channel, or a chat of many."""
    return f"19:{guid(name).replace('-', '')}@thread.tacv2"
