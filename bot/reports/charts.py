"""The charts of a digest: what each shows, as a drawing for whoever paints it, and in words with all its figures."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, TypeVar

from bot.cases.figures import Figures, Ratio
from bot.cases.people import House
from bot.messages.figures import cell, month_name, title
from bot.messages.languages import DEFAULT
from bot.messages.values import Enclosed
from bot.messages.wording import Reader, phrase

MOST = 12  # bars, with that of all others
NAMES = ("people", "ages", "causes", "satisfaction")


def charts(month: Figures, before: Figures | None, house: House, reader: Reader) -> tuple[Enclosed, ...]:
    """Those for which there are figures, in this order."""
    return tuple(one for name in NAMES if (one := chart(name, month, before, house, reader)))


def chart(name: str, month: Figures, before: Figures | None, house: House, reader: Reader) -> Enclosed | None:
    drawn = {"people": _people, "ages": _ages, "causes": _causes, "satisfaction": _satisfaction}[name]
    found = drawn(month, before, house, reader)
    if found is None:
        return None
    drawing, said = found
    heads = _wordings(f"digest-chart-{name}", reader, month=month.month)
    drawing = {"title": [_with_team(one, month, house) for one in heads], **drawing}
    return Enclosed(
        name=f"{month.team}-{month.month}-{name}.png",
        title=heads[0],
        source=json.dumps(drawing, ensure_ascii=False, sort_keys=True),
        said=said,
        subject=f"{month.team}/{month.month}/{name}",
    )


Drawn = tuple[dict[str, Any], str] | None
Row = TypeVar("Row")


def _people(month: Figures, before: Figures | None, house: House, reader: Reader) -> Drawn:
    """Whoever resolved or passed up anything, the most cases first."""
    mine = {key: (one.resolved, one.passed_up) for key, one in month.people.items() if one.resolved or one.passed_up}
    if not mine:
        return None
    shown, others = _most_of(sorted(mine.items(), key=lambda row: (-sum(row[1]), row[0])))
    labels: list[list[str]] = [[house.name(key), key] for key, _ in shown]
    values = [counts for _, counts in shown]
    if others:
        labels.append(_wordings("digest-chart-others", reader, count=len(others)))
        values.append((sum(one[0] for _, one in others), sum(one[1] for _, one in others)))
    series = [
        {"name": _wordings(f"digest-column-{name}", reader), "values": [max(one[n], 0) for one in values]}
        | {"said": [str(one[n]) for one in values]}
        for n, name in enumerate(("resolved", "passed_up"))
    ]
    said = [
        phrase("digest-chart-person", reader, who=label[0], resolved=resolved, passed=passed)
        for label, (resolved, passed) in zip(labels, values, strict=True)
    ]
    return {"kind": "people", "labels": labels, "series": series}, _together(said, reader)


def _ages(month: Figures, before: Figures | None, house: House, reader: Reader) -> Drawn:
    found = month.team_figures.age_at_resolution
    if not any(found.values()):
        return None
    begins = ["0", *found]  # each class is named by the hours it goes up to
    pairs = [
        ([_age(a, b, reader), _age(a, b, _plainly(reader))], found[b]) for a, b in zip(begins, found, strict=False)
    ]
    return _columns([("digest-chart-cases", pairs)], reader)


def _satisfaction(month: Figures, before: Figures | None, house: House, reader: Reader) -> Drawn:
    said = month.team_figures.satisfaction
    series = [
        (f"digest-chart-asked-{name}", [([score] * 2, n) for score, n in scores.items()])
        for name, scores in (("resolution", said.at_resolution), ("later", said.later))
        if any(scores.values())
    ]
    return _columns(series, reader) if series else None


def _columns(series: Sequence[tuple[str, Sequence[tuple[list[str], int]]]], reader: Reader) -> Drawn:
    drawing = {
        "kind": "columns",
        "labels": [label for label, _ in series[0][1]],
        "series": [{"name": _wordings(key, reader), "values": [n for _, n in pairs]} for key, pairs in series],
    }
    said = [
        phrase("digest-chart-series", reader, name=phrase(key, reader), entries=_entries(pairs, reader))
        for key, pairs in series
    ]
    return drawing, _together(said, reader)


def _causes(month: Figures, before: Figures | None, house: House, reader: Reader) -> Drawn:
    """A Pareto: the causes of the most cases first, and how much they come to together."""
    rows = causes_of(month)
    if not rows:
        return None
    shown, others = _most_of(rows)
    bars = [([cause_named(key, reader), cause_named(key, _plainly(reader)), key], n, was) for key, n, was in shown]
    if others:
        rest = sum(n for _, n, _ in others), sum(was for _, _, was in others)
        bars.append((_wordings("digest-chart-others", reader, count=len(others)), *rest))
    total, sums = sum(n for _, n, _ in bars), list(_running(n for _, n, _ in bars))
    compared = [_compared(n, was if before else None) for _, n, was in bars]
    drawing = {
        "kind": "pareto",
        "labels": [label for label, _, _ in bars],
        "series": [
            {
                "name": _wordings("digest-chart-cases", reader),
                "values": [n for _, n, _ in bars],
                "said": [_wordings(key, reader, **blanks) for key, blanks in compared],
            }
        ],
        "shares": [round(100 * one / total, 1) for one in sums],
        "together": _wordings("digest-chart-together", reader),
        "ticks": [_wordings("digest-percent", reader, percent=n) for n in (0, 50, 100)],
        "room": 1.3,
    }
    said = [
        phrase(
            "digest-chart-cause",
            reader,
            cause=label[0],
            n=phrase(key, reader, **blanks),
            share=cell(Ratio(n, total), reader),
            together=cell(Ratio(one, total), reader),
        )
        for (label, n, _), (key, blanks), one in zip(bars, compared, sums, strict=True)
    ]
    return drawing, _together(said, reader)


def _most_of(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Those with a bar of their own, and all others, if there are more than fit."""
    return (rows, []) if len(rows) <= MOST else (rows[: MOST - 1], rows[MOST - 1 :])


