"""The one way in: every delivery, whatever platform it came from, is understood, obeyed and answered here."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.cases.refusals import Refused
from bot.commands import hear, reading, refusing, stale
from bot.commands.asked import CUSTOMER, Asked, is_staff, the_case
from bot.commands.forming import form_of, may_open
from bot.commands.line import BadCase, Empty, Line, Parsed, Unknown, parse
from bot.commands.table import ACTS, ALWAYS_BY_FORM, CUSTOMERS, LOOKS, NEEDS
from bot.commands.verdicts import in_thread, is_for_customers
from bot.messages.encoding import dump, load
from bot.messages.values import Answer, Inbound
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx

_TYPED = ("command", "press", "form", "dm")


async def handle(inbound: Inbound, store: Store) -> Answer:
    """Understand and obey; the answer comes once the commit is on disk.

    What only looks, and what opens a form, rests on a read and never waits in the writer's queue.
    """
    parsed = parse(inbound.text, inbound.about) if inbound.kind in _TYPED else None
    if isinstance(parsed, Line) and only_looks(parsed, inbound.answers):
        looked = await asyncio.to_thread(store.read, partial(look_first, inbound, parsed, store.clock()))
        if looked is not None:
            return looked
    return await store.acted(partial(answer, inbound, parsed))


def only_looks(line: Line, answers: Mapping[str, str] | None) -> bool:
    return line.verb in LOOKS or lacks(line, answers)


def lacks(line: Line, answers: Mapping[str, str] | None) -> bool:
    """Is something missing, so that the form opens?"""
    if answers is not None:
        return False
    if line.verb in ALWAYS_BY_FORM:
        return True
    if line.args.get("reason") == "other" and not line.text:
        return True
    if line.verb == "not_a_case" and line.args.get("reason") in ("chatter", "test") and not line.text:
        return True
    if line.verb not in NEEDS:
        return False
    have = {*line.args, *(("text", "value", "fields") if line.text else ())}
    have |= {"value"} if "cannot_say" in line.args else set()
    have |= {name.removesuffix("_unknown") for name in line.args}
    return any(name not in have for name in NEEDS[line.verb])


def look_first(inbound: Inbound, line: Line, at: datetime, tx: Reader) -> Answer | None:
    """What only looks; None if a customer's words only sound like it: they are heard instead."""
    if who(inbound, tx) is None and not is_for_customers(line, inbound):
        return None
    return look(inbound, line, at, tx)


def look(inbound: Inbound, line: Line, at: datetime, tx: Reader) -> Answer:
    """Reads, or the form that a line needs."""
    asked = Asked(who(inbound, tx) or CUSTOMER, line, inbound, at)
    case = None
    try:
        _may_ask(asked, tx)
        if line.verb in LOOKS:
            return LOOKS[line.verb](asked, tx)
        case = the_case(asked, tx) if line.verb not in ("new", "away", "duty") else None
        may_open(asked, case, tx)
        return Answer(form=form_of(asked, case, tx))
    except Refused as no:
        if case is not None and stale.moved_on(asked, case, tx):
            return stale.stale(asked, case, tx, no)
        return refusing.refused(no, asked, tx)


def answer(inbound: Inbound, parsed: Parsed | None, tx: Tx) -> Answer:
    """One delivery, once: what came before is answered as it was."""
    keys = inbound.keys
    if (before := tx.answered(keys)) is not None:
        return load(before) if before else Answer()
    said = obey(inbound, parsed, tx)
    tx.remember(keys, dump(said), said.card.case if said.card else None)
    return said


def obey(inbound: Inbound, parsed: Parsed | None, tx: Tx) -> Answer:
    """Carry out what was said, or hear it; a refusal leaves nothing behind but itself."""
    person = who(inbound, tx)
    if inbound.kind == "thread" and person is None:
        parsed = in_thread(inbound, tx)
    if parsed is None:
        return hear.hear(_said_by(person, inbound), tx)
    by = person or CUSTOMER
    asked = Asked(by, parsed if isinstance(parsed, Line) else Line("help"), inbound, tx.now)
    if by == CUSTOMER and not is_for_customers(parsed, inbound):
        return hear.hear(_said_by(person, inbound), tx)
    try:
        match parsed:
            case Empty():
                return reading.help_(asked, tx)
            case Unknown(word, nearest):
                raise Refused("unknown-verb", typed=word, nearest=nearest)
            case BadCase(_, typed):
                raise Refused("bad-case", typed=typed)
            case Line():
                return _do(asked, tx)
    except Refused as no:
        tx.discard()
        return refusing.refused(no, asked, tx)


def _do(asked: Asked, tx: Tx) -> Answer:
    _may_ask(asked, tx)
    if asked.line.verb in LOOKS or lacks(asked.line, asked.inbound.answers):
        return look(asked.inbound, asked.line, tx.now, tx)
    if asked.inbound.seen:
        return stale.pressed(asked, tx, ACTS[asked.line.verb])
    return ACTS[asked.line.verb](asked, tx)


def who(inbound: Inbound, tx: Reader) -> str | None:
    """Who speaks: a person of the house by their address, unless they left; anybody else is a customer."""
    person = tx.house.by_address.get(str(inbound.speaker.address))
    return None if person is None or tx.house.is_gone(person) else person


def _said_by(person: str | None, inbound: Inbound) -> Inbound:
    """What is heard says by whom it was said, whatever the platform took them for."""
    if inbound.speaker.person == person:
        return inbound
    return replace(inbound, speaker=replace(inbound.speaker, person=person))


def _may_ask(asked: Asked, tx: Reader) -> None:
    """Customers have verbs of their own; staff verbs are for staff."""
    if asked.by == CUSTOMER:
        if asked.line.verb not in CUSTOMERS:
            raise Refused("staff-only", verb=asked.line.verb.replace("_", " "))
    elif not is_staff(tx.house, asked.by) and asked.line.verb not in (*CUSTOMERS, "advise"):
        raise Refused("staff-only", verb=asked.line.verb.replace("_", " "))
