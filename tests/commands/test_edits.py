"""Messages that are changed or deleted: history, and new words only where there were none before."""

from datetime import timedelta

import pytest

from bot.cases.fold import CLOSE_AFTER
from bot.messages.values import Address, Answer
from tests.commands.desk import (
    FIRST,
    HELP,
    LUNCH,
    case,
    cases,
    handled,
    in_chat,
    in_help,
    in_thread,
    inbound,
    later,
    lines,
    read,
    story,
)

CARD = Address("slack", "C0FRONT/card")


def edit(office, who, words, *keys, thread=FIRST, was="message", **how):
    return in_thread(office, who, words, *keys, thread=thread, kind="edit", was=was, **how)


def deletion(office, who, *keys, thread=FIRST, was="message"):
    return in_thread(office, who, "", *keys, thread=thread, kind="deletion", was=was)


def ask(office):
    handled(office, inbound(office, "ana", "claim C-1"))
    handled(office, inbound(office, "ana", "ask C-1: which invoice?"))


def resolve(office):
    handled(office, inbound(office, "ana", "claim C-1"))
    answers = {"text": "paid", "outcome": "solved", "cause": "unknown", "told": "text"}
    handled(office, inbound(office, "ana", "resolve C-1", kind="form", answers=answers))


# --- in a case's thread -----------------------------------------------------------------------------------------------


def test_a_customers_new_words_are_a_line_of_the_story_and_no_new_word_of_theirs(opened):
    opened.settles()
    before = case(opened)

    answer = handled(opened, edit(opened, "maria", "charged three times"))
    opened.settles()

    assert answer == Answer()
    assert story(opened)[1:] == [("customer", "edited", "charged three times")]
    assert "Maria changed a message. It says now: charged three times" in opened.to("C0FRONT")
    assert (case(opened).deadline, case(opened).promise) == (before.deadline, before.promise)
    assert read(opened, lambda tx: tx.opening_words(1)) == "charged twice"


def test_the_same_edit_twice_is_one_and_another_edit_is_another(opened):
    for key in ("slack:ts:1:edited:5", "slack:ts:1:edited:5", "slack:ts:1:edited:6"):
        handled(opened, edit(opened, "maria", f"charged, see {key[-1]}", key))

    assert lines(opened) == ["opened", "edited", "edited"]


@pytest.mark.parametrize(
    ("words", "wakes"), [("number 4711", True), ("ok", True), ("thank you", False)], ids=["words", "a yes", "thanks"]
)
def test_a_customers_new_words_wake_a_waiting_case_as_their_words_do(opened, words, wakes):
    ask(opened)
    later(opened, hours=2)

    handled(opened, edit(opened, "maria", words))

    assert lines(opened)[3:] == (["edited", "woken"] if wakes else ["edited"])


def test_a_customers_new_words_after_the_end_are_words(opened):
    resolve(opened)
    later(opened, hours=2)

    handled(opened, edit(opened, "maria", "charged three times, not twice"))

    assert lines(opened)[-1] == "reopened"
    assert cases(opened) == [1]


@pytest.mark.parametrize("words", ["thanks!", "solved!"])
def test_what_a_customer_is_content_with_reopens_nothing(opened, words):
    resolve(opened)

    handled(opened, edit(opened, "maria", words, was="thread"))

    assert lines(opened)[-1] == "edited"
    assert case(opened).state == "resolved"


def test_a_verdict_that_becomes_another_is_the_other(opened):
    resolve(opened)
    handled(opened, in_thread(opened, "maria", "solved"))

    handled(opened, edit(opened, "maria", "not solved", was="thread"))

    assert lines(opened)[-2:] == ["closed", "reopened"]


def test_a_fortnight_later_they_are_a_new_case(opened):
    resolve(opened)
    later(opened, seconds=CLOSE_AFTER.total_seconds() + 1)

    handled(opened, edit(opened, "maria", "and again"))

    assert cases(opened) == [2]
    assert case(opened, 2).follows == 1


@pytest.mark.parametrize(
    ("who", "thread", "line"),
    [
        ("ana", FIRST, ("ana", "edited", "we look into it")),
        ("ana", CARD, ("ana", "edited", "we look into it")),
        ("mira", FIRST, ("mira", "edited", "we look into it")),
        ("ivan", FIRST, ("customer", "edited", "Ivan: we look into it")),
        ("ivan", CARD, None),
    ],
    ids=["staff to the customer", "staff's note", "a manager", "somebody else", "nobody's business"],
)
def test_whose_new_words_they_are(opened, who, thread, line):
    opened.app.store.act(lambda tx: tx.bind(str(CARD), 1, "card"))
    ask(opened)

    handled(opened, edit(opened, who, "we look into it", thread=thread, was="thread"))

    assert story(opened)[3:] == ([line] if line else [])
    assert case(opened).state == "waiting"


def test_somebody_elses_new_words_are_not_told_as_the_customers(opened):
    handled(opened, edit(opened, "ivan", "mine too", was="thread"))
    handled(opened, deletion(opened, "ivan", was="thread"))
    opened.settles()

    told = [line for line in opened.to("C0FRONT") if "Somebody else" in line]
    assert len(told) == 2
    assert "Ivan: mine too" in told[0]


