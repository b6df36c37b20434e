"""The floor: what the same machine does at best. The driver alone, one writer thread, no rules, no house."""

import queue
import sqlite3
import threading
from concurrent.futures import Future
from pathlib import Path

TOGETHER = 256
_TABLES = """
CREATE TABLE cases (id INTEGER PRIMARY KEY, owner TEXT, at INTEGER NOT NULL);
CREATE TABLE events (case_id INTEGER, seq INTEGER, at INTEGER, kind TEXT, by_ TEXT, PRIMARY KEY (case_id, seq))
    WITHOUT ROWID;
"""
_CLAIM = "UPDATE cases SET owner = ?, at = ? WHERE id = ? AND owner IS NULL"
_LINE = "INSERT INTO events VALUES (?, 2, ?, 'claimed', ?)"

Job = tuple[int, str, "Future[int]"]


class Floor:
    """A claim here is one UPDATE and one INSERT; what waits together is committed together, and durably."""

    def __init__(self, file: Path, cases: int) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _TABLES)
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO cases VALUES (?, NULL, 0)", ((n + 1,) for n in range(cases)))
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="floor", daemon=True)
        self._thread.start()

    def claim(self, number: int, by: str) -> "Future[int]":
        future: Future[int] = Future()
        self._jobs.put((number, by, future))
        return future

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _write(self) -> None:
        cursor = self._connection.cursor()
        job = self._jobs.get()
        while job is not None:
            jobs = [job]
            while len(jobs) < TOGETHER and not self._jobs.empty():
                job = self._jobs.get_nowait()
                if job is None:
                    break
                jobs.append(job)
            cursor.execute("BEGIN IMMEDIATE")
            won = []
            for number, by, _ in jobs:
                won.append(cursor.execute(_CLAIM, (by, number, number)).rowcount)
                cursor.execute(_LINE, (number, number, by))
            cursor.execute("COMMIT")
            for (_, _, future), one in zip(jobs, won, strict=True):
                future.set_result(one)
            if job is not None:
                job = self._jobs.get()
