"""What the configuration takes for granted on a platform, and what is found to be the matter with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.cases.people import House
from bot.messages.values import Address, Say


@dataclass(frozen=True, slots=True)
class Finding:
    say: Say
    wrong: bool = True  # the product cannot work like this; else it is a warning


@dataclass(slots=True)
class Place:
    """A channel of the configuration, and what it is for."""

    uses: list[Say] = field(default_factory=list)
    heard: bool = False  # what is said there is listened to

    def where(self, channel: str, name: str | None = None) -> Say:
        blanks = {"id": channel, "uses": tuple(self.uses)}
        return Say("configured-place", {"name": name, **blanks}) if name else Say("configured-place-unnamed", blanks)


def staff(house: House, platform: str) -> dict[str, str]:
    """Whoever is still with the house: ids, with their names."""
    return {
        address.place: person.name
        for person in house.people.values()
        if not person.left
        for address in map(Address.read, person.addresses)
        if address.platform == platform
    }


def configured(
    house: House, platform: str, is_person: Callable[[str], bool]
) -> tuple[dict[str, Place], dict[str, str | Say]]:
    """Channels by id, with what they are for, and people by id, with their names: those to whom it is written too."""
    places: dict[str, Place] = {}
    people: dict[str, str | Say] = {**staff(house, platform)}
    for written, use, heard in _uses(house):
        address = Address.read(written)
        if address.platform != platform or address.place == "dm":
            continue
        if is_person(address.place):
            people.setdefault(address.place, use)
            continue
        place = places.setdefault(address.place, Place())
        place.uses.append(use)
        place.heard = place.heard or heard
    return places, people


def _uses(house: House) -> Iterator[tuple[str, Say, bool]]:
    for team in house.teams.values():
        named = {"team": team.title}
        for place in team.intake:
            yield place, Say("configured-intake", named), True
        for tier in team.tiers:
            yield tier.channel, Say("configured-tier", {**named, "tier": tier.name}), True
        if team.supervisors:
            yield team.supervisors, Say("configured-supervisors", named), False
        if team.digest:
            yield team.digest, Say("configured-digest", named), False
