"""Calling Slack: each call is made once, and what became of it is told apart."""

import logging
import socket
import traceback
from datetime import timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.platforms.slack.client import Web
from bot.platforms.slack.errors import waiting
from bot.platforms.slack.needs import METHODS
from tests.platforms.a_service import BREAKS_OFF, HANGS_UP, KEEPS_SILENT, Page
from tests.platforms.slack.a_slack import TOKEN, ASlack, a_slack

SECRET = "charged twice"
POST = "chat.postMessage"
NEVER = """
channel_not_found not_in_channel is_archived is_inactive user_not_found user_disabled user_not_visible
user_not_in_channel cannot_dm_bot invalid_user_combination messages_tab_disabled not_enabled no_permission
msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format invalid_arguments no_text view_too_large
invalid_metadata_format metadata_too_large metadata_must_be_sent_from_app too_many_attachments block_mismatch
restricted_action restricted_action_read_only_channel restricted_action_thread_locked ekm_access_denied access_denied
posting_to_channel_denied slack_connect_lists_sharing_blocked channel_is_limited_access team_not_found
thread_not_found cannot_reply_to_message message_not_found cant_update_message edit_window_closed
expired_trigger_id exchanged_trigger_id invalid_trigger_id
attachment_payload_limit_exceeded method_not_supported_for_channel_type method_deprecated unknown_method
invalid_something_new
"""
LOCKED_OUT = """
invalid_auth not_authed account_inactive token_revoked token_expired missing_scope not_allowed_token_type
org_login_required team_added_to_org accesslimited two_factor_setup_required
"""
PERHAPS_DONE = ("internal_error", "fatal_error", "service_unavailable", "update_failed", "a_word_of_tomorrow")


@pytest.fixture
def slack():
    with a_slack() as slack:
        yield slack


@pytest.fixture
def web(slack):
    web = Web(TOKEN, slack.url, timeout_s=0.4)
    yield web
    slack.run(web.close())


def refused(slack: ASlack, web: Web, method: str = POST) -> NotDelivered:
    with pytest.raises(NotDelivered) as no:
        slack.run(web.call(method, channel="C0HELP", text=SECRET))
    return no.value


def test_a_call_goes_out_once_with_the_token_and_its_blocks_as_json_in_a_form(slack, web):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "naïve “quotes” & <@U0ANA> 🙂"}}]
    slack.answers(POST, {"ok": True, "channel": "C0HELP", "ts": "17.1"})

    answer = slack.run(web.call(POST, channel="C0HELP", text="1.10", blocks=blocks, thread_ts=None, unfurl_links=False))

    assert answer == {"ok": True, "channel": "C0HELP", "ts": "17.1"}
    (asked,) = slack.asked
    assert asked.token == f"Bearer {TOKEN}"
    assert asked.fields == {"channel": "C0HELP", "text": "1.10", "blocks": blocks, "unfurl_links": "0"}


def test_only_what_we_ask_scopes_for_can_be_called(slack, web):
    with pytest.raises(ValueError, match=r"chat\.delete"):
        slack.run(web.call("chat.delete", channel="C0HELP", ts="17.1"))

    assert not slack.asked
    assert "chat.delete" not in METHODS


def test_the_scopes_of_the_token_come_with_who_we_are(slack, web):
    slack.answers("auth.test", {"ok": True, "user_id": "U0BOT"})

    assert slack.run(web.call("auth.test")) == {"ok": True, "user_id": "U0BOT", "scopes": "chat:write,im:write"}


@pytest.mark.parametrize("word", NEVER.split())
def test_what_will_never_go_is_given_up(slack, web, word):
    slack.answers(POST, {"ok": False, "error": word})

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == (word, True, False)


@pytest.mark.parametrize("word", LOCKED_OUT.split())
def test_a_row_waits_while_the_token_is_not_let_in(slack, web, word):
    slack.answers(POST, {"ok": False, "error": word})

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == (word, False, False)
    assert no.retry_after == timedelta(minutes=5)


def test_that_the_token_is_not_let_in_is_said_loudly_once_until_it_is_let_in(slack, web, caplog):
    locked = {"ok": False, "error": "missing_scope", "needed": "im:write"}
    slack.answers("conversations.open", locked, locked, {"ok": True}, locked)

    for _ in range(2):
        refused(slack, web, "conversations.open")
    assert [(one.levelname, one.why, one.needed) for one in caplog.records] == [("ERROR", "missing_scope", "im:write")]

    slack.run(web.call("conversations.open", users="U0ANA"))
    refused(slack, web, "conversations.open")
    assert len(caplog.records) == 2


