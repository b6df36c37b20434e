"""Whoever acts has a clock of their own: two processes' differ by seconds, and one may be set back by hours.

What a case's ledger says never runs backwards, no stretch of time is shorter than nothing, and it all adds up.

`BUCKSTOP_EXAMPLES=1000` tells that many random stories instead of the same few.
"""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases.alarms import due_at
from bot.cases.deeds import folded_with_deeds
from bot.storage.configured import teams_at
from bot.storage.verify import verify
from tests.commands.test_anything import Errors
from tests.scheduler.office import Office

RANDOM = int(os.environ.get("BUCKSTOP_EXAMPLES", "0"))
LINES = (
    *("ana: claim C-1", "ben: claim C-1", "lea: claim next", "cleo: claim C-1", "ana: claim C-2", "cleo: claim C-2"),
    *(
        "ana: note C-1: called her",
        "ana: reply C-1: we look into it",
        "ben: reply C-2: soon",
        "ana: undo",
        "cleo: undo",
    ),
    *("ana: ask C-1: which invoice?", "ana: wait C-1 until tomorrow on bank: slow", "ana: wake C-1", "ana: undo"),
    *("ana: give C-1 @ben needs expertise", "ben: claim C-1", "ben: decline C-1", "lea: assign C-1 @ben: he knows"),
    *("ana: pass C-1 needs permission", "ana: pass C-1 to top other: stuck", "cleo: return C-1: invoice number"),
    *("ana: urgent C-1: she flies tonight", "lea: urgent C-2: the boss", "ana: promise C-1 tomorrow"),
    *("cleo: answer for C-1 by 2026-11-27: it was us", "ana: set C-1 invoice number: 4711", "lea: away until tomorrow"),
    *("lea: back", "lea: duty @dan until tomorrow", "ana: merge C-1 into C-2", "ana: consult C-1 @ben: seen this?"),
    *("ben: advise C-1: yes", "ana: not a case C-2 chatter: thanks", "maria: solved C-1", "maria: not solved C-1: no"),
)
clocks = st.sampled_from([-2.0, -1.5, -0.001, 0.0, 0.5, 2.0])
steps = st.sampled_from([timedelta(hours=-7), timedelta(minutes=-40), timedelta(minutes=25), timedelta(hours=9)])
one = st.tuples(st.sampled_from(LINES), clocks) | steps


def resolve(office, who, case):
    answer = office.says(who, f"resolve {case}")
    if answer.form:
        office.sends(who, answer.form, {"text": "paid back", "outcome": "solved", "cause": "billing/tariff"})


def hears(office, line, off):
    """One process, whose clock goes wrong by so much, and then the clock of the house."""
    who, _, text = line.partition(": ")
    true, office.clock.now = office.clock.now, office.clock.now + timedelta(seconds=off)
    office.says(who, text)
    office.settles()
    office.clock.now = max(true, office.clock.now) if off > 0 else true


def impossible(office):
    """Whatever does not add up, or runs backwards."""

    def found(reader):
        teams = teams_at(reader, office.app.house.teams)
        house = replace(reader.house, teams=teams.newest())
        faults = list(verify(reader, lambda lines: folded_with_deeds(lines, teams), lambda case: due_at(case, house)))
        for number in (0, 1, 2, 3):
            lines = reader.lines(number)
            faults += [f"{two} is before {one}" for one, two in pairwise(lines) if two.at < one.at]
            lengths = [(line, getattr(line.event, name, None)) for line in lines for name in ("late_s", "paused_s")]
            faults += [f"{line} has less than no time" for line, length in lengths if length and length < timedelta()]
            for hold in reader.holds(number):
                lengths = (hold.length, hold.unclaimed, hold.ended_at and hold.ended_at - hold.started_at)
                faults += [f"{hold} is shorter than nothing" for length in lengths if length and length < timedelta()]
        return faults

    return office.app.store.read(found)


@settings(
    max_examples=RANDOM or 60,
    deadline=None,
    derandomize=not RANDOM,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each story begins an empty store of its own
)
@given(story=st.lists(one, min_size=1, max_size=25))
def test_whatever_the_clocks_say_time_goes_forward_in_every_case(story, lent_store):
    with lent_store() as url, asyncio.Runner() as runner, Errors() as errors:
        office = Office(url, runner.run)
        try:
            office.says("maria", "charged twice", at="help")
            office.says("ivan", "the lift stands still", at="help")
            office.says("ana", "claim C-1")
            for step in story:
                if isinstance(step, timedelta):
                    office.clock.now += step
                    office.settles()
                else:
                    hears(office, *step)
            assert impossible(office) == []
        finally:
            office.app.store.close()
    assert errors.records == []
