"""The desk goes on from a copy, made while posts waited; what was sent since the copy does not know."""

import shutil
from abc import ABC, abstractmethod
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.commands.copied import settle_copy
from bot.storage import open_store
from bot.storage.backup import back_up
from bot.storage.copies import mark_copy, newest
from bot.storage.lanes import word
from bot.storage.schema import outbox
from bot.storage.wire import Statement
from tests.postgres import Postgres
from tests.stories.desk import Desk

POSTS = {"slack": ("chat.postMessage",), "teams": ("create", "send", "reply")}
NOT_AGAIN = "may have been sent already and is not sent again"


class WithCopy(ABC):
    """A desk of which a copy is made, and that goes on from it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.wire = desk.platform.office.wire
        self._holding = POSTS[desk.platform.office.platform]

    @abstractmethod
    def is_copied(self) -> None:
        """While the desk goes on."""

    @abstractmethod
    def _puts_copy_in_place(self) -> None:
        """Nobody has the store open."""

    def holds_back(self) -> None:
        """Nothing gets out any more."""
        for method in self._holding:
            self.wire.trouble(method, status=503, times=1_000_000)

    def sends(self) -> None:
        self.wire.mends()
        self.desk.wait(minutes=10)

    def is_restored(self, *, opened: bool = True) -> None:
        """The power fails, the disk is gone, and the copy takes its place."""
        self.desk.app.store.close()
        self.desk.clock.now += timedelta(hours=1)
        self._puts_copy_in_place()
        self.wire.mends()
        if opened:
            self.desk._opens()

    def posts(self) -> dict[Any, str]:
        """What stands anywhere of the bot's, in one line each, but what it says of the copy."""
        said = {place: one for place, one in self.wire.space.messages.items() if one.by_bot}
        lines = {place: self.wire.shown(one).text.partition("\n")[0] for place, one in said.items()}
        return {place: line for place, line in lines.items() if "restored from a copy" not in line}


class OnSQLite(WithCopy):
    """By our own program."""

    @property
    def _file(self) -> Path:
        return Path(self.desk.url.removeprefix("sqlite:///"))

    def is_copied(self) -> None:
        assert back_up(self.desk.url, Path(f"{self._file}.copy"), self.desk.clock, lambda url: iter(())) == []

    def _puts_copy_in_place(self) -> None:
        for behind in ("", "-wal", "-shm"):
            Path(f"{self._file}{behind}").unlink(missing_ok=True)
        shutil.copy(f"{self._file}.copy", self._file)


class OnPostgreSQL(WithCopy):
    """By the database's own means; then it is told that it is a copy."""

    def __init__(self, desk: Desk, postgres: Postgres) -> None:
        super().__init__(desk)
        self._postgres = postgres

    def is_copied(self) -> None:
        self.desk.app.store.close()
        self._copy = self._postgres.empty(self._postgres.name_of(self.desk.url))
        self.desk._opens()

    def _puts_copy_in_place(self) -> None:
        self.desk.url = self._postgres.empty(self._postgres.name_of(self._copy))
        with open_store(self.desk.url, self.desk.clock, self.desk.config.house, writer="restored") as store:
            store.act(lambda tx: mark_copy(tx, newest(tx) or tx.now))


@pytest.fixture
def copied(desk: Desk, kind_of_store: str, request: pytest.FixtureRequest) -> WithCopy:
    return OnSQLite(desk) if kind_of_store == "sqlite" else OnPostgreSQL(desk, request.getfixturevalue("postgres"))


slack = pytest.mark.parametrize("a_desk", ["slack"], indirect=True)
teams = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)


def much_waits(copied):
    desk = copied.desk
    desk.writes("maria", "charged twice")
    desk.presses("ana", "Claim", of="C-1")
    copied.holds_back()
    desk.says("ana", "reply C-1: we look into it")
    desk.says("ana", "note C-1: paid twice indeed")
    desk.says("ana", "pass C-1 needs permission")
    desk.writes("ivan", "the lift stands still")


@slack
def test_what_was_sent_since_is_found_and_stands_there_once(copied):
    much_waits(copied)
    copied.is_copied()
    copied.sends()
    before = copied.posts()

    copied.is_restored()
    copied.desk.wait(minutes=10)

    assert copied.posts() == before
    assert copied.desk.customer_saw("maria").count("we look into it") == 1


@slack
def test_what_was_never_sent_is_sent_from_the_copy(copied):
    much_waits(copied)
    copied.is_copied()

    copied.is_restored()
    copied.desk.wait(minutes=10)

    assert copied.desk.customer_saw("maria").count("we look into it") == 1
    assert copied.desk.channel("top").count("C-1 · Maria") == 1
    assert copied.desk.channel("front").count("C-2 · Ivan") == 1
    assert "Sent again" not in copied.desk.customer_saw("maria")


@slack
def test_of_what_was_sent_in_part_the_rest_is_sent_from_the_copy(copied):
    much_waits(copied)
    copied.is_copied()
    copied.wire.mends()
    copied.wire.trouble("chat.postMessage", status=503, times=1)
    copied.desk._do(copied.desk.app.delivery.deliver())
    some = copied.posts()

    copied.is_restored()
    copied.desk.wait(minutes=10)

    assert 0 < len(some) < len(copied.posts())
    assert sorted(copied.posts().values()) == sorted({*copied.posts().values()})
    assert copied.desk.customer_saw("maria").count("we look into it") == 1


