"""Budgets: how often a platform may be called, and what goes on while one of them is spent."""

from datetime import timedelta
from itertools import pairwise

from bot.messages.delivery import Budget, NotDelivered

SECOND = timedelta(seconds=1)


def one_post_a_second(to, edit):
    return () if edit else (Budget(f"post:{to.conversation}", SECOND),)


def twelve_edits_a_minute(to, edit):
    return (Budget("edit", 5 * SECOND),) if edit else ()


def tried(office, place):
    return [when for where, when in office.tried if where == place]


def test_a_burst_in_one_conversation_takes_its_time_in_order_and_the_others_flow(office):
    office.budgets = one_post_a_second
    names = [f"Ana {n}" for n in range(30)]
    office.posts("C0FRONT", *names)
    office.posts("C0HELP", "Ben")
    office.posts("C0TOP", "Ben")

    office.settles()
    assert sorted(where for where, *_ in office.sent) == ["C0FRONT", "C0HELP", "C0TOP"]

    office.waits(seconds=29)
    assert office.names("C0FRONT") == names
    assert {later - earlier for earlier, later in pairwise(tried(office, "C0FRONT"))} == {SECOND}


def test_whoever_waits_for_a_budget_goes_on_by_himself(office):
    office.budgets = lambda to, edit: (Budget("post", timedelta(milliseconds=1)),)
    office.posts("C0FRONT", "Ana", "Ben")

    async def goes_on():
        office.app.delivery.knock()
        await office.quiet()
        assert office.names("C0FRONT") == ["Ana"]
        office.clock.now += SECOND
        await office.until(lambda: len(office.sent) == 2)
        await office.app.delivery.stop(SECOND)

    office.do(goes_on())


def test_what_waits_for_a_budget_is_not_overtaken_when_it_comes_free_meanwhile(office):
    def while_time_goes_by(to, edit):
        office.clock.now += 0.4 * SECOND
        return (Budget("post", SECOND),)

    office.budgets = while_time_goes_by
    office.posts("C0FRONT", *"ABCDEF")

    office.waits(minutes=1)

    assert office.names("C0FRONT") == [*"ABCDEF"]


def test_threads_of_a_channel_share_its_budget(office):
    office.budgets = one_post_a_second
    office.posts("C0HELP/17.1", "Ana")
    office.posts("C0HELP/17.2", "Ben")

    office.settles()
    assert len(office.sent) == 1

    office.waits(seconds=1)
    assert len(office.sent) == 2


def test_what_is_allowed_at_once_after_a_rest_goes_at_once(office):
    office.budgets = lambda to, edit: (Budget("post", SECOND, burst=3),)
    office.posts("C0FRONT", "Ana", "Ben", "Dan", "Lea")

    office.settles()

    assert office.names("C0FRONT") == ["Ana", "Ben", "Dan"]


def test_waiting_for_a_budget_is_no_attempt(office):
    office.budgets = one_post_a_second
    office.posts("C0FRONT", *(f"Ana {n}" for n in range(6)))
    office.waits(seconds=4)
    office.fails["C0FRONT"] = NotDelivered("no connection")

    office.waits(seconds=5)

    gaps = [(later - earlier) // SECOND for earlier, later in pairwise(tried(office, "C0FRONT"))]
    assert gaps == [1, 1, 1, 1, 1, 1, 2]  # the last two are its growing patience, from the beginning


def test_while_edits_must_wait_posts_of_the_same_conversation_go_on(office):
    office.shows("unclaimed:1", "UANA")
    office.shows("unclaimed:2", "UANA")
    office.settles()
    office.budgets = twelve_edits_a_minute
    office.shows("unclaimed:1", "UANA")
    office.shows("unclaimed:2", "UANA")
    office.settles()
    office.shows("unclaimed:1", "UANA")
    office.posts("UANA", "Ben")
    office.sent.clear()

    office.waits(seconds=5)

    assert [how[:4] for *_, how in office.sent] == ["", "edit"]


def test_while_posts_must_wait_edits_of_the_same_conversation_go_on(office):
    office.shows("unclaimed:1", "UANA")
    office.settles()
    office.budgets = one_post_a_second
    office.posts("UANA", "Ben", "Dan")
    office.shows("unclaimed:1", "UANA")

    office.settles()

    assert [how for *_, how in office.sent] == ["", "", "edit 1"]
    assert office.names("UANA")[1] == "Ben"


def test_a_budget_of_the_whole_workspace_is_shared_by_all_conversations(office):
    for place in ("UANA", "UBEN", "ULEA"):
        office.shows(f"unclaimed:{place}", place)
    office.settles()
    office.budgets = twelve_edits_a_minute
    for place in ("UANA", "UBEN", "ULEA"):
        office.shows(f"unclaimed:{place}", place)
    office.tried.clear()

    office.waits(seconds=10)

    assert {later - earlier for (_, earlier), (_, later) in pairwise(office.tried)} == {5 * SECOND}


def test_when_slack_says_how_long_to_wait_it_is_waited_that_long(office):
    office.fails["C0FRONT"] = NotDelivered("ratelimited", retry_after=timedelta(minutes=7))
    office.posts("C0FRONT", "Ana")

    office.waits(minutes=14)

    assert {later - earlier for earlier, later in pairwise(tried(office, "C0FRONT"))} == {timedelta(minutes=7)}
