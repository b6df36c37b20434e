"""Resolve, close, reopen, rate: how a case ends, and when it is not over."""

import pytest

from tests.stories.desk import PLATFORMS, TOGETHER

pytestmark = pytest.mark.parametrize("a_desk", [*PLATFORMS, *TOGETHER], indirect=True)


def ana_has(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")


def ana_resolved(desk, **fields):
    ana_has(desk)
    return desk.resolves("ana", **fields)


def test_resolve_always_asks_by_the_form(desk):
    ana_has(desk)

    asked = desk.says("ana", "resolve C-1: it is paid back")

    assert "Resolve C-1" in asked
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_the_customer_is_told_what_was_done_and_asked_whether_it_is_solved(desk):
    answer = ana_resolved(desk, Text="paid back, 42 euro")

    assert answer.startswith("C-1 is resolved. Maria can reopen it within 14 days.")
    assert "Ana Pop: paid back, 42 euro" in desk.customer_saw("maria")
    assert "Is it solved?" in desk.customer_saw("maria")
    assert desk.last("C-1")["data"] | {"text": ""} == {
        "outcome": "solved",
        "cause": "billing/tariff",
        "told": "text",
        "avoidable": None,
        "rightly_urgent": None,
        "text": "",
    }


def test_a_form_without_words_for_the_customer_says_so_beside_the_field(desk):
    ana_has(desk)
    desk.says("ana", "resolve C-1")

    answer = desk.sends("ana", Cause="unknown")

    assert "✗ Please say to the customer what was done" in answer
    assert desk.case("C-1").state == "open"


def test_a_cause_that_nobody_names_is_unknown(desk):
    ana_has(desk)
    desk.says("ana", "resolve C-1")

    desk.sends("ana", Text="paid back")

    assert desk.last("C-1")["data"]["cause"] == "unknown"


def test_what_comes_back_is_preset_to_what_had_brought_it_about(desk):
    ana_has(desk)
    desk.resolves("ana", Cause="billing/tariff")
    desk.says("maria", "not solved C-1")

    desk.says("ana", "resolve C-1")
    desk.sends("ana", Text="paid back, really")

    assert [line["data"]["cause"] for line in desk.ledger("C-1") if line["kind"] == "resolved"] == [
        "billing/tariff",
        "billing/tariff",
    ]


def test_what_was_told_by_phone_is_not_told_again(desk):
    ana_resolved(desk, Customer_was_told="told by phone", Text="she laughed about it")

    assert "Ana Pop has marked C-1 as done, as you were told." in desk.customer_saw("maria")
    assert "laughed" not in desk.customer_saw("maria")
    assert desk.last("C-1")["data"]["told"] == "phone"


def test_the_last_reply_can_say_it_if_there_is_one(desk):
    ana_has(desk)
    desk.says("ana", "resolve C-1")

    refused = desk.sends("ana", Customer_was_told="my last reply said it", Cause="unknown")
    desk.says("ana", "reply C-1: paid back, 42 euro")
    done = desk.sends("ana")

    assert "There is no reply on C-1 yet." in refused
    assert "C-1 is resolved." in done


def test_we_said_no_is_an_outcome(desk):
    answer = ana_resolved(desk, Outcome="we said no", Text="the tariff is right")

    assert "C-1 is resolved: we said no." in answer


def test_who_solves_what_was_passed_says_whether_the_sender_could_have(desk):
    ana_has(desk)
    desk.says("ana", "pass C-1 needs expertise")
    desk.says("cleo", "claim C-1")

    desk.resolves("cleo", Could_the_sender="yes")

    assert desk.last("C-1")["data"]["avoidable"] is True


def test_everybody_who_held_it_gets_one_quiet_line(desk):
    ana_has(desk)
    desk.says("ana", "give C-1 @ben needs expertise")
    desk.says("ben", "claim C-1")
    desk.says("ben", "pass C-1 needs permission")
    desk.says("cleo", "claim C-1")

    desk.resolves("cleo", Text="paid back, 42 euro")

    for who in ("ana", "ben"):
        assert "C-1 (Maria: charged twice) is solved by Cleo Marin. paid back, 42 euro" in desk.heard(who)
    assert "is solved by" not in desk.heard("lea")  # she never claimed it
    assert "is solved by" not in desk.heard("cleo")


def test_only_the_owner_resolves(desk):
    ana_has(desk)

    answer = desk.says("ben", "resolve C-1")

    assert "Ana Pop has C-1." in answer


def test_it_is_closed_fourteen_days_later_by_itself(desk):
    ana_resolved(desk)

    desk.wait(days=13, hours=23, minutes=59)
    assert desk.case("C-1").state == "resolved"

    desk.wait(minutes=1)
    assert desk.case("C-1").state == "closed"
    assert desk.last("C-1")["by"] == "clock"


def test_the_customer_says_it_is_solved_and_it_is_closed_at_once(desk):
    ana_resolved(desk)

    answer = desk.writes("maria", "solved", in_thread_of="C-1")

    assert "C-1 is closed" in answer
    assert desk.case("C-1").state == "closed"
    assert desk.last("C-1")["by"] == "customer"


def test_not_solved_gives_it_back_to_who_resolved_it_with_a_new_limit(desk):
    ana_resolved(desk)
    desk.at("2026-11-23 10:00")

    answer = desk.writes("maria", "not solved: charged a third time", in_thread_of="C-1")

    assert answer == "Sorry about that. C-1 is open again."
    assert "Ana Pop has C-1 and writes to you by today 17:59." in desk.customer_saw("maria")
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("ana", True)
    assert desk.deadline_of("C-1") == "2026-11-24 06:00"
    assert desk.last("C-1")["data"]["why"] == "not_solved"
    assert "Maria is not done with C-1 (charged twice); it is yours" in desk.heard("ana")


def test_a_word_in_the_thread_reopens_it_too(desk):
    ana_resolved(desk)

    desk.writes("maria", "I was charged a third time", in_thread_of="C-1")

    assert desk.last("C-1")["kind"] == "reopened"
    assert desk.last("C-1")["data"]["why"] == "wrote"
    assert "Maria wrote: I was charged a third time" in desk.thread("C-1")


def test_thanks_alone_reopen_nothing(desk):
    ana_resolved(desk)

    desk.writes("maria", "Thank you so much! 🙏", in_thread_of="C-1")

    assert desk.case("C-1").state == "resolved"
    assert desk.last("C-1")["data"]["thanks"] is True


def test_it_goes_to_the_person_on_duty_if_the_solver_is_away(desk):
    ana_resolved(desk)
    desk.says("ana", "away until 2026-11-27")

    desk.writes("maria", "charged a third time", in_thread_of="C-1")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("lea", False)


def test_the_second_reopening_goes_one_tier_up(desk):
    ana_resolved(desk)
    desk.writes("maria", "charged a third time", in_thread_of="C-1")
    desk.resolves("ana")

    desk.writes("maria", "and a fourth time", in_thread_of="C-1")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed, desk.case("C-1").tier) == ("cleo", False, 1)


