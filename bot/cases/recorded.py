"""A team again, from what the house's chain recorded of it: so that an old month is counted as it was configured."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.cases.hours import Hours
from bot.cases.people import ASK_LATER, CALLS, LANGUAGES, Field, Team, Tier

Week = tuple[tuple[tuple[int, int], ...], ...]
WHOLE_DAY = ((0, 1440),)


def team_of(key: str, plain: Mapping[str, Any]) -> Team:
    """The team that a `configured` line records under `key`."""
    zone = plain["timezone"]
    week: Week = tuple(tuple((start, end) for start, end in day) for day in plain["week"])
    holidays = frozenset(date.fromisoformat(day) for day in plain["holidays"])
    desk = Hours(zone, week, holidays)
    return Team(
        key=key,
        title=plain["title"],
        tiers=tuple(
            Tier(tier["name"], tier["channel"], tier["lead"], tier["deputy"], tuple(tier["members"]))
            for tier in plain["tiers"]
        ),
        zone=zone,
        clock_kind=plain["clock"],
        clock=clock_of_kind(plain["clock"], desk),
        desk=desk,
        intake=tuple(plain["intake"]),
        supervisors=plain["supervisors"],
        digest=plain["digest"],
        digest_names=plain.get("digest_names", True),  # lines of before it could be switched off
        managers=tuple(plain["managers"]),
        outside=tuple(plain["outside"]),
        limit=timedelta(seconds=plain["limit"]),
        urgent_limit=timedelta(seconds=plain["urgent_limit"]),
        claim_within=timedelta(seconds=plain["claim_within"]),
        top_limit=timedelta(seconds=plain["top_limit"]),
        categories={
            name: tuple(Field(one["name"], one["type"], tuple(one["of"])) for one in fields)
            for name, fields in plain["categories"].items()
        },
        causes={department: tuple(steps) for department, steps in plain["causes"].items()},
        language=plain.get("language", LANGUAGES[0]),  # older lines have none of these
        ask_later=plain.get("ask_later", ASK_LATER),
        calls=plain.get("calls", CALLS),
    )


def clock_of_kind(kind: str, desk: Hours) -> Hours:
    """`always`; `hours`, the desk's own; `weekdays`, day and night on desk days."""
    match kind:
        case "always":
            return Hours(desk.zone)
        case "hours":
            return desk
        case _:
            return Hours(desk.zone, tuple(WHOLE_DAY if day else () for day in desk.week), desk.holidays)
