"""The app comes into a team and goes out of it: for all its channels at once; and Teams moves house."""

import pytest

from bot.messages.values import Address
from bot.platforms.teams.known import ANYWHERE
from tests.platforms.teams.a_house import CHANNELS, channel, member, place, telling
from tests.teams_wire.wire import thread_of

GENERAL = thread_of("Desk/General")
ALL = sorted([GENERAL, *map(channel, CHANNELS)])


@pytest.fixture
def told(store_url):
    return lambda story, **how: telling(store_url, story, **how)


def team(house):
    return house.wire.space.teams[GENERAL]


async def installs(house):
    await house.wire.person("admin").installs(team(house))
    await house.settles()


def test_in_a_team_all_its_channels_become_known_and_everybody_in_it(told):
    async def story(house):
        await installs(house)
        known = await house.app.known_places("teams")
        ana = house.wire.person("ana").user
        return known, set(house.joins), house.room.people.name_of(ana.id), house.wire.complaints()

    known, joins, name, complaints = told(story, installed=False)

    assert sorted(one.place.place for one in known if one.place != ANYWHERE) == ALL
    assert {one.team for one in known if one.place != ANYWHERE} == {GENERAL}
    assert sorted(joins) == ALL
    assert name == (member("ana"), "Ana Pop")
    assert complaints == []


def test_what_failed_for_want_of_the_bot_is_tried_again_in_every_channel(told):
    async def story(house):
        await house.wire.person("maria").installs()  # for herself, and no team has it
        await house.wire.person("maria").dms("charged twice")
        await house.settles()
        before = [name for name in CHANNELS if house.stands(name)]
        refused = {one.code for one in house.wire.refused}
        await installs(house)
        return before, refused, [house.wire.shown(one).text for one in house.stands("front")]

    before, refused, stands = told(story, installed=False)

    assert before == []
    assert "BotNotInConversationRoster" in refused
    assert any("C-1" in one and "charged twice" in one for one in stands)


def test_out_of_a_team_it_is_out_of_every_channel_and_forgets_them(told):
    async def story(house):
        await installs(house)
        await house.wire.person("admin").uninstalls(team(house))
        await house.settles()
        known = [one.place.place for one in await house.app.known_places("teams") if one.place != ANYWHERE]
        return known, sorted(set(house.lefts)), [await house.room.known.of(place(name)) for name in CHANNELS]

    assert told(story, installed=False) == ([], ALL, [None] * len(CHANNELS))


def test_out_of_one_team_it_stays_in_the_others(told):
    async def story(house):
        await installs(house)
        other = house.wire.team("Other", "admin", installed=False)
        house.wire.channel("bills", other)
        await house.wire.person("admin").installs(other)
        await house.settles()
        await house.wire.person("admin").uninstalls(other)
        await house.settles()
        known = [one.place.place for one in await house.app.known_places("teams") if one.place != ANYWHERE]
        return sorted(known), sorted(set(house.lefts))

    known, lefts = told(story, installed=False)

    assert known == ALL
    assert lefts == sorted([thread_of("Other/General"), thread_of("Other/bills")])


def test_out_of_a_group_chat_it_forgets_that_one(told):
    async def story(house):
        await installs(house)
        chat = house.wire.group("both", "admin", "maria", present=False)
        await house.wire.person("admin").installs(chat)
        await house.settles()
        there = await house.app.whereabouts_of(Address("teams", chat.id))
        await house.wire.person("admin").uninstalls(chat)
        await house.settles()
        known = [one.place.place for one in await house.app.known_places("teams") if one.place != ANYWHERE]
        return there is not None, sorted(known), house.lefts

    was_there, known, lefts = told(story, installed=False)

    assert was_there
    assert known == ALL
    assert set(lefts) == {thread_of("both").replace(".tacv2", ".v2")}


def test_channels_that_were_made_meanwhile_are_known_by_the_daily_round(told):
    async def story(house):
        await installs(house)
        house.wire.channel("news", team(house))
        before = await house.known("news")
        await house.room.installed.refresh()
        return before, (await house.known("news")).team

    assert told(story, installed=False) == (None, GENERAL)


def test_a_team_whose_channels_are_not_told_is_known_by_the_one_that_was_named(told):
    async def story(house):
        house.wire.trouble("channels", status=503, times=9)
        await installs(house)
        known = await house.app.known_places("teams")
        return [one.place.place for one in known if one.place != ANYWHERE], sorted(set(house.joins))

    assert told(story, installed=False) == ([GENERAL], [GENERAL])


def test_where_teams_moves_to_is_followed_at_once(told):
    async def story(house):
        await installs(house)
        before = (await house.known("help")).service, (await house.app.whereabouts_of(ANYWHERE)).service
        there = house.wire.url
        house.wire.moves(there.replace("127.0.0.1", "localhost"))
        await house.wire.person("maria").writes(channel("help"), "charged twice")
        await house.settles()
        after = (await house.known("help")).service, (await house.app.whereabouts_of(ANYWHERE)).service
        maria = await house.app.whereabouts_of(Address("teams", house.wire.person("maria").user.aad))
        return before, after, maria.service, house.wire.service, house.kinds()

    before, after, marias, service, kinds = told(story, installed=False)

    assert before == (service.replace("localhost", "127.0.0.1"),) * 2
    assert after == (service,) * 2
    assert marias == service
    assert kinds == ["opened"]


def test_a_conversation_that_an_extension_was_used_in_is_not_taken_for_one_of_ours(told):
    async def story(house):
        await installs(house)
        chat = house.wire.group("both", "admin", "maria", present=False)
        message = await house.wire.person("maria").writes(chat.id, "charged twice")
        await house.wire.person("admin").uses_extension("openCase", message)
        await house.settles()
        return await house.app.whereabouts_of(Address("teams", chat.id)), house.wire.deliveries[-1].statuses

    assert told(story, installed=False) == (None, [200])
