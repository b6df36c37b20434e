"""Pass, give, return: how a case leaves one pair of hands for another."""

import pytest

from tests.stories.desk import PLATFORMS, TOGETHER

pytestmark = pytest.mark.parametrize("a_desk", [*PLATFORMS, *TOGETHER], indirect=True)


def ana_has(desk, category=None):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    if category:
        desk.says("ana", f"set C-1 category: {category}")


def test_a_case_is_passed_up_with_a_reason_and_lies_with_the_person_on_duty_there(desk):
    ana_has(desk)

    answer = desk.says("ana", "pass C-1 needs permission: over 100 euro")

    assert answer == "C-1 went up to Top; it lies with Cleo Marin until somebody there claims it."
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed, desk.case("C-1").tier) == ("cleo", False, 1)
    assert desk.last("C-1")["reason"] == "needs permission"
    assert "C-1 went up to" in desk.channel("front")
    assert "Ana Pop passed it up to Top (Cleo Marin is on duty): needs permission. over 100 euro" in desk.thread("C-1")


def test_later_lines_stand_below_the_new_card_only(desk):
    ana_has(desk)
    desk.says("ana", "note C-1: paid twice indeed")
    desk.says("ana", "pass C-1 needs permission")

    desk.says("cleo", "note C-1: I call the bank")

    assert "paid twice indeed" in desk.thread("C-1", at="front")
    assert "I call the bank" in desk.thread("C-1", at="top")
    assert "I call the bank" not in desk.thread("C-1", at="front")


def test_the_card_at_the_next_tier_comes_with_what_was_tried(desk):
    ana_has(desk)
    desk.says("ana", "note C-1: paid twice indeed")
    desk.says("ana", "reply C-1: we look into it")

    desk.says("ana", "pass C-1 needs permission")

    assert "paid twice indeed" in desk.thread("C-1", at="top") + desk.channel("top")
    assert "we look into it" in desk.thread("C-1", at="top") + desk.channel("top")


def test_pass_asks_for_the_missing_fields_with_the_fault_beside_each(desk):
    ana_has(desk, "invoice")

    asked = desk.says("ana", "pass C-1 needs expertise")
    missing = desk.sends("ana")
    done = desk.sends("ana", invoice_number="RO-4711")

    assert "Before C-1 goes up, please fill in: invoice number." in asked
    fault = desk.platform.wanting("Please fill in invoice number, or write “cannot say”.")
    assert f"✗ {fault}" in missing
    assert "C-1 went up to Top" in done
    assert desk.kinds("C-1") == ["opened", "claimed", "categorised", "field_set", "passed_up"]
    assert "invoice number: RO-4711" in desk.card_text("C-1")


def test_what_the_customer_cannot_say_stops_no_pass(desk):
    ana_has(desk, "invoice")

    desk.says("ana", "set C-1 invoice number: cannot say")
    desk.says("ana", "pass C-1 needs expertise")

    assert desk.owner_of("C-1") == "cleo"


def test_a_choice_among_the_fields_takes_only_what_it_offers(desk):
    ana_has(desk, "delivery")

    answer = desk.says("ana", "set C-1 size: XXL")

    assert "size is one of: S or M" in answer
    assert desk.kinds("C-1") == ["opened", "claimed", "categorised"]


def test_pass_goes_one_tier_up_and_pass_to_top_skips(three_tiers):
    ana_has(three_tiers)

    three_tiers.says("ana", "pass C-1 needs expertise")

    assert three_tiers.owner_of("C-1") == "sol"

    three_tiers.says("sol", "pass C-1 to top needs a money decision: 5000 euro")

    assert three_tiers.owner_of("C-1") == "cleo"


def test_pass_to_top_skips_tiers_and_excuses_the_fields(three_tiers):
    ana_has(three_tiers, "invoice")

    answer = three_tiers.says("ana", "pass C-1 to top customer asked for a superior")

    assert "C-1 went up to Top" in answer
    assert three_tiers.last("C-1")["data"] | {"text": ""} == {"to": "cleo", "skipped": [1], "text": ""}


def test_at_the_top_the_buck_stops(desk):
    ana_has(desk)
    desk.says("ana", "pass C-1 needs permission")
    desk.says("cleo", "claim C-1")

    answer = desk.says("cleo", "pass C-1 needs expertise")

    assert "The buck stops here" in answer
    assert desk.owner_of("C-1") == "cleo"


def test_only_the_owner_passes(desk):
    ana_has(desk)

    answer = desk.says("ben", "pass C-1 needs permission")

    assert answer == "Ana Pop has C-1. You can “note” on it, or ask Ana Pop to give it to you."


def test_another_reason_wants_words(desk):
    ana_has(desk)

    asked = desk.says("ana", "pass C-1 other")
    done = desk.sends("ana", Note="she is my aunt")

    assert "Pass C-1 up" in asked
    assert "C-1 went up" in done


def test_an_offer_leaves_the_case_with_its_owner_until_it_is_claimed(desk):
    ana_has(desk)

    desk.says("ana", "give C-1 @ben outside my hours: I leave at noon")

    assert "Ana Pop offers you C-1 (Maria: charged twice): outside my hours. Claim or decline" in desk.heard("ben")
    assert "\nAna Pop writes: I leave at noon" in desk.heard("ben")
    assert desk.owner_of("C-1") == "ana"

    desk.presses("ben", "Claim")

    assert desk.owner_of("C-1") == "ben"
    assert "Ben Ionescu took your offer: C-1" in desk.heard("ana")
    assert desk.holds("C-1") == [("lea", "claimed"), ("ana", "given"), ("ben", None)]


