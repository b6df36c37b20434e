"""The desk of these tests: a house of three teams, cases at any point of their lives, stories told line by line."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases import alarms, ending, events, holds, talking
from bot.cases.case import Case, Hold, Line, Offer, Pause
from bot.cases.event import Event
from bot.cases.fold import after
from bot.cases.hours import Hours
from bot.cases.people import Duty, Field, House, Person, Team, Tier
from bot.cases.refusals import Refused

FULL = ((0, 1440),)
NINE_TO_SIX = ((540, 1080),)
EIGHT_TO_EIGHT = ((480, 1200),)
HOLIDAYS = frozenset({date(2026, 11, 30), date(2026, 12, 1)})
BUCHAREST, NEW_YORK, TOKYO = "Europe/Bucharest", "America/New_York", "Asia/Tokyo"

SUPPORT = Team(
    key="support",
    title="Customer support",
    tiers=(
        Tier("Front line", "slack:C0FRONT", lead="lea", deputy="dan", members=("ana", "ben")),
        Tier("Back office", "slack:C0BACK", lead="sol", deputy="kim", members=("ivo",)),
        Tier("Top", "slack:C0TOP", lead="cleo", deputy="sol"),
    ),
    zone=BUCHAREST,
    clock_kind="weekdays",
    clock=Hours(BUCHAREST, (FULL,) * 5 + ((), ()), HOLIDAYS),
    desk=Hours(BUCHAREST, (NINE_TO_SIX,) * 5 + ((), ()), HOLIDAYS),
    managers=("mira",),
    outside=("courier", "bank"),
    categories={
        "invoice": (Field("invoice number"),),
        "delivery": (Field("order number"), Field("size", "choice", ("S", "M"))),
        "other": (),
    },
    causes={"billing": ("tariff", "double charge"), "sales": ("wrong promise",), "unknown": ()},
    ask_later=1,  # everybody
)
# Day and night on every day, but a desk of six days on the other side of the ocean.
BILLING = Team(
    key="billing",
    title="Billing",
    tiers=(
        Tier("Desk", "slack:C0BILL", lead="bea", deputy="gus", members=("tom",)),
        Tier("Top", "slack:C0BILLTOP", lead="max", deputy="bea"),
    ),
    zone=NEW_YORK,
    clock_kind="always",
    clock=Hours(NEW_YORK),
    desk=Hours(NEW_YORK, (EIGHT_TO_EIGHT,) * 6 + ((),)),
    categories={"invoice": (Field("invoice number"),), "refund": (Field("amount", "number"),)},
    causes={"tax": (), "unknown": ()},
)
# One tier, which is its own top, and a desk that never shuts.
NIGHT = Team(
    key="night",
    title="Night desk",
    tiers=(Tier("Night", "slack:C0NIGHT", lead="nia", deputy="oto", members=("ivo",)),),
    zone=TOKYO,
    clock_kind="hours",
    clock=Hours(TOKYO),
    desk=Hours(TOKYO),
    claim_within=timedelta(hours=1),
)
TEAMS = {team.key: team for team in (SUPPORT, BILLING, NIGHT)}
STAFF = tuple(dict.fromkeys(name for team in TEAMS.values() for tier in team.tiers for name in tier.people))
PEOPLE = {key: Person(key, f"{key.title()} Pop") for key in (*STAFF, "mira", "zoe")}  # zoe is of no team


def wall(text: str, zone: str = BUCHAREST) -> datetime:
    """A wall time of support's desk as an instant; 2026-11-19 is a Thursday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def clock_shows(instant: datetime | None, zone: str = BUCHAREST) -> str | None:
    return instant and instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


THURSDAY = wall("2026-11-19 10:00")  # due on Friday at 06:00
NOON = wall("2026-11-19 12:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_house(
    *,
    away: Mapping[str, datetime] | tuple[str, ...] = (),
    duties: Mapping[tuple[str, int], Duty] | None = None,
    gone: tuple[str, ...] = (),
) -> House:
    """Everybody at their desk, except as told; who is away without a date stays so for a year."""
    until = away if isinstance(away, Mapping) else dict.fromkeys(away, THURSDAY + 365 * DAY)
    return House(people=PEOPLE, teams=TEAMS, away=until, duties=duties or {}, gone=frozenset(gone))


HOUSE = a_house()


def a_case(
    owner: str = "ana",
    *,
    claimed: bool = True,
    tier: int = 0,
    team: str = "support",
    spoken_at: datetime = THURSDAY,
    **told: Any,
) -> Case:
    """A case as it stands: open and held by Ana at the front line since Thursday 10:00, except as told."""
    usual: dict[str, Any] = {
        "id": 1,
        "customer": 7,
        "state": "open",
        "deadline": TEAMS[team].clock.add(spoken_at, TEAMS[team].limit),
        "seq": 1,
        "at": spoken_at,
        "opened_at": spoken_at,
        "deadline_set_at": spoken_at,
        "first_team": team,
        "clock_team": team,
        "hold": 1,
        "holds": 1,
        "held_since": spoken_at,
        "hold_seq": 1,
        "unclaimed_since": None if claimed else spoken_at,
    }
    return Case(team=team, owner=owner, claimed=claimed, tier=tier, spoken_at=spoken_at, **(usual | told))


def in_custody(owner: str = "lea", tier: int = 0, **told: Any) -> Case:
    return a_case(owner, claimed=False, tier=tier, **told)


