"""The programs: serve, web, clock, console, demo, migrate, check, teams-package, digest, export, erase, verify, backup,
restored. Each is thin.

Exit 0 is fine, 1 found something wrong, 2 is usage or configuration.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bot.programs.printing import FINE, USAGE, CannotRun, complain, out, say
from bot.settings import Config, Environment, SettingsError, read_config, read_environment

WHOSE = "a customer: their number, a case of theirs (C-42) or an address (slack:U0MARIA)"
Program = Callable[[argparse.Namespace, Environment], int]


def main(argv: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal that cannot show it all
    arguments = _parser().parse_args(argv)
    run: Program = arguments.run
    try:
        return run(arguments, read_environment(os.environ))
    except (SettingsError, CannotRun) as no:
        lines = no.faults if isinstance(no, SettingsError) else no.lines
        for line in lines:
            complain(line)
        return USAGE
    except KeyboardInterrupt:
        return FINE
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except Exception as error:
        from bot.storage.errors import StoreError

        if isinstance(error, StoreError):
            complain(str(error))
            return USAGE
        raise


def config_of(environment: Environment) -> Config:
    return read_config(environment.config)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="buckstop", description="Every customer's case has exactly one owner.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Program, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run, command=name)
        return added

    command("serve", _serve, "web and clock in one process")
    command("web", _apart, "the web apart from the clock (PostgreSQL)")
    command("clock", _apart, "the clock apart from the web (PostgreSQL)")
    command("console", _console, "the same bot in a terminal; also reads piped lines")
    demo = command("demo", _demo, "a busy month of a desk, played through the real code")
    demo.add_argument("--quiet", action="store_true", help="play the month without telling it")
    command("migrate", _migrate, "bring the store up to date")
    command("check", _check, "configuration and reachability: who would be pinged when, whom nobody can reach")
    teams = command("teams-package", _teams_package, "the app for Microsoft Teams, as a zip to upload there")
    teams.add_argument("--out", type=Path, default="buckstop-teams.zip", metavar="FILE", help="instead of %(default)s")
    digest = command("digest", _digest, "the month-end report")
    digest.add_argument("--team", help="one team's only")
    digest.add_argument("--month", required=True, help="like 2026-10")
    digest.add_argument("--json", action="store_true", help="every figure under a stable name")
    digest.add_argument("--post", action="store_true", help="post it in its channel, or edit what is there")
    digest.add_argument(
        "--csv", type=Path, metavar="FILE", help="every figure for a spreadsheet; a folder takes a file for each team"
    )
    digest.add_argument("--charts", type=Path, metavar="FOLDER", help="the charts as PNG files")
    export = command(
        "export", _export, "the ledger or the cases as JSON Lines; all that is kept of one customer as JSON"
    )
    export.add_argument("what", choices=("ledger", "cases", "customer"))
    export.add_argument("id", nargs="?", metavar="ID", help=WHOSE)
    erase = command("erase", _erase, "forget one customer: words, name, addresses; the ledger and the figures stay")
    erase.add_argument("what", choices=("customer",))
    erase.add_argument("id", metavar="ID", help=WHOSE)
    erase.add_argument("--yes", action="store_true", help="without being asked whether it is meant")
    command("verify", _verify, "look for changed, missing, swapped or cut-off lines, and rows that disagree")
    backup = command("backup", _backup, "a checked copy of the SQLite store, beside whoever writes to it")
    backup.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="otherwise named after the store and the time"
    )
    backup.add_argument("--force", action="store_true", help="in the place of a file that is there")
    command("restored", _restored, "say that the store was restored from a copy that “backup” did not make")
    return parser


def _serve(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.serve import serve

    return serve(config_of(environment), environment)


def _apart(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.parts import CLOCK, WEB
    from bot.programs.serve import apart

    return apart(config_of(environment), environment, WEB if arguments.command == "web" else CLOCK)


def _console(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.console import console

    return console(config_of(environment), environment)


def _demo(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.demo.play import play

    return play(environment, quiet=arguments.quiet)


def _migrate(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.storage.migrate import migrate

    migrate(environment.database_url)
    out(say("cli-migrated", where=environment.database))
    return FINE


def _check(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.check import check

    return check(config_of(environment), environment)


def _teams_package(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.package import package

    return package(environment, arguments.out)


def _digest(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.digest import Wanted, digest

    wanted = Wanted(arguments.json, arguments.post, arguments.csv, arguments.charts)
    return digest(config_of(environment), environment, arguments.team, arguments.month, wanted)


def _export(arguments: argparse.Namespace, environment: Environment) -> int:
    if arguments.what == "customer":
        if arguments.id is None:
            raise CannotRun(say("cli-needs-id"))
        from bot.programs.customer import export_customer

        return export_customer(config_of(environment), environment, arguments.id)
    if arguments.id is not None:
        raise CannotRun(say("cli-needs-no-id", what=arguments.what))
    from bot.programs.ledger import export

    return export(config_of(environment), environment, arguments.what)


def _erase(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.erase import erase_customer

    return erase_customer(config_of(environment), environment, arguments.id, yes=arguments.yes)


def _verify(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.ledger import verify

    return verify(config_of(environment), environment)


def _backup(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.backup import backup

    return backup(config_of(environment), environment, arguments.file, force=arguments.force)


def _restored(arguments: argparse.Namespace, environment: Environment) -> int:
    from bot.programs.backup import restored

    return restored(config_of(environment), environment)
