"""Stories in Teams: what people do comes as Teams sends it, over HTTP, and what they see is read off the wire."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.messages.delivery import Courier
from bot.settings import Config
from tests.stories.at_work import MOST_SUBMITS, AtWork
from tests.stories.teams_office import TeamsOffice, channel, member
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.forms import inputs
from tests.teams_wire.people import Person, Shown
from tests.teams_wire.tenant import Dialog, Message, Told

_WANTED = re.compile(r"fill in ([^,.]+)")


class OnTeams(AtWork):
    """One tenant, with everybody of a story in it."""

    last: Delivery | None
    office: TeamsOffice

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}  # of channels, by place
        self._answers: dict[str, list[Message]] = {}  # what stands in somebody's chat since a delivery, by its id

    # --- how a house is configured for it -----------------------------------------------------------------------

    @staticmethod
    def person(key: str, name: str) -> str:
        return f'[people.{key}]\nname = "{name}"\nteams = "{member(key)}"\n'

    def place(self, name: str) -> str:
        place = "teams:dm" if name == "dm" else f"teams:{channel(name)}"
        self._names[place] = name
        return place

    async def couriers(self, config: Config, now: Callable[[], datetime]) -> Mapping[str, Courier]:
        self._office = self._office or TeamsOffice(now)
        return {"teams": await self._office.starts(config.house, self._names)}

    @property
    def _messages(self) -> list[Message]:
        return [one for one in self.office.wire.space.messages.values() if not one.deleted]

    # --- what people do -----------------------------------------------------------------------------------------

    async def writes(self, who: str, text: str, place: str) -> str:
        self._puts_away(who)
        return await self.does(who, self.office.joins(who, place).writes(channel(place), text))

    async def writes_in_thread(self, who: str, text: str, case: int) -> str:
        """In the newest thread in which the customer of the case wrote; in a chat there is but one."""
        begun = self._begun_by_customer(case)
        where = self.office.wire.space.conversations[begun.conversation]
        if where.kind == "personal":
            return await self.does(who, self.office.person(who).dms(text))
        return await self.does(who, self.office.joins(who, where.name).writes(where.id, text, thread=begun.id))

    async def says(self, who: str, text: str) -> str:
        """In their own chat with the bot. Where the answer is one button that opens a form, they press it."""
        self._puts_away(who)
        person = self._in_team(who)
        said = await self.does(who, person.dms(text), direct=who not in self.office.house.people)
        delivery = self.last
        if (opens := self._opens_form(delivery)) is not None:
            said += "\n" + await self._presses(who, opens.labels[0], opens)
            self.last = delivery
        return said

    def _opens_form(self, delivery: Delivery | None) -> Shown | None:
        """The answer to it, if all that one can do with it is to open a form."""
        for one in self._answers.get(delivery.id, ()) if delivery else ():
            shown = self.office.wire.shown(one)
            datas = [action.get("data", {}) for action in shown.pressable]
            if len(datas) == 1 and "msteams" in datas[0] and "c" not in datas[0]:
                return shown
        return None

    def _in_team(self, who: str) -> Person:
        """Whoever writes to the bot has the app, at least by a team that has it."""
        person = self.office.person(who)
        self.office.wire.team("everybody", person.user.handle)
        return person

    async def _presses(self, who: str, label: str, shown: Shown) -> str:
        if not isinstance(shown.source, Dialog):
            self._puts_away(who)
        return await super()._presses(who, label, shown)

    def _puts_away(self, who: str) -> None:
        """Whoever does something else has read a dialog that asks for nothing, and closed it."""
        person = self.office.person(who)
        if person.dialog is not None and not inputs(person.dialog.content):
            person.closes()

    async def sends(self, who: str) -> str:
        """The form before them; if it comes back with its preview, that is read and sent."""
        person = self.office.person(who)
        answer = ""
        for _ in range(MOST_SUBMITS):
            many, send = len(self.office.wire.deliveries), _send_label(person)
            answer = await self.does(who, person.submits())
            wanting = len(self.office.wire.deliveries) == many
            if wanting or person.dialog is None or not inputs(person.dialog.content) or _send_label(person) == send:
                break
        return answer

    async def delivers(self, delivery: Delivery) -> str:
        """What they were answered stands there still; what is new comes with it."""
        who = delivery.body["from"]["aadObjectId"]
        await self.does(who, self.office.wire.again(delivery))
        self.last = delivery
        return self._answered(delivery)

    async def does(self, who: str, doing: Awaitable[Any], *, direct: bool = False) -> str:
        """Do it, and let follow what follows; what that person alone was shown for it."""
        person = self.office.person(who)
        open_before = person.shown(person.dialog).text if person.dialog else ""
        news = [shown for shown in await self._news(who, doing) if self._is_theirs(shown, person, direct)]
        if self.last:
            told = [shown.source for shown in news if isinstance(shown.source, Message)]
            self._answers.setdefault(self.last.id, []).extend(told)
        return "\n".join(_unheaded(shown, open_before) for shown in news)

    def _answered(self, delivery: Delivery) -> str:
        return "\n".join(self.office.wire.shown(one).text for one in self._answers.get(delivery.id, ()))

    def _is_theirs(self, shown: Shown, person: Person, direct: bool) -> bool:
        """Shown to them alone, as an answer: in their chat whatever does not come there unasked."""
        source = shown.source
        if isinstance(source, Dialog | Told):
            return True
        if person.user.id in source.views:
            return True
        mine = source.by_bot and source.conversation == self._chat(person)
        return mine and (direct or source.id not in self.office.unasked)

    def _chat(self, person: Person) -> str:
        return self.office.wire.space.personal(person.user.id).id

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> list[str]:
        """What the bot says by itself in their chat; customers count its answers to them, too."""
        chat, staff = self._chat(self.office.person(who)), who in self.office.house.people
        there = [one for one in self._messages if one.conversation == chat]
        return self._words(one for one in there if not staff or one.id in self.office.unasked)

    def customer_saw(self, who: str) -> list[str]:
        person = self.office.person(who)
        begun = {(one.conversation, one.id) for one in self._messages if one.by == person.user.id}
        chat = self._chat(person)
        there = [one for one in self._messages if (one.conversation, one.root) in begun or one.conversation == chat]
        return self._words(there)

    def _begun_by_customer(self, case: int) -> Message:
        return self._newest_about(case, (one for one in self._tops_of_channels() if not one.by_bot))

    @staticmethod
    def _channel(name: str) -> str:
        return channel(name)

    @staticmethod
    def _spot(message: Message) -> tuple[str, str]:
        return message.conversation, message.id

    def _tops_of_channels(self) -> list[Message]:
        conversations = self.office.wire.space.conversations
        here = (one for one in self._messages if conversations[one.conversation].kind == "channel")
        return [one for one in here if one.root is None]

    # --- behind everybody's back --------------------------------------------------------------------------------

    @staticmethod
    def wanting(words: str) -> str:
        """Their own client says it, in the words that the form gave it for that."""
        found = _WANTED.search(words)
        return f"{found[1]} is needed." if found else words

    @staticmethod
    def keys(delivery: Delivery) -> list[str]:
        return [f"teams:{delivery.body['conversation']['id']}:{delivery.id}"]

    def complaints(self) -> list[str]:
        return self.office.wire.complaints()


def _send_label(person: Person) -> str:
    form = person.form
    assert form is not None, f"no form lies before {person.user.name}"
    return form.labels[-1]


def _unheaded(shown: Shown, before: str) -> str:
    """What is new of it: the title of a form that lay there already is not, nor is one over what only tells."""
    if not isinstance(shown.source, Dialog):
        return shown.text
    title, _, rest = shown.text.partition("\n")
    return rest if before.partition("\n")[0] == title or not inputs(shown.source.content) else shown.text
