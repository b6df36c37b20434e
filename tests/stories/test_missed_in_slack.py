"""What people write to the bot while it is down, or while Slack cannot reach it: found when it is back."""

import pytest

pytestmark = pytest.mark.parametrize("a_desk", ["slack"], indirect=True)


@pytest.fixture
def away(desk):
    """Does something while nothing runs; then the bot is back for half an hour, or as long as is said."""
    wire = desk.platform.office.wire
    desk._do(desk.platform.office.catches_up())

    def while_away(who, act, *, minutes=30):
        wire.post.url, there = None, wire.post.url
        desk._do(act(desk.platform.office.person(who)))
        wire.refused.clear()
        wire.post.url = there
        desk.is_down(minutes=minutes)
        desk._do(desk.platform.office.catches_up())

    return while_away


def test_a_direct_message_becomes_a_case_and_is_acknowledged_where_it_stands(desk, away):
    away("ivan", lambda ivan: ivan.dms("the lift stands still"))

    assert desk.case("C-1").owner == "lea"
    assert "the lift stands still" in desk.thread("C-1")
    assert "Lea Stan’s desk has C-1" in desk.customer_saw("ivan")
    assert desk.deadline_of("C-1") == "2026-11-20 06:00"  # twenty hours from when Ivan said it


def test_more_words_in_the_thread_of_a_direct_message_are_the_customers(desk, away):
    desk.writes("ivan", "hello?", at="help")
    ivan = desk.platform.office.person("ivan")
    desk._do(desk.platform.does("ivan", ivan.dms("the lift stands still")))
    (begun,) = [one for one in desk.platform._messages if one.user == ivan.user.id and one.channel.startswith("D")]

    away("ivan", lambda ivan: ivan.writes(begun.channel, "on the third floor", thread=begun.ts))

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]


def test_a_line_of_staff_is_carried_out_and_answered_in_their_chat(desk, away):
    desk.writes("maria", "charged twice")

    away("ana", lambda ana: ana.dms("claim C-1"))

    assert desk.owner_of("C-1") == "ana"
    assert desk.heard("ana").count("C-1 is yours") == 1


def test_a_mention_is_answered_where_it_stays(desk, away):
    desk.writes("maria", "charged twice")
    desk.writes("ana", "we look into it")  # she is in that channel

    away("ana", lambda ana: ana.writes("C0HELP", "@buckstop claim C-1"))

    assert desk.owner_of("C-1") == "ana"
    assert desk.heard("ana").count("C-1 is yours") == 1


def test_after_more_than_an_hour_staff_are_asked_to_say_it_again(desk, away):
    desk.writes("maria", "charged twice")

    away("ana", lambda ana: ana.dms("claim C-1"), minutes=61)

    assert desk.owner_of("C-1") == "lea"
    assert "You wrote “claim C-1” today 10:00, and I found it only now." in desk.heard("ana")


def test_what_was_answered_when_it_came_is_not_answered_again(desk, away):
    desk.writes("maria", "charged twice")
    ana = desk.platform.office.person("ana")
    desk._do(desk.platform.does("ana", ana.dms("claim C-1")))

    away("ivan", lambda ivan: ivan.dms("the lift stands still"))

    assert desk.heard("ana").count("C-1 is yours") == 1
