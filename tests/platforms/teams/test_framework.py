"""What goes through the retired SDK: our own token, by MSAL and real TLS; and what the SDK is kept from doing."""

import asyncio
import gc
import logging
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from botframework.connector.auth import ClaimsIdentity

from bot.messages.delivery import NotDelivered
from bot.platforms.door import Turned
from bot.platforms.teams.findings import not_let_in
from bot.platforms.teams.framework import LATER, SOON, Credentials, Framework
from bot.platforms.teams.keys import Keys
from tests.teams_wire.internet import HOSTS, Internet
from tests.teams_wire.keys import ISSUER
from tests.teams_wire.tenant import APP, TENANT
from tests.teams_wire.wire import SECRET, TOKEN, Wire

ENTRA = HOSTS[0]
OURS = Credentials(APP, SECRET, TENANT)


class AnEntra:
    """Entra behind its own name, and whoever wants a token of it."""

    def __init__(self, wire, internet):
        self.wire, self.internet = wire, internet

    def asked(self, what="token"):
        return [call.method for call in self.wire.calls].count(what)


async def refused(framework, **how):
    with pytest.raises(NotDelivered) as no:
        await framework.token(**how)
    return no.value


@pytest.fixture
def story(tmp_path, monkeypatch):
    """Tell it with an Entra, and with the network as a process of ours finds it."""

    def told(telling):
        async def telling_it():
            wire = Wire(lambda: datetime.now(UTC))
            await wire.opens()
            internet = Internet(wire)
            await internet.opens()
            for name, value in internet.environment(tmp_path).items():
                monkeypatch.setenv(name, value)
            try:
                return await telling(AnEntra(wire, internet))
            finally:
                await internet.closes()
                await wire.closes()

        return asyncio.run(telling_it())

    return told


def test_our_token_comes_from_entra_by_tls_once_for_many_who_ask(story):
    async def telling(entra):
        framework = Framework(OURS, Keys())
        tokens = await asyncio.gather(*(framework.token() for _ in range(20)))
        tokens += [await framework.token() for _ in range(20)]
        return set(tokens), entra.asked(), entra.internet.asked[0], entra.wire.complaints()

    assert story(telling) == ({TOKEN}, 1, ENTRA, [])


def test_a_fresh_one_is_asked_of_entra_again(story):
    async def telling(entra):
        framework = Framework(OURS, Keys())
        first = await framework.token()
        entra.wire._api.token = "a newer one"
        kept = await framework.token()
        return first, kept, await framework.token(fresh=True), await framework.token(), entra.asked()

    assert story(telling) == (TOKEN, TOKEN, "a newer one", "a newer one", 2)


def test_a_secret_that_entra_does_not_take_is_said_in_its_word_and_asked_again_later(story, caplog):
    async def telling(entra):
        framework = Framework(Credentials(APP, "a secret of last year", TENANT), Keys())
        return await refused(framework), await refused(framework), entra.asked()

    with caplog.at_level(logging.DEBUG):
        first, second, asked = story(telling)

    assert (first.why, first.permanent, first.retry_after) == ("token_refused: invalid_client", False, LATER)
    assert second.why == first.why
    assert asked == 2
    assert "a secret of last year" not in "\n".join(repr(record.__dict__) for record in caplog.records)


def test_an_organisation_that_entra_does_not_know_is_said_by_the_word_that_check_knows(story):
    async def telling(entra):
        entra.wire.trouble("discovery", status=400)
        return await refused(Framework(OURS, Keys()))

    no = story(telling)

    assert not_let_in(no).say.key == "check-teams-tenant"
    assert (no.permanent, no.retry_after) == (False, SOON)


@pytest.mark.parametrize("what", ["discovery", "token"])
def test_an_entra_that_is_ill_is_asked_again_soon(story, what):
    async def telling(entra):
        entra.wire.trouble(what, status=503)
        framework = Framework(OURS, Keys())
        no = await refused(framework)
        return no, await framework.token(fresh=True)  # MSAL itself asks no sooner than after five seconds

    no, token = story(telling)

    assert (no.permanent, no.retry_after) == (False, SOON)
    assert no.why.startswith("token_out_of_reach")
    assert token == TOKEN


