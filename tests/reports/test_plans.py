"""The questions behind the figures read a stretch of an index, never a table."""

import pytest

from bot.storage import Store, figures
from bot.storage.behind import answers as behind_answers
from bot.storage.behind import cases as behind_cases
from bot.storage.behind import help as behind_help
from bot.storage.behind import holds as behind_holds
from bot.storage.behind import passes as behind_passes
from bot.storage.counting import (
    answers,
    cases,
    help,
    holds,
    passes,
    resolutions,
    share,
    top,
    undone,
    verdicts,
    waits,
)
from bot.storage.wire import Statement
from tests.stores import ON_SQLITE

pytestmark = ON_SQLITE

ASKING = (figures, holds, passes, help, share, waits, cases, top, undone, answers, resolutions, verdicts)
QUESTIONS = {
    f"{room.__name__.split('.')[-1]}.{name}": asked
    for room in ASKING
    for name, asked in vars(room).items()
    if isinstance(asked, Statement)
}
OF_ITS_OWN = ("SCAN anon_", "SCAN (subquery-")  # what the question itself has found before
BEHIND = {
    **behind_holds.ASKED,
    **behind_passes.ASKED,
    **behind_help.ASKED,
    **behind_cases.ASKED,
    **behind_answers.ASKED,
}
COVERED = (
    *("holds.ENDINGS", "holds.LENGTHS", "holds.TAKEN_BACK", "passes.WHY", "passes.AVOIDABLE", "passes.HANDS"),
    *("help.QUESTIONS", "help.MARKS", "help.ANSWERS", "help.ACCEPTED", "help.TAKEN_BACK", "share.ESCALATIONS"),
    *("waits.UNDER_WAY", "cases.KINDS", "top.RESOLVED_AT_TOP", "undone.UNDONE_LATER", "figures.FIRST_CASE"),
)
COVERED_DEEDS = (
    *("answers.RESPONSES", "answers.PROMISES", "resolutions.SOLVERS", "resolutions.AT_ONCE", "resolutions.CAUSES"),
    *("resolutions.CAME_AGAIN", "verdicts.CASES", "verdicts.SIGNS", "verdicts.NEW_CASES"),
)


def plan(store: Store, asked: Statement) -> list[str]:
    def explain(reader):
        sql, order = asked.spoken(reader._wire.dialect)
        reader._wire._cursor.execute(f"EXPLAIN QUERY PLAN {sql}", tuple(default or 0 for _, default in order))
        return [row[3] for row in reader._wire._cursor.fetchall()]

    return store.read(explain)


@pytest.mark.parametrize("asked", [*QUESTIONS.values(), *BEHIND.values()], ids=[*QUESTIONS, *BEHIND])
def test_no_question_scans_a_table(store, asked):
    steps = plan(store, asked)

    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and not step.startswith(OF_ITS_OWN)]


@pytest.mark.parametrize("name", COVERED)
def test_what_counts_a_month_reads_nothing_but_the_index(store, name):
    steps = plan(store, QUESTIONS[name])
    first = next(step for step in steps if " events" in step or " holds" in step or "undo " in step)

    assert "USING COVERING INDEX" in first


@pytest.mark.parametrize("name", COVERED_DEEDS)
def test_so_does_what_counts_its_deeds(store, name):
    tables = (" responses ", " promises ", " resolutions ")
    first = next(step for step in plan(store, QUESTIONS[name]) if any(table in step for table in tables))

    assert "USING COVERING INDEX" in first
