"""Mails are read in a process of their own, with little room and little time: some are made to use up all there is.

It is a program of its own, with nothing of our environment: no token stands in its memory but what signs our mails.
"""

import os
import resource
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

from bot.messages.encoding import dump, load
from bot.messages.values import Inbound
from bot.platforms.mail.receive import Around, Raw, receive, unreadable

MOST_MEMORY = 2 * 2**30
MOST_SECONDS = 20.0  # for one mail
BEGINS_WITHIN_S = 60.0
MOST_MAILS = 2000  # then a new one: whatever a library keeps goes with the old one
READY = "ready"
KNOWN = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")  # of the environment


class Child:
    """Reads one mail after the other. Blocks; one asks at a time."""

    def __init__(self, around: Around, *, seconds: float = MOST_SECONDS) -> None:
        self._around = around
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: tuple[Connection, Connection] | None = None
        self._read = 0
        self._one_at_a_time = threading.Lock()

    def begin(self) -> None:
        """Be ready, if it is not."""
        with self._one_at_a_time:
            if self._lines is None:
                self._begin()

    def read(self, raw: Raw) -> Inbound | None:
        """What the child makes of it; if it comes to grief over it, that somebody wrote what nobody can read."""
        with self._one_at_a_time:
            if self._lines is None or self._read >= MOST_MAILS:
                self._begin()
            assert self._lines is not None
            there, back = self._lines
            self._read += 1
            try:
                there.send(raw)
                if back.poll(self._seconds):
                    said = back.recv()
                    return load(said) if said else None
            except (EOFError, OSError):
                pass
            self._end()
        return unreadable(raw, self._around, "slow")

    def _begin(self) -> None:
        """Raises OSError if it cannot be begun: then nothing is taken in, and it is tried again."""
        self._end()
        environment = {name: os.environ[name] for name in KNOWN if name in os.environ}
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "bot.platforms.mail.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        there, back = (Connection(os.dup(one.fileno())) for one in (process.stdin, process.stdout))
        process.stdin.close()
        process.stdout.close()
        self._lines, self._read = (there, back), 0
        try:
            there.send(self._around)
            if not back.poll(BEGINS_WITHIN_S) or back.recv() != READY:
                raise OSError("mail cannot be read: its program does not begin")
        except (EOFError, OSError):
            self._end()
            raise OSError("mail cannot be read: its program does not begin") from None

    def _end(self) -> None:
        process, self._process = self._process, None
        lines, self._lines = self._lines, None
        for line in lines or ():
            line.close()
        if process is not None:
            process.kill()
            process.wait(5)

    def close(self) -> None:
        with self._one_at_a_time:
            self._end()


def main() -> None:
    """The child's own life."""
    here, back = Connection(os.dup(0)), Connection(os.dup(1))
    os.dup2(2, 1)  # whatever a library prints is no answer
    with suppress(ValueError, OSError):  # some systems have no such limits
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        around: Around = here.recv()
        back.send(READY)
        while True:
            raw: Raw = here.recv()
            try:
                heard = receive(raw, around)
            except (MemoryError, RecursionError):
                heard = unreadable(raw, around, "room")
            back.send(dump(heard) if heard else "")


if __name__ == "__main__":
    main()
