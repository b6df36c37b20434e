"""What SQL counts, a naive walk over the exported ledger counts too, on random months; and a month never changes.

`BUCKSTOP_EXAMPLES=50` tries that many random ledgers instead of the same few.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cases.figures import month_of
from bot.reports.plain import digest_json
from bot.storage import Reader, Store, export_ledger, migrate, open_store
from bot.storage.figures import figures_of
from tests.cases.desk import HOUSE, TEAMS
from tests.reports import naive
from tests.reports.months import MONTHS, START, keep, random_stories

EXAMPLES = int(os.environ.get("BUCKSTOP_EXAMPLES", "3"))
CASES = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    migrate(url, synchronous="OFF")
    with open_store(url, lambda: START, HOUSE, synchronous="OFF") as store:
        yield store


def counted(reader: Reader, months: tuple[str, ...] = MONTHS) -> dict[tuple[str, str], str]:
    return {
        (team.key, month): digest_json([figures_of(reader, team, month_of(month, team.zone))])
        for team in TEAMS.values()
        for month in months
    }


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_both_computations_agree_on_every_month_of_every_team(store, seed):
    keep(store, random_stories(seed, CASES))

    by_sql = store.read(counted)
    ledger = store.read(lambda reader: [json.loads(line) for line in export_ledger(reader)])

    for (team, month), digest in by_sql.items():
        assert json.loads(digest) == [naive.digest(ledger, TEAMS[team], month, TEAMS)], (team, month)
