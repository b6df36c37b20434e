"""Signed requests, made before anything is measured."""

import hashlib
import hmac
import json
from time import time
from urllib.parse import urlencode

SECRET = "a-signing-secret-of-the-benchmark"
TEAM, BOT, BOT_USER = "T0BENCH", "B0BENCH", "U0BOT"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body: str, kind: str, path: str = "/slack/events") -> bytes:
    """A whole HTTP request as Slack would send it."""
    at = str(int(time()))
    signature = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body.encode()


def command(n: int, user: str, channel: str, text: str, *, run: str) -> bytes:
    """A slash command."""
    fields = {
        "token": "gone",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": channel,
        "channel_name": "front",
        "user_id": user,
        "user_name": "somebody",
        "command": "/case",
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0BENCH/1/x",
        "trigger_id": f"{run}.{n}",
    }
    return signed(urlencode(fields), FORM)


def message(n: int, channel: str, text: str, *, run: str, second: int) -> bytes:
    """Somebody whom nobody knows yet writes in a channel."""
    stamp = f"{second}.{n:06}"
    event = {
        "type": "message",
        "user": f"U{run}{n:06}",
        "client_msg_id": f"{run}-{n}",
        "text": text,
        "ts": stamp,
        "channel": channel,
        "event_ts": stamp,
        "channel_type": "channel",
        "team": TEAM,
    }
    envelope = {
        "token": "gone",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{run}{n}",
        "event_time": second,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
    }
    return signed(json.dumps(envelope), JSON)
