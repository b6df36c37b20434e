"""A refusal says what the asker can do: the people of the desk what they can, everybody else what is theirs."""

import re

import pytest

from bot.commands.line import Line, parse
from bot.commands.table import CUSTOMERS
from bot.messages.values import Address
from tests.commands.desk import handled, in_help, inbound, later, spoken
from tests.commands.test_mentions import is_known

HELP = Address("slack", "C0HELP")
_QUOTED = re.compile("“([^”]+)”")
PRESSES = (
    "solved C-1",
    "not solved C-1",
    "rate C-1 9",
    "rate C-1",
    "show C-9",
    "reopen C-1: again",
    "new",
    "clame C-1",
)
STAFF_LINES = ("claim C-1", "list mine", "resolve C-1", "show C-0", "reopen C-9: why")


def recommended(answer, office, typed):
    """What a refusal tells somebody to say, without the words that it repeats."""
    quoted = _QUOTED.findall(spoken(office, answer))
    lines = (parse(one) for one in quoted if not typed.casefold().startswith(one.casefold()))
    return {one.verb for one in lines if isinstance(one, Line)}


def stands(office, state):
    handled(office, inbound(office, "ana", "claim C-1"))
    if state == "open":
        return
    form = handled(office, inbound(office, "ana", "resolve C-1")).form
    answers = {"text": "paid back", "outcome": "solved"}
    handled(office, inbound(office, "ana", form.says, kind="form", answers=answers))
    if state == "closed":
        later(office, days=14, minutes=1)
        office.waits(minutes=1)


@pytest.mark.parametrize("state", ["open", "resolved", "closed"])
@pytest.mark.parametrize("who", ["maria", "ivan"])
@pytest.mark.parametrize("says", [*PRESSES, *STAFF_LINES])
def test_a_customer_is_told_of_nothing_that_only_the_desk_can_say(opened, state, who, says):
    stands(opened, state)

    answer = handled(opened, inbound(opened, who, says, place=HELP, kind="press"))

    if answer.refused:
        assert recommended(answer, opened, says) <= set(CUSTOMERS)
        assert spoken(opened, answer)


def test_who_may_not_see_a_case_is_told_how_to_write_to_us_and_colleagues_of_their_list(opened):
    customer = handled(opened, inbound(opened, "ivan", "show C-1", place=HELP))
    colleague = handled(opened, inbound(opened, "ana", "show C-9"))

    assert spoken(opened, customer).startswith(
        "There is no C-1 of yours. Write what it is about, and a person answers;"
    )
    assert spoken(opened, colleague) == "There is no C-9 that you can see. “list mine” shows yours."


def test_whoever_is_no_colleague_is_named_as_people_know_them(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))

    answer = handled(opened, inbound(opened, "ana", "consult C-1 <@U0MARIA|maria>: what do you think?"))

    assert spoken(opened, answer) == "I know no colleague called “maria”. Name one like @ana."


def test_they_are_named_by_their_profile_if_there_is_one(opened):
    is_known(opened, "U0ERIK", "Erik Berg")
    handled(opened, inbound(opened, "ana", "claim C-1"))

    answer = handled(opened, inbound(opened, "ana", "give C-1 <@U0ERIK> needs expertise"))

    assert "“Erik Berg”" in spoken(opened, answer)


def test_a_colleague_cannot_be_waited_for_however_they_are_mentioned(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))

    answer = handled(opened, inbound(opened, "ana", "wait C-1 until tomorrow on <@UBEN|ben>: he knows"))

    assert spoken(opened, answer).startswith("“@Ben Ionescu” is one of us")


# --- *More* and help, pressed by somebody who is not of the desk ------------------------------------------------------


@pytest.mark.parametrize("says", ["help C-1", "help pass"])
def test_whoever_is_not_of_the_desk_is_kindly_told_what_they_can_say(opened, says):
    answer = handled(opened, inbound(opened, "ivan", says, place=HELP, kind="press", about=1, seen=1))

    assert not answer.refused
    assert spoken(opened, answer).startswith("That is for the people of the desk. Write what it is about")
    assert {parse(row[0]).verb for row in answer.card.table.rows} <= set(CUSTOMERS)
    assert answer.card.buttons == ()


def test_help_itself_needs_no_excuse(opened):
    assert handled(opened, inbound(opened, "maria", "help", place=HELP)).said == ()


# --- a press on what has become untrue --------------------------------------------------------------------------------


@pytest.fixture
def reopened(opened):
    """C-1 was resolved, and Ana has opened it again since; a note of hers is nobody else's business."""
    stands(opened, "resolved")
    handled(opened, inbound(opened, "ana", "reopen C-1: I was wrong"))
    handled(opened, inbound(opened, "ana", "note C-1: she will shout at me"))
    return opened


def test_a_customer_who_presses_too_late_sees_how_it_stands_and_nothing_of_ours(reopened):
    answer = handled(reopened, inbound(reopened, "maria", "solved C-1", place=HELP, kind="press", about=1, seen=3))

    assert answer.refused
    assert answer.card is None
    assert spoken(reopened, answer) == (
        "C-1 has moved on since that was written. C-1 is not resolved yet; Ana Pop has it. "
        "Write where you wrote before, and they read it."
    )


def test_once_it_is_resolved_by_another_they_get_their_own_buttons_for_it(reopened):
    handled(reopened, inbound(reopened, "lea", "assign C-1 @ben: he is free"))
    form = handled(reopened, inbound(reopened, "ben", "resolve C-1")).form
    handled(reopened, inbound(reopened, "ben", form.says, kind="form", answers={"text": "paid", "outcome": "solved"}))

    answer = handled(reopened, inbound(reopened, "maria", "solved C-1", place=HELP, kind="press", about=1, seen=3))

    assert spoken(reopened, answer) == "C-1 has moved on since that was written."
    assert answer.card.title == "C-1 is resolved. If it is not, say “not solved C-1”."
    assert [one.says for one in answer.card.buttons] == [
        *("solved C-1", "not solved C-1"),
        *(f"rate C-1 {score}" for score in range(1, 6)),
    ]
    assert (answer.card.facts, answer.card.lines) == ((), ())


def test_a_colleague_gets_the_card_with_what_is_lawful_for_them(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))

    answer = handled(opened, inbound(opened, "ben", "claim C-1", kind="press", about=1, seen=1))

    assert "Ana Pop claimed it" in spoken(opened, answer)
    assert [one.label for one in answer.card.buttons] == ["Reply", "More"]


# --- a case filed for somebody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["@maria", "Maria", "@ Maria"])
def test_a_customer_is_the_same_with_and_without_the_sign_before_the_name(opened, typed):
    handled(opened, inbound(opened, "ana", f"new for {typed}: and the parcel is late"))

    seen = opened.app.store.read(lambda tx: [tx.customer(tx.case(n).customer) for n in (1, 2)])
    assert seen[0] == seen[1]
    assert seen[0].name == "Maria"


def test_whoever_is_not_known_yet_is_added_without_it(office):
    handled(office, in_help(office, "charged twice"))
    handled(office, inbound(office, "ana", "new for @olga: the parcel is late"))

    assert office.app.store.read(lambda tx: tx.customer(tx.case(2).customer)).name == "olga"
