"""How a platform reaches its places, and what was answered so late that it may come again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.messages.values import Address, Whereabouts
from bot.storage.places import known_places, whereabouts_of

HELP = Whereabouts(Address("teams", "19:help@thread.tacv2"), "https://smba/emea/", "t1", team="19:team@thread.tacv2")
ANA = Whereabouts(Address("teams", "7c2e"), "https://smba/emea/", "t1", conversation="a:1", user="29:1")


def test_a_place_is_reached_as_its_platform_said_last(store):
    moved = replace(HELP, service="https://smba/amer/")

    store.act(lambda tx: tx.put_whereabouts(HELP))
    store.act(lambda tx: tx.put_whereabouts(moved))

    assert store.read(lambda reader: whereabouts_of(reader, HELP.place)) == moved
    assert asyncio.run(store.glanced(lambda reader: whereabouts_of(reader, ANA.place))) is None


def test_that_everything_is_heard_somewhere_was_learned_once_and_stays(store):
    store.act(lambda tx: tx.put_whereabouts(replace(HELP, hears_all=True)))
    store.act(lambda tx: tx.put_whereabouts(HELP))

    found = store.read(lambda reader: whereabouts_of(reader, HELP.place))

    assert found is not None
    assert found.hears_all


def test_channels_are_listed_and_people_are_not(store):
    elsewhere = replace(HELP, place=Address("slack", "C0HELP"))
    not_heard_yet = replace(ANA, place=Address("teams", "7c2f"), user="")
    for one in (ANA, not_heard_yet, HELP, elsewhere):
        store.act(lambda tx, one=one: tx.put_whereabouts(one))

    assert store.read(lambda reader: known_places(reader, "teams")) == [HELP]


def test_what_was_answered_late_is_known_for_as_long_as_it_may_come_again(store, clock):
    store.act(lambda tx: tx.remember_alike("same words", "first"))
    began = clock.now
    clock.now += timedelta(seconds=50)

    assert store.act(lambda tx: tx.answered_alike("same words", began)) == "first"
    assert store.act(lambda tx: tx.answered_alike("other words", began)) is None
    assert store.act(lambda tx: tx.answered_alike("same words", clock.now)) is None


def test_what_was_answered_late_once_more_counts_from_then(store, clock):
    store.act(lambda tx: tx.remember_alike("same words", "first"))
    clock.now += timedelta(minutes=5)
    store.act(lambda tx: tx.remember_alike("same words", "second"))

    assert store.act(lambda tx: tx.answered_alike("same words", clock.now)) == "second"
