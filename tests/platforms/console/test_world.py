"""What stands where at the terminal, and who sees it."""

import asyncio

from bot.messages.values import Address, Card, Receipt, Say
from bot.platforms.console.filling import OpenForm
from bot.platforms.console.watching import tag_of
from bot.platforms.console.world import Console, Post, begun_in
from tests.platforms.console.desk import FRONT, PASS, PLACES, TIERS, a_card


def a_console():
    return Console(PLACES, TIERS)


def shows(console, to, card, **how):
    return asyncio.run(console.send(to, card, **how))


def test_an_edit_stands_where_the_post_stood():
    console = a_console()
    heard = []
    console.shown = lambda post, before: heard.append((post.what, before and before.what))

    receipt = shows(console, FRONT, a_card(1))
    again = shows(console, FRONT, Card("C-1 went up", case=1), edit=receipt)

    assert again == receipt
    assert [post.what.title for post in console.posts.values()] == ["C-1 went up"]
    assert heard[1] == (Card("C-1 went up", case=1), a_card(1))


def test_an_edit_of_what_nobody_knows_any_more_is_shown_anew_under_its_receipt():
    console = a_console()

    receipt = shows(console, FRONT, a_card(1), edit=Receipt("console:front", "long ago"))

    assert receipt == Receipt("console:front", "long ago")
    assert console.newest("ana") == a_card(1)


def test_every_place_has_a_name_of_its_own():
    console = a_console()
    card = shows(console, FRONT, a_card(3))
    thread = begun_in("console:help")
    console.wrote("maria", thread, "charged twice")
    tags = [tag_of(console.where(post)) for post in console.posts.values()]

    shows(console, thread, Card("Lea’s desk has C-3."))
    story = shows(console, FRONT, "Maria wrote", thread=card)
    direct = shows(console, Address("console", "lea"), "C-3 is due")
    elsewhere = shows(console, Address("slack", "C0TOP"), "hm")
    lost = shows(console, FRONT, "hm", thread=Receipt("console:front", "unknown"))

    assert tags == ["#front", "#help › maria"]
    named = [tag_of(console.where(console.posts[one.id])) for one in (story, direct, elsewhere, lost)]
    assert named == ["#front › C-3", "@lea (direct)", "#C0TOP", "#front › …"]
    assert tag_of(console.where(list(console.posts.values())[1])) == "#help › C-3"
    assert console.customers_thread(3) == thread
    assert console.cases() == [3]
    assert len(console.of_case(3)) == 4


def test_people_see_cards_of_their_tiers_their_direct_chat_and_what_answered_them():
    console = a_console()
    shows(console, FRONT, a_card(1))
    shows(console, Address("slack", "C0TOP"), a_card(2))
    shows(console, Address("console", "ana"), a_card(3))

    assert console.newest("ana") == a_card(3)
    assert console.newest("anton") == a_card(1)
    assert console.newest("cleo") == a_card(2)
    assert console.newest("maria") is None
    assert console.newest("ana", 1) == a_card(1)
    assert console.newest("ana", 2) is None

    console.answered("maria", a_card(4))
    assert console.newest("maria") == a_card(4)


def test_a_card_drawn_anew_is_the_newest_and_one_without_buttons_is_none():
    console = a_console()
    first = shows(console, FRONT, a_card(1))
    second = shows(console, FRONT, a_card(2))

    shows(console, FRONT, a_card(1, "Reply"), edit=first)
    assert console.newest("ana") == a_card(1, "Reply")

    shows(console, FRONT, Card("C-1 went up", case=1), edit=first)
    assert console.newest("ana") == a_card(2)
    shows(console, FRONT, Card("C-2 went up", case=2), edit=second)
    assert console.newest("ana") is None


def test_customers_see_the_cards_in_their_own_threads():
    console = a_console()
    thread = begun_in("console:help")
    console.wrote("maria", thread, "charged twice")

    shows(console, thread, a_card(1, "It’s solved"))

    assert console.newest("maria") == a_card(1, "It’s solved")
    assert console.newest("zoe") is None


def test_what_an_earlier_session_showed_stands_there_again_in_silence():
    console = a_console()
    console.shown = lambda post, before: heard.append(post)
    heard = []
    receipt = Receipt("console:front", "r1")
    thread = Address("console", "help/abc")

    console.restore([Post(receipt, FRONT, a_card(7)), Post(Receipt(str(thread), "r2"), thread, Card("Ana has C-7."))])

    assert heard == []
    assert console.newest("ana") == a_card(7)
    story = shows(console, FRONT, "Ana claimed it", thread=receipt)
    assert tag_of(console.where(console.posts[story.id])) == "#front › C-7"
    assert tag_of(console.where(console.posts["r2"])) == "#help › C-7"


def test_every_thread_is_another_one():
    assert begun_in("console:help") != begun_in("console:help")
    assert str(begun_in("slack:C0TOP")).startswith("slack:C0TOP/")


def test_forms_lie_on_top_of_each_other_and_nothing_typed_is_lost():
    console = a_console()
    first, second, third, never = OpenForm(PASS), OpenForm(PASS), OpenForm(PASS), OpenForm(PASS)
    other = OpenForm(type(PASS)("Resolve C-2", "resolve C-2", PASS.fields))
    console.open("ana", first)
    first.fill("note: typed")

    console.open("ana", other)
    assert console.form("ana") is other
    console.put_away("ana", other)
    assert console.form("ana") is first
    console.open("ana", second)
    assert console.form("ana") is second
    console.open("ana", third)
    assert third.values["note"] == "typed"
    console.put_away("ana", third)
    assert console.form("ana") is None
    console.put_away("ana", never)
    assert console.form("lea") is None


def test_a_form_that_is_opened_again_shows_what_is_drawn_anew_and_not_typed():
    old = OpenForm(PASS, faults={"reason": Say("x")})
    old.fill("note: typed")
    fresh = OpenForm(PASS, values={"reason": "other"})

    fresh.keep(old)

    assert fresh.values["reason"] == "other"
    assert fresh.values["note"] == "typed"
