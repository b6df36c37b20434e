"""What an event may mean for others: pings, lines of a story, words to the customer, surfaces to be drawn anew."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.cases.case import Case, Line
from bot.messages.values import Button, Prompt, Say

UNKNOWN = "unknown"  # the customer of a case that was filed without naming one


@dataclass(frozen=True, slots=True)
class Ping:
    """For one person, in desk hours unless it is urgent."""

    person: str
    say: Say | Prompt
    kind: str = "ping"  # ping, quiet; nudge, offer, unhappy, which are dropped unsaid once they are no longer true
    about: str | None = None  # what it says again and again: while one of these rests, another adds nothing
    settles: timedelta = timedelta(0)  # so long it may still change


@dataclass(frozen=True, slots=True)
class Story:
    """One line in the thread of the case's card."""

    say: Say


@dataclass(frozen=True, slots=True)
class ToCustomer:
    say: Say | Prompt
    kind: str = "reply"


@dataclass(frozen=True, slots=True)
class Announce:
    """In the supervisors' channel, in desk hours as any ping."""

    say: Say
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The acknowledgement in the customer's thread: posted once an opening, edited when a person claims."""

    create: bool = False


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """The list of what lies unclaimed with one person on duty; `create` if it may be posted anew."""

    person: str
    create: bool = False


Notice = Ping | Story | ToCustomer | Announce | Acknowledge | Unclaimed


@dataclass(frozen=True, slots=True)
class Happened:
    """One line, with the case on both sides of it and the words that go with it."""

    before: Case | None
    line: Line
    after: Case
    words: str | None = None
    look: Callable[[], tuple[str, str]] = lambda: ("", "")  # the customer's name, and the problem in one line
    holders: Callable[[], Iterable[str]] = tuple  # everybody who held it
    answered_by: Callable[[], str | None] = lambda: None  # who answered for it last
    asks: bool = False  # its customer is asked how it was


SCORES = tuple(f"rate_{score}" for score in range(1, 6))
SPOKEN = {"follow_up": "follow up", "not_a_case": "not a case", "answer_for": "answer for", "not_solved": "not solved"}


def with_buttons(said: Say, case: Case, *verbs: str) -> Prompt:
    return Prompt(said, tuple(press(verb, case) for verb in verbs), case.id)


def press(verb: str, case: Case) -> Button:
    """The button of a verb on a case; its label is a key of the catalogue."""
    if verb in SCORES:
        return Button(f"button-{verb}", f"rate C-{case.id} {verb.removeprefix('rate_')}", case.seq)
    return Button(f"button-{verb}", f"{SPOKEN.get(verb, verb)} C-{case.id}", case.seq)
