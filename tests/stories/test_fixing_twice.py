"""Fix it twice: the customer's case is solved; somebody upstream sees to it that nobody need ask again."""

import pytest

ASKED = "follow up C-1 @tom by Friday 15:00: show the tariff on the invoice"


@pytest.fixture
def solved(two_teams):
    """C-1 of the support team, resolved by Ana."""
    desk = two_teams
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    return desk


def test_a_named_person_upstream_has_a_case_of_their_own(solved):
    answer = solved.says("ana", ASKED)

    assert answer == (
        "Tom Olar has C-2 now, to see that C-1 need not come again, by tomorrow 15:00. You hear when it is done."
    )
    case = solved.case("C-2")
    assert (case.team, case.owner, case.claimed, case.tier) == ("billing", "tom", True, 0)
    assert (solved.deadline_of("C-2"), solved.promise_of("C-2")) == ("2026-11-20 15:00", "2026-11-20 15:00")
    assert solved.kinds("C-2") == ["opened"]
    data = solved.ledger("C-2")[0]["data"]
    assert (data["via"], data["follows"], data["for_team"]) == ("follow_up", 1, "support")
    line = solved.last("C-1")
    assert (line["kind"], line["by"], line["state"]) == ("followed_up", "ana", "resolved")
    assert (line["data"]["case"], line["data"]["whom"]) == (2, "tom")


def test_they_are_told_once_and_see_what_it_follows(solved):
    solved.says("ana", ASKED)
    solved.wait(minutes=30)

    assert [one for one in solved.pings("tom") if "C-2" in one] == [one for one in solved.pings("tom") if "C-1" in one]
    assert solved.heard("tom").count("Ana Pop asks you to see that C-1 need not come again") == 1
    assert "show the tariff on the invoice" in solved.heard("tom")
    assert "C-1, asked for by Ana Pop" in solved.card_text("C-2")
    assert "Customer support" in solved.card_text("C-2")
    assert "Ana Pop asked Tom Olar to see that C-1 need not come again" in solved.thread("C-2")


def test_both_cases_show_each_other(solved):
    solved.says("ana", ASKED)

    assert "C-2 with Tom Olar, by tomorrow 15:00" in solved.card_text("C-1")
    assert "Ana Pop asked Tom Olar to fix it twice: C-2, by tomorrow 15:00." in solved.thread("C-1")
    assert "C-2 with Tom Olar" in solved.says("ben", "show C-1")
    assert "show the tariff" in solved.says("ben", "show C-2"), "her team sees what became of it"


def test_nothing_of_it_reaches_the_customer(solved):
    before = solved.customer_saw("maria")

    solved.says("ana", ASKED)
    said = solved.says("tom", "reply C-2: we will")
    solved.says("tom", "promise C-2 Monday")
    solved.says("tom", "resolve C-2")
    solved.sends("tom", Text="it is shown now")

    assert "C-2 is no customer’s own: nobody outside reads it." in said
    assert solved.customer_saw("maria") == before


def test_who_asked_hears_that_it_is_done_and_the_customers_case_says_so(solved):
    solved.says("ana", ASKED)

    solved.says("tom", "resolve C-2")
    answer = solved.sends("tom", Text="it is shown now")

    assert answer == "C-2 is done; Ana Pop, who asked for it, was told."
    assert "C-2, which you asked for after C-1, is done by Tom Olar. it is shown now" in solved.heard("ana")
    assert "C-2, done by Tom Olar" in solved.card_text("C-1")


def test_it_goes_up_by_the_clock_as_any_case_does(solved):
    solved.says("ana", ASKED)

    solved.at("2026-11-20 15:00")

    assert (solved.owner_of("C-2"), solved.case("C-2").escalated_at is not None) == ("max", True)
    assert "C-2 with Max Weber" in solved.card_text("C-1")


def test_without_a_date_it_is_due_as_any_case_of_theirs(solved):
    solved.says("ana", "fix it twice C-1 @tom: show the tariff")

    assert solved.deadline_of("C-2") == "2026-11-20 06:00"
    assert solved.promise_of("C-2") == "2026-11-19 17:59"


def test_undone_it_is_gone_and_they_are_told(solved):
    solved.says("ana", ASKED)
    solved.wait(minutes=5)

    answer = solved.says("ana", "undo")

    assert answer == "Taken back: C-2 is no more, and C-1 stands as before."
    assert solved.kinds("C-2") == ["opened", "withdrawn"]
    assert solved.case("C-1").follow_ups == ()
    assert "Ana Pop took C-2 back; nothing is wanted of you about C-1." in solved.heard("tom")
    assert "C-2" not in solved.card_text("C-1")


def test_it_can_be_undone_by_its_own_number_too(solved):
    solved.says("ana", ASKED)

    assert "C-1 stands as before" in solved.says("ana", "undo C-2")


def test_once_they_have_begun_it_is_not_taken_back(solved):
    solved.says("ana", ASKED)
    solved.says("tom", "note C-2: looking into it")

    answer = solved.says("ana", "undo C-1")

    assert answer == "Tom Olar has begun with C-2, so it cannot be taken back any more. Please speak with them."
    assert solved.case("C-1").follow_ups == (2,)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        pytest.param("follow up C-1 @mira: look", "Mira Dobre is of no tier of any team", id="a manager"),
        pytest.param("follow up C-1 @toni: look", "I know no colleague called “toni”.", id="nobody of the house"),
        pytest.param("follow up C-1 @tom by yesterday: look", "has passed already. Please name", id="no date"),
    ],
)
def test_refusals_are_kind(solved, line, answer):
    assert answer in solved.says("ana", line)
    assert solved.case("C-1").follow_ups == ()


def test_who_is_away_is_not_asked(solved):
    solved.says("tom", "away until Monday")

    assert "Tom Olar is away until" in solved.says("ana", ASKED)


def test_from_the_button_behind_more_it_is_a_form(solved):
    solved.presses("ana", "More", of="C-1")
    solved.presses("ana", "Fix it twice")
    answer = solved.sends("ana", Colleague="Tom Olar", Text="show the tariff")

    assert "Tom Olar has C-2 now" in answer


@pytest.mark.parametrize(("cause", "offered"), [("sales/wrong promise", True), ("unknown", False)])
def test_whoever_resolves_and_knows_the_cause_is_offered_it(solved, cause, offered):
    desk = solved
    desk.writes("paul", "charged twice, too")
    desk.says("ana", "claim C-2")

    answer = desk.resolves("ana", "C-2", Cause=cause)

    assert ("What brought it about can be seen to as well" in answer) is offered


def test_it_stands_in_none_of_the_customers_figures_but_by_itself(solved):
    solved.says("ana", ASKED)
    assert "No figures for November 2026 yet." in solved.says("tom", "report me")

    solved.says("tom", "resolve C-2")
    solved.sends("tom", Text="it is shown now")

    assert "Fix it twice: one follow-up done. It stands in no other figure." in solved.says("tom", "report me")
    assert "Resolved" not in solved.says("tom", "report me")
    assert "No figures for November 2026 yet." in solved.says("max", "report team")
