"""What can be looked at without anybody at the desk noticing: people, channels, threads, the time, help."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.messages.values import Say, Table
from bot.messages.wording import phrase
from bot.platforms.console.lines import case_number
from bot.platforms.console.render import table_rows, text_rows
from bot.platforms.console.world import short

if TYPE_CHECKING:
    from bot.platforms.console.session import Session

# What can be typed, each under the key of its sentence.
TYPED = {
    "ana: claim C-1": "direct",
    "maria@help: text": "channel",
    "maria: text": "dm",
    "maria@C-1: text": "thread",
    "ana> press Claim": "press",
    "ana> LABEL: value": "field",
    "ana> send": "send",
    "ana> cancel": "cancel",
    "ana> form": "form",
    "/as ana": "as",
    "/wait 20h": "wait",
    "/at 2026-11-20 16:50": "at",
    "/watch #help @ana": "watch",
    "/thread C-1": "look-thread",
    "/people": "people",
    "/channels": "channels",
    "/digest 2026-10": "digest",
    "/now": "now",
    "/quit": "quit",
}


def people(session: "Session", _: str) -> None:
    """Everybody of the house with the channels of their tiers, then the customers who have written."""
    reader, tiers = session.screen.reader, session.console.tiers
    rows = [
        (key, name, " ".join(f"#{short(place)}" for place, seen_by in tiers.items() if key in seen_by))
        for key, name in session.wires.people.items()
    ]
    customer = phrase("console-customer", reader)
    rows += [(key, name, customer) for key, name in session.customers.items()]
    session.screen.rows(table_rows(Table((), tuple(rows)), session.screen.room()))


def channels(session: "Session", _: str) -> None:
    """Every place, with whose cards stand there."""
    tiers, names = session.console.tiers, session.wires.people
    rows = tuple(
        (f"#{short(place)}", place, ", ".join(names.get(one, one) for one in sorted(tiers.get(place, ()))))
        for place in session.console.places
    )
    session.screen.rows(table_rows(Table((), rows), session.screen.room()))


def thread(session: "Session", typed: str) -> None:
    """The cards of a case and what was said in their threads and the customer's."""
    number = case_number(typed)
    if number is None:
        session.screen.said(Say("console-which-thread"))
    elif posts := session.console.of_case(number):
        session.screen.posts(posts)
    else:
        session.screen.said(Say("console-no-thread", {"case": f"C-{number}"}))


def now(session: "Session", _: str) -> None:
    zone = session.wires.zone
    here = session.wires.now().astimezone(ZoneInfo(zone))
    time = f"{here:%A} {here.day} {here:%B} {here.year} {here:%H:%M}"
    session.screen.said(Say("console-now", {"time": time, "zone": zone}))


def help_(session: "Session", _: str) -> None:
    reader, room = session.screen.reader, session.screen.room()
    rows = tuple((typed, phrase(f"console-help-{key}", reader)) for typed, key in TYPED.items())
    title = text_rows(phrase("console-help-title", reader), room, "title")
    session.screen.rows([*title, *table_rows(Table((), rows), room)])


LOOKS: dict[str, Callable[["Session", str], None]] = {
    "people": people,
    "channels": channels,
    "thread": thread,
    "now": now,
    "help": help_,
}
