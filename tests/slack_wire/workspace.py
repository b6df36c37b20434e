"""What stands in the workspace: people, channels, messages, and whatever lies open before somebody."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

TEAM, DOMAIN, APP, BOT, BOT_USER = "T0DESK", "desk", "A0BUCK", "B0BUCK", "U0BUCK"
TRIGGER_LIVES_S = 3
Block = dict[str, Any]


class No(Exception):
    """Slack refuses, in its own word."""

    def __init__(self, error: str, *details: str) -> None:
        super().__init__(" ".join((error, *details)))
        self.error, self.details = error, details


@dataclass
class User:
    id: str
    name: str  # the handle
    real_name: str
    tz: str = "Europe/Bucharest"
    locale: str = "en-US"
    email: str = ""
    team: str = TEAM
    bot: bool = False
    guest: bool = False
    deleted: bool = False

    def record(self, at: datetime, *, locale: bool = False, email: bool = False) -> dict[str, Any]:
        """As `users.info` and `user_change` describe somebody."""
        profile = {"real_name": self.real_name, "display_name": "", "team": self.team}
        if email and self.email and self.team == TEAM:
            profile["email"] = self.email
        known = {"id": self.id, "team_id": self.team, "name": self.name, "deleted": self.deleted, "profile": profile}
        known |= {"is_bot": self.bot, "is_app_user": False, "updated": int(at.timestamp())}
        if self.deleted:
            return known
        offset = at.astimezone(ZoneInfo(self.tz)).utcoffset()
        known |= {"real_name": self.real_name, "tz": self.tz, "tz_label": self.tz}
        known |= {"tz_offset": int(offset.total_seconds()) if offset else 0}
        known |= {"is_restricted": self.guest, "is_ultra_restricted": False, "is_admin": False, "is_owner": False}
        if self.team != TEAM:
            return known | {"is_stranger": False}
        return known | ({"locale": self.locale} if locale else {})


@dataclass
class Channel:
    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    archived: bool = False
    with_user: str | None = None  # a direct chat with them

    @property
    def kind(self) -> str:
        return "im" if self.with_user else "group" if self.private else "channel"

    @property
    def event(self) -> str:
        """The name under which an app asks for its messages."""
        return {"im": "message.im", "group": "message.groups", "channel": "message.channels"}[self.kind]


@dataclass
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    thread_ts: str | None = None  # the message whose thread it stands in
    metadata: dict[str, Any] | None = None
    client_msg_id: str | None = None
    files: tuple[str, ...] = ()
    edited: dict[str, str] | None = None
    to: str | None = None  # shown to them alone
    drawn: int = 0  # grows with everything that is drawn, so that the newest is known

    @property
    def by_bot(self) -> bool:
        return self.user == BOT_USER

    def record(self, *, metadata: bool = False) -> dict[str, Any]:
        """As events and histories show it."""
        shown: dict[str, Any] = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        shown["team"] = TEAM
        if self.by_bot:
            shown |= {"bot_id": BOT, "app_id": APP, "bot_profile": {"id": BOT, "app_id": APP, "name": "buckstop"}}
        if self.client_msg_id:
            shown["client_msg_id"] = self.client_msg_id
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.files:
            shown["subtype"] = "file_share"
            link = f"https://{DOMAIN}.slack.com/files/{self.user}"
            shown["files"] = [
                {"id": f"F{n}", "name": name, "permalink": f"{link}/F{n}/{name}"} for n, name in enumerate(self.files)
            ]
        if self.edited:
            shown["edited"] = self.edited
        if self.thread_ts:
            shown["thread_ts"] = self.thread_ts
        if metadata and self.metadata:
            shown["metadata"] = self.metadata
        return shown


@dataclass
class File:
    """What somebody uploads; seen by nobody until it is shared."""

    id: str
    name: str
    length: int
    alt: str
    content: bytes = b""
    shared: bool = False


@dataclass
class View:
    """A modal before somebody, or their Home."""

    id: str
    user: str
    shape: dict[str, Any]  # as the app sent it
    hash: str
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    drawn: int = 0

    def record(self) -> dict[str, Any]:
        known = {
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "bot_id": BOT,
            "hash": self.hash,
            "root_view_id": self.id,
        }
        blank = {"private_metadata": "", "callback_id": "", "external_id": "", "submit": None, "close": None}
        return blank | self.shape | known | {"state": {"values": self.values}, "previous_view_id": None}


@dataclass
class Trigger:
    user: str
    at: float  # of the loop's clock: it lives three seconds, whatever the desk's clock says
    used: bool = False


@dataclass
class ResponseUrl:
    user: str
    channel: str
    at: datetime
    on: Message | None = None  # the message whose button was pressed
    uses: int = 0


@dataclass
class Workspace:
    """Everything that is kept and shown."""

    now: Callable[[], datetime]
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    private: list[Message] = field(default_factory=list)  # shown to one person alone
    files: dict[str, File] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)  # the one on top last
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    trigger_lives_s: float = TRIGGER_LIVES_S
    _stamps: int = 0
    _drawn: int = 0

    def __post_init__(self) -> None:
        self.users[BOT_USER] = User(BOT_USER, "buckstop", "Buckstop", bot=True)

    def ts(self) -> str:
        self._stamps += 1
        return f"{int(self.now().timestamp())}.{self._stamps:06}"

    def drew(self) -> int:
        self._drawn += 1
        return self._drawn

    def put(self, message: Message) -> Message:
        message.drawn = self.drew()
        if message.to:
            self.private.append(message)
        else:
            self.messages[message.channel, message.ts] = message
        return message

    def begins(self, name: str, length: int, alt: str) -> File:
        """Room for a file."""
        file = File(f"F0{len(self.files):08}", name, length, alt)
        self.files[file.id] = file
        return file

    def chat_with(self, user: str) -> Channel:
        """The direct chat of somebody and the bot."""
        chat = Channel(f"D{user[1:]}", "directmessage", {user, BOT_USER}, private=True, with_user=user)
        return self.channels.setdefault(chat.id, chat)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """What stands below a message."""
        return [one for one in self.messages.values() if one.channel == channel and one.thread_ts == ts]

    def in_channel(self, channel: str) -> list[Message]:
        """What stands at the top of a channel, the oldest first."""
        return [one for one in self.messages.values() if one.channel == channel and one.thread_ts is None]

    def trigger(self, user: str, at: float) -> str:
        name = f"{len(self.triggers) + 1}.{int(at)}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(user, at)
        return name

    def spend(self, trigger: str, at: float) -> str:
        """Whose trigger it is; it works once, and for three seconds."""
        known = self.triggers.get(trigger)
        if known is None:
            raise No("invalid_trigger_id")
        if known.used:
            raise No("exchanged_trigger_id")
        if at - known.at > self.trigger_lives_s:
            raise No("expired_trigger_id")
        known.used = True
        return known.user

    def show(self, user: str, shape: dict[str, Any], over: View | None = None) -> View:
        """Lay a modal before somebody, or draw one of theirs anew; what is no longer asked there is forgotten."""
        view = over or View(f"V{secrets.token_hex(6)}", user, shape, "")
        view.shape, view.hash, view.errors = shape, secrets.token_hex(8), {}
        view.values = dict(begun(shape, view.values))
        view.drawn = self.drew()
        if over is None:
            self.modals.setdefault(user, []).append(view)
        return view

    def view(self, name: str) -> View | None:
        everywhere = [*(one for views in self.modals.values() for one in views), *self.homes.values()]
        return next((one for one in everywhere if name in (one.id, one.shape.get("external_id"))), None)


def begun(shape: dict[str, Any], before: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What every field of a view says before anybody fills it in; what was filled in under the same name stays."""
    for block in shape.get("blocks", ()):
        elements = [block["element"]] if block["type"] == "input" else block.get("elements", ())
        asked = {one["action_id"]: blank(one) for one in elements if one.get("type") in VALUES}
        if asked:
            kept = before.get(block["block_id"], {})
            yield block["block_id"], {name: kept.get(name, value) for name, value in asked.items()}


VALUES = {  # what a field's answer is called in the state of a view, and where its first value stands
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}


def blank(element: dict[str, Any]) -> dict[str, Any]:
    name, first = VALUES[element["type"]]
    nothing: Any = [] if name == "selected_options" else None
    return {"type": element["type"], name: element.get(first, nothing)}
