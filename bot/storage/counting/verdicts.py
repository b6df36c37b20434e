"""What customers said of it, and what they did instead of saying it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, exists, func, literal_column, or_, select

from bot.cases.figures.answers import (
    MANY_HAND_OFFS,
    MANY_QUESTIONS,
    NEW_CASE_WITHIN,
    Score,
    VerdictCounts,
)
from bot.cases.figures.measures import MICROSECOND
from bot.storage.counting.month import ONE, Month, in_month, is_kind
from bot.storage.counting.resolutions import Reopened, came_again, resolved_in_month
from bot.storage.rows import micros
from bot.storage.schema import events, resolutions
from bot.storage.wire import Statement

CONTENT = 4  # or more
_ended = events.alias("ended")
_resolution = (
    select(func.max(_ended.c.seq))
    .where(_ended.c.case_id == events.c.case_id, _ended.c.seq < events.c.seq, is_kind(_ended, "resolved"))
    .scalar_subquery()
)
RATED = Statement(
    select(events.c.case_id, resolutions.c.seq, resolutions.c.at, resolutions.c.by_, events.c.data)
    .join_from(events, resolutions, and_(resolutions.c.case_id == events.c.case_id, resolutions.c.seq == _resolution))
    .where(in_month("rated"))
    .order_by(events.c.case_id, events.c.seq)
)
ASKED = Statement(select(events.c.data, func.count()).where(in_month("rating_asked")).group_by(events.c.data))
CASES = Statement(select(func.count(resolutions.c.case_id.distinct())).where(resolved_in_month))
SIGNS = Statement(
    select(resolutions.c.case_id, resolutions.c.escalated, resolutions.c.questions, resolutions.c.hand_offs).where(
        resolved_in_month,
        or_(
            resolutions.c.escalated,
            resolutions.c.questions >= literal_column(str(MANY_QUESTIONS)),
            resolutions.c.hand_offs >= literal_column(str(MANY_HAND_OFFS)),
        ),
    )
)
NEW_CASES = Statement(
    select(resolutions.c.case_id).where(resolved_in_month, exists(select(ONE).where(came_again))).distinct()
)


class Rated(NamedTuple):
    """What the customer of a case said of one resolution, last in the month."""

    case: int
    seq: int  # of the resolution
    resolved_at: int
    solver: str
    scores: Mapping[str, Score]  # question -> score


def rated(month: Month) -> Iterator[Rated]:
    rows = month.reader._asked().stream(RATED, **month.values)
    for (number, seq, at, solver), found in groupby(rows, lambda row: tuple(row[:4])):
        told = [json.loads(row[4]) for row in found]
        scores = {one["question"]: Score(one["score"], one["because"]) for one in told}
        yield Rated(number, seq, at, solver, scores)


class Hidden(NamedTuple):
    """Cases that were resolved in the month, by sign; and those whose customer said that they were not content."""

    signs: Mapping[str, set[int]]
    plain: set[int]

    @property
    def cases(self) -> set[int]:
        return set().union(*self.signs.values())


def hidden(month: Month, all_rated: Iterable[Rated], reopened: Iterable[Reopened]) -> Hidden:
    """A sign of one who said nothing, or only good."""
    a, wire = micros(month.period.a), month.reader._asked()
    signs: dict[str, set[int]] = {
        "reopened": {one.case for one in reopened if one.by == "customer" and one.resolved_at >= a},
        "new_case": set(),
        "escalated": set(),
        "two_questions": set(),
        "three_hand_offs": set(),
        "lower_later": set(),
    }
    asked = {**month.values, "until": micros(month.period.b), "within": NEW_CASE_WITHIN // MICROSECOND}
    signs["new_case"].update(number for (number,) in wire.all(NEW_CASES, **asked))
    for number, escalated, questions, hand_offs in wire.stream(SIGNS, **month.values):
        if escalated:
            signs["escalated"].add(number)
        if questions >= MANY_QUESTIONS:
            signs["two_questions"].add(number)
        if hand_offs >= MANY_HAND_OFFS:
            signs["three_hand_offs"].add(number)
    plain = set()
    for number, said in groupby((one for one in all_rated if one.resolved_at >= a), lambda one: one.case):
        last = {question: score.score for one in said for question, score in one.scores.items()}
        first = last.get("resolution")
        if first is not None and first < CONTENT:
            plain.add(number)
        elif first is not None and last.get("later", first) < first:
            signs["lower_later"].add(number)
    return Hidden({sign: cases - plain for sign, cases in signs.items()}, plain)


def counted_verdicts(month: Month, reopened: Iterable[Reopened]) -> VerdictCounts:
    wire = month.reader._asked()
    all_rated = list(rated(month))
    asked: Counter[str] = Counter()
    for data, n in wire.all(ASKED, **month.values):
        asked[json.loads(data)["question"]] += n
    found = hidden(month, all_rated, reopened)
    ((cases,),) = wire.all(CASES, **month.values)
    return VerdictCounts(
        at_resolution=[one.scores["resolution"] for one in all_rated if "resolution" in one.scores],
        later=[one.scores["later"] for one in all_rated if "later" in one.scores],
        asked=asked,
        content=cases - len(found.plain),
        hidden=len(found.cases),
        signs={sign: len(numbers) for sign, numbers in found.signs.items()},
    )
