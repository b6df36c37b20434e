"""Messages: what people write, change and delete in channels, threads and direct chats.

https://docs.slack.dev/reference/events/message; one post may come as `message` and as `app_mention`, and is the same.
"""

from dataclasses import dataclass

from bot.messages.values import Address, Inbound, Quoted, Speaker
from bot.platforms.payload import Misshapen, Payload, part, text_in
from bot.platforms.slack.layouts import files_of, forwarded, written
from bot.platforms.slack.shape import instant, name_in, needed
from bot.platforms.slack.speaking import Around, names_of, speaker
from bot.platforms.slack.us import PLATFORM, SLACKBOT, Us
from bot.platforms.slack.words import line, mentions, people_in, plain, unaddressed

_HEARD = (None, "", "file_share", "me_message", "thread_broadcast")  # subtypes; all others are no words of people


@dataclass(frozen=True, slots=True)
class Post:
    """A message, as it stands somewhere."""

    said: Payload
    channel: str
    ts: str
    root: str  # the first message of its thread, if only itself

    @property
    def place(self) -> Address:
        return Address(PLATFORM, self.channel)

    @property
    def thread(self) -> Address:
        return Address(PLATFORM, f"{self.channel}/{self.root}")

    @property
    def key(self) -> str:
        return f"{PLATFORM}:{self.channel}:{self.ts}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every name it may come under, but those of its events: one gesture was seen to come with two timestamps."""
        client = name_in(self.said, "client_msg_id")
        return (self.key, f"{PLATFORM}:client:{client}") if client else (self.key,)


def post_of(said: Payload, channel: str) -> Post:
    instant(said, "ts")
    ts = said["ts"]
    if not said.get("thread_ts"):
        return Post(said, channel, ts, ts)
    instant(said, "thread_ts")
    return Post(said, channel, ts, said["thread_ts"])


def author_of(said: Payload, us: Us) -> str | None:
    """The person who wrote it; None if nobody did: bots, workflows, Slack itself, we."""
    subtype = said.get("subtype")
    if subtype is not None and not isinstance(subtype, str):
        raise Misshapen("subtype is no text")
    if subtype not in _HEARD or said.get("bot_id") or said.get("workflow_id") or said.get("hidden"):
        return None
    user = needed(said, "user")
    return None if user in (us.user, SLACKBOT) else user


async def message(event: Payload, around: Around) -> Inbound | None:
    """What an event of a message says."""
    match event.get("subtype"):
        case "message_changed":
            return await _changed(event, around)
        case "message_deleted":
            return await _deleted(event, part(event, "previous_message"), around)
    if event.get("type") == "app_mention" and event.get("edited"):  # sent anew when a mention is edited
        return await _edited(event, needed(event, "channel"), around)
    user = author_of(event, around.us)
    return None if user is None else await _written(event, user, around)


async def _written(said: Payload, user: str, around: Around) -> Inbound | None:
    post, own = post_of(said, needed(said, "channel")), text_in(said, "text")
    text, along = written(said, own), forwarded(said, own)
    kind = _kind(post, text, around.us)
    to_us = kind in ("dm", "command")
    text = unaddressed(text, around.us.user) if to_us else text
    found = await around.known(user, *people_in(text, along))
    profile, names = found[user], names_of(found)
    if profile is not None and profile.kind == "bot":
        return None
    by = speaker(user, profile, stranger=around.is_stranger(said))
    words = line(text, names, around.us.user, persons=by.trusted) if to_us else plain(text, names)
    return Inbound(
        (*post.keys, *around.keys),
        by,
        "\n".join(filter(None, (words, plain(along, names)))),
        instant(said, "ts"),
        place=post.place,
        thread=post.thread,
        kind=kind,
        files=files_of(said),
    )


def _kind(post: Post, text: str, us: Us) -> str:
    if post.said.get("channel_type") == "im" or post.channel.startswith("D"):
        return "dm"
    if mentions(text, us.user):
        return "command"
    return "message" if post.root == post.ts else "thread"


# --- history --------------------------------------------------------------------------------------------------------


async def _changed(event: Payload, around: Around) -> Inbound | None:
    """Links that Slack unfolds and threads that grow change a message too: only its author's new words count."""
    now, before = part(event, "message"), part(event, "previous_message")
    if now.get("subtype") == "tombstone":  # the first message of a thread, deleted
        return await _deleted(event, before, around)
    if not now.get("edited") or _words(now) == _words(before):
        return None
    return await _edited(now, needed(event, "channel"), around)


async def _edited(said: Payload, channel: str, around: Around) -> Inbound | None:
    user, edited = author_of(said, around.us), part(said, "edited")
    if user is None or edited.get("user") not in (None, user):
        return None
    post, text, at = post_of(said, channel), _words(said), instant(edited, "ts")
    found = await around.known(user, *people_in(text))
    return Inbound(
        (f"{post.key}:edited:{edited['ts']}", *around.keys),
        speaker(user, found[user], stranger=around.is_stranger(said)),
        plain(text, names_of(found)),
        at,
        place=post.place,
        thread=post.thread,
        kind="edit",
        files=files_of(said),
        was=_kind(post, text, around.us),
    )


async def _deleted(event: Payload, before: Payload, around: Around) -> Inbound | None:
    """Who deleted it is not said; whose it was is, where Slack still has it."""
    user = author_of(before, around.us) if before else None
    if user is None:
        return None
    post = post_of(before, needed(event, "channel"))
    found = await around.known(user)
    return Inbound(
        (f"{post.key}:deleted", *around.keys),
        speaker(user, found[user], stranger=around.is_stranger(before)),
        "",
        instant(event, "ts"),
        place=post.place,
        thread=post.thread,
        kind="deletion",
        was=_kind(post, text_in(before, "text"), around.us),
    )


def _words(said: Payload) -> str:
    return written(said, text_in(said, "text"))


# --- quoting --------------------------------------------------------------------------------------------------------


async def quoted(post: Post, around: Around) -> Quoted:
    """A message that somebody acted on, whoever wrote it: a bot's is nobody's who could be trusted."""
    said, own = post.said, text_in(post.said, "text")
    text, along = written(said, own), forwarded(said, own)
    user, bot = name_in(said, "user"), name_in(said, "bot_id")
    person = None if bot else user
    found = await around.known(*filter(None, (person,)), *people_in(text, along))
    names = names_of(found)
    if person:
        by = speaker(person, found[person], stranger=around.is_stranger(said))
    else:
        by = Speaker(Address(PLATFORM, user or bot or SLACKBOT), _called(said), trusted=False, bot=True)
    words = "\n".join(filter(None, (plain(text, names), plain(along, names))))
    return Quoted(by, words, instant(said, "ts"), post.keys)


def _called(said: Payload) -> str:
    """What a bot calls itself."""
    profile = part(said, "bot_profile")
    names = (text_in(said, "username"), text_in(profile, "name"), name_in(said, "user"), name_in(said, "bot_id"))
    return next(filter(None, names), SLACKBOT)
