"""Away, back, duty, leaving: cases change hands because somebody is not there, as nobody's doing."""

from bot.commands.absence import leave, rejoin
from tests.stories.houses import ONE_AGENT_LEFT, TWO_TIERS


def test_what_falls_due_before_the_return_goes_to_the_person_on_duty_told_as_one_list(desk):
    for who, words in (("maria", "charged twice"), ("ivan", "the lift stands still")):
        desk.writes(who, words)
    desk.says("ana", "claim C-1")
    desk.says("ana", "claim C-2")

    answer = desk.says("ana", "away until Monday")

    assert answer == "Ana Pop is away until Monday 18:00. 2 cases went to the people on duty."
    assert [desk.owner_of(case) for case in ("C-1", "C-2")] == ["lea", "lea"]
    assert not desk.case("C-1").claimed
    (listed,) = [ping for ping in desk.pings("lea") if "of Ana Pop’s" in ping]
    assert "C-1 (Maria: charged twice; due tomorrow 06:00)" in listed
    assert "C-2 (Ivan: the lift stands still; due tomorrow 06:00)" in listed
    assert "C-1" in desk.presses("lea", "List")


def test_one_case_that_is_handed_over_is_claimed_with_one_press(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "away until Monday")
    assert "a case of Ana Pop’s now: C-1 (Maria: charged twice; due tomorrow 06:00)" in desk.heard("lea")

    desk.presses("lea", "Claim")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("lea", True)


