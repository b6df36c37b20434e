"""What the customer heard and when, what was promised them, and how cases came to be resolved, naively."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.cases.people import Team
from tests.reports.naive import verdicts
from tests.reports.naive.walk import ENDS_A_CASE, Book, Json, at, holds, spread, stands

HOURS = (1, 2, 4, 8, 12, 16, 20, 40)
WEEK = timedelta(days=7)


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def is_question(line: Json) -> bool:
    return line["kind"] == "asked" and line["by"] != "clock"


def is_message(line: Json) -> bool:
    if line["kind"] == "resolved":
        return line["data"]["told"] in ("text", "phone")
    if line["kind"] == "dismissed":
        return line["data"]["why"] != "spam"
    return is_question(line) or line["kind"] in ("replied", "waited", "answered_for")


def openings(story: list[Json]) -> list[list[Json]]:
    found: list[list[Json]] = []
    for line in story:
        if line["kind"] in ("opened", "reopened"):
            found.append([])
        found[-1].append(line)
    return found


# --- the first word -----------------------------------------------------------------------------------------------


def first_words(book: Book) -> list[tuple[str, timedelta]]:
    """Who wrote first in an opening, and how long after the customer had spoken."""
    found = []
    for story in book.stories:
        for opening in openings(story):
            first = next((line for line in opening if is_message(line)), None)
            if first and book.now(first):
                clock = book.teams[opening[0]["team"]].clock
                found.append((first["by"], clock.between(instant(opening[0]["data"]["spoken_at"]), at(first))))
    return found


# --- promises -----------------------------------------------------------------------------------------------------


def promises(book: Book) -> list[tuple[str, bool]]:
    """Whose they were, and whether they were kept."""
    return [
        (owner, kept)
        for story in book.stories
        for due, team, owner, kept in kept_or_broken(story, book.b)
        if team == book.team.key and book.a <= due < book.b
    ]


def kept_or_broken(story: list[Json], b: datetime) -> Iterator[tuple[datetime, str, str, bool]]:
    stands_until = said = None
    owner = team = ""
    for line in story:
        kind, when, data = line["kind"], at(line), line["data"]
        if stands_until and stands_until <= when:
            yield stands_until, team, owner, False
            stands_until = None
        owner, team = line["owner"], line["team"]
        new = said
        if kind in ("opened", "reopened", "waited"):
            new = instant(data.get("promise"))
        if kind in ("promised", "answered_for"):
            new = instant(data["until"])
        if kind == "absorbed":
            new = instant(data.get("promise"))
        if kind in ENDS_A_CASE:
            new = None
        if kind == "replied" or is_question(line):
            if stands_until:
                yield stands_until, team, owner, True
            new = None
        if new != said:
            said, stands_until = new, new if new and new > when else None
    if stands_until and stands_until < b:
        yield stands_until, team, owner, False


# --- resolutions --------------------------------------------------------------------------------------------------


class Resolved(NamedTuple):
    line: Json
    before: list[Json]  # with the resolution itself
    after: list[Json]
    teams: dict[str, Team]

    @property
    def by(self) -> str:
        return self.line["by"]

    @property
    def when(self) -> datetime:
        return at(self.line)

    @property
    def opening(self) -> list[Json]:
        return openings(self.before)[-1]

    @property
    def is_first(self) -> bool:
        return not any(line["kind"] == "resolved" for line in self.before[:-1])

    def took(self, lines: list[Json]) -> timedelta:
        clock, waiting = self.teams[lines[0]["team"]].clock, None
        total = clock.between(instant(lines[0]["data"]["spoken_at"]), self.when)
        for line in lines:
            if line["kind"] in ("asked", "waited"):
                waiting = waiting or at(line)
            elif line["kind"] in ("woken", *ENDS_A_CASE) and waiting:
                total -= clock.between(waiting, at(line))
                waiting = None
        return total

    @property
    def held(self) -> timedelta:
        found = [one.lasted(one.clock.clock) for one in holds(self.opening, self.teams) if stands(one)]
        return sum(found, timedelta())

    @property
    def holds_that_count(self) -> int:
        return sum(map(stands, holds(self.before, self.teams)))

    @property
    def written_once(self) -> bool:
        first = at(self.before[0])
        later = [line for line in self.before if line["kind"] == "customer_wrote" and not line["data"]["thanks"]]
        return all(at(line) <= first + timedelta(minutes=10) for line in later)

    @property
    def reopened(self) -> Json | None:
        return next((line for line in self.after if line["kind"] == "reopened"), None)

    def reopened_by_customer(self, within: timedelta | None = None) -> bool:
        again = self.reopened
        if again is None or again["data"]["why"] == "agent":
            return False
        return within is None or at(again) <= self.when + within


def resolutions(book: Book, is_wanted: Callable[[Resolved], bool]) -> list[Resolved]:
    """Those of the team for which that is true."""
    found = [
        Resolved(line, story[: n + 1], story[n + 1 :], book.teams)
        for story in book.stories
        for n, line in enumerate(story)
        if line["kind"] == "resolved" and line["team"] == book.team.key
    ]
    return [one for one in found if is_wanted(one)]


def of_the_month(book: Book) -> list[Resolved]:
    return resolutions(book, lambda one: book.now(one.line))


def of_the_cohort(book: Book) -> list[Resolved]:
    return resolutions(book, lambda one: book.a - WEEK <= one.when < book.b - WEEK)


def ages(found: list[Resolved]) -> Json:
    counts: Counter[str] = Counter()
    for one in found:
        hours = one.took(one.opening) / timedelta(hours=1)
        counts[next((str(most) for most in HOURS if hours <= most), "more")] += 1
    return {name: counts[name] for name in (*map(str, HOURS), "more")} if found else {}


def reopen_rate(found: list[Resolved]) -> Json:
    return {"n": sum(one.reopened_by_customer(WEEK) for one in found), "of": len(found)}


def kept(found: list[tuple[str, bool]]) -> Json:
    return {"n": sum(kept for _, kept in found), "of": len(found)}


def fcr(book: Book) -> Json:
    cohort = of_the_cohort(book)
    good = {one.line["case"] for one in cohort if is_at_once(book, one)}
    return {"n": len(good), "of": len({one.line["case"] for one in cohort})}


def is_at_once(book: Book, one: Resolved) -> bool:
    category = verdicts.category(one.before + one.after)
    again = [
        story
        for story in verdicts.new_cases(book, one.before[0], one.when, WEEK)
        if category is not None and verdicts.category(story) == category
    ]
    return one.holds_that_count == 1 and one.written_once and not one.reopened_by_customer(WEEK) and not again


# --- the digest ---------------------------------------------------------------------------------------------------


def names(book: Book) -> set[str]:
    found = {who for who, _ in first_words(book)} | {who for who, _ in promises(book)}
    return found | {one.by for one in of_the_cohort(book)}


def person(book: Book, who: str) -> Json:
    return {
        "first_response": spread([length for by, length in first_words(book) if by == who]),
        "reopen_rate": reopen_rate([one for one in of_the_cohort(book) if one.by == who]),
        "promises": kept([one for one in promises(book) if one[0] == who]),
    }


def team(book: Book) -> Json:
    found = of_the_month(book)
    return {
        "first_response": spread([length for _, length in first_words(book)]),
        "time_to_first_resolution": spread([one.took(one.before) for one in found if one.is_first]),
        "time_to_final_resolution": spread([one.took(one.before) for one in found if not one.reopened]),
        "age_at_resolution": ages(found),
        "fcr": fcr(book),
        "reopen_rate": reopen_rate(of_the_cohort(book)),
        "promises": kept(promises(book)),
        "satisfaction": verdicts.satisfaction(book),
        **verdicts.hidden(book, found),
        **verdicts.causes(book, found, resolutions),
    }