def escalated(owner: str = "cleo", **told: Any) -> Case:
    """At the top since Friday 06:00, by the clock; the top limit ends on Monday at 02:00."""
    usual: dict[str, Any] = {"claimed": True, "tier": 2, "deadline": wall("2026-11-23 02:00")}
    return a_case(owner, **(usual | {"escalated_at": wall("2026-11-20 06:00")} | told))


def waiting(owner: str = "ana", kind: str = "ask", since: datetime = NOON, **told: Any) -> Case:
    """Waiting since Thursday noon, for an answer or for a courier."""
    until = told.pop("until", since + 72 * HOUR)
    pause = Pause(kind, since, until, since, on=None if kind == "ask" else "courier")
    return a_case(owner, state="waiting", pause=pause, **told)


def offered(to: str = "ben", owner: str = "ana", until: datetime = NOON + 4 * HOUR, **told: Any) -> Case:
    return a_case(owner, offer=Offer(to, owner, until), **told)


def ended(state: str = "resolved", by: str = "ana", at: datetime = NOON, **told: Any) -> Case:
    return a_case(told.pop("owner", by), state=state, ended_by=by, ended_at=at, held_since=None, **told)


def stands(case: Any) -> tuple[str, bool, int]:
    """Owner, claimed and tier of a case, or of an event that names all three."""
    return case.owner, case.claimed, case.tier


def ids(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table of cases for `parametrize`, its keys saying the rule."""
    return {"argvalues": list(table.values()), "ids": list(table)}


def why_not(rule: Callable[..., Any], *given: Any, **more: Any) -> str:
    """The word with which a rule refuses."""
    try:
        done = rule(*given, **more)
    except Refused as no:
        return no.why
    raise AssertionError(f"it was not refused but made {done}")


@dataclass
class Story:
    """One case told line by line, as commands and the clock would tell it; time passes only when told to."""

    house: House = HOUSE
    now: datetime = THURSDAY
    number: int = 1
    lines: list[Line] = field(default_factory=list)
    states: list[Case] = field(default_factory=list)
    holds: dict[int, Hold] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return self.states[-1]

    @property
    def due_at(self) -> datetime | None:
        return alarms.due_at(self.case, self.house)

    def opens(self, by: str = "customer", team: str = "support", **told: Any) -> "Story":
        usual = {"spoken_at": self.now, "via": "message", "customer": 7}
        opened = ending.open_(self.house, team, self.now, by=None if by == "customer" else by, **(usual | told))
        self.record(by, opened)
        return self

    def record(self, by: str, event: Event) -> Event:
        line = Line(self.number, len(self.lines) + 1, self.now, by, event)
        before = self.states[-1] if self.states else None
        now = after(before, line, self.states[-2] if len(self.states) > 1 else None)
        clock, held = self.house.teams[now.clock_team], self.house.teams[(before or now).team]
        self.holds |= {hold.number: hold for hold in holds.changed_holds(before, line, now, clock, held)}
        self.lines.append(line)
        self.states.append(now)
        return event

    def says(self, by: str, rule: Callable[..., Any], **given: Any) -> Any:
        """Somebody makes a move; what the rule refuses is not recorded."""
        if "at" in inspect.signature(rule).parameters:
            given["at"] = self.now
        return self.record(by, rule(self.case, self.house, by, **given))

    def undoes(self, by: str) -> Event:
        return self.record(by, ending.undo(self.case, self.lines[-1], by, self.now))

    def customer_writes(self, *, thanks: bool = False) -> None:
        self.record("customer", events.CustomerWrote(thanks=thanks))
        if self.case.pause is not None:
            self.record("customer", talking.wake(self.case, self.house, "customer", self.now))

    def strikes(self) -> list[Event]:
        """The clock strikes until nothing is due."""
        struck: list[Event] = []
        while event := alarms.clock_strikes(self.case, self.house, self.now):
            struck.append(self.record("clock", event))
            assert len(struck) < 30, "the clock never comes to rest"
        return struck

    def until(self, when: str | datetime) -> list[tuple[str | None, Event]]:
        """Time passes, the clock striking at every due instant on the way: when it struck, and what."""
        end = wall(when) if isinstance(when, str) else when
        struck: list[tuple[str | None, Event]] = []
        while (due := self.due_at) is not None and due <= end:
            self.now = max(self.now, due)
            struck += [(clock_shows(self.now), event) for event in self.strikes()]
        self.now = end
        return struck

    def sleeps_until(self, when: str | datetime) -> "Story":
        """Time passes while the bot is down: nothing strikes."""
        self.now = wall(when) if isinstance(when, str) else when
        return self

    def held(self) -> list[tuple[str, str | None]]:
        """Who held it, in order, and how each hold ended; what goes on has no ending."""
        return [(hold.person, hold.ending) for _, hold in sorted(self.holds.items())]


def asked_at_noon() -> Story:
    """Ana opened it on Thursday at 10:00 and asked the customer something two hours later."""
    story = Story().opens("ana").sleeps_until(NOON)
    story.says("ana", talking.ask, question="which invoice?")
    return story


def rang(struck: list[tuple[str | None, Event]]) -> list[tuple[str | None, str]]:
    """When the clock struck, and in a word what: the alarm of a nudge, else the kind."""
    return [(when, event.alarm if isinstance(event, events.Nudged) else event.kind) for when, event in struck]
