"""The story of a case, told from its ledger lines."""

from collections.abc import Callable, Iterable

from bot.cases.case import Case, Line
from bot.cases.fold import after
from bot.cases.people import House
from bot.messages.news import Happened, Story, news
from bot.messages.wording import Reader, phrase, text, when

LONGEST_STORY = 40  # lines


def told(
    lines: Iterable[Line], house: House, customer: str, words_of: Callable[[str], str | None], reader: Reader
) -> tuple[str, ...]:
    """One sentence a line, each with when it happened, the newest last."""
    story: list[str] = []
    case: Case | None = None
    before: Case | None = None
    for line in lines:
        now = after(case, line, before)
        digest = getattr(line.event, "text", None)
        words = (words_of(digest) or phrase("erased", reader)) if digest else None
        happened = Happened(case, line, now, words, look=lambda: (customer, ""))
        for notice in news(happened, house):
            if isinstance(notice, Story):
                story.append(phrase("story-line", reader, at=when(line.at, reader), what=text(notice.say, reader)))
        case, before = now, case
    if len(story) > LONGEST_STORY:
        left_out = phrase("story-left-out", reader, count=len(story) - LONGEST_STORY)
        story = [*story[: LONGEST_STORY // 4], left_out, *story[-LONGEST_STORY * 3 // 4 :]]
    return tuple(story)
