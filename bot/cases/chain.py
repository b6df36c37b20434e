"""What can happen to the house: the lines of its own chain, case 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases.event import Event, extra


@dataclass(frozen=True, slots=True)
class Configured(Event):
    kind = "configured"
    teams: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WentAway(Event):
    kind = "went_away"
    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    kind = "came_back"
    person: str


@dataclass(frozen=True, slots=True)
class PutOnDuty(Event):
    """Its team and tier are data of case 0, whose line has no such columns; hence the names."""

    kind = "put_on_duty"
    person: str
    team_: str
    tier_: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Left(Event):
    kind = "left"
    person: str
    why: str | None = extra()  # what their platform calls them now: gone, guest, stranger, bot


@dataclass(frozen=True, slots=True)
class Rejoined(Event):
    """Somebody who had left is one of the house again."""

    kind = "rejoined"
    person: str


@dataclass(frozen=True, slots=True)
class Sealed(Event):
    kind = "sealed"
    heads: Mapping[str, str]  # case -> hash of its newest line, for the cases that grew since the last seal
    seal: str
