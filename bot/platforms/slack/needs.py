"""What the bot needs of Slack: methods, events, shortcuts, and the scopes that all of them come to.

The manifest asks for this and for nothing else; a test compares both with what the code does.
Scopes and tiers are those of docs.slack.dev/reference/methods and /reference/events.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

HISTORY = ("channels:history", "groups:history", "im:history")
CHATS = "im:read"  # without it nobody can say which direct chats there are
ALWAYS = ("users:read.email",)  # what no method asks for, and yet is used: see below


class Calls(Protocol):
    """Whatever can call a method by its name."""

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Method:
    scopes: tuple[str, ...]  # of the bot's token
    per_minute: int  # for the whole workspace


@dataclass(frozen=True, slots=True)
class Shortcut:
    name: str
    kind: str  # message, global


# Two addresses are one customer only if Slack states the same e-mail for them.
METHODS: Mapping[str, Method] = {
    "apps.connections.open": Method((), 1),  # with the app-level token, and its connections:write
    "auth.test": Method((), 100),
    "chat.postEphemeral": Method(("chat:write",), 100),
    "chat.postMessage": Method(("chat:write",), 200),  # "several hundred"; besides, one a second in each channel
    "chat.update": Method(("chat:write",), 50),
    "conversations.history": Method(HISTORY, 50),
    "conversations.info": Method(("channels:read", "groups:read"), 50),
    "conversations.list": Method((CHATS,), 20),  # of direct chats only
    "conversations.open": Method(("im:write",), 50),
    "conversations.replies": Method(HISTORY, 50),
    "files.completeUploadExternal": Method(("files:write",), 100),
    "files.getUploadURLExternal": Method(("files:write",), 100),
    "users.info": Method(("users:read",), 100),
    "views.open": Method((), 100),
    "views.publish": Method((), 100),
    "views.push": Method((), 100),
}

EVENTS: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "channel_left": ("channels:read",),
    "group_left": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "user_change": ("users:read",),
}

OPEN_CASE, NEW_CASE = "open_case", "new_case"  # callback ids
SHORTCUTS: Mapping[str, Shortcut] = {
    OPEN_CASE: Shortcut("Open a case from this", "message"),
    NEW_CASE: Shortcut("New case", "global"),
}


def unhurried_s(method: str) -> float:
    """Between two calls of what nobody waits for: half of the limit is left to those who do."""
    return 2 * 60 / METHODS[method].per_minute


def scopes() -> frozenset[str]:
    """Every scope that the bot's token must have."""
    methods = {scope for method in METHODS.values() for scope in method.scopes}
    events = {scope for needed in EVENTS.values() for scope in needed}
    return frozenset({*methods, *events, *ALWAYS, "commands"})
