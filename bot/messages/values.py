"""What is heard and said, as neutral values. Only the platform that wrote a `place` reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Address:
    """Where on a platform. What stands behind the first / of a place lies within that conversation: a thread."""

    platform: str
    place: str

    @classmethod
    def read(cls, text: str) -> "Address":
        platform, _, place = text.partition(":")
        return cls(platform, place)

    @property
    def conversation(self) -> "Address":
        """The channel or chat around it: what goes there leaves in order."""
        return Address(self.platform, self.place.partition("/")[0])

    def __str__(self) -> str:
        return f"{self.platform}:{self.place}"


@dataclass(frozen=True, slots=True)
class Say:
    """A whole sentence of the catalogue with its named blanks filled; it becomes text for one reader."""

    key: str
    blanks: Mapping[str, Any] = field(default_factory=dict)


class AnyOf(tuple["str | Say", ...]):
    """Of which one is meant: said with an *or*."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person of the house by key, or a customer by address."""

    address: Address
    name: str
    person: str | None = None  # the key, if they are of the house
    locale: str | None = None
    zone: str | None = None
    email: str | None = None  # as the platform itself has verified it; what a mail states proves nothing
    trusted: bool = True  # False: a guest, a stranger, or somebody nobody could look up; a customer at most
    bot: bool = False  # a program, which is nobody's customer
    stated: str | None = None  # an e-mail they gave themselves: one may write there, and it proves nothing
    of_case: int | None = None  # who speaks has a link that only the customer of that case was given


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform says of somebody."""

    address: Address
    name: str
    kind: str = "person"  # person, guest, stranger, bot, gone (deactivated)
    zone: str | None = None
    locale: str | None = None
    email: str | None = None  # verified by the platform


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """How a platform reaches a place or a person, as it said itself: in its own words, for nobody else to read."""

    place: Address  # the channel, the group chat, or the person
    service: str  # the base address of its service there
    tenant: str = ""
    team: str = ""  # the team that a channel is in
    conversation: str = ""  # the direct chat with a person; every other place is a conversation itself
    user: str = ""  # what it calls the person on the wire
    hears_all: bool = False  # something has come from there that was not said to us


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's message that another person acted on: a shortcut's."""

    by: Speaker
    text: str
    at: datetime
    keys: tuple[str, ...]  # every key under which the message itself may come, or may have come


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter brings along beside its words. Who wrote it is only what it states."""

    subject: str = ""
    original: str = ""  # the whole of its text, where the words are only what is new in it
    known_as: tuple[str, ...] = ()  # the keys under which later letters refer to it
    refers: tuple[str, ...] = ()  # such keys of letters that it answers
    automatic: bool = False  # a program wrote it: nobody's word
    quiet: bool = False  # no program may answer it


# What is answered later than this after it came may be sent again: Teams gives up after 10 to 15 s
# (https://learn.microsoft.com/azure/bot-service/bot-builder-howto-long-operations-guidance).
LATE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One delivery, whatever platform it came from.

    Its kind says what was done: `command` (a line to the bot: slash command, mention, shortcut), `message` (at the
    top of a channel), `thread`, `dm`, `press`, `form`; `edit` and `deletion` of an earlier message, whose thread it
    names; `home` (somebody looks at their own page); `joined` and `left` (the bot, a channel); `profile`;
    `bounced` (what we posted under the mark in `alike` did not arrive, for the reason in `text`).
    """

    keys: tuple[str, ...]  # every key that could name it
    speaker: Speaker
    text: str
    at: datetime  # when it was said
    place: Address | None = None  # the channel or thread it was said in
    thread: Address | None = None  # where answers to this very message go
    kind: str = "command"
    about: int | None = None  # the case of the thread or card
    seen: int | None = None  # a press: seq of the case when the card was drawn
    answers: Mapping[str, str] | None = None  # a form's
    files: tuple[str, ...] = ()
    quoted: Quoted | None = None  # the message that a shortcut was used on
    was: str = ""  # an edit or a deletion: the kind of the message it is about (message, thread, dm), if that is known
    profile: Profile | None = None
    came: datetime | None = None  # when it was at the door; what is answered late is perhaps sent again
    alike: str = ""  # what its platform would send again under other names if its answer was late: who, where, what
    in_chat: bool = False  # where many write and there are no threads: an answer stands beside what it answers
    letter: Letter | None = None
    team: str = ""  # the team whose own form it is
    via: str = ""  # form, api: how it came, where its kind does not say so


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    says: str  # pressing it is the same as typing this
    seen: int = 0  # seq of the case when the card was drawn
    style: str = ""  # primary, danger


