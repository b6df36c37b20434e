"""`serve` whole, with a Microsoft on this machine: `python -m benchmarks.teams.product <where its keys are>`.

No setting says where Microsoft is, so that nobody can be led elsewhere; here the room itself is told.
"""

import logging
import sys
from functools import partial

from bot.cli import main
from bot.platforms.teams.app import Desk, Teams
from bot.platforms.teams.framework import Credentials
from bot.programs import teams


async def token(*, fresh: bool = False) -> str:
    return "let-us-in"


def nearby(keys: str, credentials: Credentials, desk: Desk) -> Teams:
    """Whoever comes has to prove it, as ever; only who let us in ourselves is out of reach."""
    room = Teams(credentials, desk, keys_url=keys, near=True, token=token)
    room.framework.token = token  # type: ignore[method-assign]
    return room


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # each answer that Microsoft does not take while it is stalled
    teams.Teams = partial(nearby, sys.argv[1])
    sys.exit(main(["serve"]))
