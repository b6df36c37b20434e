"""The house that is raced in: two teams, desks that never shut, and limits so short that the clock races too."""

import re

from tests.stories.houses import BILLING, THREE_TIERS, written

ZONE = 'timezone = "Europe/Bucharest"\n'
FRONT = ("ana", "ben", "lea", "dan")
UPSTAIRS = ("sol", "ina", "cleo", "vera")
BILLERS = ("bea", "tom", "max")
STAFF = (*FRONT, *UPSTAIRS, *BILLERS)
MAY_LEAVE = ("ben", "ina", "tom")  # deactivated on their platform, and back again


def user(who: str) -> str:
    """What the platform calls somebody, of the house or a customer."""
    return f"U0{who.upper()}"


def house(limit: str = "2h", claim_within: str = "10m", top_limit: str = "2h") -> str:
    """Its configuration file."""
    short = f'limit = "{limit}"\ntop_limit = "{top_limit}"\nurgent_limit = "{top_limit}"\n'
    short += f'claim_within = "{claim_within}"\n'
    teams = re.sub(r"(?m)^(?:clock|desk) = .*\n", "", THREE_TIERS + BILLING)
    teams = teams.replace(ZONE, f'{ZONE}clock = "always"\ndesk = "Mon-Sun 00:00-24:00"\n{short}')
    person = lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "{user(key)}"\n'  # noqa: E731
    return written(teams, person, lambda name: "slack:dm" if name == "dm" else f"slack:C0{name.upper()}")
