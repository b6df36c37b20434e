"""What the connector's refusals mean for a row: given up, kept for later, or in doubt."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.platforms.teams.errors import NotThere, turned_away, waiting, word_of

# https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
NEVER = [
    (400, "Bad Argument"),
    (400, "BadSyntax"),
    (403, "BotDisabledByAdmin"),
    (403, "BotNotInConversationRoster"),
    (403, "ConversationBlockedByUser"),
    (403, "ForbiddenOperationException"),
    (403, "NotEnoughPermissions"),
    (404, "ActivityNotFoundInConversation"),
    (404, "ConversationNotFound"),
    (404, "BotNotInConversationRoster"),
    (413, "MessageSizeTooBig"),
]
LATER = [(412, "PreconditionFailed"), (429, "Throttled")]
PERHAPS_DONE = [(500, "ServiceError"), (502, "ServiceError"), (503, "ServiceError"), (504, "ServiceError")]
NOON = "Thu, 19 Nov 2026 12:00:00 GMT"


def said(code: str) -> dict[str, object]:
    return {"error": {"code": code, "message": "charged twice"}}


@pytest.mark.parametrize("status", [400, 403, 404, 413])
@pytest.mark.parametrize("body", [{"message": "An error has occurred."}, {"error": {"message": "no"}}, {}])
def test_the_service_may_refuse_for_good_without_a_word(status, body):
    no = turned_away(status, body)

    assert (no.why, no.permanent, no.unsure) == (f"http_{status}", True, False)


@pytest.mark.parametrize(("status", "code"), NEVER)
def test_what_will_never_go_is_given_up_and_the_reason_named(status, code):
    no = turned_away(status, said(code), "5")

    assert (no.why, no.permanent, no.unsure) == (code, True, False)


def test_only_what_is_gone_is_not_there():
    assert [isinstance(turned_away(status, said("X")), NotThere) for status in (400, 403, 404, 410, 413)] == [
        *(False, False, True, False, False)
    ]


@pytest.mark.parametrize(("status", "code"), LATER)
def test_what_surely_did_not_happen_is_tried_again(status, code):
    no = turned_away(status, said(code), "2.5")

    assert (no.why, no.permanent, no.unsure, no.retry_after) == (code, False, False, timedelta(seconds=2.5))
    assert turned_away(status, said(code)).retry_after is None  # patience grows by itself


@pytest.mark.parametrize(("status", "code"), PERHAPS_DONE)
def test_what_may_have_happened_is_in_doubt_unless_twice_is_no_harm(status, code):
    post, edit = turned_away(status, said(code), "3"), turned_away(status, said(code), post=False)

    assert (post.why, post.permanent, post.unsure, post.retry_after) == (code, False, True, timedelta(seconds=3))
    assert (edit.permanent, edit.unsure) == (False, False)


@pytest.mark.parametrize("code", ["BotNotRegistered", "Unauthorized"])
def test_while_our_token_is_refused_everything_waits(code):
    no = turned_away(401, said(code))

    assert (no.why, no.permanent, no.unsure, no.retry_after) == (code, False, False, timedelta(minutes=5))


def test_whoever_lives_in_another_cloud_is_reached_once_they_were_heard_from():
    no = turned_away(403, said("InvalidBotApiHost"))

    assert (no.permanent, no.retry_after) == (False, timedelta(minutes=5))


@pytest.mark.parametrize(("status", "permanent"), [(302, False), (403, False), (404, False), (407, False), (413, True)])
def test_somebody_on_the_way_who_is_not_teams_decides_nothing_for_good(status, permanent):
    no = turned_away(status, None)

    assert (no.why, no.permanent, no.unsure) == (f"http_{status}", permanent, False)


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "ServiceError", "message": '{"subCode":"MessageWritesBlocked","details":"charged twice"}'}},
        {"errorCode": 209, "message": '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "charged twice"}'},
        {"error": {"code": "Forbidden", "message": '"{\\"subCode\\":\\"MessageWritesBlocked\\"}"'}},
        {"subCode": "MessageWritesBlocked", "message": "charged twice"},
        {"error": {"code": "Forbidden", "subCode": "MessageWritesBlocked"}},
    ],
)
def test_that_somebody_blocked_us_stands_in_different_places(body):
    no = turned_away(403, body)

    assert (no.why, no.permanent) == ("MessageWritesBlocked", True)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"error": "BotNotInConversationRoster"}, "BotNotInConversationRoster"),
        ({"code": "Throttled", "message": "charged twice"}, "Throttled"),
        ({"error": {"code": "charged twice by Maria & Co"}}, ""),
        ({"error": {"code": "x" * 61}}, ""),
        ({"error": {"code": "Jörg"}}, ""),
        ({"error": {"code": 209}}, ""),
        ({"error": {"code": None, "message": None}}, ""),
        ({"error": ["charged twice"]}, ""),
        (["charged twice"], ""),
        (None, ""),
    ],
)
def test_only_a_plain_word_is_taken_for_the_reason(body, word):
    assert word_of(body) == word


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("0.35", timedelta(seconds=0.35)),
        (" 0 ", timedelta(0)),
        ("Thu, 19 Nov 2026 12:00:47 GMT", timedelta(seconds=47)),
        ("Thu, 19 Nov 2026 12:00:47 -0000", timedelta(seconds=47)),
        ("Thu, 19 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("Thu, 19 Nov 2026 25:61:00 GMT", None),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
        ("²", None),
        ("999999999", timedelta(days=1)),
        ("9" * 400, None),
    ],
)
def test_seconds_and_instants_are_a_time_to_wait(header, wait):
    assert waiting(header, NOON) == wait


def test_an_instant_counts_from_now_if_teams_does_not_say_what_time_it_is_there():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)

    wait = waiting(soon)

    assert wait is not None
    assert timedelta(seconds=25) < wait <= timedelta(seconds=30)
