"""Whoever changes the file behind the program's back is found out."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.cases.case import Line
from bot.cases.chain import Configured
from bot.cases.events import Erased, Undone
from bot.storage import open_reader, open_store, verify
from bot.storage.ledger import canonical, chained
from tests.storage.desk import HOUR, HOUSE, appending, claiming, noting, opening, reopening, resolving
from tests.stores import ON_SQLITE, at_hand, by_hand

OF_A_CASE = (("texts", "case_id"), ("holds", "case_id"), ("events", "case_id"), ("cases", "id"))


@pytest.fixture
def ledger(url, clock):
    """Case 1 was claimed, noted and resolved, case 2 lies in custody, case 3 was claimed since the second seal."""
    with open_store(url, clock, HOUSE, synchronous="OFF") as store:
        for _ in range(3):
            store.act(opening())
        store.act(claiming(1, "ana"))
        store.act(noting(1))
        store.act(lambda tx: tx.seal())
        clock.now += HOUR
        store.act(resolving(1))
        store.act(lambda tx: tx.seal())
        store.act(claiming(3, "ben"))
    with at_hand(url) as database:
        yield lambda sql, **values: database.execute(text(sql), values)


@pytest.fixture
def store(store):
    """A house that has begun its own chain, as every start does."""
    store.act(lambda tx: tx.append_house(Configured({}), "clock"))
    return store


def faults(url, fold=None) -> list[str]:
    with open_reader(url) as reader:
        return list(verify(reader, fold))


def test_a_store_that_nobody_touched_has_no_faults(ledger, url):
    assert faults(url) == []


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE events SET by_ = 'ben' WHERE case_id = 1 AND seq = 2", "C-1: line 2 (claimed, "),
        ("UPDATE events SET at = at + 1 WHERE case_id = 1 AND seq = 3", "C-1: line 3 (noted, "),
        ("UPDATE events SET data = '{}' WHERE case_id = 2 AND seq = 1", "C-2: line 1 (opened, "),
        ("UPDATE events SET claimed = FALSE WHERE case_id = 1 AND seq = 2", "C-1: line 2 (claimed, "),
        ("UPDATE events SET deadline = NULL WHERE case_id = 1 AND seq = 2", "C-1: line 2 (claimed, "),
        ("UPDATE events SET hash = 'x' WHERE case_id = 1 AND seq = 4", "C-1: line 4 (resolved, "),
        ("DELETE FROM events WHERE case_id = 1 AND seq = 2", "C-1: line 2 is missing"),
        ("DELETE FROM events WHERE case_id = 1 AND seq IN (1, 2)", "C-1: line 1 to 2 is missing"),
        (
            "DELETE FROM events WHERE case_id = 1 AND seq = 4",
            "C-1: what was sealed at 2026-11-19T10:00:00.1",
        ),
        ("DELETE FROM events WHERE case_id = 2", "C-2: no line of it is left"),
        ("DELETE FROM events WHERE case_id = 0 AND seq = 1", "the house: line 1 is missing"),
        ("UPDATE events SET at = 0 WHERE case_id = 0 AND seq = 2", "the house: line 2 (sealed, "),
        ("UPDATE cases SET owner = 'ben' WHERE id = 1", "C-1: its row says owner ben, its newest line ana"),
        ("UPDATE cases SET claimed = TRUE WHERE id = 2", "C-2: its row says claimed "),
        ("UPDATE cases SET tier = 4 WHERE id = 2", "C-2: its row says tier 4, its newest line 0"),
        ("UPDATE cases SET state = 'closed' WHERE id = 1", "C-1: its row says state closed, its newest line resolved"),
        ("UPDATE cases SET team = 'sales' WHERE id = 1", "C-1: its row says team sales, its newest line support"),
        ("UPDATE cases SET deadline = 5 WHERE id = 1", "C-1: its row says deadline 5,"),
        ("UPDATE cases SET seq = 9 WHERE id = 1", "C-1: its row says seq 9, its newest line 4"),
        ("UPDATE cases SET head = 'x' WHERE id = 1", "C-1: its row does not bear the hash of its newest line"),
        ("DELETE FROM cases WHERE id = 2", "C-2: its row is missing"),
        ("DELETE FROM holds WHERE case_id = 1 AND number = 1", "C-1: a hold is missing"),
        ("DELETE FROM holds WHERE case_id = 2", "C-2: it is open, but no hold of it is running"),
        ("UPDATE holds SET ended_at = ended_at + 1 WHERE case_id = 1 AND number = 1", "C-1: holds 1 and 2 overlap"),
        (
            "UPDATE holds SET ended_at = ended_at - 1 WHERE case_id = 1 AND number = 1",
            "C-1: nobody held it between",
        ),
        ("UPDATE holds SET ended_at = NULL WHERE case_id = 1 AND number = 2", "C-1: it has ended, hold 2 has not"),
        ("UPDATE holds SET person = 'ben' WHERE case_id = 2", "C-2: its running hold is ben's, its row says lea's"),
        ("UPDATE events SET data = 'no JSON' WHERE case_id = 0 AND seq = 2", "the house: "),
        ("UPDATE events SET data = 'no JSON' WHERE case_id = 2 AND seq = 1", "C-2: line 1 (opened, "),
        ("UPDATE cases SET rest = 'no JSON' WHERE id = 2", "C-2: its rows cannot be read"),
        ("UPDATE texts SET body = 'all is well' WHERE case_id = 2", "C-2: a text was changed"),
    ],
)
def test_what_was_changed_is_named(ledger, url, tampering, fault):
    assert ledger(tampering).rowcount

    found = faults(url)

    assert any(told.startswith(fault) for told in found), found
    others = [told for told in found if told.partition(":")[0] != fault.partition(":")[0]]
    assert all(fault.startswith("the house") and "no seal names it" in told for told in others), others


@ON_SQLITE  # which keeps words where a number belongs
@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE events SET deadline = 'soon' WHERE case_id = 2 AND seq = 1", "C-2: line 1 (opened, "),
        ("UPDATE holds SET started_at = 'then' WHERE case_id = 1 AND number = 1", "C-1: its rows cannot be read"),
    ],
)
def test_words_in_the_place_of_a_number_are_named(ledger, url, tampering, fault):
    assert ledger(tampering).rowcount

    assert any(told.startswith(fault) for told in faults(url))


def test_two_lines_that_were_swapped_are_named(ledger, url):
    for was, becomes in ((2, 99), (3, 2), (99, 3)):
        ledger("UPDATE events SET seq = :becomes WHERE case_id = 1 AND seq = :was", becomes=becomes, was=was)

    assert [told[:11] for told in faults(url)][:2] == ["C-1: line 2", "C-1: line 3"]


def test_a_case_taken_out_whole_leaves_its_number_and_its_seal(ledger, url):
    for table, key in OF_A_CASE:
        ledger(f"DELETE FROM {table} WHERE {key} = 2")

    assert [told for told in faults(url) if told.startswith("C-2: what was sealed")]


def test_a_case_that_was_never_sealed_leaves_its_number(store, url):
    for _ in range(3):
        store.act(opening())
    by_hand(url, *(f"DELETE FROM {table} WHERE {key} = 2" for table, key in OF_A_CASE))

    assert faults(url) == ["C-2: nothing of it is left"]


def test_a_tail_cut_off_with_everything_beside_it_put_right_still_misses_in_the_seal(ledger, url):
    """Line 4 is gone and the row and holds are as they were before it: only the seal knows."""
    ledger("DELETE FROM events WHERE case_id = 1 AND seq = 4")
    head = ledger("SELECT hash FROM events WHERE case_id = 1 AND seq = 3").fetchone()[0]
    ledger("UPDATE cases SET seq = 3, head = :head, state = 'open', ended_at = NULL WHERE id = 1", head=head)
    ledger("UPDATE holds SET ended_at = NULL, ending = NULL WHERE case_id = 1 AND number = 2")

    assert [told[:30] for told in faults(url)] == ["C-1: what was sealed at 2026-1"]


def test_a_case_written_anew_with_true_hashes_is_not_what_was_sealed(ledger, url):
    before = ""
    for row in ledger("SELECT * FROM events WHERE case_id = 2 ORDER BY seq").fetchall():
        row = (*row[:4], "ben", *row[5:14])
        before = chained(before, row)
        ledger("UPDATE events SET by_ = 'ben', hash = :hash WHERE case_id = 2 AND seq = :seq", hash=before, seq=row[1])
    ledger("UPDATE cases SET head = :head WHERE id = 2", head=before)

    assert [told[:23] for told in faults(url)] == ["C-2: what was sealed at", "C-2: its newest line is"]


def test_a_seal_rewritten_to_fit_does_not_follow_from_the_one_before(ledger, url):
    row = list(ledger("SELECT * FROM events WHERE case_id = 0 AND seq = 2").fetchone())
    data = json.loads(row[13])
    data["heads"].pop("1")
    row[13] = canonical(data)
    first = ledger("SELECT hash FROM events WHERE case_id = 0 AND seq = 1").fetchone()[0]
    ledger(
        "UPDATE events SET data = :data, hash = :hash WHERE case_id = 0 AND seq = 2",
        data=row[13],
        hash=chained(first, row[:14]),
    )

    assert faults(url) == [
        "the house: the seal in line 2 does not follow from the one before it",
        "C-1: its newest line is said to be sealed, but no seal names it; seals were cut off",
    ]


def test_the_house_s_own_chain_cannot_be_taken_out(ledger, url):
    ledger("DELETE FROM events WHERE case_id = 0")

    assert "the house: no line of its own chain is left" in faults(url)


def test_the_newest_seal_cannot_be_cut_off(ledger, url):
    ledger("DELETE FROM events WHERE case_id = 0 AND seq = 2")

    assert faults(url) == ["C-1: its newest line is said to be sealed, but no seal names it; seals were cut off"]


def test_words_that_are_gone_without_an_erasure_are_a_fault(ledger, url):
    ledger("DELETE FROM texts WHERE case_id = 1")

    assert faults(url)[0] == "C-1: the words of line 1 (opened) are gone"


def test_erased_words_are_no_fault(store, url):
    number = store.act(opening())
    store.act(appending(number, "clock", Erased()))
    by_hand(url, "DELETE FROM texts WHERE case_id = 1")

    assert faults(url) == []


def test_columns_that_are_asked_by_must_follow_from_the_case(ledger, url):
    ledger("UPDATE cases SET offer_to = 'ben' WHERE id = 1")
    ledger("UPDATE cases SET due_at = NULL WHERE id = 2")

    with open_reader(url) as reader:
        due = {case.id: reader.case(case.id) for case in reader.all_running()}
        told = list(verify(reader, due=lambda case: due[case.id].deadline if case.id == 2 else None))

    assert "C-1: its row says it is offered to ben" in told
    assert any(one.startswith("C-2: the clock is to look at it never") for one in told)


def test_rows_are_compared_with_what_the_lines_add_up_to(store, url):
    number = store.act(opening())
    store.act(claiming(number, "ana"))
    case = store.read(lambda reader: reader.case(number))
    holds = store.read(lambda reader: reader.holds(number))

    assert faults(url, lambda lines: (case, holds)) == []
    assert faults(url, lambda lines: (replace(case, promise=None, moves=1), holds)) == [
        "C-1: its row differs from what its lines add up to in promise, moves"
    ]
    assert faults(url, lambda lines: (case, [holds[0], replace(holds[1], touched=True)])) == [
        "C-1: hold 2 differs from what its lines add up to in touched"
    ]
    assert faults(url, lambda lines: (case, [*holds, replace(holds[1], number=3)])) == ["C-1: hold 3 is missing"]
    assert faults(url, lambda lines: (case, holds[:1])) == ["C-1: hold 2 is not in its lines"]


def test_lines_that_do_not_add_up_are_named(store, url):
    store.act(opening())

    def fold(lines):
        raise ValueError("a case without its opening")

    assert faults(url, fold) == ["C-1: its lines do not add up (a case without its opening)"]


def test_a_break_between_two_openings_is_no_gap(store, url, clock):
    number = store.act(opening())
    store.act(claiming(number, "ana"))
    clock.now += HOUR
    store.act(resolving(number))
    clock.now += 20 * HOUR
    store.act(reopening(number))

    assert faults(url) == []


def test_a_hold_that_was_undone_is_no_overlap(store, url, clock):
    number = store.act(opening())
    clock.now += HOUR
    store.act(claiming(number, "ana"))
    clock.now += HOUR

    def undoes(tx):
        custody, undone = tx.holds(number)
        custody = replace(custody, ended_at=None, last_seq=None, ending=None, length=None, unclaimed=None, counts=None)
        undone = replace(undone, ended_at=tx.now, last_seq=3, ending="undone", length=0 * HOUR, counts=False)
        case = tx.case(number)
        after = replace(case, seq=3, at=tx.now, owner="lea", claimed=False, hold=1)
        tx.append(Line(number, 3, tx.now, "ana", Undone(2)), after, None, [undone, custody])

    store.act(undoes)

    assert faults(url) == []
