"""The keys that tokens are proved with: fetched off everybody's way, when they are new, old or unknown."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.platforms.door import Turned
from bot.platforms.teams.door import Door
from bot.platforms.teams.framework import Credentials, Framework
from bot.platforms.teams.keys import AGAIN_S, FRESH_S, PATIENCE_S, SOON_S, Keys
from tests.platforms.teams.a_room import JSON
from tests.platforms.teams.activities import US, written
from tests.settled import BUSY_MACHINE_S
from tests.slack_wire.server import Server
from tests.teams_wire.wire import SECRET, Wire

HANGS_S = 60
SERVICE = "https://smba.trafficmanager.net/emea/"


class ADoor:
    """The door with keys whose clock stands still until a test moves it."""

    def __init__(self, wire, url=""):
        self.wire, self.now = wire, 1000.0
        self.keys = Keys(url or wire.openid_url, clock=lambda: self.now)
        self._door = Door(Framework(Credentials(US.app, SECRET, US.tenant), self.keys), US)

    @property
    def looks(self):
        """How often it has asked for keys."""
        return [call.method for call in self.wire.calls].count("openid")

    def token(self, **key):
        if not key:
            return self.wire.keys.token(SERVICE)
        return self.wire.keys.signed({"iss": "https://api.botframework.com"}, key="somebody's", **key)

    async def lets_in(self, token=None):
        """200, or the status with which it turns away."""
        headers = {"Authorization": f"Bearer {token or self.token()}", "Content-Type": JSON}
        try:
            await self._door.opened(headers, json.dumps(written()).encode())
        except Turned as no:
            return no.status
        return 200

    async def looked(self):
        """What it has begun to ask is answered."""
        while self.keys._fetching is not None and not self.keys._fetching.done():
            await asyncio.sleep(0.01)


def story(telling):
    async def told():
        wire = Wire(lambda: datetime.now(UTC))
        wire.keys.app = US.app
        await wire.opens()
        door = ADoor(wire)
        try:
            return await telling(door)
        finally:
            await door.keys.close()
            await wire.closes()

    return asyncio.run(told())


def test_many_deliveries_at_once_fetch_the_keys_once():
    async def telling(door):
        statuses = await asyncio.gather(*(door.lets_in() for _ in range(20)))
        return set(statuses), door.looks

    assert story(telling) == ({200}, 1)


@pytest.mark.parametrize("document", ["openid", "keys"])
def test_while_the_keys_are_out_of_reach_and_none_is_known_it_is_503_and_soon_asked_again(document):
    async def telling(door):
        door.wire.trouble(document, status=500)
        statuses = [await door.lets_in(), await door.lets_in()]
        at_once = door.looks
        door.now += SOON_S
        return statuses, at_once, await door.lets_in()

    assert story(telling) == ([503, 503], 1, 200)


@pytest.mark.parametrize("where", ["http://127.0.0.1:9/", "http://keys.invalid/", "no address"])
def test_where_nobody_answers_it_is_503(where):
    async def telling(door):
        door.keys.url = where
        return await door.lets_in()

    assert story(telling) == 503


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"7", b"{}", b'{"jwks_uri": 7}', b'{"jwks_uri": "%s"}', b'{"jwks_uri": "%s", "keys": 7}']
    + [
        b'{"jwks_uri": "%%s", "keys": %s}' % keys
        for keys in (b"[]", b"[7]", b'[{"kid": "first"}]', b'[{"kid": "first", "kty": "oct", "k": "AAAA"}]', b'["x"]')
    ],
    ids=repr,
)
def test_what_is_no_document_of_keys_is_503(answer):
    async def telling(door):
        async def answers(request):
            return web.Response(body=answer.replace(b"%s", server.url.encode()))

        server = await Server.on(answers)
        door.keys.url = server.url
        try:
            return await door.lets_in()
        finally:
            await server.close()

    assert story(telling) == 503


def test_a_key_that_cannot_be_used_does_not_hide_the_others():
    async def telling(door):
        published = door.wire.keys.published
        odd = [{"kty": "EC", "kid": "odd"}, {"kid": None}, 7]
        door.wire.keys.published = lambda: {"keys": [*odd, *published()["keys"]]}
        return await door.lets_in()

    assert story(telling) == 200


def test_a_new_key_is_let_in_at_once_however_many_come_with_it_and_the_old_one_no_more():
    async def telling(door):
        old = door.token()
        await door.lets_in()
        door.now += AGAIN_S
        door.wire.keys.rotates()
        statuses = await asyncio.gather(*(door.lets_in() for _ in range(5)))
        return set(statuses), door.looks, await door.lets_in(old)

    assert story(telling) == ({200}, 2, 401)


def test_keys_that_nobody_knows_make_us_ask_once_a_minute_at_most():
    async def telling(door):
        await door.lets_in()
        door.now += AGAIN_S
        statuses = {await door.lets_in(door.token(kid=f"invented {n}")) for n in range(10)}
        within = door.looks
        door.now += AGAIN_S - 1
        await door.lets_in(door.token(kid="invented"))
        before, door.now = door.looks, door.now + 1
        await door.lets_in(door.token(kid="invented"))
        return statuses, within, before, door.looks

    assert story(telling) == ({401}, 2, 2, 3)


def test_a_token_that_names_no_key_makes_us_ask_for_none():
    async def telling(door):
        return await door.lets_in(door.token(kid=None)), door.looks

    assert story(telling) == (401, 0)


def test_keys_older_than_a_day_are_fetched_again_and_nobody_waits_for_it():
    async def telling(door):
        await door.lets_in()
        door.now += FRESH_S
        fresh = await door.lets_in(), door.looks
        door.now += 1
        door.wire.trouble("openid", delay_s=0.3)
        meanwhile = {await door.lets_in() for _ in range(3)}
        is_under_way = not door.keys._fetching.done()
        await door.looked()
        asked = door.looks
        await door.lets_in()
        return fresh, meanwhile, is_under_way, asked, door.looks

    assert story(telling) == ((200, 1), {200}, True, 2, 2)


def test_what_is_no_longer_published_after_a_day_is_no_longer_let_in():
    async def telling(door):
        old = door.token()
        await door.lets_in(old)
        door.wire.keys.rotates()
        door.now += FRESH_S + 1
        await door.lets_in(old)
        await door.looked()
        return await door.lets_in(old), await door.lets_in()

    assert story(telling) == (401, 200)


def test_while_they_cannot_be_fetched_again_what_is_known_goes_on():
    async def telling(door):
        await door.lets_in()
        door.wire.trouble("openid", status=500, times=100)
        door.now += FRESH_S + 1
        first = [await door.lets_in() for _ in range(5)]
        await door.looked()
        within = door.looks
        door.now += AGAIN_S
        await door.lets_in()
        await door.looked()
        return set(first), within, door.looks

    assert story(telling) == ({200}, 2, 3)


def test_while_nobody_can_say_whether_a_key_is_new_it_is_503_and_not_401():
    async def telling(door):
        await door.lets_in()
        door.now += AGAIN_S
        door.wire.trouble("openid", status=500)
        door.wire.keys.rotates()
        away = await door.lets_in()
        door.now += AGAIN_S
        return away, await door.lets_in()

    assert story(telling) == (503, 200)


def test_no_document_of_keys_takes_away_those_that_we_have():
    async def telling(door):
        await door.lets_in()
        door.wire.keys.published = lambda: {"keys": []}
        door.now += FRESH_S + 1
        await door.lets_in()
        await door.looked()
        return door.looks, await door.lets_in()

    assert story(telling) == (2, 200)


def test_a_key_server_that_hangs_stops_nobody_whose_key_is_known():
    async def telling(door):
        await door.lets_in()
        door.now += AGAIN_S
        door.wire.trouble("openid", delay_s=HANGS_S)
        done = []

        async def comes(name, token):
            status = await door.lets_in(token)
            done.append((name, status))

        began = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as both:
            both.create_task(comes("unknown", door.token(kid="invented")))
            await asyncio.sleep(0)
            both.create_task(comes("known", None))
        took = asyncio.get_running_loop().time() - began
        return done, took

    done, took = story(telling)

    assert done == [("known", 200), ("unknown", 503)]
    assert PATIENCE_S - 0.1 < took < BUSY_MACHINE_S


def test_whoever_stops_while_it_hangs_is_not_held_up():
    async def telling(door):
        door.wire.trouble("openid", delay_s=HANGS_S)
        coming = asyncio.create_task(door.lets_in())
        while not door.looks:
            await asyncio.sleep(0)
        await door.keys.close()
        return await coming

    assert story(telling) == 503
