"""docs/commands.md tells of every verb as it is, and of no other."""

import re
from pathlib import Path

import pytest

from bot.commands.table import ACTS, LOOKS
from bot.commands.verbs import VERBS, Verb
from bot.messages.wording import phrase, utc_reader

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
GROUPS = {
    "holding": "## Who holds a case",
    "talking": "## What is said",
    "ending": "## How a case ends",
    "reading": "## Looking",
    "absence": "## Who is there",
}


def rows_of(group: str) -> dict[str, list[str]]:
    """The rows below a group's heading, by the line that is typed."""
    section = DOCS[DOCS.index(GROUPS[group]) :].removeprefix(GROUPS[group]).partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row[1:]] for row in rows}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_every_verb_is_documented_with_its_line_who_may_and_what_else_people_type(verb: Verb):
    who, does, also = rows_of(verb.group)[verb.usage]

    assert who == verb.who
    assert len(does) > 10
    assert tuple(re.findall(r"`([^`]+)`", also)) == verb.synonyms


def test_nothing_else_is_documented():
    documented = [usage for group in GROUPS for usage in rows_of(group)]

    assert sorted(documented) == sorted(verb.usage for verb in VERBS.values())


def test_every_verb_is_carried_out():
    assert set(ACTS) | set(LOOKS) == set(VERBS)
    assert not set(ACTS) & set(LOOKS)


@pytest.mark.parametrize("name", VERBS)
def test_every_act_says_in_one_line_what_it_is_for(name: str):
    says = ({**ACTS, **LOOKS}[name].__doc__ or "").partition("\n")[0]

    assert says.startswith(VERBS[name].spoken)
    assert phrase(f"help-{name.replace('_', '-')}", utc_reader())


def test_the_readme_counts_the_verbs_it_does_not_show():
    shown = set(re.findall(r"^\| `(\w+)", README, re.MULTILINE)) & set(VERBS)
    (more,) = re.findall(r"\[(\d+) more\]\(docs/commands\.md\)", README)

    assert int(more) == len(VERBS) - len(shown | {"list", "help"})
