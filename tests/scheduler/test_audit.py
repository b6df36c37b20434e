"""The self-audit: each impossible state is planted in the database by hand, seen, and told once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduler.audit import Audit
from bot.storage import auditing
from bot.storage.rows import micros

LEADS = "C0LEADS"


def plants(office, *statements, **values):
    """Somebody, or a fault of the program, writes into the database."""

    def write(tx):
        for statement in statements:
            tx._wire.run(statement.format(**values))

    office.app.store.act(write)


def looks(office):
    """A round of the audit, and what supervisors hear of it."""
    before = len(office.to(LEADS))
    office.app.audit.look()
    office.settles()
    return [line for line in office.to(LEADS)[before:] if "inside Buckstop itself" in line]


def words(office):
    return [one.word for one in office.app.store.read(auditing.standing_findings)]


@pytest.fixture
def desk(office):
    """C-1 is Ana's, C-2 lies with Lea, C-3 is resolved; nothing of it has changed for a while."""
    for name, words in (("maria", "charged twice"), ("ion", "the lift stands still"), ("otto", "no answer")):
        office.says(name, words, at="help")
        office.clock.now += timedelta(minutes=11)
    office.says("ana", "claim C-1")
    office.says("ana", "claim C-3")
    office.says("ana", "not a case C-3 spam")
    office.settles()
    office.clock.now += timedelta(minutes=15)
    return office


def rest_of(office, number, **changed):
    """What of a case has no column of its own, with something in it changed."""
    rest = office.app.store.act(lambda tx: tx._wire.all(auditing.STANDS, number=number)[0][16])
    return json.dumps(json.loads(rest) | changed).replace("'", "''")


FAR = micros(datetime(2027, 6, 1, tzinfo=UTC))

PLANTED = {
    "hold-missing": ["UPDATE holds SET ended_at = 1 WHERE case_id = 1"],
    "hold-doubled": ["UPDATE holds SET ended_at = NULL WHERE case_id = 1"],
    "hold-lingers": ["UPDATE holds SET ended_at = NULL WHERE case_id = 3"],
    "hold-differs": ["UPDATE holds SET person = 'ben' WHERE case_id = 1 AND ended_at IS NULL"],
    "line-differs": ["UPDATE cases SET head = 'x' WHERE id = 1"],
    "unreadable": ["UPDATE cases SET rest = '{{' WHERE id = 1"],
    "team-unknown": ["UPDATE cases SET team = 'nobody' WHERE id = 1"],
    "tier-unknown": ["UPDATE cases SET tier = 7 WHERE id = 1"],
    "never-due": ["UPDATE cases SET due_at = NULL WHERE id = 1"],
    "not-struck": ["UPDATE cases SET due_at = 1 WHERE id = 1"],
    "owner-gone": ["UPDATE cases SET owner = 'zoe' WHERE id = 1"],
    "custody-astray": ["UPDATE cases SET owner = 'ben' WHERE id = 2"],
    "pause-astray": ["UPDATE cases SET state = 'waiting' WHERE id = 1"],
    "card-missing": ["DELETE FROM surfaces WHERE key = 'card:1:1'"],
    "cards-doubled": [
        "INSERT INTO surfaces (key, kind, lane, to_, subject, wanted, shown, next_at)"
        " VALUES ('card:1:2', 'card', 'slack:C0FRONT', 'slack:C0FRONT', '1/1/0/support', 1, 1, 1)"
    ],
    "below-the-top": ["UPDATE cases SET rest = '{escalated}' WHERE id = 1"],
    "offer-astray": ["UPDATE cases SET rest = '{offered}' WHERE id = 1"],
    "row-stuck": [
        "INSERT INTO outbox (key, lane, to_, kind, say, case_id, at, next_at)"
        " VALUES ('x', 'slack:C0FRONT', 'slack:C0FRONT', 'story', '', 1, 1, {far})"
    ],
    "lane-stuck": ["INSERT INTO lanes (lane, holder, until) VALUES ('slack:C0HELP', 'w9', {far})"],
    "words-unheard": [
        "INSERT INTO early (thread, key, delivery, at) VALUES ('slack:C0HELP/9', 'k', '', 1)",
        "INSERT INTO threads (place, case_id, role, at) VALUES ('slack:C0HELP/9', 1, 'customer', 1)",
    ],
}


def planted(office, word):
    offer = {"to": "zoe", "by": "ana", "until": FAR}
    escalated = rest_of(office, 1, escalated_at=micros(office.clock.now))
    plants(office, *PLANTED[word], far=FAR, escalated=escalated, offered=rest_of(office, 1, offer=offer))


def test_a_sound_desk_has_nothing_impossible(desk):
    desk.says("ana", "give C-1 @ben expertise")
    desk.says("ana", "wait C-1 until 2d on courier: they look for it")
    desk.says("lea", "away until 3d")
    desk.waits(days=2)

    assert looks(desk) == []
    assert words(desk) == []


