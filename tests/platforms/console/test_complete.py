"""Completion: what could stand where the cursor is."""

import pytest

from bot.messages.values import Answer
from bot.platforms.console.complete import completions
from tests.platforms.console.desk import FRONT, PASS, Terminal, a_card


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("", ["ana: ", "anton: ", "lea: ", "cleo: ", "maria: "]),
        ("an", ["ana: ", "anton: "]),
        ("/wa", ["/wait", "/watch"]),
        ("/as l", ["lea"]),
        ("/watch #f", ["#front"]),
        ("/watch #front @a", ["@ana", "@anton"]),
        ("/thread ", ["C-2", "C-1"]),
        ("ana: cl", ["claim"]),
        ("ana: not a", ["not a case"]),
        ("ana: claim C", ["C-2", "C-1"]),
        ("ana: give C-1 @l", ["@lea"]),
        ("maria@h", ["help: ", "help@example.com: "]),
        ("maria@C-", ["C-2: ", "C-1: "]),
        ("maria@help: c", []),
        ("ana> press ", ["Claim", "Pass up"]),
        ("ana> n", ["Note: "]),
        ("ana> s", ["Straight to the top: ", "send"]),
        ("ana> Reason: ", ["needs expertise", "other (say why)"]),
        ("ana> reason: ot", ["other (say why)"]),
        ("lea> ", ["press"]),
        ("nobody: c", []),
    ],
)
def test_names_are_offered_where_they_fit(before, offered):
    desk = Terminal()
    desk.shows(FRONT, a_card(1))
    desk.shows(FRONT, a_card(2))
    desk.answers["pass"] = Answer(form=PASS)
    desk.types("ana: pass C-1")

    _, names = completions(before, desk.session.around(), desk.console)

    assert [name for name, _ in names] == offered


def test_for_whoever_one_is_verbs_and_fields_are_offered():
    desk = Terminal()
    desk.answers["pass"] = Answer(form=PASS)
    desk.types("/as ana")
    assert [name for name, _ in completions("re", desk.session.around(), desk.console)[1]] == ["reply", "resolve"]

    desk.types("pass C-1")

    offered = [name for name, _ in completions("re", desk.session.around(), desk.console)[1]]
    assert offered == ["Reason: ", "reply", "resolve"]
    desk.shows(FRONT, a_card(1))
    offered = [name for name, _ in completions("press c", desk.session.around(), desk.console)[1]]
    assert offered == ["Claim"]
