"""The way in, delivery by delivery: what no terminal can show."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.messages.values import PREVIEW, Address, Answer
from bot.scheduler.rounds import forget_answers
from tests.commands.desk import case, cases, handled, in_help, inbound, later, lines


def test_a_delivery_with_any_key_that_was_seen_before_is_done_already(opened):
    handled(opened, in_help(opened, "charged twice", "slack:event:9", "slack:ts:1"))

    assert lines(opened) == ["opened"]


def test_its_answer_is_the_same_until_it_is_forgotten_and_then_there_is_none(opened):
    claim = inbound(opened, "ana", "claim C-1", "slack:2")
    first = handled(opened, claim)

    assert handled(opened, claim) == replace(first, again=True)

    opened.clock.now += timedelta(hours=2)
    forget_answers(opened.app.store)
    assert handled(opened, claim) == Answer(again=True)
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


def test_a_preview_leaves_nothing_behind_and_the_same_delivery_may_send_it(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    answers = {"text": "paid back today", "outcome": "solved", "cause": "unknown", "told": "text"}
    asked = inbound(opened, "ana", "resolve C-1", "slack:18", kind="form", answers={**answers, PREVIEW: "yes"})

    first, again = handled(opened, asked), handled(opened, asked)
    assert "paid back today" in first.form.preview
    assert (first, lines(opened)) == (again, ["opened", "claimed"])

    handled(opened, replace(asked, answers=answers))
    handled(opened, replace(asked, answers=answers))
    assert lines(opened) == ["opened", "claimed", "resolved", "rating_asked"]


def test_a_form_that_reaches_nobody_is_sent_without_a_preview_and_once(opened):
    sent = inbound(opened, "ana", "note C-1", "slack:19", kind="form", answers={"text": "called her", PREVIEW: "yes"})

    handled(opened, sent)
    assert handled(opened, sent).again

    assert lines(opened) == ["opened", "noted"]


def test_the_preview_of_what_is_refused_has_the_faults_of_sending_it(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    answers = {"text": "", "outcome": "solved", "cause": "unknown", "told": "text", PREVIEW: "yes"}

    refused = handled(opened, inbound(opened, "ana", "resolve C-1", kind="form", answers=answers))

    assert set(refused.faults) == {"text"}
    assert lines(opened) == ["opened", "claimed"]


def test_a_delivery_is_known_by_the_case_that_it_led_to(opened):
    handled(opened, inbound(opened, "ana", "claim C-1", "slack:20"))

    assert opened.app.store.act(lambda tx: tx.case_seen(("slack:ts:1",))) == 1
    assert opened.app.store.act(lambda tx: tx.case_seen(("slack:20",))) == 1


def test_somebodys_own_page_is_shown_when_they_look_at_it(office):
    page = Address("slack", "UANA/home")

    answer = handled(office, inbound(office, "ana", "", "slack:21", kind="home", place=page))
    office.settles()

    assert answer == Answer()
    assert len(office.to("UANA/home")) == 1


# --- words that were found later than they were said ------------------------------------------------------------------


def test_what_is_found_hours_later_joins_the_case_it_was_said_beside(office):
    said = office.clock.now
    handled(office, in_help(office, "charged twice", thread="1"))
    later(office, hours=3)

    handled(office, in_help(office, "for October, that is", thread="2", at=said + timedelta(seconds=20)))

    assert cases(office) == [1]
    assert lines(office) == ["opened", "customer_wrote"]


def test_of_what_is_found_together_only_what_was_said_together_is_one(office):
    said = office.clock.now
    later(office, hours=3)

    handled(office, in_help(office, "charged twice", thread="1", at=said))
    handled(office, in_help(office, "and my parcel is missing", thread="2", at=said + timedelta(minutes=11)))
    handled(office, in_help(office, "the lamp, that is", thread="3", at=said + timedelta(minutes=12)))

    assert lines(office, 1) == ["opened"]
    assert lines(office, 2) == ["opened", "customer_wrote"]


def test_what_was_said_long_before_a_case_does_not_join_it(office):
    later(office, hours=3)
    handled(office, in_help(office, "charged twice", thread="1"))

    handled(office, in_help(office, "is anybody at the desk?", thread="2", at=office.clock.now - timedelta(hours=2)))

    assert sorted(cases(office)) == [1, 2]


def test_a_clock_that_is_ahead_of_ours_joins_nothing_to_what_is_to_come(office):
    handled(office, in_help(office, "charged twice", thread="1"))

    handled(office, in_help(office, "for October", thread="2", at=office.clock.now + timedelta(minutes=30)))

    assert cases(office) == [1]
