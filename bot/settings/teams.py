"""One team in the configuration, from tables to a Team value."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.cases.hours import Hours
from bot.cases.people import LANGUAGES, Person, Team, Tier
from bot.cases.recorded import clock_of_kind
from bot.settings.days_off import read_holidays
from bot.settings.desk_hours import USUAL, parse_desk
from bot.settings.durations import parse_duration
from bot.settings.faults import LONGEST_QUOTE, Faults, did_you_mean, nearest, one_line, quoted
from bot.settings.people import one_of
from bot.settings.places import PLATFORMS, read_place, same_place
from bot.settings.shapes import TeamShape, TierShape, example_of, shaped
from bot.settings.subjects import read_categories, read_causes

CLOCKS = ("weekdays", "always", "hours")
MOST = 100  # of what is counted
CHANNELS = tuple(one for one in PLATFORMS if one != "email")
T = TypeVar("T")


class Taken:
    """Places that belong to somebody already, over all teams."""

    def __init__(self) -> None:
        self.channels: dict[str, str] = {}
        self.intakes: dict[str, str] = {}


def read_team(key: str, raw: Mapping[str, Any], people: Mapping[str, Person], taken: Taken, faults: Faults) -> Team:
    """The team; where a fault was found something stands in for the value, and nobody gets to see it."""
    shape = shaped(TeamShape, raw, faults)
    zone = _zone(shape, faults)
    week = _read(parse_desk, shape.desk, "desk", faults, parse_desk(USUAL))
    desk = Hours(zone, week, read_holidays(shape.holidays or [], faults))
    clock_kind = _clock_kind(shape, faults)
    usual = Team(key, key, (), zone, clock_kind, desk, desk)  # for the limits nobody wrote down

    def limit(written: str | None, name: str, usually: timedelta) -> timedelta:
        return _read(parse_duration, written, name, faults, usually)

    return Team(
        key=key,
        title=shape.title or key.capitalize(),
        tiers=_tiers(key, shape, people, taken, faults),
        zone=zone,
        clock_kind=clock_kind,
        clock=clock_of_kind(clock_kind, desk),
        desk=desk,
        intake=_intake(key, shape.intake or [], taken, faults),
        supervisors=read_place(shape.supervisors, "supervisors", faults) if shape.supervisors else None,
        digest=read_place(shape.digest, "digest", faults) if shape.digest else None,
        digest_names=shape.digest_names is not False,
        managers=_each_once(one_of(people, one, "manager", "", faults) for one in shape.managers or ()),
        outside=_each_once(shape.outside or ()),
        limit=limit(shape.limit, "limit", usual.limit),
        urgent_limit=limit(shape.urgent_limit, "urgent_limit", usual.urgent_limit),
        claim_within=limit(shape.claim_within, "claim_within", usual.claim_within),
        top_limit=limit(shape.top_limit, "top_limit", usual.top_limit),
        language=_language(shape, usual.language, faults),
        ask_later=_number(shape.ask_later, "ask_later", usual.ask_later, faults),
        calls=_number(shape.calls, "calls", usual.calls, faults),
        categories=read_categories(shape, faults),
        causes=read_causes(shape, faults),
    )


def _read(reader: Callable[[str], T], written: str | None, name: str, faults: Faults, usual: T) -> T:
    if written is None:
        return usual
    try:
        return reader(written)
    except ValueError as wrong:
        faults.add(f'{name} "{one_line(written, LONGEST_QUOTE)}": {wrong}')
        return usual


def _zone(shape: TeamShape, faults: Faults) -> str:
    written = shape.timezone
    if written is None:
        if shape.left_out("timezone"):
            faults.add(f"there is no timezone; write {example_of(TeamShape, 'timezone')}")
        return "UTC"
    if _is_zone(written):
        return written
    known = available_timezones()  # slow, so only for the advice
    cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in sorted(known)}
    city = nearest(written.rpartition("/")[2].replace("_", " "), cities)
    whole = nearest(written, sorted(known))
    guess = whole if whole and whole.lower() == written.lower() else (cities[city] if city else whole)
    advice = f"; did you mean {quoted(guess)}?" if guess else "; write it like Europe/Bucharest"
    faults.add(f"timezone {quoted(written)} is not known{advice}")
    return "UTC"


def _is_zone(name: str) -> bool:
    # Small letters begin what is not a zone of its own but a file beside them: localtime, right/UTC, posixrules.
    if not re.fullmatch(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*", name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _clock_kind(shape: TeamShape, faults: Faults) -> str:
    written = shape.clock or CLOCKS[0]
    if written.lower() in CLOCKS:
        return written.lower()
    advice = did_you_mean(written, CLOCKS, 'write "weekdays", "always" or "hours"')
    faults.add(f"clock {quoted(written)} is not one of weekdays, always, hours{advice}")
    return CLOCKS[0]


def _language(shape: TeamShape, usual: str, faults: Faults) -> str:
    written = shape.language
    if written is None:
        return usual
    known = {name.lower(): name for name in LANGUAGES}
    if found := known.get(written.lower().replace("_", "-")):
        return found
    otherwise = f"there are {', '.join(LANGUAGES)}"
    advice = did_you_mean(written, LANGUAGES, otherwise)
    faults.add(f"language {quoted(written)} is none that customers are told things in{advice}")
    return usual


def _number(written: int | None, name: str, usual: int, faults: Faults) -> int:
    if written is None:
        return usual
    if 0 <= written <= MOST:
        return written
    faults.add(f"{name} is {written}; write a number from 0 to {MOST}")
    return usual


def _intake(key: str, written: list[str], taken: Taken, faults: Faults) -> tuple[str, ...]:
    places: list[str] = []
    for text in written:
        place = read_place(text, "intake", faults, allow=(*PLATFORMS, "dm"))
        if place is None:
            continue
        first = taken.intakes.setdefault(same_place(place), key)
        if first != key:
            faults.add(f"intake {quoted(place)} is team {first}'s already; a place leads to one team only")
        places.append(place)
    return _each_once(places)


def _tiers(key: str, shape: TeamShape, people: Mapping[str, Person], taken: Taken, faults: Faults) -> tuple[Tier, ...]:
    if shape.tiers == [] or (shape.tiers is None and shape.left_out("tiers")):
        faults.add(f"there is no tier; write [[teams.{key}.tiers]] with name, channel and lead, the front line first")
    tiers: list[Tier] = []
    names: dict[str, int] = {}
    for number, raw in enumerate(shape.tiers or (), start=1):
        own_name = raw.get("name")
        called = quoted(own_name.strip()) if isinstance(own_name, str) and own_name.strip() else str(number)
        tier = _tier(shaped(TierShape, raw, faults.at(f"tier {called}")), f"tier {called}", people, faults)
        tiers.append(tier)
        if tier.name and names.setdefault(tier.name.lower(), number) != number:
            faults.add(f"two tiers are called {called}; give each its own name")
        where = f"{called} of team {key}"
        if tier.channel and taken.channels.setdefault(same_place(tier.channel), where) != where:
            first = taken.channels[same_place(tier.channel)]
            faults.add(f"tier {called} has the channel {tier.channel} that tier {first} has; each tier needs its own")
    return tuple(tiers)


def _tier(shape: TierShape, called: str, people: Mapping[str, Person], faults: Faults) -> Tier:
    for name in ("name", "channel", "lead"):
        if shape.left_out(name):
            faults.add(f"{called} has no {name}; write {example_of(TierShape, name)}")
    channel = read_place(shape.channel, f"{called}: channel", faults, allow=CHANNELS) if shape.channel else None

    def somebody(written: str | None, role: str) -> str | None:
        return one_of(people, written, role, f" of {called}", faults) if written else None

    return Tier(
        name=shape.name or "",
        channel=channel or "",
        lead=somebody(shape.lead, "lead") or "",
        deputy=somebody(shape.deputy, "deputy"),
        members=_each_once(somebody(one, "member") or "" for one in shape.members or ()),
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
