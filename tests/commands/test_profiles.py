"""What a platform says of somebody: who acts for the house, and who is one customer."""

from dataclasses import replace

import pytest

from bot.messages.values import Address, Answer, Inbound, Profile
from tests.commands.desk import (
    case,
    cases,
    handled,
    house,
    in_help,
    inbound,
    later,
    lines,
    read,
    speaker,
    spoken,
    story,
)

CUSTOMERS_AT_MOST = ("gone", "guest", "stranger", "bot")


def profile(office, who, kind="person", *keys, platform="slack", name="", **more):
    address = Address(platform, f"U{who.upper()}")
    said = Profile(address, name or who.title(), kind, **more)
    one = inbound(office, who, "", *keys, kind="profile", profile=said)
    return replace(one, speaker=replace(one.speaker, address=address))


def events(office):
    return [(event.kind, event.person) for event in house(office) if event.kind in ("left", "rejoined")]


# --- people of the house ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CUSTOMERS_AT_MOST)
def test_whoever_is_no_longer_one_of_us_hands_over_all_they_hold(opened, kind):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    handled(opened, inbound(opened, "ana", "ask C-1: which invoice?"))

    answer = handled(opened, profile(opened, "ana", kind))
    opened.settles()

    assert answer == Answer()
    assert (case(opened).owner, case(opened).claimed, case(opened).state) == ("lea", False, "waiting")
    assert lines(opened)[-1] == "handed_over"
    assert any("Ana Pop" in line and "C-1" in line for line in opened.to("ULEA"))
    (event,) = [event for event in house(opened) if event.kind == "left"]
    assert (event.person, event.why) == ("ana", kind)


def test_they_act_no_more_and_are_told_so_like_anybody(opened):
    handled(opened, profile(opened, "ana", "guest"))

    answer = handled(opened, inbound(opened, "ana", "claim C-1"))

    assert answer.refused
    assert not case(opened).claimed


def test_it_happens_once_however_often_it_is_said(opened):
    for _ in range(3):
        handled(opened, profile(opened, "ana", "gone"))
    handled(opened, profile(opened, "ana", "guest"))

    assert events(opened) == [("left", "ana")]


def test_an_offer_to_them_is_declined(opened):
    handled(opened, inbound(opened, "ben", "claim C-1"))
    handled(opened, inbound(opened, "ben", "give C-1 @ana outside my hours"))

    handled(opened, profile(opened, "ana", "gone"))

    assert lines(opened)[-1] == "declined"
    assert case(opened).owner == "ben"


def test_whoever_is_one_of_us_again_may_act_again_and_what_they_held_stays_where_it_went(opened):
    handled(opened, inbound(opened, "ana", "claim C-1"))
    handled(opened, profile(opened, "ana", "gone"))

    handled(opened, profile(opened, "ana"))

    assert case(opened).owner == "lea"
    handled(opened, inbound(opened, "ana", "claim C-1"))
    assert case(opened).owner == "ana"
    assert events(opened) == [("left", "ana"), ("rejoined", "ana")]


def test_a_lead_who_is_back_has_custody_again(opened):
    handled(opened, profile(opened, "lea", "gone"))
    assert case(opened).owner == "dan"

    handled(opened, profile(opened, "lea"))

    assert case(opened).owner == "lea"


def test_an_ordinary_profile_changes_nothing_at_the_desk(opened):
    handled(opened, profile(opened, "ana", zone="Europe/Paris"))

    assert events(opened) == []
    assert lines(opened) == ["opened"]
    assert read(opened, lambda tx: tx.profile(Address("slack", "UANA"))).zone == "Europe/Paris"


@pytest.fixture
def ana_on_two(office):
    """Ana writes on Slack and on Teams; Ben has left, as the configuration says."""
    people = dict(office.app.store.house.people)
    people["ana"] = replace(people["ana"], addresses=("slack:UANA", "teams:UANA"))
    people["ben"] = replace(people["ben"], left=True)
    addresses = {address: key for key, person in people.items() for address in person.addresses}
    static = replace(office.app.store.house, people=people, by_address=addresses)
    office.app.store.house = static
    office.app.start()
    return office


