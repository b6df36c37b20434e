"""Calling the Bot Connector: each call is made once, to whom we trust, and what became of it is told apart."""

import asyncio
import logging
import socket
import traceback
from datetime import timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.places import path
from tests.platforms.a_service import BREAKS_OFF, HANGS_UP, KEEPS_SILENT, Page
from tests.platforms.teams.a_connector import TOKEN, AConnector, a_connector, a_token, no

SECRET = "charged twice"
THREAD = "19:help_desk-1@thread.tacv2;messageid=1700"
POSTS = path("conversations", THREAD, "activities")
ANYBODY = "http://127.0.0.1:"


@pytest.fixture
def teams():
    with a_connector() as teams:
        yield teams


def a_caller(teams: AConnector, *tokens: str, timeout_s: float = 2.0) -> Connector:
    return Connector(a_token(*tokens), lambda url: url.startswith(ANYBODY), timeout_s=timeout_s)


@pytest.fixture
def connector(teams):
    connector = a_caller(teams)
    yield connector
    teams.run(connector.close())


def refused(teams, connector, method="POST", service=None) -> NotDelivered:
    with pytest.raises(NotDelivered) as no:
        teams.run(connector.call(method, service or teams.service, POSTS, {"type": "message", "text": SECRET}))
    return no.value


def test_a_call_goes_out_once_with_the_token_and_what_was_written_as_it_was(teams, connector):
    activity = {"type": "message", "text": "naïve “quotes” & <at>Ana</at> 🙂"}
    teams.answers("POST", {"id": "1701"})

    assert teams.run(connector.call("POST", teams.service, POSTS, activity)) == {"id": "1701"}

    (asked,) = teams.asked
    assert asked.token == f"Bearer {TOKEN}"
    assert asked.body == activity
    assert asked.parts == ("emea", "v3", "conversations", THREAD, "activities")


@pytest.mark.parametrize("odd", ["a:1/2?3#4%2F", "29:1-_x+y==", "19:a b@thread.v2", "é"])
def test_whatever_stands_in_an_id_it_is_one_part_of_the_path(teams, connector, odd):
    teams.answers("GET", {"members": []})

    teams.run(connector.call("GET", teams.service, path("conversations", odd, "members"), pageSize=200, token=None))

    assert teams.asked[0].parts == ("emea", "v3", "conversations", odd, "members")
    assert (teams.asked[0].query, teams.asked[0].body) == ({"pageSize": "200"}, None)


def test_what_is_asked_for_beside_arrives_as_it_is(teams, connector):
    teams.answers("GET", {"members": []})

    teams.run(connector.call("GET", teams.service, "v3/members", continuationToken="a+b=&ü"))

    assert teams.asked[0].query == {"continuationToken": "a+b=&ü"}


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_service_is_named_with_or_without_its_last_slash(teams, connector, slash):
    teams.answers("GET", [1])

    assert teams.run(connector.call("GET", teams.service.rstrip("/") + slash, "/v3/x")) == [1]
    assert teams.asked[0].parts == ("emea", "v3", "x")


def test_some_say_yes_and_nothing_more(teams, connector):
    teams.answers("PUT", Page(202))

    assert teams.run(connector.call("PUT", teams.service, POSTS, {})) is None


# --- whom we trust ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", ["https://evil.example/", "http://localhost/", "file:///etc/passwd", ""])
def test_nobody_else_is_called_or_shown_the_token(teams, service):
    shown = []

    async def token(*, fresh: bool = False) -> str:
        shown.append(service)
        return TOKEN

    connector = Connector(token, lambda url: url.startswith(ANYBODY))

    no = refused(teams, connector, service=service or "x")

    assert (no.why, no.permanent, no.unsure) == ("untrusted_service", True, False)
    assert not shown
    teams.run(connector.close())


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_goes_to_nobody_that_another_names(teams, connector, status):
    teams.answers("POST", Page(status, headers={"Location": f"{teams.service}elsewhere"}))

    assert refused(teams, connector).why == f"http_{status}"
    assert len(teams.asked) == 1


def test_where_nobody_asks_for_a_token_none_is_shown(teams):
    connector = a_caller(teams, "")
    teams.answers("POST", {"id": "1701"}, no(401, "Unauthorized"))

    teams.run(connector.call("POST", teams.service, POSTS, {}))
    refused(teams, connector)

    assert [asked.token for asked in teams.asked] == ["", ""]
    teams.run(connector.close())


