"""One process of several: claims its share of the cases, and says how fast. Started by `processes`."""

import json
import sys
from functools import partial

from benchmarks.desk import HOUSE, DeskClock, claiming, writing
from benchmarks.laps import lap
from bot.commands.handle import handle
from bot.storage import open_store


def main() -> None:
    """`one URL WHAT BEGIN END WAITING`; waits for a line on standard input, so that all begin together."""
    url, what, begin, end, waiting = sys.argv[1:]
    make = claiming if what == "claim" else writing
    with open_store(url, DeskClock(), HOUSE) as store:
        warm = [make(number) for number in range(int(begin), int(begin) + 20)]
        lap(partial(handle, store=store), warm, 1)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        ran, _ = lap(partial(handle, store=store), [make(n) for n in range(int(begin) + 20, int(end))], int(waiting))
        sys.stdout.write(json.dumps({"rate": ran.rate, "p50": ran.p50, "p99": ran.p99}) + "\n")


if __name__ == "__main__":
    main()
