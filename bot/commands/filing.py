"""What comes by a team's own form: a case with all that was asked for, once for each form however often it is sent."""

from dataclasses import replace

from bot.commands import opening
from bot.commands.asked import CUSTOMER, Asked, read_by
from bot.commands.fields import fill_fields
from bot.commands.hear import customer_wrote
from bot.commands.holding import said
from bot.commands.missing import take
from bot.commands.opening import customer_of, open_case, words_of
from bot.commands.team_form import all_faults
from bot.messages.team_form import chosen_in
from bot.messages.values import Answer
from bot.messages.wanted import FIELD
from bot.storage.tx import Tx


def new(asked: Asked, tx: Tx) -> Answer:
    """new [for CUSTOMER] [at 14:05]: text: file what a customer said; it is yours at once."""
    if asked.by == CUSTOMER and asked.inbound.team in tx.house.teams:
        return by_form(asked, tx)
    return opening.new(asked, tx)


def by_form(asked: Asked, tx: Tx) -> Answer:
    """The form is a thread of its own: sent once more with other words, they join the case that it made."""
    inbound, team = asked.inbound, tx.house.teams[asked.inbound.team]
    answers = inbound.answers or {}
    if faults := all_faults(team, answers, read_by(asked, tx, team.key), complete=inbound.via != "api"):
        return Answer(faults=faults, refused=True)
    words = replace(inbound, text=answers.get("text", "").strip())
    if inbound.thread is not None and (bound := tx.thread(str(inbound.thread))):
        case = customer_wrote(words, tx, tx.case(bound[0]))
        return said("said-joined", case, tx)
    case = open_case(
        tx,
        words,
        team.key,
        customer_of(tx, inbound.speaker),
        words_of(words),
        via=inbound.via or "form",
        category=chosen_in(team, answers),
    )
    asks_for = {f"{FIELD}{one.name}" for one in team.required(case.category)}
    filled = {name: value for name, value in answers.items() if name in asks_for}
    case = fill_fields(replace(asked, inbound=replace(inbound, answers=filled)), tx, case)
    case = take(tx, case, words.text, inbound.files, asked.request)  # what is missing still may stand in the words
    return said("said-opened-customer", case, tx)
