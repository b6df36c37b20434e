"""What can never arrive: it is given up, and the next person who should know is told, once."""

from collections.abc import Iterable

from bot.cases.case import Case
from bot.cases.people import House, Team
from bot.commands.asked import first_team
from bot.commands.record import about, address_of
from bot.messages.news import rests_until
from bot.messages.notices import press
from bot.messages.values import TO_CUSTOMERS, Address, Outgoing, Prompt, Say
from bot.storage.errors import UnknownCase
from bot.storage.out import ToSay, ToShow
from bot.storage.tx import Tx

TROUBLE = "trouble"  # the kind of what is told here; if that fails too, it is only kept as failed
# Somebody's own page: whoever opens it sees how it is. What stands below a digest: if that one failed, it was told.
UNMISSED = ("home", TROUBLE, "digest_charts", "digest_work", "digest_customers")
HOUR = "%Y-%m-%dT%H"


def give_up(row: ToSay | ToShow, why: str, tx: Tx) -> None:
    """The row can never arrive, for the reason that its platform gave; who should know is told once an hour."""
    tx.give_up(row, why)
    kind = row.outgoing.kind if isinstance(row, ToSay) else row.surface.kind
    if kind in UNMISSED:
        return
    case = _case(row, tx)
    team = _team(row, case, tx.house)
    if kind in TO_CUSTOMERS and case:
        _tell_its_owner(row, kind, team, case, why, tx)
    elif (person := _meant_for(row)) is not None:
        _tell_who_stands_in(row, person, team, case, why, tx)
    else:
        _tell_who_watches(row, team, case, why, tx)


def _tell_its_owner(row: ToSay | ToShow, kind: str, team: Team, case: Case, why: str, tx: Tx) -> None:
    """So that nobody believes it was said: each case once an hour, or each place, if nobody wrote it."""
    house, to = tx.house, _to(row)
    blanks = {"case": f"C-{case.id}", "customer": about(tx, case)[0], "why": why, "place": _place(to, house)}
    if kind == "acknowledgement":
        say, once = Say("trouble-acknowledgement", blanks), str(to.conversation)
    else:
        yours = _said(row).blanks.get("who") == house.name(case.owner)
        say = Say("trouble-reply", blanks | {"kind": kind, "yours": "yes" if yours else "no"})
        once = f"{to}:{case.id}"
        if isinstance(row, ToSay):  # each is somebody's words, which they believe said
            once = f"{once}:{row.outgoing.key}"
    people = (case.owner, *_above(house, team, case.tier, case.owner))
    _tell(tx, _first_reached(house, people), say, team, case, once)


def _tell_who_stands_in(row: ToSay | ToShow, person: str, team: Team, case: Case | None, why: str, tx: Tx) -> None:
    """Somebody of the house cannot be reached: the lead of their tier is told, else the deputy, else the managers."""
    house, to = tx.house, _to(row)
    tiers = team.tiers_of(person)
    blanks = {"who": house.name(person), "place": platform_of(to), "why": why}
    if isinstance(row, ToSay):
        say = Say("trouble-ping", blanks | {"what": _said(row)})
    else:
        say = Say("trouble-unclaimed", blanks)
    people = _above(house, team, tiers[0] if tiers else team.top, person)
    _tell(tx, _first_reached(house, people) or _managers(house, team, person), say, team, case, str(to.conversation))


def _tell_who_watches(row: ToSay | ToShow, team: Team, case: Case | None, why: str, tx: Tx) -> None:
    """A channel takes nothing any more: the supervisors' channel is told, if it is another, else a lead."""
    house, to = tx.house, _to(row)
    place = str(to.conversation)
    blanks = {"channel": channel_named(place, house.teams.values()), "place": platform_of(to), "why": why}
    say = Say("trouble-channel", blanks | {"what": _what(row, case)})
    if team.supervisors and team.supervisors != place:
        rests = rests_until(team, case, tx.now)
        key = f"undelivered:{place}:{rests or tx.now:{HOUR}}"
        tx.say(Outgoing(key, Address.read(team.supervisors), TROUBLE, say, case.id if case else None, not_before=rests))
        return
    of = next(
        (tier for tier in team.tiers if tier.channel == place), team.tiers[min(case.tier, team.top) if case else 0]
    )
    people = _first_reached(house, (of.lead,)) or _managers(house, team)
    _tell(tx, people, say, team, case, place)


