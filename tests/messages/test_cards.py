"""The card of a case: every part of it shows, and it offers what is lawful now."""

from datetime import timedelta

import pytest

from bot.messages.cards import About, Other, acknowledgement, case_card, gone_card, unclaimed_card
from bot.messages.values import Address
from bot.messages.wording import Reader
from tests.cases.desk import HOUSE, NOON, THURSDAY, a_case, ended, escalated, in_custody, offered, waiting, wall

READER = Reader(NOON, "Europe/Bucharest")
OTHERS = Other(7, "message", wall("2026-11-19 10:00")), Other(9, "mail", wall("2026-11-18 16:00"))
PLACE = Address("slack", "C0HELP/1700000000.000100")
MARIA = About("Maria", "charged twice", others=OTHERS, fields=(("invoice number", "RO-4711"),), place=PLACE)


def facts(case, about=MARIA, reader=READER):
    return dict(case_card(case, about, HOUSE, reader).facts)


def labels(case):
    return [button.label for button in case_card(case, MARIA, HOUSE, READER).buttons]


def test_it_shows_whose_matter_it_is_who_has_it_and_how_much_time_is_left():
    card = case_card(a_case(promise=wall("2026-11-19 17:59")), MARIA, HOUSE, READER)

    shown = dict(card.facts)
    assert card.title == "C-1 · Maria · charged twice"
    assert shown["Owner"].startswith("Ana")
    assert "Front line" in shown["Owner"]
    assert shown["Due"] == "tomorrow 06:00 · 18 h left"
    assert shown["Promise"] == "we write by today 17:59"
    assert shown["Same customer"] == "C-7 (message, today 10:00) and C-9 (mail, yesterday 16:00)"
    assert shown[""] == "invoice number: RO-4711"


def test_it_says_when_nobody_has_claimed_it():
    assert "nobody yet" in facts(in_custody())["Owner"]


def test_it_names_what_is_missing():
    assert facts(a_case(category="delivery", known=("size",)))["Missing"] == "order number"


def test_what_is_over_is_said_to_be():
    assert "over" in facts(a_case(), reader=Reader(THURSDAY + timedelta(days=4), "Europe/Bucharest"))["Due"]
    assert "broken" in facts(a_case(promise=NOON))["Promise"]


def test_paused_hours_stand_beside_the_age():
    assert facts(waiting(since=THURSDAY))["Age"] == "0 min of clock time, 2 h paused"


def test_an_offer_stands_on_it():
    assert "today 16:00" in facts(offered())["Offered"]


def test_an_ended_case_has_no_time_left():
    assert "Due" not in facts(ended())
    assert "resolved" in facts(ended())["State"]


@pytest.mark.parametrize(
    ("case", "offered_now"),
    [
        (in_custody(), ["Claim", "Reply", "Pass up", "Resolve", "More"]),
        (a_case(), ["Reply", "Pass up", "Resolve", "More"]),
        (a_case(tier=2), ["Reply", "Resolve", "More"]),
        (waiting(), ["Reply", "Resolve", "Wake", "More"]),
        (escalated(), ["Reply", "Resolve", "Answer for", "More"]),
        (ended(), ["Reopen", "More"]),
        (ended("merged", merged_into=2), []),
    ],
    ids=["unclaimed", "claimed", "at the top", "waiting", "escalated", "resolved", "merged"],
)
def test_it_offers_what_is_lawful_now(case, offered_now):
    assert labels(case) == offered_now


def test_the_only_other_case_of_its_customer_can_be_merged_into():
    only = About("Maria", "charged twice", others=OTHERS[:1])

    merge = [one for one in case_card(a_case(id=9), only, HOUSE, READER).buttons if one.label.startswith("Merge")]

    assert [(one.label, one.says) for one in merge] == [("Merge into C-7", "merge C-9 into C-7")]
    assert not [label for label in labels(a_case()) if label.startswith("Merge")]


def test_a_case_that_has_ended_is_merged_into_nothing():
    only = About("Maria", "charged twice", others=OTHERS[:1])

    assert [one.label for one in case_card(ended(), only, HOUSE, READER).buttons] == ["Reopen", "More"]


def test_it_knows_where_its_customer_wrote():
    assert case_card(a_case(), MARIA, HOUSE, READER).place == PLACE


def test_every_button_says_what_one_could_type_and_knows_what_it_showed():
    for button in case_card(in_custody(seq=5), MARIA, HOUSE, READER).buttons:
        assert button.says.endswith("C-1")
        assert button.seen == 5


def test_a_card_that_its_case_has_left_is_one_line_without_buttons():
    card = gone_card(a_case("sol", tier=1), ("support", 0), HOUSE, READER)

    assert "C-1" in card.title
    assert (card.facts, card.buttons) == ((), ())


def test_the_unclaimed_list_names_the_oldest():
    cases = [in_custody(id=2, unclaimed_since=THURSDAY), in_custody(id=3, unclaimed_since=NOON)]

    assert unclaimed_card("lea", cases, HOUSE, READER).title.startswith("2 unclaimed with you, oldest C-2, 2 h.")
    assert "Nothing lies unclaimed" in unclaimed_card("lea", [], HOUSE, READER).title


def test_the_acknowledgement_promises_nothing_that_does_not_stand():
    told = acknowledgement(a_case(promise=wall("2026-11-19 17:59")), HOUSE, READER).title
    kept = acknowledgement(a_case(), HOUSE, READER).title

    assert "by today 17:59" in told
    assert "writes to you" not in kept
