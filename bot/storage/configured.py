"""The configuration as it was: what the house's own chain recorded of every team, and when."""

from collections.abc import Mapping

from bot.cases.chain import Configured
from bot.cases.holds import TeamsAt
from bot.cases.people import Team
from bot.cases.recorded import team_of
from bot.storage.reading import Reader


def teams_at(reader: Reader, now: Mapping[str, Team]) -> TeamsAt:
    """Teams as they were configured at an instant; what is not recorded yet is as it is `now`."""
    history = []
    for line in reader.house_lines(Configured.kind):
        if isinstance(line.event, Configured):
            history.append((line.at, {key: team_of(key, plain) for key, plain in line.event.teams.items()}))
    return TeamsAt(history, now)
