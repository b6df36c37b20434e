"""What is wrong with a team's form: what its customer says of themselves, and then what the category wants."""

from collections.abc import Mapping

from bot.cases.people import Team
from bot.cases.refusals import Refused, Several
from bot.commands.fields import but_files, judged
from bot.messages.team_form import chosen_in, faults_of
from bot.messages.values import Say
from bot.messages.wanted import FIELD
from bot.messages.wording import Reader, has

LONGEST = 80  # characters of what was typed


def all_faults(team: Team, typed: Mapping[str, str], reader: Reader, *, complete: bool = True) -> dict[str, Say]:
    """By field, in the order of the form; the values themselves are judged as everywhere.

    Where a form is the only way in, whoever cannot say something says so. A file that was not named is asked for later;
    without `complete` all that was left out is.
    """
    faults = faults_of(team, typed, complete=complete)
    wanted = but_files(team.required(chosen_in(team, typed)), typed)
    if not complete:
        wanted = {name: one for name, one in wanted.items() if typed.get(f"{FIELD}{name}", "").strip()}
    try:
        judged(wanted, typed, reader, own=False)
    except Several as no:
        faults |= {one.facts["name"]: _said(one) for one in no.each}
    return faults


def _said(no: Refused) -> Say:
    if no.why == "field-empty":  # beside a box in which one says so
        return Say("web-fault-field", {"field": no.facts["field"]})
    key = f"no-{no.why}-customer"
    blanks = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in no.facts.items()}
    return Say(key if has(key) else f"no-{no.why}", blanks)
