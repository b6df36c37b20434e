"""A case from somebody's message, by a shortcut used on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.values import Address, Profile, Quoted
from tests.commands.desk import (
    FIRST,
    HELP,
    LUNCH,
    case,
    cases,
    handled,
    in_help,
    in_thread,
    inbound,
    later,
    lines,
    read,
    speaker,
    spoken,
    story,
)

KEYS = ("slack:C0HELP:1", "slack:client:1")


def shortcut(office, who, *keys, author="maria", words="charged twice", place=HELP, by=None, **how):
    said_at = office.clock.now - timedelta(hours=1)
    quoted = Quoted(by or speaker(author), words, said_at, KEYS)
    thread = Address("slack", f"{place.place}/1")
    return inbound(office, who, "new", *keys, place=place, thread=thread, quoted=quoted, **how)


def test_an_agent_has_it_at_once_for_its_author_from_when_they_spoke(office):
    answer = handled(office, shortcut(office, "ana"))

    now = case(office)
    assert (now.owner, now.claimed, now.tier, now.via) == ("ana", True, 0, "shortcut")
    assert now.spoken_at == office.clock.now - timedelta(hours=1)
    assert now.customer == read(office, lambda tx: tx.customer_at(Address("slack", "UMARIA")))
    assert story(office) == [("ana", "opened", "charged twice")]
    assert "C-1 is open and yours." in spoken(office, answer)


def test_its_thread_is_the_customers_and_it_is_acknowledged_there(office):
    handled(office, shortcut(office, "ana"))
    office.settles()

    assert office.to("C0HELP/1")[0].startswith("Ana Pop has C-1")
    handled(office, in_thread(office, "maria", "it was 50 euro"))
    handled(office, in_thread(office, "ana", "we look into it"))
    assert lines(office)[1:] == ["customer_wrote", "replied"]


def test_a_line_that_needs_a_form_needs_none_here(office):
    answer = handled(office, shortcut(office, "ana", words=""))

    assert answer.form is None
    assert case(office).owner == "ana"


@pytest.mark.parametrize(
    ("who", "by", "said"),
    [
        ("ivan", "customer", "Thank you; we have C-1."),
        ("maria", "customer", "Thank you; we have C-1."),
        ("mira", "mira", "C-1 is open; it lies with Lea Stan"),
    ],
    ids=["anybody", "its author", "a manager"],
)
def test_used_by_others_it_opens_unclaimed_for_its_author(office, who, by, said):
    answer = handled(office, shortcut(office, who))

    now = case(office)
    assert (now.owner, now.claimed, story(office)[0][0]) == ("lea", False, by)
    assert now.customer == read(office, lambda tx: tx.customer_at(Address("slack", "UMARIA")))
    assert said in spoken(office, answer)


def test_elsewhere_it_is_a_case_of_the_agents_own_team(office):
    handled(office, shortcut(office, "cleo", place=LUNCH))

    assert (case(office).owner, case(office).tier) == ("cleo", 1)
    assert read(office, lambda tx: tx.thread("slack:C0LUNCH/1")) == (1, "customer")


AUTHORS = {
    "a colleague": speaker("ben"),
    "a bot": speaker("zap", bot=True, trusted=False),
    "a bot by its profile": speaker("zip", trusted=False),
}


@pytest.mark.parametrize("author", AUTHORS.values(), ids=list(AUTHORS))
def test_what_a_colleague_or_a_bot_posted_is_some_unknown_customers(office, author):
    office.app.store.act(lambda tx: tx.put_profile(Profile(Address("slack", "UZIP"), "Zip", "bot")))

    handled(office, shortcut(office, "ana", by=author))

    assert read(office, lambda tx: tx.customer(case(office).customer)).name == "unknown"
    assert read(office, lambda tx: tx.customer_at(author.address)) is None


def test_a_message_that_is_a_case_already_shows_it_to_staff(opened):
    answer = handled(opened, shortcut(opened, "ana"))

    assert spoken(opened, answer) == "It is C-1 already."
    assert answer.card.case == 1
    assert (lines(opened), cases(opened)) == (["opened"], [1])


def test_its_author_is_told_which_and_anybody_else_nothing_of_it(opened):
    assert spoken(opened, handled(opened, shortcut(opened, "maria"))) == "It is C-1 already."
    others = handled(opened, shortcut(opened, "ivan"))

    assert spoken(opened, others) == "That message is with us already."
    assert others.card is None
    assert cases(opened) == [1]


def test_a_message_that_joined_a_case_is_known_by_its_keys(opened):
    later(opened, minutes=5)
    handled(opened, in_help(opened, "and again", *KEYS, thread="2"))

    answer = handled(opened, replace(shortcut(opened, "ana"), thread=Address("slack", "C0HELP/other")))

    assert spoken(opened, answer) == "It is C-1 already."


def test_used_twice_on_one_message_it_is_one_case(office):
    handled(office, shortcut(office, "ana", "slack:trigger:1"))
    again = handled(office, shortcut(office, "ana", "slack:trigger:1"))
    other = handled(office, shortcut(office, "ben", "slack:trigger:2"))

    assert again.again
    assert spoken(office, other) == "It is C-1 already."
    assert cases(office) == [1]


def test_the_message_that_comes_late_has_no_second_effect(office):
    handled(office, shortcut(office, "ana"))

    for key in KEYS:
        handled(office, in_help(office, "charged twice", "slack:event:7", key))

    assert (lines(office), cases(office)) == (["opened"], [1])


def test_a_greeting_that_was_heard_before_may_be_made_a_case(office):
    handled(office, in_help(office, "hello", *KEYS))

    handled(office, shortcut(office, "ana", words="hello"))

    assert case(office).owner == "ana"


def test_what_was_said_below_it_before_is_heard_and_the_message_itself_once(office):
    reply = in_thread(office, "maria", "it was 50 euro", *KEYS)
    handled(office, reply)
    handled(office, in_thread(office, "maria", "yesterday"))

    handled(office, shortcut(office, "ana", words="it was 50 euro"))

    assert [words for _, _, words in story(office)] == ["it was 50 euro", "yesterday"]


def test_the_words_go_where_the_case_went_that_it_was_merged_into(opened):
    later(opened, minutes=20)
    handled(opened, in_help(opened, "charged twice, again", thread="2"))
    handled(opened, inbound(opened, "lea", "claim C-1"))
    opened.app.store.act(lambda tx: tx.bind(str(FIRST), 1, "customer"))
    handled(opened, inbound(opened, "lea", "merge C-1 into C-2"))
    opened.app.store.act(lambda tx: tx.bind(str(FIRST), 1, "customer"))

    assert spoken(opened, handled(opened, shortcut(opened, "ana"))) == "It is C-2 already."
