"""python -m tests.crashes --rounds 200 --seed 1: the figures of a campaign. A round can be played again by its seed."""

import argparse
import asyncio
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from bot.storage.migrate import migrate
from tests import postgres
from tests.crashes.campaign import Came, told_round
from tests.stores import PostgresDatabases, Shelf, SQLiteFiles

AT_ONCE = 6  # desks


async def told_rounds(seeds: Sequence[str], folder: Path, server: postgres.Postgres | None) -> list[tuple[str, Came]]:
    hands = asyncio.Semaphore(AT_ONCE)
    empty = folder / "empty.db"
    shelf = Shelf(server) if server else None
    migrate(f"sqlite:///{empty}")

    async def one(seed: str) -> tuple[str, Came]:
        async with hands:
            place = folder / seed.replace("/", "-")
            place.mkdir()
            databases = PostgresDatabases(shelf) if shelf else SQLiteFiles(empty, place)
            url = await asyncio.to_thread(databases.new)
            try:
                came = await told_round(seed, place, url)
            except Exception as error:
                came = Came(faults=["".join(traceback.format_exception(error))])
            finally:
                await asyncio.to_thread(databases.drop)
            wrong = came.lost + came.doubled + came.faults
            say(f"{seed}: {came.kills} kills, whole after {came.longest_s:.1f} s", *wrong)
            return seed, came

    return await asyncio.gather(*map(one, seeds))


def say(*lines: Any) -> None:
    sys.stdout.write("\n    ".join(map(str, lines)) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.crashes", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--round", help="one alone, by what it was called")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    seeds = [asked.round] if asked.round else [f"{asked.seed}/{n}" for n in range(1, asked.rounds + 1)]
    server: AbstractContextManager[Any] = postgres.running() if asked.store == "postgresql" else nullcontext()
    with server as running, tempfile.TemporaryDirectory() as folder:
        came = [one for _, one in asyncio.run(told_rounds(seeds, Path(folder), running))]
    for name in ("kills", "messages", "cases", "lines", "posts", "given_up"):
        say(f"{name.replace('_', ' ')}: {sum(getattr(one, name) for one in came)}")
    for name in ("lost", "doubled", "faults"):
        say(f"{name}: {sum(len(getattr(one, name)) for one in came)}")
    say(f"whole again after at most {max(one.longest_s for one in came):.1f} s")
    return any(one.lost or one.doubled or one.faults for one in came)


if __name__ == "__main__":
    sys.exit(main())