def test_who_is_known_on_two_platforms_is_one_of_us_if_both_say_so(ana_on_two):
    handled(ana_on_two, profile(ana_on_two, "ana", "gone"))
    handled(ana_on_two, profile(ana_on_two, "ana", platform="teams"))
    assert events(ana_on_two)[1:] == [("left", "ana")]

    handled(ana_on_two, profile(ana_on_two, "ana"))

    assert events(ana_on_two)[1:] == [("left", "ana"), ("rejoined", "ana")]


def test_who_left_as_configured_stays_left_whatever_a_platform_says(ana_on_two):
    before = events(ana_on_two)

    handled(ana_on_two, profile(ana_on_two, "ben"))
    handled(ana_on_two, profile(ana_on_two, "ben", "gone"))

    assert events(ana_on_two) == before == [("left", "ben")]


# --- customers --------------------------------------------------------------------------------------------------------


def test_a_customers_name_zone_and_language_are_brought_up_to_date(opened):
    handled(opened, profile(opened, "maria", "guest", name="Maria Ene", zone="Europe/Paris", locale="ro"))
    handled(opened, profile(opened, "maria", "guest", name="Maria Ene"))

    known = read(opened, lambda tx: tx.customer(1))
    assert (known.name, known.zone, known.locale) == ("Maria Ene", "Europe/Paris", "ro")


def test_a_profile_of_nobody_we_know_makes_no_customer(office):
    handled(office, profile(office, "ivan"))

    assert office.app.store.act(lambda tx: tx.add_customer("first")) == 1


def writes_on(office, platform, who, words, email, **more) -> Inbound:
    by = replace(speaker(who, email=email, **more), address=Address(platform, f"U{who.upper()}"))
    return inbound(office, who, words, by=by, kind="dm", place=Address(platform, f"D{who}"))


@pytest.mark.parametrize("told", [True, False], ids=["told beforehand", "as they write"])
def test_two_addresses_with_one_verified_email_are_one_customer(office, told):
    if told:
        handled(office, profile(office, "maria", email="maria@example.com"))
    handled(office, writes_on(office, "slack", "maria", "charged twice", "maria@example.com"))
    later(office, hours=1)

    handled(office, writes_on(office, "teams", "m.ene", "my parcel is lost", "Maria@Example.com", trusted=False))

    assert (case(office, 1).customer, case(office, 2).customer) == (1, 1)
    assert [str(one) for one in read(office, lambda tx: tx.customer(1)).addresses] == ["slack:UMARIA", "teams:UM.ENE"]


def test_they_may_name_their_case_wherever_they_write(office):
    handled(office, writes_on(office, "slack", "maria", "charged twice", "maria@example.com"))
    later(office, hours=1)

    handled(office, writes_on(office, "teams", "m.ene", "about C-1: here is the invoice", "maria@example.com"))

    assert story(office)[1:] == [("customer", "customer_wrote", "about C-1: here is the invoice")]


@pytest.mark.parametrize("email", [None, "other@example.com"])
def test_no_email_or_another_is_another_customer(office, email):
    handled(office, writes_on(office, "slack", "maria", "charged twice", "maria@example.com"))

    handled(office, writes_on(office, "teams", "m.ene", "about C-1: charged twice", email))

    assert case(office, 2).customer == 2
    assert cases(office) == [1, 2]


def test_an_email_that_a_stranger_claims_proves_nothing(office):
    handled(office, profile(office, "mallory", "stranger", email="maria@example.com"))
    handled(office, in_help(office, "hello there, charged twice", who="mallory"))
    later(office, hours=1)

    handled(office, writes_on(office, "teams", "maria", "my parcel is lost", "maria@example.com"))

    assert case(office, 1).customer != case(office, 2).customer


def test_the_customers_of_both_addresses_see_their_case(office):
    handled(office, writes_on(office, "slack", "maria", "charged twice", "maria@example.com"))
    handled(office, writes_on(office, "teams", "m.ene", "and again", "maria@example.com"))

    said = handled(office, inbound(office, "maria", "show C-2"))

    assert "C-2" in spoken(office, said)
    assert not said.refused
