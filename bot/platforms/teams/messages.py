"""Messages: what people write, change and delete in channels, chats, and to us alone.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from bot.messages.values import Address, Inbound
from bot.platforms.payload import Payload, part, text_in
from bot.platforms.teams.files import along, files_of, twin_of
from bot.platforms.teams.mentions import Piece
from bot.platforms.teams.places import escaped
from bot.platforms.teams.shape import Where, instant, needed, where_of
from bot.platforms.teams.speaking import Account, Around, author_of, speaker
from bot.platforms.teams.us import PLATFORM
from bot.platforms.teams.words import is_to_us, line, pieces_in, plain

HOME = "home"  # what somebody says to see their own page
_LONGEST_STAMP = 40
_EDITED = ("", "editMessage", "undeleteMessage")


def message(body: Payload, around: Around) -> Inbound | None:
    """What somebody wrote; None if a program did."""
    account = author_of(body)
    if account is None:
        return None
    where, name = where_of(body), needed(body, "id")
    by = speaker(body, account, around)
    if by.bot:
        return None
    kind, pieces = _kind(body, where, name, around), _pieces(body, around)
    words = line(pieces, persons=by.trusted) if kind in ("dm", "command") else plain(pieces)
    at, files = instant(body, "timestamp", around.now), files_of(body)
    if kind == "dm" and not files and words.casefold() == HOME:
        return replace(home(body, account, where, around), at=at)
    text = "\n".join(filter(None, (words, along(body))))
    return Inbound(
        (where.key(name),),
        by,
        text,
        at,
        place=where.place(account.address),
        thread=where.stands(name, account.address),
        kind=kind,
        files=files,
        alike=alike(account, where, kind, _reply(where, name), text, *files),
        in_chat=where.kind == "groupChat",
    )


def changed(body: Payload, around: Around) -> Inbound | None:
    """Teams says what a message says now, and not what it said before. One that comes back is new words as well."""
    account = author_of(body)
    if account is None or text_in(part(body, "channelData"), "eventType") not in _EDITED:
        return None
    where, name = where_of(body), needed(body, "id")
    by = speaker(body, account, around)
    if by.bot:
        return None
    words, files = plain(_pieces(body, around)), files_of(body)
    mark = alike(account, where, "edit", name, words, *files)
    stamp = text_in(body, "timestamp")[:_LONGEST_STAMP] or mark[:16]
    return Inbound(
        (f"{where.key(name)}:edited:{stamp}",),
        by,
        "\n".join(filter(None, (words, along(body)))),
        instant(body, "timestamp", around.now),
        place=where.place(account.address),
        thread=where.stands(name, account.address),
        kind="edit",
        files=files,
        was=_kind(body, where, name, around),
        alike=mark,
    )


def deleted(body: Payload, around: Around) -> Inbound | None:
    """What it said is not told, nor whether it mentioned us."""
    account = author_of(body)
    if account is None or text_in(part(body, "channelData"), "eventType") not in ("", "softDeleteMessage"):
        return None
    where, name = where_of(body), needed(body, "id")
    by = speaker(body, account, around)
    if by.bot:
        return None
    return Inbound(
        (f"{where.key(name)}:deleted",),
        by,
        "",
        instant(body, "timestamp", around.now),
        place=where.place(account.address),
        thread=where.stands(name, account.address),
        kind="deletion",
        was="dm" if where.kind == "personal" else "thread" if _reply(where, name) else "message",
        alike=alike(account, where, "deletion", name),
    )


def home(body: Payload, account: Account, where: Where, around: Around) -> Inbound:
    """Somebody looks at their own page, which is a card in their chat with us."""
    name = needed(body, "id")
    return Inbound(
        (where.key(name),),
        speaker(body, account, around),
        "",
        instant(body, "timestamp", around.now),
        place=Address(PLATFORM, f"{account.address.place}/home/{escaped(name)}"),
        kind="home",
        alike=alike(account, where, "home"),
    )


def alike(account: Account, where: Where | None, kind: str, *said: str) -> str:
    """The same for what Teams sends again under another id."""
    told = (account.wire, where.id if where else "", kind, *said)
    return sha256(json.dumps(told).encode()).hexdigest()


def _kind(body: Payload, where: Where, name: str, around: Around) -> str:
    if where.kind == "personal":
        return "dm"
    if is_to_us(body, around):
        return "command"
    return "thread" if _reply(where, name) else "message"


def _reply(where: Where, name: str) -> str:
    """The thread that it answers in, if it does not begin it."""
    return where.root if where.kind == "channel" and where.root and where.root != name else ""


def _pieces(body: Payload, around: Around) -> Sequence[Piece]:
    return pieces_in(body, around, twin_of(body))
