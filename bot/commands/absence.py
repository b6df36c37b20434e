"""Who is there: away, back, duty, leaving; and the cases that change hands because of it, as nobody's doing."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from bot.cases import chain
from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.holding import hand_over, leaves_with_absence
from bot.cases.people import House, Team
from bot.cases.refusals import Refused
from bot.commands.asked import Asked, first_team, person_of
from bot.commands.record import about, address_of, hide_homes, record, show_homes, tell_by_name
from bot.messages.news import rests_until
from bot.messages.notices import UNKNOWN, press
from bot.messages.values import Address, Answer, Button, Outgoing, Prompt, Say
from bot.storage.tx import Tx

CLOCK = "clock"


def away(asked: Asked, tx: Tx) -> Answer:
    """away [@person] until DATE: what falls due before you are back goes to the person on duty."""
    house = tx.house
    person = person_of(asked.value("person"), house) if asked.value("person") else asked.by
    may_for(asked, house, person)
    team = first_team(house, person)
    until = asked.date("until", house, team)
    if until is None:
        raise Refused("needs-date", verb="away")
    if until <= tx.now:
        raise Refused("date-past", until=until)
    tx.set_away(person, until)
    tx.append_house(chain.WentAway(person, until), asked.by)
    _decline_offers(tx, person, asked.by, asked.request)
    left = list(_leave(tx, person, until, asked))
    lies = settle_custody(tx, asked.by, asked.request)
    given = [*left, *lies]
    _tell_whom(asked, tx, person, team, Say("ping-away", {"until": until, "count": len(given)}))
    _tell_of(tx, left, "ping-handed-over", person, asked.by)
    _tell_of(tx, lies, "ping-on-duty", person, asked.by)
    show_homes(tx, tx.house, (person,))
    key = "said-away" if given else "said-away-nothing"
    return Answer((Say(key, {"who": house.name(person), "until": until, "count": len(given)}),))


def may_for(asked: Asked, house: House, person: str) -> None:
    """Oneself; a lead for anyone of their team."""
    if person == asked.by:
        if not any(house.is_agent(team, person) for team in house.teams):
            raise Refused("not-an-agent")
        return
    theirs = [key for key, team in house.teams.items() if team.tiers_of(person)]
    if not any(house.leads(team, asked.by, asked.at) for team in theirs):
        raise Refused("lead-for-others", person=person)


def _leave(tx: Tx, person: str, until: datetime, asked: Asked) -> Iterable[Case]:
    for case in tx.held_by(person):
        if case.claimed and leaves_with_absence(case, until):
            event = hand_over(case, tx.house, tx.now, why="away", by_owner=asked.by == person)
            if event:
                yield record(tx, case, event, number=case.id, by=asked.by, request=asked.request)


def _decline_offers(tx: Tx, person: str, by: str, request: str | None) -> None:
    """Going away declines what one was offered; that hands nothing over."""
    for case in tx.offered_to(person):
        record(tx, case, e.Declined(), number=case.id, by=by, request=request)


def settle_custody(tx: Tx, by: str, request: str | None = None, why: str = "duty") -> list[Case]:
    """When duty changes, custodies go along: every unclaimed case lies with who is on duty at its tier now."""
    warn_of_empty_tiers(tx)
    moved = []
    for team, tier in ((key, n) for key in sorted(tx.house.teams) for n in range(len(tx.house.teams[key].tiers))):
        for case in tx.unclaimed_elsewhere(team, tier, tx.house.on_duty(team, tier, tx.now)):
            event = hand_over(case, tx.house, tx.now, why=why)
            if event:
                moved.append(record(tx, case, event, number=case.id, by=by, request=request))
    return moved


def warn_of_empty_tiers(tx: Tx) -> None:
    """Where nobody is left only the configuration can help: who watches over the team is told, once each time."""
    house = tx.house
    for key, team in house.teams.items():
        empty = [n for n in range(len(team.tiers)) if house.is_empty(key, n)]
        everywhere = len(empty) == len(team.tiers)
        for n in empty[:1] if everywhere else empty:
            name = house.name(house.on_duty(key, n, tx.now))
            blanks = {"tier": team.tiers[n].name, "team": team.title, "who": name}
            say = Say("announce-nobody-left" if everywhere else "announce-tier-empty", blanks)
            of = [person for tier in (team.tiers if everywhere else (team.tiers[n],)) for person in tier.people]
            _tell_who_watch(tx, team, say, f"{say.key}/{key}/{n}/{_last_left(tx, of)}")


def _last_left(tx: Tx, people: Collection[str]) -> int:
    """By which line of the house's own chain the last of them went."""
    gone = [line for line in tx.house_lines(chain.Left.kind) if getattr(line.event, "person", None) in people]
    return gone[-1].seq if gone else 0


def _tell_who_watch(tx: Tx, team: Team, say: Say, key: str) -> None:
    """The supervisors' channel, and the managers by name."""
    rests = rests_until(team, None, tx.now)
    if team.supervisors:
        tx.say(Outgoing(key, Address.read(team.supervisors), "announcement", say, not_before=rests))
    tell_by_name(tx, team.managers, say, key, rests)


def keep_with_somebody_here(tx: Tx, case: Case) -> Case:
    """What an undo goes back to may no longer hold: duty may have changed since, or its owner left."""
    gone = tx.house.is_gone(case.owner)
    if case.ended or not (case.unclaimed or gone):
        return case
    event = hand_over(case, tx.house, tx.now, why="left" if gone else "duty")
    return record(tx, case, event, number=case.id, by=CLOCK, request=None) if event else case


