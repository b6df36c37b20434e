"""The door: only what the Bot Framework has signed for us, in our organisation, comes in; all else leaves no trace."""

import asyncio
import json
import logging
import time

import pytest

from bot.platforms.teams.door import MICROSOFTS, Door, is_at
from bot.platforms.teams.framework import Credentials, Framework
from bot.platforms.teams.keys import Keys
from bot.platforms.teams.us import Us
from tests.platforms.teams.a_room import a_room
from tests.platforms.teams.activities import US, without, written
from tests.settled import settled
from tests.teams_wire.keys import ISSUER

SERVICE = "https://smba.trafficmanager.net/emea/"
SECRETS = ("charged twice", "Maria", "dddddddd", "19:HeLp", "29:1maria")


def story(telling):
    """Tell it in a room of its own."""

    async def told():
        async with a_room() as room:
            return await telling(room)

    return asyncio.run(told())


def claims(**other):
    now = int(time.time())
    return {"iss": ISSUER, "aud": US.app, "serviceurl": SERVICE, "nbf": now - 300, "exp": now + 3600} | other


WRONG = {
    "none": lambda keys: {"Authorization": ""},
    "not Bearer": lambda keys: {"Authorization": f"Basic {keys.token(SERVICE)}"},
    "Bearer alone": lambda keys: {"Authorization": "Bearer"},
    "two of them": lambda keys: {"Authorization": f"Bearer {keys.token(SERVICE)} {keys.token(SERVICE)}"},
    "garbage": lambda keys: "abc.def.ghi",
    "garbage that is JSON": lambda keys: "e30.e30.e30",
    "a signature that is another's": lambda keys: keys.signed(claims(), key="another's"),
    "claims changed after signing": lambda keys: changed(keys.token(SERVICE)),
    "a key that nobody knows": lambda keys: keys.signed(claims(), key="another's", kid="another's"),
    "no key named": lambda keys: keys.signed(claims(), kid=None),
    "expired": lambda keys: keys.token(SERVICE, exp=int(time.time()) - 301),
    "without end": lambda keys: keys.token(SERVICE, drop=("exp",)),
    "not yet valid": lambda keys: keys.token(SERVICE, nbf=int(time.time()) + 330),
    "for another bot": lambda keys: keys.token(SERVICE, aud="another"),
    "for nobody": lambda keys: keys.token(SERVICE, drop=("aud",)),
    "from another issuer": lambda keys: keys.token(SERVICE, iss="https://issuer.example"),
    "from nobody": lambda keys: keys.token(SERVICE, drop=("iss",)),
    "unsigned": lambda keys: keys.signed(claims(), algorithm=None),
    "signed with a word": lambda keys: keys.signed(claims(), algorithm="HS256"),
    "for no service": lambda keys: keys.token(SERVICE, drop=("serviceurl",)),
    "for another service": lambda keys: keys.token("https://smba.trafficmanager.net/amer/"),
    "as the emulator has them": lambda keys: keys.signed(
        claims(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver="1.0", appid=US.app)
    ),
    "of another bot": lambda keys: keys.signed(
        claims(iss=f"https://login.microsoftonline.com/{US.tenant}/v2.0", ver="2.0", azp=US.app)
    ),
}


def changed(token):
    head, said, signature = token.split(".")
    middle = "A" if said[40] != "A" else "B"
    return ".".join((head, said[:40] + middle + said[41:], signature))


def traces(caplog):
    """Everything that was logged, with all that stands beside it."""
    return "\n".join(repr(record.__dict__) for record in caplog.records)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_not_right_gets_401_and_leaves_no_trace(wrong, caplog):
    async def telling(room):
        bad = WRONG[wrong](room.wire.keys)
        token, headers = ("", bad) if isinstance(bad, dict) else (bad, {})
        status = await room.takes(written(), token, **headers)
        await settled()
        return status, room.desk.heard, room.desk.kept, token

    with caplog.at_level(logging.DEBUG):
        status, heard, kept, token = story(telling)

    assert (status, heard, kept) == (401, [], {})
    assert [secret for secret in SECRETS if secret in traces(caplog)] == []
    assert not token or token not in traces(caplog)
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


def test_a_genuine_token_is_let_in_at_the_edges_of_its_time_too():
    async def telling(room):
        now, keys = int(time.time()), room.wire.keys
        tokens = (keys.token(SERVICE), keys.token(SERVICE, exp=now - 290), keys.token(SERVICE, nbf=now + 290))
        return [await room.takes(written(), token) for token in tokens], len(room.desk.said)

    assert story(telling) == ([200, 200, 200], 3)


def test_a_key_that_is_good_for_another_channel_only_gets_401():
    async def telling(room):
        room.wire.keys.endorsements = ["slack", "directline"]
        return await room.takes(written()), room.desk.heard

    assert story(telling) == (401, [])


