"""What all programs share: how they end, what they print, and how they say that they cannot run."""

import sys
from datetime import UTC, datetime

from bot.messages.values import Say
from bot.messages.wording import Reader, text

FINE, WRONG, USAGE = 0, 1, 2


class CannotRun(Exception):
    """Something of usage or configuration is missing; the lines say what to do."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def out(line: str) -> None:
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    sys.stderr.write(line + "\n")


def say(key: str, **blanks: object) -> str:
    return text(Say(key, blanks), Reader(datetime.now(UTC)))
