"""What surrounds every page: headers under which nothing acts, limits, and a kind word for whoever went astray."""

import asyncio

import pytest

from bot.platforms.web.gate import Gate, Pace, Paces, household
from tests.platforms.web.a_site import Site
from tests.platforms.web.test_intake import FULL, written

HTTPS = "https://help.example.com"


def test_every_page_forbids_all_that_it_does_not_need(site, maria):
    written(maria)
    for path in ("/intake/support", site.link(1), "/c/nothing", "/nothing", "/intake/nobody"):
        headers = maria.goes(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "'unsafe-inline'" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Strict-Transport-Security" not in headers
        assert "aiohttp" not in headers["Server"]


def test_no_page_holds_a_script_or_a_style_of_its_own(site, maria):
    written(maria)

    for path in ("/intake/support", site.link(1)):
        page = maria.goes(path).page
        assert page.find("script") is None
        assert page.find("style") is None
        assert not [
            one for one in page.find_all() if any(name.startswith("on") or name == "style" for name in one.attrs)
        ]


def test_a_page_of_a_case_is_kept_nowhere(site, maria):
    written(maria)

    assert maria.headers["Cache-Control"] == "no-store"
    assert maria.goes("/intake/support").headers["Cache-Control"] == "private, no-cache"


def test_over_https_the_browser_is_told_to_stay_there_and_the_cookie_never_leaves_it(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, BUCKSTOP_URL=HTTPS)
        with site.at_work():
            headers = site.visitor().goes("/intake/support").headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("__Host-buckstop=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"))


def test_below_a_path_every_address_is_below_it(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, BUCKSTOP_URL="http://help.example.com/desk")
        with site.at_work():
            maria = site.visitor().goes("/intake/support")

    assert maria.page.find("link", rel="stylesheet")["href"].startswith("/desk/static/page-")
    assert "Path=/desk/" in maria.headers["Set-Cookie"]


def test_the_style_sheet_is_named_by_what_is_in_it_and_kept_for_a_year(site, maria):
    style = maria.goes("/intake/support").page.find("link", rel="stylesheet")["href"]

    maria.goes(style)

    assert maria.status == 200
    assert maria.headers["Content-Type"] == "text/css; charset=utf-8"
    assert maria.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert maria.goes(style.replace("page-", "page-0")).status == 404
    assert maria.goes("/static/..%2Fapp.py").status == 404


def test_whoever_comes_too_often_waits_and_is_told_for_how_long(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, Paces(sends=Pace(30.0, 2)))
        with site.at_work():
            maria = site.visitor().goes("/intake/support")
            fields = maria.fields() | FULL
            for _ in range(3):
                maria.posts("/intake/support", fields)

    assert maria.status == 429
    assert maria.headers["Retry-After"] == "30"
    assert "Please try again in 30 seconds. Nothing was sent yet." in maria.text


def test_a_program_that_comes_too_often_is_told_so_in_its_own_words(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, Paces(programs=Pace(30.0, 1)))
        with site.at_work():
            told = [site.do(site.sends_json(str(n))) for n in range(2)]

    assert [one.status for one in told] == [201, 429]
    assert told[1].headers["Retry-After"] == "30"


def test_many_addresses_cannot_flood_one_team(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, Paces(team=Pace(60.0, 2)), BUCKSTOP_PROXIES="1")
        with site.at_work():
            statuses = []
            for n in range(4):
                somebody = site.visitor(**{"X-Forwarded-For": f"203.0.113.{n}"}).goes("/intake/support")
                statuses.append(somebody.sends(**FULL).status)
            other = site.visitor(**{"X-Forwarded-For": "203.0.113.9"}).goes("/intake/billing")
            statuses.append(other.sends(**FULL | {"category": "refund"}).status)

    assert statuses == [200, 200, 429, 429, 200]


@pytest.mark.parametrize(("proxies", "status"), [("0", 429), ("1", 200)])
def test_what_a_visitor_says_of_their_address_counts_only_behind_a_proxy(store_url, proxies, status):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, Paces(looks=Pace(60.0, 1)), BUCKSTOP_PROXIES=proxies)
        with site.at_work():
            site.visitor(**{"X-Forwarded-For": "9.9.9.9, 203.0.113.1"}).goes("/intake/support")
            second = site.visitor(**{"X-Forwarded-For": "9.9.9.9, 203.0.113.2"}).goes("/intake/support")

    assert second.status == status


def test_a_pace_lets_a_burst_in_and_then_one_at_a_time():
    at = [0.0]
    gate = Gate(lambda: at[0])

    assert [gate.wait("a", Pace(10, 3)) for _ in range(4)] == [0, 0, 0, 10]
    assert gate.wait("b", Pace(10, 3)) == 0
    at[0] = 10.0
    assert [gate.wait("a", Pace(10, 3)) for _ in range(2)] == [0, 10]


def test_whoever_has_not_come_for_longest_is_forgotten_first():
    gate = Gate(lambda: 0.0, most=2)
    for key in "abc":
        gate.wait(key, Pace(10, 1))

    assert gate.wait("c", Pace(10, 1)) == 10
    assert gate.wait("a", Pace(10, 1)) == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::"),
        ("unknown", "somewhere"),
        ("", "somewhere"),
    ],
)
def test_a_household_is_counted_as_one(address, counted):
    assert household(address) == counted


def test_what_is_too_large_or_no_form_is_turned_away(site, maria):
    fields = maria.goes("/intake/support").fields()

    assert maria.posts("/intake/support", fields | {"text": "x" * 400_000}).status in (400, 413)
    assert maria.posts("/intake/support", b"<xml/>", **{"Content-Type": "text/xml"}).status == 415
    assert maria.posts("/intake/support", {f"n{n}": "" for n in range(200)}).status == 400
    assert "Your browser sent something that this page does not understand" in maria.text
    assert site.cases() == []


def test_words_that_are_too_long_are_said_to_be_and_kept(site, maria):
    maria.goes("/intake/support").sends(**FULL | {"text": "x" * 20_001})

    assert maria.fault("text") == "That is too long: at most 20,000 characters, please. It has 20,001."
    assert len(maria.fields()["text"]) == 20_001


def test_whoever_goes_astray_gets_a_kind_page(site, maria):
    maria.goes("/")

    assert maria.status == 404
    assert "There is nothing here" in maria.text
