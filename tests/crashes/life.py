"""Processes that may die: forked from one that has imported everything already, so that a life begins at once."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.crashes.victim import END, Order, live
from tests.settled import BUSY_MACHINE_S

RUNNING = "Buckstop is running"


def _nursery() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.crashes.born", "tests.crashes.victim"])
    return context


class Life:
    """One process."""

    def __init__(
        self,
        programs: list[list[str]],
        environment: Mapping[str, str],
        printed: Path,
        order: Order | None = None,
        planted: str | None = None,
    ) -> None:
        printed.touch()
        self._printed, self._begins = printed, printed.stat().st_size
        names = (programs, dict(environment), str(printed), order, planted)
        process = _nursery().Process(target=live, args=names, daemon=True)
        process.start()
        assert process.pid is not None
        self._process: BaseProcess = process
        # Meant is this process, and not another that is given its number when it has died and nobody has looked yet.
        self._handle = os.pidfd_open(process.pid) if hasattr(os, "pidfd_open") else None
        self.over = asyncio.Event()
        asyncio.get_running_loop().add_reader(process.sentinel, self._ended)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        if self._handle is not None:
            os.close(self._handle)
        self.over.set()

    @property
    def code(self) -> int | None:
        return self._process.exitcode

    @property
    def printed(self) -> str:
        with self._printed.open("rb") as file:
            file.seek(self._begins)
            return file.read().decode(errors="replace")

    @property
    def was_killed(self) -> bool:
        return self.over.is_set() and self.code == -signal.SIGKILL

    async def begins(self) -> bool:
        """Until it says that it runs; False if it has ended before."""
        async with asyncio.timeout(BUSY_MACHINE_S):
            while RUNNING not in self.printed:
                if self.over.is_set():
                    return False
                await asyncio.sleep(0.01)
        return True

    def dies(self) -> None:
        """Now."""
        self._is_told(signal.SIGKILL)

    async def ends(self) -> int:
        """As it is asked to; what it answers with."""
        self._is_told(signal.SIGTERM)
        return await self.ended()

    def _is_told(self, number: int) -> None:
        if self.over.is_set():
            return
        with suppress(ProcessLookupError):  # it has died, and its end was not seen yet
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, number)
            elif self._process.pid:
                os.kill(self._process.pid, number)

    async def ended(self) -> int:
        async with asyncio.timeout(BUSY_MACHINE_S):
            await self.over.wait()
        return self.code if self.code is not None else -1


async def told_by(programs: list[list[str]], environment: Mapping[str, str], printed: Path) -> tuple[int, list[str]]:
    """What programs that only read end with at worst, and what each prints."""
    life = Life(programs, environment, printed)
    return await life.ended(), life.printed.split(END)
