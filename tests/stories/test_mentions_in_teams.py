"""Mentions in Teams: every verb in a thread without a number, at the top of a channel, where only they are heard."""

import pytest

from bot.commands.table import ACTS, LOOKS
from tests.stories.teams_office import channel

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

HELP, FRONT = channel("help"), channel("front")


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def below_the_card(desk, who, line, case="C-1"):
    """A mention in the thread of a case's card."""
    card = desk.card(case).itself.source
    for one in (who, "ben"):
        desk.platform.office.joins(one, wire(desk).space.conversations[card.conversation].name)
    return does(desk, who, lambda person: person.writes(card.conversation, f"@buckstop {line}", thread=card.id))


def in_their_thread(desk, who, line):
    desk.platform.office.joins(who, "help")
    root = wire(desk).messages(HELP)[0]
    return does(desk, who, lambda person: person.writes(HELP, f"@buckstop {line}", thread=root.id))


# --- mentions ---------------------------------------------------------------------------------------------------------

MINE = ("ana", "claim")
GONE_UP = (MINE, ("ana", "set category: invoice"), ("ana", "set invoice number: 7"), ("ana", "pass needs expertise"))
LINES = {
    "claim": [MINE],
    "reply": [MINE, ("ana", "reply: we look into it")],
    "note": [("ana", "note: the bank says no")],
    "ask": [MINE, ("ana", "ask: which invoice?")],
    "wait": [MINE, ("ana", "wait until tomorrow on bank: they look it up")],
    "wake": [MINE, ("ana", "ask: which invoice?"), ("ana", "wake")],
    "pass": [MINE, ("ana", "pass needs expertise: tried everything")],
    "give": [MINE, ("ana", "give @ben.ionescu outside my hours: please")],
    "decline": [MINE, ("ana", "give @ben.ionescu outside my hours"), ("ben", "decline")],
    "return": [*GONE_UP, ("cleo", "claim"), ("cleo", "return: invoice number")],
    "consult": [MINE, ("ana", "consult @ben.ionescu: what now?")],
    "advise": [MINE, ("ana", "consult @ben.ionescu: what now?"), ("ben", "advise: ask the bank")],
    "not_a_case": [MINE, ("ana", "not a case spam")],
    "reopen": [MINE, ("ana", "not a case spam"), ("ana", "reopen: it was one")],
    "urgent": [MINE, ("ana", "urgent: they cannot work")],
    "promise": [MINE, ("ana", "promise tuesday")],
    "set": [MINE, ("ana", "set category: other")],
    "undo": [MINE, ("ana", "undo")],
    "assign": [("lea", "assign @ben.ionescu: please")],
    "follow_up": [MINE, ("ana", "follow up @dan.radu: so that nobody need ask again")],
}
HAPPENED = {
    **{"claim": "claimed", "reply": "replied", "note": "noted", "ask": "asked", "wait": "waited", "wake": "woken"},
    **{"pass": "passed_up", "give": "given", "decline": "declined", "return": "returned", "consult": "consulted"},
    **{"advise": "advised", "not_a_case": "dismissed", "reopen": "reopened", "urgent": "marked_urgent"},
    **{"promise": "promised", "set": "categorised", "undo": "undone", "assign": "assigned"},
    "follow_up": "followed_up",
}
ELSEWHERE = {"resolve", "merge", "move", "answer_for", "rate", "solved", "not_solved"}  # below, each in a story
OF_NO_CASE = {"new", "away", "back", "duty"}


@pytest.mark.parametrize("verb", LINES)
def test_below_its_card_every_verb_is_a_mention_that_needs_no_number(desk, verb):
    desk.writes("maria", "charged twice")

    for who, line in LINES[verb]:
        below_the_card(desk, who, line)

    assert [kind for kind in desk.kinds("C-1") if kind != "nudged"][-1] == HAPPENED[verb]


def test_of_no_case_is_what_needs_none_there_either(desk):
    desk.writes("maria", "charged twice")

    below_the_card(desk, "ana", "new for Ivan: the lift stands still")
    below_the_card(desk, "ana", "away until friday")
    below_the_card(desk, "ana", "back")
    below_the_card(desk, "lea", "duty @ben.ionescu until friday")

    assert set(ACTS) == LINES.keys() | ELSEWHERE | OF_NO_CASE
    assert desk.kinds("C-2")[0] == "opened"
    assert [line["kind"] for line in desk.ledger("C-0") if line["kind"] not in ("configured", "sealed")] == [
        *("went_away", "came_back", "put_on_duty")
    ]


