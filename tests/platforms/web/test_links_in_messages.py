"""Where customers are written to elsewhere, they are shown the way to their page; who left an e-mail is mailed to."""

import asyncio

from bot.messages.delivery import Courier
from bot.messages.values import Address, Card, Receipt
from bot.messages.wording import utc_reader
from bot.platforms.slack.blocks import Pen, card_blocks
from bot.platforms.slack.us import Us
from bot.platforms.web.send import courier
from tests.platforms.web.a_site import Site
from tests.platforms.web.test_case_page import resolved

HTTPS = "https://help.example.com"
AN_ADDRESS = Address("web", "1")


def cards(site):
    """What the customer in Slack was sent."""
    return [card for (where, _, _), card in zip(site.sent, site.cards, strict=True) if where.startswith("C0HELP")]


def story(store_url, **environment):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, **environment)
        with site.at_work():
            site.says("maria", "charged twice", at="help")
            site.settles()
            site.says("ana", "claim C-1")
            site.says("ana", "reply C-1: We look.")
            resolved(site)
            site.settles()
            return cards(site), site.links.of(1)


def test_the_acknowledgement_and_the_resolution_lead_to_the_page(store_url):
    sent, link = story(store_url, BUCKSTOP_URL=HTTPS)

    acknowledged, replied, solved = (
        next(card for card in sent if words in card.title) for words in ("desk has C-1", "We look.", "Is it solved?")
    )
    assert acknowledged.link == ("Your case, with all that was said", link)
    assert solved.link == ("Rate it on your page", link)
    assert replied.link is None


def test_without_a_public_address_there_is_no_link(store_url):
    sent, link = story(store_url)

    assert link is None
    assert {card.link for card in sent} == {None}


def test_slack_draws_it_as_a_link():
    card = Card("Ana has C-1.", link=("Your case", f"{HTTPS}/c/x"))
    drawn = list(card_blocks(card, Pen(Us("T1", "U1", "B1"), utc_reader(), tables=1)))

    assert {"type": "link", "url": f"{HTTPS}/c/x", "text": "Your case"} in drawn[-1]["elements"][0]["elements"]


def mailed(edit=None, email="maria@example.com"):
    sent = []

    async def send(to, card, *, thread=None, edit=None, mark=""):
        sent.append((to, card.title, mark))
        return Receipt(to.place, "1")

    async def email_of(address):
        return email

    out = courier(Courier(send), email_of)
    receipt = asyncio.run(out.send(AN_ADDRESS, Card("Ana: We look."), edit=edit, mark="say:1"))
    return sent, receipt


def test_who_left_an_e_mail_is_written_to_there_too():
    assert mailed() == ([(Address("email", "maria@example.com"), "Ana: We look.", "say:1")], Receipt("1", "say:1"))


def test_a_mail_is_not_drawn_anew_and_nobody_without_one_is_written_to():
    assert mailed(edit=Receipt("1", "say:1"))[0] == []
    assert mailed(email=None)[0] == []
