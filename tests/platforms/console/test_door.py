"""The way in: a pipe in any encoding, and a keyboard with somebody at it."""

import asyncio
import io
import subprocess
import sys

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.platforms.console import door
from bot.platforms.console.terminal import pasted, sit_down
from tests.platforms.console.desk import FRONT, Terminal, a_card
from tests.settled import BUSY_MACHINE_S


class Stream(io.TextIOWrapper):
    """Standard output as some terminal or file has it."""

    def __init__(self, encoding):
        super().__init__(io.BytesIO(), encoding=encoding)

    def said(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


def piped(desk, *lines, encoding="utf-8"):
    out = Stream(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stdin", Stream("utf-8"))
        code = asyncio.run(door.run(desk.console, desk.session.wires, iter(lines)))
        return code, out.said()


def test_lines_from_a_pipe_are_read_to_their_end():
    desk = Terminal()

    code, said = piped(desk, "# a story\n", "\n", "ana: claim C-1\n", "lea: list")

    assert code == 0
    assert [inbound.text for inbound in desk.heard] == ["claim C-1", "list"]
    assert said.startswith("─── Thu 19 Nov 16:44\n› ana: claim C-1\n")


def test_nothing_is_read_after_quit():
    desk = Terminal()

    assert piped(desk, "/quit", "ana: claim C-1")[0] == 0
    assert desk.heard == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_terminal_that_cannot_draw_a_character_shows_another(encoding):
    desk = Terminal()

    code, said = piped(desk, "maria@help: 漢字 é \ud800 ok", encoding=encoding)

    assert code == 0
    assert "ok" in said
    assert "Who says that?" in piped(desk, "claim", encoding=encoding)[1]
    if encoding == "ascii":
        assert "> maria@help: ?? ? <D800> ok" in said
        assert "- Nothing follows from that." in said


def test_when_nobody_reads_on_the_console_just_ends():
    desk = Terminal()

    class Shut(Stream):
        def write(self, text):
            raise BrokenPipeError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", Shut("utf-8"))
        assert asyncio.run(door.run(desk.console, desk.session.wires, iter(["ana: list"]))) == 0


def test_a_keyboard_gets_a_prompt_and_answers(monkeypatch):
    desk = Terminal()
    monkeypatch.setattr(sys, "stdout", Stream("utf-8"))

    async def sit():
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            keys.send_text("claim C-1\n/as ana\nclaim C-1\nlea: list\n/quit\n")
            return await asyncio.wait_for(sit_down(desk.console, desk.session.wires), BUSY_MACHINE_S)

    assert asyncio.run(sit()) == 0
    assert [(one.speaker.address.place, one.text) for one in desk.heard] == [("ana", "claim C-1"), ("lea", "list")]


@pytest.mark.parametrize(
    "keys", ["\x04", "\x03\x03", "half a line\x03\x03"], ids=["end", "twice interrupted", "typing"]
)
def test_one_can_leave_by_key(keys, monkeypatch):
    desk = Terminal()
    monkeypatch.setattr(sys, "stdout", Stream("utf-8"))

    async def sit():
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text(keys)
            return await asyncio.wait_for(sit_down(desk.console, desk.session.wires), BUSY_MACHINE_S)

    assert asyncio.run(sit()) == 0
    assert desk.heard == []


def test_several_lines_pasted_at_once_are_several_if_each_says_whose_it_is():
    desk = Terminal()

    assert pasted(desk.session, "ana: claim C-1\n\nlea@front: hi\n/wait 2h") == [
        "ana: claim C-1",
        "lea@front: hi",
        "/wait 2h",
    ]
    assert pasted(desk.session, "ana: reply C-1: Dear Maria,\nit is done.\nAna") == [
        "ana: reply C-1: Dear Maria,\nit is done.\nAna"
    ]


def test_a_pipe_needs_nothing_of_what_a_keyboard_needs():
    imported = "import sys, bot.platforms.console.door; print({'prompt_toolkit', 'rich.console'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", imported], capture_output=True, text=True, check=True, timeout=BUSY_MACHINE_S
    )

    assert done.stdout.strip() == "set()"


def test_a_card_is_shown_while_the_prompt_stands_there():
    desk = Terminal()

    desk.shows(FRONT, a_card(1))

    assert desk.out[0] == "─── Thu 19 Nov 16:44"
