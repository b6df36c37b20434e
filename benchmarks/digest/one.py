"""`python -m benchmarks.digest.one URL TIMES`: the figures of the month so often, by a process of its own.

Prints the seconds of each, then the most memory it ever had, in megabytes.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.desk import HOUSE, TEAM
from benchmarks.digest.ledger import MONTH
from bot.cases.figures import month_of
from bot.reports.plain import digest_json
from bot.storage.figures import figures_of
from bot.storage.store import open_reader


def main(url: str, times: int) -> None:
    took = []
    for _ in range(times):
        began = perf_counter()
        with open_reader(url, HOUSE) as reader:
            digest_json([figures_of(reader, TEAM, month_of(MONTH, TEAM.zone))])
        took.append(perf_counter() - began)
    sys.stdout.write(json.dumps({"took": took, "most_mb": _most_mb()}))


def _most_mb() -> float:
    """Of this program alone: what getrusage tells begins with what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
