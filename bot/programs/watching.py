"""What a running process tells of itself: /readyz, /metrics, and a log line for each delivery that it answered."""

import json
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from time import monotonic

from aiohttp import web

from bot.app import App
from bot.messages.delivery import Courier
from bot.messages.values import Answer, Inbound
from bot.programs.metrics import CONTENT_TYPE, Metrics, refused
from bot.programs.printing import say
from bot.programs.readiness import Check, Known, checks, is_ready
from bot.programs.stored import Stored
from bot.programs.web import Receive
from bot.scheduler.watch import Watch
from bot.settings import Config

OUT_OF_REACH = 3  # tries in a row that a platform did not take
LATE = timedelta(seconds=10)  # of a sweep, so that it is more than a line among others

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivery:
    """What became of a request, as far as it was understood."""

    inbound: Inbound | None = None
    answer: Answer | None = None


_current: ContextVar[Delivery | None] = ContextVar("delivery", default=None)


class Watching:
    """One process, watched. It is there before the app is, as the couriers are."""

    def __init__(self, config: Config) -> None:
        self.metrics = Metrics(_version(), config.fingerprint)
        self.stopping = False
        self._config = config
        self._failing: dict[str, int] = {}  # platform -> tries in a row that it did not take
        self._swept: float | None = None
        self._offset: Callable[[], timedelta] = timedelta
        self._stored: Stored | None = None

    # --- what it is put around -----------------------------------------------------------------------------------

    def courier(self, platform: str, courier: Courier) -> Courier:
        """The same, and every try is counted."""
        self._failing[platform] = 0
        return self.metrics.watched(platform, courier, self._tried)

    def over(self, app: App, *, clock: bool = True, offset: Callable[[], timedelta] = timedelta) -> None:
        """Watch this app. `clock`: whether it beats in this process; `offset`: by how much the database's differs."""
        self._swept = monotonic() if clock else None
        self._offset = offset
        self._stored = Stored(app.store, self._config, self.metrics)
        log.info("watching", extra={"version": _version(), "configuration": self._config.fingerprint, "clock": clock})
        app.watch = Watch(heard=self._heard, beat=self._beat, swept=self._has_swept)

    def timed(self, platform: str, receive: Receive) -> Receive:
        """The same, and each delivery is timed from its arrival to its response."""

        async def receive_timed(request: web.Request) -> web.Response:
            began, status, delivery = monotonic(), 500, Delivery()
            _current.set(delivery)
            try:
                response = await receive(request)
                status = response.status
                return response
            finally:
                self._answered(platform, status, monotonic() - began, delivery)

        return receive_timed

    @property
    def gets(self) -> Mapping[str, Receive]:
        return {"/readyz": self._ready, "/metrics": self._metrics}

    def stops(self) -> None:
        """From now on deliveries are better handed to others."""
        self.stopping = True

    # --- told as it goes -------------------------------------------------------------------------------------------

    def _tried(self, platform: str, taken: bool) -> None:
        self._failing[platform] = 0 if taken else self._failing.get(platform, 0) + 1

    def _heard(self, inbound: Inbound, answer: Answer | None, seconds: float) -> None:
        self.metrics.heard(inbound, answer, seconds)
        if (delivery := _current.get()) is not None:  # its response is told, and this with it
            delivery.inbound, delivery.answer = inbound, answer
        elif inbound.kind != "profile":
            log.info("heard", extra=_facts(inbound.speaker.address.platform, inbound, answer, seconds))

    def _answered(self, platform: str, status: int, seconds: float, delivery: Delivery) -> None:
        inbound = delivery.inbound
        self.metrics.answered(platform, inbound.kind if inbound else "none", status, seconds)
        if inbound is not None or status >= 500:  # who was turned away at the door is told there
            log.info("answered", extra=_facts(platform, inbound, delivery.answer, seconds) | {"status": status})

    def _beat(self, name: str, seconds: float, well: bool) -> None:
        self.metrics.beat(name, seconds, well)
        if name == "sweep" and well:
            self._swept = monotonic()

    def _has_swept(self, done: int, late: timedelta) -> None:
        self.metrics.swept(done, late)
        facts = {"done": done, "late_s": round(late.total_seconds(), 1)}
        if late > LATE:
            log.warning("the clock was late", extra=facts)
        elif done:
            log.info("swept", extra=facts)

    # --- asked over HTTP --------------------------------------------------------------------------------------------

    async def checks(self) -> list[Check]:
        known = Known(
            stopping=self.stopping,
            clock_s=None if self._swept is None else monotonic() - self._swept,
            fingerprint=self._config.fingerprint,
            on=tuple(self._failing),
            out_of_reach=tuple(one for one, tries in self._failing.items() if tries >= OUT_OF_REACH),
        )
        if self._stored:
            known = await self._stored.known(known)
        return list(checks(replace(known, offset=self._offset())))

    async def _ready(self, request: web.Request) -> web.Response:
        found = await self.checks()
        lines = [json.dumps(_line(one), ensure_ascii=False) + "\n" for one in found]
        status = 200 if is_ready(found) else 503
        return web.Response(status=status, text="".join(lines), content_type="application/x-ndjson")

    async def _metrics(self, request: web.Request) -> web.Response:
        found = await self.checks()
        for name in {one.name for one in found}:
            self.metrics.ready.labels(name).set(is_ready([one for one in found if one.name == name]))
        return web.Response(body=self.metrics.shown(), headers={"Content-Type": CONTENT_TYPE})


def _facts(platform: str, inbound: Inbound | None, answer: Answer | None, seconds: float) -> dict[str, object]:
    """Names and numbers; `request` is what the lines of the ledger bear that came of it."""
    facts: dict[str, object] = {"platform": platform, "ms": round(seconds * 1000)}
    if inbound is not None:
        facts |= {"kind": inbound.kind, "request": inbound.keys[0]}
    if answer is not None and (why := refused(answer)):
        facts["refused"] = why
    if answer is not None and answer.again:
        facts["again"] = True
    return facts


def _line(check: Check) -> dict[str, object]:
    return {"check": check.name, "state": check.state, "says": say(check.say.key, **check.say.blanks), **check.facts}


def _version() -> str:
    try:
        return version("buckstop")
    except PackageNotFoundError:  # run from its folder
        return "unknown"
