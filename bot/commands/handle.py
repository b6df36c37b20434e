"""The one way in: every delivery, whatever platform it came from, is understood, obeyed and answered here."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.cases.refusals import Refused
from bot.commands import bounced, edits, hear, homes, letters, marks, previews, profiles, reading, refusing, stale
from bot.commands.asked import CUSTOMER, Asked, is_staff, locale_of, the_case
from bot.commands.by_link import introduce
from bot.commands.forming import form_of, may_open
from bot.commands.line import BadCase, Empty, Line, Parsed, Unknown, parse
from bot.commands.mentions import in_names
from bot.commands.record import CUSTOMERS as IN_THEIR_THREAD
from bot.commands.table import ACTS, ALWAYS_BY_FORM, CUSTOMERS, LOOKS, NEEDS
from bot.commands.verdicts import in_thread, is_for_customers
from bot.messages.encoding import dump, load
from bot.messages.values import LATE, PREVIEW, Answer, Inbound, Say
from bot.storage.reading import Reader
from bot.storage.store import Store
from bot.storage.tx import Tx

NOTHING = Answer()
_TYPED = ("command", "press", "form", "dm")
# For so long what was answered late may come again under other names.
COMES_AGAIN = timedelta(seconds=60)


async def handle(inbound: Inbound, store: Store) -> Answer:
    """Understand and obey; the answer comes once the commit is on disk.

    What only looks, and what opens a form, rests on a read and never waits in the writer's queue; but a post that
    mentions the bot comes twice, and is answered once.
    """
    parsed = None
    if inbound.kind in _TYPED and not _is_files_alone(inbound):
        parsed = parse(inbound.text, inbound.about)
    if isinstance(parsed, Line) and only_looks(parsed, inbound):
        looked = await asyncio.to_thread(store.read, partial(look_first, inbound, parsed, store.clock()))
        if looked is not None:
            return await store.acted(partial(told_once, inbound, looked)) if _is_post(inbound) else looked
    return await store.acted(partial(answer, inbound, parsed))


def _is_files_alone(inbound: Inbound) -> bool:
    """A picture sent to the bot is something that was said, and no line."""
    return inbound.kind == "dm" and bool(inbound.files) and not inbound.text.strip()


def only_looks(line: Line, inbound: Inbound) -> bool:
    return line.verb in LOOKS or lacks(line, inbound)


def lacks(line: Line, inbound: Inbound) -> bool:
    """Is something missing, so that the form opens? A message that somebody acts on says it all."""
    if inbound.answers is not None or inbound.quoted is not None:
        return False
    if line.verb in ALWAYS_BY_FORM or "template" in line.args:
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


def told_once(inbound: Inbound, looked: Answer, tx: Tx) -> Answer:
    if tx.answered(inbound.keys) is not None:
        return replace(looked, again=True)
    tx.remember(inbound.keys, _kept(looked))
    return looked


def look_first(inbound: Inbound, line: Line, at: datetime, tx: Reader) -> Answer | None:
    """What only looks; None if a customer's words only sound like it: they are heard instead."""
    person = who(inbound, tx)
    if nobody_knows_for_sure(inbound, tx):
        return None
    inbound, parsed = in_names(*where_it_was_said(inbound, line, person, tx), tx)
    if not isinstance(parsed, Line) or not only_looks(parsed, inbound):
        return None
    if person is None and not is_for_customers(parsed, inbound):
        return None
    return in_their_language(look(inbound, parsed, at, tx), inbound, tx)


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
    if (before := _came_before(inbound, tx)) is not None:
        first: Answer = load(before) if before else Answer()
        return replace(first, again=True)
    if inbound.speaker.of_case is not None and not introduce(inbound.speaker, tx):
        return Answer((Say("no-no-such-case", {"case": f"C-{inbound.speaker.of_case}"}),), refused=True)
    said = in_their_language(obey(inbound, parsed, tx), inbound, tx)
    letters.remember(inbound, tx.recorded, tx)
    if said.form is None or not said.form.preview:  # nothing has happened yet, and what is sent next may say the same
        tx.remember(keys, _kept(said), (said.card and said.card.case) or tx.recorded)
        if inbound.came is not None and tx.now - inbound.came > LATE:
            answered_late(inbound, said, tx)
    hear_early(tx, inbound.quoted.keys if inbound.quoted else ())
    return said


def in_their_language(said: Answer, inbound: Inbound, tx: Reader) -> Answer:
    """What a customer is answered says in which language."""
    if said == NOTHING or said.locale or who(inbound, tx) is not None or nobody_knows_for_sure(inbound, tx):
        return said
    return replace(said, locale=locale_of(inbound, tx))


def _came_before(inbound: Inbound, tx: Tx) -> str | None:
    """What was answered to the same delivery, or to one that its platform has given up on and sent again."""
    before = tx.answered(inbound.keys)
    if before is None and inbound.alike:
        return tx.answered_alike(inbound.alike, tx.now - COMES_AGAIN)
    return before


def answered_late(inbound: Inbound, said: Answer, tx: Tx) -> None:
    """So late that it may be sent again, and not be known by its keys."""
    if inbound.alike:
        tx.remember_alike(inbound.alike, _kept(said))


def _kept(said: Answer) -> str | None:
    """As it is remembered; most messages are answered with nothing, and nothing need be kept of that."""
    return None if said == NOTHING else dump(said)


