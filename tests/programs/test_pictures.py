"""The pictures of a digest by link: whoever has the link sees that one, and nobody can make a link."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from bot.app import draw_digest
from bot.programs.pictures import Pictures
from bot.programs.web import listening
from bot.settings import read_environment
from tests.scheduler.office import Office

KEYS = ("a" * 40, "b" * 40)


class Shown(Office):
    """A desk whose digest is looked at from outside."""

    def __init__(self, url, do):
        super().__init__(url, do)
        self.environment = replace(read_environment({}), url="https://desk.example", keys=KEYS)
        self.pictures = Pictures(self.environment, lambda: self.app)

    def gets(self, link, pictures=None):
        async def asked():
            gets = (pictures or self.pictures).gets
            async with listening({}, "127.0.0.1", 0, gets) as port, aiohttp.ClientSession() as outside:
                path = link.removeprefix("https://desk.example")
                answer = await outside.get(f"http://127.0.0.1:{port}{path}")
                return answer.status, answer.headers, await answer.read()

        return self.do(asked())

    def enclosed(self):
        now = self.clock.now
        card = self.app.store.read(lambda tx: draw_digest("support", "2026-11", tx, now, "digest_charts"))
        return {one.subject.rpartition("/")[2]: one for one in card.enclosed}


@pytest.fixture
def office(new_store):
    with asyncio.Runner() as runner:
        office = Shown(new_store(), runner.run)
        office.says("maria", "charged twice", at="help")
        office.says("ana", "claim C-1")
        office.says("ana", "pass C-1 needs expertise: she has the receipt")
        office.waits(days=14)
        yield office
        office.app.store.close()


def test_a_link_shows_its_picture(office):
    link = office.pictures.link(office.enclosed()["people"])

    status, headers, body = office.gets(link)

    assert link.startswith("https://desk.example/digest/")
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert body.startswith(b"\x89PNG")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_link_hands_out_its_file(office):
    one = office.enclosed()["figures"]

    status, headers, body = office.gets(office.pictures.link(one))

    assert (status, body.decode()) == (200, one.source)
    assert headers["Content-Type"].startswith("text/csv")
    assert headers["Content-Disposition"] == 'attachment; filename="support-2026-11.csv"'


def test_no_link_can_be_made_of_another(office):
    link = office.pictures.link(office.enclosed()["people"])
    other = office.pictures.link(replace(office.enclosed()["people"], subject="support/2026-11/figures"))
    base, _, token = link.rpartition("/")
    coded, _, signature = token.partition(".")
    others = other.rpartition("/")[2].partition(".")[0]

    tries = [f"{others}.{signature}", f"{coded}.{'0' * 32}", f"{coded}.", coded, "x", f"{coded}.é", "a" * 600]

    assert [office.gets(f"{base}/{one}")[0] for one in tries] == [404] * len(tries)


def test_what_is_not_there_is_not_found_though_it_is_signed(office):
    one = office.enclosed()["people"]
    subjects = [
        "nobody/2026-11/people",
        "support/2026-13/people",
        "support/2026-11/salaries",
        "support/2026-11",
        "..//",
    ]

    links = [office.pictures.link(replace(one, subject=subject)) for subject in subjects]

    assert [office.gets(link)[0] for link in links] == [404] * len(subjects)


def test_a_key_that_is_no_longer_the_newest_still_opens_its_links_until_it_is_gone(office):
    link = office.pictures.link(office.enclosed()["figures"])
    newer = Pictures(replace(office.environment, keys=("c" * 40, *KEYS)), lambda: office.app)
    gone = Pictures(replace(office.environment, keys=("c" * 40,)), lambda: office.app)

    assert office.gets(link, newer)[0] == 200
    assert office.gets(link, gone)[0] == 404


def test_without_an_address_or_keys_there_is_no_link(office):
    one = office.enclosed()["people"]

    for lacking in ({"url": None}, {"keys": ()}):
        assert Pictures(replace(office.environment, **lacking), lambda: office.app).link(one) is None


def test_other_figures_are_another_link(office):
    one = office.enclosed()["figures"]

    assert office.pictures.link(one) == office.pictures.link(one)
    assert office.pictures.link(one) != office.pictures.link(replace(one, source="other"))
