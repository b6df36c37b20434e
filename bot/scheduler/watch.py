"""Whom a running process tells what it does. Unless somebody watches, nobody is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.messages.values import Answer, Inbound


def _nobody(*what: object) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Each is told after the fact, and must return at once."""

    heard: Callable[[Inbound, Answer | None, float], None] = _nobody  # its answer, None if it went wrong; seconds
    beat: Callable[[str, float, bool], None] = _nobody  # of the clock: its name, seconds, whether it went well
    swept: Callable[[int, timedelta], None] = _nobody  # how much was done, and how late the oldest of it was
