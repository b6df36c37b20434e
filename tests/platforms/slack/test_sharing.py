"""Pictures and files in Slack: shared once below their post, found again by name, else said in words."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Card, Enclosed, Receipt
from bot.platforms.slack.client import Web
from bot.platforms.slack.send import courier
from bot.platforms.slack.sharing import named
from bot.platforms.slack.us import Us
from tests.platforms.a_service import HANGS_UP, Page
from tests.platforms.slack.a_slack import TOKEN, a_slack

US = Us("T0ACME", "U0BOT", "B0BOT")
REPORT, DIGEST = Address("slack", "C0REPORT"), Receipt("C0REPORT", "1700.5")
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MARK = "digest_charts:support:2026-11@0"
CHART = Enclosed("support-2026-11-people.png", "Resolved", "{}", "Ana <Pop> resolved 12", "support/2026-11/people")
SHEET = Enclosed("support-2026-11.csv", "Every figure", "team,month\r\n", subject="support/2026-11/figures")
CARD = Card("Support, November 2026: charts", enclosed=(CHART, SHEET))
PNG = b"\x89PNG of the chart"
UPLOAD, SHARE = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture
def slack():
    numbers = count(1)
    with a_slack() as slack:
        slack.knows(
            UPLOAD,
            lambda asked: {
                "ok": True,
                "upload_url": f"{slack.root}/actions/upload",
                "file_id": f"F{next(numbers)}",
            },
        )
        slack.answers("upload", {"ok": True})
        slack.answers(SHARE, {"ok": True, "files": []})
        slack.answers("chat.postMessage", {"ok": True, "channel": "C0REPORT", "ts": "1800.1"})
        slack.answers("conversations.replies", {"ok": True, "messages": []})
        slack.answers("conversations.history", {"ok": True, "messages": []})
        yield slack


@pytest.fixture
def out(slack):
    web = Web(TOKEN, slack.url, timeout_s=0.4)
    yield courier(web, lambda: US, paint=lambda drawings: [PNG] * len(drawings))
    slack.run(web.close())


def shared(*names):
    return {"ts": "1801.1", "bot_id": "B0BOT", "user": "U0BOT", "files": [{"id": "F1", "name": one} for one in names]}


def test_pictures_and_the_file_are_shared_below_their_post_with_words_for_them(slack, out):
    slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))

    (share,) = slack.calls(SHARE)
    assert (share["channel_id"], share["thread_ts"]) == ("C0REPORT", "1700.5")
    assert share["files"] == [{"id": "F1", "title": "Resolved"}, {"id": "F2", "title": "Every figure"}]
    assert "Resolved: Ana &lt;Pop&gt; resolved 12" in share["initial_comment"]
    asked = slack.calls(UPLOAD)
    assert [one["length"] for one in asked] == [str(len(PNG)), str(len(SHEET.source))]
    assert asked[0]["alt_txt"] == "Ana <Pop> resolved 12"
    assert slack.calls("chat.postMessage") == []


def test_what_was_shared_is_found_again_by_its_mark_and_by_no_other(slack, out):
    slack.answers("conversations.replies", {"ok": True, "messages": [shared(named(CHART.name, MARK))]})

    assert slack.run(out.find(REPORT, MARK, NOON, thread=DIGEST)) == Receipt("C0REPORT", "1801.1")
    assert slack.run(out.find(REPORT, f"{MARK}1", NOON, thread=DIGEST)) is None


def test_a_strangers_file_of_the_same_name_is_not_ours(slack, out):
    theirs = shared(named(CHART.name, MARK)) | {"bot_id": "B0OTHER", "user": "U0EVE"}
    slack.answers("conversations.replies", {"ok": True, "messages": [theirs]})

    assert slack.run(out.find(REPORT, MARK, NOON, thread=DIGEST)) is None


def test_a_share_whose_answer_is_lost_may_be_there(slack, out):
    slack.answers(SHARE, HANGS_UP)

    with pytest.raises(NotDelivered) as no:
        slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))

    assert no.value.unsure
    assert no.value.retry_after


def test_an_upload_that_fails_is_surely_not_shared(slack, out):
    slack.answers("upload", Page(status=503))

    with pytest.raises(NotDelivered) as no:
        slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))

    assert not no.value.unsure
    assert slack.calls(SHARE) == []


def test_the_same_again_is_not_shared_again(slack, out):
    receipt = slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))

    assert slack.run(out.send(REPORT, CARD, thread=DIGEST, edit=receipt)) == receipt
    assert len(slack.calls(SHARE)) == 1


def test_what_has_changed_is_shared_once_more_as_corrected(slack, out):
    receipt = slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))
    changed = replace(CARD, enclosed=(CHART, replace(SHEET, source="team,month\r\nsupport,2026-11\r\n")))

    again = slack.run(out.send(REPORT, changed, thread=DIGEST, edit=receipt))

    assert again != receipt
    first, second = slack.calls(SHARE)
    assert "corrected" not in first["initial_comment"]
    assert "corrected" in second["initial_comment"]

    name = slack.calls(UPLOAD)[-1]["filename"]  # its answer was lost, so it is to be shared once more
    slack.answers("conversations.replies", {"ok": True, "messages": [shared(name)]})
    assert slack.run(out.send(REPORT, changed, thread=DIGEST, edit=receipt)) == again
    assert len(slack.calls(SHARE)) == 2


def test_without_the_scope_the_pictures_are_said_in_words(slack, out):
    slack.knows(UPLOAD, lambda asked: {"ok": False, "error": "missing_scope", "needed": "files:write"})

    receipt = slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))

    assert receipt == Receipt("C0REPORT", "1800.1")
    (post,) = slack.calls("chat.postMessage")
    assert "resolved 12" in post["text"]
    assert "files:write" in post["text"]
    assert post["thread_ts"] == "1700.5"


def test_what_cannot_be_painted_is_said_in_words(slack):
    web = Web(TOKEN, slack.url, timeout_s=0.4)

    slack.run(courier(web, lambda: US, paint=lambda drawings: None).send(REPORT, CARD, thread=DIGEST, mark=MARK))
    slack.run(web.close())

    assert "resolved 12" in slack.calls("chat.postMessage")[0]["text"]


def test_a_file_is_handed_over_to_slack_and_to_nobody_else(slack, out):
    slack.knows(UPLOAD, lambda asked: {"ok": True, "upload_url": "https://evil.example/x", "file_id": "F1"})

    with pytest.raises(NotDelivered, match="foreign_upload_url"):
        slack.run(out.send(REPORT, CARD, thread=DIGEST, mark=MARK))
