"""What one process does of the whole; where several do, each its part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """It hears what is said now (`web`); or the clock strikes in it, and what was missed is read (`clock`); or both.

    Whatever is to be seen leaves from each of them.
    """

    name: str
    web: bool = True
    clock: bool = True


WHOLE = Part("serve")
WEB = Part("web", clock=False)
CLOCK = Part("clock", web=False)
