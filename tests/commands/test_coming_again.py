"""Teams gives up on a slow answer and sends the same again under another name: it has one effect."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.commands.handle import answered_late
from bot.messages.values import Address, Inbound, Speaker
from tests.commands.desk import handled, in_help

MARIA = Speaker(Address("slack", "UMARIA"), "Maria")


def says(office, key: str, *, slow: float = 0) -> Inbound:
    """Maria writes; it was so long at the door before it is dealt with now."""
    came = office.clock.now - timedelta(seconds=slow)
    return replace(in_help(office, "charged twice", key), came=came, alike="the same words")


def opened(office) -> int:
    return len(office.app.store.read(lambda reader: reader.all_running()))


def test_what_was_dealt_with_late_is_the_same_when_it_comes_under_another_name(office):
    handled(office, says(office, "teams:1", slow=12))
    office.clock.now += timedelta(seconds=59)

    assert handled(office, says(office, "teams:2")).again
    assert opened(office) == 1


def test_what_was_told_late_is_the_same_too(office):
    first = says(office, "teams:1")
    answer = handled(office, first)
    office.app.store.act(partial(answered_late, first, answer))

    assert handled(office, says(office, "teams:2")).again
    assert opened(office) == 1


@pytest.mark.parametrize("slow", [0, 5])
def test_the_same_words_said_twice_after_a_timely_answer_are_two(office, slow):
    handled(office, says(office, "teams:1", slow=slow))
    office.clock.now += timedelta(seconds=30)

    assert not handled(office, says(office, "teams:2")).again


def test_the_same_words_a_minute_after_a_late_answer_are_said_anew(office):
    handled(office, says(office, "teams:1", slow=12))
    office.clock.now += timedelta(seconds=61)

    assert not handled(office, says(office, "teams:2")).again
