"""`python -m benchmarks`: what the desk costs beside the floor, what idle cases cost, how fast it starts, and how it
stands a bad minute. With names of parts, only those."""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import acts, crowd, idle, starting, storm
from benchmarks.digest import measure as digest
from benchmarks.mail import measure as mail
from benchmarks.postgres import measure as postgres
from benchmarks.slack import measure as slack
from benchmarks.teams import measure as teams


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast it is, beside the floor.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and cases: a look, not a measurement")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of {', '.join(PARTS)}")
    given = parser.parse_args()
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {', '.join(unknown)}")
    began = perf_counter()
    _tell(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}, files under {tempfile.gettempdir()}"
    )
    with tempfile.TemporaryDirectory(prefix="buckstop-bench-") as name:
        folder = Path(name)
        thousand = folder / "thousand.db"
        crowd.a_thousand(thousand)
        for part in given.parts or PARTS:
            PARTS[part](folder, thousand, given.quick)
    _tell(f"\n{perf_counter() - began:.0f} s in all, load now {os.getloadavg()[0]:.1f}")


def _acts(folder: Path, thousand: Path, quick: bool) -> None:
    _tell(
        "\nActs: each awaits its commit on disk (WAL, synchronous=FULL); the floor is the driver alone, one writer"
        "\nthread with group commit, one UPDATE and one INSERT; claim and open go through `handle`, whole.\n"
    )
    _tell(
        acts.measure(folder, thousand, rounds=2, seconds=0, part=0.3)
        if quick
        else acts.measure(folder, thousand, rounds=7, seconds=70)
    )


def _idle(folder: Path, thousand: Path, quick: bool) -> None:
    count = FEWER if quick else MANY
    many = crowd.kept(thousand, count, _tell)
    _tell("\nWhat idle cases cost: a sweep with nothing due, and claims one at a time and 16 at a time.\n")
    _tell(idle.measure(folder, thousand, many, count, rounds=2 if quick else 7))


def _slack(folder: Path, thousand: Path, quick: bool) -> None:
    _tell(
        "\nSlack: signed requests from another process; bare Bolt with a no-op command, the same with the"
        "\nfloor behind it, and `serve` whole, with its delivery to a Slack that answers at once.\n"
    )
    _tell(slack.measure(folder, rounds=1, part=0.1) if quick else slack.measure(folder, rounds=5, part=0.5))


def _teams(folder: Path, thousand: Path, quick: bool) -> None:
    _tell(
        "\nTeams: activities with signed tokens from another process; the bare SDK with a bot that does nothing"
        "\n(its retry table repaired), and `serve` whole: a claim by a message to it, and by a card's button.\n"
    )
    _tell(teams.measure(folder, rounds=1, part=0.1) if quick else teams.measure(folder, rounds=5, part=0.5))


def _postgres(folder: Path, thousand: Path, quick: bool) -> None:
    _tell(
        "\nPostgreSQL (fsync on): claim and open through `handle`, beside the raw driver saying the same statements"
        "\nin the same round trips; without prepared statements, as behind a pooler, and with them.\n"
    )
    _tell(postgres.acts(thousand, rounds=1 if quick else 5, each=200 if quick else 480))
    _tell("\nThe same work by several processes.\n")
    _tell(postgres.processes(thousand, rounds=1 if quick else 3, each=400 if quick else 960))


def _sweep(folder: Path, thousand: Path, quick: bool) -> None:
    count = FEWER if quick else MANY
    _tell("\nThe sweep: so many reach the limit at once; each is escalated, its line and its pings written.\n")
    _tell(postgres.sweep(folder, crowd.kept(thousand, count, _tell), count, due=2000 if quick else 10_000))


def _mail(folder: Path, thousand: Path, quick: bool) -> None:
    _tell("\nMail: a mailbox taken in, read, committed and flagged, in turns with django-helpdesk's own import.\n")
    _tell(mail.measure(folder, rounds=1 if quick else 3, count=200 if quick else 1000, tell=_tell))


def _storm(folder: Path, thousand: Path, quick: bool) -> None:
    _tell("\nA bad minute, on SQLite (`serve`) and on PostgreSQL (two `web`, one `clock`), with a local Slack.\n")
    if quick:
        _tell(storm.measure(folder, messages=200, seconds=6, kills=1, watched=20))
    else:
        _tell(storm.measure(folder, messages=2000, seconds=60, kills=5, watched=60))


def _digest(folder: Path, thousand: Path, quick: bool) -> None:
    count = 100_000 if quick else MANY
    _tell(
        f"\nA month's digest among {count:,} cases, a tenth of them resolved in that month; beside it the same"
        "\nquestions asked by the driver alone; and claims, one at a time, before it and while one follows the other.\n"
    )
    _tell(digest.measure(folder, thousand, count=count, rounds=1 if quick else 3, tell=_tell))


def _starting(folder: Path, thousand: Path, quick: bool) -> None:
    _tell("\nStarting.\n")
    _tell(starting.measure(folder, times=2 if quick else 5))


MANY, FEWER = 1_000_000, 50_000  # open cases
PARTS = {
    "acts": _acts,
    "idle": _idle,
    "slack": _slack,
    "teams": _teams,
    "postgres": _postgres,
    "sweep": _sweep,
    "mail": _mail,
    "storm": _storm,
    "digest": _digest,
    "starting": _starting,
}


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
