import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.demo.screenplay import matters, screenplay
from bot.demo.times import spread

BUCHAREST = "Europe/Bucharest"


def test_a_matter_is_read_with_its_words_its_steps_and_its_time():
    head = "# a note\n== support delivery · Radu Enache · 6 14:05"
    written = f"{head}\n> Where is it?\n(by ana)\nresolve solved unknown: Here.\n"

    (matter,) = matters(written, BUCHAREST)

    assert (matter.team, matter.category, matter.customer) == ("support", "delivery", "Radu Enache")
    assert matter.words == "Where is it?"
    assert matter.at == datetime(2026, 10, 6, 11, 5, tzinfo=UTC)
    assert matter.directs("by") == "ana"
    assert [(step.by, step.verb, step.text) for step in matter.steps] == [
        ("direction", "by", ""),
        ("desk", "resolve", "Here."),
    ]


@pytest.mark.parametrize(
    "written", ["== support\n> Where?", "== support delivery · Radu\nclaim"], ids=["head", "words"]
)
def test_what_is_no_matter_is_a_mistake(written):
    with pytest.raises(ValueError, match=r"no head|nobody says"):
        list(matters(written, BUCHAREST))


def test_nobodys_words_are_used_twice():
    words = Counter(matter.words for matter in screenplay(BUCHAREST))

    assert [said for said, times in words.items() if times > 1] == []


def test_most_write_by_day_and_few_at_weekends():
    timed = list(spread(screenplay(BUCHAREST), random.Random(1), BUCHAREST))

    hours = Counter(at.astimezone(UTC).hour for _, at in timed)
    weekend = sum(at.weekday() >= 5 for _, at in timed)
    assert sum(hours[hour] for hour in range(5, 20)) > 0.9 * len(timed)
    assert 0 < weekend < 0.25 * len(timed)
    assert len(timed) == len(screenplay(BUCHAREST))
