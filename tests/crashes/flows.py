"""What happens at a desk, each flow with what it needs first, and with how it shows in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import HandClock, build
from bot.cases.due import digests_due
from bot.messages.values import Address, Inbound, Speaker
from bot.settings import parse_config, read_config
from bot.storage.migrate import migrate
from tests.crashes.desk import AnyDesk
from tests.crashes.in_slack import Desk
from tests.crashes.in_teams import DeskInTeams
from tests.programs import teams_desk
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.people import Shown
from tests.stories.office import COMMAND, channel, chat

HELP, FRONT = channel("help"), channel("front")
UNKNOWN = "I could not find out just now who you are"  # said where Teams could not say it within a second
SAID = "the printer is broken"
NEARLY_DUE, OVERDUE = timedelta(hours=18, minutes=30), timedelta(hours=21)  # of a limit of twenty hours
TWO_MONTHS = timedelta(days=62)
Doing = Callable[[Any], Awaitable[None]]  # at a desk of its platform


@dataclass(frozen=True)
class Flow:
    name: str
    kind: str  # of the line that it writes
    acts: Doing
    words: tuple[str, ...]  # of one statement in the transaction that does it
    first: Doing  # how things come to stand before
    posts: Callable[[], int]  # how many stand there in the end
    told: str  # what stands in a call of Slack about it: its channel, as a rule
    method: str = "chat.postMessage"  # of that call
    is_surface: bool = False  # a card or a digest, not something said once
    before_it_lives: Doing | None = None
    desk: type[AnyDesk] = Desk
    starts_it: bool = False  # the clock does it, as soon as the program runs

    def __str__(self) -> str:
        return self.name


async def nothing(desk: Desk) -> None:
    pass


async def a_message(desk: Desk) -> None:
    await desk.writes("maria", SAID)


async def a_case(desk: Desk) -> None:
    await a_message(desk)
    await desk.waits(lambda: desk.posts().total() == RECEIVE.posts(), BUSY_MACHINE_S)
    await desk.comes_to_rest(QUIET_S, BUSY_MACHINE_S)


async def a_claimed_case(desk: Desk) -> None:
    await a_case(desk)
    await claim(desk)
    await desk.waits(lambda: desk.posts().total() == CLAIM.posts(), BUSY_MACHINE_S)
    await desk.comes_to_rest(QUIET_S, BUSY_MACHINE_S)


async def claim(desk: Desk) -> None:
    """On the card as it stands; once more on the same, though it may have changed since."""
    ana, seen = desk.person("ana"), card(desk)
    await desk.does("claimed", lambda: ana.presses("Claim", seen))


async def pass_up(desk: Desk) -> None:
    ana = desk.person("ana")
    await desk.does("passed_up", lambda: ana.slash(FRONT, COMMAND, "pass C-1 needs permission: over 100 euro"))


async def open_form(desk: Desk) -> None:
    """What opens it is done again if no form came."""
    ana = desk.person("ana")
    while ana.modal is None:
        await desk.does("form", lambda: ana.slash(FRONT, COMMAND, "resolve C-1"))
        await desk.waits(lambda: ana.modal is not None, FORM_WITHIN_S)


async def resolve(desk: Desk) -> None:
    """By the form; one that failed is sent again."""
    ana = desk.person("ana")
    await open_form(desk)
    ana.fills("Text", "it is paid back")
    ana.fills("Cause", "billing/tariff")
    while (form := ana.modal) is not None and form.shape.get("submit"):
        await desk.does("form", ana.submits)
    desk.done["resolved"] += 1


async def an_old_case(desk: Desk) -> None:
    """Of two months ago, so that there is a month to tell of."""
    desk.wire.user("maria")
    then = HandClock(datetime.now(UTC) - TWO_MONTHS)
    database, config = desk.environment["DATABASE_URL"], read_config(desk.config)
    migrate(database)
    app = build(config, database, {}, clock=then)
    try:
        app.start()
        maria = Speaker(Address("slack", "U0MARIA"), "Maria")
        said = Inbound(("slack:old",), maria, "the lamp is broken", then.now, Address("slack", HELP), kind="message")
        await app.handle(said)
    finally:
        app.store.close()


async def a_message_in_teams(desk: DeskInTeams) -> None:
    await desk.hears(desk.person("maria").writes(teams_desk.channel("help"), SAID))
    desk.done["message"] += 1


async def a_case_in_teams(desk: DeskInTeams) -> None:
    await a_message_in_teams(desk)
    await desk.waits(lambda: desk.posts().total() == IN_TEAMS.posts(), BUSY_MACHINE_S)
    await desk.comes_to_rest(QUIET_S, BUSY_MACHINE_S)


async def claim_in_teams(desk: DeskInTeams) -> None:
    (one,) = [one for one in desk.wire.messages(teams_desk.channel("front")) if one.by_bot]
    ana, seen = desk.person("ana"), desk.wire.shown(one)
    while UNKNOWN in str((await desk.does("press", lambda: ana.presses("Claim", seen))).response):
        await asyncio.sleep(QUIET_S)
    desk.done["claimed"] += 1


def digests() -> int:
    """How many are due of a desk that began two months ago."""
    now = datetime.now(UTC)
    teams = parse_config(Desk.configuration()).house.teams
    return len(digests_due(teams, dict.fromkeys(teams, now - TWO_MONTHS), set(), now))


def card(desk: Desk) -> Shown:
    """The card in the channel of the first tier."""
    (one,) = [one for one in desk.wire.messages(FRONT) if one.by_bot]
    return desk.wire.shown(one)


def writes(ago: timedelta) -> Doing:
    async def doing(desk: Desk) -> None:
        await desk.writes("maria", SAID, long_ago=ago)

    return doing


QUIET_S, FORM_WITHIN_S = 1.5, 10.0
IN_ALL = 4  # posts of a digest: its message, and three in its thread
EVENT, DIGEST_ROW = "INSERT INTO events", "INSERT INTO surfaces"
RECEIVE = Flow(
    *("a message", "opened", a_message, (EVENT, "'opened'"), nothing, lambda: 3, FRONT),
    is_surface=True,
)
CLAIM = Flow("a claim", "claimed", claim, (EVENT, "'claimed'"), a_case, lambda: 4, FRONT)
PASS = Flow(
    *("a pass", "passed_up", pass_up, (EVENT, "'passed_up'"), a_claimed_case, lambda: 6, channel("top")),
    is_surface=True,
)
RESOLVE = Flow("a resolving", "resolved", resolve, (EVENT, "'resolved'"), a_claimed_case, lambda: 6, HELP)
ESCALATE = Flow(
    *("an escalation", "escalated", writes(OVERDUE), (EVENT, "'escalated'"), nothing, lambda: 8, chat("cleo")),
)
PING = Flow("a ping", "nudged", writes(NEARLY_DUE), (EVENT, "'nudged'"), nothing, lambda: 4, chat("lea"))
DIGEST = Flow(
    *("a digest", "opened", nothing, (DIGEST_ROW, "digest:support"), nothing),
    *(lambda: 8 + IN_ALL * digests(), channel("report")),
    is_surface=True,
    before_it_lives=an_old_case,
    starts_it=True,
)
FORM = Flow("a form", "form", open_form, (), a_claimed_case, lambda: 4, "resolve", "views.open")
EDIT = Flow("an edited card", "claimed", claim, (), a_case, lambda: 4, FRONT, "chat.update")
IN_TEAMS = Flow(
    *("a message in Teams", "opened", a_message_in_teams, (EVENT, "'opened'"), nothing, lambda: 3),
    *("printer", "POST /emea/v3"),
    is_surface=True,
    desk=DeskInTeams,
)
PRESS_IN_TEAMS = Flow(
    *("a claim in Teams", "claimed", claim_in_teams, (EVENT, "'claimed'"), a_case_in_teams, lambda: 4),
    *("claimed it", "POST /emea/v3"),
    desk=DeskInTeams,
)
FLOWS = (RECEIVE, CLAIM, PASS, RESOLVE, ESCALATE, PING, DIGEST)
