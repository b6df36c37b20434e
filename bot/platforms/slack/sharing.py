"""Pictures and files, shared in a thread together with the words for them.

A shared file carries nothing unseen, so its mark is in its name: by that it is found again, and by that it is looked
for before it is shared once more. It cannot be edited: what has changed is shared anew, as corrected.
https://docs.slack.dev/reference/methods/files.completeUploadExternal
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.values import Card, Enclosed, Receipt
from bot.platforms.enclosed import tag, tag_of
from bot.platforms.slack.aloud import aloud
from bot.platforms.slack.client import Web
from bot.platforms.slack.limits import ALT_TEXT, cut

Paint = Callable[[Sequence[str]], list[bytes] | None]  # drawings as PNGs; None if they cannot be painted
SHARED = "files:"  # how the id of a receipt begins that is of files
SEEN_AFTER = timedelta(seconds=30)  # shared files appear in their thread only after a while
_MOST = 8  # pictures that are kept, for the case that sharing them fails


class NoPictures(Exception):
    """They cannot be shared here; what they show can be said."""


class Sharing:
    """Uploads what goes along with a card, and shares it."""

    def __init__(self, web: Web, paint: Paint | None) -> None:
        self._web = web
        self._paint = paint
        self._painted: OrderedDict[str, bytes] = OrderedDict()

    async def share(self, card: Card, channel: str, below: str | None, mark: str) -> Receipt:
        """Raises NoPictures; NotDelivered."""
        contents = await self._contents(card.enclosed)
        try:
            uploads = (self._uploaded(one, content, mark) for one, content in zip(card.enclosed, contents, strict=True))
            await self._web.call(
                "files.completeUploadExternal",
                files=[await one for one in uploads],
                channel_id=channel,
                thread_ts=below,
                initial_comment=aloud((), card),
            )
        except NotDelivered as no:
            if no.why == "missing_scope":
                raise NoPictures from no
            if no.unsure:
                raise NotDelivered(no.why, retry_after=no.retry_after or SEEN_AFTER, unsure=True) from no
            raise
        return receipt_of(channel, card.enclosed)

    async def _contents(self, enclosed: tuple[Enclosed, ...]) -> list[bytes]:
        drawings = [one.source for one in enclosed if one.is_picture and one.source not in self._painted]
        if drawings:
            painted = await asyncio.to_thread(self._paint, drawings) if self._paint else None
            if painted is None:
                raise NoPictures
            self._painted.update(zip(drawings, painted, strict=True))
        contents = [self._painted[one.source] if one.is_picture else one.source.encode() for one in enclosed]
        while len(self._painted) > _MOST:
            self._painted.popitem(last=False)
        return contents

    async def _uploaded(self, one: Enclosed, content: bytes, mark: str) -> dict[str, str]:
        """Not to be seen by anybody yet."""
        alt = cut(one.said, ALT_TEXT) if one.said else None
        asked: Mapping[str, Any] = {"filename": named(one.name, mark), "length": len(content), "alt_txt": alt}
        place = await self._web.call("files.getUploadURLExternal", **asked)
        await self._web.upload(str(place["upload_url"]), content)
        return {"id": str(place["file_id"]), "title": one.title}


def named(name: str, mark: str) -> str:
    """With its mark: support-2026-10-people-1a2b3c4d5e.png."""
    stem, dot, kind = name.rpartition(".")
    return f"{stem}-{tag(mark)}{dot}{kind}"


def is_marked(said: Mapping[str, Any], mark: str) -> bool:
    """Does a message share files that carry this mark?"""
    files = said.get("files")
    names = [str(one.get("name", "")) for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    return any(name.rpartition(".")[0].endswith(f"-{tag(mark)}") for name in names)


def receipt_of(channel: str, enclosed: tuple[Enclosed, ...]) -> Receipt:
    return Receipt(channel, f"{SHARED}{tag_of(enclosed)}")
