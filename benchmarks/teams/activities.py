"""Activities as Teams sends them, each with a token that is really signed; made before anything is measured."""

import json
from datetime import UTC, datetime
from functools import cache
from itertools import cycle
from time import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from benchmarks.teams.desk import AGENTS, APP, CARD, FRONT, TENANT

ISSUER, KEY = "https://api.botframework.com", "of-the-benchmark"
TOKENS = 256  # each of them another: what was proved once is proved again

_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published() -> str:
    """The key that tokens are signed with, as the Bot Framework publishes its own."""
    jwk = json.loads(RSAAlgorithm.to_jwk(_KEY.public_key()))
    return json.dumps({"keys": [jwk | {"kid": KEY, "x5t": KEY, "use": "sig", "endorsements": ["msteams"]}]})


@cache
def _tokens(service: str) -> list[str]:
    now = int(time())
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": service, "exp": now + 3600}
    headers = {"kid": KEY, "x5t": KEY}
    return [jwt.encode(claims | {"nbf": now - 1 - n}, _KEY, algorithm="RS256", headers=headers) for n in range(TOKENS)]


def posted(activities: list[dict[str, Any]], service: str) -> list[bytes]:
    """Whole HTTP requests."""
    return [_post(one, token) for one, token in zip(activities, cycle(_tokens(service)), strict=False)]


def _post(activity: dict[str, Any], token: str) -> bytes:
    body = json.dumps(activity, ensure_ascii=False).encode()
    head = (
        "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    return head.encode() + body


def mention(n: int, text: str, service: str, run: str) -> dict[str, Any]:
    """An agent writes to the bot in the channel of the front line."""
    name = f"{run}{n}"
    us = '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Buckstop</span>'
    of = {"id": f"28:{APP}", "name": "Buckstop"}
    return _activity("message", n, name, name, service) | {
        "text": f"<at>Buckstop</at>\u00a0{text}\n",
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": f"<div><div>{us}&nbsp;{text}</div></div>"}],
        "entities": [{"type": "mention", "mentioned": of, "text": "<at>Buckstop</at>"}, _CLIENT],
    }


def press(n: int, says: str, seen: int, service: str, run: str) -> dict[str, Any]:
    """An agent presses a button on the card of a case."""
    data = {"s": says, "n": seen, "c": n}
    action = {"type": "Action.Execute", "title": "Claim", "verb": "says", "data": data}
    return _activity("invoke", n, f"f:{run}{n}", CARD, service) | {
        "name": "adaptiveCard/action",
        "value": {"action": action, "trigger": "manual"},
        "replyToId": CARD,
        "entities": [_CLIENT],
    }


_CLIENT = {
    "type": "clientInfo",
    "locale": "en-GB",
    "country": "RO",
    "platform": "Windows",
    "timezone": "Europe/Bucharest",
}


def _activity(kind: str, n: int, name: str, root: str, service: str) -> dict[str, Any]:
    who = n % len(AGENTS)
    now = datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    return {
        "type": kind,
        "id": name,
        "timestamp": f"{now}Z",
        "localTimestamp": f"{now}+00:00",
        "localTimezone": "Europe/Bucharest",
        "serviceUrl": service,
        "channelId": "msteams",
        "from": {"id": f"29:1{who}-bench", "name": f"Agent {who}", "aadObjectId": AGENTS[who]},
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": f"{FRONT};messageid={root}",
        },
        "recipient": {"id": f"28:{APP}", "name": "Buckstop"},
        "channelData": {
            "teamsChannelId": FRONT,
            "teamsTeamId": "19:general@thread.tacv2",
            "channel": {"id": FRONT},
            "team": {"id": "19:general@thread.tacv2"},
            "tenant": {"id": TENANT},
        },
        "locale": "en-GB",
    }
