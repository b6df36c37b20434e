"""Stories in Slack: what people do comes as Slack sends it, over HTTP, and what they see is read off the wire."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.messages.delivery import Courier
from bot.settings import Config
from tests.slack_wire.deliver import Delivery
from tests.slack_wire.forms import REQUIRED
from tests.slack_wire.people import Shown
from tests.slack_wire.workspace import Message, View
from tests.stories.at_work import MOST_SUBMITS, AtWork
from tests.stories.houses import PEOPLE
from tests.stories.office import COMMAND, Office, channel, chat, member

_CALLED = re.compile(r"(?<![\w@])@(\w+)")


class OnSlack(AtWork):
    """One workspace, with everybody of a story in it."""

    last: Delivery | None
    office: Office

    # --- how a house is configured for it -----------------------------------------------------------------------

    @staticmethod
    def person(key: str, name: str) -> str:
        return f'[people.{key}]\nname = "{name}"\nslack = "{member(key)}"\n'

    @staticmethod
    def place(name: str) -> str:
        return "slack:dm" if name == "dm" else f"slack:{channel(name)}"

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        self._office = self._office or Office(now)
        return {"slack": await self._office.starts(config.house)}

    @property
    def _messages(self) -> list[Message]:
        return list(self.office.wire.space.messages.values())

    # --- what people do -----------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        person = self.office.person(who)
        self.office.wire.channel(place).members.add(person.user.id)
        return await self.does(who, person.writes(channel(place), self._typed(text)))

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        """In the newest thread in which the customer of the case wrote."""
        person, begun = self.office.person(who), self._begun_by_customer(case)
        where = self.office.wire.space.channels[begun.channel]
        if where.with_user is None:
            where.members.add(person.user.id)
        return await self.does(who, person.writes(where.id, self._typed(text), thread=begun.ts))

    async def says(self, who: str, text: str) -> str:
        """People of the house with the slash command where they work; others in their direct chat with the bot."""
        person = self.office.person(who)
        if who not in self.office.house.people:
            return await self.does(who, person.dms(self._typed(text)), direct=True)
        return await self.does(who, person.slash(self.office.seat(who), COMMAND, self._typed(text)))

    def _typed(self, text: str) -> str:
        """As it stands in the line once Slack has completed the names in it."""

        def completed(called: re.Match[str]) -> str:
            known = self.office.wire.space.users.get(member(called[1]))
            return f"@{known.name}" if known and called[1] in PEOPLE else called[0]

        return _CALLED.sub(completed, text)

    async def sends(self, who: str) -> str:
        """The form on top; if it comes back with its preview, that is read and sent."""
        person = self.office.person(who)
        answer = ""
        for _ in range(MOST_SUBMITS):
            form = person.modal
            answer = await self.does(who, person.submits())
            if person.modal is not form or form is None or form.errors or not form.shape.get("submit"):
                break
        while (told := person.modal) and not told.shape.get("submit"):  # what came of it is read and put away
            person.closes()
        return answer

    async def delivers(self, delivery: Delivery) -> str:
        said = delivery.body.get("event") or delivery.body
        who = said.get("user_id") or said["user"]
        key = (who["id"] if isinstance(who, dict) else who).removeprefix("U0").lower()
        return await self.does(key, self.office.wire.again(delivery))

    async def does(self, who: str, doing: Awaitable[Any], *, direct: bool = False) -> str:
        """Do it, and let follow what follows; what that person alone was shown for it."""
        person, wire = self.office.person(who), self.office.wire
        open_before = {view.id: person.shown(view).text for view in wire.space.modals.get(person.user.id, [])}
        news = [shown for shown in await self._news(who, doing) if _is_theirs(shown, direct)]
        return "\n".join(_unheaded(shown, open_before) for shown in news)

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> list[str]:
        return self._words(one for one in self._messages if one.channel == chat(who))

    def customer_saw(self, who: str) -> list[str]:
        begun = {(one.channel, one.ts) for one in self._messages if one.user == member(who)}
        return self._words(
            one for one in self._messages if (one.channel, one.thread_ts) in begun or one.channel == chat(who)
        )

    def _begun_by_customer(self, case: int) -> Message:
        roots = [one for one in self._messages if not one.by_bot and one.thread_ts is None]
        return self._newest_about(case, roots)

    @staticmethod
    def _channel(name: str) -> str:
        return channel(name)

    @staticmethod
    def _spot(message: Message) -> tuple[str, str]:
        return message.channel, message.ts

    def _tops_of_channels(self) -> list[Message]:
        return [one for one in self._messages if one.thread_ts is None and one.channel[0] == "C"]

    # --- behind everybody's back --------------------------------------------------------------------------------

    @staticmethod
    def wanting(words: str) -> str:
        return REQUIRED

    @staticmethod
    def keys(delivery: Delivery) -> list[str]:
        match delivery.body:
            case {"event": {"channel": where, "ts": ts}}:
                return [f"slack:{where}:{ts}"]
        return [f"slack:trigger:{delivery.body['trigger_id']}"]

    def complaints(self) -> list[str]:
        return [str(one) for one in self.office.wire.refused]


def _is_theirs(shown: Shown, direct: bool) -> bool:
    """Shown to them alone: a form, an ephemeral message; in a direct chat whatever the bot says there."""
    source = shown.source
    if isinstance(source, View):
        return bool(source.shape["type"] == "modal")
    return source.to is not None or (direct and source.by_bot and source.channel[0] == "D")


def _unheaded(shown: Shown, before: Mapping[str, str]) -> str:
    """What is new of it: the title of a form that lay there already is not."""
    old = before.get(shown.source.id) if isinstance(shown.source, View) else None
    title, _, rest = shown.text.partition("\n")
    return rest if old is not None and old.partition("\n")[0] == title else shown.text
