import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import VARIABLES, Environment
from bot.settings.shapes import FieldShape, PersonShape, SlackShape, TeamShape, TierShape, WholeShape

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")

SECTIONS = {
    "### `[slack]`": SlackShape,
    "### `[people.KEY]`": PersonShape,
    "### `[teams.KEY]`": TeamShape,
    "A field is a name": FieldShape,
    "### `[[teams.KEY.tiers]]`": TierShape,
}


def rows_below(heading: str) -> list[list[str]]:
    """The cells of the first table below the heading, without its head."""
    lines = DOCS[DOCS.index(heading) :].splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("|---"))
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_is_documented_in_its_place_and_nothing_else(heading):
    names = [row[0].strip("`") for row in rows_below(heading)]

    assert names == list(SECTIONS[heading].model_fields)


def test_what_stands_above_all_tables_is_documented():
    names = [row[0].strip("`") for row in rows_below("### Above all tables")]

    assert names == [name for name in WholeShape.model_fields if name not in ("slack", "people", "teams")]


def test_every_variable_is_documented_with_its_default():
    rows = {row[0].strip("`"): row for row in rows_below("## The environment")}

    assert list(rows) == list(VARIABLES)
    for name, variable in VARIABLES.items():
        if variable.default:
            assert rows[name][2] == f"`{variable.default}`"


def test_the_table_of_variables_and_the_environment_agree():
    named = {name.lower().removeprefix("buckstop_") for name in VARIABLES}

    assert named == {field.name for field in fields(Environment)} - {"warnings"}


def test_the_example_shows_every_setting_of_a_team_and_of_a_tier(example):
    for name in [*TeamShape.model_fields, *TierShape.model_fields]:
        assert f"{name} = " in example or f"[teams.support.{name}]" in example


def test_reading_the_environment_waits_for_no_slow_library():
    code = "import sys, bot.settings; print([m for m in ('pydantic', 'holidays', 'sqlalchemy') if m in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"
