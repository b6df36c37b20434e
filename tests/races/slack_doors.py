"""Ways in by HTTP: each delivery as Slack would send it, signed, to one of several processes."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.messages.values import Inbound
from tests.races.doors import bare
from tests.races.history import Attempt
from tests.races.words import read_back
from tests.slack_wire.deliver import FORM, JSON, signature
from tests.slack_wire.wire import SECRET, Wire
from tests.slack_wire.workspace import APP, BOT_USER, TEAM, Message

PATIENCE_S = 15.0  # Slack's own is three: here we want to know what would have come
ANSWERED_WITHIN_S = 3.0  # after the response, by response_url
Payload = dict[str, Any]
_FATES = {"no": "refused", "said": "accepted", "went": "failed"}  # by how the name of its sentence begins


def now() -> datetime:
    return datetime.now(UTC)


class Responses:
    """What comes by response_url, by whose it is."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._come: defaultdict[str, asyncio.Queue[Payload]] = defaultdict(asyncio.Queue)
        wire._api.responded = self._responded  # type: ignore[method-assign] # it is kept, and shown to nobody

    def _responded(self, key: str, said: Payload, *, counts: bool = True) -> None:
        self._come[key].put_nowait(said)

    async def next(self, key: str) -> Payload | None:
        try:
            return await asyncio.wait_for(self._come[key].get(), ANSWERED_WITHIN_S)
        except TimeoutError:
            return None


