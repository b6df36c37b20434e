"""What `/readyz` says: one check after the other, from what is known at this moment.

It fails where turning deliveries away helps or somebody must come at once: the store is out of reach, the clock stands
still, what may go does not go, the clocks of machine and database are apart, the process is stopping. What is wrong and
would be no better elsewhere is a warning: another configuration, what was given up, what cannot be, a platform that is
down.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.messages.values import Say
from bot.scheduler.audit import in_words
from bot.scheduler.beats import SWEEP_EVERY_S
from bot.storage.auditing import Finding

CLOCK_S = 30 * SWEEP_EVERY_S  # without a sweep that came to its end; a promise is kept within a minute
STUCK = timedelta(minutes=5)  # that something may go and nobody takes it
HELD_UP = timedelta(minutes=15)  # that something waits, whatever for
APART = timedelta(seconds=2)  # the clocks of this machine and of the database
NAMED = 3  # words of the self-audit

State = Literal["fine", "warning", "failing"]


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    state: State
    say: Say
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What a process knows of itself and of its store."""

    stopping: bool = False
    unanswered_s: float | None = None  # the store has not answered for so long
    refused: str = ""  # or it said no, and how
    clock_s: float | None = None  # since the last sweep came to its end; None: the clock is in another process
    configured_alike: bool = True
    fingerprint: str = ""
    offset: timedelta = timedelta(0)
    figures: bool = True  # whether the store had the time to say what follows
    lanes: Mapping[str, timedelta] = field(default_factory=dict)
    waited: Mapping[str, timedelta] = field(default_factory=dict)
    on: Collection[str] = ()  # platforms
    out_of_reach: Collection[str] = ()  # they are on, and take nothing
    given_up: int = 0
    findings: tuple[Finding, ...] = ()


def checks(known: Known) -> Iterator[Check]:
    if known.stopping:
        yield Check("running", "failing", Say("ready-stopping"))
    else:
        yield Check("running", "fine", Say("ready-running"))
    yield _database(known)
    if known.clock_s is not None:
        yield _clock(known.clock_s)
    yield _offset(known.offset)
    if known.unanswered_s is None:
        yield _configuration(known)
        yield from _outbox(known)
        yield _given_up(known.given_up)
        yield _impossible(known.findings)


def is_ready(found: Collection[Check]) -> bool:
    return all(one.state != "failing" for one in found)


def _database(known: Known) -> Check:
    if known.unanswered_s is None:
        return Check("database", "fine", Say("ready-database"))
    if known.refused:
        return Check("database", "failing", Say("ready-database-refuses", {"why": known.refused}))
    seconds = round(known.unanswered_s, 1)
    return Check("database", "failing", Say("ready-database-silent", {"seconds": seconds}), {"seconds": seconds})


def _clock(seconds: float) -> Check:
    state: State = "fine" if seconds <= CLOCK_S else "failing"
    say = Say("ready-clock" if state == "fine" else "ready-clock-stands", {"seconds": round(seconds)})
    return Check("clock", state, say, {"seconds": round(seconds, 1)})


def _offset(offset: timedelta) -> Check:
    seconds = round(offset.total_seconds(), 3)
    state: State = "fine" if abs(offset) <= APART else "failing"
    say = Say("ready-time" if state == "fine" else "ready-time-apart", {"seconds": abs(seconds)})
    return Check("time", state, say, {"seconds": seconds})


def _configuration(known: Known) -> Check:
    say = Say("ready-configuration" if known.configured_alike else "ready-configuration-other")
    return Check(
        "configuration", "fine" if known.configured_alike else "warning", say, {"fingerprint": known.fingerprint}
    )


def _outbox(known: Known) -> Iterator[Check]:
    """By platform. One that is off or takes nothing holds up its own lanes, and no other process could help."""
    if not known.figures:
        yield Check("outbox", "warning", Say("ready-outbox-unknown"))
        return
    for platform in sorted({*known.on, *known.waited, *known.lanes}):
        may_go, waited = known.lanes.get(platform, timedelta(0)), known.waited.get(platform, timedelta(0))
        name = Say("platform-name", {"platform": platform})
        state: State = "fine"
        facts = {
            "platform": platform,
            "may_go_s": round(may_go.total_seconds()),
            "waited_s": round(waited.total_seconds()),
        }
        if platform not in known.on:
            state, key = "warning", "ready-outbox-off"
        elif platform in known.out_of_reach:
            state, key = "warning", "ready-outbox-out-of-reach"
        elif may_go > STUCK:
            state, key = "failing", "ready-outbox-stuck"
        elif waited > HELD_UP:
            state, key = "warning", "ready-outbox-late"
        else:
            key = "ready-outbox"
        yield Check("outbox", state, Say(key, {"platform": name, "may_go": may_go, "waited": waited}), facts)


def _given_up(count: int) -> Check:
    if not count:
        return Check("given-up", "fine", Say("ready-given-up-nothing"), {"count": 0})
    return Check("given-up", "warning", Say("ready-given-up", {"count": count}), {"count": count})


def _impossible(findings: Collection[Finding]) -> Check:
    """The words, and not of which cases: whoever reaches the port may read this."""
    words = sorted({one.word for one in findings})
    if not words:
        return Check("self-audit", "fine", Say("ready-audit"), {"count": 0})
    facts = {"count": len(findings), "words": words}
    return Check("self-audit", "warning", Say("ready-audit-found", {"count": len(findings), "words": words}), facts)


def told(findings: Collection[Finding]) -> list[tuple[str, Say]]:
    """For whoever runs it: each word, and what is the matter with which cases."""
    words = sorted({one.word for one in findings})
    return [(word, in_words(word, [one for one in findings if one.word == word])) for word in words]
