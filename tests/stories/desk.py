"""A desk to tell stories at: real store, real app, a clock that the story moves, and one platform to speak through."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App, HandClock, build
from bot.cases.alarms import due_at
from bot.cases.case import Case, Hold, Line
from bot.cases.deeds import folded_with_deeds
from bot.settings import Config, parse_config
from bot.storage.configured import teams_at
from bot.storage.ledger import export_ledger
from bot.storage.reading import Reader
from bot.storage.tx import Tx
from bot.storage.verify import verify as faults_of
from tests.stories.across import OnBoth
from tests.stories.console import InTheConsole
from tests.stories.houses import written
from tests.stories.platform import Platform, Seen
from tests.stories.slack import OnSlack
from tests.stories.teams import OnTeams

BUCHAREST = ZoneInfo("Europe/Bucharest")
THURSDAY_AT_TEN = datetime(2026, 11, 19, 10, 0, tzinfo=BUCHAREST).astimezone(UTC)
PLATFORMS: dict[str, Callable[[], Platform]] = {"console": InTheConsole, "slack": OnSlack, "teams": OnTeams}
TOGETHER: dict[str, Callable[[], Platform]] = {"across": OnBoth}  # for stories in which a case goes from one to another


@dataclass(repr=False)
class Desk:
    """Everybody at the desk, as the test wants to speak of them."""

    url: str
    teams: str  # the configuration, from [teams.…] on
    platform: Platform
    now: datetime = THURSDAY_AT_TEN
    clock: HandClock = field(init=False)
    config: Config = field(init=False)
    app: App = field(init=False)

    def __post_init__(self) -> None:
        self.clock = HandClock(self.now)
        self._runner = asyncio.Runner()
        self.config = parse_config(written(self.teams, self.platform.person, self.platform.place))
        self._opens()

    def _opens(self) -> None:
        couriers = self._do(self.platform.couriers(self.config, self.clock))
        self.app = build(
            self.config,
            self.url,
            couriers,
            clock=self.clock,
            house=self.platform.house(self.config),
            synchronous="OFF",
        )
        self.app.start()
        self._do(self.platform.opens(self.app))
        self._do(self.app.settle())

    def closes(self) -> None:
        self._do(self.platform.closes())
        self.app.store.close()
        self._runner.close()

    def _do(self, doing: Any) -> Any:
        return self._runner.run(doing)

    # --- what people do -----------------------------------------------------------------------------------------

    def writes(self, who: str, text: str, *, in_thread_of: str | None = None, at: str = "help") -> str:
        """Words in a channel where customers write, or in the customer's thread of a case."""
        if in_thread_of:
            return str(self._do(self.platform.writes_in_thread(who, text, number(in_thread_of))))
        return str(self._do(self.platform.writes(who, text, at)))

    def says(self, who: str, text: str) -> str:
        """A line to the bot; the answer, which nobody else sees."""
        return str(self._do(self.platform.says(who, text)))

    def presses(self, who: str, label: str, *, of: str | None = None, on: Seen | None = None) -> str:
        """A button of the newest card they see, of the newest of a case, or of a card as it looked once."""
        if on is not None:
            return str(self._do(self.platform.presses_on(who, label, on)))
        return str(self._do(self.platform.presses(who, label, number(of) if of else None)))

    def fills(self, who: str, **fields: str) -> None:
        """Fields of the open form, each by its label with _ for a space."""
        for label, value in fields.items():
            said = self._do(self.platform.fills(who, label.replace("_", " "), value))
            assert value.casefold() in said.casefold(), said

    def sends(self, who: str, **fields: str) -> str:
        """Send the open form; the answer."""
        self.fills(who, **fields)
        return str(self._do(self.platform.sends(who)))

    def delivered(self) -> Any:
        """The last delivery, as its platform made it."""
        assert self.platform.last is not None
        return self.platform.last

    def delivers_again(self, delivery: Any = None) -> str:
        """The platform is not sure that it arrived, and sends it once more."""
        return str(self._do(self.platform.delivers(delivery or self.delivered())))

    def resolves(self, who: str, case: str = "C-1", **fields: str) -> str:
        """The form of `resolve`, filled in and sent."""
        self.says(who, f"resolve {case}")
        if "Customer_was_told" not in fields:
            fields.setdefault("Text", "it is paid back")
        fields.setdefault("Cause", "billing/tariff")
        return self.sends(who, **fields)

    # --- time ---------------------------------------------------------------------------------------------------

    def wait(self, **length: float) -> None:
        """Let time pass, stopping wherever something is due."""
        self._waits(self.clock.now + timedelta(**length))

    def at(self, local: str) -> None:
        """Let time pass until then, by the wall clock in Bucharest."""
        to = datetime.fromisoformat(local).replace(tzinfo=BUCHAREST).astimezone(UTC)
        assert to >= self.clock.now, f"it is later than {local} already"
        self._waits(to)

    def _waits(self, to: datetime) -> None:
        self._do(self.app.advance(self.clock, to))
        self._do(self.platform.settles())

    def is_down(self, *, until: str | None = None, teams: str | None = None, **length: float) -> None:
        """Nothing runs for so long; then it starts again, perhaps with another configuration."""
        self.app.store.close()
        self.clock.now += timedelta(**length)
        if until:
            self.clock.now = datetime.fromisoformat(until).replace(tzinfo=BUCHAREST).astimezone(UTC)
        if teams:
            self.config = parse_config(written(teams, self.platform.person, self.platform.place))
        self._opens()

    # --- what they see ------------------------------------------------------------------------------------------

    def heard(self, who: str) -> str:
        """All direct messages to somebody, as they stand now."""
        return "\n".join(self.platform.heard(who))

    def pings(self, who: str) -> list[str]:
        """The same one by one."""
        return self.platform.heard(who)

    def channel(self, name: str) -> str:
        return "\n".join(self.platform.channel(name))

    def thread(self, case: str = "C-1", *, at: str | None = None) -> str:
        """The story below the cards of a case, or below those in one channel."""
        return "\n".join(self.platform.thread(number(case), at))

    def customer_saw(self, who: str) -> str:
        return "\n".join(self.platform.customer_saw(who))

    def card(self, case: str = "C-1") -> Seen:
        """The live card of a case."""
        card = self.platform.card(number(case))
        assert card is not None, f"no card of {case} is shown"
        return card

    def card_text(self, case: str = "C-1") -> str:
        return self.card(case).text

    # --- how things stand -----------------------------------------------------------------------------------------

    def read(self, question: Callable[[Reader], Any]) -> Any:
        return self.app.store.read(question)

    def case(self, case: str = "C-1") -> Case:
        found = self.read(lambda tx: tx.case(number(case)))
        assert isinstance(found, Case)
        return found

    def acts(self, act: Callable[[Tx], Any]) -> Any:
        """Something that a program does; what follows from it leaves."""
        done = self.app.store.act(act)
        self._do(self.app.settle())
        self._do(self.platform.settles())
        return done

    def owner_of(self, case: str = "C-1") -> str:
        return self.case(case).owner

    def deadline_of(self, case: str = "C-1") -> str:
        return local(self.case(case).deadline)

    def promise_of(self, case: str = "C-1") -> str | None:
        promise = self.case(case).promise
        return local(promise) if promise else None

    def ledger(self, case: str | None = None) -> list[dict[str, Any]]:
        """The exported lines of a case, or of all."""
        lines = [json.loads(line) for line in self.read(lambda tx: list(export_ledger(tx)))]
        return [line for line in lines if case is None or line["case"] == number(case)]

    def kinds(self, case: str = "C-1") -> list[str]:
        """What happened to a case, in one word each."""
        return [line["kind"] for line in self.ledger(case)]

    def last(self, case: str = "C-1") -> dict[str, Any]:
        """What happened last; that a customer was asked how it was stands behind the resolution, and is passed over."""
        return [line for line in self.ledger(case) if line["kind"] != "rating_asked"][-1]

    def holds(self, case: str = "C-1") -> list[tuple[str, str | None]]:
        """Who held it, and how each hold ended."""
        held: list[Hold] = self.read(lambda tx: tx.holds(number(case)))
        return [(hold.person, hold.ending) for hold in held]

    def verify(self) -> list[str]:
        def faults(reader: Reader) -> list[str]:
            teams = teams_at(reader, self.app.house.teams)

            def rebuilt(lines: list[Line]) -> tuple[Case, list[Hold]]:
                return folded_with_deeds(lines, teams)

            house = replace(reader.house, teams=teams.newest())
            return list(faults_of(reader, rebuilt, lambda case: due_at(case, house)))

        found: list[str] = self.read(faults)
        return found


def number(case: str) -> int:
    return int(case.removeprefix("C-"))


def local(at: datetime) -> str:
    """An instant by the wall clock in Bucharest."""
    return f"{at.astimezone(BUCHAREST):%Y-%m-%d %H:%M}"
