"""What Teams delivers twice, at once, late, or by itself: it has one effect, or none."""

import asyncio
from datetime import timedelta

import pytest

from tests.platforms.teams.a_house import channel, telling
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.envelopes import envelope

LATE = timedelta(seconds=6)
HELP, FRONT = channel("help"), channel("front")


@pytest.fixture
def told(store_url):
    return lambda story: telling(store_url, story)


async def opened(house):
    """A case, and its card in the first tier."""
    await house.wire.person("maria").writes(HELP, "charged twice")
    await house.settles()


async def again(house, delivery=None, **how):
    await house.wire.again(delivery or house.wire.deliveries[-1], **how)
    await house.settles()
    return house.wire.deliveries[-1]


def test_the_same_message_twice_opens_one_case_and_is_acknowledged_once(told):
    async def story(house):
        await opened(house)
        before = len(house.wire.space.messages)
        await again(house, house.wire.deliveries[0])
        return house.wire.deliveries[0].statuses, house.kinds(), house.kinds(2), len(house.wire.space.messages) - before

    assert told(story) == ([200, 200], ["opened"], [], 0)


def test_five_at_once_are_one(told):
    async def story(house):
        await house.wire.person("maria").writes(HELP, "charged twice")
        await asyncio.gather(*(house.wire.again(house.wire.deliveries[0]) for _ in range(4)))
        await house.settles()
        return house.wire.deliveries[0].statuses, house.kinds(), house.kinds(2)

    assert told(story) == ([200] * 5, ["opened"], [])


def test_a_line_that_comes_twice_is_answered_once(told):
    async def story(house):
        await opened(house)
        await house.wire.person("ana").writes(FRONT, "@buckstop claim C-1")
        await house.settles()
        await again(house)
        return house.kinds(), len([one for one in house.chat("ana") if "C-1 is yours" in one])

    assert told(story) == (["opened", "claimed"], 1)


def test_a_press_that_comes_twice_is_answered_the_same_and_done_once(told):
    async def story(house):
        await opened(house)
        first = await house.wire.person("ana").presses("Claim", house.card("ana"))
        said = first.response
        await house.settles()
        await again(house, first)
        return house.kinds(), said, first.response

    kinds, said, repeated = told(story)

    assert kinds == ["opened", "claimed"]
    assert "C-1 is yours" in said["value"]
    assert repeated == said


@pytest.mark.parametrize("kind", ["message", "mention", "direct", "press"])
def test_what_was_answered_late_and_comes_again_under_another_id_has_one_effect(told, kind):
    async def story(house):
        await opened(house)
        maria, ana = house.wire.person("maria"), house.wire.person("ana")
        house.slow = LATE
        match kind:
            case "message":
                await maria.writes(HELP, "the lift stands still")
            case "mention":
                await ana.writes(FRONT, "@buckstop claim C-1")
            case "direct":
                await ana.dms("claim C-1")
            case "press":
                await ana.presses("Claim", house.card("ana"))
        first = house.wire.deliveries[-1]
        await house.settles()
        house.slow = timedelta()
        repeated = await again(house, first, another_id=True)
        answers = len([one for one in house.chat("ana") if "C-1 is yours" in one])
        return first.id != repeated.id, repeated.response == first.response, house.kinds(), house.kinds(3), answers

    is_another, is_the_same, kinds, third, answers = told(story)

    assert is_another
    assert is_the_same
    assert kinds == ["opened", "customer_wrote" if kind == "message" else "claimed"]
    assert third == []
    assert answers == (1 if kind in ("mention", "direct") else 0)


def test_what_was_answered_in_time_and_is_said_again_is_said_twice(told):
    async def story(house):
        await opened(house)
        await house.wire.person("ana").dms("claim C-1")
        await house.settles()
        await again(house, another_id=True)
        return len(house.chat("ana"))

    assert told(story) == 2


def test_a_card_that_refreshes_by_itself_changes_nothing(told):
    async def story(house):
        await opened(house)
        shown, ana = house.card("ana"), house.wire.person("ana")
        claim = next(one for one in shown.pressable if one["title"] == "Claim")
        where = house.wire.space.conversations[FRONT]
        about = envelope(ana.user, where, house.clock(), house.wire.service, shown.source.id)
        value = {"action": {**claim, "fallback": None}, "trigger": "automatic"}
        body = about | {"type": "invoke", "name": "adaptiveCard/action", "id": "f:1", "value": value}
        delivery = await house.wire.deliver(Delivery(body))
        before = house.kinds()
        by_hand = {**body, "id": "f:2", "value": value | {"trigger": "manual"}}
        await house.wire.deliver(Delivery(by_hand))
        return delivery.statuses, before, house.kinds()

    assert told(story) == ([200], ["opened"], ["opened", "claimed"])
