"""Chats in Teams, which have no threads: group chats as places of the desk, and everybody's own chat with the bot."""

from collections import namedtuple

import pytest

from tests.stories import houses
from tests.stories.teams_office import channel

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

Chats = namedtuple("Chats", "help front leads")
CHATS = Chats(channel("chathelp"), channel("chatfront"), channel("chatleads"))
IN_CHATS = (
    houses.TWO_TIERS.replace('"@help"', '"@chathelp"')
    .replace('"@front"', '"@chatfront"')
    .replace("@leads", "@chatleads")
)


@pytest.fixture
def in_chats(a_desk):
    """The same desk, and its customers, front line and supervisors are in group chats."""
    return a_desk(IN_CHATS)


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def said_in(desk, conversation):
    """What the bot says there, each as it stands now."""
    return [wire(desk).shown(one).text for one in wire(desk).messages(conversation) if one.by_bot]


def own_chat(desk, who):
    return wire(desk).space.personal(desk.platform.office.person(who).user.id).id


# --- group chats ------------------------------------------------------------------------------------------------------


def test_in_a_group_chat_customers_are_answered_where_they_wrote(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")
    in_chats.presses("ana", "Claim", of="C-1")
    in_chats.says("ana", "reply C-1: we look into it")
    in_chats.resolves("ana")
    in_chats.presses("maria", "It’s solved")

    said = said_in(in_chats, CHATS.help)

    assert said[0].startswith("Ana Pop has C-1 and writes to you by today 17:59.")
    assert said[1] == "C-1 · Ana Pop: we look into it"
    assert "Ana Pop: it is paid back\nIs it solved? Say “solved C-1”" in said[2]
    assert in_chats.case("C-1").state == "closed"


def test_there_each_customer_goes_on_with_their_own_case(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")
    in_chats.writes("ivan", "the lift stands still", at="chathelp")
    in_chats.writes("maria", "in October", at="chathelp")
    in_chats.wait(minutes=20)
    in_chats.writes("ivan", "the door, too", at="chathelp")

    assert in_chats.kinds("C-1") == ["opened", "customer_wrote"]
    assert (in_chats.kinds("C-2"), in_chats.kinds("C-3")) == (["opened"], ["opened"])


def test_there_a_question_is_answered_beside_it_also_much_later(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")
    in_chats.presses("ana", "Claim", of="C-1")
    in_chats.says("ana", "ask C-1: which invoice?")
    in_chats.wait(hours=3)

    in_chats.writes("maria", "number 7", at="chathelp")

    assert in_chats.kinds("C-1")[-2:] == ["customer_wrote", "woken"]
    assert in_chats.ledger("C-2") == []


def test_what_staff_write_among_customers_is_no_case_and_no_reply(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")

    in_chats.writes("ana", "I would ask the bank", at="chathelp")

    assert in_chats.kinds("C-1") == ["opened"]
    assert in_chats.ledger("C-2") == []


@pytest.mark.parametrize("heard", [True, False])
def test_without_consent_only_mentions_are_heard_there(in_chats, heard):
    wire(in_chats).space.conversations[CHATS.help].all_heard = heard

    in_chats.writes("maria", "charged twice", at="chathelp")
    before = len(in_chats.ledger("C-1"))
    in_chats.writes("maria", "@buckstop charged in October, too", at="chathelp")

    assert before == (1 if heard else 0)
    assert in_chats.kinds("C-1") == (["opened", "customer_wrote"] if heard else ["opened"])


def test_a_card_in_a_group_chat_is_edited_in_place_and_every_line_says_which_case_it_is(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")
    in_chats.writes("ivan", "the lift stands still", at="chathelp")
    in_chats.presses("ana", "Claim", of="C-1")

    card, wrote, other, wrote_too, claimed = said_in(in_chats, CHATS.front)

    assert card.startswith("C-1 · Maria · charged twice\nOwner: Ana Pop")
    assert wrote == "C-1 · Maria wrote: charged twice"
    assert other.startswith("C-2 · Ivan")
    assert wrote_too == "C-2 · Ivan wrote: the lift stands still"
    assert claimed == "C-1 · Ana Pop claimed it."


def test_there_a_mention_names_its_case_and_plain_words_are_colleagues_talk(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")
    does(in_chats, "ana", lambda ana: ana.writes(CHATS.front, "has anybody seen Dan?"))

    unnamed = does(in_chats, "ana", lambda ana: ana.writes(CHATS.front, "@buckstop note: the bank says no"))
    noted = does(in_chats, "ana", lambda ana: ana.writes(CHATS.front, "@buckstop note C-1: the bank says no"))

    assert "Which case?" in unnamed
    assert "Noted on C-1" in noted
    assert in_chats.kinds("C-1") == ["opened", "noted"]
    assert [one for one in said_in(in_chats, CHATS.front) if "Which case" in one] == []


def test_supervisors_may_sit_in_a_group_chat(in_chats):
    in_chats.writes("maria", "charged twice", at="chathelp")

    in_chats.wait(hours=26)

    assert "C-1 (Maria: charged twice) reached its limit" in "\n".join(said_in(in_chats, CHATS.leads))
    assert "C-1 went up to Cleo Marin (Top)." in said_in(in_chats, CHATS.front)


# --- everybody's own chat with the bot --------------------------------------------------------------------------------


def test_customers_write_to_the_bot_in_a_few_messages_and_it_is_one_case(desk):
    greeted = desk.says("maria", "hello")
    desk.says("maria", "charged twice")
    desk.says("maria", "in October")
    desk.wait(minutes=20)
    desk.says("maria", "and the lift stands still")

    assert greeted.startswith("Hello! Write what it is about")
    assert (desk.kinds("C-1"), desk.kinds("C-2")) == (["opened", "customer_wrote"], ["opened"])
    assert "Lea Stan’s desk has C-1." in desk.customer_saw("maria")


def test_a_question_is_answered_there_hours_later_and_thanks_open_nothing(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which invoice?")
    desk.wait(hours=3)

    desk.says("maria", "number 7")
    desk.wait(hours=1)
    thanked = desk.says("maria", "thank you!")

    assert desk.kinds("C-1")[-2:] == ["customer_wrote", "woken"]
    assert thanked == "You are welcome."
    assert desk.ledger("C-2") == []


def test_their_next_word_there_reopens_what_was_taken_for_no_case(desk):
    desk.says("maria", "it is blue now")
    desk.says("ana", "claim C-1")
    desk.says("ana", "not a case C-1 chatter: thank you")
    desk.wait(hours=1)

    desk.says("maria", "hello")
    desk.says("maria", "no, the lamp is blue, and it should not be")

    assert desk.kinds("C-1")[-1] == "reopened"
    assert desk.ledger("C-2") == []


def test_what_customers_change_in_their_chat_is_in_the_story(desk):
    desk.says("maria", "charged twice")
    (wrote,) = [one for one in wire(desk).messages(own_chat(desk, "maria")) if not one.by_bot]

    does(desk, "maria", lambda maria: maria.edits(wrote, "charged thrice"))
    does(desk, "maria", lambda maria: maria.deletes(wrote))

    assert "It says now: charged thrice" in desk.thread("C-1")
    assert desk.kinds("C-1")[-1] == "deleted"


def test_staff_say_lines_there_and_are_greeted(desk):
    desk.writes("maria", "charged twice")

    assert "“list mine” your cases" in desk.says("ana", "hello")
    assert "I do not know “xyzzy”." in desk.says("ana", "xyzzy")
    assert "C-1 is yours" in desk.says("ana", "claim c-1")
    assert said_in(desk, own_chat(desk, "ana"))[-1].startswith("C-1 is yours")


# --- one's own page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["home", " HOME\n"])
def test_home_puts_their_page_at_the_bottom_and_it_stays_true_there(desk, line):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    does(desk, "ana", lambda ana: ana.dms(line))
    page = said_in(desk, own_chat(desk, "ana"))[-1]
    desk.resolves("ana")
    (later,) = [one for one in said_in(desk, own_chat(desk, "ana")) if one.startswith("Your desk, Ana Pop")]

    assert "Your cases: 1\n" in page
    assert "charged twice" in page
    assert "Your cases: 0\n" in later
    assert "charged twice" not in later


def test_said_again_the_newest_page_is_the_one_that_stays_true(desk):
    does(desk, "ana", lambda ana: ana.dms("home"))
    does(desk, "ana", lambda ana: ana.dms("home"))

    desk.writes("maria", "charged twice")

    assert "Unclaimed at your tier: 1\n" in said_in(desk, own_chat(desk, "ana"))[-1]


def test_what_a_page_offers_is_done_from_it(desk):
    desk.writes("maria", "charged twice")
    does(desk, "ana", lambda ana: ana.dms("home"))

    claimed = desk.presses("ana", "Claim next")
    shown = desk.presses("ana", "Show")

    assert "C-1 is yours" in claimed
    assert "Maria wrote: charged twice" in shown


def test_whoever_installs_the_app_sees_their_page_at_once_and_only_once(desk):
    desk.writes("maria", "charged twice")

    does(desk, "ben", lambda ben: ben.installs())
    does(desk, "maria", lambda maria: maria.installs())

    (desks,) = said_in(desk, own_chat(desk, "ben"))
    (customers,) = said_in(desk, own_chat(desk, "maria"))
    assert "Unclaimed at your tier: 1\n" in desks
    assert customers.startswith("Your cases with us\nC-1 is open. We write to you by today 17:59.")


def test_customers_begin_a_case_from_their_page(desk):
    does(desk, "maria", lambda maria: maria.installs())

    desk.presses("maria", "New case")
    desk.sends("maria", Text="charged twice")

    assert desk.kinds("C-1") == ["opened"]
    page, *_, answer = said_in(desk, own_chat(desk, "maria"))
    assert answer.startswith("Lea Stan’s desk has C-1.")
    assert page.startswith("Your cases with us\nC-1 is open.")
