"""PgBouncer as Debian has it: between us and PostgreSQL, a connection for each transaction and no longer."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import chown, rmtree
from urllib.parse import quote

import psycopg

from tests.postgres import Postgres
from tests.settled import BUSY_MACHINE_S

PORT = 6432
SERVERS = 3  # connections that all share: fewer than one process alone would hold


@contextmanager
def pooling(postgres: Postgres) -> Iterator[Path]:
    """Its folder, where its socket is."""
    folder = Path(tempfile.mkdtemp(prefix="pb"))
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host={postgres.folder} user=desk\n"
        f"[pgbouncer]\nunix_socket_dir = {folder}\nlisten_port = {PORT}\nauth_type = any\npool_mode = transaction\n"
        f"default_pool_size = {SERVERS}\nmax_client_conn = 200\nlogfile = {folder}/log\n"
    )
    if postgres.user:
        chown(folder, postgres.user)
    process = subprocess.Popen(
        ["pgbouncer", "--quiet", str(settings)], user=postgres.user, cwd=folder, stderr=subprocess.DEVNULL
    )
    try:
        _answers(folder)
        yield folder
    finally:
        process.terminate()
        process.wait(BUSY_MACHINE_S)
        rmtree(folder, ignore_errors=True)


def pooled(url: str, folder: Path) -> str:
    return f"{url.partition('?')[0]}?host={quote(str(folder), safe='')}&port={PORT}"


def _answers(folder: Path) -> None:
    until = time.monotonic() + BUSY_MACHINE_S
    while True:
        try:
            psycopg.connect(pooled("postgresql://desk@/postgres", folder), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
