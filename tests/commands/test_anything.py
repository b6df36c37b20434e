"""Whatever anybody types, there is an answer, nothing breaks, and the ledger verifies."""

import asyncio
import logging

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases.deeds import folded_with_deeds
from bot.commands.verbs import SPELLINGS
from bot.messages.values import Answer, Form
from bot.messages.wording import Reader, text
from bot.platforms.console.render import card_rows
from bot.storage.auditing import standing_findings
from bot.storage.configured import teams_at
from bot.storage.verify import verify
from tests.scheduler.office import Office

PEOPLE = ("ana", "ben", "lea", "cleo", "mira", "maria", "ivan")
PIECES = (
    *(
        "C-1",
        "C-2",
        "C-3",
        "C-0",
        "C-99",
        "2",
        "#1",
        "@ben",
        "@cleo",
        "@nobody",
        "ana",
        "to top",
        "into",
        "until",
        "on",
    ),
    *(
        "tomorrow",
        "Friday 15:00",
        "2026-11-20",
        "3d",
        "courier",
        "bank",
        "for Maria",
        "at 09:05",
        "next",
        "mine",
        "team",
    ),
    *("needs permission", "other", "spam", "chatter", "category", "invoice", "invoice number", "5", "0", "cannot say"),
    *(":", ": why not", ": 4711", ",", "\n", "to support", "last month", "cases passed up", "of @ben", "overdue"),
)
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map(" ".join)
line = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(SPELLINGS)) | st.text(max_size=6), words)
story = st.lists(line | st.integers(1, 40 * 60), min_size=1, max_size=25)


# Each story begins an empty store of its own, whoever else asked for one.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=story, data=st.data())
def test_whatever_is_typed_is_answered_and_breaks_nothing(story, data, lent_store):
    with lent_store() as url, asyncio.Runner() as runner, Errors() as errors:
        office = Office(url, runner.run)
        try:
            office.says("maria", "charged twice", at="help")
            office.says("ana", "claim C-1")
            office.says("ivan", "the lift stands still", at="help")
            for one in story:
                if isinstance(one, int):
                    office.waits(minutes=one)
                else:
                    who, verb, more = one
                    answer = shown(office, office.says(who, f"{verb} {more}"))
                    if answer.form:
                        shown(office, office.sends(who, answer.form, filled(answer.form, data)))
            office.settles()
            assert faults(office) == []
            office.waits(minutes=5)
            office.app.audit.look()
            assert office.app.store.read(standing_findings) == []
        finally:
            office.app.store.close()
    assert errors.records == []


class Errors(logging.Handler):
    """What was logged as broken meanwhile."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(f"{record.getMessage()} {record.exc_info}")

    def __enter__(self) -> "Errors":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)


def filled(form: Form, data: st.DataObject) -> dict[str, str]:
    """Something for every field: a choice it offers, some words, or nothing."""
    values = {}
    for field in form.fields:
        offered = st.sampled_from([value for value, _ in field.choices]) if field.choices else st.just("tomorrow")
        values[field.name] = data.draw(st.just(field.value) | offered | words, label=field.name)
    return values


def shown(office: Office, answer: Answer) -> Answer:
    """Everything in it can be put into words."""
    reader = Reader(office.clock.now, "Europe/Bucharest")
    for say in (*answer.said, *answer.faults.values()):
        assert text(say, reader)
    assert answer.card is None or card_rows(answer.card)
    return answer


def faults(office: Office) -> list[str]:
    def found(reader):
        teams = teams_at(reader, office.app.house.teams)
        return list(verify(reader, lambda lines: folded_with_deeds(lines, teams)))

    return office.app.store.read(found)