def test_an_offer_that_is_declined_is_over_at_once(desk):
    ana_has(desk)
    desk.says("ana", "give C-1 @ben outside my hours")

    desk.presses("ben", "Decline")

    assert "Ben Ionescu declined C-1; it stays with you." in desk.heard("ana")
    assert "Ana Pop has C-1" in desk.says("ben", "claim C-1")


def test_an_offer_lapses_after_four_desk_hours(desk):
    desk.at("2026-11-19 16:00")
    ana_has(desk)
    desk.says("ana", "give C-1 @ben needs expertise")

    desk.at("2026-11-20 10:59")

    assert desk.case("C-1").offer is not None

    desk.wait(minutes=1)

    assert desk.case("C-1").offer is None
    assert "Ben Ionescu did not answer your offer of C-1; it stays with you." in desk.heard("ana")


def test_an_offer_stands_still_while_the_case_waits(desk):
    ana_has(desk)
    desk.says("ana", "give C-1 @ben needs expertise")
    desk.wait(hours=1)
    desk.says("ana", "ask C-1: which invoice?")
    desk.wait(hours=4)
    desk.writes("maria", "October's", in_thread_of="C-1")

    desk.at("2026-11-19 17:59")

    assert desk.case("C-1").offer is not None

    desk.wait(minutes=1)

    assert desk.case("C-1").offer is None


def test_a_second_offer_replaces_the_first(desk):
    ana_has(desk)
    desk.says("ana", "give C-1 @ben needs expertise")

    desk.says("ana", "give C-1 @dan needs expertise")

    assert "Ana Pop has C-1" in desk.says("ben", "claim C-1")
    assert "C-1 is yours" in desk.says("dan", "claim C-1")


def test_any_other_change_of_owner_ends_an_offer_silently(desk):
    ana_has(desk)
    desk.says("ana", "give C-1 @ben needs expertise")

    desk.says("lea", "assign C-1 @dan: he is free")

    assert "Dan Radu has C-1" in desk.says("ben", "claim C-1")
    assert desk.kinds("C-1")[-1] == "assigned"


def test_a_case_is_given_to_a_colleague_of_the_tier_only(desk):
    ana_has(desk)

    above = desk.says("ana", "give C-1 @cleo needs permission")
    self_ = desk.says("ana", "give C-1 @ana needs permission")
    nobody = desk.says("ana", "give C-1 @bem needs permission")

    assert "Cleo Marin is not of Front line" in above
    assert "C-1 is yours already. Give it to a colleague of your tier." in self_
    assert "I know no colleague called “bem”. Did you mean @ben?" in nobody
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_nobody_who_is_away_is_given_a_case(desk):
    ana_has(desk)
    desk.says("ben", "away until Monday")

    answer = desk.says("ana", "give C-1 @ben needs expertise")

    assert "Ben Ionescu is away until Monday 18:00." in answer


def test_what_goes_back_for_missing_fields_goes_to_who_first_claimed_it(desk):
    ana_has(desk, "invoice")
    desk.says("ana", "pass C-1 to top customer asked for a superior")
    desk.says("cleo", "claim C-1")

    answer = desk.says("cleo", "return C-1: invoice number")

    assert answer == "C-1 went back to Ana Pop to ask for: invoice number."
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed, desk.case("C-1").tier) == ("ana", True, 0)
    assert "Cleo Marin returned C-1 (Maria: charged twice) to you. Please ask for: invoice number." in desk.heard("ana")
    assert desk.last("C-1")["data"]["fields"] == ["invoice number"]


def test_it_goes_to_the_person_on_duty_if_they_are_away(desk):
    ana_has(desk, "invoice")
    desk.says("ana", "pass C-1 to top customer asked for a superior")
    desk.says("cleo", "claim C-1")
    desk.says("ana", "away until Monday")

    desk.says("cleo", "return C-1: invoice number")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("lea", False)


def test_a_case_comes_back_for_fields_and_for_nothing_else(desk):
    ana_has(desk, "invoice")
    desk.says("ana", "pass C-1 to top customer asked for a superior")
    desk.says("cleo", "claim C-1")

    answer = desk.says("cleo", "return C-1: a better mood")

    assert "C-1 has no field “a better mood”. It has: invoice number." in answer
    assert desk.owner_of("C-1") == "cleo"


def test_it_goes_to_the_person_on_duty_if_nobody_ever_claimed_it_there(desk):
    desk.writes("maria", "charged twice")
    desk.says("lea", "pass C-1 needs permission")

    desk.says("cleo", "return C-1: order number")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("lea", False)


def test_nobody_returns_a_case_to_themselves(two_teams):
    two_teams.writes("maria", "charged twice", at="bills")
    two_teams.says("bea", "claim C-1")
    two_teams.says("bea", "pass C-1 needs permission")
    two_teams.says("bea", "claim C-1")

    answer = two_teams.says("bea", "return C-1: invoice number")

    assert "C-1 would come back to yourself." in answer
    assert two_teams.case("C-1").tier == 1


def test_a_card_that_comes_back_is_posted_anew(desk):
    ana_has(desk, "invoice")
    desk.says("ana", "pass C-1 to top customer asked for a superior")
    desk.says("cleo", "return C-1: invoice number")

    cards = desk.platform.channel("front")

    assert len(cards) == 2
    assert "went up" in cards[0]
    assert "Ana Pop · Front line" in cards[1]


def test_an_offer_is_claimed_with_a_press_though_the_card_of_the_case_was_drawn_since(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "give C-1 @ben outside my hours")

    desk.presses("ben", "Claim")

    assert desk.owner_of("C-1") == "ben"
