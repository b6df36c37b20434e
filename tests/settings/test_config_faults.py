import pytest

from bot.settings import parse_config


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('\nlimit = "20h"', '\nlimt = "20h"'), "team support: 'limt' is not a setting; did you mean 'limit'?"),
        (("[slack]", "[slcak]"), "'slcak' is not a setting; did you mean 'slack'?"),
        (('command = "/case"', 'command = "case"'), "slack: command 'case' cannot be a slash command"),
        (
            ("Mon-Fri 09:00-18:00", "Mon-Fry 09:00-18:00"),
            "team support: desk \"Mon-Fry 09:00-18:00\": 'Fry' is not a day; write Mon-Fri 09:00-18:00",
        ),
        (
            ('urgent_limit = "2h"', "urgent_limit = 2"),
            'team support: urgent_limit is the number 2, which does not fit; write urgent_limit = "2h"',
        ),
        (
            ('urgent_limit = "2h"', 'urgent_limit = "2 hours"'),
            'team support: urgent_limit "2 hours": not a length of time',
        ),
        (("Europe/Bucharest", "Bucharest"), "timezone 'Bucharest' is not known; did you mean 'Europe/Bucharest'?"),
        (("Europe/Bucharest", "europe/bucharest"), "did you mean 'Europe/Bucharest'?"),
        (("Europe/Bucharest", "../etc/passwd"), "timezone '../etc/passwd' is not known"),
        (
            ('timezone = "Europe/Bucharest"', ""),
            'team support: there is no timezone; write timezone = "Europe/Bucharest"',
        ),
        (('clock = "weekdays"', 'clock = "weekday"'), "did you mean 'weekdays'?"),
        (("Europe/Bucharest", "right/UTC"), "timezone 'right/UTC' is not known"),  # counts leap seconds
        (('"2026-12-25"', '"2026-12-32"'), "there is no day '2026-12-32'"),
        (('"2026-12-25"', '"25.12.2026"'), "'25.12.2026' is neither a date nor a country"),
        (('"2026-12-25"', '"XX"'), "'XX' is not a country whose holidays are known"),
        (('"2026-12-25"', '"US-ZZ"'), "'ZZ' is not a part of US"),
        (('"2026-12-25"', "2026-12-25T10:00:00"), "holidays holds a date or a time, which does not fit"),
    ],
)
def test_a_setting_that_is_wrong_says_what_to_write(faults, change, said):
    (line,) = faults(change)

    assert said in line


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('lead = "lea"', 'lead = "zoe"'), "team support: the lead 'zoe' of tier 'Front line' is not among people"),
        (('lead = "lea"', 'lead = "Lea Stan"'), "did you mean 'lea'?"),
        (
            ('managers = ["mira"]', 'managers = ["mirra"]'),
            "the manager 'mirra' is not among people; did you mean 'mira'?",
        ),
        (
            ('members = ["ana", "ben"]', 'members = "ana"'),
            "tier 'Front line': members is the text 'ana', which does not fit",
        ),
        (('lead = "cleo"', ""), "tier 'Top' has no lead"),
        (('lead = "cleo"', 'lead = ""'), "tier 'Top': lead is empty"),
        (('name = "Dan Radu"', "left = true"), "the deputy 'dan' of tier 'Front line' has left"),
        (('name = "Ben Ionescu"', "left = true"), "the member 'ben' of tier 'Front line' has left"),
        (('name = "Cleo Marin"', "left = true"), "the lead 'cleo' of tier 'Top' has left"),
        (('name = "Mira Dobre"', "left = true"), "the manager 'mira' has left"),
        (('name = "Ana Pop"', 'name = "Ana\\u0000"'), "person ana: name has a line break or a control character"),
        (('slack = "U0ANA"', 'slack = "@ana"'), "person ana: slack '@ana' is not written right"),
        (('slack = "U0ANA"', 'teams = "ana@example.com"'), "write the Entra object id, like 7c2e1f0a-"),
        (('slack = "U0ANA"', 'teams = "29:1bSnHZ7Js2"'), "person ana: teams '29:1bSnHZ7Js2' is not written right"),
        (
            ('slack = "U0ANA"', 'teams = "7C2E4A10-93b1-4f0e-a6d5-51f1c0a8e2d7"'),
            "have the same teams '7c2e4a10-93b1-4f0e-a6d5-51f1c0a8e2d7'",
        ),
        (('slack = "U0ANA"', 'slack = "U0BEN"'), "people ana and ben have the same slack 'U0BEN'"),
        (('slack = "U0ANA"', 'email = "MIRA@example.com"'), "people ana and mira have the same email"),
        (('slack = "U0ANA"', 'was = ["ben"]'), "person ana: was names 'ben', somebody who is still among people"),
        (('slack = "U0ANA"', 'was = ["ana"]'), "person ana: was names 'ana', themselves"),
    ],
)
def test_people_who_do_not_add_up_are_named(faults, change, said):
    assert any(said in line for line in faults(change))


