"""Whatever anybody sends: never a page that went wrong, and never a case that nobody meant."""

import asyncio
from contextlib import suppress
from itertools import count
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.languages import is_spoken
from bot.platforms.web.door import object_of
from bot.platforms.web.gate import Pace, Paces
from bot.platforms.web.seals import Seals
from bot.platforms.web.tongues import preferred
from tests.platforms.anything import ANYTHING
from tests.platforms.web.a_site import Site
from tests.scheduler.office import THURSDAY_AT_TEN

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = (
    st.sampled_from(["name", "email", "category", "text", "seal", "shown", "does", "field:size", "score"]) | ANYTHING
)
VALUES = st.sampled_from(
    ["send", "keep", "clear", "write", "rate", "solved", "not_solved", "delivery", "\0", "x" * 21_000]
)
NUMBERS = count(1)
FORMS = st.dictionaries(NAMES, VALUES | ANYTHING, max_size=8)
HEADERS = st.sampled_from(
    ["Accept-Language", "Cookie", "Sec-Fetch-Site", "X-Forwarded-For", "X-Buckstop-Timestamp", "Idempotency-Key"]
)
LATIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60)
TYPE = "application/x-www-form-urlencoded"
TYPES = st.sampled_from(
    [
        TYPE,
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ]
)


@pytest.fixture
def open_site(store_url):
    """Where one address may come as often as it likes."""
    free = Pace(0.0, 1)
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, Paces(free, free, free, free))
        with site.at_work():
            site.do(site.sends_json("1"))
            yield site


async def raw(port, method, path, headers, body):
    """Past every client that would mend it; the status of what came back, or None if the server hung up."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with suppress(ConnectionError):
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body)
        await writer.drain()
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]) if answer else None


def status(site, method, path, headers, body=b""):
    return site.do(raw(int(site.root.rpartition(":")[2]), method, path, headers, body))


@MANY
@given(fields=FORMS, headers=st.dictionaries(HEADERS, LATIN, max_size=4), page=st.booleans())
def test_any_form_is_answered(open_site, fields, headers, page):
    body = urlencode([(name, value) for name, value in fields.items()], errors="surrogatepass").encode()
    path = open_site.link(1) if page else "/intake/support"

    assert (status(open_site, "POST", path, headers | {"Content-Type": TYPE}, body) or 400) < 500


@MANY
@given(fields=FORMS, page=st.booleans())
def test_any_form_of_ours_with_anything_in_it_is_answered(open_site, fields, page):
    """Sealed, so that it gets as far as it can."""
    maria = open_site.visitor().goes(open_site.link(1) if page else "/intake/support")
    seal = {"seal": maria.fields()["seal"]} if maria.status == 200 else {}
    does = {} if not page else {"does": fields.get("does", "write")}
    typed = {name: value for name, value in fields.items() if name}
    body = urlencode(typed | does | seal, errors="surrogatepass").encode()

    assert maria.posts(maria.path, body, **{"Content-Type": TYPE}).status < 500


@MANY
@given(body=st.binary(max_size=400), kind=TYPES, where=st.sampled_from(["/intake/support", "/c/x", "/intake/nobody"]))
def test_any_bytes_are_answered(open_site, body, kind, where):
    assert (status(open_site, "POST", where, {"Content-Type": kind}, body) or 400) < 500


@MANY
@given(
    path=ANYTHING, headers=st.dictionaries(HEADERS, LATIN, max_size=4), method=st.sampled_from(["GET", "HEAD", "PUT"])
)
def test_any_address_is_answered(open_site, path, headers, method):
    where = quote(path.encode("utf-8", "surrogatepass"))

    for begins in ("/c/", "/intake/", "/static/", "/"):
        assert (status(open_site, method, begins + where, headers) or 400) < 500


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANYTHING,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = st.sampled_from(["text", "name", "email", "category", "customer", "locale", "zone", "at", "fields", "files"])


@MANY
@given(body=st.dictionaries(KEYS | ANYTHING, JSON | st.dictionaries(ANYTHING, JSON, max_size=3), max_size=6))
def test_any_object_of_a_program_is_answered(open_site, body):
    told = open_site.do(open_site.sends_json(str(next(NUMBERS)), {"name": "M", "text": "x"} | body))

    assert told.status in (201, 400)


@given(accepts=LATIN | st.text(max_size=700))
def test_any_wish_for_a_language_is_met(accepts):
    assert is_spoken(preferred(accepts) or "en")


@given(seal=ANYTHING, browser=ANYTHING)
def test_no_seal_is_guessed(seal, browser):
    assert Seals(("key",)).number(seal, "intake:support", browser, THURSDAY_AT_TEN) is None


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_an_object_or_none(raw):
    assert object_of(raw) is None or isinstance(object_of(raw), dict)
