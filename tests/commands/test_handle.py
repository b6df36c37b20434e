"""The way in, delivery by delivery: what no terminal can show."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.values import Address, Answer, Inbound, Speaker
from bot.messages.wording import Reader, text
from bot.scheduler.rounds import forget_answers


def spoken(office, answer):
    return " ".join(text(say, Reader(office.clock.now)) for say in answer.said)


def inbound(office, who, words, *keys, **how):
    speaker = Speaker(Address("slack", f"U{who.upper()}"), who.title())
    return Inbound(keys or ("slack:1",), speaker, words, office.clock.now, **how)


def handled(office, one):
    return office.do(office.app.handle(one))


def in_help(office, words, *keys, thread="1", **how):
    place = Address("slack", "C0HELP")
    return inbound(
        office, "maria", words, *keys, place=place, thread=Address("slack", f"C0HELP/{thread}"), kind="message", **how
    )


def case(office, number=1):
    return office.app.store.read(lambda tx: tx.case(number))


def lines(office, number=1):
    return [line.event.kind for line in office.app.store.read(lambda tx: tx.lines(number))]


@pytest.fixture
def opened(office):
    """C-1 is Maria's, opened in thread 1 of the intake channel."""
    handled(office, in_help(office, "charged twice", "slack:ts:1"))
    return office


def test_a_delivery_with_any_key_that_was_seen_before_is_done_already(opened):
    handled(opened, in_help(opened, "charged twice", "slack:event:9", "slack:ts:1"))

    assert lines(opened) == ["opened"]


def test_its_answer_is_the_same_until_it_is_forgotten_and_then_there_is_none(opened):
    claim = inbound(opened, "ana", "claim C-1", "slack:2")
    first = handled(opened, claim)

    assert handled(opened, claim) == first

    opened.clock.now += timedelta(hours=2)
    forget_answers(opened.app.store)
    assert handled(opened, claim) == Answer()
    assert lines(opened) == ["opened", "claimed"]


def test_of_many_who_claim_at_once_one_has_it(opened):
    async def all_at_once():
        who = ("ana", "ben", "lea", "dan", "cleo", "vera")
        return await asyncio.gather(
            *(opened.app.handle(inbound(opened, one, "claim C-1", f"slack:{one}")) for one in who)
        )

    answers = opened.do(all_at_once())

    assert sum(not answer.refused for answer in answers) == 1
    assert lines(opened) == ["opened", "claimed"]


def test_opening_a_form_writes_nothing(opened):
    before = opened.app.store.read(lambda tx: list(tx.ledger()))

    answer = handled(opened, inbound(opened, "lea", "resolve C-1", "slack:3"))

    assert answer.form is not None
    assert opened.app.store.read(lambda tx: list(tx.ledger())) == before
    assert opened.app.store.act(lambda tx: tx.answered(("slack:3",))) is None


def test_who_speaks_is_told_by_the_address_and_not_by_the_platforms_word(opened):
    stranger = inbound(opened, "mallory", "claim C-1", "slack:4")
    dressed_up = replace(stranger, speaker=replace(stranger.speaker, person="ana"))

    handled(opened, dressed_up)

    assert case(opened).owner == "lea"


def test_somebody_who_left_is_a_customer_like_any_other(opened):
    opened.app.store.act(lambda tx: tx.set_gone("ana"))

    handled(opened, inbound(opened, "ana", "claim C-1", "slack:5"))

    assert lines(opened) == ["opened"]


def test_the_clock_runs_from_when_the_customer_spoke_and_never_from_the_future(office):
    early = replace(in_help(office, "charged twice", "slack:6"), at=office.clock.now - timedelta(hours=1))
    late = replace(in_help(office, "and again", "slack:7", thread="2"), at=office.clock.now + timedelta(hours=1))
    handled(office, early)
    office.clock.now += timedelta(minutes=20)
    handled(office, late)

    assert case(office, 1).spoken_at == office.clock.now - timedelta(hours=1, minutes=20)
    assert case(office, 2).spoken_at == office.clock.now


def test_files_are_named_with_the_words(office):
    handled(office, in_help(office, "", "slack:8", files=("invoice.pdf",)))

    assert office.app.store.read(lambda tx: tx.opening_words(1)) == "[invoice.pdf]"


def test_in_the_thread_of_its_card_words_of_staff_are_notes_and_others_are_nothing(opened):
    opened.app.store.act(lambda tx: tx.bind("slack:C0FRONT/card", 1, "card"))
    thread = {"place": Address("slack", "C0FRONT"), "thread": Address("slack", "C0FRONT/card"), "kind": "thread"}

    handled(opened, inbound(opened, "ana", "called her", "slack:9", **thread))
    handled(opened, inbound(opened, "mallory", "what is this?", "slack:10", **thread))

    assert lines(opened) == ["opened", "noted"]


def test_a_customers_mention_elsewhere_opens_a_case(office):
    elsewhere = {"place": Address("slack", "C0LUNCH"), "thread": Address("slack", "C0LUNCH/1"), "kind": "command"}

    handled(office, inbound(office, "maria", "the lift stands still", "slack:11", **elsewhere))

    assert lines(office) == ["opened"]


def test_a_form_that_comes_back_with_nothing_in_it_has_a_fault_for_each_field_that_is_wanted(opened):
    handled(opened, inbound(opened, "ana", "claim C-1", "slack:12"))
    sent = inbound(opened, "ana", "pass C-1", "slack:13", kind="form", answers={"reason": "", "note": ""})

    answer = handled(opened, sent)

    assert set(answer.faults) == {"reason"}
    assert lines(opened) == ["opened", "claimed"]


def test_a_form_of_somebody_whose_case_it_is_no_more_is_refused(opened):
    handled(opened, inbound(opened, "ana", "claim C-1", "slack:14"))
    form = handled(opened, inbound(opened, "ana", "resolve C-1", "slack:15")).form
    handled(opened, inbound(opened, "lea", "assign C-1 @ben: he is free", "slack:16"))

    answers = {"text": "paid", "outcome": "solved", "cause": "unknown", "told": "text"}
    sent = inbound(opened, "ana", form.says, "slack:17", kind="form", answers=answers, seen=form.seen)

    assert handled(opened, sent).refused
    assert case(opened).state == "open"
