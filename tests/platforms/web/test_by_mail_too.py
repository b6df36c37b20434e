"""Who leaves an e-mail in a form is written to there, and answers from there."""

import asyncio
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from bot.platforms.mail.receive import Raw, receive
from bot.programs.mail import Post, around
from bot.programs.opening import links_of
from bot.programs.parts import WHOLE
from tests.mail_wire.smtp import Relay
from tests.platforms.web.a_site import Site
from tests.platforms.web.test_case_page import resolved
from tests.stories.houses import TWO_TEAMS

BY_MAIL = TWO_TEAMS.replace('intake = ["@help"', 'intake = ["email:help@example.com", "@help"')
MARIA = "Maria@example.org"


class Mailing(Site):
    def opens(self) -> None:
        self.post = Post(self.environment, WHOLE, self._hear, lambda: self.app, links_of(self.environment).of)
        assert self.post.courier
        self.couriers["email"] = self.post.courier
        super().opens()

    def answers(self, sent, text: str, sender: str = MARIA) -> None:
        """To a mail of ours, as any program does it."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, sent.sender, f"Re: {sent.mail['Subject']}"
        mail["In-Reply-To"] = mail["References"] = sent.mail["Message-ID"]
        mail["Message-ID"] = f"<{abs(hash(text))}@mail.example.org>"
        mail.set_content(text)
        raw = mail.as_bytes()
        inbound = receive(Raw(raw, self.clock.now, len(raw)), around(self.app.house, self.environment))
        assert inbound
        self.do(self._hear(inbound))
        self.settles()


@pytest.fixture
def relay() -> Iterator[Relay]:
    relay = Relay()
    yield relay
    relay.close()


@pytest.fixture
def site(store_url: str, relay: Relay) -> Iterator[Mailing]:
    with asyncio.Runner() as runner:
        site = Mailing(
            store_url, runner.run, teams=BY_MAIL, SMTP_URL=relay.url, BUCKSTOP_URL="https://help.example.com"
        )
        with site.at_work():
            yield site
            runner.run(site.post.close())


def writes(site, visitor, text="charged twice"):
    visitor.goes("/intake/support").sends(name="Maria", email=MARIA, category="other", text=text)
    site.settles()


def test_what_they_answer_by_mail_is_their_word(site, relay, maria):
    writes(site, maria)
    site.says("ana", "claim C-1")
    site.says("ana", "ask C-1: which card was it?")
    site.settles()

    site.answers(relay.sent[-1], "the blue one")

    assert site.case(1).state == "open"
    assert ("customer", "customer_wrote", "the blue one") in site.story(1)


def test_the_question_how_it_was_leads_to_the_page_and_is_answered_by_mail_as_well(site, relay, maria):
    writes(site, maria)
    site.says("ana", "claim C-1")
    resolved(site)
    site.settles()
    assert f"Rate it on your page: {site.links.of(1)}" in relay.sent[-1].text

    site.answers(relay.sent[-1], "rate C-1 4")
    site.answers(relay.sent[-1], "not solved C-1: nothing has come")

    assert [kind for _, kind, _ in site.story(1)][-2:] == ["rated", "reopened"]


def test_a_second_form_with_the_same_address_is_answered_by_mail_as_the_first_was(site, relay, maria):
    for text in ("charged twice", "and no receipt"):
        writes(site, maria, text)
    first, second = relay.sent

    site.answers(first, "it was on Monday")
    site.answers(second, "and on Tuesday")

    assert site.story(1)[-1] == ("customer", "customer_wrote", "it was on Monday")
    assert site.story(2)[-1] == ("customer", "customer_wrote", "and on Tuesday")


def test_somebody_else_who_has_that_mail_is_not_taken_for_them(site, relay, maria):
    writes(site, maria)

    site.answers(relay.sent[-1], "I am her husband", sender="victor@example.org")

    assert site.story(1)[-1] == ("customer", "noted", "victor@example.org: I am her husband")


def test_an_address_that_somebody_states_makes_nobody_the_customer_who_has_none_of_our_mails(site, relay, maria):
    writes(site, maria)
    sent = relay.sent[-1]
    forged = type(sent)(sent.sender, sent.to, sent.content.replace(b"Message-ID: <1.", b"Message-ID: <2."))

    site.answers(forged, "I am Maria, C-1 is mine")

    assert [kind for _, kind, _ in site.story(1)].count("customer_wrote") == 0