def test_a_token_that_is_refused_is_renewed_once_and_the_call_goes_out(teams):
    connector = a_caller(teams, "old", "new")
    teams.answers("POST", lambda asked: {"id": "1"} if asked.token == "Bearer new" else no(401, "Unauthorized"))

    assert teams.run(connector.call("POST", teams.service, POSTS, {})) == {"id": "1"}
    assert teams.run(connector.call("POST", teams.service, POSTS, {})) == {"id": "1"}

    assert [asked.token for asked in teams.asked] == ["Bearer old", "Bearer new", "Bearer new"]
    teams.run(connector.close())


def test_several_calls_with_an_old_token_ask_for_one_new_one(teams):
    connector = a_caller(teams, "old", "new", "newest")
    teams.answers("POST", lambda asked: {"id": "1"} if asked.token != "Bearer old" else no(401, "Unauthorized"))

    async def several():
        return await asyncio.gather(*(connector.call("POST", teams.service, POSTS, {}) for _ in range(5)))

    teams.run(several())

    assert {asked.token for asked in teams.asked} == {"Bearer old", "Bearer new"}
    teams.run(connector.close())


def test_if_the_new_one_is_refused_too_rows_wait_and_no_more_are_asked_for(teams, caplog):
    connector = a_caller(teams, "old", "new", "newest")
    teams.answers("POST", no(401, "BotNotRegistered"))

    for _ in range(2):
        why = refused(teams, connector)
        assert (why.why, why.permanent, why.unsure) == ("BotNotRegistered", False, False)
        assert why.retry_after == timedelta(minutes=5)

    assert [asked.token for asked in teams.asked] == ["Bearer old", "Bearer new", "Bearer new"]
    assert [(one.levelname, one.why) for one in caplog.records] == [("ERROR", "BotNotRegistered")]
    teams.run(connector.close())


def test_that_we_are_locked_out_is_said_again_after_we_were_let_in(teams, connector, caplog):
    teams.answers("POST", no(401, "Unauthorized"), no(401, "Unauthorized"), {"id": "1"}, no(401, "Unauthorized"))

    refused(teams, connector)
    teams.run(connector.call("POST", teams.service, POSTS, {}))
    refused(teams, connector)

    assert len(caplog.records) == 2


@pytest.mark.parametrize("failure", [ConnectionError, TimeoutError, socket.gaierror])
def test_without_a_token_nothing_is_sent_and_rows_wait(teams, failure):
    async def token(*, fresh: bool = False) -> str:
        raise failure(SECRET)

    connector = Connector(token, lambda url: True)

    why = refused(teams, connector)

    assert (why.why, why.permanent, why.unsure) == ("no_token", False, False)
    assert not teams.asked
    assert SECRET not in "".join(traceback.format_exception(why))


def test_a_token_that_does_not_come_holds_up_nobody(teams):
    async def token(*, fresh: bool = False) -> str:
        await asyncio.sleep(60)
        return TOKEN

    connector = Connector(token, lambda url: True, timeout_s=0.05)

    assert refused(teams, connector).why == "no_token"


def test_what_the_one_who_gets_tokens_says_is_passed_on(teams):
    async def token(*, fresh: bool = False) -> str:
        raise NotDelivered("token_refused: invalid_client", retry_after=timedelta(minutes=5))

    connector = Connector(token, lambda url: True)

    assert refused(teams, connector).retry_after == timedelta(minutes=5)


# --- what becomes of a call -----------------------------------------------------------------------------------------


def test_a_call_too_many_waits_as_long_as_teams_says(teams, connector):
    teams.answers("POST", no(429, "Throttled", Retry_After="1.5"))

    why = refused(teams, connector)

    assert (why.why, why.permanent, why.unsure) == ("Throttled", False, False)
    assert why.retry_after == timedelta(seconds=1.5)
    assert len(teams.asked) == 1


def test_teams_may_name_the_hour_instead_by_its_own_clock(teams, connector):
    teams.answers(
        "POST",
        no(429, "Throttled", Retry_After="Thu, 19 Nov 2026 12:00:47 GMT", Date="Thu, 19 Nov 2026 12:00:00 GMT"),
    )

    assert refused(teams, connector).retry_after == timedelta(seconds=47)


