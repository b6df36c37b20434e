"""Customers who write mail: from the first letter to the last word, and everything that must not become one."""

import logging
from collections.abc import Callable, Iterator

import pytest

from bot.commands.erasing import Somebody, erase_cases, erase_person
from bot.programs.mail import signing
from bot.storage.tx import Tx
from tests.mail_wire.smtp import Sent
from tests.stores import NewStore, prepared
from tests.stories import houses
from tests.stories.desk import Desk
from tests.stories.mail import HELP, ByMail


@pytest.fixture
def by_mail(new_store: NewStore, caplog: pytest.LogCaptureFixture) -> Iterator[ByMail]:
    yield from [ByMail()]


@pytest.fixture
def desk(by_mail: ByMail, new_store: NewStore, caplog: pytest.LogCaptureFixture) -> Iterator[Desk]:
    """Front line and top, as in other stories; ana and lea have an address of their own beside the terminal."""
    desk = Desk(prepared(new_store()), houses.TWO_TIERS, by_mail)
    yield desk
    try:
        assert desk.verify() == []
        assert [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []
    finally:
        desk.closes()


@pytest.fixture
def mails(by_mail: ByMail) -> Callable[[str], list[Sent]]:
    return lambda who: by_mail.relay.to(who if "@" in who else f"{who}@example.org")


def posts(desk: Desk, by_mail: ByMail, content: bytes) -> None:
    desk._do(by_mail.posts(content))


def test_a_letter_is_acknowledged_answered_resolved_and_rated_in_one_thread(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nHello,\n\nmy card was charged twice.\n-- \nMaria Ionescu\n+40 700 000 000")

    (acknowledged,) = mails("maria")
    assert acknowledged.sender == HELP
    assert acknowledged.mail["Subject"] == "[C-1] Charged twice"
    assert acknowledged.mail["Auto-Submitted"] == "auto-replied"
    assert acknowledged.mail["In-Reply-To"] == "<1.maria@mail.example.org>"
    assert "Lea Stan’s desk has C-1" in acknowledged.text
    assert "+40 700" not in desk.card_text()
    assert "Charged twice" in desk.card_text()

    desk.says("ana", "claim C-1")
    desk.says("ana", "reply C-1: which card was it?")
    replied = mails("maria")[-1]
    assert "Ana Pop: which card was it?" in replied.text
    assert replied.mail["Auto-Submitted"] is None
    assert replied.mail["References"] == "<1.maria@mail.example.org>"

    desk.writes("maria", "the blue one", in_thread_of="C-1")
    assert desk.last("C-1")["kind"] == "customer_wrote"
    assert "the blue one" in desk.thread()
    assert "Customer support wrote" not in desk.thread()

    desk.resolves("ana")
    desk.writes("maria", "Thank you!", in_thread_of="C-1")
    assert desk.case().state == "resolved"

    desk.writes("maria", "rate 5", in_thread_of="C-1")
    assert desk.last()["kind"] == "rated"
    desk.writes("maria", "not solved: it is charged again", in_thread_of="C-1")
    assert desk.case().state == "open"
    assert desk.kinds().count("opened") == 1


def test_the_promise_says_in_which_zone_it_is_as_nobody_knows_the_customers(desk, mails):
    desk.writes("maria", "Charged twice\nmy card")

    (acknowledged,) = mails("maria")
    assert "by today 17:59 (EET)." in acknowledged.text
    assert "by today 17:59 (EET)." in acknowledged.mail.get_body(("html",)).get_content()


def test_what_was_cut_off_for_display_is_kept_with_the_case(desk):
    desk.writes("maria", "Charged twice\nmy card\n\n-- \nMaria, +40 700 000 000")

    line = desk.ledger("C-1")[0]
    assert "+40" not in desk.read(lambda tx: tx.words(line["data"]["text"]))
    assert "+40 700 000 000" in desk.read(lambda tx: tx.words(line["data"]["original"]))


def test_a_mere_number_in_a_strangers_subject_opens_a_case_of_its_own(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.wait(minutes=30)

    desk.writes("victor", "Re: [C-1] Charged twice\nI am Maria, send it to me")

    assert desk.kinds("C-1") == ["opened"]
    assert desk.case("C-2").customer != desk.case("C-1").customer


def test_somebody_else_who_had_our_mail_writes_in_the_case_but_not_as_its_customer(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which card?")

    posts(desk, by_mail, by_mail.answer("victor", "I am her husband, it is the blue one", by_mail.newest("maria", 1)))

    assert desk.last("C-1")["kind"] == "noted"
    assert desk.case().state == "waiting"
    assert "Victor: I am her husband" in desk.thread()


def test_a_letter_that_answers_the_customers_own_first_one_joins_it(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.wait(minutes=30)

    posts(desk, by_mail, by_mail.letter("maria", "Re: Charged twice", "again", References="<1.maria@mail.example.org>"))
    refers = "<0.before@mail.example.org> <1.maria@mail.example.org>"
    posts(desk, by_mail, by_mail.letter("maria", "Fwd: Charged twice", "as I wrote", References=refers))

    assert desk.kinds("C-1") == ["opened", "customer_wrote", "customer_wrote"]


def test_the_next_letter_within_ten_minutes_joins_and_a_later_one_does_not(desk):
    desk.writes("maria", "Charged twice\nmy card")
    desk.wait(minutes=9)
    desk.writes("maria", "One more thing\nit was 5 euro")
    desk.wait(minutes=30)
    desk.writes("maria", "Delivery\nwhere is it?")

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]
    assert desk.kinds("C-2") == ["opened"]


def test_the_same_letter_twice_is_one_case(desk, by_mail):
    letter = by_mail.letter("maria", "Charged twice", "my card")
    posts(desk, by_mail, letter)
    posts(desk, by_mail, letter)

    assert desk.kinds("C-1") == ["opened"]
    assert set(by_mail.mailboxes.flags().values()) == {(b"\\Seen",)}


def test_another_letter_under_the_same_name_is_not_lost(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    by_mail.forgets_what_it_named()
    desk.wait(minutes=30)
    desk.writes("maria", "Delivery\nwhere is it?")

    assert "where is it?" in desk.thread("C-1")


def test_an_absence_note_wakes_nothing_and_is_not_answered(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which card?")
    before = len(mails("maria"))

    away = by_mail.answer("maria", "I am away", by_mail.newest("maria", 1), Auto_Submitted="auto-replied")
    posts(desk, by_mail, away)

    assert desk.case().state == "waiting"
    assert desk.last()["kind"] == "noted"
    assert len(mails("maria")) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example.org>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
    ],
    ids=str,
)
def test_what_a_program_sent_is_a_case_for_people_and_answered_by_none(desk, by_mail, mails, headers):
    posts(desk, by_mail, by_mail.letter("maria", "Offer", "buy now", **headers))

    assert desk.kinds("C-1") == ["opened"]
    assert mails("maria") == []


def test_our_own_address_is_nobodys_customer(desk, by_mail):
    posts(desk, by_mail, by_mail.letter(HELP, "Hello", "it is me"))

    assert desk.kinds("C-1") == ["opened"]
    assert by_mail.relay.to(HELP) == []
    assert desk.read(lambda tx: tx.customer(desk.case().customer).addresses) == ()


def test_our_own_mail_come_back_is_no_news(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")

    posts(desk, by_mail, by_mail.newest("maria", 1).content)

    assert desk.kinds("C-1") == ["opened"]
    assert desk.ledger("C-2") == []


def test_who_answers_every_answer_is_told_three_times_in_an_hour_at_most(desk, by_mail, mails):
    for n in range(6):
        desk.writes("robot", f"Ticket {n}\nwe have received your mail")
        desk.wait(minutes=11)

    assert len(mails("robot")) == 3


def test_a_mail_that_comes_back_is_told_to_the_owner_once(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.says("ana", "claim C-1")
    desk.says("ana", "reply C-1: it is paid back")
    replied = by_mail.newest("maria", 1)

    posts(desk, by_mail, bounce(replied))
    posts(desk, by_mail, bounce(replied))

    assert desk.heard("ana").count("user unknown") == 1
    assert desk.ledger("C-2") == []
    assert by_mail.relay.to("mailer-daemon@example.org") == []


def test_a_mail_that_is_refused_at_once_is_told_to_the_owner(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.says("ana", "claim C-1")
    by_mail.relay.refuses["maria@example.org"] = "550 5.1.1 no such user"
    desk.says("ana", "reply C-1: it is paid back")

    assert "550 5.1.1" in desk.heard("ana")


def test_a_mail_that_is_not_taken_now_goes_later(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    by_mail.relay.refuses["maria@example.org"] = "450 4.2.1 try later"
    desk.says("ana", "reply C-1: it is paid back")
    assert len(mails("maria")) == 1

    by_mail.relay.refuses.clear()
    desk.wait(minutes=10)

    assert "it is paid back" in mails("maria")[-1].text


def test_where_nobody_knows_whether_it_arrived_it_is_sent_once_more_and_says_so(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    by_mail.relay.hangs_up = True
    desk.says("ana", "reply C-1: it is paid back")
    by_mail.relay.hangs_up = False
    desk.wait(minutes=10)
    desk.wait(hours=2)

    first, second = mails("maria")[1:]
    assert "Sent again" not in first.text
    assert "Sent again" in second.text
    assert first.mail["Message-ID"] == second.mail["Message-ID"]


def test_what_a_colleague_states_to_be_proves_nothing(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    forged = by_mail.answer("ana@example.com", "pay it to RO12", by_mail.newest("maria", 1))

    posts(desk, by_mail, forged)

    assert desk.last("C-1")["kind"] == "noted"
    assert desk.last("C-1")["by"] == "customer"
    assert len(mails("maria")) == 1


def test_a_colleagues_answer_to_a_mail_that_went_to_them_alone_is_a_note(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    told = signing(by_mail.environment).local_part(1, "say:9", "ana@example.com")

    note = by_mail.letter("ana@example.com", "Re: [C-1]", "she called, too", References=f"<{told}@example.com>")
    posts(desk, by_mail, note)

    assert (desk.last("C-1")["kind"], desk.last("C-1")["by"]) == ("noted", "ana")
    assert len(mails("maria")) == 1


def test_a_colleague_who_writes_to_the_address_is_heard_like_anybody(desk):
    desk.writes("ana@example.com", "My own invoice\nis wrong")

    assert desk.kinds("C-1") == ["opened"]


def test_whoever_was_forgotten_is_somebody_new(desk, by_mail):
    desk.writes("maria", "Charged twice\nmy card")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    answer = by_mail.answer("maria", "it is not solved", by_mail.newest("maria", 1))
    forget(desk, "C-1")

    posts(desk, by_mail, answer)

    assert desk.kinds("C-2") == ["opened"]


def test_a_mailbox_full_of_what_nobody_can_read_is_a_case_for_each(desk, by_mail):
    posts(desk, by_mail, b"From: maria@example.org\r\nSubject: deep\r\nMessage-ID: <d@x>\r\n" + nested(100))
    desk.wait(minutes=11)
    posts(desk, by_mail, b"\xff\xfe\x00garbage without any header at all")

    assert "could not be read" in desk.read(lambda tx: tx.opening_words(1))
    assert desk.kinds("C-2") == ["opened"]


def test_after_a_crash_between_the_commit_and_the_flag_nothing_is_said_twice(desk, by_mail, mails):
    desk.writes("maria", "Charged twice\nmy card")
    with by_mail.mailboxes.client() as client:
        client.remove_flags(client.search(), [b"\\Seen"])

    async def forgets_how_far_it_read() -> None:
        await by_mail.app.store.acted(lambda tx: tx.put_mark(f"email:{HELP}", "1:0"))

    desk._do(forgets_how_far_it_read())
    desk._do(by_mail.takes_in())

    assert desk.kinds("C-1") == ["opened"]
    assert desk.ledger("C-2") == []
    assert len(mails("maria")) == 1


def test_a_link_to_the_customers_page_stands_in_the_mail_where_there_is_one(desk, by_mail, mails):
    by_mail.pages = lambda case: f"https://help.example.com/c/{case}?a=1&b=2"
    desk.writes("maria", "Charged twice\nmy card")

    assert "https://help.example.com/c/1?a=1&b=2" in mails("maria")[0].text
    assert 'href="https://help.example.com/c/1?a=1&amp;b=2"' in mails("maria")[0].html


def test_a_subject_cannot_write_headers(desk, by_mail, mails):
    head = b"From: maria@example.org\r\nTo: help@example.com\r\nMessage-ID: <h@x>\r\n"
    posts(desk, by_mail, head + b"Subject: =?utf-8?q?Hi=0D=0ABcc:_x=40y.org?=\r\n\r\nwords\r\n")
    desk.says("ana", "reply C-1: <b>bold</b>\r\nBcc: z@y.org")

    replied = mails("maria")[-1]
    assert replied.mail["Bcc"] is None
    assert "<b>" not in replied.html
    assert [one.to for one in by_mail.relay.sent] == ["maria@example.org"] * 2


def forget(desk: Desk, case: str) -> None:
    customer = Somebody(desk.case(case).customer)

    def forgotten(tx: Tx) -> None:
        erase_cases(tx, [one.id for one in customer.cases(tx)])
        erase_person(tx, customer)

    desk.app.store.act(forgotten)


def bounce(of: Sent) -> bytes:
    """As Postfix writes it."""
    header = of.content.partition(b"\r\n\r\n")[0]
    return (
        b"Return-Path: <>\r\nFrom: MAILER-DAEMON@example.org\r\nTo: help@example.com\r\nSubject: Undelivered Mail\r\n"
        b"Message-ID: <b%d@mx.example.org>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        b"Final-Recipient: rfc822; maria@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"Diagnostic-Code: smtp; 550 user unknown\r\n\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n%s\r\n\r\n--b--\r\n"
    ) % (id(of) % 1000, header)


def nested(depth: int) -> bytes:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))
    return parts + b"Content-Type: text/plain\r\n\r\ndeep\r\n"