def test_at_the_top_a_further_reopening_stays_there(desk):
    ana_resolved(desk)
    for words in ("a third time", "a fourth time", "a fifth time"):
        desk.writes("maria", words, in_thread_of="C-1")
        if desk.case("C-1").tier:
            desk.says("cleo", "claim C-1")
        desk.resolves(desk.owner_of("C-1"))

    assert desk.case("C-1").tier == 1
    assert desk.kinds("C-1").count("reopened") == 3


def test_words_after_fourteen_days_are_a_new_case_that_follows_the_old_one(desk):
    ana_resolved(desk)
    desk.wait(days=14, seconds=1)

    desk.writes("maria", "charged a third time", in_thread_of="C-1")

    assert desk.case("C-1").state == "closed"
    assert desk.case("C-2").follows == 1
    assert desk.owner_of("C-2") == "lea"
    assert "This follows C-1" in desk.thread("C-2")


def test_the_fourteenth_day_still_counts(desk):
    ana_resolved(desk)
    desk.wait(days=13, hours=23, minutes=59, seconds=59)

    desk.writes("maria", "charged a third time", in_thread_of="C-1")

    assert desk.case("C-1").state == "open"


def test_what_the_customer_closed_reopens_within_the_same_fourteen_days(desk):
    ana_resolved(desk)
    desk.wait(days=1)
    desk.writes("maria", "solved", in_thread_of="C-1")
    desk.wait(days=12)

    desk.writes("maria", "charged a third time", in_thread_of="C-1")

    assert (desk.case("C-1").state, desk.owner_of("C-1")) == ("open", "ana")


def test_an_agent_reopens_with_a_reason(desk):
    ana_resolved(desk)

    desk.says("ben", "reopen C-1: she called again")

    assert desk.owner_of("C-1") == "ana"
    assert desk.last("C-1")["data"]["why"] == "agent"
    assert "Ben Ionescu reopened C-1" in desk.heard("ana")


def test_what_is_open_is_not_reopened(desk):
    ana_has(desk)

    assert desk.says("ben", "reopen C-1: she called again") == "C-1 is open; Ana Pop has it."


def test_the_customer_rates_and_the_lead_hears_of_unhappiness(desk):
    ana_resolved(desk)

    answer = desk.writes("maria", "rate 2: took too long", in_thread_of="C-1")

    assert "You gave C-1 2 of 5;" in answer
    assert desk.last("C-1")["data"]["score"] == 2
    assert "Maria rated C-1 2 of 5" not in desk.heard("lea")  # it may still change
    desk.wait(minutes=10)
    assert "Maria rated C-1 2 of 5 (charged twice): took too long" in desk.heard("lea")
    assert "Ana Pop resolved it." in desk.heard("lea")


def test_a_rating_of_what_is_not_resolved_is_refused(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")

    answer = desk.says("maria", "rate C-1 5")

    assert "C-1 is not resolved yet" in answer
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_only_the_customer_says_that_it_is_solved(desk):
    ana_resolved(desk)

    assert "Only the customer can say “solved”." in desk.says("ana", "solved C-1")


def test_the_customers_verb_in_a_direct_message_needs_no_number_if_one_case_is_meant(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.says("maria", "solved")

    assert desk.case("C-1").state == "closed"