def test_two_people_cannot_have_had_the_same_key(faults):
    said = faults(('slack = "U0ANA"', 'was = ["old"]'), ('slack = "U0BEN"', 'was = ["old"]'))

    assert said == ("person ben: was names 'old', and so does ana; only one can be right",)


@pytest.mark.parametrize(
    "key", ["customer", "clock", "Clock", '"Ana Pop"', '"ana."', '"-ana"', '"ștefan"', '""', '"a/b"']
)
def test_some_words_cannot_be_keys(small, key):
    text = f"{small}\n[people.{key}]\n"

    with pytest.raises(Exception, match="cannot be a key"):
        parse_config(text)


@pytest.mark.parametrize("key", ["ana.pop", "ana-pop", "ana_2", "7"])
def test_other_words_can_be_keys(small, key):
    assert key in parse_config(f'{small}\n[people."{key}"]\n').house.people


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('"slack:C0TOP"', '"slack:C0FRONT"'),
            "tier 'Top' has the channel slack:C0FRONT that tier 'Front line' of team support has",
        ),
        (('"slack:C0TOP"', '"slack:dm"'), "tier 'Top': channel 'slack:dm': direct messages can only be an intake"),
        (('"slack:C0TOP"', '"email:top@example.com"'), "cannot be email; it must be a channel"),
        (('"slack:C0LEADS"', '"slack:dm"'), "supervisors 'slack:dm': direct messages can only be an intake"),
        (('"slack:C0REPORT"', '"#report"'), "digest '#report' does not say where"),
        (
            ('"slack:C0REPORT"', '"slack:#report"'),
            "digest 'slack:#report' is not written right; write it like slack:C0123456789",
        ),
        (('"slack:C0REPORT"', '"slakc:C0REPORT"'), "'slakc' is not a kind of place; did you mean 'slack'?"),
        (('"email:help@example.com"', '"email:help"'), "intake 'email:help' is not written right"),
        (('name = "Top"', 'name = "front line"'), "two tiers are called 'front line'"),
    ],
)
def test_a_place_that_cannot_be_says_why(faults, change, said):
    (line,) = faults(change)

    assert said in line


def test_two_teams_share_neither_channel_nor_intake(example):
    other = example[example.index("[teams.support]") :].replace("support", "sales")

    with pytest.raises(Exception, match="already") as refused:
        parse_config(example + other)

    said = str(refused.value)
    assert "team sales: intake 'slack:dm' is team support's already; a place leads to one team only" in said
    assert "team sales: tier 'Top' has the channel slack:C0TOP that tier 'Top' of team support has" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("other = []", 'other = []\nOther = ["x"]'), "category 'Other' stands here twice"),
        (("other = []", 'other = ["a", "A"]'), "category 'other': field 'A' stands here twice"),
        (("other = []", 'other = ["a: b"]'), "field 'a: b' has a ':' in it"),
        (("other = []", "other = [5]"), "category 'other' has the number 5 for a field"),
        (("other = []", "other = [{ }]"), "category 'other': a field has no name"),
        (("other = []", 'other = [{ name = "x", type = "chioce" }]'), "'chioce' is not a type; did you mean 'choice'?"),
        (("other = []", 'other = [{ name = "x", type = "choice" }]'), "field 'x' is a choice of nothing"),
        (("other = []", 'other = [{ name = "x", of = ["a"] }]'), "field 'x' has choices but is of type text"),
        (("other = []", 'other = [{ name = "x", typ = "file" }]'), "'typ' is not a setting; did you mean 'type'?"),
        (('sales = ["wrong promise"]', '"a/b" = []'), "department of causes 'a/b' has a '/' in it"),
        (('sales = ["wrong promise"]', 'sales = ["a/b"]'), "step of cause 'sales' 'a/b' has a '/' in it"),
        (('sales = ["wrong promise"]', 'sales = ["a", "A"]'), "'A' stands here twice"),
        (('sales = ["wrong promise"]', "sales = 5"), "causes 'sales' holds the number 5"),
    ],
)
def test_categories_and_causes_that_could_not_be_typed_are_refused(faults, change, said):
    (line,) = faults(change)

    assert said in line


def test_every_fault_is_said_at_once_each_in_a_line(faults):
    said = faults(
        ("[people.dan]", "[people.clock]"),
        ('lead = "cleo"', 'lead = "zoe"'),
        ("Europe/Bucharest", "Mars/Base"),
        ('claim_within = "2h"', "claim_within = 2"),
        ('members = ["ana", "ben"]', 'members = ["ana", 5, "max"]'),
        ('"slack:C0TOP"', '"top"'),
    )

    for part in (
        "'clock' cannot be a key",
        "'zoe'",
        "Mars/Base",
        "claim_within",
        "number 5",
        "'max'",
        "'top'",
        "'dan'",
    ):
        assert sum(part in line for line in said) == 1, part
    assert all(line.isprintable() for line in said)


def test_an_empty_file_says_what_to_begin_with():
    with pytest.raises(Exception, match=r"there are no people; write \[people\.ana\]"):
        parse_config("")
