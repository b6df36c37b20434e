"""What a process knows that is forked from the nursery: every module, and the catalogue of sentences."""

import gc
from contextlib import suppress

import apscheduler.executors.asyncio  # which APScheduler finds by name
import apscheduler.triggers.interval  # noqa: F401

import bot.programs.ledger
import bot.programs.serve
import bot.programs.slack
import bot.programs.teams  # noqa: F401
from bot.programs.printing import say
from bot.settings import SettingsError, parse_config

with suppress(ImportError):
    import psycopg  # noqa: F401
with suppress(SettingsError):
    parse_config("")
say("cli-stopped")
gc.collect()
gc.freeze()  # nothing of it is looked at again, so its memory stays shared
