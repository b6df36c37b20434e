"""Is the configuration sound, and would everybody hear what is theirs to hear?"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.cases.people import House
from bot.commands.house import TeamVanished, Vanished, nobody_vanished
from bot.messages.delivery import NotDelivered
from bot.messages.pyramid import described, unreachable
from bot.messages.values import Address, Whereabouts
from bot.platforms.configured import Finding
from bot.programs.opening import lost, tell_what_is_off
from bot.programs.printing import FINE, WRONG, out, say
from bot.programs.readiness import told
from bot.settings import Config, Environment, failures_of, warnings_of
from bot.settings.variables import is_loopback
from bot.storage.auditing import standing_findings
from bot.storage.copies import unsettled
from bot.storage.durability import forgetful
from bot.storage.errors import StoreError, StoreMissing
from bot.storage.places import known_places, whereabouts_of
from bot.storage.reading import Reader
from bot.storage.store import open_reader
from bot.storage.whole import given_up

MOST_PLACES = 10  # where something could not arrive


def check(config: Config, environment: Environment) -> int:
    """Print the pyramid, then warnings, then what is wrong; exit 1 if anything is."""
    house, now = config.house, datetime.now(UTC)
    for line in described(house, now):
        out(line)
    failures = failures_of(house)
    warnings = [*environment.warnings, *warnings_of(house)]
    tell_what_is_off(environment)
    if environment.platforms:
        warnings += unreachable(house, environment.platforms)
    if environment.has_web:
        warnings += _on_the_web(environment)
    if environment.has_slack:
        wrong, doubtful = asyncio.run(_in_slack(config, environment))
        failures += wrong
        warnings += doubtful
    known: list[Whereabouts] = []
    try:
        with open_reader(environment.database_url, house) as reader:
            known = [*known_places(reader, "teams"), *_chats_of_staff(reader, house)]
            running = sum(reader.owners().values())
            nobody_vanished(reader)
            lost_for_good = given_up(reader)
            impossible = told(standing_findings(reader))
            if settings := forgetful(reader):
                warnings.append(say("check-database-forgets", settings=settings))
            if copy := unsettled(reader):
                warnings.append(say("check-is-copy", made=copy.made_at))
        warnings += [
            say("check-given-up", place=place, why=why, count=count)
            for place, why, count in lost_for_good[:MOST_PLACES]
        ]
        warnings += [say("check-impossible", what=what, word=word) for word, what in impossible]
        out(say("check-store", where=environment.database, cases=running))
    except (Vanished, TeamVanished) as vanished:
        failures += lost(vanished)
    except StoreMissing:
        out(say("check-store-missing", where=environment.database))
    except StoreError as no:
        failures.append(str(no))
    if environment.has_teams:
        wrong, doubtful = asyncio.run(_in_teams(config, environment, known))
        failures += wrong
        warnings += doubtful
    wrong, doubtful = asyncio.run(_in_mail(config, environment))
    failures += wrong
    warnings += doubtful
    for warning in warnings:
        out(say("check-warning", what=warning))
    for failure in failures:
        out(say("check-failure", what=failure))
    if not failures:
        out(say("check-fine"))
    return WRONG if failures else FINE


def _on_the_web(environment: Environment) -> list[str]:
    """What is worth a warning about links and forms; that programs are not let in is only said."""
    if environment.intake_secret is None:
        out(say("check-web-secret"))
    if environment.url is None:
        return [say("check-web-url")]
    near = is_loopback(urlsplit(environment.url).hostname or "")
    return [] if near or environment.url.startswith("https:") else [say("check-web-plain")]


async def _in_slack(config: Config, environment: Environment) -> tuple[list[str], list[str]]:
    """What is wrong in Slack, and what is worth a warning, as Slack itself says."""
    from bot.platforms.slack.client import Web  # here and not above: its SDK takes long to load
    from bot.platforms.slack.findings import findings, not_let_in, socket_findings, who_we_are

    url, socket = environment.slack_api_url, environment.slack_app_token
    webs = [Web(environment.slack_bot_token or "", url), *([Web(socket, url)] if socket else [])]
    try:
        us = await who_we_are(webs[0], config.command)
        out(say("serve-slack-on", url=us.url or url, user=us.name or us.user))
        found = await findings(webs[0], us, config.house)
        for web in webs[1:]:
            found += await socket_findings(web)
    except NotDelivered as no:
        found = [not_let_in(no, url)]
    finally:
        for web in webs:
            await web.close()
    return _told(found)


async def _in_teams(
    config: Config, environment: Environment, known: Sequence[Whereabouts]
) -> tuple[list[str], list[str]]:
    """The same in Teams."""
    from bot.platforms.teams.findings import findings
    from bot.programs.teams import Asking  # here and not above: Microsoft's SDK takes long to load

    asking = Asking(environment)
    try:
        token = asking.framework.token
        return _told(await findings(asking.connector, asking.us, config.house, known, token, url=environment.url))
    finally:
        await asking.close()


async def _in_mail(config: Config, environment: Environment) -> tuple[list[str], list[str]]:
    """The same of mail; that an intake has no mailbox is told where mail is off, too."""
    from bot.platforms.mail.findings import about_the_configuration, findings
    from bot.platforms.mail.login import read_login

    imap, smtp = (read_login(url) if url else None for url in (environment.imap_url, environment.smtp_url))
    if imap is None and smtp is None:
        return _told(about_the_configuration(config.house, None, None, keys=environment.keys))
    return _told(await findings(config.house, imap, smtp, keys=environment.keys))


def _chats_of_staff(reader: Reader, house: House) -> Iterator[Whereabouts]:
    addresses = [Address.read(one) for person in house.people.values() for one in person.addresses]
    found = (whereabouts_of(reader, one) for one in addresses if one.platform == "teams")
    return filter(None, found)


def _told(found: Iterable[Finding]) -> tuple[list[str], list[str]]:
    """What is wrong, and what is worth a warning."""
    lines = [(say(one.say.key, **one.say.blanks), one.wrong) for one in found]
    return [line for line, wrong in lines if wrong], [line for line, wrong in lines if not wrong]
