"""The cases behind a figure, by the same definitions as the figure itself."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from bot.cases.figures import Period
from bot.cases.people import Team
from bot.storage.behind import answers, cases, help, holds, passes
from bot.storage.behind.found import Behind as Behind
from bot.storage.behind.found import Look
from bot.storage.counting.month import Month
from bot.storage.reading import Reader

LOOKS: Mapping[str, Look] = {**holds.LOOKS, **passes.LOOKS, **help.LOOKS, **cases.LOOKS, **answers.LOOKS}
OF_A_TEAM = (
    *("received", "resolved", "said_no", "no_answer", "escalated", "never_claimed", "limit"),
    *("why_passed", "fields_returned", "share_of_the_clock", "hand_offs", "ping_pong", "waiting", "at_the_top"),
    *("first_response", "time_to_first_resolution", "time_to_final_resolution", "age_at_resolution", "fcr"),
    *("reopen_rate", "promises", "satisfaction", "hidden_dissatisfaction", "hidden_signs", "causes", "unknown_causes"),
)


# What has a name within a figure.
WITHIN = ("promises_broken", "fives", "ones_and_twos", "later")


def cases_behind(
    reader: Reader, team: Team, period: Period, figure: str, person: str | None = None, now: datetime | None = None
) -> list[Behind]:
    """The cases of a team's figure, or of one person's, by number; of a month that still runs, what there is `now`."""
    month = Month.by(now, reader, team, period)
    found: dict[tuple[int, str], int] = defaultdict(int)
    for one in LOOKS[figure](month, person):
        found[one.case, one.person] += one.n
    return [Behind(number, whose, n) for (number, whose), n in sorted(found.items()) if n]