@pytest.mark.parametrize("word", PERHAPS_DONE)
def test_an_error_of_slacks_own_may_have_come_after_the_post(slack, web, word):
    slack.answers(POST, {"ok": False, "error": word})

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == (word, False, True)


def test_too_many_messages_in_the_workspace_is_said_with_200_and_takes_long(slack, web):
    slack.answers(POST, {"ok": False, "error": "message_limit_exceeded"})

    no = refused(slack, web)

    assert (no.permanent, no.unsure, no.retry_after) == (False, False, timedelta(minutes=10))


@pytest.mark.parametrize("said", ['{"ok": false, "error": "ratelimited"}', "", "slow down"])
def test_a_call_too_many_waits_as_long_as_slack_says(slack, web, said):
    slack.answers(POST, Page(429, said, "application/json" if "{" in said else "text/plain", {"Retry-After": "47"}))

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == ("ratelimited", False, False)
    assert no.retry_after == timedelta(seconds=47)
    assert len(slack.asked) == 1


@pytest.mark.parametrize("word", ["ratelimited", "rate_limited"])
def test_a_call_too_many_waits_a_while_if_slack_does_not_say_how_long(slack, web, word):
    slack.answers(POST, {"ok": False, "error": word})

    assert refused(slack, web).retry_after == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("30", timedelta(seconds=30)),
        (" 0 ", timedelta(0)),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("9" * 400, timedelta(days=1)),
    ],
)
def test_only_seconds_are_a_time_to_wait(header, wait):
    assert waiting(header) == wait


@pytest.mark.parametrize("content_type", ["text/plain", "text/html", "application/json"])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_may_have_come_after_the_post(slack, web, status, content_type):
    slack.answers(POST, Page(status, "upstream connect error", content_type, {"Retry-After": "3"}))

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == (f"http_{status}", False, True)
    assert no.retry_after == timedelta(seconds=3)
    assert len(slack.asked) == 1


@pytest.mark.parametrize(("status", "permanent"), [(403, False), (404, False), (407, False), (413, True)])
def test_somebody_on_the_way_may_turn_a_call_away(slack, web, status, permanent):
    slack.answers(POST, Page(status, "no"))

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == (f"http_{status}", permanent, False)


@pytest.mark.parametrize(
    "answer",
    [
        Page(200, "<html>Please log in</html>", "text/html"),
        Page(200, "ok"),
        Page(200, "", "application/json"),
        Page(200, "{", "application/json"),
        Page(200, "[true]", "application/json"),
        Page(200, "null", "application/json"),
        Page(200, "{}", "application/json"),
    ],
)
def test_what_is_no_answer_of_slacks_is_not_taken_for_a_yes(slack, web, answer):
    slack.answers(POST, answer)

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == ("not_json", False, True)


def test_a_connection_that_drops_after_the_call_arrived_is_not_tried_again(slack, web):
    slack.answers(POST, HANGS_UP)

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == ("connection_lost", False, True)
    assert len(slack.asked) == 1


def test_neither_is_one_that_drops_after_it_served_other_calls(slack, web):
    slack.answers(POST, {"ok": True}, HANGS_UP)
    slack.run(web.call(POST, channel="C0HELP", text=SECRET))

    assert refused(slack, web).unsure
    assert len(slack.asked) == 2


def test_an_answer_that_breaks_off_leaves_us_unsure(slack, web):
    slack.answers(POST, BREAKS_OFF)

    no = refused(slack, web)

    assert (no.permanent, no.unsure) == (False, True)
    assert len(slack.asked) == 1


def test_an_answer_that_never_comes_leaves_us_unsure(slack, web):
    slack.answers(POST, KEEPS_SILENT)

    no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == ("timeout", False, True)


def test_where_nobody_listens_nothing_was_sent(slack):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        web = Web(TOKEN, f"http://127.0.0.1:{nobody.getsockname()[1]}/api/", timeout_s=0.4)

        no = refused(slack, web)

    assert (no.why, no.permanent, no.unsure) == ("unreachable", False, False)
    slack.run(web.close())


def test_where_nobody_takes_the_connection_nothing_was_sent(slack):
    with socket.socket() as full, socket.socket() as caller:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        caller.connect(full.getsockname())  # the only one who may wait
        web = Web(TOKEN, "http://{}:{}/api/".format(*full.getsockname()), timeout_s=0.4)

        no = refused(slack, web)

    assert (no.why, no.unsure) == ("unreachable", False)
    slack.run(web.close())


