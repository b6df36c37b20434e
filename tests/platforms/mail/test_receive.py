"""A mail, whatever its bytes are, is heard: with its words where they can be read, and saying so where they cannot."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from encodings.aliases import aliases

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.encoding import dump, load
from bot.messages.values import Inbound
from bot.platforms.mail import limits
from bot.platforms.mail.child import Child
from bot.platforms.mail.places import Place, place_of
from bot.platforms.mail.receive import Around, Raw, receive
from bot.platforms.mail.tokens import Signing
from tests.settled import BUSY_MACHINE_S

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
HELP = "help@example.com"
SIGNING = Signing.by(("a key of thirty-two signs or more",), "")
AROUND = Around((HELP, "bills@example.com"), frozenset({HELP, "bills@example.com"}), SIGNING)


def heard(content: bytes | str, size: int | None = None) -> Inbound:
    raw = content if isinstance(content, bytes) else content.replace("\n", "\r\n").encode()
    found = receive(Raw(raw, NOON, size or len(raw)), AROUND)
    assert found is not None
    return found


def mail(body: str = "words", **headers: str) -> str:
    given = {"From": "Maria Pop <maria@example.org>", "To": HELP, "Subject": "Help", "Message-ID": "<1@x>"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return "".join(f"{name}: {value}\n" for name, value in given.items()) + f"\n{body}"


# --- who, where, when ---------------------------------------------------------------------------------------------


def test_who_wrote_where_to_and_when():
    found = heard(mail(Date="Thu, 19 Nov 2026 11:00:00 +0200"))

    assert str(found.speaker.address) == "email:maria@example.org"
    assert found.speaker.name == "Maria Pop"
    assert found.speaker.email is None, "what a mail states proves nothing"
    assert not found.speaker.trusted
    assert str(found.place) == "email:help@example.com"
    assert found.at == datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    assert found.thread == Place("maria@example.org", HELP, "1@x").address


@pytest.mark.parametrize(
    "said", ["Thu, 19 Nov 2027 11:00:00 +0200", "1 Jan 1970 00:00:00 +0000", "yesterday", "", "\x00"]
)
def test_a_date_that_cannot_be_is_when_it_arrived(said):
    assert heard(mail(Date=said)).at == NOON


def test_the_address_that_it_was_delivered_to_decides_before_the_one_that_is_named():
    assert str(heard(mail(Delivered_To="bills@example.com")).place) == "email:bills@example.com"


def test_where_they_want_to_be_answered_is_who_they_are():
    found = heard(mail(Reply_To="maria@home.example"))

    assert str(found.speaker.address) == "email:maria@home.example"
    assert found.speaker.name == "Maria Pop"


@pytest.mark.parametrize("sender", ["", "nobody", "<>", "@@@", "a b c"])
def test_who_has_no_address_is_heard_all_the_same(sender):
    found = heard(mail(From=sender))

    assert found.speaker.bot
    assert found.letter
    assert found.letter.quiet
    assert found.text == "words"


def test_a_place_keeps_whatever_stands_in_an_address():
    for root in ("1@x", "a/b%2F@x", "1+2=3@x"):
        place = Place("a/b@example.org", HELP, root)
        assert place_of(place.address) == place
        assert place.address.conversation.place.count("/") == 0


# --- words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "declared", "words"),
    [
        ("utf-8", "utf-8", "Țară și 谢谢"),
        ("utf-8", "us-ascii", "Țară și 谢谢"),
        ("utf-8", "iso-8859-1", "Țară și 谢谢"),
        ("utf-8", "x-nonsense", "Țară și 谢谢"),
        ("utf-8", "rot13", "Țară și 谢谢"),
        ("gb18030", "gb2312", "我的订单在哪里？谢谢"),
        ("gbk", "gbk", "我的訂單在哪裏"),
        ("big5", "big5", "我的訂單"),
        ("iso-8859-2", "iso-8859-2", "ăîâ încă"),
        ("cp1250", "windows-1250", "ăîâ încă"),
        ("cp1252", "iso-8859-1", "“smart” quotes – €5"),
        ("koi8-r", "koi8-r", "где мой заказ"),
        ("shift_jis", "shift_jis", "注文はどこですか"),
        ("iso2022_jp", "iso-2022-jp", "注文はどこですか"),
        ("euc_kr", "ks_c_5601-1987", "주문은 어디에"),
    ],
)
def test_words_in_the_sets_of_the_real_world(charset, declared, words):
    content = mail(Content_Type=f"text/plain; charset={declared}", Content_Transfer_Encoding="8bit", body="")
    found = heard(content.replace("\n", "\r\n").encode() + words.encode(charset))

    assert found.text == words


def test_utf_7_hides_nothing():
    found = heard(mail("+ADw-script+AD4-alert(1)", Content_Type="text/plain; charset=utf-7"))

    assert found.text == "+ADw-script+AD4-alert(1)"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?yJhpIGPDom5k?=", "Și când"),
        ("=?utf-8?Q?a_b=20c?=", "a b c"),
        ("=?gb2312?B?ztK1xLap?= =?gb2312?B?taU=?=", "我的订单"),
        ("=?utf-8?B?5oiR55qE6K6?= =?utf-8?B?i5Y2V?=", None),
        ("=?x?B?!!!!?=", None),
        ("=?utf-8?Q?=ZZ?=", None),
        ("Re: =?UTF-8?q?r=C3=A9?=sum", "Re: résum"),
        ("=?utf-8*en?q?lang?=", "lang"),
    ],
)
def test_encoded_words_of_all_kinds(written, read):
    found = heard(mail(Subject=written))

    assert found.letter
    assert read is None or found.letter.subject == read
    assert "\n" not in found.letter.subject


def test_a_subject_in_bytes_that_are_no_ascii_is_read():
    raw = mail(Subject="@@").replace("\n", "\r\n").encode().replace(b"@@", "Țară".encode())

    assert heard(raw).letter.subject == "Țară"


def test_a_page_is_read_as_the_text_in_it():
    page = (
        "<html><head><style>p{}</style></head><body><p>Hello,</p><p>my card<br>was <b>charged</b> twice</p>"
        '<script>x()</script><p style="display:none">unseen</p><ul><li>one</li></ul><a href="https://x.example/a">here</a>'
        "<blockquote>quoted</blockquote></body></html>"
    )
    found = heard(mail(page, Content_Type="text/html; charset=utf-8"))

    assert found.text == "Hello,\n\nmy card\nwas charged twice\n\n- one\n\nhere (https://x.example/a)"
    assert found.letter.original.endswith("> quoted")


@pytest.mark.parametrize(
    "quoted",
    [
        "On Thu, 19 Nov 2026 at 10:00, Help <help@example.com> wrote:\n> what?\n> and why?",
        "On Thu, 19 Nov 2026 at 10:00, Help\n<help@example.com> wrote:\n\n> what?",
        "În joi, 19 nov. 2026 la 10:00, Help <help@example.com> a scris:\n> ce?",
        "Am 19.11.2026 um 10:00 schrieb Help:\n> was?",
        "在 2026年11月19日，Help <help@example.com> 写道：\n> 什么？",
        "-----Original Message-----\nFrom: Help\nSent: Thursday\nTo: Maria\nSubject: x\n\nwhat?",
        "From: Help <help@example.com>\nSent: Thursday\nTo: Maria\nSubject: x\n\nwhat?",
        "________________________________\nDe la: Help\nTrimis: joi\n\nce?",
        "> what?\n> and why?",
        "-- \nMaria Pop\n+40 700",
        "Sent from my iPhone",
        "Trimis de pe iPhone-ul meu",
        "joi, 19 nov. 2026 la 10:00 Help <help@example.com> a scris:\n> ce?",
        "------------------\u00a0原始邮件\u00a0------------------\n发件人:\u00a0Help\n\n什么？",
        "---- 回复的原邮件 ----\n| 发件人 | Help |\n什么？",
        "Sent from Yahoo Mail for iPhone",
        "Trimis din Yahoo Mail pentru iPhone",
        "来自我的华为手机",
        "从 Windows 版邮件发送",
    ],
)
def test_what_is_quoted_and_signed_is_cut_off_and_kept(quoted):
    found = heard(mail(f"It was the blue one,\nthank you.\n\n{quoted}\n"))

    assert found.text == "It was the blue one,\nthank you."
    assert quoted.splitlines()[-1] in found.letter.original


@pytest.mark.parametrize(
    "words",
    [
        "Thanks,\nbut it is still broken",
        "Best regards from Rome:\nwe never got it",
        "- one\n- two",
        "On Monday I wrote:\nnothing came back\nand nothing since",
        "From: here\nto there it was fine",
        "> only quoted",
    ],
)
def test_words_that_look_like_it_stay(words):
    assert words.splitlines()[-1] in heard(mail(words)).text


def test_an_answer_below_what_it_quotes_is_found():
    assert heard(mail("On Monday, Help wrote:\n> which card?\n\nthe blue one")).text == "the blue one"


# --- what is attached ---------------------------------------------------------------------------------------------


def test_files_are_listed_with_name_kind_and_size():
    letter = EmailMessage()
    letter["From"], letter["To"] = "maria@example.org", HELP
    letter.set_content("see there")
    letter.add_attachment(b"x" * 5000, maintype="application", subtype="pdf", filename="factură 1.pdf")
    letter.add_attachment(b"x", maintype="image", subtype="png", filename="../../etc/passwd")

    assert heard(letter.as_bytes()).files == (
        "factură 1.pdf (application/pdf, 5 kB)",
        "passwd (image/png, 1 kB)",
    )


@pytest.mark.parametrize(
    "parameter",
    [
        "filename*=utf-8''factur%C4%83.pdf",
        "filename*0*=utf-8''factu; filename*1*=r%C4%83.pdf",
        'filename="=?utf-8?B?ZmFjdHVyxIMucGRm?="',
        'filename="factur\u0103.pdf"',
    ],
)
def test_names_of_files_in_every_way_they_are_written(parameter):
    found = heard(mail("x", Content_Type="application/pdf", Content_Disposition=f"attachment; {parameter}"))

    assert found.files[0].startswith("factură.pdf (")


MANY_PARTS = mail(
    "".join(f"--b\nContent-Type: text/plain\n\n{n}\n" for n in range(5000)), Content_Type="multipart/mixed; boundary=b"
)


# --- hostile ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (mail("x", X="y" * (limits.MOST_HEADER_BYTES + 1)), "header is larger"),
        (mail("\n" * (limits.MOST_LINES + 1)), "more lines"),
        (MANY_PARTS, "more parts"),
    ],
    ids=["header", "lines", "parts"],
)  # fmt: skip
def test_what_is_too_much_for_a_parser_is_a_case_that_says_so(content, why):
    began = time.monotonic()
    found = heard(content)

    assert why in found.text
    assert "Maria Pop sent a mail that could not be read" in found.text
    assert "Subject: Help" in found.text
    assert time.monotonic() - began < BUSY_MACHINE_S


def test_of_a_mail_that_is_too_large_the_header_says_who_sent_it():
    found = heard(mail("only the beginning"), size=limits.MOST_BYTES + 1)

    assert "larger than is taken in" in found.text
    assert str(found.speaker.address) == "email:maria@example.org"


@pytest.mark.parametrize(
    "content",
    [
        mail(Message_ID="<>"),
        mail(From="cora@"),
        mail(Reply_To='"'),
        mail(From="=?utf-8?B?PG1hcmlhQGV4YW1wbGUub3JnPg==?="),
        mail(To="help@" + "x" * 300),
        mail(Content_Type="text/plain; charset=zlib"),
        mail(Content_Type="multipart/mixed"),
        mail(Content_Type="message/rfc822"),
        mail(Content_Type="message/partial; number=1"),
        mail(Content_Transfer_Encoding="base64"),
        mail("a" * 100_000 + "=", Content_Transfer_Encoding="base64"),
        mail("<b>" * 50_000, Content_Type="text/html"),
        mail("<blockquote>" * 3000, Content_Type="text/html"),
        mail("On " * 20_000 + "wrote:"),
        mail("> " * 50_000),
        "\n\n",
        "",
        "From: " + "a," * 5000 + "b@c\n\nx",
    ],
)
def test_what_made_others_fall_over_is_heard(content):
    began = time.monotonic()
    found = heard(content)

    assert found.keys
    assert load(dump(found)) == found
    assert time.monotonic() - began < BUSY_MACHINE_S


HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["From", "To", "Subject", "Message-ID", "References", "Date", "Content-Type", "Reply-To"])
        | st.sampled_from(["Content-Transfer-Encoding", "Content-Disposition", "Auto-Submitted", "Return-Path"]),
        st.binary(max_size=60)
        | st.sampled_from(
            [b"multipart/mixed; boundary=b", b"text/html; charset=gbk", b"<maria@example.org>", b"base64"]
        ),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(headers=HEADERS, body=st.binary(max_size=300), broken=st.sampled_from([b"\r\n", b"\n", b"\r"]))
def test_whatever_bytes_come_somebody_is_heard(headers, body, broken):
    raw = b"".join(name.encode() + b": " + value + broken for name, value in headers) + broken + body
    found = receive(Raw(raw, NOON, len(raw)), AROUND)

    assert found is not None
    assert found.keys[0].startswith("email:mail:")
    assert found.place
    assert "\n" not in found.speaker.name
    assert load(dump(found)) == found


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=2000))
def test_any_bytes_at_all_are_heard(raw):
    assert receive(Raw(raw, NOON, len(raw)), AROUND) is not None


def test_a_mail_over_which_the_child_takes_too_long_is_a_case_and_the_next_one_is_read():
    child = Child(AROUND, seconds=0.0)
    slow = mail("slow").encode()
    try:
        child.begin()
        assert child._process
        os.kill(child._process.pid, signal.SIGSTOP)  # however slow this process is, that one is slower
        said = child.read(Raw(slow, NOON, len(slow)))
        child._seconds = 20.0
        next_one = child.read(Raw(slow, NOON, len(slow)))
    finally:
        child.close()

    assert said
    assert "took too long" in said.text
    assert next_one
    assert next_one.text == "slow"


# --- what it is known by --------------------------------------------------------------------------------------------


def test_the_same_mail_by_another_way_is_the_same_and_another_under_its_name_is_not():
    first = heard(mail("words", Received="from a"))

    assert heard(mail("words", Received="from b")).keys == first.keys
    assert heard(mail("other words")).keys != first.keys
    assert heard(mail("words", Delivered_To="bills@example.com")).keys != first.keys


def test_only_what_we_signed_proves_anything():
    token = SIGNING.local_part(42, "say:17", "maria@example.org")
    ours = heard(mail(References=f"<{token}@example.com>"))

    assert ours.about == 42
    assert ours.speaker.trusted
    assert heard(mail(References=f"<{token}@example.com>", From="victor@example.org")).about == 42
    assert not heard(mail(References=f"<{token}@example.com>", From="victor@example.org")).speaker.trusted
    assert heard(mail(References=f"<{token[:-1]}a@example.com>")).about is None
    assert heard(mail(References=f"<43{token[2:]}@example.com>")).about is None
    assert heard(mail(To=f"help+{token}@example.com")).about == 42
    assert Signing.by(("another key",), "").read(token) is None
    assert Signing.by(("a newer one", "a key of thirty-two signs or more"), "").read(token) is not None


def test_every_set_of_characters_that_python_knows_is_read_without_falling_over():
    for name in sorted(set(aliases.values())):
        found = heard(mail("wörds \x80", Content_Type=f"text/plain; charset={name}", Subject=f"=?{name}?q?w=F6rds?="))
        assert found.text or found.letter.subject


def test_a_header_folded_by_another_library_is_read():
    subject = "我的订单在哪里" * 10
    assert heard(mail(Subject=Header(subject, "utf-8").encode())).letter.subject == subject


def test_a_mail_of_long_ago_is_when_it_arrived():
    old = (NOON - timedelta(days=8)).strftime("%d %b %Y %H:%M:%S +0000")
    assert heard(mail(Date=old)).at == NOON
