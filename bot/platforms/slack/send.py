"""Out to Slack: a card is posted, edited or published; and a post of ours is found again by its mark."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.messages.delivery import Budget, Courier, NotDelivered, carries
from bot.messages.values import Address, Card, Receipt
from bot.messages.wording import phrase, utc_reader
from bot.platforms.enclosed import in_words
from bot.platforms.slack.blocks import message
from bot.platforms.slack.client import Web
from bot.platforms.slack.home import home_view
from bot.platforms.slack.needs import METHODS
from bot.platforms.slack.sharing import SHARED, NoPictures, Paint, Sharing, is_marked, receipt_of
from bot.platforms.slack.us import PLATFORM, Us

EVENT_TYPE = "buckstop"  # of the metadata that carry a mark
HOME = "home"
# The message is not there any more, or not ours to change: what it showed is posted anew.
GONE = ("message_not_found", "cant_update_message", "edit_window_closed")
CLOCKS_DIFFER = timedelta(minutes=1)
PAGE = 200
# Words of people are escaped where they are drawn; nothing else in a text is to become a name or a picture.
PLAIN = {"parse": "none", "link_names": False}
NEW = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}  # chat.update knows none of these


def courier(web: Web, us_of: Callable[[], Us], *, paced: bool = True, paint: Paint | None = None) -> Courier:
    way = _Way(web, us_of, Sharing(web, paint))
    return Courier(way.send, way.find, budgets if paced else lambda to, edit: (), _below, instants=True)


def _below(receipt: Receipt) -> Address:
    """The thread of a post, whether there is one yet or not."""
    return Address(PLATFORM, f"{receipt.place}/{receipt.id}")


class _Way:
    def __init__(self, web: Web, us_of: Callable[[], Us], sharing: Sharing) -> None:
        self._web = web
        self._us = us_of
        self._sharing = sharing
        self._chats: dict[str, str] = {}  # U… -> D…

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        conversation, _, within = to.place.partition("/")
        if within == HOME:
            said = await self._web.call("views.publish", user_id=conversation, view=home_view(card, self._us()))
            return Receipt(to.place, said["view"]["id"])
        if card.enclosed:
            try:
                return await self._share(to, card, thread, edit, mark)
            except NoPictures:
                card = in_words(card, utc_reader(), phrase("digest-no-upload", utc_reader()))
        drawn = message(card, self._us())
        if edit is not None and not edit.id.startswith(SHARED):
            try:
                # Metadata that are not mentioned stay; blocks that are not mentioned go.
                await self._web.call("chat.update", channel=edit.place, ts=edit.id, **drawn, **PLAIN)
                return edit
            except NotDelivered as no:
                if no.why not in GONE:
                    raise
        channel, below = await self._place(to, thread)
        metadata = _carrying(mark) if mark else None
        said = await self._web.call(
            "chat.postMessage", channel=channel, thread_ts=below, metadata=metadata, **drawn, **PLAIN, **NEW
        )
        return Receipt(said["channel"], said["ts"])

    async def _share(self, to: Address, card: Card, thread: Receipt | None, edit: Receipt | None, mark: str) -> Receipt:
        """Of what is shared already only what has changed. Raises NoPictures."""
        channel, below = await self._place(to, thread)
        shown = receipt_of(channel, card.enclosed)
        if edit == shown:
            return shown
        if edit is not None:
            mark = f"{edit.id}>{shown.id}"
            if await self._found_shared(channel, below, mark):  # nobody asks whether an edit arrived, and this is one
                return shown
            card = replace(card, title=phrase("card-corrected", utc_reader(), title=card.title))
        return await self._sharing.share(card, channel, below, mark)

    async def _found_shared(self, channel: str, below: str | None, mark: str) -> bool:
        return below is not None and await self._found_below(channel, below, "0", mark) is not None

    async def find(self, to: Address, mark: str, since: datetime, *, thread: Receipt | None = None) -> Receipt | None:
        """Raises NotDelivered: permanent if Slack will never tell."""
        if to.place.endswith(f"/{HOME}"):
            return None  # publishing it again is no second post
        try:
            channel, below = await self._place(to, thread)
            oldest = f"{(since - CLOCKS_DIFFER).timestamp():.6f}"
            if below is not None and (ts := await self._found_below(channel, below, oldest, mark)):
                return Receipt(channel, ts)
            # Also for a thread: a reply whose first message was deleted meanwhile stands in the channel itself
            # (slack-go/slack#1571).
            ts = await self._found("conversations.history", mark, channel=channel, oldest=oldest)
        except NotDelivered as no:
            if no.why == "missing_scope":
                no.permanent = True  # a post can wait for the scope; a question whether it arrived cannot
            raise
        return Receipt(channel, ts) if ts else None

    async def _place(self, to: Address, thread: Receipt | None) -> tuple[str, str | None]:
        """The channel, and the first message of the thread in it: the one `to` names, before that of a receipt."""
        conversation, _, within = to.place.partition("/")
        if thread is not None and not within:
            return thread.place, thread.id
        return await self._channel(conversation), within or None

    async def _channel(self, conversation: str) -> str:
        """Slack posts to a U… into that person's chat with Slackbot; ours with them has a D… of its own."""
        if not conversation.startswith(("U", "W")):
            return conversation
        if conversation not in self._chats:
            opened = await self._web.call("conversations.open", users=conversation)
            self._chats[conversation] = opened["channel"]["id"]
        return self._chats[conversation]

    async def _found_below(self, channel: str, below: str, oldest: str, mark: str) -> str | None:
        try:
            return await self._found("conversations.replies", mark, channel=channel, ts=below, oldest=oldest)
        except NotDelivered as no:
            if no.why != "thread_not_found":
                raise
            return None

    async def _found(self, method: str, mark: str, **where: str) -> str | None:
        """The ts of the post of ours that carries the mark, looked for to the last page."""
        us, cursor = self._us(), None
        while cursor != "":
            page = await self._web.call(method, include_all_metadata=True, limit=PAGE, cursor=cursor, **where)
            for said in page["messages"]:
                ours = said.get("user") == us.user or (us.bot is not None and said.get("bot_id") == us.bot)
                if ours and (is_marked(said, mark) or carries(_mark(said.get("metadata") or {}), mark)):
                    return str(said["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return None


def _carrying(mark: str) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"row": mark}}


def _mark(metadata: dict[str, Any]) -> Any:
    return metadata.get("event_payload", {}).get("row") if metadata.get("event_type") == EVENT_TYPE else None


def budgets(to: Address, edit: bool) -> tuple[Budget, ...]:
    """Slack counts by method for the whole workspace, and one post a second in each conversation besides."""
    if to.place.endswith(f"/{HOME}"):
        return (_of_method("views.publish"),)
    if edit:
        return (_of_method("chat.update"),)
    here = Budget(f"slack:post:{to.conversation.place}", timedelta(seconds=1))
    return (here, _of_method("chat.postMessage"))


def _of_method(method: str) -> Budget:
    """A fifth of a minute's calls at once after a rest, the others evenly: in no minute are there too many."""
    per_minute = METHODS[method].per_minute
    burst = per_minute // 5
    return Budget(f"slack:{method}", timedelta(minutes=1) / (per_minute - burst), burst)
