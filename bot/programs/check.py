"""Is the configuration sound, and would everybody hear what is theirs to hear?"""

from datetime import UTC, datetime

from bot.commands.house import TeamVanished, Vanished, nobody_vanished
from bot.messages.pyramid import described, unreachable
from bot.programs.opening import lost
from bot.programs.printing import FINE, WRONG, out, say
from bot.settings import Config, Environment, failures_of, warnings_of
from bot.storage.errors import StoreError, StoreMissing
from bot.storage.store import open_reader


def check(config: Config, environment: Environment) -> int:
    """Print the pyramid, then warnings, then what is wrong; exit 1 if anything is."""
    house, now = config.house, datetime.now(UTC)
    for line in described(house, now):
        out(line)
    failures = failures_of(house)
    warnings = [*environment.warnings, *warnings_of(house)]
    for platform in ("slack", "teams", "email"):
        if platform not in environment.platforms:
            out(say("check-off", platform=platform))
    if environment.platforms:
        warnings += unreachable(house, environment.platforms)
    try:
        with open_reader(environment.database_url, house) as reader:
            running = sum(reader.owners().values())
            nobody_vanished(reader)
        out(say("check-store", where=environment.database_url, cases=running))
    except (Vanished, TeamVanished) as vanished:
        failures += lost(vanished)
    except StoreMissing:
        out(say("check-store-missing", where=environment.database_url))
    except StoreError as no:
        failures.append(str(no))
    for warning in warnings:
        out(say("check-warning", what=warning))
    for failure in failures:
        out(say("check-failure", what=failure))
    if not failures:
        out(say("check-fine"))
    return WRONG if failures else FINE