def test_a_form_that_a_mention_asks_for_is_opened_by_the_button_in_their_chat(desk):
    desk.writes("maria", "charged twice")
    below_the_card(desk, "ana", "claim")

    asked = below_the_card(desk, "ana", "resolve")
    desk.presses("ana", "Open the form")
    desk.sends("ana", Text="paid back", Cause="unknown")

    assert asked == "Resolve C-1\n[Open the form]"
    assert desk.case("C-1").state == "resolved"


def test_what_only_looks_is_a_mention_too(desk):
    desk.writes("maria", "charged twice")

    shown = {verb: below_the_card(desk, "ana", f"{verb} charged" if verb == "find" else verb) for verb in LOOKS}

    assert all(shown.values())
    assert all("charged twice" in shown[verb] for verb in ("show", "find"))
    assert desk.kinds("C-1") == ["opened"]


def test_a_case_moves_and_merges_by_mention(two_teams):
    two_teams.writes("maria", "charged twice")
    two_teams.wait(minutes=20)
    two_teams.writes("maria", "did you read this?")
    below_the_card(two_teams, "ana", "claim", "C-2")
    below_the_card(two_teams, "ana", "merge into C-1", "C-2")
    below_the_card(two_teams, "ana", "claim", "C-1")

    below_the_card(two_teams, "ana", "move to Billing: about money", "C-1")

    assert two_teams.kinds("C-2")[-1] == "merged"
    assert two_teams.case("C-1").team == "billing"


def test_the_top_answers_for_it_by_mention(desk):
    desk.writes("maria", "charged twice")
    desk.wait(hours=26)

    below_the_card(desk, "cleo", "answer for by tuesday: we were too slow, and it is done by then")

    assert desk.last("C-1")["kind"] == "answered_for"
    assert "we were too slow" in desk.customer_saw("maria")


@pytest.mark.parametrize(("line", "kind"), [("solved", "closed"), ("not solved: no", "reopened"), ("rate 5", "rated")])
def test_in_their_own_thread_customers_mention_it_without_a_number(desk, line, kind):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    in_their_thread(desk, "maria", line)

    assert kind in desk.kinds("C-1")


def test_a_mention_at_the_top_of_a_channel_names_its_case_and_nobody_else_reads_the_answer(desk):
    desk.writes("maria", "charged twice")
    before = len(wire(desk).messages(FRONT))

    unnamed = does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop claim"))
    named = does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop claim c-1."))
    posts = wire(desk).messages(FRONT)[before:]

    assert "Which case?" in unnamed
    assert "C-1 is yours" in named
    assert [wire(desk).shown(one).text for one in posts] == ["@Buckstop claim", "@Buckstop claim c-1."]
    assert [below for one in posts for below in wire(desk).messages(FRONT, one.id)] == []


def test_what_staff_write_below_the_card_is_a_note_and_in_the_customers_thread_a_reply(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1").itself.source

    does(desk, "ana", lambda ana: ana.writes(FRONT, "the bank says no", thread=card.id))
    desk.writes("ana", "we look into it", in_thread_of="C-1")

    assert desk.kinds("C-1") == ["opened", "noted", "replied"]
    assert "bank" not in desk.customer_saw("maria")


# --- where only mentions are heard ------------------------------------------------------------------------------------


@pytest.mark.parametrize("hears_all", [True, False])
def test_without_consent_a_customers_mention_opens_a_case_and_only_mentions_go_on(desk, hears_all):
    wire(desk).space.conversations[HELP].team.hears_all = hears_all

    desk.writes("maria", "@buckstop charged twice")
    desk.writes("maria", "in October", in_thread_of="C-1")
    desk.writes("maria", "@buckstop and in November", in_thread_of="C-1")

    assert desk.kinds("C-1") == ["opened", *["customer_wrote"] * (2 if hears_all else 1)]
    assert "Maria wrote: charged twice" in desk.thread("C-1")
    assert "Maria wrote: and in November" in desk.thread("C-1")
    assert "Lea Stan’s desk has C-1" in desk.customer_saw("maria")
