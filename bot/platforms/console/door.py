"""The way into the console: a terminal with somebody at it, or lines from a pipe."""

import asyncio
import codecs
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from bot.messages.values import Say
from bot.platforms.console.session import Session, Wires
from bot.platforms.console.world import Console

T = TypeVar("T")
_LIKE = {
    "›": ">",
    "→": "->",
    "·": "-",
    "✎": "*",
    "─": "-",
    "–": "-",
    "…": "...",
    "’": "'",
    "“": '"',
    "”": '"',
    "✗": "x",
    "⟨": "<",
    "⟩": ">",
}


class Interrupted(Exception):
    """Somebody pressed Ctrl-C."""


async def run(console: Console, wires: Wires, typed: Iterable[str] | None = None) -> int:
    """Lines from a keyboard or a pipe until they end, or /quit; the exit code."""
    _tolerant()
    try:
        if typed is None and sys.stdin.isatty() and sys.stdout.isatty():
            from bot.platforms.console.terminal import sit_down  # a pipe needs none of what a keyboard needs

            return await sit_down(console, wires)
        return await _read(Session(console, wires, put), iter(sys.stdin if typed is None else typed))
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # or Python says so once more when it shuts the stream
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


async def _read(session: Session, typed: Iterator[str]) -> int:
    """Line after line; waiting for the next one holds up nothing else."""
    try:
        while not session.done:
            line = await interruptible(asyncio.to_thread(next, typed, None))
            if line is None:
                break
            await interruptible(session.line(line))
    except Interrupted:
        session.screen.said(Say("console-interrupted"))
    return 0


async def interruptible(doing: Awaitable[T]) -> T:
    """Wait for it; Ctrl-C ends it and raises Interrupted, so that nobody is shown a traceback."""
    task = asyncio.ensure_future(doing)
    pressed = False

    def stop() -> None:
        nonlocal pressed
        pressed = True
        task.cancel()

    with _on_interrupt(stop):
        try:
            return await task
        except asyncio.CancelledError:
            if pressed:
                raise Interrupted from None
            raise


@contextmanager
def _on_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)
    try:
        loop.add_signal_handler(signal.SIGINT, stop)
    except (NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)


def put(line: str) -> None:
    """Print a line; wherever standard output leads at the moment."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _tolerant() -> None:
    """Neither what is read nor what is printed can be encoded so wrongly that it stops us."""
    codecs.register_error("nearest", _nearest)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "nearest")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What a terminal cannot draw is drawn as something like it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_LIKE.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