def causes_of(month: Figures) -> list[tuple[str, int, int]]:
    """Department/step, how many resolutions were put down to it, and how many in the month before."""
    causes = month.team_figures.causes
    return [(one.cause, one.resolutions, one.before.resolutions) for one in causes if one.resolutions]


# --- words ----------------------------------------------------------------------------------------------------------


def _plainly(reader: Reader) -> Reader:
    """For the picture alone, where the font has no letters for the reader's language."""
    return replace(reader, locale=DEFAULT)


def _wordings(key: str, reader: Reader, /, **blanks: Any) -> list[str]:
    """A phrase for the picture: in the reader's language, and in one that can be drawn for sure."""

    def said(reader: Reader) -> str:
        month = {"month": month_name(blanks["month"], reader)} if "month" in blanks else {}
        return phrase(key, reader, **blanks | month)

    return [said(reader), said(_plainly(reader))]


def _with_team(heading: str, month: Figures, house: House) -> str:
    return f"{title(house, month.team)}: {heading}"


def _entries(pairs: Iterable[tuple[list[str], int]], reader: Reader) -> tuple[str, ...]:
    return tuple(phrase("digest-entry", reader, name=label[0], value=str(n)) for label, n in pairs)


def _together(said: Iterable[str], reader: Reader) -> str:
    """What a chart says, one after the other, as the language sets them apart."""
    return reduce(lambda so_far, one: phrase("digest-chart-then", reader, said=so_far, then=one), said)


def _compared(now: int, before: int | None) -> tuple[str, dict[str, int]]:
    """A cause's cases, and how many more or fewer they were than the month before."""
    way, change = against(now, before)
    return f"digest-chart{way or '-same'}", {"n": now, "change": change}


def against(now: int, before: int | None) -> tuple[str, int]:
    """How a count compares with the month before: the end of the sentence's key, and by how much."""
    if before is None:
        return "", 0
    return ("-more" if now > before else "-fewer" if now < before else "-same"), abs(now - before)


def cause_named(key: str, reader: Reader) -> str:
    department, _, step = key.partition("/")
    return phrase("digest-cause-unknown", reader) if key == "unknown" else f"{department} · {step}" if step else key


def _age(after: str, until: str, reader: Reader) -> str:
    """A class of ages, by the hours that it goes from and up to."""
    if until == "more":
        return phrase("digest-age-over", reader, hours=after)
    return phrase("digest-age" if after != "0" else "digest-age-under", reader, begin=after, hours=until)


def _running(numbers: Iterable[int]) -> Iterator[int]:
    total = 0
    for one in numbers:
        total += one
        yield total
