"""What every program that writes does first: bring the store up to date, open it, record the configuration."""

from collections.abc import Mapping

from bot.app import App, Clock, build, utc_now
from bot.cases.people import House
from bot.commands.house import TeamVanished, Vanished
from bot.messages.delivery import Courier
from bot.messages.links import Links
from bot.programs.printing import CannotRun, out, say
from bot.settings import Config, Environment
from bot.storage.migrate import migrate


def opened(
    config: Config,
    environment: Environment,
    couriers: Mapping[str, Courier],
    writer: str,
    *,
    clock: Clock = utc_now,
    house: House | None = None,
    synchronous: str = "FULL",
) -> App:
    if not environment.shares_database:  # else others may still be at work on what it is now
        migrate(environment.database_url)
    return build(
        config,
        environment.database_url,
        couriers,
        clock=clock,
        writer=writer,
        house=house,
        synchronous=synchronous,
        links=links_of(environment),
    )


def links_of(environment: Environment) -> Links:
    """To the customers' pages, which only a process with keys can make."""
    return Links(environment.url, environment.keys)


def tell_what_is_off(environment: Environment) -> None:
    for platform in ("slack", "teams", "email", "web"):
        if platform not in environment.platforms:
            out(say("check-off", platform=platform))


def start(app: App) -> None:
    """Raises CannotRun if the configuration lost somebody who owns cases."""
    try:
        copied = app.start()
    except (Vanished, TeamVanished) as vanished:
        raise CannotRun(*lost(vanished)) from vanished
    if copied:
        out(say("cli-is-copy", made=copied.made_at, asked=copied.asked, unsaid=copied.unsaid))


def lost(vanished: Vanished | TeamVanished) -> list[str]:
    """What the configuration lost, a line each."""
    if isinstance(vanished, TeamVanished):
        return [say("cli-team-vanished", team=team) for team in vanished.teams]
    return [say("cli-vanished", person=person, cases=count) for person, count in vanished.people.items()]
