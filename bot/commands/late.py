"""Lines of staff that nobody told us of in time: what they meant to change may have changed by itself since."""

from datetime import datetime, timedelta

from bot.commands.asked import first_team
from bot.commands.handle import who
from bot.commands.mentions import named
from bot.commands.record import in_one_line
from bot.commands.undelivered import TROUBLE
from bot.messages.encoding import dump
from bot.messages.news import rests_until
from bot.messages.values import Answer, Inbound, Outgoing, Say
from bot.storage.tx import Tx

TOO_LATE = timedelta(hours=1)


def may_be_too_late(inbound: Inbound, now: datetime) -> bool:
    """Is it an old line to the bot? What customers say counts however late it is found."""
    return inbound.kind in ("command", "dm") and now - inbound.at > TOO_LATE


def put_aside(inbound: Inbound, tx: Tx) -> Answer | None:
    """An old line of staff is not carried out; its writer is told so, once. None: it is to be heard as ever.

    They are not there to see an answer, and must not believe that it was done: so it goes out like a ping.
    """
    person = who(inbound, tx)
    if person is None or not may_be_too_late(inbound, tx.now):
        return None
    if tx.answered(inbound.keys) is None:
        answer = Answer(refused=True)
        rests = rests_until(tx.house.teams[first_team(tx.house, person)], None, tx.now)
        typed = named(inbound.text, inbound.speaker.address.platform, tx)
        say = Say("missed-too-late", {"typed": _line_of(typed), "at": inbound.at, "limit": TOO_LATE})
        key = f"late/{inbound.keys[0]}"
        tx.say(Outgoing(key, inbound.speaker.address, TROUBLE, say, person=person, not_before=rests))
        tx.remember(inbound.keys, dump(answer))
    return Answer(refused=True, again=True)


def _line_of(text: str) -> str:
    """What was to be done, without the words it was to be done with: those stand where they were typed."""
    head, colon, _ = text.strip().partition(":")
    return in_one_line(f"{head}{colon and ': …'}")
