"""Acts: whole or not at all, each seeing what was done before it, and those that wait together in one commit."""

import asyncio
import threading
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cases import events as e
from bot.cases.case import Line
from bot.messages.values import Address, Outgoing, Say, Surface
from bot.storage import StoreClosed, StoreError, UnknownCase, open_reader
from tests.settled import BUSY_MACHINE_S
from tests.storage.desk import FRONT, HOUR, MORNING, Gate, appending, claiming, noting, opening, resolving
from tests.stores import ON_SQLITE


def together(store, *acts) -> list[Any]:
    """What each act answers, or what it raised, all having waited together."""
    with Gate(store):
        futures: list[Future] = [store.submit(act) for act in acts]
    return [future.exception(10) or future.result() for future in futures]


def raising(act, error=ValueError):
    def does_and_raises(tx):
        act(tx)
        raise error

    return does_and_raises


def test_a_case_comes_back_as_it_was_written(store):
    number = store.act(opening())

    written = store.act(appending(number, "ana", e.Categorised("delivery"), category="delivery"))

    assert store.read(lambda reader: reader.case(number)) == written
    assert store.act(lambda tx: tx.case(number)) == written


def test_two_who_claim_together_are_answered_as_if_one_after_the_other(store):
    number = store.act(opening())

    answers = together(store, claiming(number, "ana"), claiming(number, "ben"))

    assert answers[0] == answers[1]
    assert answers[0] in ("ana holds it", "ben holds it")
    assert [line.seq for line in store.read(lambda reader: reader.lines(number))] == [1, 2]


def test_an_act_that_raises_leaves_no_trace_and_spoils_no_other(store):
    number = store.act(opening())

    answers = together(
        store,
        noting(number, "before"),
        raising(claiming(number, "ana")),
        raising(lambda tx: (claiming(number, "ana")(tx), tx.held_by("ana"), noting(number)(tx))),
        claiming(number, "ben"),
    )

    assert [type(answer) for answer in answers[1:3]] == [ValueError, ValueError]
    assert answers[3] == "ben holds it"
    kinds = [line.event.kind for line in store.read(lambda reader: reader.lines(number))]
    assert sorted(kinds) == ["claimed", "noted", "opened"]
    assert store.read(lambda reader: [hold.person for hold in reader.holds(number)]) == ["lea", "ben"]


def test_no_number_is_lost_with_an_act_that_raises(store):
    answers = together(store, opening(), raising(opening()), opening(team="sales"), opening())

    assert sorted(answer for answer in answers if isinstance(answer, int)) == [1, 2, 3]
    assert store.act(opening()) == 4


def test_the_next_number_stays_the_next_until_it_is_used(store):
    assert store.act(lambda tx: (tx.next_number(), tx.next_number())) == (1, 1)
    assert store.act(opening()) == 1


def test_an_act_sees_what_it_has_written_itself(store):
    number = store.act(opening())

    def looks(tx):
        claiming(number, "ana")(tx)
        tx.bind("slack:C1:17", number, "customer")
        return (
            tx.case(number).owner,
            [case.id for case in tx.held_by("ana")],
            tx.lines(number)[-1].by,
            tx.thread("slack:C1:17"),
        )

    assert store.act(looks) == ("ana", [number], "ana", (number, "customer"))


@ON_SQLITE
def test_an_act_sees_what_those_before_it_in_the_commit_wrote(store):
    answers = together(
        store,
        opening(),
        lambda tx: [case.id for case in tx.queue("support", (0, 1))],
        claiming(1, "ana"),
        lambda tx: [case.id for case in tx.queue("support", (0, 1))],
        lambda tx: tx.case(1).owner,
    )

    assert answers == [1, [1], "ana holds it", [], "ana"]


