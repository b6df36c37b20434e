"""How long it takes until something happens: an import, a console."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.desk import EXAMPLE
from benchmarks.laps import table

ROOT = EXAMPLE.parent
STARTS = {
    "import bot": ("-c", "import bot"),
    "import bot.cli": ("-c", "import bot.cli"),
    "console, nothing typed": ("-m", "bot", "console"),
}


def measure(folder: Path, times: int) -> str:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'console.db'}",
        "BUCKSTOP_CONFIG": str(EXAMPLE),
        "PYTHONPATH": str(ROOT),
    }
    rows = []
    for name, arguments in STARTS.items():
        took = []
        for n in range(times + 1):
            began = perf_counter()
            done = subprocess.run(
                (sys.executable, *arguments), input=b"", capture_output=True, cwd=folder, env=environment, check=False
            )
            if n:  # the first one writes bytecode, and makes the store
                took.append(perf_counter() - began)
        ended = "" if done.returncode == 0 else f"failed: {done.stderr.decode().strip().splitlines()[-1]}"
        rows.append((name, f"{median(took):.2f}", ended))
    return table(("start", "s", ""), rows)
