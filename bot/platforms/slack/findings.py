"""What somebody forgot in Slack: it is asked about everything that the configuration takes for granted."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bot.cases.people import House
from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Say
from bot.platforms import configured
from bot.platforms.configured import Finding, Place
from bot.platforms.slack.client import Web
from bot.platforms.slack.errors import LOCKED_OUT
from bot.platforms.slack.needs import CHATS, HISTORY, scopes
from bot.platforms.slack.people import profile_of_payload
from bot.platforms.slack.us import PLATFORM, Us

DIRECT = Address(PLATFORM, "dm")
TIMES = 3  # that we wait until Slack lets us ask on
LONGEST_WAIT = timedelta(minutes=1)
UNKNOWN = ("user_not_found", "user_not_visible")
NO_STAFF = {  # what a profile says -> what is said of it; somebody who is gone is no fault of the configuration's
    "gone": ("check-slack-gone", False),
    "guest": ("check-slack-guest", True),
    "stranger": ("check-slack-stranger", True),
    "bot": ("check-slack-bot", True),
}


Question = Callable[[], Awaitable[list[Finding]]]


async def who_we_are(web: Web, command: str) -> Us:
    """Raises NotDelivered."""
    said = await web.call("auth.test")
    granted = frozenset(one.strip() for one in str(said.get("scopes") or "").split(",") if one.strip())
    bot, url, name = (str(said.get(part) or "") for part in ("bot_id", "url", "user"))
    return Us(said["team_id"], said["user_id"], bot, url, granted, command, name)


def not_let_in(no: NotDelivered, url: str) -> Finding:
    """Slack did not even say who we are."""
    if no.permanent or no.why in LOCKED_OUT:
        return Finding(Say("serve-slack-refused", {"why": no.why}))
    return Finding(Say("check-slack-unreachable", {"url": url, "why": no.why}))


async def findings(web: Web, us: Us, house: House) -> list[Finding]:
    """One after the other: what the token may do, then the channels, then the people."""
    found = list(_lacking(us, house))
    bot = us.name or "Buckstop"
    places, people = configured.configured(house, PLATFORM, lambda place: place[:1] in "UW")
    questions: list[tuple[str | Say, Question]] = [
        (place.where(channel), partial(_about_channel, web, channel, place, bot)) for channel, place in places.items()
    ]
    questions += [(who, partial(_about_person, web, us, user, who)) for user, who in people.items()]
    for where, question in questions:
        try:
            found += await question()
        except NotDelivered as no:
            if no.why == "missing_scope":  # that has been said, once for all
                continue
            found.append(Finding(Say("check-slack-not-asked", {"where": where, "why": no.why}), wrong=False))
            if not no.permanent:
                break  # it is not this one: Slack does not answer any more
    return found


async def socket_findings(app_web: Web) -> list[Finding]:
    """Would Slack open a connection with the app-level token?"""
    try:
        await app_web.call("apps.connections.open")
    except NotDelivered as no:
        return [Finding(Say("check-slack-socket", {"why": no.why}))]
    return []


def staff(house: House) -> dict[str, str]:
    """Whoever is still with the house: ids, with their names."""
    return configured.staff(house, PLATFORM)


def _lacking(us: Us, house: House) -> Iterator[Finding]:
    missing = sorted(scopes() - us.scopes) if us.scopes else []
    if missing:
        yield Finding(Say("check-slack-scopes", {"scopes": tuple(missing)}))
    if unread := tuple(scope for scope in missing if scope in HISTORY):
        yield Finding(Say("check-slack-cannot-look", {"scopes": unread}), wrong=False)
    if CHATS in missing and any(str(DIRECT) in team.intake for team in house.teams.values()):
        yield Finding(Say("check-slack-cannot-list", {"scope": CHATS}), wrong=False)


async def _about_channel(web: Web, channel: str, place: Place, bot: str) -> list[Finding]:
    try:
        info = (await _asked(web, "conversations.info", channel=channel)).get("channel") or {}
    except NotDelivered as no:
        if no.why != "channel_not_found":
            raise
        return [Finding(Say("check-slack-no-channel", {"where": place.where(channel), "bot": bot}))]
    where = place.where(channel, info.get("name"))
    if info.get("is_archived"):
        return [Finding(Say("check-slack-archived", {"where": where}))]
    if info.get("is_member") is False:
        key = "check-slack-not-in" if place.heard else "check-slack-only-posts"
        return [Finding(Say(key, {"where": where, "bot": bot}))]
    return []


async def _about_person(web: Web, us: Us, user: str, who: str | Say) -> list[Finding]:
    named = {"who": who, "id": user}
    try:
        said = (await _asked(web, "users.info", user=user)).get("user") or {}
    except NotDelivered as no:
        if no.why not in UNKNOWN:
            raise
        return [Finding(Say("check-slack-no-person", named))]
    kind = profile_of_payload(said, us).kind
    if kind not in NO_STAFF:
        return []
    key, wrong = NO_STAFF[kind]
    return [Finding(Say(key, named), wrong)]


async def _asked(web: Web, method: str, **arguments: str) -> dict[str, Any]:
    """There may be more channels than Slack lets us ask about in a minute: then we wait, and ask on."""
    for _ in range(TIMES):
        try:
            return await web.call(method, **arguments)
        except NotDelivered as no:
            if no.why != "ratelimited" or no.retry_after is None or no.retry_after > LONGEST_WAIT:
                raise
            await asyncio.sleep(no.retry_after.total_seconds())
    return await web.call(method, **arguments)
