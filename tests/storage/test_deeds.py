"""What lines are in the figures is written with them, verified against them, and worked out from old ones."""

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.cases import ending, holding, talking
from bot.cases.chain import Configured
from bot.cases.deeds import folded_with_deeds
from bot.cases.holds import TeamsAt
from bot.settings import read_config
from bot.storage import Store, open_store, verify
from bot.storage.migrate import MIGRATIONS
from tests.cases.desk import HOUSE, TEAMS, Story
from tests.reports.months import START, keep, random_stories
from tests.stores import at_hand, by_hand

TABLES = ("responses", "promises", "resolutions")


@pytest.fixture
def store(store_url):
    with open_store(store_url, lambda: START, HOUSE, synchronous="OFF") as store:
        yield store


def faults(store: Store) -> list[str]:
    teams = TeamsAt([(START, TEAMS)])
    found = store.read(lambda reader: list(verify(reader, lambda lines: folded_with_deeds(lines, teams))))
    return [fault for fault in found if "of its lines" in fault]


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    with at_hand(url) as connection:
        return {name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}")))) for name in TABLES}


def a_case() -> Story:
    story = Story().opens("customer", customer=1)
    story.says("ana", holding.claim)
    story.says("ana", talking.reply, text="words")
    story.says("ana", ending.resolve, outcome="solved", cause="unknown", told="phone")
    return story


def test_what_was_done_is_written_with_the_line_that_did_it(store, store_url):
    keep(store, random_stories(7, 30))

    assert faults(store) == []
    assert all(rows(store_url).values())


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE responses SET length = length + 1", "responses"),
        ("DELETE FROM promises", "promises"),
        ("UPDATE resolutions SET by_ = 'ben'", "resolutions"),
    ],
)
def test_verify_finds_what_its_lines_do_not_say(store, store_url, change, kind):
    keep(store, [a_case()])

    by_hand(store_url, change)

    assert faults(store) == [f"C-1: its {kind} are not those of its lines"]


EXAMPLE = Path(__file__).parents[2] / "buckstop.example.toml"


def test_an_old_store_has_them_worked_out_from_its_lines(store_url):
    config = read_config(EXAMPLE)
    (team,) = config.house.teams.values()
    story = Story(config.house).opens("customer", team.key, customer=1)
    story.says(team.tiers[0].people[0], holding.claim)
    story.says(team.tiers[0].people[0], talking.reply, text="words")
    story.says(team.tiers[0].people[0], ending.resolve, outcome="solved", cause="unknown", told="phone")
    with open_store(store_url, lambda: START, config.house, synchronous="OFF") as store:
        store.act(lambda tx: tx.append_house(Configured(config.recorded()), "clock"))
        keep(store, [story])
    written = rows(store_url)
    by_hand(store_url, *(f"DELETE FROM {name}" for name in TABLES))

    folder = Config()
    folder.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with at_hand(store_url) as connection:
        ScriptDirectory.from_config(folder).get_revision("0009").module.fill(connection)

    assert all(written.values())
    assert rows(store_url) == written
