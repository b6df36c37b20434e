"""A session at the terminal: a line comes in, what it does is done, and all that follows is printed."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from bot.messages.values import Address, Answer, Inbound, Say, Speaker
from bot.platforms.console import lines, looks, moving
from bot.platforms.console.filling import OpenForm
from bot.platforms.console.matching import fold, meant
from bot.platforms.console.screen import Screen
from bot.platforms.console.world import PLATFORM, Console, begun_in

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wires:
    """What the console calls, and what it must know of the house."""

    handle: Callable[[Inbound], Awaitable[Answer]]
    now: Callable[[], datetime]
    advance: Callable[[datetime], Awaitable[None]]  # through every due instant, delivering
    settle: Callable[[], Awaitable[None]]  # do and deliver what is due now
    people: Mapping[str, str]  # key -> name
    places: tuple[str, ...]  # every configured one
    zone: str  # of the first team
    digest: Callable[[str | None], str]  # of a month, or of the one that goes on
    verbs: tuple[str, ...] = ()  # as they are spoken
    customers: Mapping[str, str] = field(default_factory=dict)  # those who have written before: place -> name


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
        self.done = False

    async def line(self, typed: str) -> None:
        """Do what one line says, and print what it brings about. Never raises because of what was typed."""
        read = lines.read(typed, self.around())
        if read is None:
            return
        if self.echo:
            self.screen.tick()
            self.screen.echo(typed.strip())
        try:
            await self._obey(read)
        except (BrokenPipeError, UnicodeError):  # the terminal's own troubles, not the desk's
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
                await self.tell(self._inbound(who, text, "dm"))
            case lines.InThread(who=who, case=case, text=text):
                await self._in_thread(who, case, text)
            case lines.InChannel(who=who, place=place, text=text):
                if lines.short(place) == lines.DIRECT:
                    await self.tell(self._inbound(who, text, "dm"))
                    return
                thread = begun_in(place)
                self.console.wrote(self._key(who), thread, text)
                await self.tell(self._inbound(who, text, "message", place=Address.read(place), thread=thread))

    # --- what people say --------------------------------------------------------------------------------------

    async def tell(self, inbound: Inbound, opened: OpenForm | None = None) -> None:
        """Hand one delivery to the desk, show its answer to who is asking, and let follow what follows."""
        who, printed = inbound.speaker.address.place, self.screen.printed
        answer = await self.wires.handle(inbound)
        if opened and not answer.faults and not answer.refused:
            self.console.put_away(who, opened)
        elif opened:
            opened.faults = answer.faults
        if answer.form:
            self.console.open(who, opened := OpenForm(answer.form, faults=answer.faults))
        if answer.card:
            self.console.answered(who, answer.card)
        self.screen.answered(who, answer, opened)
        if opened and answer.refused and not answer.faults and not answer.form:
            self.screen.alone_said(who, Say("console-form-stays", {"who": who, "form": opened.form.title}))
        await self.wires.settle()
        if self.screen.printed == printed:
            self.screen.said(Say("console-nothing"))

    async def _in_thread(self, who: str, case: int, text: str) -> None:
        """In the newest thread of the case in which a customer wrote, as far as this terminal saw it begin."""
        begun = [place for place, thread in self.console.threads.items() if thread.case == case and thread.by]
        thread = Address.read(begun[-1]) if begun else None
        if thread:
            self.console.wrote(self._key(who), thread, text)
        await self.tell(self._inbound(who, text, "thread", place=thread, thread=thread, about=case))

    def _key(self, who: str) -> str:
        """A customer is known from the first word on."""
        if who not in self.wires.people:
            self.customers.setdefault(who, named(who))
        return who

    def _inbound(self, who: str, text: str, kind: str, **more: object) -> Inbound:
        key = self._key(who)
        name = self.wires.people.get(key) or self.customers[key]
        speaker = Speaker(Address(PLATFORM, key), name)
        inbound = Inbound((f"{PLATFORM}:{uuid4().hex}",), speaker, text, self.wires.now(), kind=kind)
        for field_name, value in more.items():
            object.__setattr__(inbound, field_name, value)
        return inbound
