"""The local Slack, put together: one address for the app to call, and one workspace that it is installed in."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from tests.slack_wire.api import Api, Refused, Trouble
from tests.slack_wire.blocks import checked_view
from tests.slack_wire.deliver import Delivery, Post
from tests.slack_wire.forms import answer_in, beside_fields
from tests.slack_wire.local import Observed
from tests.slack_wire.methods import Methods
from tests.slack_wire.people import Person, Shown, typed
from tests.slack_wire.server import Server
from tests.slack_wire.workspace import APP, BOT_USER, TEAM, Channel, Message, No, User, View, Workspace

TOKEN, APP_TOKEN, SECRET = "xoxb-the-bot", "xapp-the-socket", "signed-in-ink"
SCOPES = (
    *("app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:write"),
    *("groups:history", "groups:read", "im:history", "im:read", "im:write", "users:read", "users:read.email"),
)
EVENTS = (
    *("app_home_opened", "app_mention", "member_joined_channel", "member_left_channel"),
    *("message.channels", "message.groups", "message.im", "user_change"),
)


class Wire(Observed):
    """What a test holds in its hand: people, what they do, what they see, and what the app was refused."""

    app = APP
    Trouble = Trouble

    def __init__(self, now: Callable[[], datetime], *, echoes: bool = True) -> None:
        self.space = Workspace(now)
        self.scopes, self.events = set(SCOPES), set(EVENTS)
        self.post = Post(SECRET)
        self._methods = Methods(self.space, self.scopes)
        self._api = Api(self._methods, self.post, {TOKEN: "bot", APP_TOKEN: "app"})
        self._echoes = echoes  # does the app hear its own messages, as it does in life?
        self.url = ""

    async def opens(self) -> str:
        """Answer from now on; the URL of the Web API."""
        self._server = await Server.on(self._api.answer)
        self.url = self._server.url
        self._methods.url, self._methods.time = self.url, self.time
        return f"{self.url}/api/"

    # --- the workspace ----------------------------------------------------------------------------------------

    def waits(self, patience_s: float) -> None:
        """So long for an answer, and for a form, instead of three seconds."""
        self.post.patience_s = self.space.trigger_lives_s = patience_s

    def user(self, name: str, real_name: str = "", **more: Any) -> Person:
        """Somebody new."""
        known = {"id": f"U0{name.upper().replace('.', '')}", "real_name": real_name or name.capitalize(), **more}
        user = User(name=name, **known)
        self.space.users[user.id] = user
        return Person(self, user)

    def person(self, name: str) -> Person:
        """Somebody who is there, by handle or id."""
        return Person(self, next(one for one in self.space.users.values() if name in (one.name, one.id)))

    def channel(self, name: str, *, bot: bool = True, private: bool = False) -> Channel:
        channel = Channel(f"C0{name.upper()}", name, {BOT_USER} if bot else set(), private)
        return self.space.channels.setdefault(channel.id, channel)

    def name(self, of: str) -> str:
        """What is shown of an id."""
        if of in self.space.users:
            return self.space.users[of].real_name
        return self.space.channels[of].name if of in self.space.channels else of

    def sent(self, text: str, *, escaped: bool = True) -> str:
        """Typed words as the app gets them."""
        if escaped:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        handles = {one.name: one.id for one in self.space.users.values()}
        return typed(text, handles, {one.name: one.id for one in self.space.channels.values()})

    # --- deliveries -------------------------------------------------------------------------------------------

    async def event(self, name: str, event: dict[str, Any]) -> Delivery | None:
        """Tell the app of it, if it asked for such events and may hear of this one."""
        channel = self.space.channels.get(str(event.get("channel")))
        if name not in self.events or (channel and BOT_USER not in channel.members):
            return None
        us = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        body = {"token": "none", "team_id": TEAM, "api_app_id": APP, "type": "event_callback", "event": event}
        body |= {"event_id": f"Ev{uuid4().hex[:10].upper()}", "event_time": int(self.space.now().timestamp())}
        body |= {"authorizations": [us | {"is_enterprise_install": False}], "is_ext_shared_channel": False}
        return await self.deliver(Delivery("event", body))

    async def deliver(self, delivery: Delivery) -> Delivery:
        await self.post.send(delivery)
        self._responded(delivery)
        if delivery.statuses and not delivery.arrived:
            self.refused.append(Refused(delivery.kind, f"answered {delivery.statuses[-1]}", arguments=delivery.body))
        return delivery

    async def quiet(self) -> None:
        """Let the app hear of its own messages, until it says nothing more."""
        while self._methods.echoes or self._api.under_way:
            if not self._methods.echoes:
                await asyncio.sleep(0)
                continue
            echo = self._methods.echoes.pop(0)
            if self._echoes:
                await self.event(self.space.channels[echo["channel"]].event, echo | {"event_ts": echo["ts"]})

    async def again(self, delivery: Delivery) -> None:
        """The same delivery once more, and what its response does."""
        await self.post.again(delivery)
        self._responded(delivery)

    def _responded(self, delivery: Delivery) -> None:
        """A command's response is shown to who typed it."""
        if delivery.kind != "command":
            return
        key = delivery.body["response_url"].rpartition("/")[2]
        match delivery.response:
            case str(text) if delivery.arrived and text:
                said: dict[str, Any] = {"text": text}
            case dict(said) if said:
                pass
            case _:
                return
        try:
            self._api.responded(key, said, counts=False)
        except No as no:
            self.refused.append(Refused("response", no.error, no.details, said))

    def judged(self, view: View, delivery: Delivery) -> None:
        """What becomes of a form that was sent, as the response says."""
        modals = self.space.modals[view.user]
        try:
            said = answer_in(delivery.response) if delivery.arrived else {"response_action": "errors"}
            match said.get("response_action"):
                case None:
                    modals.remove(view)
                case "clear":
                    modals.clear()
                case "update":
                    self.space.show(view.user, checked_view(said.get("view"), "modal"), over=view)
                case "push":
                    self.space.show(view.user, checked_view(said.get("view"), "modal"))
                case "errors":
                    view.errors = beside_fields(said.get("errors"), view)
                    view.drawn = self.space.drew()
        except No as no:
            self.refused.append(Refused("view_submission", no.error, no.details, {"response": delivery.response}))

    # --- what happened ----------------------------------------------------------------------------------------

    async def refreshes_sockets(self) -> None:
        await self._api.refreshes()

    def messages(self, channel: str, thread: str | None = None) -> list[Message]:
        """What stands at the top of a channel, or below one message."""
        return self.space.thread(channel, thread) if thread else self.space.in_channel(channel)

    def shown(self, what: Message | View) -> Shown:
        """Something as anybody sees it."""
        return Person(self, self.space.users[BOT_USER]).shown(what)
