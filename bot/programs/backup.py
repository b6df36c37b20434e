"""A copy of the store, and what is said of a store that is one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.app import utc_now
from bot.programs.ledger import faults_in
from bot.programs.printing import FINE, WRONG, CannotRun, complain, out, say
from bot.settings import Config, Environment
from bot.storage.backup import back_up
from bot.storage.copies import mark_copy, newest, unsettled
from bot.storage.sqlite import file_of
from bot.storage.store import open_reader, open_store
from bot.storage.tx import Tx


def backup(config: Config, environment: Environment, to: Path | None, *, force: bool) -> int:
    """Exit 1 if the copy is not whole: then none is kept."""
    url, now = environment.database_url, utc_now()
    if not url.startswith("sqlite"):
        raise CannotRun(say("cli-backup-postgresql"))
    to = to or Path(f"{file_of(url).stem}-{now:%Y-%m-%dT%H%M%SZ}.db")

    def faults(copy: str) -> Iterator[str]:
        with open_reader(copy, config.house) as reader:
            yield from faults_in(reader)

    if wrong := back_up(url, to, utc_now, faults, force=force):
        for fault in wrong:
            complain(fault)
        complain(say("cli-backup-damaged", faults=len(wrong)))
        return WRONG
    out(say("cli-backed-up", where=str(to), bytes=to.stat().st_size))
    return FINE


def restored(config: Config, environment: Environment) -> int:
    """Mark the store as a copy; whoever opens it next for writing acts by that."""

    def mark(tx: Tx) -> datetime | None:
        at = newest(tx)
        if at is not None:
            mark_copy(tx, at)
        known = unsettled(tx)
        return known.made_at if known else None

    with open_store(environment.database_url, utc_now, config.house, writer="restored") as store:
        made = store.act(mark)
    out(say("cli-restored-empty") if made is None else say("cli-restored", made=made))
    return FINE
