"""Who somebody is to Slack: remembered, else kept by the house, else asked for; nobody waits longer than a second."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound, Profile
from bot.platforms.payload import kept
from bot.platforms.profiles import told_of
from bot.platforms.slack.needs import Calls, unhurried_s
from bot.platforms.slack.us import PLATFORM, SLACKBOT, Us
from bot.platforms.zones import real_zone

MOST_KNOWN = 10_000
ASKED_AGAIN_AFTER = timedelta(minutes=1)  # whom Slack does not know, or does not let us see
PACE_S = unhurried_s("users.info")  # a refresh leaves half of the limit to those who speak
LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    profile: Profile | None  # None: Slack said no
    until: datetime  # when to ask again; what is older still counts until the answer is there


class People:
    """Profiles by user id. Whoever asks for one waits for `patience_s` at most; None if it cannot be had by then."""

    def __init__(
        self,
        web: Calls,
        us_of: Callable[[], Us],
        kept: Callable[[Address], Awaitable[Profile | None]],
        learned: Callable[[Inbound], Awaitable[object]],
        *,
        patience_s: float,
        fresh: timedelta = timedelta(days=1),
        pace_s: float = PACE_S,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._web = web
        self._us_of = us_of
        self._kept = kept
        self._learned = learned
        self._patience_s = patience_s
        self._fresh = fresh
        self._pace_s = pace_s
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Profile | None]] = {}
        self._quiet_until: datetime | None = None  # Slack asked us to wait
        self._owed: dict[str, None] = {}  # who spoke while Slack could not be asked

    async def profile(self, user: str) -> Profile | None:
        known = self._known.get(user)
        if known is None and (kept := await self._kept(Address(PLATFORM, user))) is not None:
            self._remember(user, kept, timedelta(0))  # nobody knows how old it is: the next to ask has it looked up
            return kept
        if known is None or (known.profile is None and known.until <= self._clock()):
            return await self._answer(user, self._patience_s)
        self._known.move_to_end(user)
        if known.until <= self._clock() and not self._must_be_quiet():
            self._under_way(user)
        return known.profile

    def put(self, profile: Profile) -> None:
        """What an event said of somebody is as good as asked for."""
        self._remember(profile.address.place, profile, self._fresh)

    def forget(self, user: str) -> None:
        self._known.pop(user, None)

    async def refresh(self, users: Iterable[str]) -> int:
        """Ask Slack for each of them anew, slowly; how many it told of."""
        told = 0
        for number, user in enumerate(dict.fromkeys(users)):
            if number:
                await asyncio.sleep(self._pace_s)
            profile = await self._answer(user)
            if profile is None and self._quiet_until is not None:  # it was too much for Slack
                await asyncio.sleep(max((self._quiet_until - self._clock()).total_seconds(), 0))
                profile = await self._answer(user)
            told += profile is not None
        return told

    async def ask_for_those_who_spoke(self) -> int:
        """Ask again for everybody who was heard without a name; how many have one now."""
        owed, self._owed = self._owed, {}
        return await self.refresh(owed) if owed else 0

    async def close(self) -> None:
        """Let go of what is still being asked."""
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    def _under_way(self, user: str) -> "asyncio.Task[Profile | None]":
        """One question for each person, however many wait for its answer."""
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.create_task(self._fetch(user), name=f"profile of {user}")
            task.add_done_callback(lambda done: self._answered(user, done))
        return task

    def _answered(self, user: str, task: "asyncio.Task[Profile | None]") -> None:
        if self._asking.get(user) is task:
            del self._asking[user]
        if not task.cancelled() and (error := task.exception()):
            log.error("a profile could not be looked up", extra={"user": user}, exc_info=error)

    async def _answer(self, user: str, patience_s: float | None = None) -> Profile | None:
        """What Slack says within that time; if it takes longer it goes on by itself, for the next time."""
        task = self._under_way(user)
        done, _ = await asyncio.wait({task}, timeout=patience_s)
        return task.result() if done and not task.cancelled() and task.exception() is None else None

    async def _fetch(self, user: str) -> Profile | None:
        """Ask Slack, and tell the house before anybody acts on it."""
        if self._must_be_quiet():
            self._owe(user)
            return None
        try:
            said = await self._web.call("users.info", user=user, include_locale=True)
        except NotDelivered as no:
            self._not_told(user, no)
            return None
        inbound = profile_inbound(said.get("user") or {}, self._us_of(), self._clock())
        if inbound is None:
            self._remember(user, None, ASKED_AGAIN_AFTER)
            return None
        await self._learned(inbound)
        self._remember(user, inbound.profile, self._fresh)
        return inbound.profile

    def _not_told(self, user: str, no: NotDelivered) -> None:
        log.info("no profile", extra={"user": user, "why": no.why})
        if no.retry_after is not None:
            self._quiet_until = self._clock() + no.retry_after
        known = self._known.get(user)
        if known is None and not no.permanent:
            self._owe(user)
        if known is not None or no.permanent:
            self._remember(user, known.profile if known else None, ASKED_AGAIN_AFTER)

    def _owe(self, user: str) -> None:
        """To be asked for later: no more than could be remembered."""
        if len(self._owed) < MOST_KNOWN:
            self._owed[user] = None

    def _must_be_quiet(self) -> bool:
        if self._quiet_until is not None and self._quiet_until <= self._clock():
            self._quiet_until = None
        return self._quiet_until is not None

    def _remember(self, user: str, profile: Profile | None, length: timedelta) -> None:
        self._known[user] = _Known(profile, self._clock() + length)
        self._known.move_to_end(user)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


def profile_inbound(user: Mapping[str, Any], us: Us, at: datetime) -> Inbound | None:
    """What Slack says of somebody, as the house hears it; None if it names nobody."""
    profile = profile_of_payload(user, us)
    return told_of(profile, user.get("updated", ""), at) if profile.address.place else None


def profile_of_payload(user: Mapping[str, Any], us: Us) -> Profile:
    """Somebody as users.info and user_change describe them."""
    said = user.get("profile")
    said = said if isinstance(said, dict) else {}
    names = (said.get("display_name"), user.get("real_name"), said.get("real_name"), user.get("name"), user.get("id"))
    confirmed = user.get("is_email_confirmed") is not False
    return Profile(
        Address(PLATFORM, _word(user.get("id")) or ""),
        next((name for name in map(_word, names) if name), ""),
        _kind(user, us),
        zone=real_zone(user.get("tz")),
        locale=_locale(user.get("locale")),
        email=_word(said.get("email")) if confirmed else None,
    )


def _kind(user: Mapping[str, Any], us: Us) -> str:
    if user.get("deleted"):
        return "gone"
    if user.get("is_bot") or user.get("id") == SLACKBOT:
        return "bot"
    if user.get("is_stranger") or user.get("team_id") != us.team:
        return "stranger"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "guest"
    return "person"


def _word(value: object) -> str | None:
    return (kept(value).strip() or None) if isinstance(value, str) else None


def _locale(value: object) -> str | None:
    return value if isinstance(value, str) and LOCALE.fullmatch(value) else None
