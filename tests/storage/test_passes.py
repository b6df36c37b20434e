"""What one's own month asks of the store reads a stretch of an index."""

import pytest

from bot.storage.passes import FIXED, PASSES
from tests.reports.test_plans import plan
from tests.stores import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.mark.parametrize("asked", [PASSES, FIXED], ids=["passes", "fixed"])
def test_no_question_scans_a_table(store, asked):
    steps = plan(store, asked)

    assert not [step for step in steps if step.startswith("SCAN")]
    assert "holds_month" in steps[0]
