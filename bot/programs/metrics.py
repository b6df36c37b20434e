"""What `/metrics` counts and times in this process, and how it shows what the store says; Prometheus' text.

Everything is of one process but what begins with `buckstop_store_`: that is the same whichever process is asked.
"""

from collections import Counter as Counted
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic, time
from typing import TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Address, Answer, Card, Inbound, Receipt
from bot.scheduler.watch import Watch
from bot.storage.watching import Figures

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
LIMITS_S = {"slack": 3.0, "teams": 15.0}  # after which a platform gives up on us
# So that how much was answered in time can be read off: both limits are among them, and what is still comfortable.
ANSWERS_S = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 30.0)
FATES = ("sent", "put_off", "unsure", "given_up")
BEATS_S = (0.001, 0.01, 0.1, 1.0, 2.0, 10.0, 60.0)
LATE_S = (0.1, 2.0, 4.0, 10.0, 30.0, 60.0, 600.0, 3600.0)


Value = TypeVar("Value", int, timedelta)
Stored = tuple[Figures, Mapping[str, timedelta]]


class Metrics:
    """One process's own registry: nothing is global, and nothing happens before there is one."""

    def __init__(self, version: str, configuration: str) -> None:
        # Else there are twice as many lines, which nobody asks for.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # theirs is not annotated
        self.registry = CollectorRegistry()
        self.store: Stored | None = None
        r = self.registry
        about = Info("buckstop", "The release, and a fingerprint of the configuration.", registry=r)
        about.info({"version": version, "configuration": configuration})
        at = ["platform"]
        kind = [*at, "kind"]
        self.answers = Counter("buckstop_answers", "Responses to platforms.", [*at, "status"], registry=r)
        name = "buckstop_answer_seconds"
        self.answer_s = Histogram(name, "From a delivery to its response.", kind, buckets=ANSWERS_S, registry=r)
        name = "buckstop_handled_seconds"
        self.handled_s = Histogram(
            name, "From a delivery understood to its commit.", kind, buckets=ANSWERS_S, registry=r
        )
        self.failures = Counter("buckstop_failures", "Deliveries that went wrong on our side.", kind, registry=r)
        self.refusals = Counter("buckstop_refusals", "What a rule said no to.", ["why"], registry=r)
        self.sent = Counter(
            "buckstop_sent", "Tries to send: sent, put_off, unsure, given_up.", [*at, "fate"], registry=r
        )
        name = "buckstop_send_seconds"
        self.send_s = Histogram(name, "How long a platform took.", at, buckets=ANSWERS_S, registry=r)
        name = "buckstop_beat_seconds"
        self.beat_s = Histogram(name, "How long a beat of the clock took.", ["beat"], buckets=BEATS_S, registry=r)
        self.beats_failed = Counter("buckstop_beats_failed", "Beats that failed.", ["beat"], registry=r)
        name = "buckstop_beat_finished_timestamp_seconds"
        self.beat_at = Gauge(name, "When a beat last came to its end.", ["beat"], registry=r)
        name = "buckstop_sweep_late_seconds"
        self.late_s = Histogram(name, "How late the oldest was that a sweep found due.", buckets=LATE_S, registry=r)
        self.struck = Counter("buckstop_struck", "What the clock did.", registry=r)
        self.ready = Gauge("buckstop_ready", "What /readyz says: 1 fine, 0 failing.", ["check"], registry=r)
        name = "buckstop_store_lines"
        self.lines = Counter(name, "Lines of the ledger since this process began.", ["kind", "team"], registry=r)
        ProcessCollector(registry=self.registry)
        self.registry.register(_InTheStore(lambda: self.store))

    def shown(self) -> bytes:
        return generate_latest(self.registry)

    # --- told by the process as it goes --------------------------------------------------------------------------

    def watch(self) -> Watch:
        return Watch(heard=self.heard, beat=self.beat, swept=self.swept)

    def heard(self, inbound: Inbound, answer: Answer | None, seconds: float) -> None:
        where = inbound.speaker.address.platform, inbound.kind
        self.handled_s.labels(*where).observe(seconds)
        if answer is None:
            self.failures.labels(*where).inc()
        elif not answer.again and (why := refused(answer)):
            self.refusals.labels(why).inc()

    def beat(self, name: str, seconds: float, well: bool) -> None:
        self.beat_s.labels(name).observe(seconds)
        if well:
            self.beat_at.labels(name).set(time())
        else:
            self.beats_failed.labels(name).inc()

    def swept(self, done: int, late: timedelta) -> None:
        self.late_s.observe(late.total_seconds())
        self.struck.inc(done)

    def answered(self, platform: str, kind: str, status: int, seconds: float) -> None:
        self.answers.labels(platform, str(status)).inc()
        self.answer_s.labels(platform, kind).observe(seconds)

    def stored(self, found: Figures, lanes: Mapping[str, timedelta]) -> None:
        """What the store has said just now; `lanes`: how long what may go has waited, by platform."""
        self.store = found, lanes
        for (kind, team), count in found.lines.items():
            self.lines.labels(kind, team).inc(count)

    def watched(self, platform: str, courier: Courier, told: Callable[[str, bool], None]) -> Courier:
        """The same courier, timed and counted; `told` hears of each try whether the platform took it."""
        for fate in FATES:
            self.sent.labels(platform, fate)  # so that it can be seen that there were none

        async def send(
            to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
        ) -> Receipt:
            began, fate = monotonic(), "unsure"
            try:
                receipt = await courier.send(to, card, thread=thread, edit=edit, mark=mark)
                fate = "sent"
                return receipt
            except NotDelivered as no:
                fate = "given_up" if no.permanent else "unsure" if no.unsure else "put_off"
                raise
            finally:  # cut off, too
                self.sent.labels(platform, fate).inc()
                self.send_s.labels(platform).observe(monotonic() - began)
                told(platform, fate in ("sent", "given_up"))

        async def find(to: Address, mark: str, since: datetime, *, thread: Receipt | None = None) -> Receipt | None:
            assert courier.find is not None
            try:
                found = await courier.find(to, mark, since, thread=thread)
            except NotDelivered as no:
                told(platform, no.permanent)
                raise
            told(platform, True)
            return found

        return replace(courier, send=send, find=find if courier.find else None)