@pytest.mark.parametrize("word", PLANTED)
def test_what_cannot_be_is_seen_and_told_once_in_plain_words(desk, word):
    planted(desk, word)

    (told,) = [line for line in looks(desk) if f"“{word}”" in line]

    assert ("slack:" if word == "lane-stuck" else "C-2" if word == "custody-astray" else "C-") in told
    assert word in words(desk)
    desk.clock.now += timedelta(minutes=5)
    assert looks(desk) == []


@pytest.mark.parametrize("word", PLANTED)
def test_nothing_else_is_said_of_a_desk_in_which_one_thing_is_wrong(desk, word):
    along = {  # what cannot be without the other
        "unreadable": set(),
        "team-unknown": {"line-differs"},
        "tier-unknown": {"line-differs"},
        "owner-gone": {"line-differs", "hold-differs"},
        "custody-astray": {"line-differs", "hold-differs"},
        "pause-astray": {"line-differs"},
    }
    planted(desk, word)

    desk.app.audit.look()

    assert set(words(desk)) == {word} | along.get(word, set())


def test_what_was_put_right_is_told_again_only_if_it_comes_back(desk):
    planted(desk, "lane-stuck")
    assert len(looks(desk)) == 1

    plants(desk, "DELETE FROM lanes")
    desk.clock.now += timedelta(hours=1)
    assert looks(desk) == []
    assert words(desk) == []

    planted(desk, "lane-stuck")
    assert len(looks(desk)) == 1


def test_what_comes_and_goes_is_told_once_an_hour(desk):
    told = 0
    for _ in range(6):
        planted(desk, "hold-missing")
        told += len(looks(desk))
        plants(desk, "UPDATE holds SET ended_at = NULL WHERE case_id = 1 AND ended_at = 1 AND person = 'ana'")
        looks(desk)
        desk.clock.now += timedelta(minutes=15)

    assert told == 2


def test_what_is_written_down_names_no_place_as_it_may_be_a_customers(desk):
    planted(desk, "lane-stuck")
    planted(desk, "words-unheard")
    desk.app.audit.look()

    found = desk.app.store.read(auditing.standing_findings)
    assert len(found) == 2
    assert "C0HELP" not in repr(found)


def test_where_an_ended_case_lay_may_be_no_more(desk):
    plants(desk, "UPDATE cases SET tier = 7 WHERE id = 3", "UPDATE events SET tier = 7 WHERE case_id = 3")

    desk.app.audit.look()

    assert words(desk) == []


def test_a_case_that_moves_on_while_it_is_so_is_not_told_again(desk):
    planted(desk, "hold-missing")
    assert len(looks(desk)) == 1

    desk.says("ana", "note C-1: she called again")
    desk.waits(hours=1)

    assert looks(desk) == []
    assert words(desk) == ["hold-missing"]


def test_many_at_once_are_one_message_that_names_the_first(desk):
    for n in range(14):
        desk.says(f"customer{n}", "charged twice", at="help")
    desk.settles()
    plants(desk, "UPDATE holds SET ended_at = 1 WHERE case_id > 1")

    (told,) = looks(desk)

    assert "C-2, C-4, C-5" in told
    assert "and 5 more" in told


def test_two_processes_that_look_at_the_same_moment_tell_it_once(desk):
    planted(desk, "hold-missing")
    other = Audit(desk.app.store)

    assert (desk.app.audit.look(), other.look()) == (1, 0)


def test_while_the_desk_is_shut_it_waits_for_the_opening(desk):
    desk.waits(hours=12)
    planted(desk, "hold-missing")

    assert looks(desk) == []
    desk.waits(hours=12)

    assert [line for line in desk.to(LEADS) if "“hold-missing”" in line]


def test_page_by_page_it_comes_to_every_case_and_begins_again(desk):
    desk.waits(hours=1)
    desk.app.audit = Audit(desk.app.store, page=1, pages=1)
    looks(desk)
    plants(desk, "UPDATE holds SET ended_at = 1 WHERE case_id = 1")

    rounds = 0
    while not words(desk) and rounds < 10:
        looks(desk)
        rounds += 1

    assert 0 < rounds <= 4


def test_what_has_changed_since_the_last_seal_is_looked_at_in_every_round(desk):
    desk.app.audit = Audit(desk.app.store, pages=0)
    desk.says("ana", "note C-1: she called again")
    planted(desk, "hold-missing")

    assert len(looks(desk)) == 1


def test_a_duty_that_has_just_ended_is_no_fault_until_the_round_that_follows_it_had_its_time(desk):
    desk.says("lea", "duty @ben until 12:00")
    desk.clock.now = datetime(2026, 11, 19, 10, 0, 30, tzinfo=UTC)

    desk.app.audit.look()
    assert words(desk) == []

    desk.clock.now += timedelta(minutes=3)
    desk.app.audit.look()
    assert words(desk) == ["custody-astray"]
    desk.settles()
    desk.app.audit.look()
    assert words(desk) == []
