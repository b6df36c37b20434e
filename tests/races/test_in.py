"""In: whatever comes at the same instant, twice, late, or out of order, is one case and one effect."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.platforms.slack.app import Slack
from tests.platforms.slack.payloads import event, written
from tests.races.doors import again, delivery
from tests.races.processes import a_workspace
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.wire import SECRET, TOKEN
from tests.slack_wire.workspace import TEAM

MINUTES = timedelta(minutes=1)


def kinds(doorway):
    return [[kind for kind, _ in story] for story in doorway.stories().values()]


def test_one_message_at_two_doors_at_the_same_instant_makes_one_case(doorway):
    for number in range(10):
        message = doorway.message(f"maria{number}", "charged twice", number)

        answers = doorway.at_once([message, again(message), message, again(message)])

        assert sorted(answer.again for answer in answers) == [False, True, True, True]
    assert kinds(doorway) == [["opened"]] * 10


def test_two_hundred_messages_of_fifty_customers_at_once_are_fifty_cases_with_every_word(doorway):
    burst = [doorway.message(f"c{n % 50}", f"word {n}", n) for n in range(200)]
    Random(1).shuffle(burst)

    doorway.at_once(burst)

    stories = doorway.stories().values()
    assert len(stories) == 50
    assert Counter(len(story) for story in stories) == {4: 50}
    assert {words for story in stories for _, words in story} == {f"word {n}" for n in range(200)}
    assert sorted(doorway.stories()) == list(range(1, 51))
    assert doorway.faults() == []


def test_what_a_customer_wrote_over_half_an_hour_is_two_cases_in_whatever_order_it_comes(doorway):
    """At 0, 8, 16 and 24 minutes: two of them are always ten minutes from each other, and no three are."""
    burst = [doorway.message(f"c{n % 25}", f"word {n}", n, (24 - 8 * (n // 25)) * MINUTES) for n in range(100)]
    Random(2).shuffle(burst)

    doorway.at_once(burst)

    assert len(doorway.stories()) == 50
    assert doorway.faults() == []


@pytest.mark.parametrize("edit_first", [False, True], ids=["message first", "edit first"])
def test_an_edit_that_races_its_message_is_of_one_case_and_its_words_are_the_newest(doorway, edit_first):
    pairs = []
    for number in range(20):
        message = doorway.message(f"c{number}", "charged twice", number)
        keys = (f"{message.keys[0]}:edited:1795099499.000000",)
        edit = replace(message, keys=keys, text="charged three times", kind="edit", was="message")
        pairs += [edit, message] if edit_first else [message, edit]

    doorway.at_once(pairs)

    stories = list(doorway.stories().values())
    assert len(stories) == 20
    for story in stories:
        newest = [words for kind, words in story if kind in ("opened", "edited")][-1]
        assert newest == "charged three times"
        assert [words for _, words in story].count("charged three times") == 1
    assert doorway.faults() == []


def test_twins_of_a_mention_are_one_line_and_their_answers_are_the_same(doorway):
    doorway.at_once([doorway.message("maria", "charged twice", 1)])
    for number, verb in enumerate(("claim C-1", "note C-1: looked", "pass C-1 needs expertise"), 2):
        post = delivery(f"slack:C0FRONT:{number}", "lea", verb, doorway.clock.now, "command", f"C0FRONT/{number}")

        first, second = doorway.at_once([post, again(post)])

        assert replace(first, again=False) == replace(second, again=False)
    assert kinds(doorway) == [["opened", "claimed", "noted", "passed_up"]]


def test_what_is_sent_again_after_hours_is_known_at_every_door(doorway):
    burst = [doorway.message(f"c{n}", f"word {n}", n) for n in range(20)]
    doorway.at_once(burst)
    before = doorway.stories()

    doorway.clock.now += timedelta(hours=5)
    doorway.apps[0].forget()
    answers = doorway.at_once([again(one) for one in reversed(burst)])

    assert all(answer.again for answer in answers)
    assert doorway.stories() == before


def test_a_word_in_a_thread_wakes_its_case_once_whoever_hears_it(doorway):
    opening = doorway.message("maria", "charged twice", 1)
    doorway.at_once([opening])
    doorway.at_once([delivery("slack:trigger:1", "lea", "ask C-1: which invoice?", doorway.clock.now, "command")])
    words = [
        delivery(f"slack:C0HELP:{n}", "maria", f"4711 {n}", doorway.clock.now, "thread", opening.thread.place)
        for n in range(5)
    ]

    doorway.at_once([*words, *map(again, words)])

    (story,) = kinds(doorway)
    assert Counter(story) == {"opened": 1, "asked": 1, "customer_wrote": 5, "woken": 1}


def test_a_message_that_nobody_understands_is_one_case_that_says_so(doorway):
    """Of a shape that Slack has never sent, at both doors, as often as Slack tries."""

    async def story():
        async with a_workspace(("maria",)) as wire:
            slacks = [_slack(app, wire, doorway) for app in doorway.apps]
            for slack in slacks:
                await slack.connect()
            bodies = [
                event(
                    written(by="U0MARIA", blocks="no list", text=7), team_id=TEAM, authorizations=[], event_id=f"Ev{n}"
                )
                for n in range(6)
            ]
            answers = await asyncio.gather(*(slacks[n % len(slacks)].dispatch(body) for n, body in enumerate(bodies)))
            for slack in slacks:
                await slack.close()
            return answers

    answers = asyncio.run(story())

    assert {status for status, _ in answers} == {200}
    (story,) = doorway.stories().values()
    assert [kind for kind, _ in story] == ["opened"]
    assert "could not" in story[0][1] or "cannot" in story[0][1]


def _slack(app, wire, doorway):
    return Slack(
        TOKEN,
        SECRET,
        app.handle,
        kept=app.profile_of,
        now=lambda: doorway.clock.now,
        api_url=f"{wire.url}/api/",
        patience_s=BUSY_MACHINE_S,
    )