def refused(answer: Answer) -> str:
    """By which word of the catalogue a rule said no; "" if none did."""
    said = [say.key for say in (*answer.said, *answer.faults.values()) if say.key.startswith("no-")]
    if not (answer.refused or answer.faults) or not said:
        return ""
    return said[-1].removeprefix("no-").removesuffix("-customer")


class _InTheStore(Collector):
    """What the store said last, as gauges; nothing while it has said nothing."""

    def __init__(self, stored: Callable[[], Stored | None]) -> None:
        self._stored = stored

    def describe(self) -> Iterator[Metric]:
        yield from ()  # asked once, before there is anything

    def collect(self) -> Iterator[Metric]:
        stored = self._stored()
        yield _gauge("up", "Whether the store has answered.", (), [((), int(stored is not None))])
        if stored is None:
            return
        found, lanes = stored
        at, none = ("platform",), ()
        cases = [
            ((team, str(tier), state, _yes(claimed)), n) for (team, tier, state, claimed), n in found.running.items()
        ]
        yield _gauge("cases", "Running cases.", ("team", "tier", "state", "claimed"), cases)
        yield _gauge("due_seconds", "How long the oldest due case waits for the clock.", none, [(none, found.due_for)])
        yield _gauge("waiting", "What is to be seen and is not yet.", at, _by(found.waiting))
        yield _gauge("waited_seconds", "How long the oldest to be said waits, whatever for.", at, _by(found.waited))
        yield _gauge("lane_seconds", "How long the oldest that may go has waited.", at, _by(lanes))
        yield _gauge("given_up", "What could never arrive.", (*at, "kind"), found.given_up.items())
        yield _gauge("early", "Words in threads that no case is bound to yet.", none, [(none, found.early)])
        yield _gauge("early_seconds", "How long the oldest of them has waited.", none, [(none, found.early_for)])
        yield _gauge("unread_seconds", "How long ago an intake's history was read.", at, _by(found.unread_for))
        words = Counted(one.word for one in found.findings)
        yield _gauge("impossible", "What the self-audit has found and still finds.", ("word",), _by(words))


def _gauge(
    name: str, what: str, labels: Sequence[str], found: Iterable[tuple[Sequence[str], float | timedelta]]
) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(f"buckstop_store_{name}", what, labels=labels)
    for of, value in found:
        gauge.add_metric(of, value.total_seconds() if isinstance(value, timedelta) else value)
    return gauge


def _by(found: Mapping[str, Value]) -> Iterator[tuple[tuple[str], Value]]:
    return (((name,), value) for name, value in found.items())


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
