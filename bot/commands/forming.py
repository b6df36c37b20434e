"""Opening the form of a line: only if the asker could send it at all, with what was typed already in it."""

from contextlib import suppress
from dataclasses import replace

from bot.cases.case import Case
from bot.cases.holding import claim
from bot.cases.people import House
from bot.cases.refusals import Refused
from bot.cases.standing import (
    may_answer_for,
    may_leave_top,
    member_or_above,
    must_be_agent,
    must_be_open,
    must_lead,
    must_not_wait,
    must_own,
    owner_or_lead,
)
from bot.commands.asked import CUSTOMER, Asked, first_team, person_of, read_by, team_of
from bot.commands.dates import parse_date
from bot.commands.line import Line, parse
from bot.messages.forms import FORMS, form_for
from bot.messages.values import Button, Form
from bot.storage.reading import Reader

OWNERS = ("pass", "give", "return", "consult", "ask", "resolve", "merge", "not_a_case", "promise")
NOT_WAITING = ("pass", "give", "return", "move", "ask", "wait")
ANY_STATE = ("reply", "note", "reopen", "rate", "not_solved")


def may_open(asked: Asked, case: Case | None, tx: Reader) -> None:
    """The rules that need no answers are asked before the form is, so that nobody fills in one for nothing."""
    verb, house = asked.line.verb, tx.house
    if case is None:
        return
    if asked.by == CUSTOMER:
        if verb == "rate" and case.state not in ("resolved", "closed"):
            raise Refused("not-resolved", case=case.id, owner=case.owner)
        return
    if verb not in ANY_STATE:
        must_be_open(case)
    if verb in OWNERS:
        must_own(case, asked.by, house)
    if verb in NOT_WAITING:
        must_not_wait(case)
    if verb in ("return", "move"):
        may_leave_top(case)
    match verb:
        case "pass" if case.tier >= house.teams[case.team].top:
            raise Refused("buck-stops-here", case=case.id)
        case "return" if case.tier == 0:
            raise Refused("lowest-tier", case=case.id)
        case "reply":
            member_or_above(case, asked.by, house)
        case "note" | "set" | "reopen":
            must_be_agent(case, asked.by, house)
        case "assign":
            must_lead(case, asked.by, house, asked.at, "assign")
        case "wait" if not house.leads(case.team, asked.by, asked.at):
            must_own(case, asked.by, house)
        case "move" | "urgent":
            owner_or_lead(case, asked.by, house, asked.at)
        case "answer_for":
            may_answer_for(case, asked.by, house, asked.at)
        case "advise" if not any(one.whom == asked.by for one in case.consults):
            raise Refused("not-consulted", case=case.id, owner=case.owner)


def may_press(asked: Asked, button: Button, case: Case, tx: Reader) -> bool:
    """Is what the button says lawful for who looks at it?"""
    line = parse(button.says)
    if not isinstance(line, Line):
        return False
    try:
        match line.verb:
            case "claim":
                claim(case, tx.house, asked.by, asked.at)
            case "wake":
                must_own(case, asked.by, tx.house)
            case "help":
                pass
            case _:
                may_open(replace(asked, line=line), case, tx)
    except Refused:
        return False
    return True


def form_of(asked: Asked, case: Case | None, tx: Reader) -> Form:
    """The form of what was asked, filled with what was typed in the line, or in the form itself before."""
    typed = _as_chosen(asked, case, tx.house)
    if asked.line.text:
        typed |= dict.fromkeys(("text", "note", "value"), asked.line.text)
    if "to_top" in typed:
        typed["to_top"] = "yes"
    typed |= asked.inbound.answers or {}
    reader = read_by(asked, tx, case.team if case else None)
    form = form_for(asked.line.verb, case, tx.house, asked.by, asked.at, reader, typed)
    return replace(form, opens=_line(form, asked)) if asked.line.words or asked.line.text else form


def _line(form: Form, asked: Asked) -> str:
    """What was typed, whole: said again, it opens the form with the same in it."""
    said = " ".join(filter(None, (form.says, asked.line.words)))
    return f"{said}: {asked.line.text}" if asked.line.text else said


def _as_chosen(asked: Asked, case: Case | None, house: House) -> dict[str, str]:
    """What stands in the line as the form's fields have it: people and teams by key, dates by the calendar."""
    typed = dict(asked.args)
    with suppress(Refused):
        typed |= {"person": person_of(typed["person"], house)} if "person" in typed else {}
    with suppress(Refused):
        typed |= {"team": team_of(typed["team"], house)} if "team" in typed else {}
    desk = house.teams[case.team if case else first_team(house, asked.by)].desk
    if until := parse_date(typed.get("until", ""), asked.at, desk):
        local = desk.local(until)
        ends = until == desk.end_of_day(local.date())
        typed["until"] = f"{local:%Y-%m-%d}" if ends else f"{local:%Y-%m-%d %H:%M}"
    return typed


def has_form(verb: str) -> bool:
    return verb in FORMS
