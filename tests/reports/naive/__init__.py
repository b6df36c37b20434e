"""The same figures a second time, the slow and obvious way: over the lines of the exported ledger, one after another.

Nothing of bot/cases but the hours is used; a line is the dict that `export ledger` prints.
"""

from collections.abc import Iterable
from itertools import groupby

from bot.cases.people import Team
from tests.reports.naive import answering, holding, top
from tests.reports.naive.walk import Book, Json, at, happened, month


def digest(ledger: Iterable[Json], team: Team, name: str, teams: dict[str, Team]) -> Json:
    a, b = month(name, team.zone)
    everything = list(ledger)
    ours = {line["case"] for line in everything if line["data"].get("via") == "follow_up"}  # and no customer's
    customers = [line for line in everything if line["case"] not in (0, *ours)]
    house = [line for line in everything if line["case"] == 0]
    stories = [happened(lines, b) for _, lines in groupby(customers, lambda line: line["case"])]
    book = Book([story for story in stories if story], team, a, b, teams)
    names = holding.names(book) | answering.names(book)
    return {
        "team": team.key,
        "month": name,
        "people": {who: holding.person(book, who) | answering.person(book, who) for who in sorted(names)},
        "tiers": holding.tiers(book),
        "team_figures": holding.team(book) | answering.team(book) | {"at_the_top": top.at_the_top(book)},
        "seal": next(
            (line["data"]["seal"] for line in reversed(house) if line["kind"] == "sealed" and at(line) < b), None
        ),
    }