@pytest.mark.parametrize(
    "answer", [Page(503), HANGS_UP, KEEPS_SILENT, {"ok": False, "error": "fatal_error"}], ids=["503", "drop", "-", "!"]
)
@pytest.mark.parametrize("method", ["conversations.history", "users.info", "conversations.open"])
def test_a_look_up_that_fails_has_changed_nothing(slack, web, method, answer):
    slack.answers(method, answer)

    no = refused(slack, web, method)

    assert (no.permanent, no.unsure) == (False, False)


@pytest.mark.parametrize(
    "answer",
    [
        Page(503, SECRET),
        Page(200, SECRET, "application/json"),
        HANGS_UP,
        KEEPS_SILENT,
        {"ok": False, "error": "no_text"},
    ],
    ids=["503", "no json", "drop", "silence", "no"],
)
def test_neither_the_words_nor_the_token_stand_in_what_is_raised_or_logged(slack, web, caplog, answer):
    caplog.set_level(logging.DEBUG)
    slack.answers(POST, answer)

    no = refused(slack, web)

    written = "".join(traceback.format_exception(no)) + repr(no) + caplog.text
    assert SECRET not in written
    assert TOKEN not in written


def test_blocks_that_slack_does_not_understand_are_logged_by_their_place(slack, web, caplog):
    messages = [f"[ERROR] no more than 150 characters: {SECRET} [json-pointer:/blocks/0/text/text]"]
    slack.answers(POST, {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": messages}})

    refused(slack, web)

    (line,) = caplog.records
    assert line.at == ["/blocks/0/text/text"]
    assert SECRET not in str(vars(line))


# --- answers by response_url -------------------------------------------------------------------------------------


def turned_away(slack: ASlack, web: Web, url: str) -> NotDelivered:
    with pytest.raises(NotDelivered) as no:
        slack.run(web.respond(url, {"text": SECRET}))
    return no.value


@pytest.mark.parametrize("answer", [Page(200, "ok"), {"ok": True}])
def test_an_answer_goes_to_the_asker_alone_and_leaves_the_message_as_it_is(slack, web, answer):
    slack.answers("T1", answer)

    slack.run(web.respond(f"{slack.root}/actions/T1", {"text": "done"}))

    (asked,) = slack.asked
    assert asked.fields == {"text": "done", "response_type": "ephemeral", "replace_original": False}
    assert asked.token == ""


def test_an_answer_may_take_the_place_of_the_message(slack, web):
    slack.answers("T1", Page(200, "ok"))

    slack.run(web.respond(f"{slack.root}/actions/T1", {"text": "done", "replace_original": True}))

    assert slack.asked[0].fields["replace_original"] is True


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/actions/T1",
        "http://hooks.slack.com/actions/T1",
        "https://hooks.slack.com.evil.example/actions/T1",
        "https://hooks.slack.com@evil.example/actions/T1",
        "https://hooks.slack.com:8443/actions/T1",
        "https://evil.example/https://hooks.slack.com/",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_answer_goes_nowhere_else_than_to_slack(slack, web, url):
    no = turned_away(slack, web, url)

    assert (no.why, no.permanent) == ("foreign_response_url", True)


def test_an_answer_does_not_follow_wherever_it_is_sent_on_to(slack, web):
    slack.answers("T1", Page(307, headers={"Location": f"{slack.root}/actions/T2"}))

    assert turned_away(slack, web, f"{slack.root}/actions/T1").permanent
    assert [asked.method for asked in slack.asked] == ["T1"]


@pytest.mark.parametrize(
    ("answer", "why", "permanent", "unsure"),
    [
        (Page(404, '{"ok":false,"error":"used_url"}', "application/json"), "used_url", True, False),
        (Page(404, "no such thing"), "http_404", True, False),
        (Page(429, headers={"Retry-After": "9"}), "ratelimited", False, False),
        (Page(500, "oh"), "http_500", False, True),
        ({"ok": False, "error": "invalid_blocks"}, "invalid_blocks", True, False),
        (HANGS_UP, "connection_lost", False, True),
    ],
)
def test_an_answer_that_does_not_arrive_is_tried_once(slack, web, answer, why, permanent, unsure):
    slack.answers("T1", answer)

    no = turned_away(slack, web, f"{slack.root}/actions/T1")

    assert (no.why, no.permanent, no.unsure) == (why, permanent, unsure)
    assert len(slack.asked) == 1
    assert SECRET not in "".join(traceback.format_exception(no))


def test_after_closing_it_opens_again_when_it_is_needed(slack, web):
    slack.answers("auth.test", {"ok": True})
    slack.run(web.call("auth.test"))

    slack.run(web.close())
    slack.run(web.close())

    assert slack.run(web.call("auth.test"))["ok"]
