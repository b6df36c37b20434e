"""Mentions and direct messages in a case's thread, and what comes before the case that it belongs to."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from bot.messages.values import Address, Answer
from tests.commands.desk import (
    CHAT,
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
    spoken,
    story,
)


def mention(office, who, words, *keys, thread=FIRST):
    return in_thread(office, who, words, *keys, thread=thread, kind="command")


# --- a mention in a thread ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["claim", "<@UBOT> claim", "Claim."])
def test_a_line_that_names_no_case_means_that_of_its_thread(opened, line):
    handled(opened, mention(opened, "ana", line))

    assert case(opened).owner == "ana"


def test_so_does_a_look_and_a_form(opened):
    shown = handled(opened, mention(opened, "ana", "show"))
    form = handled(opened, mention(opened, "lea", "resolve")).form

    assert shown.card.case == 1
    assert form.says == "resolve C-1"


@pytest.mark.parametrize("line", ["show", "claim"])
def test_a_mention_that_comes_twice_is_answered_once(opened, line):
    first = handled(opened, mention(opened, "ana", line, "slack:event:1", "slack:ts:9"))
    again = handled(opened, mention(opened, "ana", line, "slack:event:2", "slack:ts:9"))

    assert not first.again
    assert again == replace(first, again=True)


def test_a_number_in_it_is_a_word_like_any_other(opened):
    handled(opened, mention(opened, "ana", "note 42 days are left"))

    assert story(opened)[1] == ("ana", "noted", "42 days are left")


def test_another_case_may_be_named_all_the_same(opened):
    handled(opened, in_help(opened, "and my parcel", who="ivan", thread="2"))

    handled(opened, mention(opened, "ana", "claim C-2"))

    assert (case(opened, 1).claimed, case(opened, 2).claimed) == (False, True)


def test_in_a_thread_of_no_case_a_line_must_say_which(opened):
    answer = handled(opened, mention(opened, "ana", "claim", thread=Address("slack", "C0LUNCH/7")))

    assert answer.refused
    assert lines(opened) == ["opened"]


@pytest.mark.parametrize("words", ["please hurry", "reply to me please", "show me where it is", "return my money"])
def test_a_customers_free_words_in_a_mention_are_heard_in_that_thread(opened, words):
    later(opened, minutes=30)

    handled(opened, mention(opened, "maria", words))

    assert story(opened)[1:] == [("customer", "customer_wrote", words)]
    assert cases(opened) == [1]


def test_a_customers_own_verb_in_a_mention_is_about_the_case_of_the_thread(opened):
    handled(opened, inbound(opened, "lea", "claim C-1"))
    answers = {"text": "paid", "outcome": "solved", "cause": "unknown", "told": "text"}
    handled(opened, inbound(opened, "lea", "resolve C-1", kind="form", answers=answers))

    handled(opened, mention(opened, "maria", "<@UBOT> solved, thanks!"))

    assert lines(opened)[-1] == "closed"


def test_somebody_elses_mention_there_is_a_note_and_no_case_of_theirs(opened):
    handled(opened, mention(opened, "ivan", "mine too"))

    assert story(opened)[1:] == [("customer", "noted", "Ivan: mine too")]
    assert cases(opened) == [1]


@pytest.mark.parametrize("who", ["maria", "ivan"])
def test_a_new_case_asked_for_in_the_thread_of_another_leaves_that_thread_to_it(opened, who):
    handled(opened, mention(opened, who, "new: my parcel is lost"))
    opened.settles()

    assert cases(opened) == [1, 2]
    assert read(opened, lambda tx: tx.thread(str(FIRST))) == (1, "customer")
    assert any("C-2" in line for line in opened.to(f"U{who.upper()}"))


# --- direct messages ------------------------------------------------------------------------------------------------


@pytest.fixture
def in_a_chat(office):
    """C-1 is Maria's, opened in thread 1 of her chat with the bot."""
    handled(office, in_chat(office, "charged twice"))
    return office


def test_a_direct_message_is_acknowledged_once_and_not_answered_besides(office):
    answer = handled(office, in_chat(office, "charged twice"))
    office.settles()

    assert answer == Answer()
    assert len(office.to("D0MARIA/1")) == 1
    assert "C-1" in office.to("D0MARIA/1")[0]


@pytest.mark.parametrize("words", ["it was 50 euro", "help me", "claim it back: please", "new: figures attached"])
def test_a_customers_direct_message_in_their_thread_is_heard_there(in_a_chat, words):
    later(in_a_chat, hours=1)

    handled(in_a_chat, in_chat(in_a_chat, words))

    assert story(in_a_chat)[1:] == [("customer", "customer_wrote", words)]
    assert cases(in_a_chat) == [1]


def test_their_verdict_there_is_one(in_a_chat):
    handled(in_a_chat, inbound(in_a_chat, "lea", "claim C-1"))
    answers = {"text": "paid", "outcome": "solved", "cause": "unknown", "told": "text"}
    handled(in_a_chat, inbound(in_a_chat, "lea", "resolve C-1", kind="form", answers=answers))

    handled(in_a_chat, in_chat(in_a_chat, "not solved: charged again"))

    assert lines(in_a_chat)[-1] == "reopened"


def test_staffs_direct_message_there_is_a_line_about_that_case(in_a_chat):
    handled(in_a_chat, replace(in_chat(in_a_chat, "claim", who="ana"), thread=Address("slack", "D0MARIA/1")))

    assert case(in_a_chat).owner == "ana"


