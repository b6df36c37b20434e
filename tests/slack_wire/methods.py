"""The methods of the Web API that the bot calls: https://docs.slack.dev/reference/methods"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.slack_wire.blocks import checked, checked_metadata, checked_view
from tests.slack_wire.workspace import BOT, BOT_USER, DOMAIN, TEAM, Channel, Message, No, View, Workspace

Arguments = dict[str, Any]
LONGEST_POST, LONGEST_UPDATE = 40_000, 4_000
MODALS_ON_TOP = 3
_MESSAGE = "text blocks metadata unfurl_links unfurl_media mrkdwn parse link_names"


@dataclass(frozen=True)
class Method:
    does: Callable[["Methods", Arguments], Arguments]
    allowed: str  # arguments; a * behind one that is required
    scope: str = ""  # what the token must be allowed to; of a channel's own kind if it begins with :
    json: bool = True  # the methods that only read take no JSON


class Methods:
    """What each method does in a workspace."""

    def __init__(self, space: Workspace, scopes: set[str], url: str = "") -> None:
        self.space, self.scopes, self.url = space, scopes, url
        self.echoes: list[dict[str, Any]] = []  # events about the app's own messages
        self.unseen: list[str] = []  # said, and seen by nobody
        self.time: Callable[[], float] = lambda: 0.0

    def call(self, name: str, arguments: Arguments) -> Arguments:
        """The answer to a call. Raises No."""
        method = METHODS[name]
        names = method.allowed.split()
        for missing in (one[:-1] for one in names if one.endswith("*") and arguments.get(one[:-1]) in (None, "")):
            raise No(
                "no_text" if missing == "text" else "invalid_arguments", f"[ERROR] missing required field: {missing}"
            )
        if unknown := sorted(arguments.keys() - {one.rstrip("*") for one in names}):
            raise No("invalid_arguments", f"nobody knows an argument {', '.join(unknown)}")
        if method.scope and not method.scope.startswith(":"):
            self._needs(method.scope)
        return method.does(self, {name: value for name, value in arguments.items() if value is not None})

    def _needs(self, scope: str) -> None:
        if scope not in self.scopes:
            raise No("missing_scope", f"needed: {scope}")

    # --- chat -------------------------------------------------------------------------------------------------

    def post(self, said: Arguments) -> Arguments:
        channel = self._channel(said["channel"], to_people=True)
        self._may_write(channel)
        if not said.get("text") and not said.get("blocks"):
            raise No("no_text")
        if len(said.get("text", "")) > LONGEST_POST:
            raise No("msg_too_long")
        message = self._written(said, channel, Message(channel.id, self.space.ts(), BOT_USER))
        self.space.put(message)
        self.echoes.append({**message.record(metadata=True), "channel": channel.id, "channel_type": channel.kind})
        return {"channel": channel.id, "ts": message.ts, "message": message.record()}

    def update(self, said: Arguments) -> Arguments:
        channel = self._channel(said["channel"])
        before = self.space.messages.get((channel.id, said["ts"]))
        if before is None:
            raise No("message_not_found")
        if not before.by_bot:
            raise No("cant_update_message")
        if channel.archived:
            raise No("is_archived")
        if not said.get("text") and not said.get("blocks"):
            raise No("no_text")
        if len(said.get("text", "")) > LONGEST_UPDATE:
            raise No("msg_too_long")
        bare = replace(before, text="", blocks=[], edited={"user": BOT_USER, "ts": self.space.ts()})
        message = self._written({"metadata": before.metadata, **said, "thread_ts": before.thread_ts}, channel, bare)
        self.space.put(message)
        changed = {"type": "message", "subtype": "message_changed", "hidden": True, "message": message.record()}
        changed |= {"previous_message": before.record(), "channel": channel.id, "channel_type": channel.kind}
        self.echoes.append({**changed, "ts": self.space.ts()})
        return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.record()}

    def post_ephemeral(self, said: Arguments) -> Arguments:
        channel, user = self._channel(said["channel"]), said["user"]
        self._may_write(channel)
        if user not in channel.members:
            raise No("user_not_in_channel")
        if not said.get("text") and not said.get("blocks"):
            raise No("no_text")
        message = self._written(said, channel, Message(channel.id, self.space.ts(), BOT_USER, to=user))
        if message.thread_ts and not self.space.thread(channel.id, message.thread_ts):
            # "Ephemeral messages in threads are only shown if there is already an active thread."
            self.unseen.append(f"an ephemeral message to {user} in a thread without replies: {message.text}")
        else:
            self.space.put(message)
        return {"message_ts": message.ts}

    def _written(self, said: Arguments, channel: Channel, message: Message) -> Message:
        if thread := said.get("thread_ts"):
            root = self.space.messages.get((channel.id, thread))
            if root is None or root.thread_ts:
                raise No("thread_not_found" if root is None else "cannot_reply_to_message")
        blocks = checked(said["blocks"]) if said.get("blocks") else []
        metadata = checked_metadata(said["metadata"]) if said.get("metadata") else None
        return replace(message, text=said.get("text", ""), blocks=blocks, thread_ts=thread, metadata=metadata)

    def _channel(self, name: str, *, to_people: bool = False) -> Channel:
        if to_people and name in self.space.users:
            user = self.space.users[name]
            if user.deleted or user.bot:
                raise No("channel_not_found")
            return self.space.chat_with(name)
        channel = self.space.channels.get(name)
        if channel is None or (channel.private and BOT_USER not in channel.members):
            raise No("channel_not_found")
        return channel

    def _may_write(self, channel: Channel) -> None:
        if channel.archived:
            raise No("is_archived")
        if channel.with_user and self.space.users[channel.with_user].deleted:
            raise No("channel_not_found")
        if BOT_USER not in channel.members and "chat:write.public" not in self.scopes:
            raise No("not_in_channel")

    # --- files ------------------------------------------------------------------------------------------------

    def upload_place(self, asked: Arguments) -> Arguments:
        name, length = asked["filename"], int(asked["length"])
        if length <= 0:
            raise No("invalid_arguments", "an empty file")
        if len(asked.get("alt_txt", "")) > 1000:
            raise No("invalid_arguments", "alt_txt")
        file = self.space.begins(name, length, asked.get("alt_txt", ""))
        return {"upload_url": f"{self.url}/upload/{file.id}", "file_id": file.id}

    def share(self, asked: Arguments) -> Arguments:
        files = [self.space.files.get(one.get("id")) for one in asked["files"]]
        if not files or not all(one and one.content for one in files):
            raise No("file_not_found")
        if any(one.shared for one in files if one):
            raise No("invalid_arguments", "a file is shared already")
        channel = self._channel(asked["channel_id"])
        self._may_write(channel)
        bare = Message(channel.id, self.space.ts(), BOT_USER, files=tuple(one.name for one in files if one))
        for one in filter(None, files):
            one.shared = True
        message = self._written({"text": asked.get("initial_comment", ""), **asked, "blocks": None}, channel, bare)
        self.space.put(message)
        self.echoes.append({**message.record(), "channel": channel.id, "channel_type": channel.kind})
        return {"files": [{"id": one.id, "title": ""} for one in files if one]}

    # --- conversations ------------------------------------------------------------------------------------------

    def history(self, asked: Arguments) -> Arguments:
        channel = self._readable(asked["channel"])
        return self._page(self.space.in_channel(channel.id)[::-1], asked)

    def replies(self, asked: Arguments) -> Arguments:
        channel = self._readable(asked["channel"])
        root = self.space.messages.get((channel.id, asked["ts"]))
        if root is None:
            raise No("thread_not_found")
        return self._page([root, *self.space.thread(channel.id, root.ts)], asked)

    def _readable(self, name: str) -> Channel:
        channel = self._channel(name)
        self._needs({"channel": "channels", "group": "groups", "im": "im"}[channel.kind] + ":history")
        if BOT_USER not in channel.members:
            raise No("not_in_channel")
        return channel

    def _page(self, messages: list[Message], asked: Arguments) -> Arguments:
        oldest, latest = float(asked.get("oldest") or 0), float(asked.get("latest") or "inf")
        inclusive, everything = _yes(asked.get("inclusive")), _yes(asked.get("include_all_metadata"))
        limit, start = int(asked.get("limit") or 100), int(asked.get("cursor") or 0)
        if not 0 < limit <= 999:
            raise No("invalid_limit")
        found = [
            one
            for one in messages
            if oldest < float(one.ts) < latest or (inclusive and float(one.ts) in (oldest, latest))
        ]
        more = len(found) > start + limit
        page = [self._told(one, metadata=everything) for one in found[start : start + limit]]
        cursor = {"next_cursor": str(start + limit) if more else ""}
        return {"messages": page, "has_more": more, "response_metadata": cursor}

    def _told(self, one: Message, *, metadata: bool) -> dict[str, Any]:
        shown = one.record(metadata=metadata)
        if below := self.space.thread(one.channel, one.ts):
            shown |= {"thread_ts": one.ts, "reply_count": len(below), "latest_reply": below[-1].ts}
        return shown

    def info(self, asked: Arguments) -> Arguments:
        channel = self._channel(asked["channel"])
        self._needs({"channel": "channels", "group": "groups", "im": "im"}[channel.kind] + ":read")
        known = {"id": channel.id, "is_archived": channel.archived, "is_private": channel.private}
        if channel.with_user:
            return {"channel": known | {"is_im": True, "user": channel.with_user}}
        known |= {"name": channel.name, "is_channel": True, "is_im": False, "is_member": BOT_USER in channel.members}
        return {"channel": known}

    def chats(self, asked: Arguments) -> Arguments:
        """Channels are listed by no app of ours, so only direct chats are known how to."""
        if asked.get("types") != "im":
            raise No("invalid_types")
        self._needs("im:read")
        chats = [one for one in self.space.channels.values() if one.with_user and BOT_USER in one.members]
        limit, start = int(asked.get("limit") or 100), int(asked.get("cursor") or 0)
        if not 0 < limit <= 999:
            raise No("invalid_limit")
        found = [
            {
                "id": one.id,
                "is_im": True,
                "user": one.with_user,
                "is_user_deleted": self.space.users[one.with_user].deleted,
            }
            for one in chats[start : start + limit]
            if one.with_user
        ]
        more = str(start + limit) if len(chats) > start + limit else ""
        return {"channels": found, "response_metadata": {"next_cursor": more}}

    def open_chat(self, asked: Arguments) -> Arguments:
        if "channel" in asked:
            return {"channel": {"id": self._channel(asked["channel"]).id}}
        user = self.space.users.get(asked.get("users", ""))
        if user is None:
            raise No("user_not_found")
        if user.deleted:
            raise No("user_disabled")
        return {"channel": {"id": self.space.chat_with(user.id).id}}

    # --- people and views -------------------------------------------------------------------------------------

    def auth(self, asked: Arguments) -> Arguments:
        who = {"url": f"https://{DOMAIN}.slack.com/", "team": "The desk", "user": "buckstop", "team_id": TEAM}
        return who | {"user_id": BOT_USER, "bot_id": BOT, "is_enterprise_install": False}

    def user(self, asked: Arguments) -> Arguments:
        user = self.space.users.get(asked["user"])
        if user is None:
            raise No("user_not_found")
        email, locale = "users:read.email" in self.scopes, _yes(asked.get("include_locale"))
        return {"user": user.record(self.space.now(), locale=locale, email=email)}

    def open_view(self, asked: Arguments) -> Arguments:
        shape = checked_view(asked["view"], "modal")
        return {"view": self.space.show(self.space.spend(asked["trigger_id"], self.time()), shape).record()}

    def push_view(self, asked: Arguments) -> Arguments:
        shape = checked_view(asked["view"], "modal")
        user = self.space.spend(asked["trigger_id"], self.time())
        if len(self.space.modals.get(user, ())) >= MODALS_ON_TOP:
            raise No("push_limit_reached")
        return {"view": self.space.show(user, shape).record()}

    def update_view(self, asked: Arguments) -> Arguments:
        view = self.space.view(asked.get("view_id") or asked.get("external_id") or "")
        if view is None:
            raise No("not_found")
        return {"view": self._drawn_anew(view, asked).record()}

    def publish(self, asked: Arguments) -> Arguments:
        user, shape = asked["user_id"], checked_view(asked["view"], "home")
        if user not in self.space.users:
            raise No("invalid_arguments", "no such user")
        home = self.space.homes.setdefault(user, View(f"VH{user}", user, shape, ""))
        return {"view": self._drawn_anew(home, asked).record()}

    def _drawn_anew(self, view: View, asked: Arguments) -> View:
        if view.hash and asked.get("hash", view.hash) != view.hash:
            raise No("hash_conflict")
        return self.space.show(view.user, checked_view(asked["view"], view.shape["type"]), over=view)

    def connect(self, asked: Arguments) -> Arguments:
        return {"url": f"{self.url.replace('http', 'ws', 1)}/link?ticket={secrets.token_hex(8)}"}


def _yes(value: Any) -> bool:
    return value in (True, "true", "1", 1)


def structured(arguments: Arguments) -> Arguments:
    """A form has its objects as JSON text."""
    read = dict(arguments)
    for name in arguments.keys() & {"blocks", "view", "metadata", "files"}:
        if isinstance(arguments[name], str):
            try:
                read[name] = json.loads(arguments[name])
            except ValueError:
                raise No("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None
    return read


_PAGE = "channel* cursor inclusive include_all_metadata latest limit oldest"
METHODS = {
    "auth.test": Method(Methods.auth, ""),
    "apps.connections.open": Method(Methods.connect, ""),
    "chat.postMessage": Method(Methods.post, f"channel* thread_ts reply_broadcast {_MESSAGE}", "chat:write"),
    "chat.update": Method(Methods.update, "channel* ts* text blocks metadata parse link_names", "chat:write"),
    "chat.postEphemeral": Method(Methods.post_ephemeral, f"channel* user* thread_ts {_MESSAGE}", "chat:write"),
    "conversations.history": Method(Methods.history, _PAGE, ":history", json=False),
    "conversations.replies": Method(Methods.replies, f"ts* {_PAGE}", ":history", json=False),
    "conversations.info": Method(Methods.info, "channel* include_locale include_num_members", ":read", json=False),
    "conversations.list": Method(Methods.chats, "types cursor limit exclude_archived team_id", json=False),
    "conversations.open": Method(Methods.open_chat, "users channel return_im prevent_creation", "im:write"),
    "files.getUploadURLExternal": Method(Methods.upload_place, "filename* length* alt_txt snippet_type", "files:write"),
    "files.completeUploadExternal": Method(
        Methods.share, "files* channel_id thread_ts initial_comment blocks", "files:write"
    ),
    "users.info": Method(Methods.user, "user* include_locale", "users:read", json=False),
    "views.open": Method(Methods.open_view, "trigger_id* view*"),
    "views.push": Method(Methods.push_view, "trigger_id* view*"),
    "views.update": Method(Methods.update_view, "view_id external_id hash view*"),
    "views.publish": Method(Methods.publish, "user_id* view* hash"),
}
