"""Deliveries as a platform makes them, handed in one by one, and what became of them."""

from datetime import timedelta
from functools import partial
from itertools import count

from bot.commands.handle import answer
from bot.commands.line import parse
from bot.messages.values import Address, Inbound, Speaker
from bot.messages.wording import Reader, text

HELP = Address("slack", "C0HELP")
FIRST = Address("slack", "C0HELP/1")  # the thread of Maria's first message
LUNCH = Address("slack", "C0LUNCH")  # where nobody expects customers
CHAT = Address("slack", "D0MARIA")
_numbers = count(1000)


def spoken(office, answer):
    return " ".join(text(say, Reader(office.clock.now)) for say in answer.said)


def speaker(who, **more):
    return Speaker(Address("slack", f"U{who.upper()}"), who.title(), **more)


def inbound(office, who, words, *keys, by=None, **how):
    keys = keys or (f"slack:{next(_numbers)}",)
    return Inbound(keys, by or speaker(who), words, how.pop("at", office.clock.now), **how)


def handled(office, one):
    return office.do(office.app.handle(one))


def line(office, who, words):
    return inbound(office, who, words, kind="command")


def act_of(one):
    """What a delivery does, without its commit."""
    return partial(answer, one, parse(one.text, one.about) if one.kind == "command" else None)


def in_help(office, words, *keys, who="maria", thread="1", **how):
    return inbound(
        office, who, words, *keys, place=HELP, thread=Address("slack", f"C0HELP/{thread}"), kind="message", **how
    )


def in_thread(office, who, words, *keys, thread=FIRST, kind="thread", **how):
    return inbound(office, who, words, *keys, place=thread.conversation, thread=thread, kind=kind, **how)


def in_chat(office, words, *keys, who="maria", thread="1", **how):
    """A direct message; each begins a thread of its own unless it is said to stand in another's."""
    place = Address("slack", f"D0{who.upper()}")
    return inbound(
        office, who, words, *keys, place=place, thread=Address("slack", f"{place.place}/{thread}"), kind="dm", **how
    )


def later(office, **length):
    office.clock.now += timedelta(**length)


def read(office, question):
    return office.app.store.read(question)


def case(office, number=1):
    return read(office, lambda tx: tx.case(number))


def lines(office, number=1):
    return [line.event.kind for line in read(office, lambda tx: tx.lines(number))]


def story(office, number=1):
    """Who did what, and the words that belong to it."""
    return read(
        office,
        lambda tx: [
            (line.by, line.event.kind, tx.words(digest) if (digest := getattr(line.event, "text", None)) else None)
            for line in tx.lines(number)
        ],
    )


def cases(office):
    return read(office, lambda tx: [one.id for one in tx.all_running()])


def house(office):
    """The house's own chain, but for its configuration."""
    found = read(office, lambda tx: tx.house_lines())
    return [line.event for line in found if line.event.kind != "configured"]
