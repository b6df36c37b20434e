"""Slack's refusals, told apart: what will never go, what may go later, and what may have happened all the same.

The words are those of docs.slack.dev/reference/methods, each method's table of errors.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.messages.delivery import NotDelivered

SOON, LATER, MUCH_LATER = timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=10)
LONGEST = timedelta(days=1)

# It is the token that Slack refuses, or what it may do: no row's fault, and somebody must mend it. Rows wait.
LOCKED_OUT = frozenset(
    {
        *("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
        *("missing_scope", "two_factor_setup_required", "accesslimited", "enterprise_is_restricted"),
        *("org_login_required", "team_added_to_org", "team_access_not_granted"),
    }
)
# Surely not done, and worth another try only after a while.
PATIENCE: Mapping[str, timedelta] = {
    "ratelimited": SOON,
    "rate_limited": SOON,
    "request_timeout": SOON,  # that is: our request came truncated
    "external_channel_migrating": LATER,
    "message_limit_exceeded": MUCH_LATER,  # the workspace writes too much; comes with HTTP 200 and no Retry-After
    **dict.fromkeys(LOCKED_OUT, LATER),
}
# Slack has some hundred words for "not like this", and invents more: they are told by their families. A word of no
# family is not known to be final, so its row waits.
NEVER = re.compile(
    r"(invalid|restricted|cannot|cant|missing|unknown|deprecated|duplicate|method|too_many|not|no|is|user|slack_connect)_.+"
    r"|.+_(not_found|not_supported|not_allowed|too_long|too_large|limit_exceeded|limit_reached|must_be_sent_from_app)"
    r"|.+_(disabled|deprecated|denied|blocked|restricted|limited_access|locked|mismatch|conflict|closed|trigger_id)"
)
TOO_LARGE = 413


def refused(word: str, retry_after: str | None = None) -> NotDelivered:
    """What one of Slack's words means for what was asked."""
    if word in PATIENCE:
        return NotDelivered(word, retry_after=waiting(retry_after) or PATIENCE[word])
    if NEVER.fullmatch(word):
        return NotDelivered(word, permanent=True)
    # Of internal_error and fatal_error Slack says that some of it may have succeeded; of others nobody knows.
    return NotDelivered(word, retry_after=waiting(retry_after), unsure=True)


def turned_away(status: int, word: str, retry_after: str | None = None) -> NotDelivered:
    """What a response means that is not a plain yes. Its word is empty if it had none."""
    if status == 429:
        return refused("ratelimited", retry_after)
    if status >= 500:
        return NotDelivered(f"http_{status}", retry_after=waiting(retry_after), unsure=True)
    if word:
        return refused(word, retry_after)
    if status == 200:
        return NotDelivered("not_json", unsure=True)  # somebody between Slack and us has answered
    return NotDelivered(f"http_{status}", permanent=status == TOO_LARGE, retry_after=waiting(retry_after))


def waiting(retry_after: str | None) -> timedelta | None:
    """The header Retry-After: whole seconds. None if it says nothing of use."""
    text = (retry_after or "").strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return timedelta(seconds=int(text)) if len(text) < 6 else LONGEST
