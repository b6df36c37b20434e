"""Out to Teams: a card is posted in a channel, a thread, a group chat or somebody's chat with us, or edited there."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from bot.messages.delivery import Budget, Courier, NotDelivered
from bot.messages.values import Address, Card, Enclosed, Receipt, Whereabouts
from bot.messages.wording import phrase, utc_reader
from bot.platforms.enclosed import in_words
from bot.platforms.teams import cards
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.errors import NotThere
from bot.platforms.teams.known import ANYWHERE
from bot.platforms.teams.places import below, in_thread, is_channel, is_person, path, split, wire
from bot.platforms.teams.us import Us

# Where a place is reached that nobody has been heard from yet:
# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
WORLDWIDE = "https://smba.trafficmanager.net/teams/"

Kept = Callable[[Address], Awaitable[Whereabouts | None]]
Keep = Callable[[Whereabouts], Awaitable[None]]


Link = Callable[[Enclosed], str | None]  # where a picture or a file can be looked at; None if nobody can


def courier(way: "Way", *, paced: bool = True) -> Courier:
    """Nobody can ask Teams what stands somewhere: a post in doubt stays so."""
    return Courier(
        way.send, find=None, answers=way.answers, budgets=budgets if paced else lambda to, edit: (), below=below
    )


class Way:
    """Where the places of one organisation are on the wire, and how something gets there. Raises NotDelivered."""

    def __init__(
        self, connector: Connector, us: Us, whereabouts: Kept, keep: Keep, link: Link = lambda one: None
    ) -> None:
        self._link = link
        self._connector = connector
        self._us = us
        self._kept = whereabouts
        self._keep = keep
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        if (thread or split(to)[1]) and self._is_chat(to, await self._kept(to.conversation)):
            card = _named(card)
        activity = cards.activity(self._linked(card), self._us)
        if edit is not None:
            try:
                return await self._edit(to, edit, activity)
            except NotThere:  # what it showed is posted anew
                pass
        return await self.post(to, activity, thread=thread)

    async def post(self, to: Address, activity: Mapping[str, Any], *, thread: Receipt | None = None) -> Receipt:
        """An activity as it is; in the thread that `to` names, before that of a receipt."""
        kept = await self._kept(to.conversation)
        conversation, within = split(to)
        if is_person(conversation, kept):
            return await self._post_to(to.conversation, kept, activity)
        service, tenant = await self._service(kept), await self._tenant(kept)
        if self._is_chat(to, kept):  # which has no threads
            receipt = await self._post(service, conversation, activity)
        elif within or thread is not None:
            receipt = await self._post(service, wire(to) if within or thread is None else _below(thread), activity)
        else:
            receipt = await self._begin(service, conversation, tenant, activity)
        if kept is None:  # where we can post, we are
            await self._keep(Whereabouts(to.conversation, service, tenant))
        return receipt

    def _linked(self, card: Card) -> Card:
        """Messages are too small for pictures, so they are shown by links; where there are none, they are said."""
        links = [self._link(one) for one in card.enclosed]
        if None in links:
            return in_words(card, utc_reader(), phrase("digest-file-how", utc_reader()))
        linked = (replace(one, source=link) for one, link in zip(card.enclosed, links, strict=True) if link)
        return replace(card, enclosed=tuple(linked))

    @staticmethod
    def _is_chat(to: Address, kept: Whereabouts | None) -> bool:
        """Of many: local clients name their channels as they like, and say of which team they are."""
        conversation = split(to)[0]
        return not (is_person(conversation, kept) or is_channel(conversation) or (kept is not None and kept.team))

    async def answers(self, to: Address) -> None:
        """Would Teams take a post there? It is asked by one that leaves nothing behind: that we are typing.

        Raises NotDelivered while it would not.
        """
        kept = await self._kept(to.conversation)
        conversation = kept.conversation if kept is not None and kept.conversation else split(to)[0]
        where = path("conversations", conversation, "activities")
        typing = self._signed({"type": "typing"}, conversation)
        try:
            await self._connector.call("POST", await self._service(kept), where, typing)
        except NotDelivered as no:
            if not no.permanent:  # what is refused for good is answered, and will be refused to the post too
                raise NotDelivered(no.why) from no  # with growing patience

    # --- where there is a conversation ------------------------------------------------------------------------------

    async def _begin(self, service: str, channel: str, tenant: str, activity: Mapping[str, Any]) -> Receipt:
        """A post at the top of a channel, which begins a thread."""
        body = {
            "isGroup": True,
            "tenantId": tenant,
            "channelData": {"channel": {"id": channel}, "tenant": {"id": tenant}},
            "activity": self._signed(activity),
        }
        begun = await self._connector.call("POST", service, path("conversations"), body)
        post = _said(begun, "activityId")
        return Receipt(in_thread(_said(begun, "id"), post), post)

    async def _post(self, service: str, conversation: str, activity: Mapping[str, Any]) -> Receipt:
        body = self._signed(activity, conversation)
        posted = await self._connector.call("POST", service, path("conversations", conversation, "activities"), body)
        return Receipt(conversation, _said(posted, "id"))

    async def _edit(self, to: Address, shown: Receipt, activity: Mapping[str, Any]) -> Receipt:
        service = await self._service(await self._kept(to.conversation))
        where = path("conversations", shown.place, "activities", shown.id)
        await self._connector.call("PUT", service, where, {**self._signed(activity, shown.place), "id": shown.id})
        return shown

    def _signed(self, activity: Mapping[str, Any], conversation: str = "") -> dict[str, Any]:
        """As ours; what stands where nobody has a name yet is named by its address alone."""
        ours = {"from": {"id": self._us.id, "name": self._us.name}} if self._us.app else {}
        where = {"conversation": {"id": conversation}} if conversation else {}
        return {**activity, **ours, **where}

    # --- somebody's chat with us --------------------------------------------------------------------------------------

    async def _post_to(self, person: Address, kept: Whereabouts | None, activity: Mapping[str, Any]) -> Receipt:
        chat = kept if kept is not None and kept.conversation else await self._open(person)
        try:
            return await self._post(chat.service, chat.conversation, activity)
        except NotThere:
            if chat is not kept:  # it was opened just now
                raise
        chat = await self._open(person, instead_of=chat.conversation)
        return await self._post(chat.service, chat.conversation, activity)

    async def _open(self, person: Address, instead_of: str = "") -> Whereabouts:
        """Their chat with us, which Teams begins or remembers. Several at once open it once."""
        async with self._opening.setdefault(person.place, asyncio.Lock()):
            kept = await self._kept(person)
            if kept is not None and kept.conversation not in ("", instead_of):
                return kept
            known = kept or Whereabouts(person, "")
            service, tenant = await self._service(kept), await self._tenant(kept)
            body = {
                "isGroup": False,
                "bot": {"id": self._us.id, "name": self._us.name},
                "members": [{"id": known.user or split(person)[0]}],
                "tenantId": tenant,
                "channelData": {"tenant": {"id": tenant}},
            }
            try:
                opened = _said(await self._connector.call("POST", service, path("conversations"), body), "id")
            except NotDelivered as no:
                no.unsure = False  # asked again, Teams names the same chat
                raise
            chat = replace(known, service=service, tenant=tenant, conversation=opened)
            await self._keep(chat)
            return chat

    # --- which service ----------------------------------------------------------------------------------------------

    async def _service(self, kept: Whereabouts | None) -> str:
        if kept is not None and kept.service:
            return kept.service
        if self._us.local:  # each local client is a service of its own, and only a visitor can say where it listens
            raise NotDelivered("nobody_heard_yet")
        kept = await self._kept(ANYWHERE)
        return kept.service if kept is not None and kept.service else WORLDWIDE

    async def _tenant(self, kept: Whereabouts | None) -> str:
        if self._us.tenant:
            return self._us.tenant
        kept = kept if kept is not None and kept.tenant else await self._kept(ANYWHERE)
        return kept.tenant if kept is not None else ""


def _named(card: Card) -> Card:
    """Where there are no threads, what would stand in that of a case says of which it is."""
    case = f"C-{card.case}"
    if card.case is None or re.search(rf"\b{case}\b", card.title):
        return card
    return replace(card, title=f"{case} · {card.title}")


def _below(thread: Receipt) -> str:
    return in_thread(thread.place, thread.id) if is_channel(thread.place) else thread.place


def _said(answer: Any, name: str) -> str:
    """What it is called now. Without that it may stand there, and nobody could name it."""
    value = answer.get(name) if isinstance(answer, dict) else None
    if not value or not isinstance(value, str):
        raise NotDelivered(f"no_{name}", unsure=True)
    return value


# --- pace ------------------------------------------------------------------------------------------------------------


def budgets(to: Address, edit: bool) -> tuple[Budget, ...]:
    """Teams counts what we do in a conversation, whether it is a post or an edit, and what we do in the organisation.

    So often in any time so long, at most: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
    A budget lets no more than its burst and one for each `every` through. Of the four limits of a conversation the
    three short ones need one budget: 4 + 1, 4 + 3 and 4 + 55 in one, two and thirty seconds, each of them one less than
    the limit, as the way to Teams takes now longer and now shorter. The hour needs its own: with one for both,
    everything after a burst would take two seconds, where Teams would take two in one. 360 + 1440 in an hour.
    For the organisation 10 + 30 in a second; what is left of its fifty is for answers and for reading who is there.
    """
    here = to.conversation.place
    return (
        Budget(f"teams:send:{here}", timedelta(milliseconds=540), 4),
        Budget(f"teams:hour:{here}", timedelta(seconds=2.5), 360),
        Budget("teams:all", timedelta(seconds=1) / 30, 10),
    )
