"""What people in the workspace do, each as the payload that Slack sends for it."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.slack_wire import forms
from tests.slack_wire.deliver import Delivery
from tests.slack_wire.words import of_blocks, of_mrkdwn, of_view
from tests.slack_wire.workspace import BOT_USER, DOMAIN, TEAM, Message, ResponseUrl, User, View

if TYPE_CHECKING:
    from tests.slack_wire.wire import Wire

Payload = dict[str, Any]
_TYPED = re.compile(r"(?<![\w@])@([\w.-]*\w)|(?<![\w#])#([\w-]+)")


@dataclass(frozen=True)
class Shown:
    """Something as it stood before somebody's eyes at one moment."""

    source: Message | View
    blocks: list[Payload]
    text: str
    drawn: int

    @property
    def pressable(self) -> list[tuple[Payload, Payload]]:
        """Its buttons, each with the block it stands in."""
        found = []
        for block in self.blocks:
            elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory", {})]
            found += [(block, one) for one in elements if one.get("type") == "button"]
        return found

    @property
    def labels(self) -> list[str]:
        return [button["text"]["text"] for _, button in self.pressable]


class Person:
    """Somebody at their Slack."""

    def __init__(self, wire: "Wire", user: User) -> None:
        self.wire, self.space, self.user = wire, wire.space, user

    # --- messages ---------------------------------------------------------------------------------------------

    async def writes(
        self, channel: str, text: str, *, thread: str | None = None, files: tuple[str, ...] = ()
    ) -> Message:
        """Words in a channel, in a thread of one, or in a direct chat; what mentions the bot comes twice."""
        where = self.space.channels[channel]
        assert self.user.id in where.members, f"{self.user.name} is not in {where.name}"
        message = Message(channel, self.space.ts(), self.user.id, self.wire.sent(text), thread_ts=thread, files=files)
        self.space.put(replace(message, client_msg_id=str(uuid4())))
        message = self.space.messages[channel, message.ts]
        event = {**self._record(message), "channel": channel, "channel_type": where.kind, "event_ts": message.ts}
        await self.wire.event(where.event, event)
        if f"<@{BOT_USER}>" in message.text and where.with_user is None:
            twin = {name: value for name, value in event.items() if name != "channel_type"}
            await self.wire.event("app_mention", twin | {"type": "app_mention"})
        return message

    async def dms(self, text: str, *, thread: str | None = None) -> Message:
        return await self.writes(self.space.chat_with(self.user.id).id, text, thread=thread)

    async def edits(self, message: Message, text: str) -> None:
        before = self._record(message)
        message.text, message.edited = self.wire.sent(text), {"user": self.user.id, "ts": self.space.ts()}
        message.drawn = self.space.drew()
        now = self._record(message)
        await self._happened(message, subtype="message_changed", message=now, previous_message=before)
        if f"<@{BOT_USER}>" in message.text and self.space.channels[message.channel].with_user is None:
            twin = now | {"type": "app_mention", "channel": message.channel, "event_ts": message.edited["ts"]}
            await self.wire.event("app_mention", twin)

    async def deletes(self, message: Message) -> None:
        """Of a message with a thread below it something stays."""
        before = self._record(message)
        if not self.space.thread(message.channel, message.ts):
            del self.space.messages[message.channel, message.ts]
            await self._happened(message, subtype="message_deleted", deleted_ts=message.ts, previous_message=before)
            return
        message.text, message.user = "This message was deleted.", "USLACKBOT"
        stone = message.record() | {"subtype": "tombstone", "hidden": True}
        await self._happened(message, subtype="message_changed", message=stone, previous_message=before)

    async def _happened(self, where: Message, **what: Any) -> None:
        channel, ts = self.space.channels[where.channel], self.space.ts()
        event = {"type": "message", "hidden": True, "channel": channel.id, "channel_type": channel.kind}
        await self.wire.event(channel.event, event | {"ts": ts, "event_ts": ts} | what)

    def _record(self, message: Message) -> Payload:
        return message.record() | {"team": self.user.team}

    # --- commands and shortcuts -------------------------------------------------------------------------------

    async def slash(self, channel: str, command: str, text: str) -> Delivery:
        """A slash command in a channel; threads have none."""
        where = self.space.channels[channel]
        assert self.user.id in where.members, f"{self.user.name} is not in {where.name}"
        body = {"token": "none", "team_id": TEAM, "team_domain": DOMAIN, "channel_id": channel}
        body |= {"channel_name": where.name, "user_id": self.user.id, "user_name": self.user.name}
        body |= {"command": command, "text": self.wire.sent(text, escaped=False), "api_app_id": self.wire.app}
        body |= {
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel),
            "trigger_id": self._trigger(),
        }
        return await self.wire.deliver(Delivery("command", body))

    async def uses_shortcut(self, callback_id: str, on: Message | None = None) -> Delivery:
        """A shortcut of the app: on a message, or from anywhere."""
        body = self._payload("message_action" if on else "shortcut") | {"callback_id": callback_id}
        body |= {"action_ts": self.space.ts()}
        if on:
            body |= {"message": on.record(), "message_ts": on.ts, "channel": self._channel(on.channel)}
            body |= {"response_url": self._response_url(on.channel)}
        return await self.wire.deliver(Delivery("interaction", body))

    # --- buttons ----------------------------------------------------------------------------------------------

    async def presses(self, label: str, on: Shown) -> Delivery:
        """A button as it stood when they saw it."""
        block, button = next(one for one in on.pressable if one[1]["text"]["text"] == label)
        ts = self.space.ts()
        action = {"type": "button", "action_id": button.get("action_id", "a"), "block_id": block["block_id"]}
        action |= {"text": button["text"], "action_ts": ts}
        action |= {name: button[name] for name in ("value", "style") if name in button}
        body = self._payload("block_actions") | {"actions": [action]}
        source = on.source
        if isinstance(source, View):
            body |= {"container": {"type": "view", "view_id": source.id}, "view": source.record()}
            return await self.wire.deliver(Delivery("interaction", body))
        container: Payload = {"type": "message", "message_ts": source.ts, "channel_id": source.channel}
        container |= {"is_ephemeral": source.to is not None}
        body |= {"channel": self._channel(source.channel), "state": {"values": {}}}
        body |= {"response_url": self._response_url(source.channel, source)}
        if source.thread_ts:
            container["thread_ts"] = source.thread_ts
        if source.to is None:  # an ephemeral message is not in the payload
            body["message"] = replace(source, blocks=on.blocks).record()
        return await self.wire.deliver(Delivery("interaction", body | {"container": container}))

    # --- modals -----------------------------------------------------------------------------------------------

    @property
    def modal(self) -> View | None:
        """The one that lies on top."""
        return next(iter(reversed(self.space.modals.get(self.user.id, []))), None)

    def picks(self, label: str, day: str, clock: str = "") -> bool:
        """A date, and in the next field its time; False if the field is none."""
        return forms.picked(self._form(), label, day, clock)

    def fills(self, label: str, value: str) -> str:
        """A field by its label or name, a choice by its own; how the field stands then."""
        view = self._form()
        view.drawn = self.space.drew()
        return forms.filled(view, label, value)

    def _form(self) -> View:
        view = self.modal
        assert view is not None, f"no form lies before {self.user.name}"
        return view

    async def submits(self) -> Delivery | None:
        """Send the form; None if Slack itself asks for what is required first."""
        view = self._form()
        if forms.lacks(view):
            view.drawn = self.space.drew()
            return None
        body = self._payload("view_submission") | {"view": view.record(), "response_urls": []}
        delivery = await self.wire.deliver(Delivery("interaction", body))
        self.wire.judged(view, delivery)
        return delivery

    def closes(self) -> None:
        self.space.modals[self.user.id].pop()

    # --- the rest ---------------------------------------------------------------------------------------------

    async def opens_home(self) -> None:
        event = {"type": "app_home_opened", "user": self.user.id, "tab": "home", "event_ts": self.space.ts()}
        home = self.space.homes.get(self.user.id)
        event |= {"channel": self.space.chat_with(self.user.id).id} | ({"view": home.record()} if home else {})
        await self.wire.event("app_home_opened", event)

    async def invites_the_bot(self, channel: str) -> None:
        self.space.channels[channel].members.add(BOT_USER)
        await self._bot("member_joined_channel", channel, inviter=self.user.id)

    async def removes_the_bot(self, channel: str) -> None:
        await self._bot("member_left_channel", channel)
        self.space.channels[channel].members.discard(BOT_USER)

    async def _bot(self, what: str, channel: str, **more: str) -> None:
        kind = "G" if self.space.channels[channel].private else "C"
        event = {"type": what, "user": BOT_USER, "channel": channel, "channel_type": kind, "team": TEAM}
        await self.wire.event(what, event | {"event_ts": self.space.ts()} | more)

    async def becomes(self, **changes: Any) -> None:
        """Another name, another zone, a guest, gone."""
        for name, value in changes.items():
            setattr(self.user, name, value)
        record = self.user.record(self.space.now(), locale=True, email="users:read.email" in self.wire.scopes)
        await self.wire.event("user_change", {"type": "user_change", "user": record, "event_ts": self.space.ts()})

    # --- what they see ----------------------------------------------------------------------------------------

    def sees(self) -> list[Shown]:
        """Everything before their eyes, what was drawn last at the end."""
        shown = [self.shown(one) for one in self.space.messages.values() if self._may_see(one)]
        shown += [self.shown(one) for one in self.space.private if one.to == self.user.id]
        views = [*self.space.modals.get(self.user.id, []), *filter(None, [self.space.homes.get(self.user.id)])]
        return sorted([*shown, *map(self.shown, views)], key=lambda one: one.drawn)

    def _may_see(self, message: Message) -> bool:
        return self.user.id in self.space.channels[message.channel].members

    def shown(self, what: Message | View) -> Shown:
        if isinstance(what, View):
            return Shown(what, what.shape["blocks"], of_view(what, self.wire.name), what.drawn)
        words = of_blocks(what.blocks, self.wire.name) if what.blocks else of_mrkdwn(what.text, self.wire.name)
        return Shown(what, what.blocks, words, what.drawn)

    # --- parts of payloads ------------------------------------------------------------------------------------

    def _payload(self, kind: str) -> Payload:
        who = {"id": self.user.id, "username": self.user.name, "name": self.user.name, "team_id": self.user.team}
        body = {"type": kind, "user": who, "api_app_id": self.wire.app, "token": "none", "enterprise": None}
        team = {"id": TEAM, "domain": DOMAIN}
        return body | {"team": team, "is_enterprise_install": False, "trigger_id": self._trigger()}

    def _trigger(self) -> str:
        return self.space.trigger(self.user.id, self.wire.time())

    def _channel(self, channel: str) -> Payload:
        return {"id": channel, "name": self.space.channels[channel].name}

    def _response_url(self, channel: str, on: Message | None = None) -> str:
        key = uuid4().hex
        self.space.response_urls[key] = ResponseUrl(self.user.id, channel, self.space.now(), on)
        return f"{self.wire.url}/respond/{key}"


def typed(text: str, handles: dict[str, str], channels: dict[str, str]) -> str:
    """What Slack makes of @names and #channels that it knows."""

    def found(match: re.Match[str]) -> str:
        if (handle := match[1]) and handle in handles:
            return f"<@{handles[handle]}>"
        if (name := match[2]) and name in channels:
            return f"<#{channels[name]}|{name}>"
        return match[0]

    return _TYPED.sub(found, text)
