"""Out to Slack: each card reaches its place once, is edited there, and is found again by its mark."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Button, Card, Receipt
from bot.platforms.slack.client import Web
from bot.platforms.slack.send import budgets, courier
from bot.platforms.slack.us import Us
from tests.platforms.a_service import HANGS_UP, Page
from tests.platforms.slack.a_slack import TOKEN, a_slack

US = Us("T0ACME", "U0BOT", "B0BOT")
NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
CARD = Card("C-1 · Maria · charged twice", (("Owner", "nobody yet"),), buttons=(Button("Claim", "claim C-1"),), case=1)
FRONT = Address("slack", "C0FRONT")
MARIAS_THREAD = Address("slack", "C0HELP/1700.1")
ANA = Address("slack", "U0ANA")
HER_HOME = Address("slack", "U0ANA/home")
POSTED = Receipt("C0FRONT", "1700.5")
WORKS = {"ok": True}


@pytest.fixture
def slack():
    with a_slack() as slack:
        slack.knows("chat.postMessage", lambda asked: {"ok": True, "channel": asked["channel"], "ts": "1800.1"})
        slack.answers("conversations.open", {"ok": True, "channel": {"id": "D0ANA"}})
        slack.answers("conversations.history", {"ok": True, "messages": []})
        slack.answers("conversations.replies", {"ok": True, "messages": []})
        yield slack


@pytest.fixture
def web(slack):
    web = Web(TOKEN, slack.url, timeout_s=0.4)
    yield web
    slack.run(web.close())


@pytest.fixture
def out(web):
    return courier(web, lambda: US)


def a_post(ts, mark, *, bot="B0BOT", event_type="buckstop", **more):
    metadata = {"event_type": event_type, "event_payload": {"row": mark}}
    return {"ts": ts, "bot_id": bot, "user": "U0BOT", "text": "C-1", "metadata": metadata, **more}


def refused(slack, doing):
    with pytest.raises(NotDelivered) as no:
        slack.run(doing)
    return no.value


# --- posting -----------------------------------------------------------------------------------------------------


def test_a_card_is_posted_in_its_channel_with_its_mark(slack, out):
    receipt = slack.run(out.send(FRONT, CARD, mark="row-7"))

    assert receipt == Receipt("C0FRONT", "1800.1")
    (post,) = slack.calls("chat.postMessage")
    assert post["channel"] == "C0FRONT"
    assert "charged twice" in post["text"]
    assert "Claim" in str(post["blocks"])
    assert post["metadata"] == {"event_type": "buckstop", "event_payload": {"row": "row-7"}}
    assert "thread_ts" not in post


def test_what_people_wrote_pulls_in_no_previews_and_calls_nobody(slack, out):
    slack.run(out.send(FRONT, Card("see https://evil.example/picture.png @channel #general")))

    (post,) = slack.calls("chat.postMessage")
    assert (post["unfurl_links"], post["unfurl_media"]) == ("0", "0")
    assert (post["link_names"], post["parse"]) == ("0", "none")


def test_without_a_mark_a_post_carries_none(slack, out):
    slack.run(out.send(FRONT, CARD))

    assert "metadata" not in slack.calls("chat.postMessage")[0]


def test_an_acknowledgement_stands_in_the_thread_it_answers(slack, out):
    slack.run(out.send(MARIAS_THREAD, CARD))

    (post,) = slack.calls("chat.postMessage")
    assert (post["channel"], post["thread_ts"]) == ("C0HELP", "1700.1")


def test_a_story_stands_below_its_card(slack, out):
    slack.run(out.send(FRONT, CARD, thread=POSTED))

    (post,) = slack.calls("chat.postMessage")
    assert (post["channel"], post["thread_ts"]) == ("C0FRONT", "1700.5")


def test_what_goes_below_an_acknowledgement_goes_into_the_thread_that_it_stands_in(slack, out):
    slack.run(out.send(MARIAS_THREAD, CARD, thread=Receipt("C0HELP", "1700.9")))

    assert slack.calls("chat.postMessage")[0]["thread_ts"] == "1700.1"


def test_a_ping_goes_to_our_own_chat_with_a_person_and_never_to_slackbots(slack, out):
    receipt = slack.run(out.send(ANA, CARD))
    slack.run(out.send(ANA, CARD))

    assert receipt == Receipt("D0ANA", "1800.1")
    assert [post["channel"] for post in slack.calls("chat.postMessage")] == ["D0ANA", "D0ANA"]
    assert slack.calls("conversations.open") == [{"users": "U0ANA"}]


def test_what_goes_below_a_ping_needs_no_looking_up(slack, out):
    slack.run(out.send(ANA, CARD, thread=Receipt("D0ANA", "1700.5")))

    (post,) = slack.calls("chat.postMessage")
    assert (post["channel"], post["thread_ts"]) == ("D0ANA", "1700.5")
    assert not slack.calls("conversations.open")


def test_nothing_was_posted_if_the_chat_with_a_person_could_not_be_opened(slack, out):
    slack.answers("conversations.open", HANGS_UP, Page(503), {"ok": False, "error": "user_disabled"})

    assert [refused(slack, out.send(ANA, CARD)).unsure for _ in range(3)] == [False, False, False]
    assert refused(slack, out.send(ANA, CARD)).permanent
    assert not slack.calls("chat.postMessage")


def test_a_post_whose_answer_is_lost_leaves_us_unsure(slack, out):
    slack.knows("chat.postMessage", lambda _: HANGS_UP)

    assert refused(slack, out.send(FRONT, CARD, mark="row-7")).unsure
    assert len(slack.calls("chat.postMessage")) == 1


# --- editing -----------------------------------------------------------------------------------------------------


def test_an_edit_changes_text_and_blocks_and_leaves_the_mark_alone(slack, out):
    slack.answers("chat.update", WORKS)

    receipt = slack.run(out.send(FRONT, CARD, edit=POSTED, mark="row-7"))

    assert receipt == POSTED
    (edit,) = slack.calls("chat.update")
    assert (edit["channel"], edit["ts"]) == ("C0FRONT", "1700.5")
    assert "charged twice" in edit["text"]
    assert "Claim" in str(edit["blocks"])
    assert (edit["link_names"], edit["parse"]) == ("0", "none")
    assert not {"metadata", "unfurl_links", "thread_ts"} & set(edit)
    assert not slack.calls("chat.postMessage")


def test_a_direct_message_is_edited_in_the_chat_it_stands_in(slack, out):
    slack.answers("chat.update", WORKS)

    slack.run(out.send(ANA, CARD, edit=Receipt("D0ANA", "1700.5")))

    assert slack.calls("chat.update")[0]["channel"] == "D0ANA"
    assert not slack.calls("conversations.open")


@pytest.mark.parametrize("word", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_card_that_somebody_deleted_is_posted_anew_where_it_stood(slack, out, word):
    slack.answers("chat.update", {"ok": False, "error": word})

    receipt = slack.run(out.send(MARIAS_THREAD, CARD, edit=Receipt("C0HELP", "1700.9"), mark="row-7"))

    assert receipt == Receipt("C0HELP", "1800.1")
    (post,) = slack.calls("chat.postMessage")
    assert (post["channel"], post["thread_ts"]) == ("C0HELP", "1700.1")
    assert post["metadata"]["event_payload"] == {"row": "row-7"}


@pytest.mark.parametrize(
    ("answer", "permanent", "unsure"),
    [
        ({"ok": False, "error": "channel_not_found"}, True, False),
        ({"ok": False, "error": "msg_too_long"}, True, False),
        (Page(429, headers={"Retry-After": "9"}), False, False),
        (Page(502), False, True),
        (HANGS_UP, False, True),
    ],
)
def test_an_edit_that_fails_otherwise_is_no_reason_to_post_again(slack, out, answer, permanent, unsure):
    slack.answers("chat.update", answer)

    no = refused(slack, out.send(FRONT, CARD, edit=POSTED))

    assert (no.permanent, no.unsure) == (permanent, unsure)
    assert not slack.calls("chat.postMessage")


# --- somebody's own page -----------------------------------------------------------------------------------------


def test_a_home_is_published_for_its_person_each_time(slack, out):
    slack.answers("views.publish", {"ok": True, "view": {"id": "V0HOME"}})

    first = slack.run(out.send(HER_HOME, CARD, mark="row-7"))
    again = slack.run(out.send(HER_HOME, CARD, edit=first))

    assert first == again == Receipt("U0ANA/home", "V0HOME")
    one, other = slack.calls("views.publish")
    assert one["user_id"] == other["user_id"] == "U0ANA"
    assert one["view"]["type"] == "home"
    assert "charged twice" in str(one["view"]["blocks"])
    assert [asked.method for asked in slack.asked] == ["views.publish"] * 2


def test_a_home_that_the_app_has_not_turned_on_is_given_up(slack, out):
    slack.answers("views.publish", {"ok": False, "error": "not_enabled"})

    assert refused(slack, out.send(HER_HOME, CARD)).permanent


def test_nobody_asks_whether_a_home_arrived(slack, out):
    assert slack.run(out.find(HER_HOME, "row-7", NOON)) is None
    assert not slack.asked


# --- finding -----------------------------------------------------------------------------------------------------


def test_a_post_is_found_by_its_mark_on_a_later_page(slack, out):
    pages = {
        None: ([a_post("1800.9", "row-9"), {"ts": "1800.8", "user": "U0MARIA", "text": "hello"}], "two"),
        "two": ([], "three"),
        "three": ([a_post("1800.7", "row-7"), a_post("1800.6", "row-6")], ""),
    }

    def page(asked):
        messages, cursor = pages[asked.get("cursor")]
        return {"ok": True, "messages": messages, "response_metadata": {"next_cursor": cursor}}

    slack.knows("conversations.history", page)

    assert slack.run(out.find(FRONT, "row-7", NOON)) == Receipt("C0FRONT", "1800.7")
    asked = slack.calls("conversations.history")
    assert [one.get("cursor") for one in asked] == [None, "two", "three"]
    assert {(one["channel"], one["include_all_metadata"]) for one in asked} == {("C0FRONT", "1")}
    assert {float(one["oldest"]) for one in asked} == {NOON.timestamp() - 60}
    assert slack.run(out.find(FRONT, "row-8", NOON)) is None


@pytest.mark.parametrize(
    "other",
    [
        a_post("1800.1", "row-7", bot="B0OTHER", user="U0OTHER"),
        a_post("1800.1", "row-7", event_type="somebody_elses"),
        a_post("1800.1", "row-71"),
        {"ts": "1800.1", "bot_id": "B0BOT", "user": "U0BOT", "text": "row-7"},
        {"ts": "1800.1", "bot_id": "B0BOT", "metadata": {"event_type": "buckstop"}},
    ],
    ids=["another bot's", "another event", "another row", "no metadata", "no payload"],
)
def test_only_our_own_post_with_this_very_mark_is_it(slack, out, other):
    slack.answers("conversations.history", {"ok": True, "messages": [other]})

    assert slack.run(out.find(FRONT, "row-7", NOON)) is None


def test_a_reply_is_looked_for_in_its_thread(slack, out):
    slack.answers("conversations.replies", {"ok": True, "messages": [a_post("1800.1", "row-7")]})

    assert slack.run(out.find(MARIAS_THREAD, "row-7", NOON)) == Receipt("C0HELP", "1800.1")
    assert slack.run(out.find(FRONT, "row-7", NOON, thread=POSTED)) == Receipt("C0FRONT", "1800.1")
    assert [(one["channel"], one["ts"]) for one in slack.calls("conversations.replies")] == [
        ("C0HELP", "1700.1"),
        ("C0FRONT", "1700.5"),
    ]
    assert not slack.calls("conversations.history")


@pytest.mark.parametrize("thread", [{"ok": False, "error": "thread_not_found"}, {"ok": True, "messages": []}])
def test_a_reply_whose_first_message_was_deleted_stands_in_the_channel(slack, out, thread):
    slack.answers("conversations.replies", thread)
    slack.answers("conversations.history", {"ok": True, "messages": [a_post("1800.1", "row-7")]})

    assert slack.run(out.find(MARIAS_THREAD, "row-7", NOON)) == Receipt("C0HELP", "1800.1")


def test_a_ping_is_looked_for_in_our_chat_with_the_person(slack, out):
    slack.answers("conversations.history", {"ok": True, "messages": [a_post("1800.1", "row-7")]})

    assert slack.run(out.find(ANA, "row-7", NOON)) == Receipt("D0ANA", "1800.1")
    assert slack.calls("conversations.history")[0]["channel"] == "D0ANA"


@pytest.mark.parametrize("word", ["missing_scope", "not_in_channel", "channel_not_found"])
def test_where_we_may_not_read_nobody_will_ever_tell(slack, out, word):
    slack.answers("conversations.history", {"ok": False, "error": word})

    assert refused(slack, out.find(FRONT, "row-7", NOON)).permanent


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_asking_too_often_is_asked_again_later(slack, out, method):
    slack.answers(method, Page(429, headers={"Retry-After": "60"}))

    no = refused(slack, out.find(MARIAS_THREAD, "row-7", NOON))

    assert (no.permanent, no.unsure, no.retry_after) == (False, False, timedelta(seconds=60))


# --- pace --------------------------------------------------------------------------------------------------------


def test_a_conversation_gets_one_post_a_second_and_the_workspace_some_hundred_a_minute():
    here, all_posts = budgets(MARIAS_THREAD, False)

    assert (here.key, here.every, here.burst) == ("slack:post:C0HELP", timedelta(seconds=1), 1)
    assert all_posts.key == "slack:chat.postMessage"
    assert budgets(Address("slack", "C0HELP"), False)[0] == here


@pytest.mark.parametrize(
    ("to", "edit", "key", "per_minute"),
    [
        (FRONT, True, "slack:chat.update", 50),
        (HER_HOME, False, "slack:views.publish", 100),
        (HER_HOME, True, "slack:views.publish", 100),
    ],
)
def test_edits_and_homes_count_for_the_whole_workspace_and_never_exceed_a_minute(to, edit, key, per_minute):
    (budget,) = budgets(to, edit)

    assert budget.key == key
    assert budget.burst + timedelta(minutes=1) / budget.every <= per_minute


def test_the_demo_is_in_no_need_of_pacing(web):
    assert courier(web, lambda: US, paced=False).budgets(FRONT, False) == ()
    assert courier(web, lambda: US).budgets(FRONT, False) == budgets(FRONT, False)