def test_a_direct_message_where_their_question_is_open_answers_it(in_a_chat):
    handled(in_a_chat, inbound(in_a_chat, "ana", "claim C-1"))
    handled(in_a_chat, inbound(in_a_chat, "ana", "ask C-1: which invoice?"))
    later(in_a_chat, hours=3)

    handled(in_a_chat, in_chat(in_a_chat, "number 4711", thread="2"))

    assert lines(in_a_chat)[-2:] == ["customer_wrote", "woken"]
    assert read(in_a_chat, lambda tx: tx.thread(f"{CHAT}/2")) == (1, "customer")
    assert cases(in_a_chat) == [1]


def test_a_direct_message_while_the_question_is_open_elsewhere_is_another_case(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    handled(opened, inbound(opened, "ana", "ask C-1: which invoice?"))
    later(opened, hours=3)

    handled(opened, in_chat(opened, "my parcel is lost"))

    assert cases(opened) == [2, 1] or cases(opened) == [1, 2]


# --- too early --------------------------------------------------------------------------------------------------------


def early(office, words, *keys, who="maria", minutes=0, thread=FIRST):
    return in_thread(office, who, words, *keys, thread=thread, at=office.clock.now + timedelta(minutes=minutes))


def test_words_before_those_that_began_their_thread_are_kept_and_heard_right_after_them(office):
    answer = handled(office, early(office, "it was 50 euro", "slack:ts:2"))
    assert (answer, cases(office)) == (Answer(), [])

    handled(office, in_help(office, "charged twice", "slack:ts:1"))

    assert story(office) == [
        ("customer", "opened", "charged twice"),
        ("customer", "customer_wrote", "it was 50 euro"),
    ]


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_whatever_the_order_and_however_often_they_come_each_has_one_effect(office, order):
    deliveries = [
        in_help(office, "charged twice", "slack:event:1", "slack:ts:1"),
        early(office, "it was 50 euro", "slack:event:2", "slack:ts:2", minutes=1),
        early(office, "same here", "slack:event:3", "slack:ts:3", who="ivan", minutes=2),
        early(office, "we look into it", "slack:event:4", "slack:ts:4", who="ana", minutes=3),
    ]

    for number in order:
        again = deliveries[number]
        handled(office, again)
        handled(office, replace(again, keys=(f"slack:again:{number}", again.keys[1])))
    for again in deliveries:
        handled(office, again)

    assert cases(office) == [1]
    assert sorted(story(office), key=str) == sorted(
        [
            ("customer", "opened", "charged twice"),
            ("customer", "customer_wrote", "it was 50 euro"),
            ("customer", "noted", "Ivan: same here"),
            ("ana", "replied", "we look into it"),
        ],
        key=str,
    )


def test_what_was_kept_is_heard_in_the_order_in_which_it_was_said(office):
    for minutes, words in ((3, "third"), (1, "first"), (2, "second")):
        handled(office, early(office, words, minutes=minutes))

    handled(office, in_help(office, "charged twice"))

    assert [words for _, _, words in story(office)[1:]] == ["first", "second", "third"]


def test_what_is_changed_before_its_case_is_there_is_heard_both_ways(office):
    handled(office, early(office, "it was 5 euro", minutes=1))
    handled(office, in_thread(office, "maria", "it was 50 euro", kind="edit", was="thread", at=office.clock.now))

    handled(office, in_help(office, "charged twice"))

    assert sorted(kind for _, kind, _ in story(office)) == ["customer_wrote", "edited", "opened"]


def test_words_in_another_thread_stay_kept(office):
    handled(office, early(office, "elsewhere", thread=Address("slack", "C0HELP/9")))

    handled(office, in_help(office, "charged twice"))

    assert lines(office) == ["opened"]
    assert [one.text for one in office.app.store.act(lambda tx: tx.take_early("slack:C0HELP/9"))] == ["elsewhere"]


@pytest.mark.parametrize("place", [LUNCH, CHAT], ids=["a channel of no customers", "a chat"])
def test_only_words_in_intake_channels_are_kept(office, place):
    thread = Address("slack", f"{place.place}/1")

    handled(office, early(office, "lunch?", thread=thread))

    assert office.app.store.act(lambda tx: tx.take_early(str(thread))) == []


def test_a_case_opened_for_somebody_in_a_thread_hears_what_was_said_there_before(office):
    handled(office, early(office, "has nobody seen this?"))

    handled(office, mention(office, "maria", "I was charged twice"))

    assert lines(office) == ["opened", "customer_wrote"]
    assert read(office, lambda tx: tx.places(1)) == [(str(FIRST), "customer")]


# --- who speaks -------------------------------------------------------------------------------------------------------


def test_an_agent_whom_nobody_could_look_up_is_a_customer_at_most(opened):
    line = inbound(opened, "ana", "claim C-1")
    unknown = replace(line, speaker=replace(line.speaker, trusted=False))

    answer = handled(opened, unknown)

    assert answer.refused
    assert lines(opened) == ["opened"]


def test_a_bare_new_of_a_customer_opens_the_form(office):
    answer = handled(office, inbound(office, "maria", "new", place=HELP))

    assert answer.form is not None
    assert cases(office) == []
    assert spoken(office, answer) == ""
