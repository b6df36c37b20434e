"""The clock's own moves: escalation, breach, and answering for it."""

import pytest

from tests.stories.desk import PLATFORMS, TOGETHER

pytestmark = pytest.mark.parametrize("a_desk", [*PLATFORMS, *TOGETHER], indirect=True)


def ana_has(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")


@pytest.fixture
def escalated(desk):
    """C-1 reached its limit with Ana on Friday at 12:00; it is Cleo's now, until Monday 08:00."""
    desk.at("2026-11-19 16:00")
    ana_has(desk)
    desk.at("2026-11-20 12:00")
    return desk


def test_twenty_hours_after_the_customer_spoke_the_case_is_the_top_persons(day_and_night):
    desk = day_and_night
    desk.writes("maria", "charged twice")
    desk.wait(hours=3)
    desk.says("ana", "claim C-1")

    desk.wait(hours=16, minutes=59)
    assert desk.owner_of("C-1") == "ana"

    desk.wait(minutes=1)
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed, desk.case("C-1").tier) == ("cleo", False, 1)
    assert "C-1 is yours now" in desk.heard("cleo")
    assert desk.holds("C-1") == [("lea", "claimed"), ("ana", "escalated"), ("cleo", None)]


def test_the_top_the_lead_it_left_and_the_supervisors_are_told_with_who_had_it(escalated):
    desk = escalated

    assert "Its limit is over; Ana Pop had it since yesterday 16:00." in desk.heard("cleo")
    assert "C-1 (Maria: charged twice) reached its limit at Front line" in desk.heard("lea")
    assert "C-1 (Maria: charged twice) reached its limit at Front line. Ana Pop had it" in desk.channel("leads")
    assert "C-1 went up" in desk.channel("front")
    assert "charged twice" in desk.channel("top")


def test_the_move_happens_on_time_at_night_and_the_pings_wait_for_the_desk(desk):
    ana_has(desk)

    desk.at("2026-11-20 08:59")
    assert desk.ledger("C-1")[-1]["at"] == "2026-11-20T04:00:00Z"
    assert desk.owner_of("C-1") == "cleo"
    assert desk.heard("cleo") == ""
    assert desk.channel("leads") == ""

    desk.wait(minutes=1)
    assert "C-1 is yours now" in desk.heard("cleo")
    assert "reached its limit" in desk.channel("leads")


def test_what_nobody_claimed_is_said_to_have_been_claimed_by_nobody(desk):
    desk.at("2026-11-19 16:00")
    desk.writes("maria", "charged twice")

    desk.at("2026-11-20 12:00")

    assert "nobody had claimed it; it lay with Lea Stan" in desk.heard("cleo")


def test_from_then_on_it_cannot_leave_the_top(two_teams):
    desk = two_teams
    ana_has(desk)
    desk.at("2026-11-20 10:00")
    desk.says("cleo", "claim C-1")

    for line in ("return C-1: invoice number", "move C-1 to billing: theirs", "assign C-1 @ana: hers"):
        assert desk.says("cleo", line) == (
            "C-1 was escalated and stays at the top, with Cleo Marin. You can “consult” a colleague."
        )
    assert "not of Top" in desk.says("cleo", "give C-1 @ana needs expertise")
    assert "was asked about C-1" in desk.says("cleo", "consult C-1 @ana: what did you try?")


def test_what_the_top_person_holds_claimed_stays_so_and_is_recorded_all_the_same(desk):
    desk.writes("maria", "charged twice")
    desk.says("cleo", "claim C-1")

    desk.at("2026-11-20 10:00")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("cleo", True)
    assert desk.kinds("C-1")[-1] == "escalated"
    assert desk.holds("C-1") == [("lea", "claimed"), ("cleo", None)]
    assert "The limit of C-1 is over" in desk.heard("cleo")
    assert "you have had it since yesterday 10:00" in desk.heard("cleo")


def test_it_escalates_once_an_opening(escalated):
    escalated.says("cleo", "claim C-1")

    escalated.wait(days=10)

    assert escalated.kinds("C-1").count("escalated") == 1


