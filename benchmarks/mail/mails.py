"""The mails of the mailbox: as they come to a help desk, each from somebody else, the same in every run."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from benchmarks.desk import WORDS

HELP = "help@example.com"
CHARSETS = ("utf-8", "iso-8859-2", "windows-1252", "gb18030")
ACCENTS = {"utf-8": "ășțîâ 谢谢", "iso-8859-2": "ăîâ", "windows-1252": "éèü", "gb18030": "我的订单在哪里"}


def mails(count: int) -> list[bytes]:
    begin = datetime.now(UTC) - timedelta(hours=1)
    return [_mail(n, begin) for n in range(count)]


def _mail(n: int, begin: datetime) -> bytes:
    """Of ten: four are text alone, three have a page beside it, two quote what they answer, one brings a file."""
    charset = CHARSETS[n % len(CHARSETS)]
    mail = EmailMessage()
    mail["From"] = f"Customer {n} <customer{n}@example.org>"
    mail["To"] = HELP
    mail["Subject"] = f"Order {n}: {ACCENTS[charset]}"
    mail["Date"] = format_datetime(begin + timedelta(seconds=n))
    mail["Message-ID"] = f"<{n}.bench@mail.example.org>"
    words = f"Hello,\n\n{WORDS[n % len(WORDS)]}\n{ACCENTS[charset]}\n"
    if n % 10 in (4, 5):
        words += "\nOn Monday, somebody at the desk wrote:\n" + "".join(
            f"> line {m} of what was said\n" for m in range(20)
        )
    mail.set_content(f"{words}\n-- \nCustomer {n}\n+40 700 000 {n:03}\n", charset=charset)
    if n % 10 in (6, 7, 8):
        page = "".join(f"<p>{line}</p>" for line in words.splitlines() if line)
        mail.add_alternative(f"<html><body><div>{page}</div></body></html>", subtype="html")
    if n % 10 == 9:
        mail.add_attachment(bytes(range(256)) * 120, maintype="application", subtype="pdf", filename=f"invoice {n}.pdf")
    return mail.as_bytes()
