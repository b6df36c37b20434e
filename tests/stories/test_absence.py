"""Away, back, duty, leaving: cases change hands because somebody is not there, as nobody's doing."""

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
