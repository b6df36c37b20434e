"""Mails are read in a process of their own, with little room and little time: some are made to use up all there is."""

import multiprocessing
import resource
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot.messages.encoding import dump, load
from bot.messages.values import Inbound
from bot.platforms.mail.receive import Around, Raw, receive, unreadable

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 20.0  # for one mail
MOST_MAILS = 2000  # then a new one: whatever a library keeps goes with the old one


class Child:
    """Reads one mail after the other. Blocks; one asks at a time."""

    def __init__(self, around: Around, *, seconds: float = MOST_SECONDS) -> None:
        self._around = around
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._read = 0
        self._one_at_a_time = threading.Lock()

    def begin(self) -> None:
        """Be ready, if it is not."""
        with self._one_at_a_time:
            if self._line is None:
                self._begin()

    def read(self, raw: Raw) -> Inbound | None:
        """What the child makes of it; if it comes to grief over it, that somebody wrote what nobody can read."""
        with self._one_at_a_time:
            if self._line is None or self._read >= MOST_MAILS:
                self._begin()
            assert self._line is not None
            self._read += 1
            try:
                self._line.send(raw)
                if self._line.poll(self._seconds):
                    said = self._line.recv()
                    return load(said) if said else None
            except (EOFError, OSError):
                pass
            self._end()
        return unreadable(raw, self._around, "slow")

    def _begin(self) -> None:
        self._end()
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_work, args=(theirs, self._around), daemon=True, name="mail")
        self._process.start()
        theirs.close()
        self._line, self._read = ours, 0

    def _end(self) -> None:
        process, self._process = self._process, None
        line, self._line = self._line, None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join(5)

    def close(self) -> None:
        with self._one_at_a_time:
            self._end()


def _work(line: Connection, around: Around) -> None:
    with suppress(ValueError, OSError):  # some systems have no such limits
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            raw = line.recv()
            try:
                heard = receive(raw, around)
            except (MemoryError, RecursionError):
                heard = unreadable(raw, around, "room")
            line.send(dump(heard) if heard else "")
