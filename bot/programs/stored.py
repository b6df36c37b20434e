"""What the store says to whoever watches: in time or not at all, and not more often than it can bear."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.programs.asked import Asked, NoAnswer
from bot.programs.metrics import Metrics
from bot.programs.readiness import Known
from bot.settings import Config
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx
from bot.storage.watching import UNMISSED, Figures, MayGo, configured, figures, given_up

PULSE_FRESH_S, PULSE_PATIENCE_S = 1.0, 2.0
FIGURES_FRESH_S, FIGURES_PATIENCE_S = 5.0, 5.0
SETTLED = timedelta(seconds=10)  # another process may still be writing a line of a moment ago
NEWS = timedelta(days=1)  # what was given up before stands in `check` only


class Stored:
    """One store, asked from the event loop without ever holding it up."""

    def __init__(self, store: Store, config: Config, metrics: Metrics) -> None:
        self._store, self._config, self._metrics = store, config, metrics
        self._waits = Waits()
        self._counted_until = store.clock()
        self._pulse = Asked(self._felt, fresh_s=PULSE_FRESH_S, patience_s=PULSE_PATIENCE_S)
        self._figures = Asked(self._looked, fresh_s=FIGURES_FRESH_S, patience_s=FIGURES_PATIENCE_S)

    async def known(self, known: Known) -> Known:
        """What the process knows, and what the store adds to it."""
        try:
            alike = await self._pulse.answer()
        except NoAnswer as no:
            self._metrics.store = None
            return replace(known, unanswered_s=no.seconds, refused=no.why)
        known = replace(known, configured_alike=alike)
        try:
            found, lanes, lost = await self._figures.answer()
        except NoAnswer:
            self._metrics.store = None
            return replace(known, figures=False)
        return replace(known, lanes=lanes, waited=found.waited, given_up=lost, findings=found.findings)

    def _felt(self) -> bool:
        """It writes and it reads, and says what time it is; whether the configuration is the one recorded last."""
        writing = self._store.submit(_nothing)
        try:
            writing.result(PULSE_PATIENCE_S)
        finally:
            writing.cancel()
        self._store.measure()  # which a process without the clock would do at its start only
        return self._store.read(configured) in (None, self._config.recorded())

    def _looked(self) -> tuple[Figures, Mapping[str, timedelta], int]:
        now, since = self._store.clock(), self._counted_until
        until = max(now - SETTLED, since)

        def ask(reader: Reader) -> tuple[Figures, int]:
            lost = given_up(reader, now - NEWS)
            news = sum(count for (_, kind), count in lost.items() if kind != UNMISSED)
            return figures(reader, now, since, until), news

        found, lost = self._store.read(ask)
        lanes = self._waits.by_platform(found.may_go, now)
        self._metrics.stored(found, lanes)
        self._counted_until = until
        return found, lanes, lost


def _nothing(tx: Tx) -> None:
    """An act that does nothing is answered like any other."""


class Waits:
    """How long things have waited. Of what is to be drawn anew no row says since when, only that it was seen here."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def by_platform(self, may_go: Iterable[MayGo], now: datetime) -> dict[str, timedelta]:
        """For how long the oldest that may go has waited."""
        seen: dict[str, datetime] = {}
        longest: dict[str, timedelta] = {}
        for one in may_go:
            since = one.since or self._seen.get(one.what, now)
            seen[one.what] = since
            longest[one.platform] = max(longest.get(one.platform, timedelta(0)), now - since)
        self._seen = seen
        return longest