def _tell(tx: Tx, people: tuple[str, ...], say: Say, team: Team, case: Case | None, once: str) -> None:
    """In desk hours, as any ping."""
    rests = rests_until(team, case, tx.now)
    prompt = Prompt(say, (press("show", case),), case.id) if case else say
    for person in people:
        if to := address_of(tx.house, person):
            key = f"undelivered:{once}:{rests or tx.now:{HOUR}}" + (f":{person}" if len(people) > 1 else "")
            number = case.id if case else None
            tx.say(Outgoing(key, to, TROUBLE, prompt, number, person=person, not_before=rests))


# --- who should know --------------------------------------------------------------------------------------------------


def _above(house: House, team: Team, tier: int, person: str) -> tuple[str, ...]:
    """The lead of a tier and the deputy, without the one who cannot be reached."""
    its = team.tiers[min(tier, team.top)]
    return tuple(one for one in (its.lead, its.deputy) if one and one != person and not house.is_gone(one))


def _managers(house: House, team: Team, but: str | None = None) -> tuple[str, ...]:
    return tuple(one for one in team.managers if one != but and not house.is_gone(one))


def _first_reached(house: House, people: tuple[str, ...]) -> tuple[str, ...]:
    return next(((one,) for one in people if not house.is_gone(one) and address_of(house, one)), ())


# --- what it was ------------------------------------------------------------------------------------------------------


def _to(row: ToSay | ToShow) -> Address:
    return row.outgoing.to if isinstance(row, ToSay) else row.surface.to


def _said(row: ToSay | ToShow) -> Say:
    assert isinstance(row, ToSay)
    said = row.outgoing.say
    return said.say if isinstance(said, Prompt) else said


def _case(row: ToSay | ToShow, tx: Tx) -> Case | None:
    number = row.outgoing.case if isinstance(row, ToSay) else row.surface.case
    try:
        return tx.case(number) if number else None
    except UnknownCase:
        return None


def _team(row: ToSay | ToShow, case: Case | None, house: House) -> Team:
    """Whose trouble it is: the case's team, the one that a surface is of, or the person's own."""
    if case and case.team in house.teams:
        return house.teams[case.team]
    named = row.surface.subject.partition("/")[0] if isinstance(row, ToShow) else ""
    return house.teams.get(named) or house.teams[first_team(house, _meant_for(row) or "")]


def _meant_for(row: ToSay | ToShow) -> str | None:
    if isinstance(row, ToSay):
        return row.outgoing.person
    return row.surface.subject.partition("/")[2] if row.surface.kind == "unclaimed" else None


def _what(row: ToSay | ToShow, case: Case | None) -> Say:
    """What is not seen there."""
    if isinstance(row, ToSay) and row.outgoing.kind == "announcement":
        return _said(row)
    if isinstance(row, ToShow) and row.surface.kind == "digest":
        return Say("trouble-what-digest", {"month": row.surface.subject.partition("/")[2]})
    return Say("trouble-what-case" if case else "trouble-what-all", {"case": f"C-{case.id}" if case else ""})


def _place(to: Address, house: House) -> Say:
    """A channel of ours by what it is for; of anything else only its platform says something to people."""
    channel = channel_named(str(to.conversation), house.teams.values())
    if channel.key == "channel-other":
        return platform_of(to)
    return Say("channel-there", {"channel": channel, "place": platform_of(to)})


def platform_of(to: Address) -> Say:
    """Where it is, for people: what a place is called on the wire says nothing to them."""
    return Say("platform-name", {"platform": to.platform})


def channel_named(place: str, teams: Iterable[Team]) -> Say:
    """A channel by what these teams have it for, the gravest if they have it for more."""
    for team in teams:
        if place in team.intake:
            return Say("channel-of-customers", {"team": team.title})
        for tier in team.tiers:
            if tier.channel == place:
                return Say("channel-of-tier", {"tier": tier.name, "team": team.title})
        if place in (team.supervisors, team.digest):
            return Say("channel-of-leads" if place == team.supervisors else "channel-of-digest", {"team": team.title})
    return Say("channel-other")
