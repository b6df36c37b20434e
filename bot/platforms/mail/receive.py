"""A mail as an Inbound: whatever its bytes are, it is heard, and what cannot be understood says so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import policy
from email.message import Message
from email.parser import BytesParser

from bot.messages.harmless import in_line
from bot.messages.values import Address, Inbound, Letter, Speaker
from bot.messages.wording import phrase, utc_reader
from bot.platforms.mail import automatic, limits
from bot.platforms.mail.bounces import bounce_of
from bot.platforms.mail.content import File, TooMuch, content_of
from bot.platforms.mail.headers import addresses, date, ids, words
from bot.platforms.mail.places import PLATFORM, Place, person
from bot.platforms.mail.quoting import new_words
from bot.platforms.mail.tokens import Signing, Token

LATE_MAIL = timedelta(days=7)  # a mail may be so long on its way; a date of before is a wrong clock, or a lie
AHEAD = timedelta(minutes=10)
_FOR_US = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to", "to", "cc", "resent-to")
_PARSER = BytesParser(policy=policy.compat32)  # takes headers as they are: the newer one falls over many of them


@dataclass(frozen=True, slots=True)
class Around:
    """What must be known to read a mail."""

    intakes: tuple[str, ...]  # the addresses that customers write to
    own: frozenset[str]  # those, and whatever else is ours: never anybody's address
    signing: Signing


@dataclass(frozen=True, slots=True)
class Raw:
    """A mail as it lies in the mailbox. Of one that is too large only its header is here."""

    content: bytes
    arrived: datetime
    size: int

    @property
    def is_whole(self) -> bool:
        return len(self.content) >= self.size


def receive(raw: Raw, around: Around) -> Inbound | None:
    """None for what has nothing to say: our own mail, come back, and the word that one of ours is late."""
    try:
        return _read(raw, around)
    except TooMuch:
        return unreadable(raw, around, "parts")
    except Exception as error:  # of a library, over bytes that nobody has thought of
        return unreadable(raw, around, type(error).__name__)


def _read(raw: Raw, around: Around) -> Inbound | None:
    if not raw.is_whole:
        return unreadable(raw, around, "large")
    if why := _too_much(raw.content):
        return unreadable(raw, around, why)
    mail = _PARSER.parsebytes(raw.content)
    if any(around.signing.read(one) for one in ids(mail, "message-id")):
        return None
    if (bounce := bounce_of(mail, raw.content, around.signing)) is not None:
        heard = _inbound(mail, raw, around, bounce.why)
        return _bounced(heard, bounce.token) if bounce.failed else None
    content = content_of(mail)
    text = content.text
    if content.sealed:
        text = phrase("mail-sealed", utc_reader())
    heard = _inbound(mail, raw, around, new_words(text)[: limits.LONGEST_WORDS])
    return _with_all(heard, text, content.files)


def unreadable(raw: Raw, around: Around, why: str) -> Inbound:
    """That somebody wrote, as far as it can be told, with where the mail is to be found."""
    try:
        header = _PARSER.parsebytes(_header(raw.content)[: limits.MOST_HEADER_BYTES], headersonly=True)
    except Exception:  # not even that
        header = Message()
    try:
        bare = _inbound(header, raw, around, "")
    except Exception:
        bare = _inbound(Message(), raw, around, "")
    subject = bare.letter.subject if bare.letter else ""
    blanks = {"who": in_line(bare.speaker.name), "subject": in_line(subject), "arrived": raw.arrived, "why": why}
    text = phrase("mail-unreadable", utc_reader(), size=round(raw.size / 1024), **blanks)
    return _changed(bare, text)


def _too_much(content: bytes) -> str:
    """Why the parser is not to see it."""
    header = _header(content)
    if len(header) > limits.MOST_HEADER_BYTES:
        return "header"
    if content.count(b"\n") > limits.MOST_LINES:
        return "lines"
    if content.count(b"\n--") > 20 * limits.MOST_PARTS and content.lower().count(b"content-type:") > limits.MOST_PARTS:
        return "parts"
    if content.lower().count(b"multipart/") > 4 * limits.MOST_DEPTH:
        return "parts"
    return ""


def _header(content: bytes) -> bytes:
    ends = [at for at in (content.find(b"\r\n\r\n"), content.find(b"\n\n")) if at >= 0]
    return content[: min(ends)] if ends else content


# --- who, where, when -------------------------------------------------------------------------------------------------


def _inbound(mail: Message, raw: Raw, around: Around, text: str) -> Inbound:
    name, sender = _sender(mail, around)
    intake, tagged = _intake(mail, around)
    own_id, refers = _names(mail)
    token = _token((*reversed(refers), *tagged), around.signing)
    subject = words(mail, "subject")[: limits.LONGEST_SUBJECT]
    is_own = sender in around.own
    proven = token is not None and token.was_sent_to(sender, around.signing)
    speaker = Speaker(
        person(sender) if sender and not is_own else Address(PLATFORM, ""),
        name,
        trusted=proven,
        bot=not sender or is_own,
    )
    root = (refers or own_id or (_digest(raw.content)[:32],))[0]
    thread = Place(sender, intake, root).address if sender and not is_own else None
    letter = Letter(
        subject=subject,
        known_as=tuple(map(_named, own_id)),
        refers=tuple(map(_named, refers)),
        automatic=automatic.wrote_itself(mail, sender),
        quiet=automatic.is_not_to_be_answered(mail, sender, around.own),
    )
    return Inbound(
        keys=(_key(own_id, intake, sender, raw),),
        speaker=speaker,
        text=text,
        at=_at(mail, raw.arrived),
        place=Address(PLATFORM, intake),
        thread=thread,
        kind="message",
        about=token.case if token else None,
        letter=letter,
    )


def _sender(mail: Message, around: Around) -> tuple[str, str]:
    """Their name and address: where they want to be answered, which need not be where they wrote from."""
    said = [one for one in addresses(mail, "from") if one[1]]
    answered = [one for one in addresses(mail, "reply-to") if one[1] not in around.own]
    name, address = (answered or said or addresses(mail, "sender") or [("", "")])[0]
    if not name:
        name = next((theirs for theirs, _ in said if theirs), "")
    return in_line(name or address or phrase("mail-from-nobody", utc_reader()))[: limits.LONGEST_NAME], address


def _intake(mail: Message, around: Around) -> tuple[str, tuple[str, ...]]:
    """Which of our addresses it came to, and what stood behind a + there."""
    tagged: list[str] = []
    found = ""
    for _, address in addresses(mail, *_FOR_US):
        local, _, domain = address.rpartition("@")
        plain, _, tag = local.partition("+")
        if tag:
            tagged.append(tag)
        for one in (address, f"{plain}@{domain}"):
            if one in around.intakes:
                found = found or one
    return found or around.intakes[0], tuple(tagged)


def _names(mail: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its own name, and those of the mails that it answers: the first one first."""
    own = ids(mail, "message-id")[:1]
    refers = ids(mail, "references", "in-reply-to")
    return tuple(own), tuple(one for one in (refers[:1] + refers[1:][-limits.MOST_REFERENCES :]) if one not in own)


