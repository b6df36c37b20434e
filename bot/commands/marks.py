"""Where the bot itself was invited, and where it was removed from."""

from collections.abc import Iterator

from bot.cases.people import House, Team
from bot.commands.record import address_of
from bot.messages.values import Address, Answer, Inbound, Outgoing, Say
from bot.storage.tx import Tx


def joined(inbound: Inbound, tx: Tx) -> Answer:
    """What is said in an intake channel from now on is ours to read; an older mark knows of more."""
    place = inbound.place
    if place is None or not inbound.text or tx.mark(place) is not None:
        return Answer()
    if any(str(place) in team.intake for team in tx.house.teams.values()):
        tx.put_mark(place, inbound.text)
    return Answer()


def left(inbound: Inbound, tx: Tx) -> Answer:
    """Every team that needs the channel is told what to do, in its desk hours."""
    place = inbound.place
    if place is None:
        return Answer()
    for team in tx.house.teams.values():
        if (needs := _need_of(team, str(place))) is None:
            continue
        rests = None if team.desk.is_open(tx.now) else team.desk.next_opening(tx.now)
        say = Say("announce-removed", {"place": place.place, "team": team.title, "tier": "", **needs})
        key = f"removed/{team.key}/{inbound.keys[0]}"
        if team.supervisors and team.supervisors != str(place):
            tx.say(Outgoing(key, Address.read(team.supervisors), "announcement", say, not_before=rests))
            continue
        for person in _who_watch(tx.house, team):
            if to := address_of(tx.house, person):
                tx.say(Outgoing(f"{key}/{person}", to, "ping", say, person=person, not_before=rests))
    return Answer()


def _need_of(team: Team, place: str) -> dict[str, str] | None:
    """What the team has the channel for, the gravest if it has it for more; None if for nothing."""
    if place in team.intake:
        return {"what": "intake"}
    for tier in team.tiers:
        if tier.channel == place:
            return {"what": "tier", "tier": tier.name}
    if place in (team.supervisors, team.digest):
        return {"what": "supervisors" if place == team.supervisors else "digest"}
    return None


def _who_watch(house: House, team: Team) -> Iterator[str]:
    """The managers and the leads, each once."""
    for person in dict.fromkeys((*team.managers, *(tier.lead for tier in team.tiers))):
        if not house.is_gone(person):
            yield person
