"""A month without its people's names: what they did together, tier by tier.

Numbers instead of names (agent 1, agent 2 …) would be no secret: whoever knows the desk tells the one with two hundred
cases from the newcomer, and anybody finds their own row. So whoever works at the same tier becomes one, and tiers
with figures of fewer than three people are put together, until there are three or nobody is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from typing import Any

from bot.cases.figures import Figures, PersonFigures, Ratio, Spread
from bot.cases.people import House
from bot.messages.wording import Reader, phrase

FEWEST = 3  # people of whom one figure may be told: of two, each knows the other's
_BY_NAME = ("owner", "by", "person", "holder", "who", "asker", "adviser", "solver", "writer")


def without_names(month: Figures, house: House, reader: Reader) -> Figures:
    """The same month, each person's figures with those of their group."""
    groups = groups_of(month, house, phrase("digest-whole-team", reader))
    together: dict[str, list[PersonFigures]] = {}
    for person, mine in month.people.items():
        together.setdefault(groups[person], []).append(mine)
    people = {group: _without_spreads(reduce(_added, mine)) for group, mine in together.items()}
    return replace(month, people=people, team_figures=_renamed(month.team_figures, groups))


def groups_of(month: Figures, house: House, everybody: str) -> dict[str, str]:
    """Whose figures are told with whose, by the name of their tier; `everybody`, if it is the whole team."""
    team = house.teams[month.team]
    tiers: dict[int, list[str]] = {}
    for person in {*month.people, *_named_in(month.team_figures, house)}:
        its = team.tiers_of(person)
        tiers.setdefault(its[0] if its else 0, []).append(person)
    groups: list[tuple[list[int], list[str]]] = []
    for tier in sorted(tiers):
        if groups and (_few(groups[-1][1], month) or _few(tiers[tier], month)):
            groups[-1][0].append(tier)
            groups[-1][1].extend(tiers[tier])
        else:
            groups.append(([tier], list(tiers[tier])))
    if len(groups) == 1:
        return dict.fromkeys(groups[0][1], everybody)
    names = {n: team.tiers[n].name if n < len(team.tiers) else str(n) for n in tiers}
    return {person: " + ".join(names[n] for n in its) for its, people in groups for person in people}


def _few(people: Iterable[str], month: Figures) -> bool:
    return sum(person in month.people for person in people) < FEWEST


def _named_in(value: Any, house: House) -> set[str]:
    """The people that figures of the team name."""
    match value:
        case Mapping():
            keys = {key for key in value if key in house.people}
            return keys.union(*(_named_in(one, house) for one in value.values()))
        case tuple() | list():
            return set().union(*(_named_in(one, house) for one in value))
    if is_dataclass(value):
        own = {getattr(value, one.name) for one in fields(value) if one.name in _BY_NAME}
        inner = (_named_in(getattr(value, one.name), house) for one in fields(value))
        return {one for one in own if isinstance(one, str)}.union(*inner)
    return set()


def _renamed(value: Any, groups: Mapping[str, str]) -> Any:
    match value:
        case Mapping():
            renamed: dict[Any, Any] = {}
            for key, one in value.items():
                group, inner = groups.get(key, key), _renamed(one, groups)
                renamed[group] = _added(renamed[group], inner) if group in renamed else inner
            return renamed
        case tuple():
            return tuple(_renamed(one, groups) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _renamed(getattr(value, one.name), groups) for one in fields(value)}
        names = {name: groups.get(mine, mine) for name, mine in changed.items() if name in _BY_NAME}
        return replace(value, **(changed | names))
    return value


def _added(a: Any, b: Any) -> Any:
    """Two people's figure as one: counts and shares add up, lengths of time do not."""
    match a, b:
        case (Ratio(), Ratio()):
            return Ratio(a.n + b.n, a.of + b.of)
        case (Spread(), Spread()):
            return Spread()
        case (Mapping(), Mapping()):
            keys = dict.fromkeys((*a, *b))
            return {key: _added(a[key], b[key]) if key in a and key in b else a.get(key, b.get(key)) for key in keys}
        case (tuple(), tuple()):
            return (*a, *b)
        case (None, one) | (one, None):
            return one
    if is_dataclass(a) and not isinstance(a, type):
        return replace(a, **{one.name: _added(getattr(a, one.name), getattr(b, one.name)) for one in fields(a)})
    return a + b if isinstance(a, int | float) else a


def _without_spreads(mine: PersonFigures) -> PersonFigures:
    """Also where one person is a group: how long they held cases stands with their tier."""
    lengths = {one.name: Spread() for one in fields(mine) if isinstance(getattr(mine, one.name), Spread)}
    return replace(mine, **lengths)  # type: ignore[arg-type]  # only fields that hold one
