"""Charts as pictures, painted in a process of their own; where that fails the charts are said in words."""

import logging
from collections.abc import Sequence

from bot.reports.painting import CannotPaint, paint

log = logging.getLogger(__name__)


def painted(drawings: Sequence[str]) -> list[bytes] | None:
    try:
        return paint(drawings)
    except CannotPaint as no:
        log.error("charts could not be painted", extra={"why": str(no)})
        return None
