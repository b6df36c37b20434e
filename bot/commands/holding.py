"""The verbs that decide who holds a case. Each reads, decides, records, answers."""

import re

from bot.cases import holding as rules
from bot.cases.case import Case
from bot.cases.event import NO_TIME, Event
from bot.cases.refusals import Refused
from bot.cases.talking import urgent as urgent_rule
from bot.cases.times import time_left
from bot.commands.asked import Asked, person_of, team_of, teams_of, the_case
from bot.commands.fields import fill_fields
from bot.commands.record import record
from bot.messages.values import Answer, Say
from bot.storage.tx import Tx

_ANOTHER = re.compile(r"(?<![\w-])(?:c-?|#)?[0-9]+(?![\w-])", re.IGNORECASE)  # case, beside the one that is named


def did(asked: Asked, tx: Tx, case: Case, event: Event, before: Case | None = None) -> Case:
    """It happened: by the asker, because of this delivery."""
    return record(tx, case, event, number=case.id, by=asked.by, request=asked.request, before=before)


def said(key: str, case: Case, tx: Tx, **blanks: object) -> Answer:
    """One sentence to the asker, with the case's usual blanks."""
    usual = {"case": f"C-{case.id}", "owner": tx.house.name(case.owner), "deadline": case.deadline}
    usual |= {"tier": tx.house.teams[case.team].tiers[case.tier].name}
    return Answer((Say(key, usual | blanks),))


def claim(asked: Asked, tx: Tx) -> Answer:
    """claim [C] · claim next: I have it."""
    if not asked.value("next") and _ANOTHER.search(asked.line.words):
        raise Refused("one-at-a-time", verb=asked.line.verb, case=asked.line.case)
    case = _next_for(asked, tx) if asked.value("next") else the_case(asked, tx)
    now = did(asked, tx, case, rules.claim(case, tx.house, asked.by, tx.now, next=bool(asked.value("next"))))
    return said("said-claimed", now, tx, **times(now, tx))


def times(case: Case, tx: Tx) -> dict[str, object]:
    """How much time is left, and by when its customer expects to hear: two things that must not be taken for one."""
    left = time_left(case, tx.house, tx.now)
    promised = case.promise is not None and case.promise > tx.now
    time = "over" if left < NO_TIME else "still" if case.pause else "left"
    return {"time": time, "left": left, "promised": "yes" if promised else "no", "promise": case.promise}


def _next_for(asked: Asked, tx: Tx) -> Case:
    """Of what lies unclaimed at the asker's tiers, the one with the least time left."""
    found = [
        case
        for team in teams_of(tx.house, asked.by)
        for tier in tx.house.teams[team].tiers_of(asked.by)
        if (case := tx.first_unclaimed(team, tier))
    ]
    if not found:
        raise Refused("queue-empty")
    return min(found, key=lambda case: case.deadline)


def assign(asked: Asked, tx: Tx) -> Answer:
    """assign [C] @person[: why]: by a lead, to a named person."""
    case = the_case(asked, tx)
    to = person_of(asked.value("person"), tx.house)
    now = did(asked, tx, case, rules.assign(case, tx.house, asked.by, tx.now, to=to, why=asked.words()))
    if to == asked.by:
        return said("said-claimed", now, tx, **times(now, tx))
    return said("said-assigned", now, tx)


def pass_up(asked: Asked, tx: Tx) -> Answer:
    """pass [C] [to top] REASON[: note]: to the person on duty one tier up."""
    case = fill_fields(asked, tx, the_case(asked, tx))
    event = rules.pass_up(
        case,
        tx.house,
        asked.by,
        tx.now,
        reason=reason_of(asked),
        to_top=asked.value("to_top") in ("1", "yes"),
        note=asked.words("note"),
    )
    return said("said-passed", did(asked, tx, case, event), tx)


def reason_of(asked: Asked) -> str:
    if unknown := asked.args.get("reason_unknown"):
        raise Refused("unknown-reason", reason=unknown)
    return asked.value("reason") or ""


def give(asked: Asked, tx: Tx) -> Answer:
    """give [C] @person REASON[: note]: sideways; they claim or decline."""
    case = the_case(asked, tx)
    to = person_of(asked.value("person"), tx.house)
    event = rules.give(case, tx.house, asked.by, tx.now, to=to, reason=reason_of(asked), note=asked.words("note"))
    now = did(asked, tx, case, event)
    return said("said-given", now, tx, whom=tx.house.name(to), until=event.until)


def decline(asked: Asked, tx: Tx) -> Answer:
    """decline [C]: no to an offer."""
    case = the_case(asked, tx)
    return said("said-declined", did(asked, tx, case, rules.decline(case, tx.house, asked.by, tx.now)), tx)


def return_(asked: Asked, tx: Tx) -> Answer:
    """return [C]: field, field: down, because these fields are missing."""
    case = the_case(asked, tx)
    wanted = [one.strip() for one in (asked.value("fields") or asked.words() or "").split(",") if one.strip()]
    known = {name.casefold(): name for name in rules.fields_of(case, tx.house)}
    fields = tuple(dict.fromkeys(known.get(one.casefold(), one) for one in wanted))
    now = did(asked, tx, case, rules.return_(case, tx.house, asked.by, tx.now, fields=fields))
    return said("said-returned", now, tx, fields=fields)


def move(asked: Asked, tx: Tx) -> Answer:
    """move [C] to TEAM: why: to another team."""
    case = the_case(asked, tx)
    to = team_of(asked.value("team"), tx.house)
    now = did(asked, tx, case, rules.move(case, tx.house, asked.by, tx.now, to=to, why=asked.words()))
    return said("said-moved", now, tx, team=tx.house.teams[now.team].title)


def urgent(asked: Asked, tx: Tx) -> Answer:
    """urgent [C]: why: the rare case that cannot wait until tomorrow."""
    case = the_case(asked, tx)
    now = did(asked, tx, case, urgent_rule(case, tx.house, asked.by, tx.now, why=asked.words()))
    return said("said-urgent", now, tx)
