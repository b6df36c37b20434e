"""The points of a flow at which the program dies."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.crashes.desk import Point
from tests.crashes.flows import Flow
from tests.crashes.platform import Call
from tests.crashes.victim import Order

POST = "chat.postMessage"
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
MOMENTS = (
    Moment("killed before the commit of {}", lambda flow: Order("before", flow.words)),
    Moment("killed after the commit of {}, before anybody had an answer", lambda flow: Order("after", flow.words)),
    Moment("killed as what is said of {} was handed out", lambda flow: Order("after", HANDED_OUT[flow.is_surface])),
    Moment("killed as Slack is told of {}, before it is there", lambda flow: Call("arrives", POST, flow.told)),
    Moment(
        "killed as what Slack is told of {} is there, before the answer", lambda flow: Call("done", POST, flow.told)
    ),
    Moment(
        "killed just after Slack has answered what it is told of {}", lambda flow: Call("answered", POST, flow.told)
    ),
    Moment(
        "killed before it is written down that Slack was told of {}",
        lambda flow: Order("before", RECORDED[flow.is_surface]),
    ),
    Moment(
        "killed after it is written down that Slack was told of {}",
        lambda flow: Order("after", RECORDED[flow.is_surface]),
    ),
)
