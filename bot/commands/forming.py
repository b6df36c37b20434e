"""Opening the form of a line: only if the asker could send it at all, with what was typed already in it."""

from contextlib import suppress
from dataclasses import replace

from bot.cases.case import Case
from bot.cases.ending import causes_of, reopen, undo
from bot.cases.events import Resolved
from bot.cases.following import may_follow_up
from bot.cases.holding import claim, decline, fields_of, missing_fields, return_
from bot.cases.people import House
from bot.cases.rating import must_be_ratable
from bot.cases.refusals import Refused
from bot.cases.standing import (
    may_answer_for,
    may_leave_top,
    must_be_agent,
    must_be_open,
    must_lead,
    must_not_wait,
    must_own,
    owner_or_lead,
)
from bot.cases.talking import reply, urgent, wake
from bot.commands import templates
from bot.commands.asked import CUSTOMER, Asked, first_team, person_of, read_by, team_for, team_of
from bot.commands.dates import parse_date
from bot.commands.known import known_values
from bot.commands.line import Line, parse
from bot.commands.record import customers_place
from bot.messages.forms import FORMS, KEPT, colleagues, form_for
from bot.messages.notices import UNKNOWN
from bot.messages.values import Button, Form
from bot.messages.wanted import CANNOT_SAY, FIELD
from bot.messages.wording import phrase
from bot.storage.reading import Reader

OWNERS = ("pass", "give", "return", "consult", "ask", "resolve", "merge", "not_a_case", "promise")
NOT_WAITING = ("pass", "give", "return", "move", "ask", "wait")
ANY_WORDS = "…"  # for rules that want some; what they will be is not known yet
MOST_OTHERS = 20  # cases of a customer, the newest
ANY_STATE = ("reply", "note", "reopen", "rate", "not_solved", "follow_up")


def may_open(asked: Asked, case: Case | None, tx: Reader) -> None:
    """The rules that need no answers are asked before the form is, so that nobody fills in one for nothing."""
    verb, house = asked.line.verb, tx.house
    if case is None:
        return
    if asked.by == CUSTOMER:
        if verb == "rate":
            must_be_ratable(case, asked.at)
        if verb == "set":
            must_be_open(case)
            if not missing_fields(case, house):
                raise Refused("nothing-missing", case=case.id)
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
            reply(case, house, asked.by, text=ANY_WORDS)
        case "reopen":
            reopen(case, house, asked.by, asked.at, spoken_at=asked.at, why="agent", text=ANY_WORDS)
        case "ask" if customers_place(tx, case) is None:
            raise Refused("no-address", case=case.id, customer=tx.customer(case.customer).name)
        case "follow_up":
            may_follow_up(case, asked.by, house)
        case "note":
            must_be_agent(case, asked.by, house)
        case "set":
            must_be_agent(case, asked.by, house)
            if not fields_of(case, house) and house.teams[case.team].only_category:
                raise Refused("nothing-missing", case=case.id)
        case "assign":
            must_lead(case, asked.by, house, asked.at, "assign")
        case "wait" if not house.leads(case.team, asked.by, asked.at):
            must_own(case, asked.by, house)
        case "urgent":
            urgent(case, house, asked.by, asked.at, why=ANY_WORDS)
        case "move":
            owner_or_lead(case, asked.by, house, asked.at)
        case "answer_for":
            may_answer_for(case, asked.by, house, asked.at)
        case "advise" if not any(one.whom == asked.by for one in case.consults):
            raise Refused("not-consulted", case=case.id, owner=case.owner)


def may_press(asked: Asked, button: Button, case: Case, tx: Reader) -> bool:
    """Is what the button says lawful for who looks at it, and is there anything to choose in the form it opens?"""
    line, house = parse(button.says), tx.house
    if not isinstance(line, Line):
        return False
    try:
        match line.verb:
            case "claim":
                claim(case, house, asked.by, asked.at)
            case "decline":
                decline(case, house, asked.by, asked.at)
            case "wake":
                wake(case, house, asked.by, asked.at)
            case "undo":
                undo(case, tx.lines_since(case.id, case.seq - 1)[-1], asked.by, asked.at)
            case "help" | "show":
                pass
            case _:
                may_open(replace(asked, line=line), case, tx)
                return _has_choice(line, case, asked, tx)
    except Refused:
        return False
    return True


