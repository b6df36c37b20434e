"""People whom somebody mentions: found by their id where a person is meant, read by their name everywhere else."""

import pytest

from bot.messages.values import Address, Profile
from tests.commands.desk import cases, handled, in_chat, in_help, inbound, read, speaker, spoken, story


def is_known(office, user, name, **more):
    address = Address("slack", user)
    profile = Profile(address, name, **more)
    handled(office, inbound(office, "maria", "", f"profile:{user}", kind="profile", profile=profile))


def test_what_a_customer_wrote_names_the_colleague_they_mentioned(office):
    handled(office, in_chat(office, "<@UANA> sent me here: it was charged twice"))

    assert story(office)[0][2] == "@Ana Pop sent me here: it was charged twice"


def test_a_note_that_begins_with_a_mention_is_kept_with_the_name(office):
    is_known(office, "U0ERIK", "Erik Berg")
    handled(office, in_help(office, "charged twice"))

    handled(office, inbound(office, "ana", "note C-1: <@U0ERIK> and <@U0NOBODY|nobody> said so"))

    assert story(office)[-1] == ("ana", "noted", "@Erik Berg and @nobody said so")


def test_a_colleague_is_still_meant_by_a_mention(office):
    handled(office, in_help(office, "charged twice"))
    handled(office, inbound(office, "ana", "claim C-1"))

    answer = handled(office, inbound(office, "ana", "give C-1 <@UBEN|ben> needs expertise: ask <@UCLEO> first"))

    assert "Ben Ionescu" in spoken(office, answer)
    assert story(office)[-1] == ("ana", "given", "ask @Cleo Marin first")


def test_a_case_filed_for_somebody_mentioned_is_theirs_and_answered_in_their_chat(office):
    is_known(office, "U0ERIK", "Erik Berg", zone="Europe/Oslo")

    handled(office, inbound(office, "ana", "new for <@U0ERIK>: he was charged twice"))

    customer = read(office, lambda tx: tx.customer(tx.case(1).customer))
    assert (customer.name, customer.zone, customer.addresses) == (
        "Erik Berg",
        "Europe/Oslo",
        (Address("slack", "U0ERIK"),),
    )


def test_a_customers_slash_command_is_answered_since_their_words_stand_nowhere(office):
    help_ = Address("slack", "C0HELP")

    first = handled(office, inbound(office, "maria", "my invoice is wrong", place=help_, by=speaker("maria")))
    second = handled(office, inbound(office, "maria", "it says 90 euro", place=None))
    third = handled(office, inbound(office, "erik", "hello", place=help_))

    assert "C-1" in spoken(office, first)
    assert cases(office) == [1]
    assert spoken(office, second) == "Thank you; that is with C-1 now, and whoever has it reads it."
    assert spoken(office, third).startswith("Hello! Write what it is about")


@pytest.mark.parametrize("kind", ["command", "dm", "press", "message"])
def test_a_colleague_of_whom_nothing_could_be_learned_is_asked_to_try_again_and_becomes_no_customer(office, kind):
    place = Address("slack", "C0HELP")
    line = inbound(office, "ana", "claim next", kind=kind, place=place, by=speaker("ana", trusted=False))

    answer = handled(office, line)

    assert spoken(office, answer) == (
        ""
        if kind == "message"
        else "I could not find out just now who you are, so I did nothing. Please try again in a minute."
    )
    assert cases(office) == []


@pytest.mark.parametrize("kind", ["command", "dm", "press"])
def test_what_was_learned_of_a_colleague_a_moment_too_late_makes_them_no_customer(office, kind):
    is_known(office, "UANA", "Ana Pop")

    answer = handled(office, inbound(office, "ana", "claim next", kind=kind, by=speaker("ana", trusted=False)))

    assert "Please try again in a minute." in spoken(office, answer)
    assert cases(office) == []


@pytest.mark.parametrize("line", ["list", "list mine", "report"])
def test_what_only_looks_is_not_told_to_be_for_others_to_a_colleague_of_whom_nothing_could_be_learned(office, line):
    answer = handled(office, inbound(office, "ana", line, by=speaker("ana", trusted=False)))

    assert "try again in a minute" in spoken(office, answer)


@pytest.mark.parametrize("line", ["list", "list mine", "claim next", "undo", "back", "report me", "away until 2d"])
def test_a_customer_who_tries_what_colleagues_type_is_told_what_they_can_do(office, line):
    answer = handled(office, inbound(office, "maria", line, place=Address("slack", "C0HELP")))

    assert "for people of the desk" in spoken(office, answer)
    assert cases(office) == []


@pytest.mark.parametrize(
    "words",
    ["list of items missing in my order", "claim my refund", "back order is late", "report a problem", "find it"],
)
def test_words_that_only_begin_like_that_are_a_customers_matter(office, words):
    handled(office, inbound(office, "maria", words, place=Address("slack", "C0HELP")))

    assert cases(office) == [1]


def test_a_bare_show_of_a_customers_is_no_matter_of_theirs(office):
    answer = handled(office, inbound(office, "maria", "show", place=Address("slack", "C0HELP")))

    assert spoken(office, answer).startswith("Which case?")
    assert cases(office) == []
