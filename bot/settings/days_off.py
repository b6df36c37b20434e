"""The days on which a desk stays shut: dates as written, or a country's public holidays."""

import re
import warnings
from datetime import date

from bot.settings.faults import Faults, nearest, quoted

# Fixed, so that the recorded configuration does not change by itself when a year begins.
FIRST_YEAR, LAST_YEAR = 2024, 2040

WRITE_ONE = 'write a date like "2026-12-25" or a country like "RO" or "US-CA"'
_COUNTRY = re.compile(r"([A-Z]{2,3})(?:-([A-Z0-9]{1,4}))?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_holidays(written: list[str], faults: Faults) -> frozenset[date]:
    days: set[date] = set()
    for one in written:
        if _DATE.fullmatch(one):
            try:
                days.add(date.fromisoformat(one))
            except ValueError:
                faults.add(f"holidays: there is no day {quoted(one)}; write it like 2026-12-25")
        elif country := _COUNTRY.fullmatch(one.upper()):
            days |= _public(country[1], country[2], faults)
        else:
            faults.add(f"holidays: {quoted(one)} is neither a date nor a country; {WRITE_ONE}")
    return frozenset(days)


def _public(country: str, part: str | None, faults: Faults) -> set[date]:
    import holidays  # here and not above: it is slow to load, and most houses list their dates

    countries = holidays.list_supported_countries()
    if country not in countries:
        faults.add(f"holidays: {quoted(country)} is not a country whose holidays are known; {WRITE_ONE}")
        return set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library tells programmers of names that are going out of use
        try:
            public = holidays.country_holidays(country, subdiv=part, years=range(FIRST_YEAR, LAST_YEAR + 1))
        except NotImplementedError:  # what the library raises for a part it does not know
            known = [str(one) for one in countries[country]]
            close = nearest(part or "", known)
            names = f"; did you mean {country}-{close}?" if close else f"; it has {', '.join(known[:8]) or 'none'}"
            faults.add(f"holidays: {quoted(part)} is not a part of {country}{names}")
            return set()
    return set(public)
