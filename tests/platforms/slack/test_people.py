"""Who somebody is: asked of Slack once, told to the house, remembered; and nobody waits for it for long."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.messages.values import Address, Inbound, Profile
from bot.platforms.slack.people import MOST_KNOWN, People, profile_of_payload
from tests.platforms.slack.a_workspace import US, AWorkspace

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
MARIA = {
    "id": "U0MARIA",
    "team_id": US.team,
    "name": "maria.silva",
    "real_name": "Maria da Silva",
    "tz": "Europe/Lisbon",
    "locale": "pt-PT",
    "updated": 1_760_000_000,
    "profile": {"display_name": "Maria", "real_name": "Maria da Silva", "email": "maria@acme.example"},
}


@pytest.fixture
def slack() -> Iterator[AWorkspace]:
    with asyncio.Runner() as runner, AWorkspace(runner.run) as slack:
        slack.person("U0MARIA", "Maria")
        yield slack


class House:
    """What is kept of people, and what was told of them."""

    def __init__(self, slack: AWorkspace, **how: Any) -> None:
        self.now = NOW
        self.kept: dict[str, Profile] = {}
        self.told: list[Inbound] = []
        self.full = False
        settings: dict[str, Any] = {"patience_s": 5.0, "pace_s": 0.0, "clock": lambda: self.now, **how}
        self.people = People(slack.web, lambda: US, self.keeps, self.learns, **settings)

    async def keeps(self, address: Address) -> Profile | None:
        return self.kept.get(address.place)

    async def learns(self, inbound: Inbound) -> None:
        if self.full:
            raise OSError("the disk is full")
        self.told.append(inbound)


async def rest() -> None:
    """Until everybody who is asked for behind is found."""
    await asyncio.gather(*(one for one in asyncio.all_tasks() if one.get_name().startswith("profile of")))


# --- asking -------------------------------------------------------------------------------------------------------


def test_a_stranger_to_the_house_is_asked_for_once_and_the_house_is_told(slack):
    house = House(slack)

    first = slack.do(house.people.profile("U0MARIA"))
    again = slack.do(house.people.profile("U0MARIA"))

    assert first == again == house.told[0].profile
    assert (first.name, first.zone, first.locale, first.email) == (
        "Maria",
        "Europe/Lisbon",
        "pt-PT",
        "maria@acme.example",
    )
    assert [(one.kind, one.keys, one.at) for one in house.told] == [
        ("profile", ("slack:profile:U0MARIA:1760000000:1795075200",), NOW)
    ]
    assert slack.asked("users.info") == [{"user": "U0MARIA", "include_locale": "1"}]


def test_people_who_speak_at_once_are_asked_for_once(slack):
    house = House(slack)

    async def all_at_once() -> list[Profile | None]:
        return await asyncio.gather(*(house.people.profile("U0MARIA") for _ in range(5)))

    profiles = slack.do(all_at_once())

    assert {one.name for one in profiles} == {"Maria"}
    assert len(slack.asked("users.info")) == len(house.told) == 1


def test_whom_slack_takes_too_long_to_find_is_nobody_yet_and_somebody_the_next_time(slack):
    house = House(slack, patience_s=0.05)
    slack.slow["users.info"] = 0.2

    first = slack.do(house.people.profile("U0MARIA"))
    slack.do(rest())

    assert first is None
    assert slack.do(house.people.profile("U0MARIA")).name == "Maria"
    assert len(slack.asked("users.info")) == 1


def test_whom_slack_does_not_know_is_nobody_and_is_not_asked_for_at_every_word(slack):
    house = House(slack)

    assert slack.do(house.people.profile("U0NOBODY")) is None
    assert slack.do(house.people.profile("U0NOBODY")) is None
    assert len(slack.asked("users.info")) == 1
    assert house.told == []

    house.now += timedelta(minutes=2)
    slack.person("U0NOBODY", "Bo")
    assert slack.do(house.people.profile("U0NOBODY")).name == "Bo"


def test_while_slack_asks_us_to_wait_nobody_is_asked_for(slack):
    house = House(slack)
    slack.is_busy("users.info", retry_after=30)
    slack.person("U0BEN", "Ben")

    assert slack.do(house.people.profile("U0MARIA")) is None
    assert slack.do(house.people.profile("U0BEN")) is None
    assert len(slack.asked("users.info")) == 1

    house.now += timedelta(seconds=31)
    assert slack.do(house.people.profile("U0BEN")).name == "Ben"


def test_somebody_of_whom_the_house_could_not_be_told_is_nobody_until_it_is(slack, caplog):
    house = House(slack)
    house.full = True

    assert slack.do(house.people.profile("U0MARIA")) is None

    assert slack.do(house.people.refresh(["U0MARIA"])) == 0
    assert "a profile could not be looked up" in caplog.text

    house.full = False
    assert slack.do(house.people.profile("U0MARIA")) == house.told[0].profile


# --- remembering ----------------------------------------------------------------------------------------------------


def test_what_the_house_keeps_answers_at_once_and_is_looked_up_behind(slack):
    house = House(slack, patience_s=0.05)
    house.kept["U0MARIA"] = Profile(Address("slack", "U0MARIA"), "Maria before")
    slack.slow["users.info"] = 0.1

    assert slack.do(house.people.profile("U0MARIA")).name == "Maria before"
    assert slack.do(house.people.profile("U0MARIA")).name == "Maria before"
    slack.do(rest())

    assert slack.do(house.people.profile("U0MARIA")).name == "Maria"
    assert len(slack.asked("users.info")) == 1


def test_a_profile_of_yesterday_still_answers_and_is_asked_for_again(slack):
    house = House(slack)
    slack.do(house.people.profile("U0MARIA"))
    slack.person("U0MARIA", "Maria married", updated=1_770_000_000)

    house.now += timedelta(days=1)
    assert slack.do(house.people.profile("U0MARIA")).name == "Maria"
    slack.do(rest())

    assert slack.do(house.people.profile("U0MARIA")).name == "Maria married"
    assert len(house.told) == 2


def test_a_profile_that_cannot_be_renewed_still_answers_and_is_not_asked_for_at_every_word(slack):
    house = House(slack)
    slack.do(house.people.profile("U0MARIA"))
    slack.refuses("users.info", "internal_error")
    house.now += timedelta(days=1)

    for _ in range(3):
        assert slack.do(house.people.profile("U0MARIA")).name == "Maria"
        slack.do(rest())

    assert len(slack.asked("users.info")) == 2


def test_what_an_event_said_needs_no_asking(slack):
    house = House(slack)

    house.people.put(profile_of_payload({**MARIA, "is_restricted": True}, US))

    assert slack.do(house.people.profile("U0MARIA")).kind == "guest"
    assert slack.asked("users.info") == []


def test_somebody_forgotten_is_asked_for_again(slack):
    house = House(slack)
    slack.do(house.people.profile("U0MARIA"))

    house.people.forget("U0MARIA")
    slack.do(house.people.profile("U0MARIA"))

    assert len(slack.asked("users.info")) == 2


def test_only_so_many_are_remembered_and_who_spoke_last_is_among_them(slack):
    house = House(slack)
    slack.do(house.people.profile("U0MARIA"))
    for number in range(MOST_KNOWN - 1):
        house.people.put(Profile(Address("slack", f"U{number}"), "somebody"))
    slack.do(house.people.profile("U0MARIA"))

    house.people.put(Profile(Address("slack", "UONEMORE"), "somebody"))

    assert slack.do(house.people.profile("U0MARIA")).name == "Maria"
    assert len(slack.asked("users.info")) == 1
    assert slack.do(house.people.profile("U0")) is None
    assert len(slack.asked("users.info")) == 2


def test_everybody_of_the_configuration_is_asked_for_at_the_start_and_daily(slack):
    house = House(slack)
    slack.person("U0BEN", "Ben")

    assert slack.do(house.people.refresh(["U0MARIA", "U0BEN", "U0NOBODY", "U0BEN"])) == 2
    assert slack.do(house.people.refresh(["U0MARIA", "U0BEN"])) == 2

    assert [one.profile.name for one in house.told] == ["Maria", "Ben", "Maria", "Ben"]


def test_a_refresh_waits_as_long_as_slack_asks_for_and_leaves_nobody_out(slack):
    house = House(slack, clock=lambda: datetime.now(UTC))
    slack.person("U0BEN", "Ben")
    slack.is_busy("users.info", retry_after=1)

    assert slack.do(house.people.refresh(["U0MARIA", "U0BEN"])) == 2
    assert [one["user"] for one in slack.asked("users.info")] == ["U0MARIA", "U0MARIA", "U0BEN"]


# --- understanding ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, "person"),
        ({"deleted": True}, "gone"),
        ({"is_bot": True}, "bot"),
        ({"id": "USLACKBOT"}, "bot"),
        ({"is_restricted": True}, "guest"),
        ({"is_restricted": True, "is_ultra_restricted": True}, "guest"),
        ({"team_id": "T0OTHER"}, "stranger"),
        ({"team_id": None}, "stranger"),
        ({"is_stranger": True}, "stranger"),
        ({"team_id": "T0OTHER", "deleted": True}, "gone"),
        ({"is_app_user": True}, "person"),
    ],
    ids=str,
)
def test_what_somebody_is_to_the_house(said, kind):
    assert profile_of_payload({**MARIA, **said}, US).kind == kind


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({}, "Maria"),
        ({"profile": {"display_name": " "}}, "Maria da Silva"),
        ({"profile": {"display_name": "", "real_name": "M. Silva"}, "real_name": None}, "M. Silva"),
        ({"profile": {}, "real_name": ""}, "maria.silva"),
        ({"profile": None, "real_name": None, "name": None}, "U0MARIA"),
    ],
    ids=str,
)
def test_somebody_is_called_as_they_call_themselves(said, name):
    assert profile_of_payload({**MARIA, **said}, US).name == name


@pytest.mark.parametrize(
    ("tz", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("Mars/Olympus", None),
        ("Europe", None),
        ("../etc/passwd", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_only_a_real_time_zone_is_kept(tz, zone):
    assert profile_of_payload({**MARIA, "tz": tz}, US).zone == zone


@pytest.mark.parametrize(
    ("said", "locale"), [("pt-PT", "pt-PT"), ("en", "en"), ("", None), (None, None), ("../en", None), (7, None)]
)
def test_only_what_can_be_a_language_is_kept(said, locale):
    assert profile_of_payload({**MARIA, "locale": said}, US).locale == locale


def test_signs_that_no_database_keeps_are_not_handed_on():
    said = {"display_name": "Mar\x00ia \ud800", "email": "m\x00@acme.example"}

    profile = profile_of_payload({**MARIA, "profile": said}, US)

    assert (profile.name, profile.email) == ("Mar\ufffdia \ufffd", "m\ufffd@acme.example")


def test_an_email_that_nobody_confirmed_proves_nothing():
    assert profile_of_payload(MARIA, US).email == "maria@acme.example"
    assert profile_of_payload({**MARIA, "is_email_confirmed": False}, US).email is None
