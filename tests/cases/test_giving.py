"""Give a case sideways: the offer, its claim, its declining, its lapse."""

from datetime import timedelta

import pytest

from bot.cases import events as e
from bot.cases.holding import claim, decline, give
from bot.cases.talking import ask
from tests.cases.desk import (
    HOUR,
    HOUSE,
    NOON,
    Story,
    a_case,
    a_house,
    clock_shows,
    ended,
    escalated,
    ids,
    stands,
    waiting,
    wall,
    why_not,
)

WHY = "needs expertise"
INVOICE = {"category": "invoice", "known": ("invoice number",)}
FINISHED = {
    "what is resolved": (ended(), "ended"),
    "what is closed": (ended("closed"), "ended"),
    "what is dismissed": (ended("dismissed"), "ended"),
    "what was merged": (ended("merged", merged_into=17), "merged"),
}


def test_a_case_given_stays_the_givers_until_it_is_claimed():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason=WHY)

    assert stands(story.case) == ("ana", True, 0)

    story.says("ben", claim)

    assert stands(story.case) == ("ben", True, 0)
    assert story.case.offer is None
    assert story.held() == [("ana", "given"), ("ben", None)]


@pytest.mark.parametrize(
    ("given_at", "lapses_at"),
    [
        ("2026-11-19 12:00", "2026-11-19 16:00"),
        ("2026-11-19 16:00", "2026-11-20 11:00"),
        ("2026-11-20 14:00", "2026-11-20 18:00"),
    ],
    ids=["the same day", "over the night", "exactly at the closing"],
)
def test_an_offer_lapses_after_four_desk_hours(given_at, lapses_at):
    story = Story(now=wall(given_at)).opens("ana", spoken_at=wall(given_at))
    story.says("ana", give, to="ben", reason=WHY)
    end = wall(lapses_at)

    assert e.Lapsed() not in [event for _, event in story.until(end - timedelta(seconds=1))]
    assert e.Lapsed() in [event for _, event in story.until(end)]

    assert stands(story.case) == ("ana", True, 0)
    assert story.case.offer is None


def test_an_offers_four_hours_stand_still_while_the_case_waits():
    story = Story(now=NOON).opens("ana", spoken_at=NOON)
    story.says("ana", give, to="ben", reason=WHY)
    story.until("2026-11-19 13:00")
    story.says("ana", ask, question="which invoice?")
    assert [event.kind for _, event in story.until("2026-11-20 10:00")] == []

    story.customer_writes()

    assert clock_shows(story.case.offer.until) == "2026-11-20 13:00"


def test_declining_ends_an_offer_at_once():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason=WHY)

    story.says("ben", decline)

    assert story.case.offer is None
    assert why_not(claim, story.case, HOUSE, "ben", story.now) == "held"


def test_a_second_give_replaces_the_first():
    story = Story().opens("ana")
    story.says("ana", give, to="ben", reason=WHY)
    story.says("ana", give, to="dan", reason=WHY)

    assert why_not(claim, story.case, HOUSE, "ben", story.now) == "held"
    assert why_not(decline, story.case, HOUSE, "ben", story.now) == "not-offered"
    assert claim(story.case, HOUSE, "dan", story.now).owner == "dan"


@pytest.mark.parametrize(
    "change",
    [
        e.Claimed("dan", 0),
        e.Assigned("dan", 0),
        e.PassedUp("sol", 1, WHY, "sol"),
        e.HandedOver("lea", "away"),
        e.Escalated("cleo", False, 2, NOON + 40 * HOUR),
        e.Moved("billing", "bea", 0, "support", "billing"),
        e.Resolved("solved", "unknown", "phone"),
        e.Dismissed("spam"),
        e.Merged(2),
    ],
    ids=lambda change: change.kind,
)
def test_any_other_change_of_owner_or_end_ends_an_offer_silently(change):
    story = Story().opens()
    story.says("lea", give, to="ben", reason=WHY)

    story.record("lea", change)

    assert story.case.offer is None


NO_GIFTS = {
    **{name: (case, "ana", "ben", WHY, why) for name, (case, why) in FINISHED.items()},
    "by a colleague": (a_case("ben"), "ana", "dan", WHY, "not-yours"),
    "while waiting": (waiting(), "ana", "ben", WHY, "waiting"),
    "to oneself": (a_case(), "ana", "ana", WHY, "give-to-self"),
    "to the tier above": (a_case(), "ana", "ivo", WHY, "not-of-your-tier"),
    "to the tier below": (a_case("ivo", tier=1), "ivo", "ana", WHY, "not-of-your-tier"),
    "below, once escalated": (escalated(), "cleo", "ivo", WHY, "not-of-your-tier"),
    "to another team": (a_case(), "ana", "tom", WHY, "not-of-your-tier"),
    "without a reason": (a_case(), "ana", "ben", "", "needs-reason"),
    "for another reason without a text": (a_case(), "ana", "ben", "other", "other-needs-text"),
}


@pytest.mark.parametrize(("case", "by", "to", "reason", "why"), **ids(NO_GIFTS))
def test_a_gift_is_refused(case, by, to, reason, why):
    assert why_not(give, case, HOUSE, by, NOON, to=to, reason=reason) == why


@pytest.mark.parametrize(
    ("house", "why"), [(a_house(away=("ben",)), "is-away"), (a_house(gone=("ben",)), "not-of-your-tier")]
)
def test_nobody_away_or_gone_is_given_a_case(house, why):
    assert why_not(give, a_case(), house, "ana", NOON, to="ben", reason=WHY) == why


def test_at_the_top_an_escalated_case_is_given_sideways():
    assert give(escalated(), HOUSE, "cleo", NOON, to="sol", reason=WHY).to == "sol"
