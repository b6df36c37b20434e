"""Who writes what acts do: threads, or the event loop that brings them, which then only has a thread commit.

An act is Python that computes. Where one process writes, two threads that compute pass the interpreter's lock to and
fro at every statement: messages through a platform took 1.3 ms of CPU each, and take 0.95 since their acts run in the
event loop itself. What waits for the disk, the commit, is done in a thread: the loop goes on meanwhile.
"""

import asyncio
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic

from bot.storage.batch import Job, Outcome, Scribe, Told, tell
from bot.storage.errors import StoreClosed

GATHERING_S = 0.005  # how long an act waits at most for others that its event loop is about to bring
# Whoever is answered may ask for the next thing at once, and that is some turns on its way: what is written together
# costs less, and a turn that has nothing to do takes some 15 µs.
QUIET_TURNS = 5
MOST_HERE = 64  # acts in one turn of an event loop: longer it should not be kept from what else there is
PATIENCE_S = 10.0  # how long `close` waits for what was brought before it


class Writers:
    """Acts come, from threads and event loops; each is answered once its commit is on disk.

    With more `scribes` than one, or with `together` 1, threads write; each act then has a transaction of its own, so
    that none waits for another.
    """

    def __init__(self, scribes: Sequence[Scribe], together: int) -> None:
        self._scribes, self._together = scribes, together
        self._jobs: queue.SimpleQueue[list[Job] | None] = queue.SimpleQueue()
        self._gathered: list[Job] = []  # what an event loop has brought, and nobody writes yet
        self._under_way = 0  # lists of jobs that somebody has, and has not written
        self._closed = False
        self._gate = threading.Lock()  # in front of all these
        self._pen = threading.Lock()  # of the only scribe, if a loop may have it
        self._here: threading.Thread | None = None  # whose acts run in it now
        self._idle = threading.Semaphore(0)
        self._hands: list[threading.Thread] = []
        self._committer = ThreadPoolExecutor(1, thread_name_prefix="store-commit")
        self._hire()

    def put(self, job: Job) -> None:
        """From any thread."""
        with self._gate:
            self._still_open()
            self._hand_over()
            self._put([job])

    def bring(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        """From an event loop: what comes there together is written together, and all that one commit answers wakes the
        loop once."""
        with self._gate:
            self._still_open()
            if self._together == 1:
                self._put([job])
                return
            if self._gathered and self._gathered[0].loop is not loop:  # which may have ended since
                self._hand_over()
            if not self._gathered:
                loop.call_soon(self._gather, loop, 0, loop.time() + GATHERING_S)
            self._gathered.append(job)

    def is_one(self) -> bool:
        """Is whoever asks one of those who write?"""
        current = threading.current_thread()
        return current is self._here or current in self._hands

    def close(self) -> bool:
        """Write what was brought. False if somebody still writes after a while, or it was closed before."""
        with self._gate:
            if self._closed:
                return False
            self._closed = True
            self._hand_over()
            for _ in self._hands:
                self._jobs.put(None)
        until = monotonic() + PATIENCE_S
        for hand in self._hands:
            hand.join(max(0.0, until - monotonic()))
        if any(hand.is_alive() for hand in self._hands) or not self._pen.acquire(timeout=max(0.0, until - monotonic())):
            return False
        self._committer.shutdown()
        return True

    def _still_open(self) -> None:
        if self._closed:
            raise StoreClosed

    # --- in an event loop -------------------------------------------------------------------------------------

    def _gather(self, loop: asyncio.AbstractEventLoop, before: int, until: float, quiet: int = 0) -> None:
        """Write once some turns of the loop have brought nothing more, and nobody else writes."""
        with self._gate:
            now = len(self._gathered)
            quiet = 0 if before < now else quiet + 1
            if now and quiet < QUIET_TURNS and loop.time() < until:
                loop.call_soon(self._gather, loop, now, until, quiet)
                return
            if self._under_way or not self._gathered or self._gathered[0].loop is not loop:
                return  # whoever ends what is under way calls again
            jobs, self._gathered = self._gathered[:MOST_HERE], self._gathered[MOST_HERE:]
            self._under_way += 1
            self._pen.acquire()  # nobody has it
        self._write_here(loop, jobs)

    def _write_here(self, loop: asyncio.AbstractEventLoop, jobs: list[Job]) -> None:
        self._here, outcomes = threading.current_thread(), None
        try:
            jobs = [job for job in jobs if job.begins()]
            outcomes = self._scribes[0].drafted(jobs) if jobs else None
        finally:
            self._here = None
            if outcomes is None:
                self._pen.release()
                self._put_aside(jobs)
        if outcomes is not None:
            self._committer.submit(self._commit, jobs, outcomes)

    def _put_aside(self, jobs: list[Job]) -> None:
        """They do not go together, or somebody else writes: for a thread, that may wait."""
        with self._gate:
            closed = self._closed
            if jobs and not closed:
                self._put(jobs)
        if closed:
            tell([(job, Outcome(error=StoreClosed())) for job in jobs])
        self._ended()

    def _commit(self, jobs: list[Job], outcomes: list[Outcome]) -> None:
        answers: Told = []
        try:
            answers = self._scribes[0].committed(jobs, outcomes)
        finally:
            self._pen.release()
            tell(answers)
            self._ended()

    def _ended(self, lists: int = 1) -> None:
        """So many that were under way; what has come meanwhile to an event loop is written next."""
        with self._gate:
            self._under_way -= lists
            loop = self._gathered[0].loop if self._gathered and not self._under_way else None
        if loop is not None:
            with suppress(RuntimeError):  # it has ended; who comes next takes what it brought
                loop.call_soon_threadsafe(self._gather, loop, 0, loop.time() + GATHERING_S)

    # --- in threads -------------------------------------------------------------------------------------------

    def _hand_over(self) -> None:
        if self._gathered:
            self._put(self._gathered)
            self._gathered = []

    def _put(self, jobs: list[Job]) -> None:
        """A hand that is free takes them; if there is none, one more, so that nobody holds connections unused."""
        self._under_way += 1
        self._jobs.put(jobs)
        if not self._idle.acquire(blocking=False) and len(self._hands) < len(self._scribes):
            self._hire()

    def _hire(self) -> None:
        n = len(self._hands)
        hand = threading.Thread(target=self._write, args=(self._scribes[n],), name=f"store-{n}", daemon=True)
        self._hands.append(hand)
        hand.start()

    def _write(self, scribe: Scribe) -> None:
        """Until all is closed: take what waits, as much as goes together, and write it down."""
        open_, answers, lists = True, Told(), 0
        while open_:
            jobs: list[Job] = []
            brought = self._next(answers, lists)
            lists = 0
            try:
                while brought is not None:
                    jobs, lists = jobs + brought, lists + 1
                    if len(jobs) >= self._together:
                        break
                    brought = self._jobs.get_nowait()
                open_ = brought is not None
            except queue.Empty:
                pass
            if self._together == 1:
                answers = scribe.write(jobs)
            else:
                with self._pen:
                    answers = scribe.write(jobs)
        self._tell(answers, lists)

    def _next(self, answers: Told, lists: int) -> list[Job] | None:
        """What waits, once these were told. Whoever is answered may bring the next act at once: if nothing waits, this
        hand is free for it before it answers, and nobody is hired for what it can do."""
        try:
            brought = self._jobs.get_nowait()
        except queue.Empty:
            self._idle.release()
            self._tell(answers, lists)
            return self._jobs.get()
        self._tell(answers, lists)
        return brought

    def _tell(self, answers: Told, lists: int) -> None:
        tell(answers)
        self._ended(lists)
