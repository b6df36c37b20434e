"""The same delivery twice, a refused line, a restart: what leaves a trace, and what does not."""

import pytest


def test_the_same_delivery_twice_opens_one_case(desk):
    desk.writes("maria", "charged twice")

    desk.delivers_again()

    assert desk.kinds("C-1") == ["opened"]
    assert {line["case"] for line in desk.ledger()} == {0, 1}


def test_it_has_the_same_answer(desk):
    desk.writes("maria", "charged twice")
    first = desk.says("ana", "claim C-1")
    desk.wait(minutes=5)

    assert desk.delivers_again() == first
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_a_reply_delivered_twice_reaches_the_customer_once(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "reply C-1: we are on it")

    desk.delivers_again()

    assert desk.customer_saw("maria").count("we are on it") == 1


def test_a_refusal_is_answered_the_same_though_one_would_be_let_now(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    refused, delivery = desk.says("ben", "claim C-1"), desk.delivered()
    desk.says("ana", "give C-1 @ben needs expertise")

    again = desk.delivers_again(delivery)

    assert again == refused
    assert desk.owner_of("C-1") == "ana"


@pytest.mark.parametrize(
    "line",
    [
        "claim C-1",
        "claim C-99",
        "pass C-1 needs permission",
        "pass C-1 because I say so",
        "give C-1 @nobody needs permission",
        "assign C-1 @ben: hers",
        "decline C-1",
        "return C-1: invoice number",
        "ask C-1: which?",
        "wait C-1 until tomorrow on courier: slow",
        "wake C-1",
        "resolve C-1",
        "reopen C-1: again",
        "merge C-1 into C-1",
        "not a case C-1 spam",
        "urgent C-1: now",
        "promise C-1 tomorrow",
        "set C-1 shoe size: 44",
        "undo C-1",
        "answer for C-1 by tomorrow: sorry",
        "advise C-1: pay",
        "solved C-1",
        "frobnicate C-1",
        "C-1",
        "",
    ],
)
def test_what_is_refused_leaves_nothing_in_the_ledger(desk, line):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    before, front = desk.ledger(), desk.channel("front")

    answer = desk.says("ben", line)

    assert answer
    assert desk.ledger() == before
    assert desk.channel("front") == front
    assert desk.customer_saw("maria").count("Ana Pop has C-1") == 1


def test_a_form_that_is_refused_leaves_nothing_of_its_fields(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "set C-1 category: delivery")
    before = desk.ledger()

    desk.says("ana", "pass C-1 needs expertise")
    desk.sends("ana", order_number="4711")

    assert desk.ledger() == before


def test_after_a_restart_everything_stands_as_it_stood(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    before = desk.ledger("C-1")

    desk.is_down(minutes=1)

    assert desk.ledger("C-1") == before
    assert "Ana Pop has C-1." in desk.says("ben", "claim C-1")
    assert desk.customer_saw("maria").count("C-1") == 1


def test_the_ledger_names_the_delivery_that_caused_a_line(desk):
    desk.writes("maria", "charged twice")

    desk.says("ana", "claim C-1")

    assert desk.last("C-1")["request"] == desk.platform.keys(desk.delivered())[0]


def test_the_ledger_is_sealed_by_the_hour(desk):
    desk.writes("maria", "charged twice")

    desk.wait(hours=3)

    assert "sealed" in [line["kind"] for line in desk.ledger("C-0")]


def test_the_ledger_holds_nobodys_words(desk):
    desk.writes("maria", "charged twice, says the aardvark")
    desk.says("ana", "claim C-1")
    desk.says("ana", "reply C-1: the aardvark is right")
    desk.resolves("ana", Text="the aardvark was paid")

    assert "aardvark" not in str(desk.ledger())
