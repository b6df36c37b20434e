"""What a manager should know first: of all that could be said of a month, the three or four sentences that weigh most.

A sentence weighs as many cases as it is about, times how grave one of them is. How many came in is always said first:
everything else is measured by it; a case answered for a third time heads everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.cases.figures import Figures, Ratio
from bot.cases.people import House
from bot.messages.figures import lasted, month_name
from bot.messages.wording import Reader, phrase
from bot.reports.charts import against, cause_named, causes_of

MOST = 3  # besides how many came in
# How grave one case of it is. What somebody must still do weighs more than what is over.
LEFT_AT_TOP, LIMIT, UNHAPPY, LOST, BROKEN = 20.0, 3.0, 2.5, 2.5, 2.0
SHARES = {"avoidable_passes": 1.5, "reopen_rate": 1.5, "hidden_dissatisfaction": 1.0}
CAUSE = 0.2
KEPT = 0.1  # that nothing bad happened to a case


@dataclass(frozen=True, slots=True)
class _Said:
    weight: float
    words: str


def sentences(month: Figures, before: Figures | None, house: House, reader: Reader, *, names: bool) -> Iterator[str]:
    """The first words of a digest, the heaviest first."""
    for one in month.team_figures.at_the_top.answered_often:
        blanks = {"case": f"C-{one.case}", "times": one.answers, "who": house.name(one.by), "named": names}
        yield phrase("digest-answered-often", reader, **blanks)
    yield _volume(month, before, reader)
    all_of_them = [
        *_limit(month, before, reader),
        *_top(month, house, reader, names),
        *_lost(month, house, reader, names),
        *_ratios(month, before, reader),
        *_unhappy(month, before, reader),
        *_cause(month, before, reader),
    ]
    for said in sorted(all_of_them, key=lambda one: -one.weight)[:MOST]:
        yield said.words


def _month_of(before: Figures | None, month: Figures, reader: Reader) -> str:
    return month_name(before.month, reader, beside=month.month) if before else ""


def _volume(month: Figures, before: Figures | None, reader: Reader) -> str:
    team = month.team_figures
    key, change = against(team.received, before.team_figures.received if before else None)
    blanks = {"received": team.received, "resolved": team.resolved, "change": change}
    return phrase(f"digest-volume{key}", reader, before=_month_of(before, month, reader), **blanks)


def _limit(month: Figures, before: Figures | None, reader: Reader) -> Iterator[_Said]:
    limit, never = month.team_figures.limit, month.team_figures.never_claimed
    if not limit.of:
        return
    key, change = against(limit.n, before.team_figures.limit.n if before else None)
    if not limit.n:
        key = "-none-fewer" if key == "-fewer" else "-none"
    blanks = {"n": limit.n, "of": limit.of, "never": never, "change": change}
    words = phrase(f"digest-limit{key}", reader, before=_month_of(before, month, reader), **blanks)
    yield _Said(LIMIT * limit.n + KEPT * limit.of, words)


def _top(month: Figures, house: House, reader: Reader, names: bool) -> Iterator[_Said]:
    top = month.team_figures.at_the_top
    resolved, answered = sum(top.resolved.values()), sum(top.answered_for.values())
    left = top.still_on_the_desk
    if left:
        oldest = max(left, key=lambda one: (one.age_s, -one.case))
        words = phrase(
            "digest-top-left",
            reader,
            resolved=resolved,
            answered=answered,
            left=len(left),
            case=f"C-{oldest.case}",
            who=house.name(oldest.owner),
            named=names,
            age=lasted(oldest.age_s, reader),
        )
        yield _Said(LEFT_AT_TOP * len(left), words)
    elif resolved or answered:
        yield _Said(KEPT * resolved + answered, phrase("digest-top", reader, resolved=resolved, answered=answered))


def _lost(month: Figures, house: House, reader: Reader, names: bool) -> Iterator[_Said]:
    """Out of whose hands the most, if one person stands out: how many there were the sentence of the limit says."""
    lost = {name: mine.escalated_from for name, mine in month.people.items() if mine.escalated_from}
    first, second = sorted([*lost.values(), 0, 0], reverse=True)[:2]
    if names and first > second:
        n, who = sum(lost.values()), max(lost, key=lambda name: lost[name])
        blanks = {"n": n, "most": first, "all": not second, "who": house.name(who)}
        yield _Said(LOST * first, phrase("digest-lost", reader, **blanks))


# --- what is a share ------------------------------------------------------------------------------------------------


def ratio(month: Figures | None, name: str) -> Ratio:
    """Of the team, or of all its people together."""
    if month is None:
        return Ratio()
    found = getattr(month.team_figures, name, None)
    if isinstance(found, Ratio):
        return found
    theirs: list[Ratio] = [getattr(mine, name) for mine in month.people.values()]
    return Ratio(sum(one.n for one in theirs), sum(one.of for one in theirs))


def _ratios(month: Figures, before: Figures | None, reader: Reader) -> Iterator[_Said]:
    for name, gravity in SHARES.items():
        mine = ratio(month, name)
        if mine.n:
            yield _Said(gravity * mine.n, _share(f"digest-{name}", mine, month, before, ratio(before, name), reader))
    kept = ratio(month, "promises")
    if broken := kept.of - kept.n:
        was = ratio(before, "promises")
        mine, then = Ratio(broken, kept.of), Ratio(was.of - was.n, was.of)
        yield _Said(BROKEN * broken, _share("digest-promises", mine, month, before, then, reader))


def _unhappy(month: Figures, before: Figures | None, reader: Reader) -> Iterator[_Said]:
    low, then = low_scores(month), low_scores(before)
    if low.n:
        yield _Said(UNHAPPY * low.n, _share("digest-unhappy", low, month, before, then, reader))


def low_scores(month: Figures | None) -> Ratio:
    """1s and 2s ÷ replies to the question at resolution."""
    if month is None:
        return Ratio()
    said = month.team_figures.satisfaction
    return Ratio(said.ones_and_twos, said.replies.n)


def _share(key: str, now: Ratio, month: Figures, before: Figures | None, then: Ratio, reader: Reader) -> str:
    way, change = against(now.n, then.n if before and then.of else None)
    blanks = {"n": now.n, "of": now.of, "change": change, "before": _month_of(before, month, reader)}
    return phrase("digest-sentence", reader, what=phrase(key, reader, **blanks), against=_than(way, blanks, reader))


def _than(way: str, blanks: dict[str, Any], reader: Reader) -> str:
    return phrase(f"digest-than{way}", reader, **blanks) if way else ""


def _cause(month: Figures, before: Figures | None, reader: Reader) -> Iterator[_Said]:
    found = causes_of(month)
    named = [one for one in found if one[0] != "unknown"]
    if not named:
        return
    key, n, was = named[0]
    way, change = against(n, was if before else None)
    blanks: dict[str, Any] = {"n": n, "of": sum(one[1] for one in found), "change": change}
    blanks |= {"before": _month_of(before, month, reader)}
    what = phrase("digest-cause", reader, cause=cause_named(key, reader), **blanks)
    words = phrase("digest-sentence", reader, what=what, against=_than(way, blanks, reader))
    yield _Said(CAUSE * n, words)
