"""What `check` says of a house that can start, and should not stay as it is."""

from bot.cases.people import House, Team, Tier


def failures_of(house: House) -> list[str]:
    """What breaks a promise of the product sooner or later."""
    found: list[str] = []
    for team in house.teams.values():
        top = team.tiers[team.top]
        if not _has_deputy(top):
            found.append(
                f"team {team.key}: the top tier '{top.name}' has no deputy beside {top.lead};"
                " name one, or nobody answers while the top person is away"
            )
        found += [
            f"team {team.key}: {place} is an intake and also {use}; customers would read what is said among staff"
            for place in team.intake
            for use in _other_uses(house, place)
        ]
    return found


def warnings_of(house: House) -> list[str]:
    """What will be missed one day."""
    found: list[str] = []
    for team in house.teams.values():
        found += [
            f"team {team.key}: tier '{tier.name}' has no deputy beside {tier.lead}; name one for when the lead is away"
            for tier in team.tiers[: team.top]
            if not _has_deputy(tier)
        ]
        found += [f"team {team.key}: {missing}" for missing in _missing(team)]
    return found


def _has_deputy(tier: Tier) -> bool:
    return tier.deputy is not None and tier.deputy != tier.lead


def _missing(team: Team) -> list[str]:
    missing = {
        "no supervisors, so escalations are announced to nobody but those they concern": team.supervisors,
        "no digest, so the month-end report is posted nowhere": team.digest,
        "no managers, so nobody above the top hears of a breach": team.managers,
    }
    return [line for line, there in missing.items() if not there]


def _other_uses(house: House, place: str) -> list[str]:
    uses: list[str] = []
    for team in house.teams.values():
        uses += [
            f"the channel of tier '{tier.name}' of team {team.key}" for tier in team.tiers if tier.channel == place
        ]
        uses += [f"the supervisors' place of team {team.key}"] if team.supervisors == place else []
        uses += [f"the digest's place of team {team.key}"] if team.digest == place else []
    return uses