@dataclass(frozen=True, slots=True)
class Prompt:
    """A sentence that can be answered with a press; the labels of its buttons are keys of the catalogue."""

    say: Say
    buttons: tuple[Button, ...] = ()
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    buttons: tuple["Button", ...] = ()  # none, or one for each row; left out where there is no room for them


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture or a file that goes along with a card; a picture says in words what it shows."""

    name: str  # support-2026-10-people.png
    title: str
    source: str  # a file as text; a picture as its drawing, for whoever paints it
    said: str = ""
    subject: str = ""  # what it is of: "support/2026-10/people"

    @property
    def is_picture(self) -> bool:
        return self.name.endswith(".png")


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()  # paragraphs
    table: Table | None = None
    buttons: tuple[Button, ...] = ()
    case: int | None = None
    place: Address | None = None  # where its customer wrote: drawn as a link by the platform whose place it is
    parts: tuple["Card", ...] = ()  # cards that stand below it, as on somebody's own page
    enclosed: tuple[Enclosed, ...] = ()
    spoken: bool = False  # somebody's own words, sent on purpose: no program's
    link: tuple[str, str] | None = None  # a page of ours on the web: what it is called, and where it is


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    kind: str = "text"  # text, long, choice, choices, person, date, number, time, file
    choices: tuple[tuple[str, str], ...] = ()  # (value, label)
    value: str = ""
    required: bool = True
    hint: str = ""
    own: bool = False  # a customer fills in what is theirs to know: there is no “cannot say”


@dataclass(frozen=True, slots=True)
class Form:
    title: str
    says: str  # what it says when sent, with the answers beside
    fields: tuple[Field, ...]
    send: str = "Send"
    intro: str = ""
    seen: int = 0
    previews: bool = False  # its words go to a customer: sent with the answer PREVIEW, it comes back with `preview`
    preview: str = ""  # what the customer would read
    opens: str = ""  # the line that opens it as it is now, with what was typed; empty if that is what it says


PREVIEW = "preview"  # the name of an answer that asks for the form with its preview, and for nothing to happen yet


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one who acted sees, and nobody else."""

    said: tuple[Say, ...] = ()
    card: Card | None = None
    form: Form | None = None
    faults: Mapping[str, Say] = field(default_factory=dict)  # a form's field -> what is wrong with it
    refused: bool = False
    again: bool = False  # the same delivery was answered so before; what is posted is not posted twice
    locale: str = ""  # of a customer: in which it is told; staff read English


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's name for what it shows."""

    place: str
    id: str


TO_CUSTOMERS = ("reply", "question", "acknowledgement")  # the kinds of rows and surfaces that a customer reads


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be said once: an outbox row under a key that makes saying it twice impossible."""

    key: str
    to: Address
    kind: str  # ping, reply, story, acknowledgement, question, quiet: what it is, for order and for calm
    say: Say | Prompt
    case: int | None = None
    person: str | None = None  # whom a ping is for
    thread: str | None = None  # key of the surface in whose thread it goes; it waits for that one's receipt
    not_before: datetime | None = None  # a ping rests until the desk opens


@dataclass(frozen=True, slots=True)
class Surface:
    """Something that is shown and kept up to date: an act raises what is wanted, delivery draws the newest state."""

    key: str  # "card:42:support:0"
    kind: str  # card, acknowledgement, unclaimed, digest, digest-…, home
    to: Address
    subject: str  # what to draw: a case number, "team/person", "team/2026-10"
    thread: str | None = None  # key of the surface in whose thread it goes; it waits for that one's receipt
    wanted: int = 1
    shown: int = 0
    receipt: Receipt | None = None
    not_before: datetime | None = None  # it is raised now and drawn then

    @property
    def case(self) -> int | None:
        """Whose card or acknowledgement it is."""
        first = self.subject.partition("/")[0]
        return int(first) if self.kind in ("card", "acknowledgement") and first.isdigit() else None
