"""The points of a flow at which the program dies."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.crashes.desk import Point
from tests.crashes.flows import Flow
from tests.crashes.platform import Call, When
from tests.crashes.victim import Order

# What delivery writes as it begins with a row, and once it has its receipt: of what is said once, and of surfaces.
HANDED_OUT = (("UPDATE outbox SET unsure",), ("UPDATE surfaces SET unsure",))
RECORDED = (("UPDATE outbox SET", "'sent'"), ("UPDATE surfaces SET shown",))


@dataclass(frozen=True)
class Moment:
    words: str
    of: Callable[[Flow], Point]

    def __str__(self) -> str:
        return self.words


NOBODY_DIES = Moment("nobody is killed in the midst of {}", lambda flow: None)
BEFORE = Moment("killed before the commit of {}", lambda flow: Order("before", flow.words))
AFTER = Moment("killed after the commit of {}, before anybody had an answer", lambda flow: Order("after", flow.words))
GIVEN_OUT = Moment(
    "killed as what is said of {} was handed out, and not sent",
    lambda flow: Order("after", HANDED_OUT[flow.is_surface]),
)
ARRIVES = Moment("killed as its platform is told of {}, before it is there", lambda flow: _call("arrives", flow))
DONE = Moment("killed as what its platform is told of {} is there, before the answer", lambda flow: _call("done", flow))
ANSWERED = Moment(
    "killed just after its platform has answered what it was told of {}", lambda flow: _call("answered", flow)
)
UNWRITTEN = Moment(
    "killed before it is written down that its platform was told of {}",
    lambda flow: Order("before", RECORDED[flow.is_surface]),
)
WRITTEN = Moment(
    "killed after it is written down that its platform was told of {}",
    lambda flow: Order("after", RECORDED[flow.is_surface]),
)
AT_THE_DATABASE = (BEFORE, AFTER, GIVEN_OUT, UNWRITTEN, WRITTEN)
AT_SLACK = (ARRIVES, DONE, ANSWERED)


def _call(when: When, flow: Flow) -> Call:
    return Call(when, flow.method, flow.told)


def moments_of(flow: Flow) -> tuple[Moment, ...]:
    """With the one in which nobody dies. What writes nothing is told to Slack only."""
    return (NOBODY_DIES, *(AT_THE_DATABASE if flow.words else ()), *AT_SLACK)
