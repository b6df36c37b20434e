"""One process writes to a SQLite file; a file beside it says which."""

import fcntl
import os
from pathlib import Path

from bot.storage.errors import StoreBroken, StoreBusy


class Lock:
    """Held from its making to `release`; the system lets go of it when the process dies."""

    def __init__(self, database: Path, writer: str) -> None:
        path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            do = "The program must be able to write in that directory."
            raise StoreBroken(str(database), f"{path.name}: {error.strerror}", do) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = os.pread(self._file, 200, 0).decode(errors="replace").strip()
            os.close(self._file)
            raise StoreBusy(str(database), who) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()} {writer}\n".encode(), 0)

    def release(self) -> None:
        """The file stays: taking it away could take it from under the next one's hands."""
        os.ftruncate(self._file, 0)
        os.close(self._file)