def test_while_the_network_is_away_it_is_asked_again_soon_and_is_there_when_the_network_is_back(story):
    async def telling(entra):
        framework = Framework(OURS, Keys())
        entra.internet.is_away = True
        no = await refused(framework)
        entra.internet.is_away = False
        return no, await framework.token()

    no, token = story(telling)

    assert (no.why, no.permanent, no.retry_after) == ("token_out_of_reach: ProxyError", False, SOON)
    assert token == TOKEN


def test_whoever_is_not_entra_gets_no_secret(story, monkeypatch, tmp_path):
    async def telling(entra):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", Internet(entra.wire).authority(tmp_path))
        return await refused(Framework(OURS, Keys())), entra.asked(), entra.asked("discovery")

    no, *asked = story(telling)

    assert (no.why, no.retry_after) == ("token_out_of_reach: SSLError", SOON)
    assert asked == [0, 0]


def test_an_entra_that_hangs_holds_up_nobody_and_one_that_is_back_is_asked_anew(story, caplog):
    async def telling(entra):
        framework = Framework(OURS, Keys(), timeout_s=0.4)
        entra.internet.hangs = True
        loop, beats = asyncio.get_running_loop(), []

        async def beats_on():
            while True:
                beats.append(loop.time())
                await asyncio.sleep(0.01)

        beating = asyncio.create_task(beats_on())
        both = await asyncio.gather(refused(framework), refused(framework))
        beating.cancel()
        async with asyncio.timeout(4):  # it has a time limit of its own, though MSAL asks twice
            while not framework._getting.done():
                await asyncio.sleep(0.01)
        entra.internet.hangs = False
        return {no.why for no in both}, beats, await framework.token()

    with caplog.at_level(logging.ERROR):
        why, beats, token = story(telling)
        gc.collect()

    assert why == {"token_timeout"}
    assert max(after - before for before, after in pairwise(beats)) < 0.2
    assert token == TOKEN
    assert caplog.records == []


def test_a_managed_identity_needs_no_secret(story, monkeypatch):
    async def telling(entra):
        framework = Framework(Credentials(APP, "", TENANT, "UserAssignedMSI"), Keys())
        monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:9/token")
        monkeypatch.setenv("IDENTITY_HEADER", "of this machine")
        return await refused(framework)

    no = story(telling)

    assert (no.why, no.retry_after) == ("token_out_of_reach: ConnectionError", SOON)


def test_where_there_is_no_app_nobody_is_asked_for_anything(story):
    async def telling(entra):
        framework = Framework(Credentials(), Keys())
        claims = await framework.proved({}, None)
        return await framework.token(), await framework.token(fresh=True), claims.is_authenticated, entra.wire.calls

    assert story(telling) == ("", "", True, [])


# --- as the SDK is ----------------------------------------------------------------------------------------------------

TURN = {
    "type": "message",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/emea/",
    "conversation": {"id": "19:help@thread.tacv2"},
}


def test_a_turn_makes_none_of_the_clients_that_the_sdk_would_make_for_it(story, caplog):
    heard = []

    async def telling(entra):
        framework = Framework(OURS, Keys())
        claims = ClaimsIdentity({"aud": APP, "iss": ISSUER, "serviceurl": TURN["serviceUrl"]}, True)

        async def on_turn():
            heard.append(True)

        await framework.turn(claims, TURN, on_turn)
        return entra.internet.asked

    with caplog.at_level(logging.DEBUG):
        asked = story(telling)

    assert (heard, asked) == ([True], [])
    assert [record.name for record in caplog.records if record.name.startswith("msrest")] == []


def test_what_is_raised_in_a_turn_comes_out_of_it_and_nothing_is_sent(story):
    async def telling(entra):
        framework = Framework(Credentials(), Keys())

        async def on_turn():
            raise Turned(503, "it could not be kept")

        with pytest.raises(Turned, match="it could not be kept"):
            await framework.turn(await framework.proved(TURN, None), TURN, on_turn)
        return entra.internet.asked, entra.wire.calls

    assert story(telling) == ([], [])


@pytest.mark.parametrize("what", ["bot.cli", "bot.programs.serve", "bot.programs.check", "bot.app"])
def test_where_teams_is_off_nothing_of_microsofts_is_imported(what):
    looks = f"import sys, {what}; print([one for one in sys.modules if one.startswith({RETIRED!r})])"

    ran = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.strip() == "[]"


RETIRED = ("botbuilder", "botframework", "msrest", "msal", "bot.platforms.teams", "bot.programs.teams")
