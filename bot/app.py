"""The wiring, by hand and in one place: the store, the way in, the ways out, the clock."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from uuid import uuid4

from bot.cases.figures import Figures, month_before, month_of
from bot.cases.people import House, addressed
from bot.commands.copied import Settled, settle_copy
from bot.commands.handle import answered_late, handle
from bot.commands.house import reckon_anew, settle
from bot.messages.delivery import Courier
from bot.messages.links import NO_LINKS, Links
from bot.messages.values import Address, Answer, Card, Inbound, Profile, Whereabouts
from bot.messages.wording import Reader as ReadBy
from bot.reports.details import customers_card, work_card
from bot.reports.digest import charts_card, digest_card
from bot.scheduler import rounds
from bot.scheduler.audit import Audit
from bot.scheduler.beats import beating, knocking
from bot.scheduler.calls import WeeklyCalls
from bot.scheduler.deliver import Delivery
from bot.scheduler.digests import MonthEnds
from bot.scheduler.months import Months, Remembered
from bot.scheduler.sending import Copied
from bot.scheduler.set_back import SetBack
from bot.scheduler.watch import Watch
from bot.settings import Config
from bot.storage.configured import teams_at
from bot.storage.copies import settled
from bot.storage.corrections import taken_back
from bot.storage.figures import figures_of, names_on
from bot.storage.inherited import inherit
from bot.storage.places import known_places, whereabouts_of
from bot.storage.reading import Reader
from bot.storage.store import Store, open_store
from bot.storage.tx import FARTHEST_OFF

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)
ASKED_FOR = timedelta(days=1)  # how long a copy asks whether what it posts is there already
LOOKED_BACK = timedelta(days=3)  # how far at most; a longer history takes Slack too long to read for every post
PATIENCE = timedelta(seconds=3)  # for what is being sent when it stops; the rest is looked up at the next start


def utc_now() -> datetime:
    return datetime.now(UTC)


class HandClock:
    """A clock that stands still until somebody moves it: the console's, the demo's, a test's."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def nobody_waits() -> None:
    """Whoever moves the clock by hand also says when to deliver."""


@dataclass(slots=True)
class App:
    """One running Buckstop."""

    store: Store
    config: Config
    delivery: Delivery
    month_ends: MonthEnds
    calls: WeeklyCalls
    audit: Audit
    mute: frozenset[str] = frozenset()  # platforms that nobody can ask whether a post is there
    set_back: SetBack | None = None
    nudge: Callable[[], None] = nobody_waits  # after every act: there may be something to deliver
    watch: Watch = field(default_factory=Watch)

    @property
    def house(self) -> House:
        return self.store.house

    def start(self) -> Settled | None:
        """Record the configuration, and see that nobody's case lies with nobody. Raises Vanished, TeamVanished.

        What became of that which waited, if the store is a copy that is opened for writing for the first time.
        """
        copied = self.store.act(partial(settle_copy, mute=self.mute))  # before anything of its own waits to be sent
        teams, after = self.config.recorded(), 0
        while (reached := self.store.act(partial(reckon_anew, teams=teams, after=after))) is not None:
            after = reached
        self.store.act(partial(settle, teams=teams))
        if (copy := self.store.read(settled)) and copy.settled_at:
            since = max(copy.made_at, copy.settled_at - LOOKED_BACK)
            self.delivery.goes_on_from(Copied(since, copy.settled_at + ASKED_FOR))
        self.store.act(inherit)
        return copied

    async def handle(self, inbound: Inbound) -> Answer:
        began, answer = monotonic(), None
        try:
            answer = await handle(inbound, self.store)
        finally:
            self.watch.heard(inbound, answer, monotonic() - began)
        self.nudge()
        return answer

    async def answered_late(self, inbound: Inbound, answer: Answer) -> None:
        """It was done in time, and told late: its platform may send it again under other names."""
        await self.store.acted(partial(answered_late, inbound, answer))

    async def whereabouts_of(self, place: Address) -> Whereabouts | None:
        """How its platform reaches that place, as far as it is kept."""
        return await self.store.glanced(lambda tx: whereabouts_of(tx, place))

    async def known_places(self, platform: str) -> list[Whereabouts]:
        """The channels and group chats of a platform that anything has come from."""
        return await asyncio.to_thread(self.store.read, lambda tx: known_places(tx, platform))

    async def keep_whereabouts(self, one: Whereabouts) -> None:
        await self.store.acted(lambda tx: tx.put_whereabouts(one))

    async def forget_whereabouts(self, place: Address) -> None:
        await self.store.acted(lambda tx: tx.drop_whereabouts(place))

    async def profile_of(self, address: Address) -> Profile | None:
        """What a platform last said of somebody, as far as it is kept."""
        return await self.store.glanced(lambda tx: tx.profile(address))

    @asynccontextmanager
    async def running(self, *, clock: bool = True) -> AsyncIterator[None]:
        """By the real clock: the beats beat, and what is to be seen leaves at once. Left, it ends gracefully.

        Without `clock` the beats are another process's affair; whatever is to be seen leaves from here, too.
        """
        self.nudge = self.delivery.knock
        work = self.beat, self.delivery.knock, self.forget, self.redraw, self.audit.look
        beats = beating(*work, beat=self.watch.beat) if clock else knocking(self.nudge)
        try:
            async with beats:
                yield
        finally:
            self.nudge = nobody_waits
            await self.delivery.stop(PATIENCE)

    def beat(self) -> int:
        """A tick of the real clock, which may be late, or set back."""
        again = self.set_back.look() if self.set_back else 0
        late = rounds.lateness(self.store)
        done = self.tick()
        self.watch.swept(done, late)
        return again + done

    def tick(self) -> int:
        """Everything that the clock does by itself now; how much it was."""
        if abs(self.store.measure()) > FARTHEST_OFF:
            log.error("the clock is off: it does not strike", extra={"seconds": self.store.offset.total_seconds()})
            return 0
        done = rounds.sweep(self.store) + rounds.house_round(self.store) + self.month_ends.post_due()
        done += rounds.early_round(self.store) + self.calls.hand_out_due()
        rounds.seal_round(self.store)
        return done

    def forget(self) -> int:
        """What is kept only for a while; how much it was."""
        forgotten = rounds.forget_answers(self.store) + rounds.forget_early(self.store)
        forgotten += rounds.forget_drafts(self.store)
        return forgotten + rounds.forget_texts(self.store, self.config.keep_texts)

    def redraw(self) -> int:
        """What says how much time is left; how much it was. Only while a real clock runs: not part of a tick."""
        return rounds.redraw_round(self.store)

    async def settle(self) -> None:
        """Do what is due and deliver what waits, until nothing is left."""
        while await asyncio.to_thread(self.tick) + await self.delivery.deliver():
            pass

    async def advance(self, clock: HandClock, to: datetime) -> None:
        """Move a clock that stands still, stopping at every due instant on the way."""
        await self.settle()
        while (stop := rounds.next_instant(self.store)) is not None and stop <= to:
            clock.now = max(clock.now, stop)
            await self.settle()
        clock.now = max(clock.now, to)
        await self.settle()


