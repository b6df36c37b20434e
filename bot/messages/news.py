"""Who hears what of an event: a pure function from what happened to what is to be said and shown.

Moves happen on time, always; pings rest until the desk opens, unless the case is urgent. Nothing reaches a customer
but an explicit act of a person and the standard acknowledgement.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.holding import missing_fields
from bot.cases.people import House, Team
from bot.messages.clock import breach, lead_of, nudge, story_of_holding
from bot.messages.notices import (
    SCORES,
    UNKNOWN,
    Acknowledge,
    Announce,
    Happened,
    Notice,
    Ping,
    Story,
    ToCustomer,
    Unclaimed,
    with_buttons,
)
from bot.messages.values import Say
from bot.messages.verdicts import rated


def news(happened: Happened, house: House) -> list[Notice]:
    """What is to be said and shown because of one ledger line; the cards of the case are shown anew anyway."""
    told = list(_told(happened, house))
    before, after = happened.before, happened.after
    custody_changed = before is None or (before.owner, before.claimed, before.ended) != (
        after.owner,
        after.claimed,
        after.ended,
    )
    if custody_changed:
        if before is not None and before.unclaimed and not before.ended:
            told.append(Unclaimed(before.owner))
        if after.unclaimed and not after.ended:
            told.append(Unclaimed(after.owner))
    return told


def _told(h: Happened, house: House) -> Iterator[Notice]:
    case, event, by = h.after, h.line.event, h.line.by
    team = house.teams[case.team]
    common: dict[str, Any] = {}

    def say(key: str, **blanks: Any) -> Say:
        """Claims are many: a line of their story looks nothing up."""
        if key != "story-claimed" and not common:
            name, problem = h.look()
            customer = name if name != UNKNOWN else Say("customer-unknown")
            common.update(bare(customer), customer=customer, problem=problem, words=h.words or "")
            common.update(tier=team.tiers[case.tier].name, deadline=case.deadline)
        return Say(key, (common or bare()) | blanks)

    def bare(customer: str | Say = "") -> dict[str, Any]:
        who = house.name(by) if by not in ("customer", "clock") else customer
        return {"case": f"C-{case.id}", "owner": house.name(case.owner), "who": who}

    match event:
        case e.Opened(via="follow_up", follows=earlier):
            asked = {"earlier": f"C-{earlier}", "until": case.promise}
            yield Story(say("story-asked-for", **asked))
            if case.owner != by:
                yield Ping(case.owner, with_buttons(say("ping-follow-up", **asked), case, "resolve", "note", "show"))
        case e.Opened():
            yield Acknowledge(create=True)
            if h.words:
                yield Story(say("story-customer-wrote" if by == "customer" else "story-filed"))
            if case.follows:
                yield Story(say("story-follows", earlier=f"C-{case.follows}"))
        case e.Claimed():
            yield Story(say("story-claimed"))
            yield Acknowledge()
            if h.before and h.before.claimed and h.before.owner != by:
                yield Ping(h.before.owner, say("ping-offer-taken"))
        case e.Assigned(owner=owner):
            key = "story-assigned" if owner != by else "story-took"
            yield Story(say(f"{key}-why" if h.words else key))
            yield Acknowledge()
            if owner != by:
                told = say("ping-assigned-why" if h.words else "ping-assigned")
                yield Ping(owner, with_buttons(told, case, "reply", "pass", "resolve"))
        case e.PassedUp(reason=reason):
            yield Story(say("story-passed-note" if h.words else "story-passed", reason=reason))
            yield Acknowledge()
        case e.Given(to=to, reason=reason, until=until):
            yield Story(say("story-given", whom=house.name(to), reason=reason, until=until))
            offer = say("ping-given-note" if h.words else "ping-given", reason=reason, until=until)
            yield Ping(to, with_buttons(offer, case, "claim", "decline"), "offer")
        case e.Declined():
            yield Story(say("story-declined"))
            yield Ping(case.owner, say("ping-declined"))
        case e.Lapsed():
            offered = h.before.offer.to if h.before and h.before.offer else case.owner
            yield Story(say("story-lapsed", whom=house.name(offered)))
            yield Ping(case.owner, say("ping-lapsed", whom=house.name(offered)))
        case e.Returned(fields=fields):
            yield Story(say("story-returned", fields=fields))
            yield Acknowledge()
            yield Ping(case.owner, with_buttons(say("ping-returned", fields=fields), case, "set"))
        case e.Moved(from_=from_, to=to):
            yield Story(say("story-moved", team=_title(house, to), from_team=_title(house, from_)))
            yield Acknowledge()
        case e.HandedOver(why=why):
            yield Story(say("story-handed-over", why=why, was=house.name(h.before.owner) if h.before else ""))
            yield Acknowledge()
        case e.Renamed(from_=was):
            yield Story(say("story-renamed", was=was))
        case _:
            yield from _said(h, house, team, say)


def _said(h: Happened, house: House, team: Team, say: Any) -> Iterator[Notice]:
    case, event, by = h.after, h.line.event, h.line.by
    match event:
        case e.Consulted(whom=whom):
            yield Story(say("story-consulted", whom=house.name(whom)))
            yield Ping(whom, with_buttons(say("ping-consulted"), case, "advise", "show"))
        case e.Advised():
            yield Story(say("story-advised"))
            asker = next((c.by for c in h.before.consults if c.whom == by), case.owner) if h.before else case.owner
            yield Ping(asker, say("ping-advised"))
        case e.Noted(earlier=earlier):
            yield Story(_as_it_was(say("story-noted-other" if by == "customer" else "story-noted"), earlier))
        case e.Replied(earlier=earlier):
            yield Story(_as_it_was(say("story-replied"), earlier))
            yield ToCustomer(say("customer-reply"))
        case e.CustomerWrote(earlier=earlier):
            yield Story(_as_it_was(say("story-customer-wrote"), earlier))
        case e.Edited(other=other):
            yield Story(say("story-edited-other" if other else "story-edited"))
        case e.Deleted(other=other):
            yield Story(say("story-deleted-other" if other else "story-deleted"))
        case e.Asked():
            if by == "clock":
                yield Story(say("story-asked-again"))
                yield ToCustomer(say("customer-asked-again"), "question")
            else:
                yield Story(say("story-asked"))
                yield ToCustomer(say("customer-asked"), "question")
        case e.Waited(until=until, on=on, promise=promise):
            yield Story(say("story-waited", until=until, on=on))
            yield ToCustomer(say("customer-waited", until=until, on=on, promise=promise))
        case e.Woken():
            yield Story(say("story-woken", by=by if by in ("customer", "clock") else "person"))
            if by == "customer" or (by == "clock" and case.claimed):
                key = "ping-customer-answered" if by == "customer" else "ping-woken"
                yield Ping(case.owner, say(key))
        case e.MarkedUrgent(deadline=deadline):
            yield Story(say("story-urgent", deadline=deadline))
            if case.owner != by:
                yield Ping(case.owner, with_buttons(say("ping-urgent"), case, "claim" if case.unclaimed else "show"))
        case e.Categorised(category=category):
            yield Story(say("story-categorised", category=category))
        case e.FieldSet(field=name, cannot_say=cannot_say):
            yield Story(say("story-field-unknown" if cannot_say else "story-field-set", field=name))
            if h.before and missing_fields(h.before, house) != missing_fields(case, house):
                yield Acknowledge()
        case e.FollowedUp(case=number, whom=whom, until=until):
            yield Story(say("story-followed-up", number=f"C-{number}", whom=house.name(whom), until=until))
        case e.Withdrawn():
            yield Story(say("story-withdrawn"))
            if case.owner != by:
                yield Ping(case.owner, say("ping-withdrawn", earlier=f"C-{case.follows}"))
        case e.Promised(until=until):
            yield Story(say("story-promised", until=until))
            yield ToCustomer(say("customer-promised", until=until))
        case _:
            yield from _clock_said(h, house, team, say)


def _as_it_was(said: Say, earlier: bool) -> Say:
    """A message that comes after a change of it, with the words it had before."""
    return Say("story-earlier", {"what": said}) if earlier else said


def _clock_said(h: Happened, house: House, team: Team, say: Any) -> Iterator[Notice]:
    case, event, by = h.after, h.line.event, h.line.by
    match event:
        case e.Nudged():
            yield from nudge(h, house, team, say)
        case e.Escalated():
            left = house.teams[h.before.team].tiers[h.before.tier] if h.before else team.tiers[case.tier]
            held = story_of_holding(h, house)
            yield Story(say("story-escalated", **held))
            top = with_buttons(
                say("ping-escalated-top", **held), case, "claim" if case.unclaimed else "show", "resolve"
            )
            yield Ping(case.owner, top, "nudge")
            lead = lead_of(house, case.team, h.before.tier if h.before else case.tier, h.line.at)
            if lead != case.owner:
                yield Ping(lead, say("ping-escalated-lead", from_tier=left.name, **held))
            yield Announce(say("announce-escalated", from_tier=left.name, **held))
            yield Acknowledge()
        case e.Breached():
            yield Story(say("story-breached"))
            yield from breach(h, house, team, say)
        case e.AnsweredFor(until=until):
            yield Story(say("story-answered-for", until=until))
            yield ToCustomer(say("customer-answered-for", until=until))
        case e.Resolved(outcome=outcome, told=told):
            yield Story(say("story-resolved", outcome=outcome, told=told))
            asked = "yes" if h.asks else "no"
            told_them = say("customer-resolved" if h.words else "customer-resolved-told", outcome=outcome, asked=asked)
            yield ToCustomer(with_buttons(told_them, case, "solved", "not_solved", *(SCORES if h.asks else ())))
            asker = case.asked_by
            if asker and asker != by:
                yield Ping(asker, say("quiet-follow-up", outcome=outcome, earlier=f"C-{case.follows}"), "quiet")
            for person in h.holders():
                if person not in (by, asker):
                    yield Ping(person, say("quiet-resolved", outcome=outcome), "quiet")
        case e.Reopened(why=why):
            yield Story(say("story-reopened", why=why))
            if h.words and why != "agent":
                yield Story(say("story-customer-wrote"))
            yield Acknowledge(create=True)
            if case.claimed and case.owner != by:
                yield Ping(case.owner, with_buttons(say("ping-reopened", why=why), case, "reply", "show"))
        case e.Closed():
            yield Story(say("story-closed", by=by if by in ("customer", "clock") else "person"))
        case e.Merged(into=into):
            yield Story(say("story-merged", into=f"C-{into}"))
            yield ToCustomer(say("customer-merged", into=f"C-{into}"))
        case e.Absorbed(case=other):
            yield Story(say("story-absorbed", other=f"C-{other}"))
            if case.owner != by:
                yield Ping(case.owner, say("ping-absorbed", other=f"C-{other}"))
        case e.Dismissed(why=why):
            yield Story(say("story-dismissed", why=why))
            if h.words:
                yield ToCustomer(say("customer-dismissed"))
            if is_sampled(case):
                yield Ping(lead_of(house, case.team, case.tier, h.line.at), say("ping-sample", why=why))
        case e.Undone(what=what):
            yield Story(say("story-undone", what=what or ""))
            yield Acknowledge()
        case e.RatingAsked(question="later"):
            yield Story(say("story-asked-later"))
            asked_later = say("customer-asked-later", who=house.name(case.ended_by or case.owner))
            yield ToCustomer(with_buttons(asked_later, case, *SCORES, "not_solved"))
        case e.Rated():
            yield from rated(h, house, say)


def is_sampled(case: Case) -> bool:
    """A tenth of what was said to be no case goes to the lead to look at."""
    return (case.id * 2654435761) % 2**32 % 10 == 0  # Knuth's multiplicative hash: spread, and the same every time


def _title(house: House, team: str) -> str:
    return house.teams[team].title if team in house.teams else team


def untrue_by(h: Happened) -> tuple[str, ...]:
    """The kinds of pings that rest about a case and are no longer true once this has happened."""
    if h.before is None:
        return ()
    kinds = []
    stood, stands = ((one.owner, one.claimed, one.tier, one.state) for one in (h.before, h.after))
    nudged = h.before.rung or h.before.escalated_at is not None
    if nudged and (stood != stands or isinstance(h.line.event, e.Breached)):
        kinds.append("nudge")
    if h.before.offer is not None and h.after.offer != h.before.offer:
        kinds.append("offer")
    if isinstance(h.line.event, e.Rated):
        kinds.append("unhappy")
    return tuple(kinds)


def rests_until(team: Team, case: Case | None, at: datetime) -> datetime | None:
    """When a ping may go out: at once about an urgent case, else when the desk is open."""
    if (case is not None and case.urgent) or team.desk.is_open(at):
        return None
    return team.desk.next_opening(at)