def _has_choice(line: Line, case: Case, asked: Asked, tx: Reader) -> bool:
    """Is there a colleague, a team, a field or another case to name?"""
    house = tx.house
    match line.verb:
        case "give" | "assign" | "consult" | "follow_up":
            return bool(colleagues(line.verb, case, house, asked.by, asked.at))
        case "move":
            return case.moves < 2 and len(house.teams) > 1
        case "return":
            return_(case, house, asked.by, asked.at, fields=fields_of(case, house)[:1])
        case "set":
            return bool(fields_of(case, house)) or len(house.teams[case.team].categories) > 1
        case "merge" if "into" not in line.args:
            return tx.customer(case.customer).name != UNKNOWN and any(
                one.id != case.id and not one.ended for one in tx.of_customer(case.customer, MOST_OTHERS)
            )
    return True


def form_of(asked: Asked, case: Case | None, tx: Reader) -> Form:
    """The form of what was asked, filled with what was typed in the line, or in the form itself before."""
    typed = _as_chosen(asked, case, tx.house)
    if asked.line.text:
        typed |= dict.fromkeys(("text", "note", KEPT), asked.line.text)
    if "to_top" in typed:
        typed["to_top"] = "yes"
    if asked.line.verb == "resolve" and case is not None and (cause := _cause_before(case, tx)):
        typed.setdefault("cause", cause)
    typed |= asked.inbound.answers or {}
    reader = read_by(asked, tx, case.team if case else None)
    if asked.line.verb == "reply" and case is not None and templates.chosen(asked):
        typed.setdefault(KEPT, templates.begun(asked, case, tx))
    if asked.line.verb == "set" and case is not None and asked.by != CUSTOMER:
        typed = _as_known(asked, tx, case) | typed
    team = None if case else team_for(asked.inbound, tx.house, None if asked.by == CUSTOMER else asked.by)
    form = form_for(asked.line.verb, case, tx.house, asked.by, asked.at, reader, typed, team)
    if name := templates.chosen(asked):
        form = replace(form, says=f"{form.says} template {name}")
    if asked.line.verb == "set" and asked.line.text and asked.line.text not in [one.value for one in form.fields]:
        form = replace(form, intro=phrase("form-typed", reader, typed=asked.line.text))
    return replace(form, opens=_line(form, asked)) if asked.line.words or asked.line.text else form


def _as_known(asked: Asked, tx: Reader, case: Case) -> dict[str, str]:
    """What is known, so that it can be corrected; and the value in a line that does not say of what."""
    known = {f"{FIELD}{name}": value for name, value in known_values(tx, case).items()}
    known |= {f"{FIELD}{name}": CANNOT_SAY for name in case.unknowable}
    missing = missing_fields(case, tx.house)
    if asked.line.text and "field" not in asked.args and len(missing) == 1:
        known[f"{FIELD}{missing[0]}"] = asked.line.text
    return known


def _cause_before(case: Case, tx: Reader) -> str | None:
    """What came back has most likely come about as it was thought to have the first time."""
    if case.opening == 1 or case.team not in tx.house.teams:
        return None
    causes = [line.event.cause for line in tx.lines(case.id) if isinstance(line.event, Resolved)]
    return causes[-1] if causes and causes[-1] in causes_of(tx.house.teams[case.team]) else None


def _line(form: Form, asked: Asked) -> str:
    """What was typed, whole: said again, it opens the form with the same in it."""
    words = "" if templates.chosen(asked) else asked.line.words  # which are in what the form says already
    said = " ".join(filter(None, (form.says, words)))
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