@slack
def test_pings_that_left_as_one_with_others_that_the_copy_does_not_know_are_found(copied):
    desk = copied.desk
    desk.at("2026-11-19 22:00")
    desk.writes("maria", "charged twice")
    desk.says("lea", "claim C-1")
    for n in range(4):
        desk.writes(f"customer{n}", "the lift stands still")
        desk.says("cleo", f"assign C-{n + 2} @ana: she knows lifts")
        if n == 2:
            copied.is_copied()
    desk.at("2026-11-20 09:30")
    assert len(desk.pings("ana")) == 1

    copied.is_restored()
    desk.wait(minutes=10)

    assert len(desk.pings("ana")) == 1


@slack
def test_what_was_said_to_slack_since_becomes_cases_again_and_is_acknowledged_once(copied):
    desk = copied.desk
    desk._do(desk.platform.office.catches_up())
    copied.is_copied()
    desk.wait(minutes=10)
    desk.writes("ivan", "the lift stands still")
    desk.says("ana", "claim C-1")

    copied.is_restored()
    desk._do(desk.platform.office.catches_up())

    assert desk.owner_of("C-1") == "lea"
    assert desk.deadline_of("C-1") == "2026-11-20 06:10"
    assert desk.customer_saw("ivan").count("C-1") == 1
    assert "Lea Stan’s desk has C-1" in desk.customer_saw("ivan")
    assert desk.channel("front").count("C-1 · Ivan") == 1


@slack
def test_cards_show_again_what_the_desk_knows(copied):
    desk = copied.desk
    desk.writes("maria", "charged twice")
    copied.is_copied()
    desk.presses("ana", "Claim", of="C-1")
    assert "Ana Pop" in desk.card_text()

    copied.is_restored()
    desk.wait(minutes=1)

    assert "Ana Pop" not in desk.card_text()
    assert "Claim" in desk.card().labels


@teams
def test_where_nobody_can_be_asked_nothing_is_sent_again_and_who_should_know_is_told(copied):
    much_waits(copied)
    copied.is_copied()
    copied.sends()
    before = copied.posts()

    copied.is_restored()
    copied.desk.wait(minutes=10)

    assert copied.posts() == before
    assert copied.desk.customer_saw("maria").count("we look into it") == 1
    assert f"about C-1 and C-2 {NOT_AGAIN}" in copied.desk.channel("leads")
    assert "What was to be said to Maria on C-1 could not be delivered: it may have been sent" in copied.desk.heard(
        "cleo"
    )


@teams
def test_where_nobody_can_be_asked_a_card_that_was_not_posted_comes_with_what_happens_next(copied):
    desk = copied.desk
    copied.holds_back()
    desk.writes("maria", "charged twice")
    copied.is_copied()
    copied.is_restored()
    desk.wait(minutes=10)
    assert desk.channel("front") == ""

    desk.says("ana", "claim C-1")

    assert desk.channel("front").count("C-1 · Maria") == 1


@pytest.mark.parametrize("a_desk", ["slack", "teams"], indirect=True)
def test_what_rests_until_the_desk_opens_is_said_by_the_copy(copied):
    desk = copied.desk
    desk.at("2026-11-19 22:00")
    desk.writes("maria", "charged twice")
    desk.says("cleo", "assign C-1 @ana: she knows")
    copied.is_copied()

    copied.is_restored()
    desk.at("2026-11-20 09:30")

    assert desk.heard("ana").count("C-1") == 1


@slack
def test_no_number_that_the_desk_before_has_used_is_used_for_another_post(copied):
    desk = copied.desk
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    copied.is_copied()
    desk.says("ana", "note C-1: paid twice indeed")
    desk.says("ana", "note C-1: on two cards")
    used = _numbers(desk)

    for _ in range(2):  # the same copy may be needed twice
        copied.is_restored()
        desk.says("ana", "note C-1: it is sorted out")
        used += _numbers(desk)

    assert len(used) == len(set(used))


def _numbers(desk):
    """Of what was said in the thread of the case since the claim."""
    noted = Statement(select(outbox.c.id).where(outbox.c.kind == word("story"), outbox.c.say.contains("noted")))
    return [row[0] for row in desk.read(lambda tx: list(tx.stream(noted)))]


@slack
def test_of_several_that_open_it_at_once_one_settles_it(copied):
    desk = copied.desk
    much_waits(copied)
    copied.is_copied()
    copied.is_restored(opened=False)
    with open_store(desk.url, desk.clock, desk.config.house, synchronous="OFF") as store:
        at_once = [store.submit(lambda tx: settle_copy(tx, ())) for _ in range(6)]
        settled = [one.result() for one in at_once]

    assert sum(one is not None for one in settled) == 1
    desk._opens()


@slack
def test_the_supervisors_are_told_once_that_the_desk_was_restored(copied):
    copied.is_copied()
    copied.is_restored()
    copied.desk.wait(minutes=1)
    copied.desk.is_down(minutes=1)
    copied.desk.wait(minutes=1)

    assert copied.desk.channel("leads").count("I was restored from a copy of today 10:00") == 1