def test_after_the_tops_limit_it_is_breached_and_again_at_every_desk_opening(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")

    desk.at("2026-11-23 07:59")
    assert "breached" not in desk.kinds("C-1")

    desk.at("2026-11-25 09:00")
    breaches = [line["at"] for line in desk.ledger("C-1") if line["kind"] == "breached"]
    assert breaches == [
        "2026-11-23T06:00:00Z",
        "2026-11-23T07:00:00Z",
        "2026-11-24T07:00:00Z",
        "2026-11-25T07:00:00Z",
    ]
    assert "is past its limit. Cleo Marin answers for it" in desk.heard("mira")
    assert desk.owner_of("C-1") == "cleo"


def test_a_breach_at_night_and_that_of_the_opening_are_said_once(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")

    desk.at("2026-11-23 09:00")

    assert desk.channel("leads").count("is past its limit") == 1
    assert desk.heard("mira").count("is past its limit") == 1


def test_resolving_ends_the_breaches(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")
    desk.at("2026-11-23 10:00")
    desk.resolves("cleo")

    desk.at("2026-11-26 10:00")

    assert desk.last("C-1")["kind"] == "resolved"


def test_the_top_answers_for_it_with_a_signed_sentence_and_a_new_date(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")

    answer = desk.says("cleo", "answer for C-1 by 2026-11-25 12:00: We lost a day and I am sorry.")

    assert answer == "You answered for C-1; the customer was told to expect word by Wednesday 12:00."
    assert "We lost a day and I am sorry." in desk.customer_saw("maria")
    assert "You will hear from me by Wednesday 12:00. — Cleo Marin" in desk.customer_saw("maria")
    assert desk.promise_of("C-1") == "2026-11-25 12:00"


def test_the_breach_rests_until_that_date_and_is_said_again_after_it(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")
    desk.at("2026-11-23 10:00")
    desk.says("cleo", "answer for C-1 by 2026-11-25 12:00: We lost a day and I am sorry.")
    said = desk.kinds("C-1").count("breached")

    desk.at("2026-11-25 11:59")
    assert desk.kinds("C-1").count("breached") == said

    desk.wait(minutes=1)
    assert desk.kinds("C-1").count("breached") == said + 1


def test_only_an_escalated_case_is_answered_for_and_only_by_the_top(desk):
    ana_has(desk)

    early = desk.says("cleo", "answer for C-1 by Friday 12:00: sorry")
    desk.at("2026-11-20 10:00")
    other = desk.says("vera", "answer for C-1 by Monday 12:00: sorry")

    assert "C-1 has not been escalated" in early
    assert "Only Cleo Marin, who is on duty at the top, can answer for C-1." in other
    assert "answered_for" not in desk.kinds("C-1")


def test_the_person_on_duty_answers_for_what_nobody_at_the_top_has_claimed(escalated):
    answer = escalated.presses("cleo", "Answer for")
    escalated.sends("cleo", Until="Monday 12:00", Text="I am on it myself.")

    assert "Answer for C-1" in answer
    assert escalated.kinds("C-1")[-1] == "answered_for"
    assert not escalated.case("C-1").claimed


def test_when_the_top_is_away_it_goes_to_the_deputy(desk):
    ana_has(desk)
    desk.says("cleo", "away until 2026-11-25")

    desk.at("2026-11-20 10:00")

    assert desk.owner_of("C-1") == "vera"


def test_the_deadline_that_is_near_is_said_to_its_owner_two_desk_hours_before(desk):
    desk.at("2026-11-19 16:00")
    ana_has(desk)

    desk.at("2026-11-20 09:59")
    assert "is due" not in desk.heard("ana")

    desk.wait(minutes=1)
    assert "C-1 (Maria: charged twice) is due today 12:00." in desk.heard("ana")


def test_a_promise_that_nobody_kept_is_said_to_owner_and_lead(desk):
    ana_has(desk)

    desk.at("2026-11-19 17:59")

    assert "We promised Maria word on C-1 (charged twice) by today 17:59 and did not write." in desk.heard("ana")
    assert "Ana Pop has it." in desk.heard("lea")


def test_a_reply_keeps_the_promise_and_then_none_stands(desk):
    ana_has(desk)
    desk.says("ana", "reply C-1: we are on it")

    desk.at("2026-11-19 18:00")

    assert desk.promise_of("C-1") is None
    assert "promised" not in desk.heard("ana")


def test_a_question_keeps_the_promise_too(desk):
    ana_has(desk)

    desk.says("ana", "ask C-1: which invoice?")

    assert desk.promise_of("C-1") is None


def test_the_owner_promises_anew_and_the_customer_is_told(desk):
    ana_has(desk)

    desk.says("ana", "promise C-1 tomorrow 15:00")

    assert "Ana Pop writes to you about C-1 by tomorrow 15:00." in desk.customer_saw("maria")
    assert desk.promise_of("C-1") == "2026-11-20 15:00"


def breached_to(desk, who):
    """The last that somebody heard of a breach."""
    return [ping for ping in desk.pings(who) if "past its limit" in ping][-1]


def test_a_breach_speaks_to_who_answers_for_it_and_of_them_to_all_others(escalated):
    desk = escalated
    desk.at("2026-11-23 09:00")

    assert "It is yours to answer for: resolve it, or answer for it with a new date." in breached_to(desk, "cleo")
    for who in ("lea", "mira"):
        assert "Cleo Marin answers for it." in breached_to(desk, who)
    assert "Cleo Marin answers for it" not in breached_to(desk, "cleo")


def test_the_top_person_answers_the_breach_with_a_press(escalated):
    desk = escalated
    desk.at("2026-11-23 09:30")

    desk.presses("cleo", "Answer for", of="C-1")
    desk.sends("cleo", Until="Wednesday 12:00", Text="We lost a day and I am sorry.")

    assert desk.kinds("C-1")[-1] == "answered_for"


def test_said_again_after_the_date_it_was_answered_for_it_says_so(escalated):
    desk = escalated
    desk.says("cleo", "claim C-1")
    desk.at("2026-11-23 10:00")
    desk.says("cleo", "answer for C-1 by 2026-11-25 12:00: We lost a day and I am sorry.")

    desk.at("2026-11-25 12:00")

    assert "the date you gave the customer, today 12:00" in breached_to(desk, "cleo")
    assert "the date Cleo Marin gave the customer, today 12:00" in breached_to(desk, "mira")
    assert "the date Cleo Marin gave the customer, today 12:00" in desk.channel("leads")


def test_whoever_has_it_since_is_told_by_whom_the_date_was_given(escalated):
    desk = escalated
    desk.at("2026-11-23 10:00")
    desk.says("cleo", "answer for C-1 by 2026-11-25 12:00: We lost a day and I am sorry.")
    desk.says("vera", "claim C-1")

    desk.at("2026-11-25 12:00")

    assert "the date Cleo Marin gave the customer, today 12:00" in breached_to(desk, "vera")
    assert "It is yours to answer for" in breached_to(desk, "vera")