def _tell_whom(asked: Asked, tx: Tx, person: str, team: str, say: Say) -> None:
    """Whom a lead speaks for hears of it, in desk hours: by whom it was said, and what."""
    house, to = tx.house, address_of(tx.house, person)
    if to is None or person == asked.by:
        return
    rests = rests_until(house.teams[team], None, tx.now)
    told = Say(say.key, {"who": house.name(asked.by), **say.blanks})
    tx.say(Outgoing(f"{say.key}/{asked.request}", to, "ping", told, person=person, not_before=rests))


def _tell_of(tx: Tx, cases: Iterable[Case], key: str, was: str, by: str) -> None:
    """Who has them now is told of all of them as one list."""
    house, of = tx.house, defaultdict(list)
    for case in cases:
        of[case.owner].append(case)
    for person, theirs in of.items():
        to = address_of(house, person)
        if to is None or person == by:
            continue
        team = house.teams[theirs[0].team]
        say = Say(key, {"was": house.name(was), "count": len(theirs), "cases": _listed(tx, theirs)})
        prompt = Prompt(say, _buttons(theirs), theirs[0].id if len(theirs) == 1 else None)
        urgent = next((case for case in theirs if case.urgent), theirs[0])
        rests = rests_until(team, urgent, tx.now)
        once = f"handed:{person}:{was}:{theirs[0].id}:{theirs[0].seq}"
        tx.say(Outgoing(once, to, "ping", prompt, theirs[0].id, person=person, not_before=rests))


def _listed(tx: Tx, cases: Iterable[Case]) -> tuple[Say, ...]:
    return tuple(_handed(tx, case) for case in cases)


def _handed(tx: Tx, case: Case) -> Say:
    name, problem = about(tx, case)
    customer = Say("customer-unknown") if name == UNKNOWN else name
    blanks = {"case": f"C-{case.id}", "customer": customer, "problem": problem, "deadline": case.deadline}
    return Say("handed-case", blanks)


def _buttons(cases: list[Case]) -> tuple[Button, ...]:
    if len(cases) > 1:
        return (Button("button-list", "list mine"),)
    return tuple(press(verb, cases[0]) for verb in (("claim", "show") if cases[0].unclaimed else ("show",)))


def back(asked: Asked, tx: Tx) -> Answer:
    """back: I am here again."""
    person = person_of(asked.value("person"), tx.house) if asked.value("person") else asked.by
    may_for(asked, tx.house, person)
    if person not in tx.house.away:
        raise Refused("not-away", person=person)
    return_to_desk(tx, person, asked.by, asked.request)
    _tell_whom(asked, tx, person, first_team(tx.house, person), Say("ping-back"))
    return Answer((Say("said-back", {"who": tx.house.name(person)}),))


def return_to_desk(tx: Tx, person: str, by: str, request: str | None = None) -> None:
    tx.set_away(person, None)
    tx.append_house(chain.CameBack(person), by)
    settle_custody(tx, by, request)
    show_homes(tx, tx.house, (person,))


def duty(asked: Asked, tx: Tx) -> Answer:
    """duty @person until DATE: who is on duty at their lowest tier until then."""
    house = tx.house
    person = person_of(asked.value("person"), house) if asked.value("person") else asked.by
    team = next((key for key in house.teams if house.teams[key].tiers_of(person)), None)
    if team is None or house.is_gone(person):
        raise Refused("not-an-agent-other", person=person)
    if not any(house.leads(key, asked.by, tx.now) for key in house.teams if house.teams[key].tiers_of(person)):
        raise Refused("leads-only", what="duty", team=team)
    until = asked.date("until", house, team)
    if until is None:
        raise Refused("needs-date", verb="duty")
    if until <= tx.now:
        raise Refused("date-past", until=until)
    tier = house.teams[team].tiers_of(person)[0]
    tx.set_duty(team, tier, person, until)
    tx.append_house(chain.PutOnDuty(person, team, tier, until), asked.by)
    moved = settle_custody(tx, asked.by, asked.request)
    here = {"tier": house.teams[team].tiers[tier].name, "until": until}
    theirs = [case for case in moved if case.owner == person]
    lies = {"count": len(theirs), "cases": _listed(tx, theirs)}
    _tell_whom(asked, tx, person, team, Say("ping-put-on-duty", here | lies))
    _tell_of(tx, [case for case in moved if case.owner != person], "ping-on-duty", person, asked.by)
    show_homes(tx, tx.house, (person,))
    return Answer((Say("said-duty", {"who": house.name(person), "count": len(moved), **here}),))


def leave(tx: Tx, person: str, by: str = CLOCK, why: str | None = None) -> list[Case]:
    """Somebody left, or was deactivated: all they hold goes to who is on duty, waiting and escalated too."""
    tx.set_gone(person)
    tx.append_house(chain.Left(person, why), by)
    hide_homes(tx, tx.house, person)
    _decline_offers(tx, person, by, None)
    given = []
    for case in tx.held_by(person):
        event = hand_over(case, tx.house, tx.now, why="left")
        if event:
            given.append(record(tx, case, event, number=case.id, by=by, request=None))
    lies = settle_custody(tx, by)
    _tell_of(tx, given, "ping-handed-over", person, by)
    _tell_of(tx, lies, "ping-on-duty", person, by)
    return [*given, *lies]


def rejoin(tx: Tx, person: str, by: str = CLOCK) -> None:
    """Somebody who had left is one of us again; what they held stays where it went."""
    tx.set_gone(person, False)
    tx.append_house(chain.Rejoined(person), by)
    settle_custody(tx, by)
