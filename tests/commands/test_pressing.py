"""What a button does, told from its words alone, is what the desk would do with them."""

from datetime import UTC, datetime

import pytest

from bot.commands.handle import only_looks
from bot.commands.line import Line, parse
from bot.commands.table import ACTS, LOOKS
from bot.messages.notices import SPOKEN
from bot.messages.pressing import acts_at_once
from bot.messages.values import Address, Inbound, Speaker

PRESS = Inbound(("k",), Speaker(Address("teams", "7c2e"), "Ana"), "", datetime.now(UTC), kind="press")
OF_NO_CASE = ("new", "away", "back", "duty", "list", "find", "report")
BUTTONS = [
    *(SPOKEN.get(verb, verb) + ("" if verb in OF_NO_CASE else " C-1") for verb in (*ACTS, *LOOKS)),
    *("claim next", "rate C-1 5", "merge C-1 into C-2", "list mine", "list team", "report me"),
]


@pytest.mark.parametrize("says", BUTTONS)
def test_what_acts_at_once_is_what_would_open_no_form_and_show_nothing(says):
    line = parse(says)

    assert isinstance(line, Line)
    assert acts_at_once(says) is not only_looks(line, PRESS)
