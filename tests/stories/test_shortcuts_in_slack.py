"""A case from somebody's message: by whom it may be heard what follows, and of whose messages there is none."""

import pytest

from tests.stories.office import channel, chat

pytestmark = pytest.mark.parametrize("a_desk", ["slack"], indirect=True)

FRONT = channel("front")


def does(desk, who, act):
    """Something that is done in Slack alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def said_in_the_lounge(desk, text="the lift stands still", *, files=(), **more):
    """Ivan, in a channel that is none of the desk's."""
    lounge = wire(desk).channel("lounge", **more)
    lounge.members |= {desk.platform.office.person(who).user.id for who in ("ivan", "ana")}
    does(desk, "ivan", lambda ivan: ivan.writes(lounge.id, text, files=files))
    return wire(desk).messages(lounge.id)[-1]


def opens_a_case_from(desk, who, message):
    return does(desk, who, lambda person: person.uses_shortcut("open_case", message))


def asked_of_membership(desk):
    return [said for method, said in wire(desk).calls if method == "conversations.info"]


@pytest.mark.parametrize("private", [False, True])
def test_where_the_bot_does_not_hear_the_customer_is_written_to_directly(desk, private):
    message = said_in_the_lounge(desk, bot=False, private=private)

    answer = opens_a_case_from(desk, "ana", message)
    desk.says("ana", "ask C-1: which lift?")
    does(desk, "ivan", lambda ivan: ivan.dms("the left one", thread=wire(desk).messages(chat("ivan"))[-1].ts))
    wire(desk).refused[:] = [one for one in wire(desk).refused if one.what != "conversations.info"]

    assert "C-1 is open and yours" in answer
    assert wire(desk).messages(message.channel, message.ts) == []
    assert "Ana Pop has C-1" in desk.customer_saw("ivan")
    assert "which lift?" in desk.customer_saw("ivan")
    assert "customer_wrote" in desk.kinds("C-1")


def test_where_the_bot_hears_it_goes_on_below_the_message(desk):
    message = said_in_the_lounge(desk)

    opens_a_case_from(desk, "ana", message)

    (below,) = wire(desk).messages(message.channel, message.ts)
    assert below.by_bot


def test_slack_is_asked_once_in_a_while_whether_the_bot_is_there(desk):
    first, second, third = (said_in_the_lounge(desk, text, bot=False) for text in ("one", "two", "three"))

    opens_a_case_from(desk, "ana", first)
    opens_a_case_from(desk, "ana", second)
    few = len(asked_of_membership(desk))
    desk.wait(minutes=6)
    opens_a_case_from(desk, "ana", third)

    assert (few, len(asked_of_membership(desk))) == (1, 2)


def test_who_invites_the_bot_need_not_wait_until_slack_is_asked_again(desk):
    opens_a_case_from(desk, "ana", said_in_the_lounge(desk, "one", bot=False))
    does(desk, "ana", lambda ana: ana.invites_the_bot(channel("lounge")))
    message = said_in_the_lounge(desk, "two")

    opens_a_case_from(desk, "ana", message)

    assert wire(desk).messages(message.channel, message.ts)


def test_if_slack_does_not_say_the_customer_is_written_to_directly(desk):
    message = said_in_the_lounge(desk)
    wire(desk).trouble("conversations.info", status=500, error="internal_error")

    opens_a_case_from(desk, "ana", message)

    assert wire(desk).messages(message.channel, message.ts) == []
    assert "Ana Pop has C-1" in desk.customer_saw("ivan")


def test_on_a_card_or_below_it_the_answer_is_which_case_it_is(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1").itself.source
    below = wire(desk).messages(FRONT, card.ts)[0]

    answers = [opens_a_case_from(desk, "ana", message) for message in (card, below)]

    assert all("It is C-1 already." in answer for answer in answers)
    assert desk.platform.office.person("ana").modal is None
    assert desk.ledger("C-2") == []


def test_of_the_bots_own_words_elsewhere_no_case_is_opened_and_that_is_said(desk):
    does(desk, "ana", lambda ana: ana.dms("help"))
    own = [one for one in wire(desk).messages(chat("ana")) if one.by_bot]
    assert own

    answer = opens_a_case_from(desk, "ana", own[-1])

    assert "I wrote that message myself, and no case is opened from it." in answer
    assert desk.platform.office.person("ana").modal is None
    assert desk.ledger("C-1") == []


def test_what_was_attached_is_named_and_can_be_looked_at(desk):
    message = said_in_the_lounge(desk, "see this", files=("invoice.pdf",))

    opens_a_case_from(desk, "ana", message)

    link = f"https://desk.slack.com/files/{message.user}/F0/invoice.pdf"
    assert f"[invoice.pdf ({link})]" in desk.thread("C-1")