def test_what_falls_due_after_the_return_stays(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    answer = desk.says("ana", "away until 16:00")

    assert "all stay where they are" in answer
    assert desk.owner_of("C-1") == "ana"


def test_waiting_and_escalated_cases_stay_with_the_absent(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which invoice?")
    desk.writes("ivan", "the lift stands still")
    desk.at("2026-11-20 10:00")
    desk.says("cleo", "claim C-2")

    desk.says("ana", "away until 2026-11-30")
    desk.says("cleo", "away until 2026-11-30")

    assert (desk.owner_of("C-1"), desk.owner_of("C-2")) == ("ana", "cleo")


def test_going_away_in_the_last_quarter_of_the_limit_counts_as_a_pass(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.wait(hours=15, minutes=1)

    desk.says("ana", "away until Monday")

    assert desk.last("C-1")["kind"] == "handed_over"
    assert desk.last("C-1")["data"] == {"why": "away", "counts_as_pass": True}


def test_before_that_it_counts_as_nothing(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.wait(hours=14, minutes=59)

    desk.says("ana", "away until Monday")

    assert desk.last("C-1")["data"]["counts_as_pass"] is False


def test_sent_away_by_the_lead_it_counts_as_nothing(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.wait(hours=19)

    desk.says("lea", "away @ana until Monday")

    assert desk.last("C-1")["data"]["counts_as_pass"] is False
    assert desk.last("C-1")["by"] == "lea"


def test_only_a_lead_sends_others_away(desk):
    assert "Only a lead of Ben Ionescu’s team" in desk.says("ana", "away @ben until Monday")
    assert "Ben Ionescu is away until Monday 18:00." in desk.says("lea", "away @ben until Monday")


def test_going_away_declines_what_one_was_offered(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "give C-1 @ben needs expertise")

    desk.says("ben", "away until Monday")

    assert desk.case("C-1").offer is None
    assert desk.last("C-1")["kind"] == "declined"
    assert "Ben Ionescu declined C-1; it stays with you." in desk.heard("ana")


def test_while_the_lead_is_away_the_deputy_is_on_duty_and_custodies_go_along(desk):
    desk.writes("maria", "charged twice")

    desk.says("lea", "away until 2026-11-25")

    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("dan", False)

    desk.says("lea", "back")

    assert desk.owner_of("C-1") == "lea"


def test_at_the_date_the_clock_brings_them_back(desk):
    desk.writes("maria", "charged twice")
    desk.says("lea", "away until tomorrow 09:30")

    desk.at("2026-11-20 09:30")

    assert desk.ledger("C-0")[-1]["kind"] == "came_back"
    assert desk.ledger("C-0")[-1]["by"] == "clock"


def test_if_both_are_away_it_is_the_lead(desk):
    desk.says("dan", "away until 2026-11-25")
    desk.says("lea", "away until 2026-11-25")

    desk.writes("maria", "charged twice")

    assert desk.owner_of("C-1") == "lea"


def test_a_lead_puts_somebody_on_duty_and_unclaimed_cases_go_along(desk):
    desk.writes("maria", "charged twice")
    desk.writes("ivan", "the lift stands still")
    desk.says("ben", "claim C-2")

    answer = desk.says("lea", "duty @ana until tomorrow 12:00")

    assert answer == "Ana Pop is on duty at Front line until tomorrow 12:00. One unclaimed case went along."
    assert (desk.owner_of("C-1"), desk.owner_of("C-2")) == ("ana", "ben")
    assert "C-1" in desk.heard("ana")


def test_when_the_duty_is_over_custodies_go_back(desk):
    desk.at("2026-11-19 16:00")
    desk.says("lea", "duty @ana until tomorrow 09:30")
    desk.writes("maria", "charged twice")
    assert desk.owner_of("C-1") == "ana"

    desk.at("2026-11-20 09:30")

    assert desk.owner_of("C-1") == "lea"
    assert desk.last("C-1")["by"] == "clock"


def test_duty_rests_while_its_person_is_away(desk):
    desk.says("lea", "duty @ana until 2026-11-25")
    desk.says("ana", "away until 2026-11-24")

    desk.writes("maria", "charged twice")

    assert desk.owner_of("C-1") == "lea"


def test_only_a_lead_puts_people_on_duty(desk):
    assert desk.says("ana", "duty @ana until tomorrow") == "Only a lead can put people on duty."


def test_an_absence_into_the_past_is_refused(desk):
    assert "has passed already" in desk.says("ana", "away until 2026-11-18")
    assert "I cannot read “the cows come home”" in desk.says("ana", "away until the cows come home")


def test_away_without_a_date_opens_the_form(desk):
    desk.says("ana", "away")

    assert "Ana Pop is away until Monday 18:00." in desk.sends("ana", Until="Monday")


def test_back_from_nowhere_is_refused(desk):
    assert desk.says("ana", "back") == "Ana Pop is not away."


def test_cases_of_who_has_left_go_to_the_person_on_duty(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which invoice?")

    left = TWO_TIERS.replace(*ONE_AGENT_LEFT) + '\n# "ana"\n'
    person = desk.platform.person
    desk.platform.person = lambda key, name: person(key, name) + "left = true\n" * (key == "ana")
    desk.is_down(minutes=1, teams=left)

    assert (desk.owner_of("C-1"), desk.case("C-1").state) == ("lea", "waiting")
    assert desk.last("C-1")["data"]["why"] == "left"
    assert "Ana Pop" in desk.heard("lea")


def test_who_is_sent_away_by_a_lead_hears_of_it_and_what_became_of_their_cases(desk):
    desk.writes("maria", "charged twice")
    desk.says("ben", "claim C-1")

    desk.says("lea", "away @ben until Monday")

    assert "Lea Stan says that you are away until Monday 18:00" in desk.heard("ben")
    assert "One case went to the person on duty. Say “back” if you are here." in desk.heard("ben")


def test_without_a_case_they_hear_of_it_all_the_same_and_of_their_return(desk):
    desk.says("lea", "away @ben until Monday")
    desk.says("lea", "back @ben")

    assert "No case of yours falls due before then." in desk.heard("ben")
    assert "Lea Stan says that you are here again." in desk.heard("ben")


def test_who_is_put_on_duty_hears_of_it_once_with_what_lies_there(desk):
    desk.writes("maria", "charged twice")

    desk.says("lea", "duty @ben until tomorrow 12:00")

    (heard,) = [ping for ping in desk.pings("ben") if "duty" in ping]
    assert "Lea Stan put you on duty at Front line until tomorrow 12:00" in heard
    assert "It is one case now, C-1" in heard


def test_on_duty_with_nothing_unclaimed_they_hear_what_it_means(desk):
    desk.says("lea", "duty @ben until tomorrow 12:00")

    assert "what nobody there has claimed lies with you." in desk.heard("ben")


def test_at_night_it_waits_for_the_desk(desk):
    desk.at("2026-11-19 20:00")
    desk.says("lea", "duty @ben until Monday")
    assert desk.heard("ben") == ""

    desk.at("2026-11-20 09:00")

    assert "Lea Stan put you on duty at Front line" in desk.heard("ben")


def test_what_somebody_says_of_themselves_they_are_not_told(desk):
    desk.says("lea", "away until Monday")
    desk.says("lea", "back")
    desk.says("lea", "duty @lea until Monday")

    assert desk.heard("lea") == ""


def people_leave(desk, *people):
    for person in people:
        desk.app.store.act(lambda tx, person=person: leave(tx, person))
    desk.wait(minutes=1)


def test_when_lead_and_deputy_have_left_a_member_is_on_duty(desk):
    desk.writes("maria", "charged twice")

    people_leave(desk, "lea", "dan")
    desk.writes("ivan", "the lift stands still")

    assert (desk.owner_of("C-1"), desk.owner_of("C-2")) == ("ana", "ana")
    assert "C-1" in desk.heard("ana")
    assert "Nobody is left" not in desk.heard("mira") + desk.channel("leads")


def test_when_everybody_of_a_tier_has_left_the_tier_above_has_its_cases_and_those_who_watch_are_told_once(three_tiers):
    desk = three_tiers
    desk.writes("maria", "charged twice")

    people_leave(desk, "lea", "dan", "ana", "ben")
    desk.says("sol", "away until Monday")  # duty changes; nothing else is said
    desk.is_down(minutes=1)
    desk.wait(minutes=1)

    assert desk.owner_of("C-1") == "ina"
    for heard in (desk.heard("mira"), desk.channel("leads")):
        assert heard.count("Nobody is left at Front line (Customer support)") == 1
        assert "What comes there lies with Sol Ene meanwhile." in heard
        assert "in the configuration" in heard


def test_what_the_tier_above_has_of_it_can_be_claimed_and_resolved(three_tiers):
    three_tiers.writes("maria", "charged twice")
    people_leave(three_tiers, "lea", "dan", "ana", "ben")

    assert "C-1 is yours" in three_tiers.says("sol", "claim C-1")
    assert "C-1 is resolved" in three_tiers.resolves("sol")


def test_at_the_top_the_nearest_lead_below_stands_in(desk):
    desk.at("2026-11-19 16:00")
    desk.writes("maria", "charged twice")
    people_leave(desk, "cleo", "vera")

    desk.at("2026-11-20 12:00")

    assert (desk.owner_of("C-1"), desk.case("C-1").tier) == ("lea", 1)
    assert "Nobody is left at Top (Customer support)" in desk.heard("mira")
    assert "C-1 is yours" in desk.says("lea", "claim C-1")
    assert "You answered for C-1" in desk.says("lea", "answer for C-1 by Monday 12:00: I am sorry.")


def test_if_nobody_at_all_is_left_those_who_watch_are_told_that_nobody_answers(desk):
    desk.writes("maria", "charged twice")

    people_leave(desk, "lea", "dan", "ana", "ben", "cleo", "vera")

    assert desk.owner_of("C-1") == "lea"  # as configured
    for heard in (desk.heard("mira"), desk.channel("leads")):
        assert heard.count("Nobody is left in Customer support") == 1


def test_whoever_comes_back_and_leaves_again_is_told_of_again(desk):
    people_leave(desk, "cleo", "vera")
    desk.app.store.act(lambda tx: rejoin(tx, "vera"))
    desk.wait(minutes=1)

    people_leave(desk, "vera")

    assert desk.channel("leads").count("Nobody is left at Top") == 2
