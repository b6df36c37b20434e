import json
from datetime import date, timedelta

import pytest

from bot.cases.hours import Hours
from bot.cases.people import Field, Person, Tier
from bot.settings import SettingsError, failures_of, parse_config, warnings_of

WORKDAYS = (((0, 1440),),) * 5 + ((),) * 2
NINE_TO_SIX = (((540, 1080),),) * 5 + ((),) * 2


def test_the_example_is_a_house_without_faults_or_warnings(house):
    config = house()

    assert config.command == "/case"
    assert list(config.house.people) == ["ana", "ben", "lea", "dan", "cleo", "mira"]
    assert failures_of(config.house) == warnings_of(config.house) == []


def test_the_examples_team_is_what_it_says(house):
    team = house().house.teams["support"]

    assert (team.title, team.zone, team.clock_kind) == ("Customer support", "Europe/Bucharest", "weekdays")
    days_off = frozenset({date(2026, 12, 25), date(2027, 1, 1)})
    assert team.desk == Hours("Europe/Bucharest", NINE_TO_SIX, days_off)
    assert team.clock == Hours("Europe/Bucharest", WORKDAYS, days_off)
    assert team.tiers[0] == Tier("Front line", "slack:C0FRONT", "lea", "dan", ("ana", "ben"))
    assert team.intake[-1] == "slack:dm"
    assert (team.supervisors, team.digest) == ("slack:C0LEADS", "slack:C0REPORT")
    assert (team.limit, team.urgent_limit) == (timedelta(hours=20), timedelta(hours=2))
    assert team.categories["exchange"] == (Field("size", "choice", ("S", "M", "L")),)
    assert team.categories["invoice"] == (Field("invoice number"),)
    assert team.causes["billing"] == ("tariff", "double charge")


def test_what_is_left_out_has_its_usual_value(small):
    team = parse_config(small).house.teams["support"]

    assert team.title == "Support"
    assert team.desk == Hours("Europe/Bucharest", NINE_TO_SIX)
    assert team.clock == Hours("Europe/Bucharest", WORKDAYS)
    assert team.categories == {"other": ()}
    assert team.causes == {"unknown": ()}
    assert (team.limit, team.claim_within, team.top_limit) == (
        timedelta(hours=20),
        timedelta(hours=2),
        timedelta(hours=20),
    )
    assert parse_config(small).house.people == {"cleo": Person("cleo", "Cleo")}


def test_a_clock_runs_always_in_the_teams_zone_or_in_desk_hours(house):
    assert house(('clock = "weekdays"', 'clock = "always"')).house.teams["support"].clock == Hours("Europe/Bucharest")
    team = house(('clock = "weekdays"', 'clock = "Hours"')).house.teams["support"]
    assert team.clock == team.desk


def test_the_address_written_first_is_preferred(house):
    people = house(('email = "mira@example.com"', 'email = "Mira@Example.com"')).house.people

    assert people["mira"].addresses == ("slack:U0MIRA", "email:mira@example.com")
    swapped = house(('slack = "U0MIRA"\nemail = "mira@example.com"', 'email = "m@x.com"\nslack = "U0MIRA"'))
    assert swapped.house.people["mira"].addresses == ("email:m@x.com", "slack:U0MIRA")


def test_places_are_kept_as_their_platform_writes_them(house):
    places = '"slack:C0HELP", "teams:19:…@thread.tacv2", " Email:Help@Example.com ", "console:Help", "SLACK:DM"'

    team = house(('"slack:C0HELP"', places), ('  "email:help@example.com",\n', "")).house.teams["support"]

    assert team.intake[:4] == ("slack:C0HELP", "teams:19:…@thread.tacv2", "email:help@example.com", "console:help")
    assert team.intake.count("slack:dm") == 1


def test_in_teams_people_are_compared_in_small_letters_and_conversations_keep_theirs(house):
    ana, channel = 'teams = "7C2E4A10-93B1-4F0E-A6D5-51F1C0A8E2DA"', "teams:19:Zw7_aB-3@thread.tacv2"
    mira = 'supervisors = "teams:7C2E4A10-93B1-4F0E-A6D5-51F1C0A8E2DB"'

    config = house(
        ('slack = "U0ANA"', ana), ('"slack:C0HELP"', f'"{channel}"'), ('supervisors = "slack:C0LEADS"', mira)
    ).house

    assert config.people["ana"].addresses == ("teams:7c2e4a10-93b1-4f0e-a6d5-51f1c0a8e2da",)
    assert config.teams["support"].intake[0] == channel
    assert config.teams["support"].supervisors == "teams:7c2e4a10-93b1-4f0e-a6d5-51f1c0a8e2db"


