"""The houses that stories are told in, written as their supervisors would; a place begins with @."""

import re
from collections.abc import Callable

SUPPORT = """
[teams.support]
title = "Customer support"
timezone = "Europe/Bucharest"
clock = "weekdays"
desk = "Mon-Fri 09:00-18:00"
intake = ["@help", "@dm"]
supervisors = "@leads"
digest = "@report"
managers = ["mira"]
outside = ["courier", "bank"]
categories = { invoice = ["invoice number"], delivery = ["order number", { name = "size", type = "choice", of = ["S", "M"] }], other = [] }
causes = { billing = ["tariff", "double charge"], sales = ["wrong promise"], unknown = [] }

[[teams.support.tiers]]
name = "Front line"
channel = "@front"
lead = "lea"
deputy = "dan"
members = ["ana", "ben"]
"""  # noqa: E501 # an inline table of TOML stays in one line
SECOND_LINE = """
[[teams.support.tiers]]
name = "Second line"
channel = "@second"
lead = "sol"
deputy = "ina"
"""
TOP = """
[[teams.support.tiers]]
name = "Top"
channel = "@top"
lead = "cleo"
deputy = "vera"
"""
BILLING = """
[teams.billing]
title = "Billing"
timezone = "Europe/Bucharest"
intake = ["@bills"]
supervisors = "@moneyleads"
managers = ["mira"]
categories = { invoice = ["invoice number"], refund = [] }

[[teams.billing.tiers]]
name = "Counter"
channel = "@counter"
lead = "bea"
deputy = "tom"

[[teams.billing.tiers]]
name = "Head"
channel = "@head"
lead = "max"
deputy = "bea"
"""
PEOPLE = {
    "ana": "Ana Pop",
    "ben": "Ben Ionescu",
    "lea": "Lea Stan",
    "dan": "Dan Radu",
    "sol": "Sol Ene",
    "ina": "Ina Vlad",
    "cleo": "Cleo Marin",
    "vera": "Vera Manea",
    "mira": "Mira Dobre",
    "bea": "Bea Toma",
    "tom": "Tom Olar",
    "max": "Max Weber",
}

TWO_TIERS = SUPPORT + TOP
THREE_TIERS = SUPPORT + SECOND_LINE + TOP
TWO_TEAMS = TWO_TIERS + BILLING
DAY_AND_NIGHT = TWO_TIERS.replace('clock = "weekdays"', 'clock = "always"').replace(
    "Mon-Fri 09:00-18:00", "Mon-Sun 00:00-24:00"
)
ONE_AGENT_LEFT = 'members = ["ana", "ben"]', 'members = ["ben"]'


def written(teams: str, person: Callable[[str, str], str], place: Callable[[str], str]) -> str:
    """The configuration file of a house on one platform."""
    above, mark, tables = teams.partition("\n[")  # settings of the whole house come first
    people = "\n".join(person(key, name) for key, name in PEOPLE.items() if f'"{key}"' in teams)
    teams = mark + tables
    return f"{above}\n{people}" + re.sub(r'"@(\w+)"', lambda found: f'"{place(found[1])}"', teams)
