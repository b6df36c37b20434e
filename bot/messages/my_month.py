"""One's own month: how one's passes went, beside the figures."""

from collections.abc import Sequence

from bot.cases.passes import Pass, Passes
from bot.cases.people import House
from bot.messages.values import Card, Table
from bot.messages.wording import Reader, phrase

MOST_PASSES = 20  # that are told one by one, the newest


def passes_line(passes: Passes, house: House, reader: Reader) -> str:
    """All of them in one line: what became of them."""
    told = []
    if solved := passes.solved:
        by = [phrase("passes-by", reader, who=house.name(who), n=n) for who, n in solved.items()]
        told.append(phrase("passes-solved", reader, n=sum(solved.values()), by=by))
    for name in ("running", "ended_otherwise", "came_back", "avoidable"):
        if n := getattr(passes, name):
            told.append(phrase(f"passes-{name.replace('_', '-')}", reader, n=n))
    return phrase("passes", reader, count=len(passes.each), how=phrase("list-of", reader, what=told))


def passes_card(passes: Passes, about: dict[int, str], house: House, reader: Reader) -> Card:
    """Each of them, with what the case is about and how it went."""
    shown = list(passes.each)[-MOST_PASSES:]
    columns = tuple(phrase(f"report-column-{name}", reader) for name in ("case", "about", "went"))
    rows = tuple((f"C-{one.case}", about.get(one.case, ""), _went(one, house, reader)) for one in shown)
    more = len(passes.each) - len(shown)
    lines = (phrase("passes-more", reader, count=more),) if more else ()
    return Card(phrase("passes-title", reader), lines=lines, table=Table(columns, rows))


def _went(one: Pass, house: House, reader: Reader) -> str:
    ended = one.outcome if one.ended == "resolved" else one.ended
    told = phrase(f"pass-{(ended or 'running').replace('_', '-')}", reader, who=house.name(one.by or ""))
    flags: Sequence[str] = (
        *((phrase("pass-came-back", reader),) if one.came_back else ()),
        *((phrase("pass-avoidable", reader),) if one.avoidable else ()),
    )
    return phrase("list-of", reader, what=(told, *flags)) if flags else told
