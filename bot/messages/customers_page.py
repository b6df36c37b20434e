"""What a customer sees of their own case, as neutral values: how it stands, what was said, what they can do."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages.values import Address, Form
from bot.messages.wording import Reader


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that was said between the customer and the house."""

    who: str
    at: datetime
    words: str
    theirs: bool = False  # the customer's own


@dataclass(frozen=True, slots=True)
class CustomersPage:
    case: int
    team: str
    title: str  # the team's
    customer: str
    addresses: tuple[Address, ...]  # where they are known to write from
    reader: Reader
    stands: tuple[str, ...]  # how it stands, a whole sentence each
    spoken: tuple[Spoken, ...] = ()  # the newest last
    writes: Form | None = None  # what they can do now, each as the form of a line
    fills: Form | None = None  # what is missing
    solved: bool = False  # they can say that it is solved
    not_solved: Form | None = None
    rate: Form | None = None
    rated: int | None = None  # what they gave since they were asked last
    goes_on: int | None = None  # the case that it was merged into
