"""How a case comes to be: somebody writes, or an agent files what they were told."""

from dataclasses import replace
from datetime import datetime

from bot.cases import ending as rules
from bot.cases.case import Case
from bot.cases.refusals import Refused
from bot.commands.asked import CUSTOMER, Asked, may_see, merged_into, person_in, read_by, team_for
from bot.commands.fields import but_files, fill_fields, form_for_missing, judged
from bot.commands.forming import form_of
from bot.commands.holding import said, times
from bot.commands.letters import is_answered, with_original
from bot.commands.mentions import mentioned
from bot.commands.missing import take
from bot.commands.reading import show
from bot.commands.record import CUSTOMERS, record
from bot.commands.talking import text_of
from bot.messages.notices import UNKNOWN
from bot.messages.values import Address, Answer, Inbound, Profile, Quoted, Say, Speaker
from bot.messages.wanted import FIELD
from bot.storage.tx import Tx


def new(asked: Asked, tx: Tx) -> Answer:
    """new [for CUSTOMER] [at 14:05]: text: file what a customer said; it is yours at once."""
    if asked.inbound.quoted is not None:
        return from_message(asked, asked.inbound.quoted, tx)
    if asked.by == CUSTOMER:
        return _by_customer(asked, tx)
    text = text_of(asked)
    house = tx.house
    team = team_for(asked.inbound, house, asked.by)
    typed = (asked.value("customer") or "").strip().removeprefix("@").strip() or UNKNOWN
    theirs = mentioned(typed, asked.inbound.speaker.address.platform, tx)
    customer = customer_of(tx, theirs) if theirs else customer_named(tx, typed)
    case = open_case(
        tx,
        asked.inbound,
        team,
        customer,
        text,
        via="new",
        by=asked.by,
        category=category_of(asked, team, tx),
        spoken_at=asked.spoken_at(house, team),
    )
    case = fill_fields(asked, tx, case)
    return replace(_opened(asked, case, tx), form=form_for_missing(asked, case, tx) if asked.answered else None)


def _by_customer(asked: Asked, tx: Tx) -> Answer:
    """What a customer fills in is whole when it is sent; what they just say is asked for what is missing."""
    team = team_for(asked.inbound, tx.house)
    if asked.answered and (more := _asks_for_more(asked, team, tx)):
        return more
    text, customer = text_of(asked), customer_of(tx, asked.inbound.speaker)
    category = category_of(asked, team, tx)
    case = open_case(tx, asked.inbound, team, customer, text, via="new", category=category)
    case = take(tx, fill_fields(asked, tx, case), text, asked.inbound.files, asked.request)
    return said("said-opened-customer", case, tx)


def _asks_for_more(asked: Asked, team: str, tx: Tx) -> Answer | None:
    """The form with what its category wants, as long as that was not in it; refused while it is not all there."""
    its, answers = tx.house.teams[team], asked.inbound.answers or {}
    wanted = {one.name: one for one in its.required(category_of(asked, team, tx) or its.only_category)}
    text_of(asked)
    if not any(f"{FIELD}{name}" in answers for name in wanted):
        return Answer(form=form_of(asked, None, tx)) if any(one.type != "file" for one in wanted.values()) else None
    judged(but_files(wanted.values(), answers), answers, read_by(asked, tx, team), own=True)
    return None


def category_of(asked: Asked, team: str, tx: Tx) -> str | None:
    """What the form says it is about."""
    typed = asked.value("category")
    if typed is None:
        return None
    categories = tuple(tx.house.teams[team].categories)
    known = next((one for one in categories if one.casefold() == typed.casefold()), None)
    if known is None:
        raise Refused("no-such-category", category=typed, categories=categories)
    return known


def _opened(asked: Asked, case: Case, tx: Tx) -> Answer:
    if asked.by == CUSTOMER:
        return said("said-opened-customer", case, tx)
    key = "said-opened" if case.claimed else "said-opened-unclaimed"
    return said(key, case, tx, **times(case, tx))


