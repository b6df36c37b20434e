"""Stopping: asked for by a signal, and over within ten seconds whatever hangs."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from time import monotonic

from bot.programs.printing import WRONG

WITHIN_S = 9.0  # from the signal to the end; whoever runs processes kills what takes longer than ten
LINGER_S = 0.5  # still listening, and saying so, for whoever hands out deliveries

log = logging.getLogger(__name__)


class Stop:
    """Waits for the signal; from then on the time runs."""

    def __init__(self, stopping: Callable[[], None], *, within_s: float = WITHIN_S) -> None:
        self._stopping, self._within_s = stopping, within_s
        self._asked = asyncio.Event()
        self._terminated = False

    def listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._ask, number)

    async def asked(self) -> None:
        """Once it was, and whoever hands out deliveries has had the time to see it."""
        await self._asked.wait()
        if self._terminated:  # by a program; a person at the keyboard waits for nobody
            await asyncio.sleep(LINGER_S)

    def _ask(self, number: int) -> None:
        if self._asked.is_set():
            return
        self._asked.set()
        self._terminated = number == signal.SIGTERM
        self._stopping()
        log.info("stopping", extra={"signal": signal.Signals(number).name, "within_s": self._within_s})
        threading.Thread(target=_cut_off, args=(monotonic() + self._within_s,), name="stopping", daemon=True).start()


def _cut_off(at: float) -> None:
    """What is not done by then is cut off, as it would be if the power failed: nothing that was acknowledged is lost,
    and the next start goes on from what is written. A thread, as a hanging thread of others could keep the loop."""
    threading.Event().wait(max(at - monotonic(), 0))
    log.error("cut off", extra={"threads": sum(not one.daemon for one in threading.enumerate())})
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(WRONG)
