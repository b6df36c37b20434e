"""`python -m benchmarks.digest.one URL TIMES`: a month's whole digest so often, by a process of its own.

That is all that is posted: the month in words and tables, against the month before, what stands below it, the charts.
Prints the seconds of each, those of the painting, which another process does, and the most memory it ever had, in
megabytes.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.desk import HOUSE, TEAM
from benchmarks.digest.ledger import MONTH
from bot.app import draw_digest, month_of_team
from bot.cases.figures import month_of
from bot.reports.painting import paint
from bot.scheduler.draw import DIGESTS
from bot.scheduler.months import Remembered
from bot.storage.store import open_reader


def main(url: str, times: int) -> None:
    took, painted, now = [], [], month_of(MONTH, TEAM.zone).b
    for _ in range(times):
        began, months = perf_counter(), Remembered(month_of_team)
        with open_reader(url, HOUSE) as reader:
            cards = [draw_digest(TEAM.key, MONTH, reader, now, part, months) for part in DIGESTS]
        took.append(perf_counter() - began)
        paint([one.source for card in cards for one in card.enclosed if one.is_picture])
        painted.append(perf_counter() - began - took[-1])
    sys.stdout.write(json.dumps({"took": took, "painted": painted, "most_mb": _most_mb()}))


def _most_mb() -> float:
    """Of this program alone: what getrusage tells begins with what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