@pytest.mark.parametrize(("method", "unsure"), [("POST", True), ("PUT", False), ("GET", False)])
@pytest.mark.parametrize("answer", [no(502, "ServiceError"), Page(504, "upstream"), KEEPS_SILENT, BREAKS_OFF])
def test_only_a_post_that_failed_after_it_was_sent_is_in_doubt(teams, connector, method, unsure, answer):
    teams.answers(method, answer)

    why = refused(teams, connector, method)

    assert (why.permanent, why.unsure) == (False, unsure)
    assert len(teams.asked) == 1


@pytest.mark.parametrize(("answer", "why"), [(HANGS_UP, "connection_lost"), (KEEPS_SILENT, "timeout")])
def test_a_post_whose_answer_is_lost_is_not_tried_again(teams, connector, answer, why):
    teams.answers("POST", {"id": "1"}, answer)
    teams.run(connector.call("POST", teams.service, POSTS, {}))

    no = refused(teams, connector)

    assert (no.why, no.unsure) == (why, True)
    assert len(teams.asked) == 2


@pytest.mark.parametrize("answer", [Page(200, "<html>Log in</html>", "text/html"), Page(200, "{"), Page(200, "1")])
def test_what_is_no_answer_of_teams_is_not_taken_for_a_yes(teams, connector, answer):
    teams.answers("POST", answer)

    why = refused(teams, connector)

    assert (why.why, why.permanent, why.unsure) == ("not_json", False, True)


def test_where_nobody_listens_nothing_was_sent(teams, connector):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))

        why = refused(teams, connector, service=f"{ANYBODY}{nobody.getsockname()[1]}/")

    assert (why.why, why.permanent, why.unsure) == ("unreachable", False, False)


def test_where_nobody_takes_the_connection_nothing_was_sent(teams, connector):
    with socket.socket() as full, socket.socket() as caller:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        caller.connect(full.getsockname())  # the only one who may wait

        why = refused(teams, connector, service=f"{ANYBODY}{full.getsockname()[1]}/")

    assert (why.why, why.unsure) == ("unreachable", False)


def test_a_name_that_nobody_knows_is_unreachable(teams):
    connector = Connector(a_token(), lambda url: True, timeout_s=5)

    why = refused(teams, connector, service="http://nobody.invalid/")

    assert (why.why, why.permanent, why.unsure) == ("unreachable", False, False)
    teams.run(connector.close())


@pytest.mark.parametrize(
    ("answer", "status"), [("HTTP/1.1 403 Forbidden", 403), ("HTTP/1.1 407 Proxy Authentication Required", 407)]
)
def test_a_proxy_that_lets_us_not_through_has_sent_nothing(teams, monkeypatch, answer, status):
    async def turn_away(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"{answer}\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()

    async def through_the_proxy():
        proxy = await asyncio.start_server(turn_away, "127.0.0.1", 0)
        monkeypatch.setenv("HTTPS_PROXY", "http://{}:{}".format(*proxy.sockets[0].getsockname()))
        monkeypatch.setenv("NO_PROXY", "")
        connector = Connector(a_token(), lambda url: True, timeout_s=1)
        try:
            await connector.call("POST", "https://smba.example/", POSTS, {"text": SECRET})
        finally:
            await connector.close()
            proxy.close()

    with pytest.raises(NotDelivered) as no:
        teams.run(through_the_proxy())

    assert (no.value.why, no.value.permanent, no.value.unsure) == ("unreachable", False, False)


@pytest.mark.parametrize(
    "answer",
    [no(403, "BotNotInConversationRoster"), Page(503, SECRET), Page(200, SECRET), HANGS_UP, KEEPS_SILENT],
    ids=["403", "503", "no json", "drop", "silence"],
)
def test_neither_the_words_nor_the_token_stand_in_what_is_raised_or_logged(teams, connector, caplog, answer):
    caplog.set_level(logging.DEBUG)
    teams.answers("POST", answer)

    why = refused(teams, connector)

    written = "".join(traceback.format_exception(why)) + repr(why) + caplog.text
    assert SECRET not in written
    assert TOKEN not in written


def test_after_closing_it_opens_again_when_it_is_needed(teams, connector):
    teams.answers("GET", {"id": "1"})
    teams.run(connector.call("GET", teams.service, "/v3/x"))

    teams.run(connector.close())
    teams.run(connector.close())

    assert teams.run(connector.call("GET", teams.service, "/v3/x")) == {"id": "1"}
