"""Who may see what, and what is said to whoever may not; and how a mistyped line is answered."""

import pytest

from bot.commands.verbs import VERBS


@pytest.fixture
def ana_has_it(two_teams):
    two_teams.writes("maria", "charged twice")
    two_teams.says("ana", "claim C-1")
    return two_teams


@pytest.mark.parametrize("line", ["show C-1", "claim C-1", "note C-1: hm", "resolve C-1", "urgent C-1: now"])
def test_a_refusal_reveals_nothing_of_a_case_one_may_not_see(ana_has_it, line):
    seen = ana_has_it.says("tom", line)
    missing = ana_has_it.says("tom", line.replace("C-1", "C-77"))

    assert seen == "There is no C-1 that you can see. “list mine” shows yours."
    assert missing == seen.replace("C-1", "C-77")
    assert ana_has_it.kinds("C-1") == ["opened", "claimed"]


def test_another_customer_sees_nothing_of_it(ana_has_it):
    ana_has_it.says("ivan", "the lift stands still")

    assert "There is no C-1 of yours." in ana_has_it.says("ivan", "show C-1")


def test_its_customer_sees_how_it_stands_and_nothing_of_the_desk(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "note C-1: she is rude")

    answer = desk.says("maria", "show C-1")

    assert "C-1 is open. We write to you by today 17:59." in answer
    assert "rude" not in answer


def test_the_manager_sees_the_case_and_its_story(ana_has_it):
    answer = ana_has_it.says("mira", "show C-1")

    assert "Maria wrote: charged twice" in answer
    assert "Ana Pop claimed it." in answer


def test_after_a_move_the_first_team_sees_it_still(ana_has_it):
    ana_has_it.says("ana", "move C-1 to billing: theirs")

    assert "Maria wrote: charged twice" in ana_has_it.says("ben", "show C-1")
    assert "Maria wrote: charged twice" in ana_has_it.says("tom", "show C-1")


def test_verbs_of_the_desk_are_not_for_customers(desk):
    desk.says("maria", "charged twice")

    desk.says("maria", "resolve C-1")

    assert desk.case("C-1").state == "open"


def test_lists_show_the_least_time_left_first(desk):
    desk.writes("maria", "charged twice")
    desk.wait(minutes=30)
    desk.writes("ivan", "the lift stands still")
    desk.says("lea", "urgent C-2: people are in it")
    for case in ("C-1", "C-2"):
        desk.says("ana", f"claim {case}")

    mine = desk.says("ana", "list")

    assert "Your cases: 2" in mine
    assert mine.index("C-2") < mine.index("C-1")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("list mine", {"C-1"}),
        ("list queue", {"C-2"}),
        ("list team", {"C-1", "C-2", "C-3"}),
        ("list waiting", {"C-3"}),
        ("list overdue", set()),
        ("list of @ben", {"C-3"}),
        ("find lift", {"C-2"}),
        ("find Olga", {"C-3"}),
        ("find C-1", {"C-1"}),
    ],
)
def test_each_list_shows_its_own(desk, line, shown):
    for who, words in (("maria", "charged twice"), ("ivan", "the lift stands still"), ("olga", "no parcel came")):
        desk.writes(who, words)
    desk.says("ana", "claim C-1")
    desk.says("ben", "claim C-3")
    desk.says("ben", "ask C-3: which one?")

    answer = desk.says("ana", line)

    rows = answer.splitlines()[1:]
    assert {case for case in ("C-1", "C-2", "C-3") if any(case in row for row in rows)} == shown


def test_what_is_escalated_is_overdue(desk):
    desk.writes("maria", "charged twice")

    desk.wait(days=1)

    assert "C-1" in desk.says("lea", "list overdue")


@pytest.mark.parametrize(
    ("typed", "nearest"), [("clame C-1", "claim"), ("reslove C-1", "resolve"), ("pas C-1", "pass"), ("wiat", "wait")]
)
def test_an_unknown_verb_does_nothing_but_suggest_the_nearest(desk, typed, nearest):
    desk.writes("maria", "charged twice")
    before = desk.ledger()

    answer = desk.says("ana", typed)

    assert nearest in answer
    assert desk.ledger() == before


def test_what_is_near_nothing_is_told_of_help(desk):
    assert desk.says("ana", "xyzzy") == "I do not know “xyzzy”. “help” lists what you can say."


def test_a_verb_without_its_case_asks_which(desk):
    desk.writes("maria", "charged twice")

    assert "Which case?" in desk.says("ana", "claim")


def test_help_begins_with_eight_verbs(desk):
    shown = desk.says("ana", "help")

    lines = shown.splitlines()
    firsts = [line.split()[0] for line in lines if line.split()[0] in VERBS][:8]
    assert firsts == ["claim", "reply", "ask", "note", "pass", "resolve", "list", "help"]


def test_help_explains_one_verb(desk):
    answer = desk.says("ana", "help pass")

    assert answer.startswith("pass [C] [to top] REASON[: note]")


def test_the_managers_may_look_but_not_act(desk):
    desk.writes("maria", "charged twice")

    desk.says("mira", "claim C-1")
    desk.says("mira", "note C-1: hurry up")

    assert desk.kinds("C-1") == ["opened"]


def test_the_report_of_the_team_is_for_leads_and_managers(desk):
    assert desk.says("ana", "report team") == "Only leads and managers see the team’s figures. “report me” shows yours."
    assert "Customer support" in desk.says("lea", "report team")
    assert "Customer support" in desk.says("mira", "report team")


def test_what_people_write_never_acts(desk):
    desk.writes("maria", "charged twice\x1b[2J\u202egnihton")

    desk.says("ana", "claim C-1")

    assert "\x1b" not in desk.channel("front")
    assert "\u202e" not in desk.channel("front")
