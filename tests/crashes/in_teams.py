"""A desk in Teams, behind Microsoft's own addresses. Nobody can be asked there whether a post arrived: what may have is
said once more, and says so."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from tests.crashes.desk import LOOKS_AGAIN_S, NEW_LINE, AnyDesk, steady
from tests.programs.teams_desk import CHANNELS, channel, member
from tests.settled import BUSY_MACHINE_S
from tests.stories.houses import DAY_AND_NIGHT, PEOPLE, written
from tests.teams_wire.internet import Internet
from tests.teams_wire.people import Person
from tests.teams_wire.tenant import APP, TENANT, Message
from tests.teams_wire.wire import SECRET, Wire

AGAIN = "(Sent again, as nobody knows whether it arrived the first time.)"


class DeskInTeams(AnyDesk):
    wire: Wire
    door = "/api/messages"

    @staticmethod
    def configuration() -> str:
        people = lambda key, name: f'[people.{key}]\nname = "{name}"\nteams = "{member(key)}"\n'  # noqa: E731
        places = lambda name: f"teams:{name}" if name == "dm" else f"teams:{channel(name)}"  # noqa: E731
        return written(DAY_AND_NIGHT, people, places)

    @staticmethod
    def _wire(now: Callable[[], datetime]) -> Wire:
        return Wire(now)

    async def _populated(self) -> Mapping[str, str]:
        await self.wire.opens()
        for key, name in PEOPLE.items():
            self.wire.user(key, name)
        self.wire.user("maria")
        team = self.wire.team("Desk", *PEOPLE, "maria")
        for name in CHANNELS:
            self.wire.channel(name, team)
        self.internet = Internet(self.wire)
        await self.internet.opens()
        secrets = {"MICROSOFT_APP_ID": APP, "MICROSOFT_APP_PASSWORD": SECRET, "MICROSOFT_APP_TENANT_ID": TENANT}
        return self.internet.environment(self.folder) | secrets

    async def closes(self) -> None:
        await super().closes()
        await self.internet.closes()

    async def knows_its_people(self) -> None:
        """Who does something is asked about when they do it."""

    # --- what people do -----------------------------------------------------------------------------------------

    def person(self, key: str) -> Person:
        return self.wire.person(key)

    async def hears(self, writing: Awaitable[Message]) -> Message:
        """Words that are sent again until the program has taken them."""
        message = await writing
        (told,) = [one for one in self.wire.deliveries if one.id == message.id]
        async with asyncio.timeout(BUSY_MACHINE_S):
            while not told.arrived:
                await asyncio.sleep(LOOKS_AGAIN_S)
                await self.is_up()
                await self.wire.again(told)
        return message

    # --- what is seen -------------------------------------------------------------------------------------------

    def posts(self) -> Counter[str]:
        """A repeat that says it is one counts only where the first has not arrived."""
        first, repeats = self._found()
        return first + Counter(post for post in repeats if post not in first)

    def doubled(self) -> list[str]:
        """What was repeated more than once."""
        return [post for post, many in self._found()[1].items() if many > 1]

    def _found(self) -> tuple[Counter[str], Counter[str]]:
        first, repeats = Counter[str](), Counter[str]()
        for one in self.wire.space.messages.values():
            if one.by_bot and not one.deleted:
                root = self.wire.space.messages.get((one.conversation, one.root or ""))
                below = f" below {self._words(root).partition(NEW_LINE)[0]}" if root else ""
                found = repeats if AGAIN in self.wire.shown(one).text else first
                found[f"{one.conversation}{below}: {self._words(one)}"] += 1
        return first, repeats

    def _words(self, message: Message) -> str:
        said = self.wire.shown(message).text.splitlines()
        return steady(NEW_LINE.join(line for line in said if line != AGAIN))

    def refusals(self) -> list[str]:
        taken = [one for one in self.wire.refused if one.code not in ("undelivered", "MemberNotFoundInConversation")]
        return [str(one) for one in taken]
