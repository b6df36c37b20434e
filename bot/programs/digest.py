"""The month-end report: drawn for its channel, as text, as JSON, as files."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App, draw_digest, month_of_team, utc_now
from bot.cases.figures import first_day, month_at, month_of
from bot.platforms.console.render import card_rows, plain
from bot.programs.opening import opened, start
from bot.programs.printing import FINE, CannotRun, out, say
from bot.reports.painting import CannotPaint, paint
from bot.reports.plain import digest_json
from bot.reports.sheet import joined
from bot.scheduler.digests import post
from bot.scheduler.draw import DIGESTS
from bot.scheduler.months import Remembered
from bot.settings import Config, Environment
from bot.storage.copies import unsettled
from bot.storage.reading import Reader
from bot.storage.store import Store, open_reader

STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """In which form, and where to."""

    as_json: bool = False
    post_it: bool = False
    csv: Path | None = None  # a file, or a folder with a file for each team; - is standard output
    charts: Path | None = None  # a folder


def digest(config: Config, environment: Environment, team: str | None, month: str, wanted: Wanted) -> int:
    """One team's month or everybody's: printed, written as files, put in its channel, or what is there edited."""
    teams = _teams(config, team)
    try:
        first_day(month)
    except ValueError:
        raise CannotRun(say("cli-no-month", month=month)) from None
    now = datetime.now(UTC)
    if wanted.post_it:
        going_on = [key for key in teams if month_of(month, config.house.teams[key].zone).b > now]
        if going_on:  # posted now, it would not be posted when it is over
            raise CannotRun(say("cli-month-goes-on", month=month, team=going_on[0]))
        _post(config, environment, teams, month)
    with open_reader(environment.database_url, config.house) as reader:
        if wanted.as_json:
            out(digest_json(month_of_team(key, month, reader, now) for key in teams))
        if wanted.csv or wanted.charts:
            _files(teams, month, reader, now, wanted)
        elif not (wanted.post_it or wanted.as_json):
            out(_text(teams, month, reader, now))
    return FINE


def _files(teams: tuple[str, ...], month: str, reader: Reader, now: datetime, wanted: Wanted) -> None:
    months = Remembered(month_of_team)
    found = [one for team in teams for one in draw_digest(team, month, reader, now, "digest_charts", months).enclosed]
    sheets = [one for one in found if not one.is_picture]
    if wanted.csv and (wanted.csv.is_dir() or not wanted.csv.suffix) and str(wanted.csv) != STANDARD:
        for one in sheets:
            _write(wanted.csv / one.name, one.source.encode())
    elif wanted.csv:
        together = joined(one.source for one in sheets)
        if str(wanted.csv) == STANDARD:
            out(together.rstrip())
        else:
            _write(wanted.csv, together.encode())
    if wanted.charts:
        pictures = [one for one in found if one.is_picture]
        try:
            painted = paint([one.source for one in pictures]) if pictures else []
        except CannotPaint as no:
            raise CannotRun(say("cli-no-charts", why=str(no))) from no
        for one, picture in zip(pictures, painted, strict=True):
            _write(wanted.charts / one.name, picture)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as no:
        raise CannotRun(say("cli-not-written", path=str(path), why=no.strerror or str(no))) from no
    out(say("cli-written", path=str(path)))


def _teams(config: Config, team: str | None) -> tuple[str, ...]:
    known = tuple(config.house.teams)
    if team is None:
        return known
    if team not in known:
        raise CannotRun(say("cli-no-team", team=team, teams=known))
    return (team,)


def _post(config: Config, environment: Environment, teams: tuple[str, ...], month: str) -> None:
    app: App = opened(config, environment, {}, "digest --post", clock=utc_now)
    try:
        if copy := app.store.read(unsettled):  # nobody who could be asked what was sent already is here
            raise CannotRun(say("cli-copy-not-served", made=copy.made_at))
        start(app)
        for team in teams:
            posted = app.store.act(lambda tx, team=team: post(tx, team, month))  # type: ignore[misc] # bound at once
            out(say("cli-posted" if posted else "cli-no-digest-place", team=team, month=month))
    finally:
        app.store.close()


def digest_text(store: Store, month: str | None, now: datetime) -> str:
    """Every team's digest as text: of a month, or of the one that goes on."""

    def drawn(tx: Reader) -> str:
        teams = tuple(tx.house.teams)
        return _text(teams, month or month_at(now, tx.house.teams[teams[0]].zone), tx, now)

    return store.read(drawn)


def _text(teams: tuple[str, ...], month: str, reader: Reader, now: datetime) -> str:
    months = Remembered(month_of_team)
    cards = [draw_digest(team, month, reader, now, part, months) for team in teams for part in DIGESTS]
    return "\n\n".join("\n".join(plain(row) for row in card_rows(card)) for card in cards)
