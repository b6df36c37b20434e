"""Each case told again from its exported lines, by the rules: was every move legal when it was made, and is the order
one in which things can have happened?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from bot.cases import ending
from bot.cases import events as e
from bot.cases.case import Case, Line
from bot.cases.event import ENVELOPE
from bot.cases.fold import after
from bot.cases.holds import changed_holds
from bot.cases.kinds import KINDS
from bot.cases.people import House
from bot.cases.refusals import Refused
from tests.cases.desk import Story
from tests.cases.laws import check_alarms, check_holds, check_line, envelope
from tests.races.history import Operation
from tests.races.lawful import lawful
from tests.races.rosters import Rosters
from tests.races.spans import NEVER, Span, in_order, span_of, stood

NEAR = 100  # parts of the slack: so far may clocks be apart
BEHIND = 5  # and so far one who writes: beyond that nothing is written


@dataclass
class Told:
    """One case."""

    story: Story
    exported: list[Mapping[str, Any]] = field(default_factory=list)
    written: list[Span] = field(default_factory=list)  # when each line was
    stood: list[Span] = field(default_factory=list)  # how long it then stood so
    faults: list[str] = field(default_factory=list)

    def while_(self, span: Span) -> list[Case]:
        """As it may have stood at some moment of that time."""
        return [case for case, so in zip(self.story.states, self.stood, strict=False) if so.meets(span)]


def line_of(row: Mapping[str, Any]) -> Line:
    event = KINDS[row["kind"]].read(row["data"], {name: row[name] for name in ENVELOPE})
    return Line(row["case"], row["seq"], datetime.fromisoformat(row["at"]), row["by"], event, row["request"])


def told(
    rows: Sequence[Mapping[str, Any]], known: Mapping[str, Operation], house: House, rosters: Rosters, slack: timedelta
) -> dict[int, Told]:
    cases = {}
    for number, its in groupby((row for row in rows if row["case"]), key=lambda row: int(row["case"])):
        exported = list(its)
        spans = [span_of(row, known.get(row["request"] or ""), slack) for row in exported]
        one = Told(Story(house, number=number), exported, in_order(spans))
        one.stood = stood(one.written)
        one.faults += _out_of_order(number, spans, exported, slack / NEAR)
        one.faults += _replayed(one, rosters, slack / BEHIND)
        cases[number] = one
    for one in cases.values():
        one.faults += _pairs(one, cases)
    return cases


def _out_of_order(
    number: int, spans: Sequence[Span], rows: Sequence[Mapping[str, Any]], near: timedelta
) -> Iterator[str]:
    """What had ended before another began comes before it."""
    for (row, span), narrowed in zip(zip(rows, spans, strict=True), in_order(spans), strict=True):
        if narrowed.begin > narrowed.end:
            yield f"C-{number}: line {row['seq']} ({row['kind']}, {row['request']}) is where it cannot have happened"
            return
        if not span.begin - near <= datetime.fromisoformat(row["at"]) <= min(span.end, NEVER - near) + near:
            yield f"C-{number}: line {row['seq']} bears {row['at']}, when its operation did not run"


def _replayed(told: Told, rosters: Rosters, apart: timedelta) -> Iterator[str]:
    story, whose = told.story, f"C-{told.story.number}"
    for row, written in zip(told.exported, told.written, strict=True):
        line = line_of(row)
        if line.seq != len(story.lines) + 1:
            yield f"{whose}: line {line.seq} follows line {len(story.lines)}"
            return
        before = story.states[-1] if story.states else None
        try:
            now = after(before, line, story.states[-2] if len(story.states) > 1 else None)
        except ValueError as error:
            yield f"{whose}: line {line.seq} does not follow ({error})"
            return
        teams = story.house.teams
        changed = changed_holds(before, line, now, teams[now.clock_team], teams[(before or now).team])
        story.holds |= {hold.number: hold for hold in changed}
        story.lines.append(line)
        story.states.append(now)
        story.now = line.at
        if {name: row[name] for name in ENVELOPE} != envelope(now, line.event):
            yield f"{whose}: line {line.seq} says that it stands otherwise than it does"
        houses = rosters.within(written) or rosters.versions
        why = [_unlawful(story, before, house, apart) for house in houses]
        if all(why):
            yield f"{whose}: line {line.seq}, {line.by} {line.event}: {why[0]}; before it {_stands(before)}"
    story.house = rosters.versions[0]
    for check in (check_holds, check_alarms):
        try:
            check(story)
        except (AssertionError, KeyError) as no:
            yield f"{whose}: {check.__name__} {_where(no)}"


def _stands(case: Case | None) -> str:
    return f"{case.owner} {case.claimed} {case.state} tier {case.tier}" if case else "nothing"


def _unlawful(story: Story, before: Case | None, house: House, apart: timedelta) -> str:
    """Why not; empty if it is."""
    story.house = house
    try:
        check_line(story)
    except (AssertionError, KeyError) as no:
        return f"against the laws {_where(no)}"
    return "" if lawful(before, story.lines, house, apart) else "no rule made it"


def _where(no: BaseException) -> str:
    trace = no.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"({trace.tb_frame.f_code.co_name}, {trace.tb_lineno}) {no}" if trace else str(no)


def _pairs(told: Told, cases: Mapping[int, Told]) -> Iterator[str]:
    """Two cases become one in one act: both lines are there, and make sense together."""
    for line in told.story.lines:
        if not isinstance(line.event, e.Merged):
            continue
        other = cases[line.event.into]
        pair = next((one for one in other.story.lines if one.request == line.request and _absorbs(one, line)), None)
        if pair is None or line.request is None:
            yield f"C-{line.case}: it went into C-{line.event.into}, of which nothing is written there"
            continue
        source, target = told.story.states[line.seq - 2], other.story.states[pair.seq - 2]
        try:
            made = ending.merge(source, target, told.story.house, line.by, line.at)
        except Refused as no:
            yield f"C-{line.case}: it could not go into C-{other.story.number} ({no})"
            continue
        if made != (line.event, pair.event):
            yield f"C-{line.case}: into C-{other.story.number} it went otherwise than the rules say"


def _absorbs(line: Line, merged: Line) -> bool:
    return isinstance(line.event, e.Absorbed) and line.event.case == merged.case
