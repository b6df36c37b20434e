"""The digest as its readers see it: what matters in plain sentences, then the team, then each person."""

from collections.abc import Iterator

from bot.cases.figures import Figures
from bot.cases.people import House
from bot.messages.figures import lasted, month_name, people_table, team_lines, title
from bot.messages.values import Card
from bot.messages.wording import Reader, phrase


def digest_card(month: Figures, before: Figures | None, house: House, reader: Reader) -> Card:
    """One team's month, seen against the month before it if there was one."""
    name = month_name(month.month, reader)
    heading = phrase("digest-title", reader, team=title(house, month.team), month=name)
    if month.is_empty:
        return Card(heading, lines=(phrase("digest-empty", reader, month=name),))
    before = None if before is None or before.is_empty else before
    said = [*sentences(month, before, house, reader), *team_lines(month, house, reader)]
    if month.seal:
        said.append(phrase("digest-seal", reader, seal=month.seal))
    return Card(heading, lines=tuple(said), table=people_table([month], house, reader))


def sentences(month: Figures, before: Figures | None, house: House, reader: Reader) -> Iterator[str]:
    """What a manager should know first."""
    for one in month.team_figures.at_the_top.answered_often:
        who = house.name(one.by)
        yield phrase("digest-answered-often", reader, case=f"C-{one.case}", times=one.answers, who=who)
    yield _volume(month, before, reader)
    yield from _limit(month, before, reader)
    yield from _top(month, house, reader)
    yield from _lost(month, house, reader)


def _against(now: int, before: int | None) -> tuple[str, int]:
    """How a count compares with the month before: the end of the sentence's key, and by how much."""
    if before is None:
        return "", 0
    return ("-more" if now > before else "-fewer" if now < before else "-same"), abs(now - before)


def _month_of(before: Figures | None, month: Figures, reader: Reader) -> str:
    return month_name(before.month, reader, beside=month.month) if before else ""


def _volume(month: Figures, before: Figures | None, reader: Reader) -> str:
    team = month.team_figures
    key, change = _against(team.received, before.team_figures.received if before else None)
    blanks = {"received": team.received, "resolved": team.resolved, "change": change}
    return phrase(f"digest-volume{key}", reader, before=_month_of(before, month, reader), **blanks)


def _limit(month: Figures, before: Figures | None, reader: Reader) -> Iterator[str]:
    limit, never = month.team_figures.limit, month.team_figures.never_claimed
    if not limit.of:
        return
    key, change = _against(limit.n, before.team_figures.limit.n if before else None)
    if not limit.n:
        key = "-none-fewer" if key == "-fewer" else "-none"
    blanks = {"n": limit.n, "of": limit.of, "never": never, "change": change}
    yield phrase(f"digest-limit{key}", reader, before=_month_of(before, month, reader), **blanks)


def _top(month: Figures, house: House, reader: Reader) -> Iterator[str]:
    top = month.team_figures.at_the_top
    resolved, answered = sum(top.resolved.values()), sum(top.answered_for.values())
    left = top.still_on_the_desk
    if left:
        oldest = max(left, key=lambda one: (one.age_s, -one.case))
        yield phrase(
            "digest-top-left",
            reader,
            resolved=resolved,
            answered=answered,
            left=len(left),
            case=f"C-{oldest.case}",
            who=house.name(oldest.owner),
            age=lasted(oldest.age_s, reader),
        )
    elif resolved or answered:
        yield phrase("digest-top", reader, resolved=resolved, answered=answered)


def _lost(month: Figures, house: House, reader: Reader) -> Iterator[str]:
    lost = {name: mine.escalated_from for name, mine in month.people.items() if mine.escalated_from}
    if lost:
        who = max(lost, key=lambda name: lost[name])
        yield phrase("digest-lost", reader, n=sum(lost.values()), most=lost[who], who=house.name(who))