@ON_SQLITE
def test_what_waits_together_is_written_in_one_commit_each_act_run_once(store):
    number = store.act(opening())
    said, runs = [], []

    def counted(act):
        return lambda tx: (runs.append(act), act(tx))[1]

    with Gate(store):
        store.submit(lambda tx: tx._wire._held.driver_connection.set_trace_callback(said.append))
        acts = [noting(number), claiming(number, "ana"), noting(number), lambda tx: tx.held_by("ana"), noting(number)]
        futures = [store.submit(counted(act)) for act in [*acts, opening(), raising(opening()), opening()]]
    answers = [future.exception(10) or future.result() for future in futures]
    store.act(lambda tx: tx._wire._held.driver_connection.set_trace_callback(None))

    assert len(runs) == 8
    assert answers[5:] == [2, answers[6], 3]
    assert [sql for sql in said if sql in ("COMMIT", "ROLLBACK")] == ["COMMIT"]
    assert store.read(lambda reader: (reader.case(number).seq, reader.case(number).owner)) == (5, "ana")


@ON_SQLITE
def test_who_is_away_is_known_to_the_next_in_the_same_commit(store, clock):
    answers = together(
        store,
        lambda tx: tx.house.is_away("ana", tx.now),
        lambda tx: tx.set_away("ana", tx.now + HOUR),
        lambda tx: tx.house.is_away("ana", tx.now),
        raising(lambda tx: tx.set_away("ben", tx.now + HOUR)),
        lambda tx: tx.house.is_away("ben", tx.now),
    )

    assert (answers[0], answers[2], answers[4]) == (False, True, False)


def test_a_delivery_that_comes_twice_at_once_is_known_the_second_time(store):
    def hears(tx):
        if (before := tx.answered(["event:1", "ts:2"])) is not None:
            return before
        tx.remember(["event:1", "ts:2"], "kept", None)
        return "new"

    assert sorted(together(store, hears, hears)) == ["kept", "new"]
    assert store.act(hears) == "kept"


def test_a_delivery_whose_act_raised_is_new_when_it_comes_again(store):
    answers = together(
        store,
        raising(lambda tx: tx.remember(["event:1"], "kept")),
        lambda tx: tx.answered(["event:1"]),
    )

    assert answers[1] is None


def test_a_key_keeps_its_first_answer_and_one_that_is_no_longer_kept_is_still_known(store, clock):
    store.act(lambda tx: tx.remember(["a", "b"], "first"))
    store.act(lambda tx: tx.remember(["b", "c"], "second"))
    assert store.act(lambda tx: [tx.answered([key]) for key in "abcd"]) == ["first", "first", "second", None]

    clock.now += 2 * HOUR
    assert store.act(lambda tx: tx.forget_answers(clock.now - HOUR)) == 3

    assert store.act(lambda tx: [tx.answered([key]) for key in "abcd"]) == ["", "", "", None]


def test_a_line_that_does_not_follow_is_refused(store):
    number = store.act(opening())

    def skips(tx):
        case = tx.case(number)
        tx.append(Line(number, 3, tx.now, "ana", e.Noted()), case, None)

    with pytest.raises(ValueError, match="line 3 of case 1 cannot follow line 1"):
        store.act(skips)


@ON_SQLITE
def test_a_line_of_a_case_that_moved_on_is_refused(store):
    number = store.act(opening())
    stale = store.read(lambda reader: reader.case(number))
    store.act(noting(number))

    def appends_to_the_stale_case(tx):
        after = replace(stale, seq=2, owner="ben")
        tx.append(Line(number, 2, tx.now, "ben", e.Noted()), after, None)

    with pytest.raises(ValueError, match="line 2 of case 1 cannot follow line 2"):
        store.act(appends_to_the_stale_case)


def test_what_a_refused_move_has_written_can_be_taken_back_within_the_act(store):
    number = store.act(opening())

    def tries(tx):
        claiming(number, "ana")(tx)
        tx.set_away("ana", tx.now + HOUR)
        tx.held_by("ana")
        tx.discard()
        tx.remember(["event:1"], "refused")
        return tx.case(number).owner, tx.house.is_away("ana", tx.now)

    assert store.act(tries) == ("lea", False)
    assert store.read(lambda reader: len(reader.lines(number))) == 1
    assert store.act(lambda tx: tx.answered(["event:1"])) == "refused"


def test_an_unknown_case_is_said_so(store):
    with pytest.raises(UnknownCase, match="There is no case C-99"):
        store.act(lambda tx: tx.case(99))
    with pytest.raises(UnknownCase):
        store.read(lambda reader: reader.case(99))


