"""Cases that other programs send: signed, once, and refused with the name of what is wrong."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.platforms.web.programs import signature
from tests.platforms.web.a_site import SECRET, Site


def sent(site, key="order-7", **how):
    return site.do(site.sends_json(key, **how))


def test_a_case_is_answered_with_its_number_and_the_customers_link(site, maria):
    told = sent(site, category="invoice", fields={"invoice number": "RO-2291"}, files=["invoice.pdf"])

    assert (told.status, told.body) == (201, {"case": 1, "link": site.link(1)})
    assert "charged twice [invoice.pdf]" in maria.goes(told.body["link"]).text
    assert (site.case(1).via, site.case(1).category, site.case(1).known) == ("api", "invoice", ("invoice number",))


def test_with_a_public_address_the_link_is_whole(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, BUCKSTOP_URL="https://help.example.com/desk")
        with site.at_work():
            told = sent(site)

    assert told.body["link"].startswith("https://help.example.com/desk/c/")


def test_the_same_key_is_answered_the_same_and_makes_one_case(site):
    first, second = sent(site), sent(site, text="something else altogether")

    assert first == second or (first.status, first.body) == (second.status, second.body)
    assert site.cases() == [1]


def test_two_that_come_at_once_make_one_case(site):
    async def both():
        return await asyncio.gather(*(site.sends_json("order-7") for _ in range(5)))

    assert {(told.status, told.body["case"]) for told in site.do(both())} == {(201, 1)}
    assert site.cases() == [1]


def test_what_was_refused_may_come_again_under_its_key_once_it_is_right(site):
    assert sent(site, category="nonsense").status == 400

    assert sent(site, category="other").status == 201


def test_a_program_may_leave_out_what_is_asked_for_later(site):
    assert sent(site, category="invoice").status == 201
    assert site.case(1).known == ()


def test_a_program_says_which_of_its_customers_it_is_and_when_they_spoke(site):
    at = (site.clock.now - timedelta(hours=2)).isoformat()

    sent(site, "1", customer="maria", at=at, zone="Asia/Shanghai", locale="en-GB")
    sent(site, "2", customer="maria")
    sent(site, "3", customer="elena")

    assert site.case(1).customer == site.case(2).customer != site.case(3).customer
    assert site.clock.now - site.case(1).spoken_at == timedelta(hours=2)


def test_its_customer_reads_in_their_own_zone(site, maria):
    sent(site, zone="Asia/Shanghai")

    assert "A person writes to you by today 23:59." in maria.goes(site.link(1)).text
    assert "China Standard Time" in maria.text


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"name": "Maria"}, "text"),
        ({"text": "x"}, "name"),
        ({"name": 7, "text": "x"}, "name"),
        ({"name": "M", "text": ["x"]}, "text"),
        ({"name": "M", "text": "x" * 20_001}, "text"),
        ({"name": "M", "text": "x", "email": "nowhere"}, "email"),
        ({"name": "M", "text": "x", "category": "nonsense"}, "category"),
        ({"name": "M", "text": "x", "category": 1}, "category"),
        ({"name": "M", "text": "x", "fields": ["a"]}, "fields"),
        ({"name": "M", "text": "x", "fields": {"size": 3}}, "fields"),
        ({"name": "M", "text": "x", "fields": {"colour": "red"}}, "field:colour"),
        ({"name": "M", "text": "x", "category": "delivery", "fields": {"size": "XXL"}}, "field:size"),
        ({"name": "M", "text": "x", "files": "a.pdf"}, "files"),
        ({"name": "M", "text": "x", "files": ["a"] * 21}, "files"),
        ({"name": "M", "text": "x", "at": "yesterday"}, "at"),
        ({"name": "M", "text": "x", "at": "2026-11-19T09:00:00"}, "at"),
        ({"name": "M", "text": "x", "at": "2027-11-19T09:00:00Z"}, "at"),
        ({"name": "M", "text": "x", "at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"name": "M", "text": "x", "zone": "Mars/Olympus"}, "zone"),
        ({"name": "M", "text": "x", "urgent": True}, "urgent"),
        (b"[1, 2]", "body"),
        (b"{", "body"),
        (b"[" * 100_000, "body"),
        (b"\xff\xfe", "body"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_taken_names_what_is_wrong(site, body, name):
    told = sent(site, body=body)

    assert (told.status, list(told.body["errors"])) == (400, [name])
    assert site.cases() == []


@pytest.mark.parametrize(
    ("locale", "category", "size", "email"),
    [
        ("en-GB", "category is one of: invoice, delivery or other.", "size is one of: S or M.", "This is not an e"),
        ("ro", "category: alegeți invoice, delivery sau other.", "size: alegeți S sau M.", "Aceasta nu este o adresă"),
        ("zh-CN", "category：请选择invoice、delivery或other。", "size：请选择S或M。", "这不是有效的电子邮箱"),
    ],
)
def test_what_is_wrong_with_what_a_customer_said_is_told_in_their_language(site, locale, category, size, email):
    told = sent(site, locale=locale, category="nonsense", email="nowhere")
    assert told.body["errors"]["category"] == category
    assert told.body["errors"]["email"].startswith(email)

    told = sent(site, locale=locale, category="delivery", fields={"size": "XXL"}, urgent=True)
    assert told.body["errors"]["field:size"] == size
    assert told.body["errors"]["urgent"].startswith("nobody knows this field")


@pytest.mark.parametrize("key", ["", " ", "k" * 201])
def test_without_a_key_of_its_own_nothing_is_taken(site, key):
    told = sent(site, key)

    assert (told.status, list(told.body["errors"])) == (400, ["Idempotency-Key"])


def test_whoever_has_not_the_secret_is_turned_away(site):
    raw = json.dumps({"name": "Maria", "text": "x"}).encode()
    now = int(site.clock.now.timestamp())
    right = signature(SECRET, str(now), raw)
    wrong = [
        {},
        {"X-Buckstop-Timestamp": str(now)},
        {"X-Buckstop-Timestamp": str(now), "X-Buckstop-Signature": signature("another", str(now), raw)},
        {"X-Buckstop-Timestamp": str(now + 1), "X-Buckstop-Signature": right},
        {"X-Buckstop-Timestamp": str(now), "X-Buckstop-Signature": right.upper()},
        {"X-Buckstop-Timestamp": str(now), "X-Buckstop-Signature": "v1=ü"},
    ]
    for stamp in (str(now - 301), str(now + 301), "", "abc", "9" * 400, "-1", "1e9", f" {now}x"):
        wrong.append({"X-Buckstop-Timestamp": stamp, "X-Buckstop-Signature": signature(SECRET, stamp, raw)})

    for headers in wrong:
        told = site.do(site.sends_raw(raw, "support", {"Idempotency-Key": "1"} | headers))
        assert told.status == 401, headers
    assert site.cases() == []


def test_a_body_that_was_changed_on_the_way_is_not_believed(site):
    stamp = str(int(site.clock.now.timestamp()))
    headers = {"X-Buckstop-Timestamp": stamp, "X-Buckstop-Signature": signature(SECRET, stamp, b"{}")}

    told = site.do(site.sends_raw(b'{"name": "M", "text": "x"}', "support", {"Idempotency-Key": "1"} | headers))

    assert told.status == 401


def test_there_is_no_such_team(site):
    told = sent(site, team="nobody")

    assert (told.status, told.body) == (404, {"errors": {"team": "there is no such team"}})


def test_where_no_secret_is_set_nothing_is_taken_and_the_answer_says_why(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, BUCKSTOP_INTAKE_SECRET="")
        with site.at_work():
            told = sent(site)

    assert told.status == 503
    assert "BUCKSTOP_INTAKE_SECRET is not set" in told.body["errors"]["secret"]
