"""What a platform last said of somebody is there for whoever cannot wait for the platform."""

from bot.messages.values import Address, Profile

ANA = Profile(Address("slack", "UANA"), "Ana Pop", zone="Europe/Bucharest")


def test_what_was_last_said_of_somebody_is_kept(office):
    office.app.store.act(lambda tx: tx.put_profile(ANA))

    assert office.do(office.app.profile_of(ANA.address)) == ANA


def test_of_a_stranger_nothing_is(office):
    assert office.do(office.app.profile_of(Address("slack", "UMARIA"))) is None
