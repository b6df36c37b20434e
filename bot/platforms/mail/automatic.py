"""Which mails a program wrote, and which no program may answer: RFC 3834, and what others do instead.

https://www.rfc-editor.org/rfc/rfc3834 · https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail
"""

from collections.abc import Collection
from email.message import Message

from bot.platforms.mail.content import kind_of
from bot.platforms.mail.headers import value

_OF_PROGRAMS = ("auto_reply", "auto-reply", "bulk", "junk")
_REPLIES = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply")
_NOBODY = ("mailer-daemon", "postmaster", "noreply", "no-reply", "do-not-reply", "donotreply", "bounce", "bounces")


def wrote_itself(mail: Message, sender: str) -> bool:
    """A program's: a bounce, somebody's absence, a newsletter."""
    submitted = value(mail, "auto-submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if value(mail, "precedence").strip().lower() in _OF_PROGRAMS or any(value(mail, one) for one in _REPLIES):
        return True
    if _null_path(mail) or kind_of(mail) == "multipart/report":
        return True
    return sender.partition("@")[0] in ("mailer-daemon", "postmaster")


def is_not_to_be_answered(mail: Message, sender: str, own: Collection[str]) -> bool:
    """By no program: it went to many, it says so, or nobody reads what is answered."""
    if not sender or sender in own or wrote_itself(mail, sender):
        return True
    if any(key.lower().startswith("list-") for key, _ in mail.raw_items()) or value(mail, "precedence").strip():
        return True
    if value(mail, "x-auto-response-suppress").strip().lower() not in ("", "none"):
        return True
    local = sender.partition("@")[0].partition("+")[0]
    return local in _NOBODY or local.startswith(("owner-", "bounce-", "bounces-")) or local.endswith("-request")


def _null_path(mail: Message) -> bool:
    return value(mail, "return-path").strip() == "<>"