def hear_early(tx: Tx, but: tuple[str, ...] = ()) -> None:
    """What was said too early in a thread that belongs to a case now, without what made the case."""
    for place in tx.newly_bound():
        hear_kept(place, tx, but)


def hear_kept(place: str, tx: Tx, but: tuple[str, ...] = ()) -> int:
    """How much was kept for that place."""
    kept = tx.take_early(place)
    for inbound in kept:
        if set(but).isdisjoint(inbound.keys):
            hear_of = edits.heard if inbound.kind in edits.KINDS else hear.hear
            hear_of(_said_by(who(inbound, tx), inbound), tx)
    return len(kept)


def obey(inbound: Inbound, parsed: Parsed | None, tx: Tx) -> Answer:
    """Carry out what was said, or hear it; a refusal leaves nothing behind but itself."""
    inbound = letters.placed(inbound, tx)
    person = who(inbound, tx)
    match inbound.kind:
        case "profile":
            return profiles.heard(inbound, tx)
        case "bounced":
            return bounced.heard(inbound, tx)
        case "joined" | "left":
            return marks.joined(inbound, tx) if inbound.kind == "joined" else marks.left(inbound, tx)
        case "home":
            return homes.look(inbound, person, tx)
        case "edit" | "deletion":
            taken = edits.taken_as(_said_by(person, inbound), tx)
            if taken.kind in edits.KINDS:
                return edits.heard(taken, tx)
            inbound, parsed = taken, parse(taken.text) if taken.kind in _TYPED else None
    if inbound.kind in ("message", *_TYPED) and (perhaps := nobody_knows_for_sure(inbound, tx)):
        if inbound.kind == "message":  # it takes no rights to write, or to be passed over at one's own desk
            return hear.hear(_said_by(perhaps, inbound), tx)
        return Answer((Say("no-who-are-you"),), refused=True)
    inbound, parsed = in_names(*where_it_was_said(inbound, parsed, person, tx), tx)
    if inbound.kind == "thread" and person is None:
        parsed = in_thread(inbound, tx)
    if parsed is None:
        return hear.hear(_said_by(person, inbound), tx)
    by = person or CUSTOMER
    asked = Asked(by, parsed if isinstance(parsed, Line) else Line("help"), inbound, tx.now)
    if by == CUSTOMER and not is_for_customers(parsed, inbound):
        return hear.hear(_in_the_thread(inbound), tx)
    try:
        match parsed:
            case Empty():
                return reading.help_(asked, tx)
            case Unknown(word, nearest):
                if kind := hear.returned(inbound.text, staff=True):
                    return kind
                raise Refused("unknown-verb", typed=word, nearest=nearest)
            case BadCase(_, typed):
                raise Refused("bad-case", typed=typed)
            case Line():
                return _do(asked, tx)
    except Refused as no:
        tx.discard()
        return refusing.refused(no, asked, tx)


def where_it_was_said(
    inbound: Inbound, parsed: Parsed | None, person: str | None, tx: Reader
) -> tuple[Inbound, Parsed | None]:
    """A mention or a direct message in a thread: its case is what a line means that names none.

    A customer's direct message there is like any other word in their thread.
    """
    if not _is_post(inbound) or inbound.about is not None:
        return inbound, parsed
    if (bound := tx.thread(str(inbound.thread))) is None:
        return inbound, parsed
    number, role = bound
    if _is_files_alone(inbound) or (inbound.kind == "dm" and person is None and role == IN_THEIR_THREAD):
        return replace(inbound, kind="thread"), None
    return replace(inbound, about=number), parse(inbound.text, number)


def _is_post(inbound: Inbound) -> bool:
    """Is it a line that stands somewhere for others to see: a mention, or a direct message?"""
    return inbound.kind in ("command", "dm") and inbound.thread is not None


def _in_the_thread(inbound: Inbound) -> Inbound:
    """A customer's free words in a mention belong to the thread in which they stand, if that is a case's."""
    theirs = inbound.kind == "command" and inbound.about is not None
    return replace(_said_by(None, inbound), kind="thread" if theirs else inbound.kind)


def _do(asked: Asked, tx: Tx) -> Answer:
    _may_ask(asked, tx)
    if only_looks(asked.line, asked.inbound):
        return look(asked.inbound, asked.line, tx.now, tx)
    if asked.inbound.answers and asked.inbound.answers.get(PREVIEW):
        return previews.preview(asked, tx, _act)
    return _act(asked, tx)


def _act(asked: Asked, tx: Tx) -> Answer:
    act = ACTS[asked.line.verb]
    return stale.pressed(asked, tx, act) if asked.inbound.seen else act(asked, tx)


def who(inbound: Inbound, tx: Reader) -> str | None:
    """Who speaks: a person of the house by their address, unless they left; anybody else is a customer."""
    if not inbound.speaker.trusted:
        return None
    person = tx.house.by_address.get(str(inbound.speaker.address))
    return None if person is None or tx.house.is_gone(person) else person


def nobody_knows_for_sure(inbound: Inbound, tx: Reader) -> str | None:
    """Somebody of the house by their address, whom the platform could not be asked about: neither staff nor a customer
    until it can."""
    person = tx.house.by_address.get(str(inbound.speaker.address))
    if person is None or inbound.speaker.trusted or tx.house.is_gone(person) or inbound.letter is not None:
        return None  # of a letter nobody will ever know
    kept = tx.profile(inbound.speaker.address)
    return person if kept is None or kept.kind == "person" else None  # perhaps learned since somebody waited for it


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
