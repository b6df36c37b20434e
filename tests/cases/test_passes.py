"""How somebody's passes went, from the lines after them."""

import pytest

from bot.cases.passes import Pass, Passes, Since, how_it_went

CLAIMED = Since(5, "claimed", "cleo", "cleo", True)
SOLVED = Since(6, "resolved", "cleo", "cleo", True, outcome="solved")


def went(*since, passed_at=4):
    return how_it_went(1, "ana", passed_at, since)


@pytest.mark.parametrize(
    ("since", "came"),
    [
        pytest.param((), Pass(1), id="nothing has happened since"),
        pytest.param((CLAIMED,), Pass(1), id="somebody above has it"),
        pytest.param((CLAIMED, SOLVED), Pass(1, "resolved", "cleo", "solved"), id="solved above"),
        pytest.param(
            (CLAIMED, Since(6, "resolved", "cleo", "cleo", True, "solved", avoidable=True)),
            Pass(1, "resolved", "cleo", "solved", avoidable=True),
            id="the solver says the sender could have",
        ),
        pytest.param(
            (Since(5, "passed_up", "cleo", "vera", False), Since(6, "resolved", "vera", "vera", True, "solved", True)),
            Pass(1, "resolved", "vera", "solved"),
            id="such a mark is about the last pass alone",
        ),
        pytest.param(
            (CLAIMED, Since(6, "returned", "cleo", "ben", True)), Pass(1, came_back=True), id="returned to another"
        ),
        pytest.param(
            (Since(5, "assigned", "lea", "ana", True), Since(6, "resolved", "ana", "ana", True, "solved")),
            Pass(1, "resolved", "ana", "solved", came_back=True),
            id="the sender got it again and solved it",
        ),
        pytest.param((Since(5, "escalated", "clock", "cleo", False),), Pass(1), id="the clock took it on"),
        pytest.param((Since(5, "merged", "cleo", "cleo", True),), Pass(1, "merged", "cleo"), id="it went into another"),
        pytest.param(
            (SOLVED, Since(7, "reopened", "customer", "cleo", True)),
            Pass(1, "resolved", "cleo", "solved"),
            id="a later opening is another story",
        ),
        pytest.param(
            (CLAIMED, Since(6, "undone", "cleo", "lea", False, undone=5)), Pass(1), id="a claim that was undone"
        ),
        pytest.param((Since(5, "undone", "ana", "ana", True, undone=4),), None, id="undone, it was none"),
    ],
)
def test_a_pass_went(since, came):
    assert went(*since) == came


def test_together_they_say_by_whom_the_most_was_solved():
    passes = Passes(
        [
            Pass(1, "resolved", "vera", "solved"),
            Pass(2, "resolved", "cleo", "solved"),
            Pass(3, "resolved", "cleo", "said_no", avoidable=True),
            Pass(4, came_back=True),
            Pass(5, "dismissed", "cleo"),
        ]
    )

    assert list(passes.solved.items()) == [("cleo", 2), ("vera", 1)]
    assert (passes.running, passes.came_back, passes.avoidable, passes.ended_otherwise) == (1, 1, 1, 1)
