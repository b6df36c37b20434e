"""The ids and instants in what Teams sends, and where something stands.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.messages.values import Address
from bot.platforms.payload import Misshapen, Payload, part
from bot.platforms.teams.places import THREAD, address, escaped
from bot.platforms.teams.us import PLATFORM

_NAME = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff]{1,512}")  # ids of every kind
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_KINDS = ("personal", "groupChat", "channel")
_ELSEWHERE = "@unq.gbl.spaces"  # a chat of two people, in which we are not


def name_in(of: Payload, name: str) -> str | None:
    """The id of something; None if it is left out."""
    value = of.get(name)
    return None if value is None or value == "" else needed(of, name)


def needed(of: Payload, name: str) -> str:
    value = of.get(name)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Misshapen(f"{name} is no id")
    return value


def list_in(of: Payload, name: str) -> list[Any]:
    value = of.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Misshapen(f"{name} is no list")
    return value


def instant(of: Payload, name: str, now: datetime) -> datetime:
    """When it was, as far as that is said: never later than now. Teams writes three to seven digits of a second."""
    value = of.get(name)
    if value is not None and not isinstance(value, str):
        raise Misshapen(f"{name} is no timestamp")
    found = _INSTANT.fullmatch(value) if value else None
    if found is None:
        return now
    try:
        at = datetime.fromisoformat(f"{found[1]}.{(found[2] or '')[:6].ljust(6, '0')}{found[3] or 'Z'}").astimezone(UTC)
    except (ValueError, OverflowError):
        return now
    return min(at, now)


@dataclass(frozen=True, slots=True)
class Where:
    """The conversation that something happened in."""

    wire: str  # as it came
    id: str  # without its thread: a channel and all its threads share it
    kind: str  # personal, groupChat, channel
    root: str | None = None  # the first message of the thread

    @property
    def is_ours(self) -> bool:
        """Are we in it? Message extensions work in conversations of other people too."""
        return not self.id.endswith(_ELSEWHERE)

    def place(self, person: Address) -> Address | None:
        if self.kind == "personal":
            return person if self.is_ours else None
        return address(self.id)

    def thread(self, message: str | None) -> Address | None:
        """The thread that a message stands in, if only its own."""
        root = self.root or message
        if self.kind != "channel" or root is None:
            return None
        return address(self.id, root)

    def stands(self, message: str, person: Address) -> Address | None:
        """What a message is known to stand in: its thread; in a chat, where there are none, itself within the chat."""
        if self.kind == "channel":
            return self.thread(message)
        chat = self.place(person)
        return chat and Address(PLATFORM, f"{chat.place}/{escaped(message)}")

    def key(self, message: str) -> str:
        """What a message is known by, whether it comes itself or is quoted, changed or deleted."""
        return f"{PLATFORM}:{self.id}:{message}"


def where_of(body: Payload) -> Where:
    """A channel's messages come as `19:…@thread.tacv2;messageid=<the thread's first>`, its events without."""
    conversation = part(body, "conversation")
    wire = needed(conversation, "id")
    name, _, root = wire.partition(THREAD)
    name, root = name.partition(";")[0], root.partition(";")[0]
    if not name:
        raise Misshapen("a conversation without id")
    return Where(wire, name, _kind(body, conversation, wire), root or None)


def _kind(body: Payload, conversation: Payload, wire: str) -> str:
    """Some clients leave the conversation's type out; its id and its team say it then."""
    kind = conversation.get("conversationType")
    if kind is not None and not isinstance(kind, str):
        raise Misshapen("conversationType is no text")
    if kind in _KINDS:
        return kind
    data = part(body, "channelData")
    if THREAD in wire or data.get("channel") or data.get("team") or data.get("teamsChannelId"):
        return "channel"
    return "groupChat" if conversation.get("isGroup") or "@thread." in wire else "personal"
