"""What the web is handed by whoever wires it: how it is heard, and what it may look at."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.messages.customers_page import CustomersPage
from bot.messages.links import Links
from bot.messages.values import Answer, Form, Inbound, Say
from bot.messages.wording import Reader
from bot.platforms.web.gate import Paces


@dataclass(frozen=True, slots=True)
class Judged:
    """A team's form with what was typed in it, and what is wrong with that."""

    form: Form
    faults: Mapping[str, Say]
    others: Mapping[str, str]  # what was typed for categories that were chosen before


@dataclass(frozen=True, slots=True)
class Desk:
    handle: Callable[[Inbound], Awaitable[Answer]]
    form: Callable[[str, Mapping[str, str], Reader, bool], Judged | None]  # complete, or as programs may send it
    page: Callable[[int, str | None], Awaitable[CustomersPage | None]]
    led_to: Callable[[tuple[str, ...]], Awaitable[int | None]]  # the case to which a delivery led, by its keys
    draft: Callable[[str], Awaitable[Mapping[str, str]]]
    keep: Callable[[str, Mapping[str, str]], Awaitable[None]]
    drop: Callable[[str], Awaitable[None]]
    now: Callable[[], datetime]
    reader: Callable[[str | None, str | None], Reader]  # of that locale, of that team


@dataclass(frozen=True, slots=True)
class Settings:
    links: Links
    secret: str | None = field(default=None, repr=False)  # of the programs that send JSON
    proxies: int = 0  # of ours, whose word is taken for who sends something
    paces: Paces = field(default_factory=Paces)
