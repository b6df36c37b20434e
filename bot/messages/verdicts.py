"""What is said of a customer's verdict: a line of the story, and a word to the lead if it is a bad one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bot.cases import events as e
from bot.cases.people import House
from bot.cases.rating import UNHAPPY
from bot.messages.clock import lead_of
from bot.messages.notices import Happened, Notice, Ping, Story, with_buttons

SETTLES = timedelta(minutes=10)  # a score is pressed first, and why comes after it


def rated(h: Happened, house: House, say: Any) -> Iterator[Notice]:
    case, event = h.after, h.line.event
    if not isinstance(event, e.Rated):
        return
    kind = "-words" if h.words else "-because" if event.because else ""
    blanks = {"score": event.score, "because": event.because or ""}
    yield Story(say(f"story-rated{kind}", **blanks))
    if event.score <= UNHAPPY:
        told = say(f"ping-unhappy{kind}", solver=house.name(case.ended_by or case.owner), **blanks)
        lead = lead_of(house, case.team, case.tier, h.line.at)
        yield Ping(lead, with_buttons(told, case, "show"), "unhappy", settles=SETTLES)
