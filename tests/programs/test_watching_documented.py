"""Whatever a process says of itself stands in docs/operating.md, and nothing else does."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.programs.metrics import Metrics
from bot.programs.readiness import Known, checks
from bot.storage.watching import Figures
from tests.messages.catalogue import sentences

OPERATING = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")


def metrics() -> set[str]:
    """The names of all, as Prometheus knows them."""
    metrics = Metrics("1", "x")
    nothing = {name: {} for name in ("running", "waiting", "waited", "given_up", "unread_for")}
    at, none = datetime(2026, 11, 19, tzinfo=UTC), timedelta(0)
    metrics.stored(Figures(at, due_for=none, may_go=(), early=0, early_for=none, findings=(), **nothing), {})
    found = re.findall(r"^# TYPE (\w+)", metrics.shown().decode(), re.M)
    return {name for name in found if name.startswith("buckstop_")}


def test_every_metric_is_explained():
    told = set(re.findall(r"^\| (`buckstop_.*?) \|", OPERATING, re.M))
    explained = {name for cell in told for name in re.findall(r"`(\w+)`", cell)}

    assert explained == metrics()


def test_alerts_name_metrics_that_there_are():
    alerts = OPERATING[OPERATING.index("```yaml") :]

    named = set(re.findall(r"\b(buckstop_\w+)", alerts[: alerts.index("```", 3)]))

    assert {re.sub(r"_(bucket|count|sum)$", "", name) for name in named} <= metrics()


def test_every_check_is_explained():
    found = {one.name for one in checks(Known(clock_s=0, on=("slack",)))}

    assert set(re.findall(r"^\| `([a-z-]+)` \|", OPERATING[: OPERATING.index("## `/metrics`")], re.M)) == found


def test_every_word_of_the_self_audit_is_explained():
    audit = OPERATING[OPERATING.index("## The self-audit") : OPERATING.index("## The log")]
    cells = re.findall(r"^\| (`.*?) \|", audit, re.M)
    words = {key.removeprefix("audit-") for key in sentences() if key.startswith("audit-")} - {"told", "and-more"}

    assert {word for cell in cells for word in re.findall(r"`([a-z-]+)`", cell)} == words
