"""Who somebody is to Teams: at once from memory; read from rosters behind; and nobody is gone by mistake."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.messages.values import Address, Inbound, Profile, Whereabouts
from bot.platforms.teams import people as of_people
from bot.platforms.teams import rosters as of_rosters
from bot.platforms.teams.people import People
from tests.platforms.teams.a_tenant import ANA, CHAT, GENERAL, GINA, HELP, LEA, MARIA, US, ATenant, a_member

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
STAFF = {ANA: "Ana Pop", LEA: "Lea Kern"}


@pytest.fixture
def teams() -> Iterator[ATenant]:
    with asyncio.Runner() as runner, ATenant(runner.run) as teams:
        teams.rosters[GENERAL] = [a_member(ANA, "Ana Pop"), a_member(LEA, "Lea Kern"), a_member(MARIA, "Maria Silva")]
        teams.rosters[HELP] = teams.rosters[GENERAL]
        yield teams


class House:
    """What is kept of people, and what was told of them."""

    def __init__(self, teams: ATenant, *places: Whereabouts) -> None:
        self.now = NOW
        self.kept: dict[str, Profile] = {}
        self.rows_read = 0
        self.told: list[Inbound] = []
        self.places = list(places or (teams.whereabouts(GENERAL, GENERAL), teams.whereabouts(HELP, GENERAL)))
        self.people = People(
            teams.connector, US, self.keeps, self.hears, self.all_places, clock=lambda: self.now, pace_s=0.0
        )

    async def keeps(self, address: Address) -> Profile | None:
        self.rows_read += 1
        return self.kept.get(address.place)

    async def hears(self, inbound: Inbound) -> None:
        self.told.append(inbound)
        assert inbound.profile
        self.kept[inbound.profile.address.place] = inbound.profile

    async def all_places(self) -> list[Whereabouts]:
        return self.places

    def knew(self, aad: str, name: str, kind: str = "person", **more: Any) -> None:
        self.kept[aad] = Profile(Address("teams", aad), name, kind, **more)

    def heard(self) -> dict[str, str]:
        """Whom it was told of, and what they are."""
        return {one.profile.name: one.profile.kind for one in self.told if one.profile}


# --- at once ------------------------------------------------------------------------------------------------------


def test_whom_nobody_knows_is_nobody_and_teams_is_not_asked(teams):
    house = House(teams)

    assert house.people.profile(MARIA) is None
    assert house.people.name_of("29:nobody") is None
    assert teams.asked == []


def test_what_the_house_keeps_is_known_after_one_row_and_no_request(teams):
    house = House(teams)
    house.knew(MARIA, "Maria", "guest")

    teams.do(house.people.warm(MARIA))
    teams.do(house.people.warm(MARIA))

    assert house.people.profile(MARIA).kind == "guest"
    assert (house.rows_read, teams.asked, house.told) == (1, [], [])


def test_what_another_process_learned_meanwhile_counts(teams):
    house = House(teams)
    house.knew(ANA, "Ana")
    teams.do(house.people.warm(ANA))

    house.knew(ANA, "Ana", "gone")
    house.now += timedelta(minutes=2)
    teams.do(house.people.warm(ANA))

    assert house.people.profile(ANA).kind == "gone"


def test_whom_the_house_does_not_keep_stays_as_the_roster_says(teams):
    house = House(teams)
    teams.do(house.people.read_rosters({}))

    teams.do(house.people.warm(MARIA))

    assert house.people.profile(MARIA).name == "Maria Silva"


# --- rosters ------------------------------------------------------------------------------------------------------


def test_a_team_is_read_once_for_all_its_channels_and_the_house_hears_of_its_staff(teams):
    house = House(teams)

    told = teams.do(house.people.read_rosters(STAFF))

    assert teams.asked == ["19:general@thread.tacv2/pagedmembers?pageSize=500"]
    assert told == 2
    assert house.heard() == {"Ana Pop": "person", "Lea Kern": "person"}
    (first, _) = house.told
    assert (first.kind, first.keys, first.at) == ("profile", (f"teams:profile:{ANA}:person:1795075200",), NOW)
    assert first.speaker.address == Address("teams", ANA)
    assert first.profile.email == "ana@acme.example"


def test_everybody_else_is_known_to_mentions_and_by_name_and_the_house_is_not_bothered(teams):
    house = House(teams)

    teams.do(house.people.read_rosters(STAFF))

    assert house.people.name_of("29:Maria Silva/1") == (MARIA, "Maria Silva")
    assert house.people.profile(MARIA).email == "maria@acme.example"
    assert "Maria Silva" not in house.heard()


def test_a_customer_whom_the_house_keeps_has_their_name_and_what_only_they_said_stays(teams):
    house = House(teams)
    house.knew(MARIA, "Maria S.", zone="Europe/Lisbon", locale="pt-PT")

    teams.do(house.people.read_rosters({}))

    (told,) = house.told
    assert told.profile == Profile(
        Address("teams", MARIA), "Maria Silva", "person", "Europe/Lisbon", "pt-PT", "maria@acme.example"
    )


def test_what_has_not_changed_is_no_news_but_staff_are_judged_anew_every_day(teams):
    house = House(teams)
    house.knew(MARIA, "Maria S.")
    teams.do(house.people.read_rosters(STAFF))
    house.told.clear()

    house.now += timedelta(days=1)
    teams.do(house.people.read_rosters(STAFF))

    assert set(house.heard()) == {"Ana Pop", "Lea Kern"}


def test_large_rosters_are_read_page_after_page(teams):
    house = House(teams)
    teams.a_page = 1

    teams.do(house.people.read_rosters(STAFF))

    assert [one.partition("?")[2] for one in teams.asked] == [
        "pageSize=500",
        "pageSize=500&continuationToken=1",
        "pageSize=500&continuationToken=2",
    ]
    assert house.people.profile(MARIA) is not None


def test_somebody_in_a_team_and_in_a_chat_is_told_once(teams):
    teams.rosters[CHAT] = [a_member(ANA, "Ana Pop")]
    house = House(teams, teams.whereabouts(HELP, GENERAL), teams.whereabouts(CHAT))

    assert teams.do(house.people.read_rosters(STAFF)) == 2


def test_teams_is_asked_again_when_it_was_busy(teams):
    house = House(teams)
    teams.refuses(GENERAL, "TooManyRequests", 429, times=2, retry_after="0.01")

    assert teams.do(house.people.read_rosters(STAFF)) == 2
    assert len(teams.asked) == 3


# --- what somebody is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"userRole": "guest"}, "guest"),
        ({"userRole": "Guest"}, "guest"),
        ({"userPrincipalName": "gina_other.example#EXT#@acme.example"}, "guest"),
        ({"tenantId": "99999999-0000-4000-8000-000000000000"}, "stranger"),
        ({"userRole": "anonymous"}, "stranger"),
        ({"id": "28:other-bot"}, "bot"),
        ({"userRole": "owner"}, "person"),
        ({"tenantId": US.tenant.upper()}, "person"),
        ({"tenantId": None}, "person"),
        ({"tenantId": "29:as-in-the-documentation"}, "person"),
    ],
    ids=str,
)
def test_only_people_of_our_own_organisation_are_persons_and_only_their_mail_is_believed(teams, said, kind):
    house = House(teams)
    house.knew(GINA, "Gina")
    teams.rosters[GENERAL].append(a_member(GINA, "Gina Alt", **said))

    teams.do(house.people.read_rosters({}))

    profile = house.people.profile(GINA)
    assert profile.kind == kind
    assert profile.email == ("gina@acme.example" if kind == "person" else None)
    assert house.told[0].speaker.trusted is (kind == "person")


def test_without_a_mail_the_name_they_sign_in_with_is_theirs(teams):
    house = House(teams)
    teams.rosters[GENERAL].append(a_member(GINA, "Gina Alt", email=None))

    teams.do(house.people.read_rosters({}))

    assert house.people.profile(GINA).email == "gina@acme.onmicrosoft.example"


def test_as_documented_a_member_may_have_a_given_name_and_a_surname_only_or_no_entra_id(teams):
    house = House(teams)
    teams.rosters[GENERAL] += [
        a_member(GINA, "Gina Alt", name=None),
        {"id": "29:anon/1", "name": "Anon1 (Guest)", "userRole": "anonymous"},
    ]

    teams.do(house.people.read_rosters({}))

    assert house.people.profile(GINA).name == "Gina Alt"
    assert house.people.name_of("29:anon/1") == ("29:anon%2F1", "Anon1 (Guest)")


@pytest.mark.parametrize("odd", [None, [], "x", {"id": 7}, {}, {"id": "29:x", "name": ["x"], "email": {}}])
def test_what_names_nobody_is_passed_over(teams, odd):
    house = House(teams)
    teams.rosters[GENERAL].insert(0, odd)

    assert teams.do(house.people.read_rosters(STAFF)) == 2


# --- who is gone --------------------------------------------------------------------------------------------------


def leaves(teams: ATenant, name: str) -> None:
    teams.rosters[GENERAL] = [one for one in teams.rosters[GENERAL] if one["name"] != name]
    teams.rosters[HELP] = teams.rosters[GENERAL]


def test_who_was_one_of_us_and_is_in_no_roster_any_more_is_gone(teams):
    house = House(teams)
    house.knew(LEA, "Lea", zone="Europe/Berlin")
    leaves(teams, "Lea Kern")

    teams.do(house.people.read_rosters(STAFF))

    assert house.heard() == {"Ana Pop": "person", "Lea": "gone"}
    assert house.people.profile(LEA).kind == "gone"


def test_who_is_back_in_a_roster_is_one_of_us_again(teams):
    house = House(teams)
    house.knew(LEA, "Lea", "gone")

    teams.do(house.people.read_rosters(STAFF))

    assert house.heard()["Lea Kern"] == "person"


def test_who_never_was_in_one_is_not_gone(teams):
    house = House(teams)
    leaves(teams, "Lea Kern")

    teams.do(house.people.read_rosters(STAFF))

    assert set(house.heard()) == {"Ana Pop"}


@pytest.mark.parametrize(
    ("code", "status"), [("BotNotInConversationRoster", 403), ("ConversationNotFound", 404), ("InternalError", 500)]
)
def test_nobody_is_gone_while_one_roster_cannot_be_read(teams, code, status):
    teams.rosters[CHAT] = []
    house = House(teams, teams.whereabouts(HELP, GENERAL), teams.whereabouts(CHAT))
    house.knew(LEA, "Lea")
    leaves(teams, "Lea Kern")
    teams.refuses(CHAT, code, status)

    teams.do(house.people.read_rosters(STAFF))

    assert set(house.heard()) == {"Ana Pop"}


def test_nobody_is_gone_if_a_roster_came_empty_or_broke_off(teams):
    house = House(teams)
    house.knew(LEA, "Lea")
    house.places.append(teams.whereabouts(CHAT))
    teams.rosters[CHAT] = [a_member(ANA, "Ana Pop")]
    teams.rosters[GENERAL] = teams.rosters[HELP] = []

    teams.do(house.people.read_rosters(STAFF))
    assert set(house.heard()) == {"Ana Pop"}

    teams.rosters[GENERAL] = [a_member(ANA, "Ana Pop"), a_member(MARIA, "Maria Silva")]
    teams.a_page = 1

    teams.fails[GENERAL] = [(200, {"members": [a_member(ANA, "Ana Pop")], "continuationToken": "9"}, {})]
    teams.refuses(GENERAL, "ServiceError", 400, times=1)
    teams.do(house.people.read_rosters(STAFF))
    assert set(house.heard()) == {"Ana Pop"}


def test_nobody_is_gone_if_there_are_more_people_than_we_read(teams, monkeypatch):
    monkeypatch.setattr(of_rosters, "MOST_MEMBERS", 100)
    house = House(teams)
    house.knew(LEA, "Lea")
    teams.a_page = 50
    teams.rosters[GENERAL] = [a_member(f"{n:08}-0000-4000-8000-000000000000", f"No {n}") for n in range(200)]
    teams.rosters[HELP] = []

    teams.do(house.people.read_rosters(STAFF))

    assert (house.told, len(teams.asked)) == ([], 2)


def test_nobody_is_gone_where_nothing_is_known_yet(teams):
    house = House(teams)
    house.places = []
    house.knew(LEA, "Lea")

    assert teams.do(house.people.read_rosters(STAFF)) == 0


def test_a_channel_of_its_own_members_keeps_somebody_who_is_in_no_team(teams):
    """Shared channels have people who are in none of the teams."""
    house = House(teams)
    house.knew(LEA, "Lea")
    teams.rosters[GENERAL] = [a_member(ANA, "Ana Pop")]

    teams.do(house.people.read_rosters(STAFF))

    assert house.heard() == {"Ana Pop": "person", "Lea Kern": "person"}
    assert f"19:HeLp@thread.tacv2/members/{LEA}" in teams.asked


@pytest.mark.parametrize(
    ("code", "status"), [("InternalError", 500), ("BotNotInConversationRoster", 403), ("ConversationNotFound", 404)]
)
def test_if_such_a_channel_does_not_say_they_stay(teams, code, status):
    house = House(teams)
    house.knew(LEA, "Lea")
    leaves(teams, "Lea Kern")
    teams.refuses(HELP, code, status)

    teams.do(house.people.read_rosters(STAFF))

    assert set(house.heard()) == {"Ana Pop"}


def test_who_spoke_today_is_not_gone(teams):
    house = House(teams)
    teams.rosters["a:direct"] = [a_member(LEA, "Lea Kern")]
    teams.do(house.people.learn(LEA, "a:direct", teams.url))
    leaves(teams, "Lea Kern")

    house.now += timedelta(hours=23)
    teams.do(house.people.read_rosters(STAFF))
    assert house.people.profile(LEA).kind == "person"

    house.now += timedelta(hours=2)
    teams.do(house.people.read_rosters(STAFF))
    assert house.people.profile(LEA).kind == "gone"


# --- somebody who just spoke --------------------------------------------------------------------------------------


def test_who_just_spoke_is_looked_up_once_an_hour_and_told(teams):
    house = House(teams)

    teams.do(house.people.learn(MARIA, f"{HELP};messageid=1700000000001", teams.url))
    teams.do(house.people.learn(MARIA, HELP, teams.url))

    assert teams.asked == [f"19:HeLp@thread.tacv2/members/{MARIA}"]
    assert house.heard() == {"Maria Silva": "person"}
    assert house.people.name_of("29:Maria Silva/1") == (MARIA, "Maria Silva")


def test_who_is_known_from_a_roster_is_told_without_asking(teams):
    house = House(teams)
    teams.do(house.people.read_rosters({}))
    teams.asked.clear()

    teams.do(house.people.learn(MARIA, HELP, teams.url))
    teams.do(house.people.learn(MARIA, HELP, teams.url))

    assert (teams.asked, len(house.told)) == ([], 1)


def test_what_the_wire_calls_somebody_is_learned_from_their_own_delivery(teams):
    house = House(teams)
    house.knew(MARIA, "Maria")
    teams.do(house.people.warm(MARIA))
    teams.refuses(HELP, "InternalError", 500)

    teams.do(house.people.learn(MARIA, HELP, teams.url, "29:maria"))

    assert house.people.name_of("29:maria") == (MARIA, "Maria")


def test_programs_are_looked_up_nowhere(teams):
    house = House(teams)

    teams.do(house.people.learn("28:another", HELP, teams.url))

    assert teams.asked == []


def test_a_place_we_come_into_is_read_at_once(teams):
    teams.rosters[CHAT] = [a_member(GINA, "Gina Alt", userRole="guest"), a_member(ANA, "Ana Pop")]
    house = House(teams)
    teams.do(house.people.read_rosters(STAFF))
    teams.asked.clear()
    house.told.clear()
    house.places.append(teams.whereabouts(CHAT))

    assert teams.do(house.people.read_place(Address("teams", CHAT))) == 1

    assert house.people.profile(GINA).kind == "guest"
    assert teams.asked == ["19:chat@thread.v2/pagedmembers?pageSize=500"]


def test_whom_teams_does_not_know_there_is_asked_for_an_hour_later_again(teams):
    house = House(teams)

    for _ in range(3):
        teams.do(house.people.learn(GINA, HELP, teams.url))
    assert (len(teams.asked), house.told) == (1, [])

    house.now += timedelta(hours=1)
    teams.rosters[HELP].append(a_member(GINA, "Gina Alt"))
    teams.do(house.people.learn(GINA, HELP, teams.url))
    assert house.people.profile(GINA).name == "Gina Alt"


def test_somebody_without_an_entra_id_is_looked_up_as_the_wire_calls_them(teams):
    house = House(teams)
    teams.rosters[CHAT] = [{"id": "29:anon/1", "name": "Anon1 (Guest)", "userRole": "anonymous"}]

    teams.do(house.people.learn("29:anon%2F1", CHAT, teams.url))

    assert teams.asked == ["19:chat@thread.v2/members/29:anon%2F1"]
    assert house.heard() == {"Anon1 (Guest)": "stranger"}


def test_the_answer_counts_for_whoever_was_asked_about_and_for_nobody_else(teams):
    house = House(teams)
    teams.fails[HELP] = [(200, a_member(ANA, "Ana Pop"), {})]

    teams.do(house.people.learn(MARIA, HELP, teams.url))

    assert (house.told, house.people.profile(ANA)) == ([], None)


def test_who_was_gone_and_speaks_is_looked_up_at_once(teams):
    house = House(teams)
    house.knew(LEA, "Lea")
    leaves(teams, "Lea Kern")
    teams.do(house.people.read_rosters(STAFF))
    teams.rosters["a:direct"] = [a_member(LEA, "Lea Kern")]

    teams.do(house.people.learn(LEA, "a:direct", teams.url))

    assert house.people.profile(LEA).kind == "person"


def test_many_who_speak_at_once_are_looked_up_when_there_is_room(teams, monkeypatch):
    monkeypatch.setattr(of_people, "MOST_AT_ONCE", 1)
    house = House(teams)

    async def both() -> None:
        await asyncio.gather(
            house.people.learn(MARIA, HELP, teams.url),
            house.people.learn(ANA, HELP, teams.url),
        )

    teams.do(both())
    assert len(teams.asked) == 1

    teams.do(house.people.learn(ANA, HELP, teams.url))
    assert len(teams.asked) == 2


def test_no_more_people_are_remembered_than_there_is_room_for(teams, monkeypatch):
    monkeypatch.setattr(of_people, "MOST_KNOWN", 2)
    house = House(teams)

    teams.do(house.people.read_rosters({}))

    assert house.people.profile(ANA) is None
    assert house.people.name_of("29:Ana Pop/1") is None
    assert house.people.profile(MARIA) is not None
    assert len(house.people._by_wire) == 2


def test_somebody_is_not_remembered_as_what_the_house_could_not_be_told(teams):
    house = House(teams)

    async def is_full(inbound: Inbound) -> None:
        raise OSError("the disk is full")

    house.people._handle = is_full

    with pytest.raises(OSError, match="full"):
        teams.do(house.people.learn(MARIA, HELP, teams.url))
    assert house.people.profile(MARIA) is None