@pytest.mark.parametrize(
    "link",
    [
        "https://teams.microsoft.com/l/channel/19%3AZw7_aB-3%40thread.tacv2/General?groupId=0a1b&tenantId=2c3d",
        "https://teams.cloud.microsoft/l/channel/19%3aZw7_aB-3%40thread.tacv2/B%C3%BCro?groupId=0a1b",
        "teams:https://teams.microsoft.com/l/channel/19:Zw7_aB-3@thread.tacv2/General",
        "https://teams.microsoft.com/l/message/19:Zw7_aB-3@thread.tacv2/1700000000001?tenantId=2c3d",
    ],
)
def test_a_channel_of_teams_may_be_the_link_that_teams_copies(house, link):
    team = house(('"slack:C0HELP"', f'"{link}"')).house.teams["support"]

    assert team.intake[0] == "teams:19:Zw7_aB-3@thread.tacv2"


def test_a_group_chat_may_be_too(house):
    link = "https://teams.microsoft.com/l/chat/19:0a1b2c@thread.v2/conversations?context=%7B%7D"

    assert house(('"slack:C0HELP"', f'"{link}"')).house.teams["support"].intake[0] == "teams:19:0a1b2c@thread.v2"


def test_capitals_in_keys_make_no_difference(house):
    config = house(("[people.ana]", "[people.Ana]"), ('lead = "lea"', 'lead = "LEA"'))

    assert "ana" in config.house.people
    assert config.house.teams["support"].tiers[0].lead == "lea"


def test_a_country_stands_for_its_public_holidays(house):
    team = house(('["2026-12-25", "2027-01-01"]', '["ro", 2026-12-24]')).house.teams["support"]

    assert date(2026, 12, 1) in team.desk.holidays  # Romania's national day
    assert date(2026, 12, 24) in team.desk.holidays
    assert date(2024, 1, 1) in team.desk.holidays
    assert date(2040, 12, 25) in team.desk.holidays
    assert {day.year for day in team.clock.holidays} == set(range(2024, 2041))
    california = house(('["2026-12-25", "2027-01-01"]', '"US-CA"')).house.teams["support"]
    assert date(2026, 3, 31) in california.desk.holidays  # Cesar Chavez Day


def test_the_unknown_cause_can_always_be_given(house):
    causes = house(("\nunknown = []", "")).house.teams["support"].causes

    assert list(causes) == ["billing", "sales", "unknown"]


def test_what_is_recorded_is_plain_and_the_same_every_time(house, example):
    config = house(('["2026-12-25", "2027-01-01"]', '"RO"'))

    recorded = json.dumps(config.recorded(), sort_keys=True)

    assert recorded == json.dumps(
        parse_config(example.replace('["2026-12-25", "2027-01-01"]', '"RO"')).recorded(), sort_keys=True
    )
    team = config.plain("support")
    assert team == config.plain(config.house.teams["support"])
    assert team["holidays"] == sorted(team["holidays"])
    assert (team["timezone"], team["clock"], team["desk"]) == ("Europe/Bucharest", "weekdays", "Mon-Fri 09:00-18:00")
    assert team["week"][0] == [[540, 1080]]
    assert (team["limit"], team["urgent_limit"]) == (72000, 7200)
    assert team["tiers"][1] == {"name": "Top", "lead": "cleo", "deputy": "lea", "members": [], "channel": "slack:C0TOP"}
    assert team["categories"]["exchange"] == [{"name": "size", "type": "choice", "of": ["S", "M", "L"]}]
    assert team["names"]["ana"] == "Ana Pop"


def test_another_way_of_writing_the_same_is_the_same_configuration(house):
    same = house(("Mon-Fri 09:00-18:00", "mon – fri 9-18"), ('"20h"', '"19h60m"'))

    assert same.fingerprint == house().fingerprint
    assert house(('name = "Ana Pop"', 'name = "Ana Popa"')).fingerprint != house().fingerprint


def test_a_top_without_deputy_fails_the_check_and_any_other_tier_is_warned_of(house):
    assert failures_of(house(('deputy = "lea"', "")).house) == [
        "team support: the top tier 'Top' has no deputy beside cleo;"
        " name one, or nobody answers while the top person is away"
    ]
    alone = house(('deputy = "dan"', 'deputy = "lea"')).house
    assert failures_of(alone) == []
    assert "tier 'Front line' has no deputy beside lea" in warnings_of(alone)[0]


def test_customers_in_a_channel_of_the_staff_fail_the_check(house):
    (line,) = failures_of(house(('"slack:C0HELP"', '"slack:C0TOP"')).house)

    assert "slack:C0TOP is an intake and also the channel of tier 'Top'" in line


def test_a_team_that_reports_to_nobody_is_warned_of(small):
    said = warnings_of(parse_config(small).house)

    assert [line.split(",")[0] for line in said] == [
        "team support: no supervisors",
        "team support: no digest",
        "team support: no managers",
    ]


def test_words_are_kept_for_two_years_unless_it_is_said_otherwise(small):
    assert parse_config(small).keep_texts == timedelta(days=730)
    assert parse_config(f'keep_texts = "90d"\n{small}').keep_texts == timedelta(days=90)


def test_how_long_words_are_kept_must_be_a_length_of_time(small):
    with pytest.raises(SettingsError, match="keep_texts 'two years': not a length of time; write it like"):
        parse_config(f'keep_texts = "two years"\n{small}')
