"""The terminal's own side of the conversation: what stands where, who sees it, and which form lies open."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import uuid4

from bot.messages.values import Address, Card, Receipt
from bot.platforms.console.filling import OpenForm

PLATFORM = "console"
_NUMBER = re.compile(r"\bC-([0-9]{1,18})\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Post:
    """Something that stands somewhere: in a channel, in a thread, in a direct chat."""

    receipt: Receipt
    to: Address
    what: Card | str
    thread: Receipt | None = None  # the post whose thread it stands in
    by: str | None = None  # who wrote it; None: the bot
    drawn: int = 0  # grows with everything that is drawn, so that the newest is known


@dataclass(frozen=True, slots=True)
class Where:
    """A place as somebody at the terminal would call it."""

    kind: Literal["channel", "thread", "direct"]
    name: str  # the channel's, or the person's
    case: int | None = None  # what the thread is about
    by: str | None = None  # who began it, as long as nobody knows what it is about


@dataclass(slots=True)
class Thread:
    """A thread that began with somebody's words in a channel."""

    by: str | None = None  # the key or the customer's name
    case: int | None = None
    people: set[str] = field(default_factory=set)


def _nobody_looks(post: Post, before: Post | None) -> None:
    """Nobody sits at the terminal yet."""


class Console:
    """Everything that the bot showed in this terminal, kept up to date in place."""

    def __init__(self, places: Iterable[str], tiers: Mapping[str, Iterable[str]]) -> None:
        self.places = tuple(places)
        self.tiers = {channel: frozenset(people) for channel, people in tiers.items()}
        self.shown: Callable[[Post, Post | None], None] = _nobody_looks  # a post, and what stood there before
        self.posts: dict[str, Post] = {}
        self.threads: dict[str, Thread] = {}
        self._forms: dict[str, list[OpenForm]] = {}
        self._answers: dict[str, tuple[int, Card]] = {}
        self._numbers: set[int] = set()
        self._drawn = 0

    async def send(
        self,
        to: Address,
        card: Card | str,
        *,
        thread: Receipt | None = None,
        edit: Receipt | None = None,
        mark: str = "",
    ) -> Receipt:
        """Show it, in a thread or not; with `edit`, in place of what stood there."""
        before = self.posts.get(edit.id) if edit else None
        receipt = edit or Receipt(str(to), uuid4().hex)
        post = self._put(Post(receipt, before.to if before else to, card, before.thread if before else thread))
        self.shown(post, before)
        return receipt

    def restore(self, posts: Iterable[Post]) -> None:
        """What was shown in an earlier session stands there again, and nothing is printed."""
        for post in posts:
            self._put(post)

    def wrote(self, by: str, to: Address, text: str) -> None:
        """Somebody's own words in a thread; the first ones begin it."""
        thread = self.threads.setdefault(str(to), Thread(by))
        thread.people.add(by)
        self._put(Post(Receipt(str(to), uuid4().hex), to, text, by=by))

    def _put(self, post: Post) -> Post:
        self._drawn += 1
        post = replace(post, drawn=self._drawn)
        self.posts[post.receipt.id] = post
        if post.by is None and isinstance(post.what, Card) and self._channel_around(str(post.to)):
            thread = self.threads.setdefault(str(post.to), Thread())
            thread.case = thread.case or post.what.case or _named_in(post.what)
        if number := self._about(post):
            self._numbers.add(number)
        return post

    # --- who sees what ----------------------------------------------------------------------------------------

    def sees(self, person: str, post: Post) -> bool:
        """Cards in the channels of their tiers, in their own threads, and what was sent to them alone."""
        to = str(post.to)
        if person in self.tiers.get(to, ()) or post.to == Address(PLATFORM, person):
            return True
        return to in self.threads and person in self.threads[to].people

    def answered(self, person: str, card: Card) -> None:
        """What a person alone was shown, as the answer to what they did."""
        self._drawn += 1
        self._answers[person] = (self._drawn, card)

    def newest(self, person: str, case: int | None = None) -> Card | None:
        """The newest card with buttons that a person sees, of all or of a case; None if there is none."""
        return next(iter(self.pressable(person, case)), None)

    def pressable(self, person: str, case: int | None = None) -> list[Card]:
        """The cards with buttons that a person sees, of all or of a case, the newest first."""
        seen = [
            (post.drawn, post.what)
            for post in self.posts.values()
            if isinstance(post.what, Card) and self.sees(person, post)
        ]
        seen += [self._answers[person]] if person in self._answers else []
        pressable = [(drawn, card) for drawn, card in seen if card.buttons and case in (None, card.case)]
        return [card for _, card in sorted(pressable, key=lambda one: one[0], reverse=True)]

    def customers_thread(self, case: int) -> Address | None:
        """The newest thread in which the customer of a case wrote, as far as it began in this terminal."""
        begun = [place for place, thread in self.threads.items() if thread.case == case and thread.by]
        return Address.read(begun[-1]) if begun else None

    # --- forms ------------------------------------------------------------------------------------------------

    def form(self, person: str) -> OpenForm | None:
        """The form that lies open before a person, on top of others they have begun."""
        forms = self._forms.get(person)
        return forms[-1] if forms else None

    def open(self, person: str, opened: OpenForm) -> None:
        """Lay a form before a person; the same one again keeps what they had typed into it."""
        forms = self._forms.setdefault(person, [])
        for old in [one for one in forms if one.form.says == opened.form.says]:
            opened.keep(old)
            forms.remove(old)
        forms.append(opened)

    def put_away(self, person: str, opened: OpenForm) -> None:
        self._forms[person] = [one for one in self._forms.get(person, []) if one is not opened]

    # --- places -----------------------------------------------------------------------------------------------

    def where(self, post: Post) -> Where:
        to = str(post.to)
        channel = self._channel_around(to)
        parent = self.posts.get(post.thread.id) if post.thread else None
        if post.thread is not None:
            case = parent.what.case or _named_in(parent.what) if parent and isinstance(parent.what, Card) else None
            return Where("thread", short(channel or to), case)
        if channel:
            thread = self.threads.get(to, Thread())
            return Where("thread", short(channel), thread.case, thread.by)
        return Where("channel" if to in self.places else "direct", short(to))

    def _channel_around(self, place: str) -> str | None:
        """The channel that a thread's place lies in: behind the channel's name comes a mark that no name has."""
        if place in self.places:
            return None
        around = (one for one in self.places if place.startswith(one) and not place[len(one)].isalnum())
        return max(around, key=len, default=None)

    def of_case(self, number: int) -> list[Post]:
        """Every thread of a case and its cards, the oldest first."""
        return [post for post in self.posts.values() if number == self._about(post)]

    def cases(self) -> list[int]:
        """The numbers of all cases that were shown, the newest first."""
        return sorted(self._numbers, reverse=True)

    def _about(self, post: Post) -> int | None:
        own = post.what.case if isinstance(post.what, Card) else None
        return own or self.where(post).case


def begun_in(place: str) -> Address:
    """The place of a new thread in a channel."""
    channel = Address.read(place)
    return Address(channel.platform, f"{channel.place}/{uuid4().hex[:12]}")


def short(place: str) -> str:
    """A place without its platform: help of console:help."""
    return place.partition(":")[2] or place


def _named_in(card: Card) -> int | None:
    found = _NUMBER.search(card.title)
    return int(found[1]) if found else None
