"""The digest for programs: every figure under its own name, the same bytes whenever a month is asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.cases.figures import Figures


def digest_json(months: Iterable[Figures]) -> str:
    """What `digest --json` prints: a list with one month of each team."""
    return json.dumps([plain(one) for one in months], ensure_ascii=False, indent=2)


def plain(month: Figures) -> dict[str, Any]:
    return {
        "team": month.team,
        "month": month.month,
        "people": _plain(month.people),
        "tiers": _plain(month.tiers),
        "team_figures": _plain(month.team_figures),
        "seal": month.seal,
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
