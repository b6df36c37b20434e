"""Whatever stands in the file, the answer is a configuration or lines that a person can read."""

import json
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import SettingsError, failures_of, parse_config, warnings_of
from bot.settings.shapes import FieldShape, PersonShape, SlackShape, TeamShape, TierShape, WholeShape

SHAPES = (WholeShape, SlackShape, PersonShape, TeamShape, TierShape, FieldShape)
NAMES = [*(name for shape in SHAPES for name in shape.model_fields), "ana", "ben", "Ana", "support", "customer"]
WORDS = """
    ana ben slack:C0A slack:dm slack: email:a@b console:a : , U0A /case choice weekdays 20h -1h Mon-Fri
    UTC Europe/Bucharest Europe localtime Mars/Base ../x 2026-12-25 2026-02-30 RO XX US-CA US-ZZ
"""
TEXTS = [*WORDS.split(), "Mon-Fri 09:00-18:00", "Mon-Fry 9-18", "", " ", "\0", "\ud7ff\u202e\n", "x" * 5000]

LEAVES = st.one_of(
    st.sampled_from(TEXTS),
    st.text(max_size=20),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
KEYS = st.one_of(st.sampled_from(NAMES), st.text(max_size=10))
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)
TABLE = st.dictionaries(KEYS, VALUES, max_size=8)
TIER = st.fixed_dictionaries({}, optional=dict.fromkeys(TierShape.model_fields, VALUES))
TEAM = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(TeamShape.model_fields, VALUES), "tiers": st.lists(TIER, max_size=3) | VALUES}
)
HOUSES = st.fixed_dictionaries(
    {},
    optional={
        "slack": TABLE | VALUES,
        "people": st.dictionaries(KEYS, TABLE, max_size=4) | VALUES,
        "teams": st.dictionaries(KEYS, TEAM | VALUES, max_size=3),
    },
)


def toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case float():
            return "nan" if value != value else str(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(toml(one) for one in value)}]"
        case dict():
            return f"{{{', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())}}}"
    raise AssertionError(value)


def judged(text: str) -> None:
    try:
        config = parse_config(text)
    except SettingsError as refused:
        said = refused.faults
    else:
        said = (*failures_of(config.house), *warnings_of(config.house), "fine")
        json.dumps(config.recorded())
        assert config.fingerprint == parse_config(text).fingerprint
    assert said
    for line in said:
        assert line.strip()
        assert line.isprintable()
        assert len(line) <= 400


@settings(max_examples=150, deadline=None)
@given(HOUSES)
def test_any_tables_are_a_house_or_readable_faults(house):
    judged("\n".join(f"{toml(key)} = {toml(value)}" for key, value in house.items()))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="ab.=[]{}\"'#\\\n ,019-:", max_size=200))
def test_any_text_is_a_house_or_readable_faults(text):
    judged(text)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_the_example_with_anything_struck_out_or_put_in_is_a_house_or_readable_faults(example, data):
    start = data.draw(st.integers(0, len(example)))
    end = data.draw(st.integers(start, min(len(example), start + 60)))
    between = data.draw(st.sampled_from(["", '"', "[", "]", "=", "x", "\n", "1", "{", ".", "\\", "\0"]))

    judged(example[:start] + between + example[end:])


@pytest.mark.parametrize("name", ["limit", "left", "tiers", "categories", "holidays", "people"])
@pytest.mark.parametrize("huge", ["0x" + "f" * 6000, "1e999", "-nan", "[" * 90 + "]" * 90, "a".join(["[{"] * 9)])
def test_a_value_beyond_all_measure_is_told_like_any_other(name, huge):
    judged(f"[teams.support]\n{name} = {huge}")
    judged(f"[people.ana]\n{name} = {huge}")
    judged(f"{name} = {huge}")
