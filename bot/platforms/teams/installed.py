"""Where the bot was installed: in a team it is for all channels at once, which Teams does not say one by one."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound, Whereabouts
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.known import Known
from bot.platforms.teams.places import address, path

log = logging.getLogger(__name__)


class Installed:
    """Knows the channels of the teams we are in."""

    def __init__(
        self,
        connector: Connector,
        known: Known,
        handle: Callable[[Inbound], Awaitable[object]],
        places: Callable[[], Awaitable[Sequence[Whereabouts]]],
    ) -> None:
        self._connector, self._known, self._handle, self._places = connector, known, handle, places

    async def changed(self, inbound: Inbound) -> None:
        """We came into a team, or out of it: so it is for each of its channels."""
        team = await self._known.of(inbound.place) if inbound.place else None
        if team is None:
            return
        channels = [team.place]
        if team.team:  # no group chat
            left = [one.place for one in await self._places() if one.team == team.team]
            channels += await self.read_channels(team) if inbound.kind == "joined" else left
        for channel in dict.fromkeys(channels):
            if channel != inbound.place:
                keys = tuple(f"{key}:{channel.place}" for key in inbound.keys)
                await self._handle(replace(inbound, keys=keys, place=channel, alike=""))
            if inbound.kind == "left":
                await self._known.forget(channel)

    async def refresh(self) -> None:
        """The channels that were made while nobody told us."""
        teams = {one.team: one for one in await self._places() if one.team}
        for team in teams.values():
            await self.read_channels(team)

    async def read_channels(self, team: Whereabouts) -> list[Address]:
        """https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#get-the-list-of-channels-in-a-team"""
        try:
            said = await self._connector.call("GET", team.service, path("teams", team.team, "conversations"))
        except NotDelivered as no:
            log.warning("the channels of a team could not be read", extra={"place": team.team, "why": no.why})
            return []
        listed = said.get("conversations") if isinstance(said, dict) else None
        found = []
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"]:
                place = address(one["id"])
                await self._known.learn(replace(team, place=place, hears_all=False))
                found.append(place)
        return found
