"""What stands below a digest: every figure that its message leaves out, about the work and about the customers."""

from dataclasses import fields

from bot.cases.figures import Figures, PersonFigures, TeamFigures
from bot.cases.people import House
from bot.messages.figures import month_name, team_lines, title
from bot.messages.nameless import without_names
from bot.messages.values import Card
from bot.messages.wording import Reader, phrase
from bot.reports.parts import everybody, line, parts

# Said in the message already, or in the lines of the team.
_SAID = (
    *("received", "resolved", "escalated", "never_claimed", "limit", "at_the_top", "hold_time", "unclaimed_time"),
    "age_at_resolution",  # by its chart
)
_IN_THE_MESSAGE = (
    *("resolved", "passed_up", "resolve_share", "escalated_from", "unclaimed_time", "reopen_rate"),
    *("avoidable_passes", "empty_holds", "late_passes"),
)
OF_CUSTOMERS = (
    *("first_response", "time_to_first_resolution", "time_to_final_resolution", "age_at_resolution", "fcr"),
    *("reopen_rate", "promises", "satisfaction", "hidden_dissatisfaction", "hidden_signs", "causes", "unknown_causes"),
)


def work_card(month: Figures, house: House, reader: Reader, *, names: bool = True) -> Card:
    """How cases went through the pyramid: tiers, passes, hand-offs, and those at the top by name."""
    month = month if names else without_names(month, house, reader)
    lines = team_lines(month, house, reader)[1:]
    return _card("digest-work", month, lines, house, reader, customers=False)


def customers_card(month: Figures, house: House, reader: Reader, *, names: bool = True) -> Card:
    """What customers had of it, and what brought their cases about."""
    month = month if names else without_names(month, house, reader)
    return _card("digest-customers", month, (), house, reader, customers=True)


def _card(key: str, month: Figures, lines: tuple[str, ...], house: House, reader: Reader, *, customers: bool) -> Card:
    heading = phrase(key, reader, team=title(house, month.team), month=month_name(month.month, reader))
    table = everybody(month, _columns(customers=customers), house, reader)
    figures = [
        (one.name, getattr(month.team_figures, one.name))
        for one in fields(TeamFigures)
        if one.name not in _SAID and (one.name in OF_CUSTOMERS) == customers
    ]
    said = tuple(said for name, value in figures if (said := line(name, value, house, reader)))
    below = tuple(one for name, value in figures for one in parts(name, value, house, reader))
    if not (lines or said or table or below):
        lines = (phrase("digest-no-figures", reader),)
    return Card(heading, lines=(*said, *lines), table=table, parts=below)


def _columns(*, customers: bool) -> tuple[str, ...]:
    names = (one.name for one in fields(PersonFigures) if one.name not in _IN_THE_MESSAGE)
    return tuple(name for name in names if (name in OF_CUSTOMERS) == customers)