@pytest.mark.parametrize(
    "channel", ["emulator", "directline", "webchat", "msteams ", "MSTEAMS", ""], ids=lambda one: one or "none"
)
@pytest.mark.parametrize("endorsed", [["msteams"], []], ids=["endorsed", "unendorsed"])
def test_what_comes_from_another_channel_gets_401(channel, endorsed):
    async def telling(room):
        room.wire.keys.endorsements = endorsed
        return await room.takes(written() | {"channelId": channel}), room.desk.heard

    assert story(telling) == (401, [])


OTHERS = "11111111-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "where",
    [
        {"conversation": {"id": "19:a@thread.v2", "tenantId": OTHERS}, "channelData": {"tenant": {"id": OTHERS}}},
        {"conversation": {"id": "19:a@thread.v2", "tenantId": OTHERS}, "channelData": {}},
        {"conversation": {"id": "19:a@thread.v2"}, "channelData": {"tenant": {"id": OTHERS}}},
        {"conversation": {"id": "19:a@thread.v2"}, "channelData": {}},
        {"conversation": {"id": "19:a@thread.v2"}, "channelData": {"tenant": {"id": [US.tenant]}}},
        {"conversation": {"id": "19:a@thread.v2"}, "channelData": None},
        {"conversation": US.tenant, "channelData": US.tenant},
    ],
    ids=["another", "another conversation's", "another channel's", "none", "a list", "null", "text"],
)
def test_what_comes_from_another_organisation_gets_401(where):
    async def telling(room):
        return await room.takes(written() | where), room.desk.heard

    assert story(telling) == (401, [])


def test_our_organisation_is_ours_in_capitals_too():
    async def telling(room):
        body = written()
        body["channelData"] = body["channelData"] | {"tenant": {"id": US.tenant.upper()}}
        return await room.takes(body), len(room.desk.heard)

    assert story(telling) == (200, 1)


TRICKS = [
    "https://smba.trafficmanager.net.evil.example/emea/",
    "https://evil.example/smba.trafficmanager.net/",
    "https://evil.example?smba.trafficmanager.net",
    "https://evil.example#smba.trafficmanager.net",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net:pass@evil.example/",
    "https://someone@smba.trafficmanager.net/",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://evil.example\\.trafficmanager.net/",
    "https:\\\\smba.trafficmanager.net/",
    "https:///smba.trafficmanager.net/",
    "https:smba.trafficmanager.net/",
    "//smba.trafficmanager.net/",
    "smba.trafficmanager.net",
    "http://smba.trafficmanager.net/emea/",
    "ftp://smba.trafficmanager.net/",
    "file:///etc/passwd",
    "https://eviltrafficmanager.net/",
    "https://trafficmanager.net.:443.evil.example/",
    "https://[smba.trafficmanager.net/",
    "https://127.0.0.1:3978/",
    "http://localhost/",
    "https://",
    "",
]


@pytest.mark.parametrize("service", TRICKS)
def test_a_service_that_is_not_microsofts_gets_401_even_with_a_genuine_token(service):
    async def telling(room):
        status = await room.takes(written() | {"serviceUrl": service})
        return status, room.desk.heard, room.desk.kept

    assert story(telling) == (401, [], {})
    assert not is_at(service, MICROSOFTS)


@pytest.mark.parametrize(
    "service",
    [
        SERVICE,
        "https://SMBA.TrafficManager.net/emea/",
        "https://smba.trafficmanager.net:443/teams/",
        "https://europe.api.botframework.com",
        "https://smba.infra.gcc.teams.microsoft.com/teams",
        "https://smba.infra.dod.teams.microsoft.us/teams",
    ],
)
def test_microsofts_services_are_trusted(service):
    assert is_at(service, MICROSOFTS)


def test_where_everything_is_local_only_this_machine_is_trusted_besides():
    trusted = ["http://127.0.0.1:3978/", "http://localhost:56150", "https://[::1]:3978/", SERVICE]
    not_trusted = ["http://localhost.evil.example/", "http://127.0.0.1.evil.example/", "http://10.0.0.1/", TRICKS[0]]
    door = Door(Framework(Credentials(), Keys()), Us("", "", local=True))

    assert all(map(door.is_trusted, trusted))
    assert not any(map(door.is_trusted, not_trusted))


def test_the_reason_holds_nothing_of_what_was_brought(caplog):
    async def telling(room):
        body = without(written(), "serviceUrl")
        raw = json.dumps(body).encode()
        return [
            await room.takes(body),
            await room.takes(raw[:-1]),
            await room.takes(written() | {"channelId": "charged twice"}),
            await room.takes(written() | {"serviceUrl": "https://charged-twice.example"}),
            await room.takes(written() | {"conversation": "charged twice", "channelData": "Maria"}),
            await room.takes(written() | {"from": "charged twice"}),
        ]

    with caplog.at_level(logging.DEBUG):
        statuses = story(telling)

    assert statuses == [400, 400, 401, 401, 401, 400]
    assert [secret for secret in (*SECRETS, "charged-twice") if secret in traces(caplog)] == []
