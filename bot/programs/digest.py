"""The month-end report: drawn for its channel, as text, as JSON."""

from datetime import UTC, datetime

from bot.app import App, draw_digest, month_of_team, utc_now
from bot.cases.figures import first_day, month_at
from bot.platforms.console.render import card_rows, plain
from bot.programs.opening import opened, start
from bot.programs.printing import FINE, CannotRun, out, say
from bot.reports.plain import digest_json
from bot.scheduler.digests import post
from bot.settings import Config, Environment
from bot.storage.copies import unsettled
from bot.storage.reading import Reader
from bot.storage.store import Store, open_reader


def digest(
    config: Config, environment: Environment, team: str | None, month: str, *, as_json: bool, post_it: bool
) -> int:
    """Print one team's month or everybody's; with `post_it`, put it in its channel or edit what is there."""
    teams = _teams(config, team)
    try:
        first_day(month)
    except ValueError:
        raise CannotRun(say("cli-no-month", month=month)) from None
    now = datetime.now(UTC)
    if post_it:
        _post(config, environment, teams, month)
    with open_reader(environment.database_url, config.house) as reader:
        if as_json:
            out(digest_json(month_of_team(key, month, reader, now) for key in teams))
        elif not post_it:
            out(_text(teams, month, reader, now))
    return FINE


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
    cards = (draw_digest(team, month, reader, now) for team in teams)
    return "\n\n".join("\n".join(plain(row) for row in card_rows(card)) for card in cards)
