"""Stories of the wire run in one loop each."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.slack_wire.local import told
from tests.teams_wire.bot import a_tenant


@pytest.fixture
def tell() -> Callable[..., Any]:
    """Runs a story with a wire and a bot, and gives what it gave."""

    return lambda story, **how: told(a_tenant(**how), story)
