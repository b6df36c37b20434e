"""`python -m benchmarks`: what the desk costs beside the floor, what idle cases cost, and how fast it starts."""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import acts, crowd, idle, starting
from benchmarks.slack import measure as slack
from benchmarks.teams import measure as teams


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast it is, beside the floor.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and cases: a look, not a measurement")
    quick = parser.parse_args().quick
    count = 50_000 if quick else 1_000_000
    began = perf_counter()
    _tell(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}, files under {tempfile.gettempdir()}"
    )
    with tempfile.TemporaryDirectory(prefix="buckstop-bench-") as name:
        folder = Path(name)
        thousand = folder / "thousand.db"
        crowd.a_thousand(thousand)
        _tell(
            "\nActs: each awaits its commit on disk (WAL, synchronous=FULL); the floor is the driver alone, one writer"
            "\nthread with group commit, one UPDATE and one INSERT; claim and open go through `handle`, whole.\n"
        )
        _tell(
            acts.measure(folder, thousand, rounds=2, seconds=0, part=0.3)
            if quick
            else acts.measure(folder, thousand, rounds=7, seconds=70)
        )
        many = crowd.kept(thousand, count, _tell)
        _tell("\nWhat idle cases cost: a sweep with nothing due, and claims one at a time and 16 at a time.\n")
        _tell(idle.measure(folder, thousand, many, count, rounds=2 if quick else 7))
        _tell(
            "\nSlack: signed requests from another process; bare Bolt with a no-op command, the same with the"
            "\nfloor behind it, and `serve` whole, with its delivery to a Slack that answers at once.\n"
        )
        _tell(slack.measure(folder, rounds=1, part=0.1) if quick else slack.measure(folder, rounds=5, part=0.5))
        _tell(
            "\nTeams: activities with signed tokens from another process; the bare SDK with a bot that does nothing"
            "\n(its retry table repaired), and `serve` whole: a claim by a message to it, and by a card's button.\n"
        )
        _tell(teams.measure(folder, rounds=1, part=0.1) if quick else teams.measure(folder, rounds=5, part=0.5))
        _tell("\nStarting.\n")
        _tell(starting.measure(folder, times=2 if quick else 5))
    _tell(f"\n{perf_counter() - began:.0f} s in all, load now {os.getloadavg()[0]:.1f}")


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
