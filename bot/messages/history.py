"""The story of a case, told from its ledger lines."""

from collections.abc import Callable, Iterable, Iterator

from bot.cases.case import Case, Line
from bot.cases.fold import after
from bot.cases.people import House
from bot.messages.news import news
from bot.messages.notices import Happened, Story
from bot.messages.wording import Reader, phrase, text, when

LONGEST_STORY = 40  # lines
MOST_TRIED = 6  # lines
LONGEST_TRIED = 300  # characters of a line
TRYING = (
    "noted",
    "replied",
    "customer_wrote",
    "asked",
    "waited",
    "consulted",
    "advised",
    "passed_up",
    "given",
    "returned",
)
Words = Callable[[str], str | None]


def told(lines: Iterable[Line], house: House, customer: str, words_of: Words, reader: Reader) -> tuple[str, ...]:
    """One sentence a line, each with when it happened, the newest last."""
    story = [
        phrase("story-line", reader, at=when(line.at, reader), what=said)
        for line, _, said in _story(lines, house, customer, words_of, reader)
    ]
    if len(story) > LONGEST_STORY:
        left_out = phrase("story-left-out", reader, count=len(story) - LONGEST_STORY)
        story = [*story[: LONGEST_STORY // 4], left_out, *story[-LONGEST_STORY * 3 // 4 :]]
    return tuple(story)


def tried(lines: Iterable[Line], house: House, customer: str, words_of: Words, reader: Reader) -> tuple[str, ...]:
    """What was said and tried before the live card was posted, for those who read of the case there first."""
    story = list(_story(lines, house, customer, words_of, reader))
    live = story[-1][1].card if story else 0
    before = [said for line, now, said in story if now.card < live and _tries(line)]
    return tuple(map(_cut, before[-MOST_TRIED:]))


def _tries(line: Line) -> bool:
    """Thanks help nobody further."""
    return line.event.kind in TRYING and not getattr(line.event, "thanks", False)


def _cut(said: str) -> str:
    """The whole of it stands in the story."""
    return said if len(said) <= LONGEST_TRIED else said[: LONGEST_TRIED - 1].rstrip() + "…"


def _story(
    lines: Iterable[Line], house: House, customer: str, words_of: Words, reader: Reader
) -> Iterator[tuple[Line, Case, str]]:
    """Each line with the case as it stood after it, and the sentence it makes."""
    case: Case | None = None
    before: Case | None = None
    for line in lines:
        now = after(case, line, before)
        digest = getattr(line.event, "text", None)
        words = (words_of(digest) or phrase("erased", reader)) if digest else None
        happened = Happened(case, line, now, words, look=lambda: (customer, ""))
        for notice in news(happened, house):
            if isinstance(notice, Story):
                yield line, now, text(notice.say, reader)
        case, before = now, case
