"""The door: what comes over HTTP is proved, measured and opened here, before any SDK sees it.

Slack signs every request, https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier

from bot.platforms.door import LARGEST, Turned, json_of

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_MOST_FIELDS = 100  # of a form; a slash command has about fifteen
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


class Door:
    """Lets in what Slack has signed within the last five minutes."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    def opened(self, headers: Mapping[str, str], raw: bytes) -> dict[str, Any]:
        """What a request carries. Raises Turned: 401 unsigned or stale, 400 too large or misshapen."""
        if len(raw) > LARGEST:
            raise Turned(400, "too large")
        # The SDK's verifier raises on what is no number and no ASCII: it is only asked what it can answer.
        timestamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            raise Turned(401, "unsigned")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Turned(400, "not UTF-8") from None
        if not self._verifier.is_valid(text, timestamp, signature):
            raise Turned(401, "a wrong or stale signature")
        return opened(headers.get("Content-Type", ""), text)


def opened(content_type: str, text: str) -> dict[str, Any]:
    """The envelope taken off: an event, the fields of a command, or what was pressed. Raises Turned."""
    match content_type.partition(";")[0].strip().lower():
        case kind if kind == _JSON:
            body = json_of(text)
        case kind if kind == _FORM:
            try:
                fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
            except ValueError:
                raise Turned(400, "too many fields") from None
            body = json_of(fields["payload"]) if "payload" in fields else fields
        case _:
            raise Turned(400, "no content type of Slack's")
    return shaped(body)


def shaped(body: Any) -> dict[str, Any]:
    """The body, if it has the shape of something that Slack sends. Raises Turned."""
    if not isinstance(body, dict) or not _is_slacks(body):
        raise Turned(400, "nothing that Slack sends")
    return body


def _is_slacks(body: dict[str, Any]) -> bool:
    match body:
        case {"type": "event_callback"}:
            return isinstance(body.get("event"), dict) and isinstance(body["event"].get("type"), str)
        case {"command": str(), "user_id": str()} | {"ssl_check": str()}:
            return True
        case {"type": "url_verification", "challenge": str()} | {"type": "app_rate_limited"}:
            return True
        case {"type": "block_actions", "user": {"id": str()}, "actions": [{"action_id": str()}, *_]}:
            return True
        case {"type": "view_submission", "user": {"id": str()}, "view": {"type": str(), "callback_id": str()}}:
            return True
        case {"type": "shortcut" | "message_action", "user": {"id": str()}, "callback_id": str()}:
            return True
    return False


def is_ours(body: Mapping[str, Any], team: str) -> bool:
    """Does it concern our workspace? In a shared channel the envelope may name another one beside ours."""
    theirs, authorizations = body.get("team"), body.get("authorizations")
    named = [body.get("team_id"), theirs.get("id") if isinstance(theirs, dict) else theirs]
    for one in authorizations if isinstance(authorizations, list) else ():
        named.append(one.get("team_id") if isinstance(one, dict) else None)
    return not any(isinstance(one, str) for one in named) or team in named
