"""Replies from kept texts: filled by the house as far as it knows, by a person for the rest, and nothing left open."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cases import talking as rules
from bot.cases.case import Case
from bot.cases.events import Replied
from bot.cases.people import House
from bot.cases.refusals import Refused, Several
from bot.cases.templates import filled, in_language, is_unchanged, left_in, plain
from bot.commands.asked import Asked
from bot.messages.forms import BLANK, KEPT
from bot.messages.notices import UNKNOWN
from bot.messages.wording import when
from bot.storage.reading import Reader


def chosen(asked: Asked) -> str | None:
    """The text that a line names; one that is only picked in a form is put into it first."""
    return asked.args.get("template")


def picked(asked: Asked) -> Asked | None:
    """A form in which a text was picked and nothing written: the same, as if the line had named it."""
    name = asked.value("template")
    if chosen(asked) or not name or asked.words():
        return None
    line = replace(asked.line, args={**asked.line.args, "template": name})
    return replace(asked, line=line, inbound=replace(asked.inbound, answers=None))


def versions_of(name: str, house: House) -> Mapping[str, str]:
    known = house.templates.get(name.casefold())
    if known is None:
        raise Refused("no-such-template", typed=name, templates=tuple(house.templates))
    return known


def begun(asked: Asked, case: Case, tx: Reader) -> str:
    """The text in its customer's language, else in its team's, with what the house knows in it."""
    from bot.commands.reading import read_by_customer  # here and not above: what reads opens forms, too

    reader = read_by_customer(case, tx, asked.at)
    who = tx.customer(case.customer)
    text = in_language(versions_of(chosen(asked) or "", tx.house), who.locale, tx.house.teams[case.team].language)
    customer = who.name
    known = {"case": f"C-{case.id}", "me": plain(tx.house.name(asked.by))}
    if customer != UNKNOWN:
        known["customer"] = plain(customer)
    if case.promise is not None:
        known["promise"] = when(case.promise, reader)
    return filled(text, known)


def replied(asked: Asked, case: Case, tx: Reader) -> Replied:
    """What goes out. Refused while anything in it looks like a blank: beside its field, or else beside the text."""
    versions = versions_of(chosen(asked) or "", tx.house)
    answers = asked.inbound.answers or {}
    given = {name.removeprefix(BLANK): value.strip() for name, value in answers.items() if name.startswith(BLANK)}
    text = filled(asked.words(KEPT) or "", given)
    if not text:
        raise Refused("needs-text", verb="reply", name=KEPT)
    if left := left_in(text):
        raise Several([_left(one, answers) for one in left])
    edited = not is_unchanged(text, versions)
    return rules.reply(case, tx.house, asked.by, text=text, template=(chosen(asked) or "").casefold(), edited=edited)


def _left(blank: str, answers: Mapping[str, str]) -> Refused:
    own = f"{BLANK}{' '.join(blank[1:-1].split())}"
    return Refused("blank-left", blank=blank, name=own if own in answers else KEPT)
