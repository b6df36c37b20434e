"""The cases behind a figure, by the same definitions as the figure itself."""

from collections import defaultdict
from collections.abc import Mapping

from bot.cases.figures import Period
from bot.cases.people import Team
from bot.storage.behind import cases, help, holds, passes
from bot.storage.behind.found import Behind as Behind
from bot.storage.behind.found import Look
from bot.storage.counting.month import Month
from bot.storage.reading import Reader

LOOKS: Mapping[str, Look] = {**holds.LOOKS, **passes.LOOKS, **help.LOOKS, **cases.LOOKS}
OF_A_TEAM = (
    *("received", "resolved", "said_no", "no_answer", "escalated", "never_claimed", "limit"),
    *("why_passed", "fields_returned", "share_of_the_clock", "hand_offs", "ping_pong", "waiting", "at_the_top"),
)


def cases_behind(reader: Reader, team: Team, period: Period, figure: str, person: str | None = None) -> list[Behind]:
    """The cases of a team's figure, or of one person's, by number."""
    found: dict[tuple[int, str], int] = defaultdict(int)
    for one in LOOKS[figure](Month(reader, team, period, period.b), person):
        found[one.case, one.person] += one.n
    return [Behind(number, whose, n) for (number, whose), n in sorted(found.items()) if n]
