"""The ledger as it leaves the house: its form, its order, its hashes."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from bot.cases import chain
from bot.cases import events as e
from bot.storage import export_ledger, open_reader, verify
from bot.storage.ledger import chained, stamp
from bot.storage.rows import micros
from tests.storage.desk import HOUR, MORNING, appending, claiming, noting, opening


def exported(store) -> list[dict]:
    return [json.loads(line) for line in store.read(lambda reader: list(export_ledger(reader)))]


def hashed(line: dict, before: str) -> str:
    """As docs/ledger.md says, by hand."""
    text = json.dumps(
        {key: value for key, value in line.items() if key != "hash"},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256((before + text).encode()).hexdigest()


def test_a_line_leaves_the_house_as_the_design_shows_it(store, clock):
    number = store.act(opening(request="slack:Ev1"))
    clock.now = datetime(2026, 11, 19, 16, 44, tzinfo=UTC)
    store.act(
        appending(number, "lea", e.PassedUp("cleo", 1, "needs expertise", "cleo"), owner="cleo", claimed=False, tier=1)
    )

    line = exported(store)[1]

    assert line.pop("hash") == exported(store)[1]["hash"]
    assert line == {
        "case": 1,
        "seq": 2,
        "at": "2026-11-19T16:44:00Z",
        "kind": "passed_up",
        "by": "lea",
        "team": "support",
        "owner": "cleo",
        "claimed": False,
        "tier": 1,
        "state": "open",
        "deadline": "2026-11-20T05:00:00.123456Z",
        "reason": "needs expertise",
        "request": None,
        "data": {"to": "cleo", "skipped": []},
    }
    names = "case seq at kind by team owner claimed tier state deadline reason request data"
    assert " ".join(line) == names


def test_every_line_is_chained_to_the_one_before_it_by_anybodys_reckoning(store):
    for words in ("charged twice", "l'addition est fausse \u2028 \U0001f600", 'quote " and \\ back'):
        number = store.act(opening(words, request=f"slack:{words}"))
        store.act(noting(number))
        store.act(claiming(number, "ana"))
    store.act(lambda tx: tx.seal())

    before: dict[int, str] = {}
    for line in exported(store):
        assert line["hash"] == hashed(line, before.get(line["case"], ""))
        before[line["case"]] = line["hash"]
    assert sorted(before) == [0, 1, 2, 3]


def test_lines_leave_by_case_and_number_the_house_first(store):
    for _ in range(3):
        store.act(opening())
    store.act(noting(1))
    store.act(lambda tx: tx.append_house(chain.WentAway("ana", tx.now + HOUR), "ana"))
    store.act(lambda tx: tx.append_house(chain.PutOnDuty("ben", "support", 0, tx.now + HOUR), "lea"))

    lines = exported(store)

    assert [(line["case"], line["seq"]) for line in lines] == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (3, 1)]
    house = lines[1]
    assert house["data"] == {"person": "ben", "team": "support", "tier": 0, "until": "2026-11-19T10:00:00.123456Z"}
    assert [house[name] for name in ["team", "owner", "claimed", "tier", "state", "deadline", "reason"]] == [None] * 7


def test_no_words_of_anybody_stand_in_the_ledger(store, url):
    number = store.act(opening("my card is 4111 1111"))
    store.act(noting(number, "she cried"))

    with open_reader(url) as reader:
        whole = "\n".join(export_ledger(reader))
        texts = [line.event.text for line in reader.lines(number)]
        assert [reader.words(digest) for digest in texts] == ["my card is 4111 1111", "she cried"]
    assert "4111" not in whole
    assert "cried" not in whole


def test_the_same_words_twice_have_two_digests(store):
    assert store.act(lambda tx: tx.keep(1, "yes") != tx.keep(1, "yes"))
    assert store.act(lambda tx: tx.words(tx.keep(1, "yes"))) == "yes"


def test_a_line_read_back_is_the_line_that_was_written(store, clock):
    number = store.act(opening())
    store.act(appending(number, "ana", e.Waited(clock.now + HOUR, "courier", clock.now + 3 * HOUR), state="waiting"))
    store.act(appending(number, "clock", e.Woken(clock.now + HOUR, HOUR), state="open", deadline=clock.now + HOUR))
    store.act(appending(number, "ana", e.Given("other", "ben", clock.now + HOUR)))
    store.act(lambda tx: tx.append_house(chain.PutOnDuty("ben", "support", 0, tx.now + HOUR), "lea"))

    lines = store.read(lambda reader: reader.lines(number))

    assert [line.event for line in lines[1:]] == [
        e.Waited(clock.now + HOUR, "courier", clock.now + 3 * HOUR),
        e.Woken(clock.now + HOUR, HOUR),
        e.Given("other", "ben", clock.now + HOUR),
    ]
    assert store.read(lambda reader: reader.last_house("put_on_duty")).event == chain.PutOnDuty(
        "ben", "support", 0, clock.now + HOUR
    )


def test_a_seal_covers_what_grew_since_the_last_one(store):
    store.act(opening())
    store.act(opening())
    assert store.act(lambda tx: tx.seal()) == 2
    assert store.act(lambda tx: tx.seal()) == 0
    store.act(lambda tx: tx.put_due(2, None))
    assert store.act(lambda tx: tx.seal()) == 0

    store.act(noting(2))
    head = store.read(lambda reader: reader.unsealed())
    store.act(lambda tx: (tx.case(2), tx.seal(), noting(2)(tx)))

    first, second = (line.event for line in store.read(lambda reader: reader.house_lines("sealed")))
    assert set(first.heads) == {"1", "2"}
    assert dict(second.heads) == {str(number): hash_ for number, hash_ in head.items()} == {"2": head[2]}
    assert (
        second.seal
        == hashlib.sha256((first.seal + json.dumps({"2": head[2]}, separators=(",", ":"))).encode()).hexdigest()
    )
    assert list(store.read(lambda reader: reader.unsealed())) == [2]


@pytest.mark.parametrize("year", [1, 1969, 1970, 2026, 9999])
def test_instants_are_stamped_to_the_microsecond(year):
    at = datetime(year, 2, 3, 4, 5, 6, 789, tzinfo=UTC)

    assert stamp(micros(at)) == f"{year:04}-02-03T04:05:06.000789Z"
    assert stamp(micros(at.replace(microsecond=0))) == f"{year:04}-02-03T04:05:06Z"


def test_the_quick_way_to_the_hash_is_the_long_way():
    for claimed, owner in ((True, "ana"), (False, 'a"\\\n\u2028é😀\x7f'), (None, None)):
        at = micros(MORNING)
        row = (4, 2, at, "noted", "a\tna", None, owner, claimed, 1, "open", at, "é", None, '{"a":[1]}')
        line = {
            **{"case": 4, "seq": 2, "at": stamp(at), "kind": "noted", "by": "a\tna", "team": None, "owner": owner},
            **{"claimed": claimed, "tier": 1, "state": "open", "deadline": stamp(at), "reason": "é"},
            **{"request": None, "data": {"a": [1]}},
        }
        assert chained("ab", row) == hashed(line, "ab")


def test_many_that_grew_are_sealed_a_page_at_a_time_without_a_gap(store, url):
    store.act(lambda tx: tx.append_house(chain.Configured({}), "clock"))
    for _ in range(5):
        store.act(opening())

    assert [store.act(lambda tx: tx.seal(limit=2)) for _ in range(4)] == [2, 2, 1, 0]
    with open_reader(url) as reader:
        assert list(verify(reader)) == []
