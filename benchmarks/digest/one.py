"""`python -m benchmarks.digest.one URL TIMES`: the figures of the month so often, by a process of its own.

Prints the seconds of each, then the most memory it ever had, in megabytes.
"""

import json
import resource
import sys
from time import perf_counter

from benchmarks.desk import HOUSE, TEAM
from benchmarks.digest.ledger import MONTH
from bot.cases.figures import month_of
from bot.reports.plain import digest_json
from bot.storage.figures import figures_of
from bot.storage.store import open_reader


def main(url: str, times: int) -> None:
    took = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(times):
        began = perf_counter()
        with open_reader(url, HOUSE) as reader:
            digest_json([figures_of(reader, TEAM, month_of(MONTH, TEAM.zone))])
        took.append(perf_counter() - began)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"took": took, "before_mb": before / 1024, "most_mb": most / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
