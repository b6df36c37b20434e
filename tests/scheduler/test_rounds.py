"""What the clock does without anybody speaking, asked for at times of the test's choosing."""

from datetime import UTC, datetime, timedelta
from functools import partial

from bot.commands import erasing
from bot.commands.clock import strike_due
from bot.messages.values import Address, Inbound, Speaker
from bot.scheduler import rounds


def store(office):
    return office.app.store


def test_a_sweep_with_nothing_due_moves_nothing(office):
    office.says("maria", "charged twice", at="help")

    assert rounds.sweep(store(office)) == 0


def test_a_sweep_strikes_everything_that_is_due_and_then_nothing_more(office):
    for n in range(7):
        office.says(f"customer{n}", "charged twice", at="help")
    office.clock.now += timedelta(days=1)

    assert rounds.sweep(store(office)) == 7
    assert rounds.sweep(store(office)) == 0


def test_one_act_strikes_a_page_and_leaves_the_rest_to_the_next(office):
    for n in range(7):
        office.says(f"customer{n}", "charged twice", at="help")
    office.clock.now += timedelta(days=1)

    struck = [store(office).act(partial(strike_due, limit=3)) for _ in range(4)]

    assert struck == [3, 3, 1, 0]


def test_the_next_instant_is_the_earliest_of_everything_that_will_happen(office):
    assert rounds.next_instant(store(office)) is None

    office.says("maria", "charged twice", at="help")
    office.settles()
    assert rounds.next_instant(store(office)) <= office.clock.now + timedelta(hours=2)  # then it has lain too long

    office.says("lea", "away until 10:30")
    assert rounds.next_instant(store(office)) == office.clock.now + timedelta(minutes=30)


def test_when_nothing_else_will_happen_the_next_instant_is_that_of_the_digest(office):
    office.says("maria", "charged twice", at="help")
    office.says("lea", "not a case C-1 spam")
    office.waits(hours=3)

    assert rounds.next_instant(store(office)) == datetime(2026, 12, 1, 7, 0, tzinfo=UTC)  # nine o'clock in Bucharest


def test_heads_that_grew_are_sealed_once_an_hour(office):
    office.says("maria", "charged twice", at="help")

    assert rounds.seal_round(store(office))
    office.says("ana", "claim C-1")
    assert not rounds.seal_round(store(office))

    office.clock.now += timedelta(hours=1)
    assert rounds.seal_round(store(office))

    office.clock.now += timedelta(hours=1)
    assert not rounds.seal_round(store(office))


def drawn_anew(office):
    """What an hour's round has drawn anew, as it is sent."""
    office.settles()
    before = len(office.sent)
    rounds.redraw_round(store(office))
    office.settles()
    return office.sent[before:]


def test_cards_of_what_is_due_within_a_day_are_drawn_anew(office):
    office.says("maria", "charged twice", at="help")

    ((place, title, how),) = drawn_anew(office)

    assert (place, how.partition(" ")[0]) == ("C0FRONT", "edit")
    assert title.startswith("C-1")


def test_while_nobody_is_at_the_desk_only_the_urgent_ones_are(office):
    office.says("maria", "charged twice", at="help")
    office.says("ion", "the lift stands still", at="help")
    office.says("ana", "claim C-1")
    office.says("ana", "claim C-2")
    office.waits(hours=7)
    office.says("ana", "urgent C-2 they are stuck in it")

    assert [title[:3] for _, title, _ in drawn_anew(office)] == ["C-1", "C-2"]

    office.waits(hours=1)
    assert not office.app.house.teams["support"].desk.is_open(office.clock.now)
    assert [title[:3] for _, title, _ in drawn_anew(office)] == ["C-2"]


def test_what_is_overdue_or_ended_is_not(office):
    office.says("maria", "charged twice", at="help")
    office.says("ion", "the lift stands still", at="help")
    office.says("lea", "not a case C-1 spam")
    assert [title[:3] for _, title, _ in drawn_anew(office)] == ["C-2"]

    office.clock.now += timedelta(days=1)
    before = len(office.sent)
    assert rounds.redraw_round(store(office)) == 0
    assert office.sent[before:] == []


def test_the_hand_clock_draws_nothing_anew_by_itself(office):
    office.says("maria", "charged twice", at="help")
    office.settles()
    before = len(office.sent)

    office.app.tick()
    office.settles()

    assert office.sent[before:] == []


def test_answers_are_forgotten_after_an_hour_and_that_they_were_given_is_not(office):
    office.says("maria", "charged twice", at="help")  # which is answered by what is posted, and not itself
    office.says("lea", "claim C-1")
    office.clock.now += timedelta(hours=1, seconds=1)

    assert rounds.forget_answers(store(office)) == 1
    assert rounds.forget_answers(store(office)) == 0


def test_words_in_a_thread_that_no_case_was_bound_to_are_forgotten_after_a_day(office):
    thread = Address("slack", "C0HELP/17.1")
    said = Inbound(
        ("slack:1",), Speaker(Address("slack", "UMARIA"), "Maria"), "hello?", office.clock.now, thread=thread
    )
    store(office).act(lambda tx: tx.keep_early(said))

    office.clock.now += timedelta(days=1)
    assert rounds.forget_early(store(office)) == 0

    office.clock.now += timedelta(seconds=1)
    assert office.app.forget() == 1


def test_words_are_forgotten_two_years_after_the_last_of_them_and_what_happened_is_not(office):
    office.says("maria", "charged twice", at="help")
    office.says("radu", "where is my parcel?", at="help")
    office.says("ana", "claim C-1")
    office.says("ana", "not a case C-1 test: thank you")
    office.settles()
    office.clock.now += timedelta(days=729)
    assert rounds.forget_texts(store(office), office.app.config.keep_texts) == 0

    office.clock.now += timedelta(days=2)
    office.app.forget()

    assert store(office).read(lambda tx: tx.opening_words(1)) is None
    assert store(office).read(lambda tx: tx.opening_words(2)) == "where is my parcel?"  # it is still open
    last = store(office).read(lambda tx: tx.lines(1))[-1]
    assert (last.event.kind, last.by) == ("erased", "clock")
    assert rounds.forget_texts(store(office), office.app.config.keep_texts) == 0


def test_old_words_go_a_page_at_a_time(office):
    for n in range(5):
        office.says(f"customer{n}", "charged twice", at="help")
        office.says("ana", f"claim C-{n + 1}")
        office.says("ana", f"not a case C-{n + 1} spam")
    office.clock.now += timedelta(days=731)
    page = partial(erasing.forget_texts, before=office.clock.now - timedelta(days=730), limit=2)

    assert [store(office).act(page) for _ in range(4)] == [2, 2, 1, 0]