def test_the_edit_of_a_merged_case_is_told_where_it_goes_on(opened):
    later(opened, minutes=20)
    handled(opened, in_help(opened, "charged twice, again", thread="2"))
    handled(opened, inbound(opened, "lea", "claim C-1"))
    handled(opened, inbound(opened, "lea", "merge C-1 into C-2"))

    handled(opened, edit(opened, "maria", "charged three times"))

    assert lines(opened, 2)[-1] == "edited"


# --- deletions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "by"), [("maria", "customer"), ("ana", "ana"), ("ivan", "customer")])
def test_a_deletion_is_a_line_of_the_story_and_deletes_nothing(opened, who, by):
    ask(opened)

    handled(opened, deletion(opened, who, f"slack:{who}:deleted"))
    handled(opened, deletion(opened, who, f"slack:{who}:deleted"))

    assert story(opened)[3:] == [(by, "deleted", None)]
    assert (case(opened).state, read(opened, lambda tx: tx.opening_words(1))) == ("waiting", "charged twice")


def test_a_deletion_reopens_nothing(opened):
    resolve(opened)

    handled(opened, deletion(opened, "maria"))

    assert (lines(opened)[-1], case(opened).state) == ("deleted", "resolved")


def test_the_deletion_of_what_was_no_case_is_nothing(office):
    handled(office, in_help(office, "hello", "slack:ts:1"))

    handled(office, deletion(office, "maria"))

    assert cases(office) == []


# --- what made no case before -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("was", ["message", ""], ids=["it is said what it was", "it is not"])
def test_a_greeting_that_becomes_a_problem_is_a_case(office, was):
    handled(office, in_help(office, "hello", "slack:ts:1"))

    handled(office, edit(office, "maria", "hello, I was charged twice", was=was))

    assert story(office) == [("customer", "opened", "hello, I was charged twice")]
    assert read(office, lambda tx: tx.thread(str(FIRST))) == (1, "customer")


def test_so_does_one_in_a_direct_chat(office):
    handled(office, in_chat(office, "hello"))
    thread = Address("slack", "D0MARIA/1")

    handled(office, edit(office, "maria", "I was charged twice", thread=thread, was="dm"))

    assert story(office) == [("customer", "opened", "I was charged twice")]
    assert case(office).via == "dm"


def test_what_was_said_in_its_thread_meanwhile_is_heard_then(office):
    handled(office, in_help(office, "hello"))
    handled(office, in_thread(office, "ana", "hello Maria, how can we help?"))

    handled(office, edit(office, "maria", "I was charged twice"))

    assert [(by, kind) for by, kind, _ in story(office)] == [("customer", "opened"), ("ana", "replied")]


@pytest.mark.parametrize(
    ("who", "place", "was"),
    [
        ("ana", HELP, "message"),
        ("ana", Address("slack", "D0ANA"), "dm"),
        ("maria", LUNCH, "message"),
        ("maria", LUNCH, ""),
        ("maria", HELP, "thread"),
        ("maria", HELP, "command"),
    ],
    ids=["staff", "an agent's line", "elsewhere", "elsewhere, of whatever kind", "a thread of no case", "a mention"],
)
def test_other_edits_open_no_case(office, who, place, was):
    thread = Address("slack", f"{place.place}/7")

    answer = handled(office, edit(office, who, "claim C-1: it is broken", thread=thread, was=was))

    assert (answer, cases(office)) == (Answer(), [])


def test_an_edit_that_comes_before_the_message_itself_leaves_one_case(office):
    handled(office, edit(office, "maria", "I was charged three times", at=office.clock.now + timedelta(minutes=1)))

    handled(office, in_help(office, "I was charged twice", "slack:ts:1"))

    assert cases(office) == [1]
    assert lines(office) == ["opened", "customer_wrote"]


def test_a_message_that_comes_after_its_edit_is_told_with_the_words_it_had_before(opened):
    opened.settles()
    handled(opened, edit(opened, "maria", "invoice 4712", "slack:C0HELP:9:edited:10", was="thread"))

    handled(opened, in_thread(opened, "maria", "invoice 4711", "slack:C0HELP:9"))
    handled(opened, in_thread(opened, "maria", "and a parcel", "slack:C0HELP:11"))
    opened.settles()

    assert lines(opened) == ["opened", "edited", "customer_wrote", "customer_wrote"]
    assert [one for one in opened.to("C0FRONT") if "4711" in one or "4712" in one or "and a parcel" in one] == [
        "Maria changed a message. It says now: invoice 4712",
        "(As it was before that change) Maria wrote: invoice 4711",
        "Maria wrote: and a parcel",
    ]


def test_in_its_order_a_message_is_told_as_ever(opened):
    handled(opened, in_thread(opened, "ben", "we look into it", "slack:C0HELP:9"))
    handled(opened, edit(opened, "ben", "we looked", "slack:C0HELP:9:edited:10", was="thread"))
    opened.settles()

    assert not [one for one in opened.to("C0FRONT") if "before that change" in one]


def test_a_reply_of_staff_that_comes_after_its_edit_is_a_reply_all_the_same(opened):
    handled(opened, edit(opened, "ben", "we looked", "slack:C0HELP:9:edited:10", was="thread"))

    handled(opened, in_thread(opened, "ben", "we look into it", "slack:C0HELP:9"))
    opened.settles()

    assert lines(opened) == ["opened", "edited", "replied"]
    assert "(As it was before that change) Ben Ionescu replied to Maria: we look into it" in opened.to("C0FRONT")
