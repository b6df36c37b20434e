"""How Teams reaches a place: learned from every delivery, remembered, and kept by the house when it is new."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.messages.values import Address, Whereabouts
from bot.platforms.teams.us import PLATFORM

MOST = 20_000
ANYWHERE = Address(PLATFORM, "*")  # what came last, from wherever: for places that nothing has come from yet


class Known:
    """Most deliveries say nothing new, and cost one look into memory."""

    def __init__(
        self,
        whereabouts: Callable[[Address], Awaitable[Whereabouts | None]],
        keep: Callable[[Whereabouts], Awaitable[None]],
        forget: Callable[[Address], Awaitable[None]],
    ) -> None:
        self._whereabouts, self._keep, self._forget = whereabouts, keep, forget
        self._known: OrderedDict[Address, Whereabouts] = OrderedDict()

    async def of(self, place: Address) -> Whereabouts | None:
        """Of a place, or of the conversation around it."""
        place = place.conversation
        if place not in self._known:
            found = await self._whereabouts(place)
            if found is None:
                return None
            self._remember(found)
        return self._known[place]

    async def learn(self, one: Whereabouts) -> None:
        """What a delivery says. What it leaves out stays as it was known."""
        before = await self.of(one.place)
        if before is not None:
            one = replace(
                one,
                team=one.team or before.team,
                conversation=one.conversation or before.conversation,
                user=one.user or before.user,
                hears_all=one.hears_all or before.hears_all,
            )
        if one != before:
            await self.keep(one)
        anywhere = await self.of(ANYWHERE)
        if anywhere is None or (anywhere.service, anywhere.tenant) != (one.service, one.tenant):
            # As if it were somebody's: it is no place that could be asked who is there.
            await self.keep(Whereabouts(ANYWHERE, one.service, one.tenant, user="*"))

    async def keep(self, one: Whereabouts) -> None:
        """The house first: what it does not know is forgotten with us."""
        await self._keep(one)
        self._remember(one)

    async def forget(self, place: Address) -> None:
        """We are there no longer: nobody needs to ask who is."""
        await self._forget(place)
        self._known.pop(place, None)

    def _remember(self, one: Whereabouts) -> None:
        self._known[one.place] = one
        self._known.move_to_end(one.place)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