def test_many_who_write_at_once_lose_nothing(store):
    number = store.act(opening())

    def writes(name):
        for n in range(25):
            store.act(noting(number, f"{name} {n}"))
            store.act(opening())

    threads = [threading.Thread(target=writes, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.read(lambda reader: reader.case(number).seq) == 1 + 8 * 25
    assert store.act(lambda tx: tx.next_number()) == 2 + 8 * 25


def test_the_loop_of_an_edge_can_wait_for_a_commit(store):
    async def claims():
        return await asyncio.wrap_future(store.submit(opening()))

    assert asyncio.run(claims()) == 1


def test_an_act_whose_asker_has_gone_before_its_turn_is_not_run(store):
    with Gate(store):
        future = store.submit(opening())
        future.cancel()

    assert store.act(lambda tx: tx.next_number()) == 1


def test_closing_writes_what_was_submitted_before_and_nothing_after(store, url):
    with Gate(store):
        futures = [store.submit(opening()) for _ in range(300)]
    store.close()

    assert sorted(future.result(0) for future in futures) == list(range(1, 301))
    with pytest.raises(StoreClosed, match="closed"):
        store.submit(opening())
    with open_reader(url) as reader:
        assert reader.case(300).owner == "lea"


def test_an_act_cannot_wait_for_another_act(store):
    with pytest.raises(RuntimeError, match="cannot wait"):
        store.act(lambda tx: store.act(lambda tx: None))


@ON_SQLITE  # elsewhere it is tried for longer
def test_a_row_that_no_longer_is_what_was_read_changes_nothing(store):
    number = store.act(opening())

    def outpaced(tx):
        tx.case(number)
        tx._wire.run(f"UPDATE cases SET seq = 7 WHERE id = {number}")  # as a rival in another process would
        claiming(number, "ana")(tx)

    with pytest.raises(StoreError):
        store.act(outpaced)

    assert store.read(lambda reader: (reader.case(number).seq, reader.case(number).owner)) == (1, "lea")


def test_an_act_that_is_outpaced_alone_is_run_again_from_a_fresh_read(store):
    number = store.act(opening())
    runs = []

    def outpaced_twice(tx):
        runs.append(tx)
        tx.case(number)
        if len(runs) < 3:
            tx._wire.run(f"UPDATE cases SET seq = 7 WHERE id = {number}")
        return claiming(number, "ana")(tx)

    assert store.act(outpaced_twice) == "ana holds it"
    assert len(runs) == 3


def test_an_act_that_was_outpaced_in_company_is_run_again_alone(store):
    number = store.act(opening())
    runs = []

    def outpaced_once(tx):
        runs.append(tx)
        tx.case(number)
        if len(runs) == 1:
            tx._wire.run(f"UPDATE cases SET seq = 7 WHERE id = {number}")
        return claiming(number, "ana")(tx)

    answers = together(store, opening(), outpaced_once, opening())

    assert {answers[0], answers[2]} == {2, 3}
    assert answers[1] == "ana holds it"
    assert len(runs) == 2


def test_what_the_database_refuses_fails_the_act_that_wrote_it_and_no_other(store):
    def writes_nonsense(tx):
        tx.bind("slack:C1", 4711, "customer")  # no such case

    answers = together(store, opening(), writes_nonsense, opening())

    assert {answers[0], answers[2]} == {1, 2}
    assert isinstance(answers[1], StoreError)


def test_an_act_that_hides_what_the_database_refused_is_not_kept(store):
    def hides(tx):
        tx.bind("slack:C1", 4711, "customer")
        try:
            tx.held_by("ana")
        except Exception:
            return "all is well"

    with pytest.raises(StoreError):
        store.act(hides)
    assert store.act(opening()) == 1


def test_what_cannot_even_be_handed_to_the_database_fails_its_own_act_only(store):
    def says_half_a_character(tx):
        tx.say(Outgoing("1", FRONT, "story", Say("x"), person="\ud800"))
        tx.held_by("ana")

    answers = together(store, opening(), says_half_a_character, opening())

    assert {answers[0], answers[2]} == {1, 2}
    assert isinstance(answers[1], StoreError)
    assert store.read(lambda reader: len(reader.all_running())) == 2


@ON_SQLITE
def test_a_commit_that_fails_fails_every_act_in_it(store):
    def breaks_the_commit(tx):
        tx._wire.run("PRAGMA defer_foreign_keys = ON")
        tx.bind("slack:C1", 4711, "customer")  # no such case

    answers = together(store, opening(), breaks_the_commit, opening())

    assert all(isinstance(answer, StoreError) for answer in answers)
    assert store.read(lambda reader: reader.all_running()) == []
    assert store.act(opening()) == 1


@ON_SQLITE
def test_a_full_disk_is_said_so_and_the_store_goes_on_when_there_is_room(store):
    store.act(lambda tx: tx._wire.run("PRAGMA max_page_count = 1"))  # means: not one page more than now

    with pytest.raises(StoreError, match="Make room on the disk"):
        store.act(opening("x" * 1_000_000))

    store.act(lambda tx: tx._wire.run("PRAGMA max_page_count = 1000000"))
    assert store.act(opening("x" * 1_000_000)) == 1


def test_half_characters_and_nul_bytes_do_not_stop_an_act(store):
    number = store.act(opening(words="a\ud800b\0c 😀", customer="M\udfffaria", request="slack:\ud800"))

    line = store.read(lambda reader: reader.lines(number))[0]
    assert store.read(lambda reader: reader.words(line.event.text)) == "a�b�c 😀"
    store.act(lambda tx: tx.remember(["k\ud800"], "\ud800"))
    assert store.act(lambda tx: tx.answered(["k\ud800"])) == "�"
    store.act(lambda tx: tx.say(Outgoing("1", FRONT, "story", Say("x", {"y": "\ud800"}))))


def test_the_due_time_can_move_without_a_line(store, clock):
    number = store.act(opening())

    store.act(lambda tx: tx.put_due(number, clock.now - HOUR))
    assert store.act(lambda tx: [case.id for case in tx.due()]) == [number]
    assert store.read(lambda reader: reader.earliest_due()) == clock.now - HOUR

    together(store, lambda tx: tx.put_due(number, None), noting(number))
    store.act(lambda tx: tx.put_due(number, None))
    assert store.act(lambda tx: tx.due()) == []
    assert store.read(lambda reader: (reader.case(number).seq, reader.earliest_due())) == (2, None)


def test_a_resolved_case_is_on_nobodys_list(store):
    number = store.act(opening())
    store.act(claiming(number, "ana"))

    store.act(resolving(number))

    assert store.read(lambda reader: reader.held_by("ana")) == []
    assert store.read(lambda reader: reader.of_team("support", ["resolved"]))[0].ended_by == "ana"
    assert store.read(lambda reader: reader.holders(number)) == ["ana"]


def test_a_surface_raised_by_many_acts_at_once_is_one(store):
    acts = [lambda tx: tx.show(Surface("home:ana", "home", Address("slack", "UANA"), "ana"))] * 5

    together(store, *acts)

    shown = store.act(lambda tx: tx.pending("slack:UANA"))
    assert [row.surface.wanted for row in shown] == [5]


@pytest.mark.parametrize(("behind", "counts"), [(timedelta(seconds=3), True), (timedelta(hours=7), False)])
def test_whose_clock_is_a_little_behind_a_case_reckons_with_its_newest_line(store, clock, behind, counts):
    number, at = store.act(opening()), clock.now
    clock.now -= behind

    def reckoned(tx):
        tx.case(number)
        return tx.now

    assert store.act(reckoned) == (at if counts else clock.now)


def test_who_goes_away_is_not_passed_for_ever_by_those_who_only_look_who_is_there(store):
    store.act(opening())
    turn, looked, looks = threading.Condition(), [0], 200

    def look(tx):
        """Until another one looks too, so that somebody always does."""
        tx.due()
        with turn:
            looked[0] = mine = looked[0] + 1
            turn.notify_all()
            turn.wait_for(lambda: looked[0] > mine, 0.3)

    def go_on_looking():
        while looked[0] < looks:
            store.act(look)

    rivals = [threading.Thread(target=go_on_looking) for _ in range(2)]
    for rival in rivals:
        rival.start()
    store.act(lambda tx: tx.set_away("lea", MORNING + HOUR))
    before, looked[0] = looked[0], looks
    for rival in rivals:
        rival.join(BUSY_MACHINE_S)

    assert before < looks
    assert store.read(lambda reader: reader.house.is_away("lea", MORNING))
