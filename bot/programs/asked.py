"""A question to a store that may be away: asked by one at a time, kept for a while, and never waited for too long."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
RESTS = 20  # times as long as the answer took: whoever watches must not be what keeps the store busy


class NoAnswer(Exception):
    """Nobody has answered for so many seconds; the reason, if one was given."""

    def __init__(self, seconds: float, why: str = "") -> None:
        super().__init__(why)
        self.seconds, self.why = seconds, why


class Asked(Generic[T]):
    """Each in a daemon thread of its own: a database that never answers holds up neither the loop nor the end."""

    def __init__(self, question: Callable[[], T], *, fresh_s: float, patience_s: float) -> None:
        self._question = question
        self._fresh_s, self._patience_s = fresh_s, patience_s
        self._kept: tuple[T] | None = None
        self._kept_until = 0.0
        self._under_way: asyncio.Future[T] | None = None
        self._began = 0.0
        self._silent_since: float | None = None

    async def answer(self) -> T:
        """What was answered a moment ago, or now. Raises NoAnswer."""
        if self._kept is not None and monotonic() < self._kept_until:
            return self._kept[0]
        if self._under_way is None:
            self._ask()
        assert self._under_way is not None
        left = self._patience_s - (monotonic() - self._began)
        try:
            return await asyncio.wait_for(asyncio.shield(self._under_way), max(left, 0))
        except Exception as error:
            silent = monotonic() - (self._silent_since or self._began)
            raise NoAnswer(silent, "" if isinstance(error, TimeoutError) else type(error).__name__) from error

    def _ask(self) -> None:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        answer.add_done_callback(self._answered)
        self._under_way, self._began, self._kept = answer, monotonic(), None
        self._silent_since = self._silent_since or self._began

        def ask() -> None:
            tell: Callable[[], None]
            try:
                tell = partial(answer.set_result, self._question())
            except Exception as error:
                tell = partial(answer.set_exception, error)
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(lambda: None if answer.done() else tell())

        threading.Thread(target=ask, name="watching", daemon=True).start()

    def _answered(self, answer: "asyncio.Future[T]") -> None:
        self._under_way = None
        if not answer.cancelled() and answer.exception() is None:
            took = monotonic() - self._began
            self._kept, self._kept_until = (answer.result(),), monotonic() + max(self._fresh_s, RESTS * took)
            self._silent_since = None
