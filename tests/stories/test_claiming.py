"""Claim, claim next, assign, consult: who has a case, and who is asked about it."""


def test_whoever_claims_a_case_has_it(desk):
    desk.writes("maria", "charged twice")

    answer = desk.says("ana", "claim C-1")

    assert "C-1 is yours, due tomorrow 06:00; 20 h left. We promised to write by today 17:59." in answer
    assert desk.owner_of("C-1") == "ana"
    assert "Ana Pop claimed it." in desk.thread("C-1")
    assert "Claim" not in desk.card("C-1").labels


def test_of_two_claimers_the_second_is_told_who_has_it(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    answer = desk.says("ben", "claim C-1")

    assert answer == "Ana Pop has C-1. You can “note” on it, or ask Ana Pop to give it to you."
    assert desk.owner_of("C-1") == "ana"
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_claiming_what_is_ones_own_is_no_move(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    assert desk.says("ana", "claim C-1") == "C-1 is yours already."


def test_claim_next_takes_the_one_with_the_least_time_left(desk):
    desk.writes("maria", "charged twice")
    desk.wait(minutes=30)
    desk.writes("ivan", "the lift stands still")
    desk.says("lea", "urgent C-2: people are in it")

    answer = desk.says("ana", "claim next")

    assert "C-2 is yours" in answer
    assert desk.last("C-2")["data"]["next"] is True
    assert desk.owner_of("C-1") == "lea"


def test_claim_next_says_so_when_nothing_lies_there(desk):
    assert desk.says("ana", "claim next") == "Nothing lies unclaimed at your tier. Well done."


def test_somebody_from_above_who_claims_takes_the_case_to_their_tier(desk):
    desk.writes("maria", "charged twice")

    desk.says("cleo", "claim C-1")

    assert (desk.owner_of("C-1"), desk.case("C-1").tier) == ("cleo", 1)
    assert "C-1 went up to" in desk.channel("front")
    assert "Cleo Marin · Top" in desk.channel("top")


def test_nobody_from_below_takes_a_case_from_the_top(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "pass C-1 needs permission")

    answer = desk.says("ben", "claim C-1")

    assert "C-1 is at Top with Cleo Marin" in answer
    assert desk.owner_of("C-1") == "cleo"


def test_a_lead_assigns_a_case_and_the_person_is_told(desk):
    desk.writes("maria", "charged twice")

    answer = desk.says("lea", "assign C-1 @ben: he knows her")

    assert answer == "Ben Ionescu has C-1 now, and was told."
    assert (desk.owner_of("C-1"), desk.case("C-1").claimed) == ("ben", True)
    assert "Lea Stan gave you C-1 (Maria: charged twice). It is yours now" in desk.heard("ben")


def test_assigning_what_somebody_has_claimed_takes_a_reason_which_the_form_asks_for(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    asked = desk.says("lea", "assign C-1 @ben")
    desk.sends("lea", Text="Ana has ten already")

    assert "Ana Pop has C-1. Please say why somebody else should" in asked
    assert desk.owner_of("C-1") == "ben"
    assert desk.holds("C-1") == [("lea", "claimed"), ("ana", "assigned"), ("ben", None)]


def test_an_agent_who_is_no_lead_assigns_nothing(desk):
    desk.writes("maria", "charged twice")

    answer = desk.says("ana", "assign C-1 @ben")

    assert "Only a lead can assign C-1." in answer
    assert desk.owner_of("C-1") == "lea"


def test_whoever_is_put_on_duty_has_a_leads_rights(desk):
    desk.writes("maria", "charged twice")
    desk.says("lea", "duty @ana until tomorrow")

    desk.says("ana", "assign C-1 @ben")

    assert desk.owner_of("C-1") == "ben"


def test_a_lead_who_assigns_to_the_tier_above_sends_the_case_there(desk):
    desk.writes("maria", "charged twice")

    desk.says("lea", "assign C-1 @vera: she asked for it")

    assert (desk.owner_of("C-1"), desk.case("C-1").tier) == ("vera", 1)


def test_a_colleague_is_consulted_and_the_case_stays_with_its_owner(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    desk.says("ana", "consult C-1 @cleo: may we pay it back at once?")
    desk.says("cleo", "advise C-1: up to 100 euro, yes")

    assert "Ana Pop asks you about C-1 (Maria: charged twice): may we pay it back at once?" in desk.heard("cleo")
    assert "Cleo Marin on C-1: up to 100 euro, yes" in desk.heard("ana")
    assert desk.owner_of("C-1") == "ana"
    assert desk.kinds("C-1") == ["opened", "claimed", "consulted", "advised"]


def test_only_who_was_asked_advises(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    answer = desk.says("ben", "advise C-1: just pay")

    assert answer == "Nobody asked you about C-1; Ana Pop has it. You can “note” on it."


def test_a_colleague_of_another_team_who_is_consulted_may_look_and_answer(two_teams):
    two_teams.writes("maria", "charged twice")
    two_teams.says("ana", "claim C-1")

    two_teams.says("ana", "consult C-1 @bea: is it in your books?")
    two_teams.presses("bea", "Answer", of="C-1")
    two_teams.sends("bea", Text="twice, yes")

    assert "Bea Toma on C-1: twice, yes" in two_teams.heard("ana")


def test_a_reply_reaches_the_customer_by_name_and_a_note_does_not(desk):
    desk.writes("maria", "charged twice")

    desk.says("ana", "reply C-1: we pay it back today")
    desk.says("ana", "note C-1: she was rude")

    assert "Ana Pop: we pay it back today" in desk.customer_saw("maria")
    assert "rude" not in desk.customer_saw("maria")
    assert "Ana Pop noted: she was rude" in desk.thread("C-1")


def test_a_customer_without_an_address_is_told_by_the_agent_and_the_answer_says_so(desk):
    desk.says("ana", "new for Maria: she called, charged twice")

    answer = desk.says("ana", "reply C-1: it is paid back")

    assert "Maria has no address here. Please tell them yourself." in answer


def test_once_the_promise_is_kept_only_the_deadline_is_named(desk):
    desk.writes("maria", "charged twice")
    desk.says("lea", "reply C-1: we are on it")

    assert desk.says("ana", "claim C-1") == "C-1 is yours, due tomorrow 06:00; 20 h left."


def test_what_is_over_was_due_a_while_ago(desk):
    desk.writes("maria", "charged twice")
    desk.at("2026-11-23 10:00")  # at the top since Friday 06:00, whose own limit ended on Monday at 02:00

    assert desk.says("cleo", "claim C-1") == "C-1 is yours. It was due today 02:00, 8 h ago."


def test_of_what_waits_it_is_said_how_much_time_is_left_and_no_deadline(desk):
    desk.writes("maria", "charged twice")
    desk.says("lea", "ask C-1: which invoice?")
    desk.wait(hours=22)

    assert desk.says("ana", "claim C-1") == "C-1 is yours. Its clock stands still, with 20 h left."


def test_what_an_agent_files_is_told_in_the_same_way(desk):
    assert desk.says("ana", "new for Maria: charged twice") == (
        "C-1 is open and yours. It is due tomorrow 06:00; 20 h left. We promised to write by today 17:59."
    )


def test_of_a_wait_it_is_said_until_when_and_by_when_the_customer_hears(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    assert desk.says("ana", "wait C-1 until tomorrow 15:00 on bank: it is slow") == (
        "C-1 waits for bank until tomorrow 15:00; its clock stands still. "
        "The customer was told, and expects to hear by tomorrow 17:00."
    )
