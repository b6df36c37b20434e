"""A PostgreSQL as somebody would run it: every commit waits for the disk. From the wheel that the tests bring."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import Postgres, running

CAREFUL = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "plan_cache_mode": "auto",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
}


@contextmanager
def careful() -> Iterator[Postgres]:
    with running(**CAREFUL) as postgres:
        yield postgres
