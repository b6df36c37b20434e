"""Presses on a card that no longer shows how things stand.

A press is refused when owner, claimed, tier or state differ from what the card showed and the move is no longer lawful
or would act on another holder; the answer says what happened, with a fresh card. The same press twice by one person
answers as the first.
"""

from collections.abc import Callable

from bot.cases.case import Case
from bot.cases.rating import may_be_rated
from bot.cases.refusals import Refused
from bot.commands.asked import CUSTOMER, Asked, read_by, the_case
from bot.commands.reading import lawful_card, read_by_customer, shown_to_customer
from bot.commands.refusing import sentence
from bot.messages.cards import labelled
from bot.messages.encoding import dump, load
from bot.messages.history import told
from bot.messages.notices import SCORES, press
from bot.messages.values import Answer, Card, Say
from bot.messages.wording import text
from bot.storage.reading import Reader
from bot.storage.tx import Tx

CHANGEABLE = ("rate",)  # of several buttons of one card the one that was pressed last counts


def pressed(asked: Asked, tx: Tx, act: Callable[[Asked, Tx], Answer]) -> Answer:
    """Do what the button says, unless the card it stands on has become untrue meanwhile."""
    if asked.line.case is None:
        return act(asked, tx)
    case = the_case(asked, tx)
    key = f"press:{case.id}:{asked.inbound.seen}:{asked.line.verb}:{asked.by}"
    if asked.line.verb in CHANGEABLE:
        key = f"{key}:{asked.request}"
    if asked.inbound.kind == "press" and (before := tx.answered((key,))):
        first: Answer = load(before)
        return first
    then = moved_on(asked, case, tx)
    if then and then[0] != case.owner and then[0] != asked.by:
        return stale(asked, case, tx, None)
    try:
        said = act(asked, tx)
    except Refused as no:
        if not then:
            raise
        tx.discard()
        return stale(asked, case, tx, no)
    tx.remember((key,), dump(said), case.id)
    return said


def moved_on(asked: Asked, case: Case, tx: Reader) -> tuple[str, bool, int, str] | None:
    """How it stood when the card was drawn, if it stands otherwise now."""
    seen = asked.inbound.seen or 0
    if seen == 0 or seen >= case.seq:
        return None
    then = tx.line(case.id, seen)
    if then is None:
        return None
    was = (then.owner, then.claimed, then.tier, then.state)
    return was if was != (case.owner, case.claimed, case.tier, case.state) else None


def stale(asked: Asked, case: Case, tx: Reader, no: Refused | None) -> Answer:
    """What happened since, and the case as it stands, with what the asker may do now."""
    if asked.by == CUSTOMER:
        return _stale_for_customer(asked, case, tx, no)
    reader = read_by(asked, tx, case.team)
    happened = told(tx.lines(case.id), tx.house, tx.customer(case.customer).name, tx.words, reader)
    said = [Say("no-stale", {"case": f"C-{case.id}", "happened": happened[-1] if happened else ""})]
    if no is not None:
        said.append(sentence(no, asked, tx))
    return Answer(tuple(said), card=lawful_card(asked, case, tx, reader), refused=True)


def _stale_for_customer(asked: Asked, case: Case, tx: Reader, no: Refused | None) -> Answer:
    """Customers see no card of ours and no story, only how it stands; and their own buttons, where they may press."""
    moved, stands = Say("no-stale-customer", {"case": f"C-{case.id}"}), shown_to_customer(case, asked.at)
    if case.state not in ("resolved", "closed"):
        return Answer((moved, sentence(no, asked, tx) if no else stands), refused=True)
    reader = read_by_customer(case, tx, asked.at)
    verbs: tuple[str, ...] = ("solved", "not_solved") if case.state == "resolved" else ("not_solved",)
    verbs += SCORES if may_be_rated(case, asked.at) else ()
    buttons = tuple(labelled(press(verb, case), reader) for verb in verbs)
    return Answer((moved,), card=Card(text(stands, reader), buttons=buttons, case=case.id), refused=True)
