"""The campaign: python -m tests.races --seed N --operations 20000 --processes 3

Several `buckstop web` and two `buckstop clock` over one PostgreSQL, and many clients who do everything at random on few
cases. A seed repeats the plan; in which order the processes come to it is theirs.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from bot.cases.people import addressed
from bot.settings import parse_config
from bot.storage.ledger import export_ledger
from bot.storage.migrate import migrate
from bot.storage.store import open_store
from tests import postgres
from tests.races.check import Checked, checked
from tests.races.history import History
from tests.races.house import STAFF, house
from tests.races.plan import FOR_AS_LONG, SLOTS, opened_by, plan
from tests.races.processes import a_workspace, running
from tests.races.quick import rows_apart
from tests.races.race import Race
from tests.races.slack_doors import ByHttp, Responses, now

CLOCKS = 2
# Messages of eleven minutes ago are nearly late, and what nobody claims rings at once: the clock is in the race.
LIMIT, CLAIM_WITHIN, TOP_LIMIT = "664s", "2s", "3s"


async def campaign(url: str, folder: Path, seed: int, operations: int, processes: int, clients: int) -> Checked:
    text = house(LIMIT, CLAIM_WITHIN, TOP_LIMIT)
    config = parse_config(text)
    programs = ["web"] * processes + ["clock"] * CLOCKS
    customers = {opened_by(move, slot) for move in range(0, operations, FOR_AS_LONG) for slot in range(SLOTS)}
    async with a_workspace((*STAFF, "mira", *sorted(customers))) as wire:
        async with (
            running(programs, url, wire, text, folder) as some,
            ClientSession(connector=TCPConnector(limit=0)) as web,
        ):
            with open_store(url, now, addressed(config.house), writer="races") as store:
                responses = Responses(wire)
                doors = [ByHttp(lambda one=one: one.url, n, web, responses) for n, one in enumerate(some[:processes])]
                race = Race(store, doors, now, seed, clients=clients)
                await race.run(plan(seed, operations))
        with open_store(url, now, addressed(config.house), writer="races") as store:
            history = History.of(race.operations, store.read(lambda tx: list(export_ledger(tx))))
            found = checked(history, addressed(config.house), timedelta(seconds=10))
            found.faults += store.read(rows_apart)
    (folder / "history.json").write_text(history.dumped())
    found.figures["tracebacks"] = sum(log.read_text().count("Traceback") for log in folder.glob("*.log"))
    return found


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.races", description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--operations", type=int, default=20_000)
    asked.add_argument("--processes", type=int, default=3, help="that hear; two more are the clock")
    asked.add_argument("--clients", type=int, default=24)
    asked.add_argument("--keep", type=Path, help="a folder for logs and the recorded history")
    given = asked.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="races"))
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with postgres.running() as server:
        url = server.empty()
        migrate(url, synchronous="OFF")
        found = asyncio.run(campaign(url, folder, given.seed, given.operations, given.processes, given.clients))
    figures = {"seed": given.seed, "seconds": round(time.perf_counter() - began), **found.figures}
    figures |= {"undecided": sum(found.undecided.values()), "faults": len(found.faults)}
    for name, value in figures.items():
        sys.stdout.write(f"{name:>20} {value}\n")
    for fault in found.faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