class ByHttp:
    """To the process that listens there at the moment."""

    def __init__(self, url: Callable[[], str], number: int, session: ClientSession, responses: Responses) -> None:
        self._url, self.number, self._session, self._responses = url, number, session, responses

    async def __call__(self, delivery: Inbound) -> Attempt:
        kind, body = self._body(delivery)
        began = now()
        status, said = await self._sent(kind, body, retry=len(delivery.keys) > 1)
        if status != 200:
            fate = "lost" if status in (0, 503) else "failed"
            return Attempt(began, now(), fate, str(status), door=self.number)
        if kind == "event":
            fate = "lost" if delivery.kind == "command" else "accepted"  # a mention is answered beside, to nobody here
            return Attempt(began, now(), fate, door=self.number)
        if delivery.kind == "press":
            said = await self._responses.next(_short(delivery))
        if delivery.text.startswith("show"):
            return Attempt(began, now(), "looked", door=self.number)
        return self._judged(said, began)

    def _judged(self, said: Any, began: datetime) -> Attempt:
        if said is None:
            return Attempt(began, now(), "lost", door=self.number)
        words = _text(said)
        found = read_back(words)
        if not words or found is None:
            return Attempt(began, now(), "looked", door=self.number)
        keys, facts = found
        fate = _FATES[keys.partition("-")[0]]
        return Attempt(began, now(), fate, "|".join(map(bare, keys.split("|"))), facts, self.number)

    async def _sent(self, kind: str, body: Payload, *, retry: bool) -> tuple[int, Any]:
        raw = (
            json.dumps(body)
            if kind == "event"
            else urlencode(body if kind == "command" else {"payload": json.dumps(body)})
        )
        stamp = str(int(time.time()))
        headers = {"Content-Type": JSON if kind == "event" else FORM, "X-Slack-Request-Timestamp": stamp}
        headers["X-Slack-Signature"] = signature(SECRET, stamp, raw)
        if retry:
            headers |= {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        try:
            patience = ClientTimeout(total=PATIENCE_S)
            async with self._session.post(
                self._url(), data=raw.encode(), headers=headers, timeout=patience
            ) as response:
                text = await response.text()
                return response.status, json.loads(text) if text.startswith("{") else text
        except (TimeoutError, ClientError):
            return 0, None

    # --- as Slack says it -----------------------------------------------------------------------------------------

    def _body(self, one: Inbound) -> tuple[str, Payload]:
        who, request = one.speaker.address.place, one.keys[0]
        user = {"id": who, "username": who.lower(), "name": who.lower(), "team_id": TEAM}
        common: Payload = {"user": user, "team": {"id": TEAM, "domain": "desk"}, "api_app_id": APP, "token": "none"}
        if one.kind == "profile" and one.profile is not None:
            return "event", self._changed(one, who)
        if one.thread is not None:
            return "event", self._posted(one, who)
        trigger = request.removeprefix("slack:trigger:")
        if one.kind == "press":
            value = json.dumps({"s": one.text, "n": one.seen, "c": one.about})
            action = {"type": "button", "action_id": "says:0", "block_id": "b", "value": value}
            where = {"type": "message", "message_ts": "1.000001", "channel_id": "C0FRONT", "is_ephemeral": False}
            pressed = {"type": "block_actions", "actions": [action], "container": where, "trigger_id": trigger}
            url = f"{self._responses.wire.url}/respond/{_short(one)}"
            return "interaction", common | pressed | {
                "response_url": url,
                "channel": {"id": "C0FRONT", "name": "front"},
            }
        if one.answers is not None:
            values = {
                name: {"value": {"type": "plain_text_input", "value": said}} for name, said in one.answers.items()
            }
            view = {"type": "modal", "callback_id": "form", "state": {"values": values}, "blocks": []}
            view |= {"private_metadata": json.dumps({"says": one.text, "seen": 0})}
            return "interaction", common | {"type": "view_submission", "view": view, "trigger_id": trigger}
        body = {"token": "none", "team_id": TEAM, "channel_id": "C0FRONT", "channel_name": "front", "user_id": who}
        body |= {"user_name": who.lower(), "command": "/case", "text": one.text, "api_app_id": APP}
        return "command", body | {"trigger_id": trigger, "response_url": f"{self._responses.wire.url}/respond/none"}

    def _posted(self, one: Inbound, who: str) -> Payload:
        assert one.thread is not None
        channel, _, root = one.thread.place.partition("/")
        ts = one.keys[0].rpartition(":")[2]
        mentions = one.kind == "command"
        message = Message(channel, ts, who, f"<@{BOT_USER}> {one.text}" if mentions else one.text)
        message.thread_ts = root if root != ts else None
        self._responses.wire.space.messages.setdefault((channel, ts), message)
        event = {**message.record(), "channel": channel, "event_ts": ts, "team": TEAM}
        twin = mentions and len(one.keys) > 1 and hash(one.keys[1]) % 2 == 0  # by either of its events
        event |= {"type": "app_mention"} if twin else {"channel_type": "channel"}
        return _envelope(event, one.keys[-1])

    def _changed(self, one: Inbound, who: str) -> Payload:
        assert one.profile is not None
        wire = self._responses.wire
        user = wire.space.users[who]
        user.deleted = one.profile.kind == "gone"
        record = user.record(now(), locale=True, email=True)
        return _envelope({"type": "user_change", "user": record, "event_ts": _short(one)}, one.keys[0])


def _short(one: Inbound) -> str:
    return one.keys[0].rpartition(":")[2]


def _envelope(event: Payload, name: str) -> Payload:
    us = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
    body = {"token": "none", "team_id": TEAM, "api_app_id": APP, "type": "event_callback", "event": event}
    return body | {"event_id": f"Ev{name.rpartition(':')[2]}", "event_time": int(time.time()), "authorizations": [us]}


def _text(said: Any) -> str:
    """The words of a response, of what came by response_url, or of the form that another turned into."""
    match said:
        case {"response_action": "errors", "errors": errors}:
            return str(next(iter(errors.values())))
        case {"response_action": "update", "view": {"blocks": [first, *_]}}:
            return _plain("".join(_words(first)))
        case {"text": str(text)}:
            return _plain(text)
        case _:
            return ""


def _words(block: Any) -> Iterator[str]:
    match block:
        case {"text": str(text)}:
            yield text
        case dict():
            for part in block.values():
                yield from _words(part)
        case list():
            for part in block:
                yield from _words(part)


def _plain(text: str) -> str:
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
