"""Teams or Slack is down: the other goes on, and when it is back everything arrives there."""

import pytest

pytestmark = pytest.mark.parametrize("a_desk", ["across"], indirect=True)

POSTS_AND_EDITS = ("create", "send", "reply", "update")
READS = ("members", "paged_members", "member", "team", "channels")


def ana_has(desk):
    desk.writes("maria", "charged twice")
    desk.presses("ana", "Claim", of="C-1")


def goes_wrong(wire, methods, **how):
    """Whatever the bot asks there, until it is mended."""
    for method in methods:
        wire.trouble(method, **how, times=1_000_000)
    return wire.mends


def is_not_there(desk, wire):
    port = desk._do(wire.goes_down())
    return lambda: desk._do(wire.comes_back(port))


@pytest.mark.parametrize(
    "trouble",
    [
        is_not_there,
        lambda desk, wire: goes_wrong(wire, POSTS_AND_EDITS, status=429, retry_after_s=30),
        lambda desk, wire: goes_wrong(wire, POSTS_AND_EDITS, status=412),
        lambda desk, wire: goes_wrong(wire, (*POSTS_AND_EDITS, *READS), status=502),
    ],
    ids=["not there", "too many requests", "precondition failed", "answers nothing but errors"],
)
def test_while_teams_is_down_slack_goes_on_and_when_it_is_back_everything_arrives_once(desk, trouble):
    desk.writes("maria", "charged twice")
    mended = trouble(desk, desk.platform.teams.office.wire)

    desk.presses("ana", "Claim", of="C-1")
    desk.says("ana", "reply C-1: we look into it")
    desk.says("ana", "note C-1: paid twice indeed")
    desk.says("ana", "pass C-1 needs permission")
    desk.wait(minutes=10)

    assert desk.channel("front") == "C-1 went up to Cleo Marin (Top)."
    assert "Ana Pop noted: paid twice indeed" in desk.thread("C-1", at="front")
    assert desk.channel("top") == ""
    assert "look into it" not in desk.customer_saw("maria")

    mended()
    desk.wait(minutes=10)

    assert desk.customer_saw("maria").count("Ana Pop: we look into it") == 1
    assert desk.channel("top").count("C-1 · Maria") == 1
    assert desk.thread("C-1", at="top").count("needs permission") == 1
    assert desk.customer_saw("maria").startswith("Cleo Marin")


def test_while_slack_is_down_teams_goes_on(desk):
    desk.writes("maria", "charged twice")
    mended = goes_wrong(desk.platform.slack.office.wire, ("chat.postMessage", "chat.update"), status=503)

    desk.says("cleo", "claim C-1")
    desk.says("cleo", "reply C-1: we look into it")
    desk.wait(minutes=10)

    assert "Ana" not in desk.customer_saw("maria")
    assert "Cleo Marin: we look into it" in desk.customer_saw("maria")
    assert "C-1 · Maria" in desk.channel("top")
    assert "went up" not in desk.channel("front")

    mended()
    desk.wait(minutes=10)

    assert desk.channel("front") == "C-1 went up to Cleo Marin (Top)."


def test_a_post_whose_answer_was_lost_is_sent_once_more_and_says_so(desk):
    ana_has(desk)
    desk.platform.teams.office.wire.trouble("send", status=502, done=True)

    desk.says("ana", "reply C-1: we look into it")
    desk.wait(minutes=10)

    replies = [text for text in desk.platform.teams.customer_saw("maria") if "Ana Pop: we look into it" in text]
    assert ["Sent again" in text for text in replies] == [False, True]


def test_what_may_never_have_arrived_waits_until_teams_takes_posts_again(desk):
    ana_has(desk)
    mended = goes_wrong(desk.platform.teams.office.wire, POSTS_AND_EDITS, status=502)

    desk.says("ana", "reply C-1: we look into it")
    desk.wait(hours=2)
    assert "could not be delivered" not in desk.heard("ana")
    mended()
    desk.wait(minutes=10)

    assert desk.customer_saw("maria").count("Ana Pop: we look into it") == 1
