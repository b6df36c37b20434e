"""Replies from kept texts: with every blank filled, looked at before they go, and counted as they went."""

import pytest

from bot.storage.templates import template_uses
from tests.stories import houses

REFUND = "Dear {customer}, we pay {amount} back on {case} by {promise}. {me}"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "refund.en.txt").write_text(REFUND, encoding="utf-8")
    (folder / "refund.ro.txt").write_text("Bună, {customer}: {amount}. {me}", encoding="utf-8")
    (folder / "looking.en.txt").write_text("We look at it.", encoding="utf-8")
    return folder


@pytest.fixture
def texts(a_desk, folder):
    desk = a_desk(f'templates = "{folder.as_posix()}"\n' + houses.TWO_TIERS)
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    return desk


def test_a_text_goes_out_filled_by_the_house_and_by_a_person(texts):
    form = texts.says("ana", "reply C-1 template refund")
    assert "Dear Maria, we pay {amount} back on C-1 by today 17:59. Ana Pop" in form

    texts.sends("ana", **{"{amount}": "12 €"})

    assert "Ana Pop: Dear Maria, we pay 12 € back on C-1 by today 17:59. Ana Pop" in texts.customer_saw("maria")
    assert texts.last()["data"] == {"edited": False, "template": "refund"} | texts.last()["data"]


def test_while_a_blank_is_open_nothing_goes_out_and_the_field_says_so(texts):
    texts.says("ana", "reply C-1 template refund")

    answer = texts.sends("ana")

    assert "“{amount}” still stands in the text." in answer
    assert "replied" not in texts.kinds()


def test_what_was_changed_is_counted_as_changed(texts):
    texts.says("ana", "reply C-1 template looking")
    texts.sends("ana")
    texts.says("ana", "reply C-1 template looking")
    texts.sends("ana", Text="We look at it tomorrow.")

    edited = [line["data"]["edited"] for line in texts.ledger("C-1") if line["kind"] == "replied"]
    assert edited == [False, True]
    begin, end = texts.case().opened_at, texts.clock.now.replace(year=2027)
    assert texts.read(lambda tx: template_uses(tx, "support", begin, end)) == {"looking": (2, 1)}


def test_a_text_is_picked_in_the_form_of_a_reply(texts):
    texts.says("ana", "reply C-1")

    more = texts.sends("ana", Kept_text="looking")

    assert "We look at it." in more
    texts.sends("ana")
    assert texts.last()["data"]["template"] == "looking"


def test_words_of_ones_own_go_out_as_before_and_are_no_kept_text(texts):
    texts.says("ana", "reply C-1: template refund is what we call it {sic}")

    assert texts.last()["data"] == {"edited": None, "template": None} | texts.last()["data"]
    assert "{sic}" in texts.customer_saw("maria")


def test_a_text_that_is_not_there_sends_nothing(texts):
    answer = texts.says("ana", "reply C-1 template refnud")

    assert "There is no kept text “refnud”, and nothing was sent. There are: looking and refund." in answer
    assert "replied" not in texts.kinds()


def test_a_sentence_that_begins_with_the_word_is_a_sentence(texts):
    texts.says("ana", "reply C-1 template letters are attached")

    assert "Ana Pop: template letters are attached" in texts.customer_saw("maria")


@pytest.mark.parametrize("a_desk", ["slack"], indirect=True)
def test_a_customer_whose_language_nobody_speaks_here_but_a_text_gets_that_text(a_desk, folder):
    (folder / "refund.de.txt").write_text("Guten Tag {customer}, {amount}. {me}", encoding="utf-8")
    desk = a_desk(f'templates = "{folder.as_posix()}"\n' + houses.TWO_TIERS)
    desk.platform.office.person("maria").user.locale = "de-DE"
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    assert "Guten Tag Maria, {amount}. Ana Pop" in desk.says("ana", "reply C-1 template refund")
