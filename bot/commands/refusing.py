"""A refusal as an answer: kind, seen by the asker only, and saying what they can do; in a form, beside the field."""

from collections.abc import Mapping
from typing import Any

from bot.cases.refusals import Refused, Several
from bot.commands.asked import Asked, of_the_desk, the_case
from bot.commands.forming import form_of, has_form
from bot.commands.mentions import named
from bot.messages.values import Answer, AnyOf, Say
from bot.messages.wording import has
from bot.storage.reading import Reader

# The field of the form to which a refusal belongs.
BESIDE: Mapping[str, str] = {
    "bad-date": "until",
    "date-past": "until",
    "needs-date": "until",
    "wait-too-long": "until",
    "bad-time": "at",
    "wait-on-whom": "on",
    "wait-for-ourselves": "on",
    "needs-reason": "reason",
    "unknown-reason": "reason",
    "other-needs-text": "note",
    "whom": "person",
    "nobody": "person",
    "is-away": "person",
    "follow-up-left": "person",
    "follow-up-no-tier": "person",
    "follow-up-needs-text": "text",
    "give-to-self": "person",
    "consult-self": "person",
    "not-of-your-tier": "person",
    "not-a-member": "person",
    "assign-needs-why": "text",
    "needs-text": "text",
    "resolve-needs-text": "text",
    "dismiss-needs-line": "text",
    "move-needs-why": "text",
    "urgent-needs-why": "text",
    "reopen-needs-why": "text",
    "no-reply-yet": "told",
    "no-such-telling": "told",
    "no-such-cause": "cause",
    "no-such-outcome": "outcome",
    "no-such-category": "category",
    "no-such-dismissal": "reason",
    "no-such-team": "team",
    "which-team": "team",
    "same-team": "team",
    "return-needs-fields": "fields",
    "no-such-figure": "figure",
    "no-such-score": "score",
    "merge-into-what": "into",
    "other-customer": "into",
    "merge-with-itself": "into",
}
LONGEST = 80  # characters of what was typed
WHAT_THEY_CAN = ("not-yours", "held", "not-of-tier", "owner-or-lead")  # these say what is lawful for the asker
# What is missing opens the form.
OPENS_FORM = ("fields-missing", "assign-needs-why", "dismiss-needs-line", "other-needs-text", "unknown-reason")


def refused(no: Refused, asked: Asked, tx: Reader) -> Answer:
    """The answer to somebody whom a rule refused."""
    say = sentence(no, asked, tx)
    if asked.answered:
        faults = _faults(no, say, asked)
        if isinstance(no, Several):
            each = (_faults(one, sentence(one, asked, tx), asked) for one in no.each)
            faults = {name: fault for some in each for name, fault in some.items()}
        return Answer(() if faults else (say,), faults=faults, refused=True)
    if no.why in OPENS_FORM and has_form(asked.line.verb):
        case = the_case(asked, tx)
        return Answer((say,), form=form_of(asked, case, tx), refused=True)
    return Answer((say,), refused=True)


def _faults(no: Refused, say: Say, asked: Asked) -> dict[str, Say]:
    if no.why == "fields-missing":
        return {f"field:{name}": Say("no-field-empty", {"field": name}) for name in no.facts["fields"]}
    name = no.facts.get("name") or BESIDE.get(no.why)
    answers = asked.inbound.answers or {}
    return {name: say} if name and (name in answers or no.why in BESIDE) else {}


def _what_they_can(no: Refused, asked: Asked, tx: Reader) -> Say:
    """What somebody can do who is neither the owner nor may do this."""
    case, house = tx.case(no.facts["case"]), tx.house
    blanks = {"case": f"C-{case.id}", "owner": house.name(case.owner)}
    if case.unclaimed and house.acting_tier(case.team, case.tier, asked.by) is not None:
        return Say("can-claim", blanks)
    if no.why != "owner-or-lead" and case.claimed and asked.by in house.teams[case.team].tiers[case.tier].people:
        return Say("can-have", blanks)
    return Say("can-note" if house.is_agent(case.team, asked.by) else "can-look", blanks)


def sentence(no: Refused, asked: Asked, tx: Reader) -> Say:
    """The facts of a refusal as blanks: people by name, cases by number, tiers by title.

    Who is not of the desk is told what they can do, if that is something else.
    """
    house = tx.house
    theirs = f"no-{no.why}-customer"

    def words(value: object) -> str:
        return named(str(value), asked.inbound.speaker.address.platform, tx)[:LONGEST]

    blanks: dict[str, Any] = {}
    team = no.facts.get("team")
    tiers = house.teams[team].tiers if isinstance(team, str) and team in house.teams else ()
    if no.why in WHAT_THEY_CAN:
        blanks["can"] = _what_they_can(no, asked, tx)
    for name, value in no.facts.items():
        match name:
            case "case" | "into" | "follows" if isinstance(value, int):
                blanks[name] = f"C-{value}"
            case "owner" | "person" | "by" | "top" | "lead" if isinstance(value, str):
                blanks[name] = words(house.name(value)).removeprefix("@")
            case "tier" if isinstance(value, int) and tiers:
                blanks[name] = tiers[value].name
            case "team" if value in house.teams:
                blanks[name] = house.teams[value].title
            case "claimed":
                blanks[name] = "yes" if value else "no"
            case "nearest":
                near = (value,) if isinstance(value, str) else value or ()
                verbs = no.why == "unknown-verb"
                blanks["nearest"] = AnyOf(Say("quoted", {"words": one}) if verbs else one for one in near)
                blanks["near"] = "yes" if value else "no"
            case "verb" if has(own := f"verb-{str(value).replace(' ', '-')}"):
                blanks[name] = Say(own)  # as a customer types it in their language
            case "reason" | "why" | "typed":
                blanks[name] = words(value)
            case _:
                blanks[name] = words(value) if isinstance(value, str) else value
    return Say(theirs if has(theirs) and not of_the_desk(asked, house) else f"no-{no.why}", blanks)
