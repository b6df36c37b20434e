"""A session at the terminal: a line comes in, what it says is done, and all that follows is printed."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from bot.messages.values import Address, Answer, Inbound, Say, Speaker
from bot.platforms.console import lines, moving
from bot.platforms.console.filling import OpenForm
from bot.platforms.console.looks import LOOKS
from bot.platforms.console.matching import fold
from bot.platforms.console.pressing import button_meant
from bot.platforms.console.screen import Screen
from bot.platforms.console.world import PLATFORM, Console, begun_in, short

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wires:
    """What the console calls, and what it must know of the house."""

    handle: Callable[[Inbound], Awaitable[Answer]]
    now: Callable[[], datetime]
    advance: Callable[[datetime], Awaitable[None]]  # to then, through every due instant, delivering
    settle: Callable[[], Awaitable[None]]  # do and deliver what is due now
    digest: Callable[[str | None], str]  # of a month, or of the one that goes on
    people: Mapping[str, str]  # key -> name
    places: tuple[str, ...]  # every configured one
    zone: str  # of the first team
    verbs: tuple[str, ...] = ()  # as they are spoken
    customers: Mapping[str, str] = field(default_factory=dict)  # who has written before: place -> name
    earliest: Callable[[], datetime] | None = None  # to when the clock may be moved, if not only forward


class Session:
    """One person at a keyboard, who is everybody."""

    def __init__(
        self,
        console: Console,
        wires: Wires,
        out: Callable[[str], None],
        *,
        columns: Callable[[], int | None] = lambda: None,
        colours: bool = False,
        echo: bool = True,
    ) -> None:
        self.console, self.wires, self.echo = console, wires, echo
        self.screen = Screen(console, out, wires.now, wires.zone, columns=columns, colours=colours)
        self.customers = dict(wires.customers)
        self.speaker: str | None = None
        self._doubted: str | None = None  # a name that was asked about, and is meant if it comes again
        self.done = False

    async def line(self, typed: str) -> None:
        """Do what one line says, and print what comes of it. Nothing that can be typed makes it raise."""
        read = lines.read(typed, self.around())
        if read is None:
            return
        if self.echo:
            self.screen.tick()
            self.screen.echo(typed.strip())
        try:
            await self._obey(read)
        except BrokenPipeError:  # nobody reads on
            raise
        except Exception:
            number = uuid4().hex[:8]
            log.exception("a line at the console went wrong", extra={"error": number})
            self.screen.said(Say("console-went-wrong", {"error": number}))

    def around(self) -> lines.Around:
        opened = self.console.form(self.speaker) if self.speaker else None
        labels = tuple(one.label for one in opened.form.fields) if opened else ()
        wires = self.wires
        return lines.Around(wires.people, self.customers, wires.places, wires.verbs, self.speaker, labels)

    async def _obey(self, line: lines.Line) -> None:
        match line:
            case lines.Puzzled(say=say):
                self.screen.said(say)
            case lines.Slash(word=word, rest=rest):
                await self._slash(word, rest)
            case lines.AtForm(who=who, text=text):
                await self._at_form(who, text)
            case lines.Direct(who=who, text=text):
                await self.tell(self._said(who, text, "dm"))
            case lines.InThread(who=who, case=case, text=text):
                await self._in_thread(who, case, text)
            case lines.InChannel(who=who, place=place, text=text):
                await self._in_channel(who, place, text)

    # --- what people say --------------------------------------------------------------------------------------

    async def tell(self, inbound: Inbound, opened: OpenForm | None = None) -> None:
        """Hand one delivery to the desk, show its answer to who is asking, and let follow what follows."""
        who, printed = inbound.speaker.address.place, self.screen.printed
        answer = await self.wires.handle(inbound)
        if opened:
            self._judged(who, opened, answer)
        if answer.form:
            self.console.open(who, OpenForm(answer.form, faults=answer.faults))
        if answer.card:
            self.console.answered(who, answer.card)
        self.screen.answered(who, answer, self.console.form(who))
        await self.wires.settle()
        if self.screen.printed == printed:
            self.screen.said(Say("console-nothing"))

    def _judged(self, who: str, opened: OpenForm, answer: Answer) -> None:
        """A form that was obeyed goes away; one that was not stays, with what is wrong beside its fields."""
        opened.faults = answer.faults
        if not answer.refused and not answer.faults:
            self.console.put_away(who, opened)

    async def _in_channel(self, who: str, place: str, text: str) -> None:
        if short(place) == lines.DIRECT:
            await self.tell(self._said(who, text, "dm"))
            return
        thread = begun_in(place)
        inbound = replace(self._said(who, text, "message"), place=Address.read(place), thread=thread)
        self.console.wrote(who, thread, text)
        await self.tell(inbound)

    async def _in_thread(self, who: str, case: int, text: str) -> None:
        """In the newest thread in which the customer of the case wrote, as far as this terminal saw it begin."""
        inbound = replace(self._said(who, text, "thread"), about=case)
        thread = self.console.customers_thread(case)
        if thread is not None:
            self.console.wrote(who, thread, text)
            inbound = replace(inbound, place=thread, thread=thread)
        await self.tell(inbound)

    def _said(self, who: str, text: str, kind: str) -> Inbound:
        """A customer is known from their first word on."""
        if who not in self.wires.people:
            self.customers.setdefault(who, lines.written_out(who))
        name = self.wires.people.get(who) or self.customers[who]
        key = f"{PLATFORM}:{uuid4().hex}"
        return Inbound((key,), Speaker(Address(PLATFORM, who), name), text, self.wires.now(), kind=kind)

    # --- forms and buttons ------------------------------------------------------------------------------------

    async def _at_form(self, who: str, text: str) -> None:
        word, _, rest = text.strip().partition(" ")
        if fold(word) == "press":
            await self._press(who, rest)
            return
        opened = self.console.form(who)
        if opened is None:
            self.screen.said(Say("console-no-form", {"who": who}))
            return
        match fold(text):
            case "send":
                form = opened.form
                inbound = replace(self._said(who, form.says, "form"), answers=dict(opened.values), seen=form.seen)
                await self.tell(inbound, opened)
            case "cancel":
                self.console.put_away(who, opened)
                self.screen.alone_said(who, Say("console-put-away", {"form": opened.form.title}))
            case "form":
                self.screen.show_form(who, opened)
            case _:
                self._fill(who, opened, text)
                return
        if (below := self.console.form(who)) and below is not opened:
            self.screen.alone_said(who, Say("console-form-below", {"form": below.form.title, "who": who}))

    def _fill(self, who: str, opened: OpenForm, text: str) -> None:
        filled = opened.fill(text)
        if isinstance(filled, Say):
            self.screen.alone_said(who, filled)
        else:
            self.screen.filled(who, opened, filled)

    async def _press(self, who: str, typed: str) -> None:
        found = button_meant(self.console, who, typed)
        if isinstance(found, Say):
            self.screen.said(found)
            return
        card, button = found
        await self.tell(replace(self._said(who, button.says, "press"), seen=button.seen, about=card.case))

    # --- the console's own words ------------------------------------------------------------------------------

    async def _slash(self, word: str, rest: str) -> None:
        match word:
            case "wait" | "at":
                await self._move(word, rest)
            case "as":
                self._be(rest)
            case "watch":
                self.screen.watch(rest)
            case "digest":
                self._digest(rest)
            case "quit":
                self.done = True
            case _:
                LOOKS[word](self, rest)

    async def _move(self, word: str, rest: str) -> None:
        now, zone = self.wires.now(), self.wires.zone
        earliest = self.wires.earliest() if self.wires.earliest else now
        try:
            to = moving.after(rest, now) if word == "wait" else moving.until(rest, now, zone, earliest)
        except moving.NotATime as no:
            self.screen.said(Say(no.why, {"now": moving.typed(now, zone)}))
            return
        await self.wires.advance(to)
        await self.wires.settle()
        self.screen.tick()

    def _be(self, typed: str) -> None:
        who, known = lines.known_as(typed.strip().rstrip(":>"), self.around())
        if not typed.strip():
            self.speaker = None
            self.screen.said(Say("console-nobody-now"))
        elif not lines.is_name(who):
            self.screen.said(Say("console-no-name"))
        elif not known and who != self._doubted and (near := lines.nearest_person(who, self.around())):
            self._doubted = who
            self.screen.said(Say("console-as-whom", {"typed": who, "near": near}))
        else:
            self.speaker = who
            kind = "staff" if who in self.wires.people else "known" if known else "new"
            name = self.wires.people.get(who) or self.customers.get(who) or lines.written_out(who)
            self.screen.said(Say("console-as", {"who": who, "name": name, "kind": kind}))

    def _digest(self, typed: str) -> None:
        month = typed.strip() or None
        if month and not moving.is_month(month):
            self.screen.said(Say("console-no-month"))
            return
        self.screen.written(self.wires.digest(month))
