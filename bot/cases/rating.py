"""How it was for the customer: who is asked, once more for some a week later, and until when a score can be given."""

from datetime import datetime, timedelta

from bot.cases import events as e
from bot.cases.case import Case
from bot.cases.people import House
from bot.cases.refusals import Refused

BECAUSE = ("speed", "heard", "stayed_solved", "extra", "truth", "other")
SURVEY_EVERY = timedelta(days=30)  # of one customer; a question and its repeat are one survey
LATER_AFTER = timedelta(days=7)
RATE_WITHIN = timedelta(days=14)  # of the newest question, or of the end; the last score counts
SATISFIED = 4  # and 5
UNHAPPY = 2  # and 1
NOT_ASKED = ("follow_up",)  # ways by which cases come that are no customer's
_ROUND = 1 << 32


def lot(number: int, seed: int) -> float:
    """From 0 to 1, spread evenly over the cases, and the same every time: nobody can choose who is drawn."""
    mixed = (number * 2654435761 + seed * 40503) % _ROUND  # Knuth's multiplicative hash, then its high bits once more
    mixed ^= mixed >> 15
    return (mixed * 2246822519 % _ROUND) / _ROUND


def may_be_asked(case: Case) -> bool:
    """Is it a customer's matter, and was nobody asked about this opening of it yet?"""
    return case.via not in NOT_ASKED and case.asked_at is None


def is_asked_later(case: Case, one_in: int) -> bool:
    return one_in > 0 and lot(case.id, 1) < 1 / one_in


def later_at(case: Case, house: House) -> datetime | None:
    """When the customer is asked once more: in desk hours, a week on, whether they answered the first time or not."""
    if case.asked_at is None or case.asked_later_at is not None or case.ended_at is None:
        return None
    team = house.teams.get(case.team)
    if team is None or not is_asked_later(case, team.ask_later):
        return None
    at = case.ended_at + LATER_AFTER
    return at if team.desk.is_open(at) else team.desk.next_opening(at)


def question_of(case: Case) -> str:
    """Which question a score answers now."""
    return "resolution" if case.asked_later_at is None else "later"


def rated_until(case: Case) -> datetime | None:
    """Until when a score can be given, or changed."""
    begun = case.asked_later_at or case.ended_at
    return begun + RATE_WITHIN if begun is not None and case.state in ("resolved", "closed") else None


def may_be_rated(case: Case, at: datetime) -> bool:
    until = rated_until(case)
    return until is not None and at <= until


def must_be_ratable(case: Case, at: datetime) -> None:
    if case.state == "merged":
        raise Refused("merged", case=case.id, into=case.merged_into)
    if case.state == "dismissed":
        raise Refused("ended", case=case.id, state=case.state, by=case.ended_by, at=case.ended_at)
    until = rated_until(case)
    if until is None:
        raise Refused("not-resolved", case=case.id, owner=case.owner)
    if at > until:
        raise Refused("too-late-to-rate", case=case.id, until=until)


def rate(case: Case, at: datetime, *, score: int, because: str | None = None, text: str | None = None) -> e.Rated:
    """The customer's verdict, 1 to 5; said again it replaces what they said before."""
    must_be_ratable(case, at)
    if not 1 <= score <= 5:
        raise Refused("no-such-score", score=score)
    return e.Rated(question=question_of(case), score=score, because=because, text=text)


def because_of(said: str | None) -> str | None:
    """What made it so, if it is one of the usual reasons; any other words are `other`."""
    if not said:
        return None
    return code_of(said) or "other"


def code_of(said: str) -> str | None:
    code = said.strip().rstrip(".").casefold().replace(" ", "_")
    return code if code in BECAUSE else None