def build(
    config: Config,
    database_url: str,
    couriers: Mapping[str, Courier],
    *,
    clock: Clock = utc_now,
    writer: str = "serve",
    house: House | None = None,
    synchronous: str = "FULL",
    links: Links = NO_LINKS,
) -> App:
    """The whole house over one database. Raises StoreError."""
    store = open_store(
        database_url,
        clock,
        addressed(house or config.house),
        synchronous=synchronous,
        writer=writer,
        measured=clock is utc_now,
    )
    drawn = partial(draw_digest, months=Remembered(month_of_team))
    delivery = Delivery(store, couriers, drawn, holder=f"{writer}-{uuid4().hex[:8]}", links=links)
    mute = frozenset(platform for platform, courier in couriers.items() if courier.find is None)
    return App(store, config, delivery, MonthEnds(store), WeeklyCalls(store), Audit(store), mute, SetBack(store))


def month_of_team(team: str, month: str, reader: Reader, now: datetime) -> Figures:
    """A team's figures of a month, by the configuration in force at its end."""
    house = reader.house
    end = month_of(month, house.teams[team].zone).b
    then = teams_at(reader, house.teams)(team, min(end, now))
    return figures_of(reader, then, month_of(month, then.zone), now)


def draw_digest(
    team: str, month: str, reader: Reader, now: datetime, part: str = "digest", months: Months = month_of_team
) -> Card:
    """The digest of a team's month seen against the month before, or what stands below it."""
    house = reader.house
    by = ReadBy(now, house.teams[team].zone)
    figures, names = months(team, month, reader, now), names_on(team, month, reader, now)
    match part:
        case "digest_work":
            return work_card(figures, house, by, names=names)
        case "digest_customers":
            return customers_card(figures, house, by, names=names)
    before = months(team, month_before(month), reader, now)
    if part == "digest_charts":
        return charts_card(figures, before, house, by, names=names)
    back = taken_back(reader, house.teams[team], figures.period)
    return digest_card(figures, before, house, by, names=names, taken_back=back)


def everybody_in_the_console(house: House) -> House:
    """In the console everybody is their key."""
    people = {
        key: replace(person, addresses=(f"console:{key}", *person.addresses)) for key, person in house.people.items()
    }
    return replace(house, people=people)
