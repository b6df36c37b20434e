"""What is missing is taken from whatever its customer says, and from nothing else."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.messages.values import Address
from tests.commands.desk import FIRST, handled, in_chat, in_help, in_thread, inbound, line, lines, speaker, story
from tests.scheduler.office import Office
from tests.stories.test_intake import RECEIPTS

CHAT = Address("slack", "D0MARIA")


@pytest.fixture
def office(store_url: str) -> Iterator[Office]:
    """Of every case order number, size, amount and a receipt must be known; all but the receipt are, of Maria's."""
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run, RECEIPTS)
        yield office
        office.app.store.close()


@pytest.fixture
def opened(office: Office) -> Office:
    handled(office, in_help(office, "order number: 1, size: M\namount: 5\nit is broken", "slack:ts:1"))
    return office


def known(office: Office, number: int = 1) -> dict[str, str | None]:
    fields = office.app.store.read(
        lambda tx: [
            (one.event.field, tx.words(one.event.text)) for one in tx.lines(number) if one.event.kind == "field_set"
        ]
    )
    return dict(fields)


def test_a_file_in_their_thread_is_the_one_that_was_missing(opened):
    handled(opened, in_thread(opened, "maria", "here it is", files=("receipt.pdf", "back.pdf")))

    assert known(opened)["receipt"] == "receipt.pdf, back.pdf"
    assert lines(opened)[-2:] == ["customer_wrote", "field_set"]


def test_a_file_in_a_direct_message_that_names_the_case_is_too(opened):
    opened.clock.now = opened.clock.now.replace(hour=12)

    handled(opened, in_chat(opened, "for C-1", files=("receipt.pdf",)))

    assert known(opened)["receipt"] == "receipt.pdf"


def test_a_colleagues_file_is_not(opened):
    handled(opened, line(opened, "ana", "claim C-1"))

    handled(opened, in_thread(opened, "ana", "here it is", by=speaker("ana"), files=("receipt.pdf",)))

    assert "receipt" not in known(opened)


def test_of_two_files_that_are_missing_nobody_guesses_which_it_is(store_url):
    two = RECEIPTS.replace('{ name = "amount", type = "number" }', '{ name = "photo", type = "file" }')
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run, two)
        handled(office, in_help(office, "order number: 1, size: M", "slack:ts:1"))

        handled(office, in_thread(office, "maria", "here", files=("a.pdf",)))

        assert lines(office)[-1] == "customer_wrote"
        office.app.store.close()


def test_the_case_alone_is_no_value(office):
    handled(office, in_help(office, "size: M\namount: 5\nit is broken", "slack:ts:1"))

    handled(office, in_thread(office, "maria", "C-1"))

    assert set(known(office)) == {"size", "amount"}


def test_what_is_said_in_an_edit_is_said(office):
    handled(office, in_help(office, "it is broken", "slack:ts:1"))
    edited = in_thread(office, "maria", "it is broken, size: M", kind="edit")

    handled(office, replace(edited, was="message"))

    assert known(office) == {"size": "M"}


def test_a_number_is_read_as_its_customer_writes_it(office):
    ion = speaker("ion", locale="ro-RO")
    handled(office, in_help(office, "amount: 1.234", "slack:ts:1", by=ion))

    assert known(office) == {"amount": "1234"}


def test_what_somebody_else_says_in_the_thread_is_not_the_customers(opened):
    handled(opened, in_thread(opened, "ivan", "receipt: mine", files=("his.pdf",)))

    assert "receipt" not in known(opened)


def test_words_are_kept_whole_whatever_is_taken_from_them(office):
    words = "the order number is 4711, size M — and it is broken"
    handled(office, in_help(office, words, "slack:ts:1"))

    assert story(office)[0] == ("customer", "opened", words)
    assert known(office) == {"order number": "4711", "size": "M"}


def test_anybody_else_who_presses_the_button_learns_nothing(opened):
    pressed = inbound(opened, "ivan", "set C-1", kind="press", place=FIRST, about=1, seen=1)

    answer = handled(opened, pressed)

    assert answer.refused
    assert answer.form is None


def test_a_form_that_somebody_made_up_changes_nothing_of_anothers(opened):
    made_up = inbound(opened, "ivan", "set C-1", kind="form", answers={"field:size": "S", "category": "order"})

    assert handled(opened, made_up).refused
    assert known(opened)["size"] == "M"


def test_a_customer_says_nothing_about_what_was_not_asked(opened):
    theirs = inbound(
        opened, "maria", "set C-1", kind="form", answers={"field:size": "S", "field:receipt": "a.pdf", "category": "x"}
    )

    handled(opened, theirs)

    assert known(opened)["size"] == "M"
    assert known(opened)["receipt"] == "a.pdf"


def test_a_press_that_comes_when_nothing_is_missing_any_more_says_so(opened):
    handled(opened, in_thread(opened, "maria", "here it is", files=("receipt.pdf",)))

    answer = handled(opened, inbound(opened, "maria", "set C-1", kind="press", place=FIRST, about=1, seen=1))

    assert answer.said[0].key == "no-nothing-missing-customer"
