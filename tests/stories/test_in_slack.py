"""What there is in Slack alone: mentions that come twice, shortcuts, edits, deliveries that Slack is not sure of."""

import pytest

from bot.scheduler.deliver import LEASE
from tests.stories.office import channel

pytestmark = pytest.mark.parametrize("a_desk", ["slack"], indirect=True)

HELP, FRONT = channel("help"), channel("front")


def does(desk, who, act):
    """Something that is done in Slack alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def the_card(desk):
    return desk.card("C-1").itself.source


def page_of(desk, who):
    person = desk.platform.office.person(who)
    return person.shown(wire(desk).space.homes[person.user.id])


def test_a_mention_is_a_command_and_done_once_though_it_comes_twice(desk):
    desk.writes("maria", "charged twice")

    answer = does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop claim C-1"))

    assert desk.kinds("C-1") == ["opened", "claimed"]
    assert answer.count("C-1 is yours") == 1


def test_below_its_card_a_mention_needs_no_number(desk):
    desk.writes("maria", "charged twice")

    does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop claim", thread=the_card(desk).ts))

    assert desk.owner_of("C-1") == "ana"


def test_what_staff_write_below_the_card_is_a_note(desk):
    desk.writes("maria", "charged twice")

    does(desk, "ana", lambda ana: ana.writes(FRONT, "the bank says no", thread=the_card(desk).ts))

    assert desk.kinds("C-1") == ["opened", "noted"]
    assert "bank" not in desk.customer_saw("maria")


def test_so_is_it_below_a_card_whose_post_was_found_again(desk):
    wire(desk).trouble("chat.postMessage", status=503, done=True, times=2)
    desk.writes("maria", "charged twice")
    desk.wait(minutes=5)

    does(desk, "ana", lambda ana: ana.writes(FRONT, "the bank says no", thread=the_card(desk).ts))

    assert desk.kinds("C-1") == ["opened", "noted"]
    assert desk.channel("front").count("C-1") == 1


def test_where_no_form_can_be_opened_a_button_opens_it(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    asked = does(desk, "ana", lambda ana: ana.writes(FRONT, "@buckstop resolve C-1"))
    (button,) = desk.platform.office.person("ana").sees()[-1].labels
    desk.presses("ana", button)
    desk.sends("ana", Text="paid back", Cause="unknown")

    assert "Resolve C-1" in asked
    assert desk.case("C-1").state == "resolved"


def test_words_for_a_customer_are_read_as_they_will_read_them_before_they_go(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "reply C-1")
    desk.fills("ana", Text="*paid* back")

    read = does(desk, "ana", lambda ana: ana.submits())
    before = desk.customer_saw("maria")
    does(desk, "ana", lambda ana: ana.submits())

    assert "Ana Pop: *paid* back" in read
    assert "paid" not in before
    assert desk.customer_saw("maria").count("Ana Pop: *paid* back") == 1


def test_by_socket_everything_goes_as_it_does_over_http_and_a_connection_that_ends_is_followed_by_another(desk):
    desk._do(desk.platform.office.connects())
    desk.writes("maria", "charged twice")
    claimed = desk.says("ana", "claim C-1")
    desk._do(desk.platform.office.reconnects())
    desk.resolves("ana")

    assert "C-1 is yours" in claimed
    assert desk.case("C-1").state == "resolved"
    assert wire(desk).post.url is None


def test_a_direct_message_from_staff_is_a_command(desk):
    desk.writes("maria", "charged twice")

    does(desk, "ana", lambda ana: ana.dms("claim C-1"))

    assert desk.owner_of("C-1") == "ana"
    assert "C-1 is yours" in desk.heard("ana")


def test_what_comes_again_because_slack_is_not_sure_is_heard_once(desk):
    wire(desk).post.hold()
    desk.writes("maria", "charged twice")
    delivery = desk.delivered()

    desk._do(wire(desk).post.release())
    desk.wait(minutes=1)
    for _ in range(3):
        desk.delivers_again(delivery)

    assert desk.kinds("C-1") == ["opened"]
    assert delivery.statuses == [200] * 4


def test_what_was_changed_on_the_way_or_comes_too_late_is_not_let_in(desk):
    wire(desk).post.hold()
    desk.writes("maria", "charged twice")
    delivery = desk.delivered()

    desk._do(wire(desk).post.attempt(delivery, tampered=True))
    desk._do(wire(desk).post.attempt(delivery, stale=True))

    assert delivery.statuses == [401, 401]
    assert desk.ledger("C-1") == []


def test_an_answer_that_comes_before_its_question_is_heard_when_that_comes(desk):
    wire(desk).post.hold()
    desk.writes("maria", "charged twice")
    (root,) = wire(desk).messages(HELP)
    does(desk, "maria", lambda maria: maria.writes(HELP, "in October", thread=root.ts))

    desk._do(wire(desk).post.release(reverse=True))
    desk.wait(minutes=1)

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]


def test_a_customer_takes_words_back_and_the_case_stays(desk):
    desk.writes("maria", "charged twice")
    (root,) = wire(desk).messages(HELP)

    does(desk, "maria", lambda maria: maria.edits(root, "charged thrice"))
    does(desk, "maria", lambda maria: maria.deletes(root))

    assert desk.case("C-1").state == "open"
    assert "charged thrice" in desk.says("ana", "show C-1")


def test_a_shortcut_on_a_message_makes_a_case_of_it_for_who_wrote_it(desk):
    lounge = wire(desk).channel("lounge")
    lounge.members |= {desk.platform.office.person(who).user.id for who in ("ivan", "ana")}
    does(desk, "ivan", lambda ivan: ivan.writes(lounge.id, "the lift stands still"))
    (message,) = wire(desk).messages(lounge.id)
    desk.wait(hours=1)

    does(desk, "ana", lambda ana: ana.uses_shortcut("open_case", message))
    if desk.platform.office.person("ana").modal:
        desk.sends("ana")

    assert "Ivan" in desk.card_text("C-1")
    assert "the lift stands still" in desk.thread("C-1")
    assert desk.deadline_of("C-1") == "2026-11-20 06:00"  # twenty hours from when Ivan said it


def test_on_their_own_page_people_see_their_cases_as_they_stand_now(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    does(desk, "ana", lambda ana: ana.opens_home())
    opened = page_of(desk, "ana")
    desk.resolves("ana")

    assert "charged twice" in opened.text
    assert opened.labels
    assert "charged twice" not in page_of(desk, "ana").text


@pytest.mark.parametrize("change", [{"guest": True}, {"deleted": True}])
def test_who_is_a_guest_or_gone_is_a_customer_at_most(desk, change):
    desk.writes("maria", "charged twice")
    does(desk, "ben", lambda ben: ben.becomes(**change))

    answer = desk.says("ben", "claim C-1")

    assert "is yours" not in answer
    assert desk.owner_of("C-1") == "lea"


def test_somebody_of_another_workspace_cannot_act_for_the_house(desk):
    desk.writes("maria", "charged twice")
    desk.platform.office.person("ben").user.team = "T0OTHER"

    answer = desk.presses("ben", "Claim")

    assert "is yours" not in answer
    assert desk.owner_of("C-1") == "lea"


def test_nothing_that_people_write_calls_anybody(desk):
    desk.writes("maria", "<!channel> *now* <@U0ANA> & <https://example.com|here>")

    raw = str([one.blocks for one in wire(desk).messages(FRONT)] + [one.text for one in wire(desk).messages(FRONT)])

    assert "<!channel> *now* <@U0ANA> & <https://example.com|here>" in desk.thread("C-1")
    assert "mrkdwn" not in raw


def test_a_post_whose_answer_was_lost_is_not_posted_again(desk):
    wire(desk).trouble("chat.postMessage", done=True)

    desk.writes("maria", "charged twice")
    desk.wait(minutes=10)

    assert len(desk.platform.customer_saw("maria")) == 1
    assert len(desk.platform.channel("front")) == 1
    assert desk.thread("C-1").count("charged twice") == 1


def test_when_slack_asks_for_patience_everything_comes_later(desk):
    wire(desk).trouble("chat.postMessage", status=429, error="ratelimited", retry_after_s=30)

    desk.writes("maria", "charged twice")
    desk.wait(seconds=29 + LEASE.total_seconds())

    assert "Lea Stan’s desk has C-1" in desk.customer_saw("maria")
    assert desk.card("C-1").labels


def test_what_was_said_while_nothing_ran_is_read_afterwards(desk):
    desk.writes("maria", "charged twice")
    desk._do(desk.platform.office.catches_up())
    desk.app.store.close()
    desk.clock.now += LEASE
    wire(desk).post.url, there = None, wire(desk).post.url
    ivan = desk.platform.office.person("ivan")
    wire(desk).channel("help").members.add(ivan.user.id)
    desk._do(ivan.writes(HELP, "the lift stands still"))
    wire(desk).refused.clear()

    wire(desk).post.url = there
    desk.is_down(minutes=30)
    desk._do(desk.platform.office.catches_up())

    assert desk.case("C-2").owner == "lea"
    assert "the lift stands still" in desk.thread("C-2")
