from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Config, SettingsError, parse_config

EXAMPLE = Path(__file__).parents[2] / "buckstop.example.toml"


# As short as it can be.
SMALL = """
[people.cleo]
[teams.support]
timezone = "Europe/Bucharest"
[[teams.support.tiers]]
name = "Top"
channel = "console:top"
lead = "cleo"
"""


@pytest.fixture(scope="session")
def small() -> str:
    return SMALL


@pytest.fixture(scope="session")
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def written(example: str) -> Callable[..., str]:
    """The example with some of its words replaced: written(("20h", "2h"), …)."""

    def with_changes(*changes: tuple[str, str]) -> str:
        text = example
        for old, new in changes:
            assert old in text, f"{old!r} is not in the example"
            text = text.replace(old, new)
        return text

    return with_changes


@pytest.fixture(scope="session")
def house(written: Callable[..., str]) -> Callable[..., Config]:
    return lambda *changes: parse_config(written(*changes))


@pytest.fixture(scope="session")
def faults(written: Callable[..., str]) -> Callable[..., tuple[str, ...]]:
    """What is said of the example after these changes."""

    def said(*changes: tuple[str, str]) -> tuple[str, ...]:
        with pytest.raises(SettingsError) as refused:
            parse_config(written(*changes))
        return refused.value.faults

    return said
