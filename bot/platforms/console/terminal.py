"""A keyboard and somebody at it: a prompt that shows the time and who one is, history, completion."""

import os
import shutil
import sys
from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot.messages.harmless import in_line
from bot.messages.values import Say
from bot.platforms.console.complete import completions
from bot.platforms.console.door import Interrupted, interruptible, put
from bot.platforms.console.lines import read
from bot.platforms.console.screen import clock_of
from bot.platforms.console.session import Session, Wires
from bot.platforms.console.world import Console


async def sit_down(console: Console, wires: Wires) -> int:
    """Until Ctrl-D, /quit, or Ctrl-C twice."""
    session = Session(console, wires, put, columns=_columns, colours=has_colours(), echo=False)
    keyboard: PromptSession[str] = PromptSession(
        history=InMemoryHistory(),  # people's words stay out of files
        completer=Names(session),
        complete_while_typing=True,
        refresh_interval=5,  # the clock in the prompt
    )
    with patch_stdout(raw=True):
        session.screen.said(Say("console-welcome"))
        left_once = False
        while not session.done:
            try:
                typed = await keyboard.prompt_async(lambda: _prompt(session))
            except EOFError:
                break
            except KeyboardInterrupt:
                if left_once:
                    break
                left_once = True
                session.screen.said(Say("console-again-to-leave"))
                continue
            left_once = False
            await _do(session, typed)
        session.screen.said(Say("console-bye"))
    return 0


async def _do(session: Session, typed: str) -> None:
    try:
        for line in pasted(session, typed):
            await interruptible(session.line(line))
    except Interrupted:
        session.screen.said(Say("console-stopped"))


def pasted(session: Session, typed: str) -> list[str]:
    """Several lines pasted at once are several lines if each says whose it is; else one, with line ends in it."""
    parts = [part for part in typed.splitlines() if part.strip()]
    around = session.around()
    heads = (part.lstrip().startswith(("/", "#")) or _names_somebody(part, around.people) for part in parts)
    return parts if len(parts) > 1 and all(heads) and all(read(part, around) for part in parts) else [typed]


def _names_somebody(part: str, people: Iterable[str]) -> bool:
    return any(part.lstrip().casefold().startswith((f"{key}:", f"{key}@", f"{key}>")) for key in people)


def has_colours() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _prompt(session: Session) -> StyleAndTextTuples:
    clock = clock_of(session.wires.now(), session.wires.zone)
    who: StyleAndTextTuples = [("bold ansimagenta", f" {session.speaker}")] if session.speaker else []
    return [("ansiyellow", clock), *who, ("", " ❯ ")]


class Names(Completer):
    """Whatever can be named where the cursor stands."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        before = document.text_before_cursor
        stem, names = completions(before, self.session.around(), self.session.console)
        for name, meta in names:
            yield Completion(name, start_position=-len(stem), display_meta=in_line(meta), display=in_line(name))
