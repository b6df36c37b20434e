"""A card becomes a mail: text and page, with the names that bring answers back; and what the server says of it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Card, Receipt
from bot.platforms.mail.drawing import About, Heading, mail_of
from bot.platforms.mail.line import Line
from bot.platforms.mail.login import read_login
from bot.platforms.mail.places import Place
from bot.platforms.mail.send import Way, below, budgets, courier
from bot.platforms.mail.tokens import Signing
from tests.mail_wire.smtp import Relay

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
SIGNING = Signing.by(("a key",), "")
THREAD = Place("maria@example.org", "help@example.com", "1@x").address
ABOUT = About("Customer support", "help@example.com", "Charged twice")
CARD = Card("Ana Pop: it is paid back", case=42, spoken=True)


@pytest.fixture
def relay() -> Iterator[Relay]:
    relay = Relay()
    yield relay
    relay.close()


def way(line: Line, *, plus: bool = False, about: About = ABOUT) -> Way:
    async def known(case: int | None, to: Address) -> About:
        return about

    return Way(line, SIGNING, known, lambda: NOON, plus=plus)


def sent(
    relay: Relay, card: Card = CARD, to: Address = THREAD, *, mark: str = "say:1", times: int = 1, **how
) -> Receipt:
    """All at once, if more than one; the receipt of the first."""

    async def send() -> Receipt:
        line = Line(read_login(relay.url))
        one = way(line, **how)
        try:
            return (await asyncio.gather(*(one.send(to, card, mark=f"{mark}{n or ''}") for n in range(times))))[0]
        finally:
            await line.close()

    return asyncio.run(send())


def test_the_name_of_a_mail_proves_to_whom_it_went(relay):
    receipt = sent(relay)

    token = SIGNING.read(relay.sent[0].mail["Message-ID"].strip("<>"))
    assert token is not None
    assert (token.case, token.mark) == (42, "say:1")
    assert token.was_sent_to("maria@example.org", SIGNING)
    assert not token.was_sent_to("victor@example.org", SIGNING)
    assert below(receipt) == Place("maria@example.org", "help@example.com", receipt.id).address


def test_a_repeat_has_the_same_name(relay):
    assert sent(relay).id == sent(relay).id
    assert sent(relay, mark="say:2").id != sent(relay).id


def test_where_the_server_takes_a_plus_the_answer_brings_the_token_back(relay):
    sent(relay, plus=True)

    back = relay.sent[0].mail["Reply-To"].addresses[0].addr_spec
    assert back.startswith("help+42.say=1.")
    assert len(back.partition("@")[0]) <= 64
    assert SIGNING.read(back.partition("@")[0].partition("+")[2]) is not None


def test_what_was_sent_is_not_sent_again_to_be_changed(relay):
    shown = Receipt("maria@example.org/help@example.com", "1@example.com")

    assert asyncio.run(way(Line(read_login(relay.url))).send(THREAD, CARD, edit=shown)) == shown
    assert relay.sent == []
    assert budgets(THREAD, True) == ()


def test_what_the_clock_says_goes_out_as_a_programs_and_what_a_person_says_does_not(relay):
    sent(relay, Card("C-42 is due", case=42), Address("email", "ana@example.com"))
    sent(relay)

    assert relay.sent[0].mail["Auto-Submitted"] == "auto-generated"
    assert relay.sent[1].mail["Auto-Submitted"] is None


def test_staff_are_told_that_an_answer_is_a_note(relay):
    about = About("Customer support", "help@example.com", "Charged twice", staff=True, page="https://x.example/c/1")
    sent(relay, Card("C-42 is due", case=42), Address("email", "ana@example.com"), about=about)

    assert "kept as a note on C-42" in relay.sent[0].text
    assert "x.example" not in relay.sent[0].text


@pytest.mark.parametrize(
    ("says", "permanent"), [("550 5.1.1 no such user", True), ("552 full", True), ("450 4.2.0 later", False)]
)
def test_never_is_told_from_not_now(relay, says, permanent):
    relay.refuses["maria@example.org"] = says

    with pytest.raises(NotDelivered) as no:
        sent(relay)

    assert no.value.permanent is permanent
    assert not no.value.unsure
    assert no.value.why.startswith(says[:3])
    assert "user" not in no.value.why, "what a server says may quote anything"


def test_a_mail_that_is_refused_whole_did_not_arrive(relay):
    relay.says = "554 5.7.1 spam"

    with pytest.raises(NotDelivered) as no:
        sent(relay)

    assert no.value.permanent
    assert not no.value.unsure


def test_where_the_answer_is_lost_nobody_knows(relay):
    relay.hangs_up = True

    with pytest.raises(NotDelivered) as no:
        sent(relay)

    assert no.value.unsure
    assert len(relay.sent) == 1


def test_where_nobody_listens_nothing_has_arrived():
    with pytest.raises(NotDelivered) as no:
        asyncio.run(way(Line(read_login("smtp://127.0.0.1:1"))).send(THREAD, CARD))

    assert (no.value.permanent, no.value.unsure) == (False, False)
    assert no.value.why == "smtp_refused"


def test_many_mails_go_over_few_connections(relay):
    sent(relay, times=40)

    assert len(relay.sent) == 40


def test_a_courier_of_mail_cannot_be_asked(relay):
    out = courier(way(Line(read_login(relay.url))))

    assert out.find is None
    assert {budget.key for budget in out.budgets(THREAD, False)} == {"email:all", "email:to:maria@example.org"}


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nRCPT TO:<x@y>", "ä" * 5 + "@example.org"])
def test_an_address_that_is_none_is_never_tried(relay, address):
    with pytest.raises(NotDelivered) as no:
        sent(relay, to=Place(address, "help@example.com", "1@x").address)

    assert no.value.permanent
    assert relay.sent == []


WORDS = st.text(max_size=200)


@settings(max_examples=150, deadline=None)
@given(title=WORDS, subject=WORDS, team=WORDS, fact=WORDS)
def test_whatever_people_write_writes_no_header(title, subject, team, fact):
    heading = Heading(Place("maria@example.org", "help@example.com", "1@x"), "help@example.com", "2@x")
    card = Card(title, facts=((fact, fact),), lines=(fact,), case=42)

    raw = mail_of(card, About(team, "help@example.com", subject), heading, NOON).as_bytes()

    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]
    assert sorted(names) == sorted(
        b"From To Subject Date Message-ID In-Reply-To References Auto-Submitted X-Auto-Response-Suppress MIME-Version"
        b" Content-Type".split()
    )
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def test_a_page_shows_words_and_obeys_none(relay):
    sent(relay, Card('Ana: <script>x()</script> & "y"\nnext <img src=x>', case=42))

    assert "&lt;script&gt;" in relay.sent[0].html
    assert "<img" not in relay.sent[0].html
    assert "<br>" in relay.sent[0].html


def test_a_question_carries_the_link_to_where_it_is_answered_once(relay):
    link = "https://help.example.com/c/abc"
    about = About("Customer support", "help@example.com", "Charged twice", page=link)
    asked = Card("How was it for you?", case=42, link=("Rate it on your page", link))

    sent(relay, asked, about=about)

    (mail,) = relay.sent
    text, page = (part.get_content() for part in mail.mail.iter_parts())
    assert f"Rate it on your page: {link}" in text
    assert text.count(link) == 1
    assert f'Rate it on your page: <a href="{link}">{link}</a>' in page
