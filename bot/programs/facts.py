"""Log lines as facts, in JSON: when, where, what, and the names and numbers that go with it; no one's words.

What an error says may hold what somebody wrote or a token, so of an error only its kind and its path are told.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = "bot"
_STORES = "bot.storage.errors"


class Fact(logging.Formatter):
    """One line for each record. Of other libraries' lines only the pattern is told, not what they filled into it; of a
    line that is filled in already, only where it was written."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        ours = record.name.partition(".")[0] == _OURS
        fact: dict[str, object] = {"at": at, "level": record.levelname.lower(), "where": record.name}
        fact["what"] = record.getMessage() if ours else str(record.msg) if record.args else record.funcName
        fact |= {name: _plain(value) for name, value in vars(record).items() if ours and name not in _ORDINARY}
        if record.exc_info and record.exc_info[0] is not None:
            kind, error, trace = record.exc_info
            fact["raised"] = f"{kind.__module__}.{kind.__qualname__}"
            if kind.__module__ == _STORES:  # they say what is wrong with the store, and nothing of what is in it
                fact["said"] = str(error)
            fact["path"] = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)][-12:]
        return json.dumps(fact, ensure_ascii=True)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def tell_facts(level: int = logging.INFO) -> None:
    """From now on everything that is logged goes to standard error so."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # of which no fact tells
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Fact())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "slack_sdk", "slack_bolt", "aiohttp"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # whoever sends nonsense must not fill the log
