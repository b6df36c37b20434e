"""The ledger, from outside: export it, and verify it. Both only read, beside whoever writes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.cases.alarms import due_at
from bot.cases.case import Case, Hold, Line
from bot.cases.deeds import Deeds, folded_with_deeds
from bot.cases.event import to_plain
from bot.programs.printing import FINE, WRONG, complain, out, say
from bot.settings import Config, Environment
from bot.storage.configured import teams_at
from bot.storage.ledger import export_ledger
from bot.storage.reading import Reader
from bot.storage.store import open_reader
from bot.storage.verify import verify as faults_of
from bot.storage.whole import counts, every_case


def export(config: Config, environment: Environment, what: str) -> int:
    with open_reader(environment.database_url, config.house) as reader:
        lines = export_ledger(reader) if what == "ledger" else _cases(reader)
        for line in lines:
            out(line)
    return FINE


def _cases(reader: Reader) -> Iterable[str]:
    """Every case as it stands, with its customer's name."""
    for case in every_case(reader):
        row = {
            "case": case.id,
            "team": case.team,
            "customer": case.customer,
            "name": reader.customer(case.customer).name,
            "owner": case.owner,
            "claimed": case.claimed,
            "tier": case.tier,
            "state": case.state,
            "deadline": to_plain(case.deadline),
            "spoken_at": to_plain(case.spoken_at),
            "opened_at": to_plain(case.opened_at),
            "ended_at": to_plain(case.ended_at),
            "opening": case.opening,
            "category": case.category,
            "promise": to_plain(case.promise),
            "urgent": case.urgent,
            "escalated_at": to_plain(case.escalated_at),
            "seq": case.seq,
        }
        yield json.dumps(row, ensure_ascii=False)


def faults_in(reader: Reader) -> Iterator[str]:
    """Everything that the ledger and the rows beside it do not agree about."""
    teams = teams_at(reader, reader.house.teams)

    def rebuilt(lines: list[Line]) -> tuple[Case, list[Hold], Deeds]:
        return folded_with_deeds(lines, teams)

    house = replace(reader.house, teams=teams.newest())

    def due(case: Case) -> datetime | None:
        return due_at(case, house)

    return faults_of(reader, rebuilt, due)


def verify(config: Config, environment: Environment) -> int:
    """Exit 1 with a line for each fault."""
    with open_reader(environment.database_url, config.house) as reader:
        count = 0
        for fault in faults_in(reader):
            count += 1
            complain(fault)
        if count:
            complain(say("cli-faults", faults=count))
            return WRONG
        lines, cases, seals = counts(reader)
    out(say("cli-verified", lines=lines, cases=cases, seals=seals))
    return FINE
