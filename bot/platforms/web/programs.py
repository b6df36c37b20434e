"""Cases that other programs send as JSON: signed, each under a key of its own, and answered the same however often."""

import hmac
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from aiohttp import web

from bot.messages.values import Address, AnyOf, Inbound, Say, Speaker
from bot.messages.wanted import FIELD
from bot.messages.wording import Reader, phrase, text
from bot.platforms.door import LARGEST, Turned, carried_in
from bot.platforms.web.answering import Room
from bot.platforms.web.desk import Judged
from bot.platforms.web.door import object_of
from bot.platforms.web.intake import PLATFORM
from bot.platforms.zones import real_zone

STALE = timedelta(minutes=5)
LONGEST_KEY = 200
LONGEST_FIELD = 2_000  # characters; the text itself may have more
MOST_FILES = 20
TEXTS = ("text", "name", "email", "category", "customer", "locale", "zone", "at")
KNOWN = (*TEXTS, "fields", "files")
_STAMP = re.compile(r"[0-9]{1,12}")
Faults = dict[str, Say]


class Programs:
    def __init__(self, room: Room) -> None:
        self._room, self._desk = room, room.desk

    async def send(self, request: web.Request, team: str) -> web.Response:
        room, reader = self._room, Reader(self._desk.now())
        room.lets_in(request, room.settings.paces.programs, "programs")
        if room.settings.secret is None:
            return self._no(503, {"secret": Say("web-json-off")}, reader)
        raw = await carried_in(request)
        if len(raw) > LARGEST:
            raise Turned(413, "too large")
        if fault := _unproved(request, raw, room.settings.secret, reader.now):
            return self._no(401, fault, reader)
        key = request.headers.get("Idempotency-Key", "")
        body = object_of(raw)
        answers, theirs = _answers(body or {}), self._desk.reader(_locale(body or {}), team)
        if (judged := self._desk.form(team, answers, theirs, False)) is None:
            return self._no(404, {"team": Say("web-json-team")}, reader)
        if not key.strip() or len(key) > LONGEST_KEY:
            return self._no(400, {"Idempotency-Key": Say("web-json-key")}, reader)
        if body is None:
            return self._no(400, {"body": Say("web-json-shape")}, reader)
        known = f"{PLATFORM}:api:{team}:{_digest(key)}"
        if (before := await self._desk.led_to((known,))) is not None:
            return self._made(before)
        faults = {**judged.faults, **_which_category(judged), **dict(_faults(body, judged, reader.now))}
        if not faults:
            answer = await self._desk.handle(_inbound(body, answers, team, known, reader))
            if (case := await self._desk.led_to((known,))) is not None:
                return self._made(case)
            faults = dict(answer.faults) or {"text": Say("web-fault-text")}
        # In the customer's language, as it may be shown to them; what is wrong with the program itself is English.
        return self._no(400, faults, replace(theirs, customer=False))

    def _made(self, case: int) -> web.Response:
        links = self._room.links
        return self._json(201, {"case": case, "link": links.of(case) or links.path(case)})

    def _no(self, status: int, faults: Mapping[str, Say], reader: Reader) -> web.Response:
        return self._json(status, {"errors": {name: text(say, reader) for name, say in faults.items()}})

    def _json(self, status: int, body: Mapping[str, Any], more: Mapping[str, str] | None = None) -> web.Response:
        written = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        return self._room.pages.response(status, written, "application/json", more=more)

    # --- what is said where it could not even be looked at ---------------------------------------------------------

    def busy(self, seconds: int) -> web.Response:
        said = phrase("web-json-busy", Reader(self._desk.now()), seconds=seconds)
        return self._json(429, {"errors": {"rate": said}}, {"Retry-After": str(seconds)})

    def turned(self, no: Turned) -> web.Response:
        return self._json(no.status, {"errors": {"body": no.why}})

    def wrong(self, number: str) -> web.Response:
        said = phrase("web-wrong", Reader(self._desk.now()), error=number)
        return self._json(500, {"errors": {"": said}})


