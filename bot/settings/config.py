"""The configuration: from the TOML to people and teams, judged as a whole."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.cases.people import House, Person, Team
from bot.settings.faults import Faults, one_line, quoted
from bot.settings.plain import plain_team
from bot.settings.toml import read_file, read_toml

COMMAND = "/case"
KEEP_TEXTS = timedelta(days=730)


@dataclass(frozen=True)
class Config:
    house: House
    command: str = COMMAND  # the slash command in Slack
    keep_texts: timedelta = KEEP_TEXTS  # words, once their case has ended; figures are kept for good

    def plain(self, team: str | Team) -> dict[str, Any]:
        """A team as the ledger's `configured` event records it."""
        return plain_team(self.house.teams[team] if isinstance(team, str) else team, self.house.people)

    def recorded(self) -> dict[str, Any]:
        """All teams by key: the `teams` of that event."""
        return {key: self.plain(key) for key in self.house.teams}

    @cached_property
    def fingerprint(self) -> str:
        """The same in two processes only if they run with the same configuration."""
        people = {
            key: [one.name, list(one.addresses), list(one.was), one.left] for key, one in self.house.people.items()
        }
        kept = self.keep_texts.total_seconds()
        whole = {"command": self.command, "keep_texts": kept, "people": people, "teams": self.recorded()}
        if self.house.templates:
            whole["templates"] = {name: dict(texts) for name, texts in self.house.templates.items()}
        return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]


def read_config(path: Path | str) -> Config:
    return parse_config(read_file(Path(path)), str(path))


def parse_config(text: str, source: str = "buckstop.toml") -> Config:
    """The configuration in a text; SettingsError, and nothing else, if it cannot be one. Folders lie beside it."""
    raw = read_toml(text, one_line(source, 200))
    faults = Faults()
    config = _whole(raw, Path(source).parent, faults)
    faults.raise_any()
    return config


def _whole(raw: Mapping[str, Any], beside: Path, faults: Faults) -> Config:
    # Here and not above: pydantic takes longer to load than all the rest, and the environment needs none of it.
    from bot.settings.people import read_key, read_people
    from bot.settings.shapes import SlackShape, WholeShape, example_of, shaped, tables
    from bot.settings.teams import Taken, read_team
    from bot.settings.templates import read_templates

    whole = shaped(WholeShape, raw, faults)
    for name in ("people", "teams"):
        if not getattr(whole, name) and (whole.left_out(name) or getattr(whole, name) is not None):
            faults.add(f"there are no {name}; write {example_of(WholeShape, name)}")
    slack = faults.at("slack")
    command = _command(shaped(SlackShape, whole.slack or {}, slack).command, slack)
    people: dict[str, Person] = read_people(whole.people or {}, faults)
    teams: dict[str, Team] = {}
    taken = Taken()
    example = '[teams.support] and below it title = "Customer support"'
    for written, table in tables(whole.teams or {}, "teams", example, faults):
        place = faults.at(f"team {written}")
        key = read_key(written, teams, place)
        teams[key] = read_team(key, table, people, taken, place)
    texts = read_templates(beside / whole.templates, faults) if whole.templates else {}
    return Config(House(people, teams, templates=texts), command, _kept(whole.keep_texts, faults))


def _kept(written: str | None, faults: Faults) -> timedelta:
    if written is None:
        return KEEP_TEXTS
    from bot.settings.durations import parse_duration

    try:
        return parse_duration(written)
    except ValueError as wrong:
        faults.add(f"keep_texts {quoted(written)}: {wrong}")
        return KEEP_TEXTS


def _command(written: str | None, faults: Faults) -> str:
    if written is None:
        return COMMAND
    if not re.fullmatch(r"/[a-z0-9_-]{1,31}", written):
        faults.add(f'command {quoted(written)} cannot be a slash command; write it like "/case", in small letters')
    return written