def _token(candidates: Sequence[str], signing: Signing) -> Token | None:
    """The newest of our own mails that it refers to."""
    return next((token for one in candidates if (token := signing.read(one)) is not None), None)


def _at(mail: Message, arrived: datetime) -> datetime:
    said = date(mail)
    if said is None or not arrived - LATE_MAIL <= said <= arrived + AHEAD:
        return arrived
    return min(said, arrived)


# --- what it is known by ----------------------------------------------------------------------------------------------


def _key(own_id: Sequence[str], intake: str, sender: str, raw: Raw) -> str:
    """Its name and what it says: some programs give one name to many mails, and many ways lead a mail here twice."""
    if not own_id:
        return f"{PLATFORM}:mail:{_digest(raw.content)}"
    body = raw.content[len(_header(raw.content)) :].strip() if raw.is_whole else str(raw.size).encode()
    said = "\0".join((own_id[0], intake, sender)).encode("utf-8", "surrogateescape")
    return f"{PLATFORM}:mail:{_digest(said + body)}"


def _named(own_id: str) -> str:
    return f"{PLATFORM}:id:{_digest(own_id.encode('utf-8', 'surrogateescape'))[:40]}"


def _digest(what: bytes) -> str:
    return hashlib.sha256(what).hexdigest()


# --- what it says -----------------------------------------------------------------------------------------------------


def _with_all(heard: Inbound, original: str, files: Sequence[File]) -> Inbound:
    shown = [_listed(one) for one in files[: limits.MOST_FILES]]
    if len(files) > limits.MOST_FILES:
        shown.append(phrase("mail-more-files", utc_reader(), count=len(files) - limits.MOST_FILES))
    text = heard.text
    if not text and not shown and not (heard.letter and heard.letter.subject):
        text = phrase("mail-empty", utc_reader())
    return _changed(heard, text, original=original if original != text else "", files=tuple(shown))


def _listed(file: File) -> str:
    size = phrase("mail-size", utc_reader(), kilobytes=max(round(file.size / 1024), 1))
    return phrase("mail-file", utc_reader(), name=in_line(file.name), type=file.type, size=size)


def _changed(heard: Inbound, text: str, *, original: str = "", files: tuple[str, ...] = ()) -> Inbound:
    letter = replace(heard.letter or Letter(), original=original)
    return replace(heard, text=text, files=files, letter=letter)


def _bounced(heard: Inbound, token: Token) -> Inbound:
    return replace(heard, kind="bounced", about=token.case, alike=token.mark, thread=None, letter=None)
