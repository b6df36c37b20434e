"""Whom and what Teams does not let the bot reach: somebody who should know is told, and what can be mended is."""

import re

import pytest

from tests.stories import houses
from tests.stories.teams import OnTeams
from tests.stories.teams_office import channel
from tests.teams_wire.checks import LARGE, size

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

FRONT = channel("front")


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def wire(desk):
    return desk.platform.office.wire


def refused(desk):
    """What Teams would not take until now, by its own word; from now on it counts anew."""
    codes = [one.code for one in wire(desk).refused]
    wire(desk).refused.clear()
    return codes


def blocks(desk, who, blocked=True):
    desk.platform.office.person(who).user.blocks = blocked


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(desk):
    """Ana holds what Lea offers her."""
    desk.writes("maria", "charged twice")
    desk.says("lea", "claim C-1")
    desk.says("lea", "give C-1 @ana outside my hours")
    return desk


def test_whoever_blocks_the_bot_is_not_waited_for_and_who_stands_in_is_told(offered):
    blocks(offered, "lea")

    offered.says("ana", "decline C-1")

    assert refused(offered) == ["MessageWritesBlocked"]
    told = offered.heard("dan")
    assert "Lea Stan could not be reached" in told
    assert "It was to say: Ana Pop declined C-1; it stays with you." in told
    offered.wait(minutes=30)
    assert refused(offered) == []  # nothing is tried again


def test_if_who_stands_in_has_blocked_it_too_the_case_goes_on_all_the_same(offered):
    blocks(offered, "lea")
    blocks(offered, "dan")

    offered.says("ana", "decline C-1")

    assert set(refused(offered)) == {"MessageWritesBlocked"}
    assert offered.kinds("C-1")[-1] == "declined"


def test_that_a_customer_cannot_be_reached_its_owner_is_told_and_not_lied_to(desk):
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    blocks(desk, "maria")

    desk.says("ana", "reply C-1: paid back")

    assert refused(desk) == ["MessageWritesBlocked"]
    assert "Your reply to Maria on C-1 could not be delivered" in desk.heard("ana")
    assert "They may not have read it" in desk.heard("ana")


def test_whoever_is_ill_to_reach_for_a_while_only_waits(offered):
    wire(offered).trouble("send", status=503, times=2)

    offered.says("ben", "note C-1: the bank says no")
    offered.wait(minutes=5)

    assert offered.kinds("C-1")[-1] == "noted"
    assert "Ben Ionescu noted: the bank says no" in offered.thread("C-1")


# --- channels ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def removed(desk):
    """The bot was taken out of the team of the front line, when one case stood there."""
    team = wire(desk).space.conversations[FRONT].team
    does(desk, "admin", lambda admin: admin.installs(team))
    desk.writes("maria", "charged twice")
    does(desk, "admin", lambda admin: admin.uninstalls(team))
    return desk


def test_removed_from_a_team_the_supervisors_are_told_at_once_and_once(removed):
    (told,) = removed.platform.channel("leads")

    assert told.startswith("I was removed from the channel of Front line in Customer support")


def test_what_cannot_be_shown_there_is_said_to_the_supervisors_and_the_case_goes_on(removed):
    removed.writes("ivan", "the lift stands still")
    removed.says("ana", "claim C-2")

    assert set(refused(removed)) == {"BotNotInConversationRoster"}
    assert "I cannot post in the channel of Front line" in removed.channel("leads")
    assert removed.owner_of("C-2") == "ana"
    assert "Ana Pop has C-2" in removed.customer_saw("ivan")


def test_installed_again_what_failed_is_shown_as_it_is_now(removed):
    team = wire(removed).space.conversations[FRONT].team
    removed.writes("ivan", "the lift stands still")
    removed.says("ana", "claim C-2")
    refused(removed)
    removed.wait(hours=2)

    does(removed, "admin", lambda admin: admin.installs(team))
    removed.wait(minutes=1)

    assert "C-2 · Ivan · the lift stands still\nOwner: Ana Pop" in removed.card_text("C-2")
    assert "Ivan wrote: the lift stands still" in removed.thread("C-2")


# --- what is too much -------------------------------------------------------------------------------------------------

MANY = 60


def test_the_digest_of_many_people_fits_into_one_message_and_says_if_some_are_left_out(a_desk):
    names = {f"agent{n}": f"Agent Number {n} of the Front Line of Customer Support" for n in range(MANY)}
    members = ", ".join(f'"{key}"' for key in ("ana", "ben", *names))
    people = "".join(OnTeams.person(key, name) for key, name in names.items())
    desk = a_desk(people + houses.TWO_TIERS.replace('members = ["ana", "ben"]', f"members = [{members}]"))
    for n, key in enumerate(names, start=1):
        desk.writes(f"customer{n}", "charged twice")
        desk.says(key, f"claim C-{n}")
        desk.says(key, f"pass C-{n} needs expertise")

    desk.at("2026-12-01 09:00")
    (posted,) = wire(desk).messages(channel("report"))

    assert size(posted.activity) <= LARGE
    assert "Customer support, November 2026" in desk.channel("report")
    assert "Agent Number 0 of the Front Line" in desk.channel("report")
    (shown,) = re.findall(r"The first (\d+) of 61:", desk.channel("report"))
    assert desk.channel("report").count("\nAgent Number") == int(shown) >= 20


@pytest.mark.parametrize("line", ["show C-1", "list team", "find charged", "help"])
def test_what_is_looked_at_fits_into_one_message_however_much_there_is(desk, line):
    desk.writes("maria", "charged twice, " + "and more of it " * 700)
    desk.says("ana", "claim C-1")
    for n in range(10):
        desk.says("ana", f"note C-1: {n} {'what the bank told us ' * 200}")

    desk.says("ana", line)

    assert max(size(one.activity) for one in wire(desk).space.messages.values() if one.by_bot) <= LARGE
