"""A team as plain JSON values: what the ledger records of the configuration, so that old figures can be made again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.cases.people import Person, Team
from bot.settings.desk_hours import desk_text


def plain_team(team: Team, people: Mapping[str, Person]) -> dict[str, Any]:
    """The whole of it. The same configuration gives the same values, in whatever order sets keep things."""
    named = sorted({*team.managers, *(one for tier in team.tiers for one in tier.people)})
    return {
        "title": team.title,
        "timezone": team.zone,
        "clock": team.clock_kind,
        "desk": desk_text(team.desk.week),
        "week": [[list(span) for span in day] for day in team.desk.week],
        "holidays": [day.isoformat() for day in sorted(team.desk.holidays)],
        "intake": list(team.intake),
        "supervisors": team.supervisors,
        "digest": team.digest,
        **({} if team.digest_names else {"digest_names": False}),
        "managers": list(team.managers),
        "outside": list(team.outside),
        "limit": _seconds(team.limit),
        "urgent_limit": _seconds(team.urgent_limit),
        "claim_within": _seconds(team.claim_within),
        "top_limit": _seconds(team.top_limit),
        "language": team.language,
        "ask_later": team.ask_later,
        "calls": team.calls,
        "categories": {
            name: [{"name": field.name, "type": field.type, "of": list(field.of)} for field in fields]
            for name, fields in team.categories.items()
        },
        "causes": {department: list(steps) for department, steps in team.causes.items()},
        "tiers": [
            {
                "name": tier.name,
                "lead": tier.lead,
                "deputy": tier.deputy,
                "members": list(tier.members),
                "channel": tier.channel,
            }
            for tier in team.tiers
        ],
        "names": {key: people[key].name if key in people else key for key in named},
    }


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
