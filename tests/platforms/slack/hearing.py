"""Hearing what Slack delivers, in a workspace whose people are known."""

import asyncio
from datetime import UTC, datetime

from bot.messages.values import Inbound
from bot.platforms.slack.receive import inbound_of
from tests.platforms.slack.payloads import US, Payload, People, event

NOW = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)


def heard(body: object, people: People | None = None) -> Inbound | None:
    return asyncio.run(inbound_of(body, US, people or People(), NOW))


def sure(body: object, people: People | None = None) -> Inbound:
    """What cannot be nothing."""
    inbound = heard(body, people)
    assert inbound is not None
    return inbound


def told(inner: Payload, people: People | None = None, **envelope: object) -> Inbound:
    """What an event says."""
    return sure(event(inner, **envelope), people)


def is_nothing(inner: Payload, people: People | None = None) -> bool:
    return heard(event(inner), people) is None