def from_message(asked: Asked, quoted: Quoted, tx: Tx) -> Answer:
    """A case from somebody's message, for its author and in its thread; yours at once, if you are of the team."""
    inbound = asked.inbound
    bound = tx.thread(str(inbound.thread)) if inbound.thread else None
    number = bound[0] if bound else tx.case_seen(quoted.keys)
    if number is not None:
        return _already(asked, merged_into(tx, tx.case(number)), tx)
    if not quoted.keys:  # what the bot says itself comes in under no key
        return Answer((Say("said-own-words"),))
    by = None if asked.by == CUSTOMER else asked.by
    team = team_for(inbound, tx.house, by)
    ours = _is_ours(quoted.by, team, tx)
    customer = customer_named(tx, UNKNOWN) if ours else customer_of(tx, quoted.by)
    author = replace(quoted.by, name=UNKNOWN) if ours else quoted.by
    message = replace(inbound, speaker=author, text=quoted.text, at=quoted.at)
    words = words_of(message)
    case = open_case(tx, message, team, customer, words, via="shortcut", by=by)
    case = take(tx, case, words, inbound.files, asked.request)
    tx.remember(quoted.keys, None, case.id)
    return _opened(asked, case, tx)


def _already(asked: Asked, case: Case, tx: Tx) -> Answer:
    if not may_see(asked, case, tx):
        return Answer((Say("said-heard-already"),))
    known = Say("said-case-already", {"case": f"C-{case.id}"})
    return Answer((known,)) if asked.by == CUSTOMER else replace(show(asked.about(case.id), tx), said=(known,))


def _is_ours(author: Speaker, team: str, tx: Tx) -> bool:
    """Colleagues file what customers told them, and bots what came in by them: who that was, nobody has said."""
    person, known = tx.house.by_address.get(str(author.address)), tx.profile(author.address)
    return author.bot or bool(known and known.kind == "bot") or bool(person and person_in(tx.house, person, team))


def open_case(
    tx: Tx,
    inbound: Inbound,
    team: str,
    customer: int,
    text: str,
    *,
    via: str,
    by: str | None = None,
    category: str | None = None,
    spoken_at: datetime | None = None,
    follows: int | None = None,
) -> Case:
    """A case for what was said, in the thread in which its customer said it."""
    event = rules.open_(
        tx.house,
        team,
        tx.now,
        spoken_at=spoken_at or min(inbound.at, tx.now),
        via=via,
        customer=customer,
        by=by,
        category=category,
        follows=follows,
        text=text,
    )
    answered = is_answered(inbound, customer, tx)  # a question, and so before anything of the case is there
    number, thread = tx.next_number(), _thread_for(tx, inbound, by)
    if thread is not None:
        tx.bind(str(thread), number, CUSTOMERS)
    told: tuple[str, Address | None] | None = None if by else (inbound.speaker.name, thread or inbound.speaker.address)
    if told is not None and not answered:
        told = (inbound.speaker.name, None)
    whole = with_original(event, inbound, number, tx)
    return record(tx, None, whole, number=number, by=by or CUSTOMER, request=inbound.keys[0], customer=told)


def _thread_for(tx: Tx, inbound: Inbound, by: str | None) -> Address | None:
    """Where it goes on: not where an agent files what they were told, and not in the thread of another case."""
    if inbound.thread is None or (by is not None and inbound.quoted is None):
        return None
    anothers = inbound.kind in ("command", "form") and tx.thread(str(inbound.thread)) is not None
    return None if anothers else inbound.thread


def words_of(inbound: Inbound) -> str:
    """What was said, with the names of what was attached."""
    return "\n".join((inbound.text, *(f"[{name}]" for name in inbound.files))).strip()


def known_customer(tx: Tx, speaker: Speaker) -> int | None:
    """Who speaks, as a customer we know: by the address, or by the e-mail that a platform has verified."""
    known = tx.customer_at(speaker.address)
    if known is None and speaker.email and (known := tx.customer_by_email(speaker.email)) is not None:
        tx.add_address(known, speaker.address)
        _keep_email(tx, speaker)
    return known


def customer_of(tx: Tx, speaker: Speaker) -> int:
    """Who speaks, as a customer; somebody never heard before is added."""
    known = known_customer(tx, speaker)
    if known is None:
        known = tx.add_customer(speaker.name, (speaker.address,), speaker.locale, speaker.zone)
        _keep_email(tx, speaker)
    return known


def _keep_email(tx: Tx, speaker: Speaker) -> None:
    """By which they are known elsewhere; one that nobody has verified makes nobody known, and is only written to."""
    email = speaker.email or speaker.stated
    if email and tx.profile(speaker.address) is None:
        kind = "stranger" if not speaker.email else "person" if speaker.trusted else "guest"
        tx.put_profile(Profile(speaker.address, speaker.name, kind, speaker.zone, speaker.locale, email))


def customer_named(tx: Tx, name: str) -> int:
    """The one customer of that name; if there is none, or more than one, a new one: a name proves nothing."""
    found = tx.customers_named(name)
    return found[0] if len(found) == 1 else tx.add_customer(name, ())
