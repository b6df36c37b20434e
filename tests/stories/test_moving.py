"""Move: how a case goes to another team, once or twice."""


def ana_has(desk, category=None):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    if category:
        desk.says("ana", f"set C-1 category: {category}")


def test_a_case_moves_to_another_team_and_its_clock_runs_on(two_teams):
    ana_has(two_teams, "delivery")
    deadline = two_teams.deadline_of("C-1")

    answer = two_teams.says("ana", "move C-1 to billing: their double charge")

    case = two_teams.case("C-1")
    assert answer == "C-1 went to Billing; it lies with Bea Toma until somebody there claims it."
    assert (case.team, case.owner, case.claimed, case.tier) == ("billing", "bea", False, 0)
    assert case.category is None
    assert two_teams.deadline_of("C-1") == deadline
    assert "charged twice" in two_teams.channel("counter")


def test_the_category_stays_if_the_other_team_has_it(two_teams):
    ana_has(two_teams, "invoice")

    two_teams.says("ana", "move C-1 to billing: theirs")

    assert two_teams.case("C-1").category == "invoice"


def test_a_second_move_goes_to_the_first_teams_top_and_there_is_no_third(two_teams):
    ana_has(two_teams)
    two_teams.says("ana", "move C-1 to billing: theirs")
    two_teams.says("bea", "claim C-1")

    two_teams.says("bea", "move C-1 to support: not ours")

    assert (two_teams.case("C-1").team, two_teams.owner_of("C-1"), two_teams.case("C-1").tier) == ("support", "cleo", 1)

    answer = two_teams.says("cleo", "move C-1 to billing: yours after all")

    assert "C-1 has been moved twice; it goes no further." in answer


def test_only_owner_or_lead_moves_a_case(two_teams):
    ana_has(two_teams)

    assert "Only Ana Pop, who has C-1, or a lead can do that." in two_teams.says("ben", "move C-1 to billing: theirs")
    assert "C-1 went to Billing" in two_teams.says("lea", "move C-1 to billing: theirs")


def test_a_move_without_a_word_why_opens_the_form(two_teams):
    ana_has(two_teams)

    two_teams.says("ana", "move C-1 to billing")
    two_teams.sends("ana", Text="theirs")

    assert two_teams.case("C-1").team == "billing"