def _unproved(request: web.Request, raw: bytes, secret: str, now: datetime) -> Faults:
    """Who has the secret has signed these very bytes, a moment ago."""
    stamp = request.headers.get("X-Buckstop-Timestamp", "")
    given = request.headers.get("X-Buckstop-Signature", "")
    fresh = _STAMP.fullmatch(stamp) and abs(now.timestamp() - int(stamp)) <= STALE.total_seconds()
    ours = signature(secret, stamp, raw)
    if not hmac.compare_digest(ours.encode(), given.encode("utf-8", "surrogateescape")):
        return {"X-Buckstop-Signature": Say("web-json-unsigned")}
    return {} if fresh else {"X-Buckstop-Timestamp": Say("web-json-stale")}


def signature(secret: str, stamp: str, raw: bytes) -> str:
    signed = b"v1:" + stamp.encode("utf-8", "surrogateescape") + b":" + raw
    return "v1=" + hmac.digest(secret.encode(), signed, "sha256").hex()


def _answers(body: Mapping[str, Any]) -> dict[str, str]:
    """As the form would have them; what is no text is a fault of its own."""
    found = {name: body[name] for name in ("name", "email", "category", "text") if isinstance(body.get(name), str)}
    fields = body.get("fields")
    for name, value in fields.items() if isinstance(fields, dict) else ():
        if isinstance(value, str):
            found[f"{FIELD}{name}"] = value
    return found


def _which_category(judged: Judged) -> Faults:
    """Named, as no list stands beside it here."""
    of = next((one.choices for one in judged.form.fields if one.name == "category"), ())
    say = Say("no-field-choice", {"field": "category", "of": AnyOf(value for value, _ in of)})
    return {"category": say} if "category" in judged.faults else {}


def _faults(body: Mapping[str, Any], judged: Judged, now: datetime) -> Iterator[tuple[str, Say]]:
    """What is wrong with its shape, which a form could not have."""
    for name in body:
        if name not in KNOWN:
            yield name[:LONGEST_KEY], Say("web-json-unknown", {"names": KNOWN})
    for name in TEXTS:
        value = body.get(name)
        if value is not None and (not isinstance(value, str) or (len(value) > LONGEST_FIELD and name != "text")):
            yield name, Say("web-json-text")
    files = body.get("files")
    if files is not None and not _are_texts(files):
        yield "files", Say("web-json-texts")
    fields, asked = body.get("fields"), [one.name for one in judged.form.fields]
    if fields is not None and not (isinstance(fields, dict) and all(isinstance(one, str) for one in fields.values())):
        yield "fields", Say("web-json-fields")
    elif fields:
        names = tuple(one.removeprefix(FIELD) for one in asked if one.startswith(FIELD))
        for name in fields:
            if name not in names:
                yield f"{FIELD}{name}"[:LONGEST_KEY], Say("web-json-no-field", {"names": names})
    if body.get("at") is not None and _instant(body["at"], now) is None:
        yield "at", Say("web-json-at")
    if isinstance(body.get("zone"), str) and real_zone(body["zone"]) is None:
        yield "zone", Say("web-json-zone")


def _are_texts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_FILES
        and all(isinstance(one, str) and len(one) <= LONGEST_KEY for one in value)
    )


def _instant(value: Any, now: datetime) -> datetime | None:
    try:
        at = datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else None
        aware = at is not None and datetime.fromisoformat(value).tzinfo is not None
    except (ValueError, OverflowError):
        return None
    return at if at and aware and at.year > 2000 and at <= now + STALE else None


def _inbound(body: Mapping[str, Any], answers: Mapping[str, str], team: str, key: str, reader: Reader) -> Inbound:
    """A program that has proved itself is believed when it says that two cases are of one customer of its own."""
    own = f"{team}:customer:{body['customer']}" if body.get("customer") else key
    name = " ".join(answers.get("name", "").split())
    speaker = Speaker(
        Address(PLATFORM, _digest(own)),
        name,
        locale=body.get("locale") or None,
        zone=body.get("zone") or None,
        stated=answers.get("email", "").strip() or None,
    )
    at = _instant(body.get("at"), reader.now) or reader.now
    files = tuple(body.get("files") or ())
    return Inbound((key,), speaker, "new", at, kind="form", answers=answers, files=files, team=team, via="api")


def _locale(body: Mapping[str, Any]) -> str | None:
    """Whose numbers and dates it sends."""
    return body["locale"] if isinstance(body.get("locale"), str) else None


def _digest(said: str) -> str:
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
