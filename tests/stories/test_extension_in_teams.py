"""A case from somebody's message: whose it is, what stands in it, and of whose messages there is none."""

import asyncio

import pytest

from tests.stories.teams_office import channel
from tests.teams_wire.wire import thread_of

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

HELP, FRONT = channel("help"), channel("front")
LOUNGE = thread_of("lounge/lounge")


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def said_in_the_lounge(desk, text="the lift stands still", who="ivan", *, files=()):
    """Somebody, in a channel that is none of the desk's but has the bot."""
    for one in (who, "ana"):
        desk.platform.office.joins(one, "lounge")
    does(desk, who, lambda person: person.writes(LOUNGE, text, files=files))
    return wire(desk).messages(LOUNGE)[-1]


def opens_a_case_from(desk, who, message):
    return does(desk, who, lambda person: person.uses_extension("openCase", message))


def test_a_message_becomes_a_case_for_who_wrote_it_and_goes_on_below_it(desk):
    message = said_in_the_lounge(desk)
    desk.wait(hours=1)

    answer = opens_a_case_from(desk, "ana", message)
    desk.says("ana", "ask C-1: which lift?")
    does(desk, "ivan", lambda ivan: ivan.writes(LOUNGE, "the left one", thread=message.id))

    assert answer.startswith("C-1 is open and yours.")
    assert "C-1 · Ivan · the lift stands still\nOwner: Ana Pop" in desk.card_text("C-1")
    assert "Ana Pop filed what Ivan said: the lift stands still" in desk.thread("C-1")
    assert desk.deadline_of("C-1") == "2026-11-20 06:00"  # twenty hours from when Ivan said it
    asked = [wire(desk).shown(one).text for one in wire(desk).messages(LOUNGE, message.id) if one.by_bot]
    assert asked[-1].startswith("Ana Pop asks: which lift?")
    assert desk.kinds("C-1") == ["opened", "asked", "customer_wrote", "woken"]


def test_whose_message_it_is_may_open_one_too(desk):
    message = said_in_the_lounge(desk)

    answer = opens_a_case_from(desk, "ivan", message)

    assert "C-1" in answer
    assert desk.owner_of("C-1") == "lea"
    assert "Ivan" in desk.card_text("C-1")


def test_twice_is_one_case_and_colleagues_see_it_and_customers_only_hear_of_it(desk):
    message = said_in_the_lounge(desk)
    opens_a_case_from(desk, "ana", message)

    colleague, customer = opens_a_case_from(desk, "ben", message), opens_a_case_from(desk, "ivan", message)

    assert colleague.startswith("It is C-1 already.\nC-1 · Ivan · the lift stands still")
    assert customer == "It is C-1 already."
    assert desk.ledger("C-2") == []


def test_two_use_it_at_once_and_it_is_one_case(desk):
    message = said_in_the_lounge(desk)
    people = [desk.platform.office.joins(who, "lounge") for who in ("ana", "ben")]

    async def both():
        await asyncio.gather(*(one.uses_extension("openCase", message) for one in people))
        await desk.app.settle()

    desk._do(both())
    said = "\n".join(wire(desk).shown(one.dialog).text for one in people)

    assert "C-1 is open and yours." in said
    assert "It is C-1 already." in said
    assert desk.ledger("C-2") == []


def test_of_what_a_customer_wrote_at_the_desk_there_is_one_already(desk):
    desk.writes("maria", "charged twice")
    (message,) = wire(desk).messages(HELP)

    answer = opens_a_case_from(desk, "ana", message)

    assert "It is C-1 already." in answer
    assert desk.ledger("C-2") == []


def test_on_a_card_or_below_it_the_answer_is_which_case_it_is(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1").itself.source
    below = wire(desk).messages(FRONT, card.id)[0]

    answers = [opens_a_case_from(desk, "ana", message) for message in (card, below)]

    assert all("It is C-1 already." in answer for answer in answers)
    assert desk.ledger("C-2") == []


def test_of_the_bots_own_words_elsewhere_no_case_is_opened_and_that_is_said(desk):
    does(desk, "ana", lambda ana: ana.dms("help"))
    chat = wire(desk).space.personal(desk.platform.office.person("ana").user.id)
    own = [one for one in wire(desk).messages(chat.id) if one.by_bot]

    answer = opens_a_case_from(desk, "ana", own[-1])

    assert answer.endswith("I wrote that message myself, and no case is opened from it.")
    assert desk.ledger("C-1") == []


def test_what_a_colleague_writes_is_what_a_customer_told_them(desk):
    message = said_in_the_lounge(desk, "Mrs Ionescu called, her card was charged twice", "ben")

    opens_a_case_from(desk, "ana", message)

    assert "C-1 · unknown · Mrs Ionescu called" in desk.card_text("C-1")
    assert desk.owner_of("C-1") == "ana"


def test_in_a_chat_of_others_the_customer_is_written_to_directly(desk):
    chat = wire(desk).group("lounge", *(desk.platform.office.person(who).user.handle for who in ("ivan", "ana")))
    wire(desk).team("everybody", "ivan")  # so that the bot may write to him
    chat.present = False
    does(desk, "ivan", lambda ivan: ivan.writes(chat.id, "the lift stands still"))

    answer = opens_a_case_from(desk, "ana", wire(desk).messages(chat.id)[-1])
    desk.says("ana", "ask C-1: which lift?")
    desk.says("ivan", "the left one")

    assert "C-1 is open and yours" in answer
    assert len(wire(desk).messages(chat.id)) == 1
    assert "Ana Pop asks: which lift?" in desk.customer_saw("ivan")
    assert desk.kinds("C-1")[-2:] == ["customer_wrote", "woken"]


def test_what_stands_in_the_message_are_words_with_the_names_of_what_was_attached(desk):
    odd = "see **this** <at>Ana Pop</at> {{DATE(2026-01-01T10:00:00Z,SHORT)}} & that"
    message = said_in_the_lounge(desk, odd, files=("invoice.pdf",))

    opens_a_case_from(desk, "ana", message)

    assert f"Ana Pop filed what Ivan said: {odd}" in desk.thread("C-1")
    raw = str([one.activity for one in wire(desk).space.messages.values() if one.by_bot])
    assert "<at>" not in raw


def test_beside_where_one_writes_it_begins_a_case_from_nothing(desk):
    asked = does(desk, "ana", lambda ana: ana.uses_extension("newCase"))
    desk.sends("ana", Customer="Mrs Ionescu", Text="her card was charged twice")

    assert asked.startswith("A new case")
    assert "Mrs Ionescu" in desk.card_text("C-1")
    assert desk.owner_of("C-1") == "ana"
