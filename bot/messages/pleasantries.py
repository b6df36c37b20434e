"""Words that ask for nothing: a mere greeting opens no case, thanks alone reopen none. In every language we speak.

A message is thanks only if nothing else is in it: it is cut into the phrases below, and one word that is none of them,
a question mark or a sign of anger makes it a message like any other. Diacritics, capitals and marks make no difference.
"""

import re
import unicodedata
from functools import cache

from bot.messages import phrases

SIGNS = frozenset("👍👌🙏❤♥💚💙🧡💛💜🖤🤍🩷😊🙂😀😃😄😁☺🤝👏💐🌹🌷🌸✅✔☑🥰😍🤗😘💯🎉🙌🌟⭐✨🤩💪😇🫶☀🥳😎🫡💖💕🤞🍀")
_CODE = re.compile(r":(?P<name>[a-z0-9_+-]{1,40}):(?::skin-tone-[2-6]:)?")
_NOT_WORDS = re.compile(r"[^\w\s]|_", re.UNICODE)
_NAMED = re.compile(r"(?P<thanks>.+?)(?:,\s*|\s+)(?P<name>[^\W\d_]{2,20})[\s.!,~]*", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9\s.,!?;()/-]*", re.ASCII)  # in which nothing joins, doubts or stands for a sign
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 120  # characters; whoever writes more says more


def is_greeting(text: str) -> bool:
    return not _says_more(text) and _bare(text) in _folded_all("greetings")


def is_thanks(text: str) -> bool:
    """Thanks alone, with or without a name behind it (`thanks Ana!`)."""
    if len(text) > _LONGEST or _says_more(text) or _is_doubted(text):
        return False
    plain = _CODE.sub(" ", text)
    if _only_signs(text) or _consists_of_thanks(_bare(plain), alone=True):
        return True
    signless = "".join(ch for ch in plain if unicodedata.category(ch) not in ("So", "Sk", "Mn", "Cf"))
    named = _NAMED.fullmatch(signless.strip())
    if named is None or text.isupper() or not named["name"][0].isupper():
        return False
    thanks = named["thanks"]
    if thanks.rstrip()[-1:] in ".!;:" or _folded(named["name"]) in _folded_all("no_names"):
        return False
    return _consists_of_thanks(_bare(thanks), alone=False)


def is_consent(text: str) -> bool:
    """Nothing but a yes: as much as thanks after the end, but an answer to a question."""
    return not _is_doubted(text) and (_bare(_CODE.sub(" ", text)) in _folded_all("consent") or _only_signs(text))


def _says_more(text: str) -> bool:
    """Is a word of it in no pleasantry, a name at its end aside? Most messages are told apart by that."""
    if not _PLAIN.fullmatch(text):
        return False  # nobody knows yet
    return any(word not in _vocabulary() for word in _WORD.findall(text.lower())[:-1])


@cache
def _vocabulary() -> frozenset[str]:
    lists = ("greetings", "thanks", "consent", "beside")
    return frozenset(word for name in lists for phrase in _folded_all(name) for word in phrase.split())


def _is_doubted(text: str) -> bool:
    """A question, or a sign that is no friendly one."""
    if "?" in text or "？" in text:
        return True
    if any(found["name"] not in phrases.CODES for found in _CODE.finditer(text)):
        return True
    return any(unicodedata.category(ch) == "So" and ch not in SIGNS for ch in text)


def _consists_of_thanks(bare: str, *, alone: bool) -> bool:
    """Is it made of these phrases and nothing else? `alone`: a mere yes will do."""
    if not bare:
        return False
    thanks, consent = _folded_all("thanks"), _folded_all("consent")
    phrases = thanks | consent | _folded_all("beside")
    # From each place that can be reached by whole phrases: whether there were thanks on some way to it, or a yes.
    reached: dict[int, tuple[bool, bool]] = {0: (False, False)}
    for at in range(len(bare)):
        if at not in reached:
            continue
        if bare[at] == " ":
            reached.setdefault(at + 1, reached[at])
            continue
        for end in range(at + 1, min(len(bare), at + 40) + 1):
            phrase = bare[at:end]
            if phrase in phrases and _ends_there(bare, end):
                some, yes = reached.get(end, (False, False))
                before = reached[at]
                reached[end] = (some or before[0] or phrase in thanks, yes or before[1] or phrase in consent)
    some, yes = reached.get(len(bare), (False, False))
    return some or (alone and yes and _is_all(bare, consent))


def _is_all(bare: str, phrases: frozenset[str]) -> bool:
    """A yes, or two of them (`ok, super`)."""
    cuts = [n for n in range(1, len(bare) + 1) if bare[:n] in phrases]
    return any(not bare[n:].strip() or bare[n:].strip() in phrases for n in cuts if _ends_there(bare, n))


def _ends_there(bare: str, end: int) -> bool:
    """A word ends at a space; in Chinese anywhere."""
    return end == len(bare) or bare[end] == " " or ord(bare[end - 1]) >= 0x2E80 or ord(bare[end]) >= 0x2E80


def _only_signs(text: str) -> bool:
    """A thumb, folded hands, a heart, in whatever colour: thanks without a word."""
    if len(text) > _LONGEST:
        return False
    named = [found["name"] for found in _CODE.finditer(text)]
    rest = _CODE.sub("", text)
    signs = [ch for ch in rest if unicodedata.category(ch) not in ("Zs", "Cc", "Cf", "Mn", "Sk")]
    return bool(signs or named) and all(ch in SIGNS for ch in signs) and all(name in phrases.CODES for name in named)


def _bare(text: str) -> str:
    """The words alone: no marks, emoji, diacritics or doubled spaces."""
    if len(text) > _LONGEST:
        return text
    spaced = "".join(" " if ch.isspace() else ch for ch in unicodedata.normalize("NFKC", text))
    kept = "".join(ch for ch in spaced if unicodedata.category(ch)[0] not in "SC")
    return " ".join(_NOT_WORDS.sub(" ", _folded(kept.replace("'", "").replace("’", ""))).split())


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFD", words.casefold())
    return unicodedata.normalize("NFC", "".join(ch for ch in apart if not unicodedata.combining(ch)))


@cache
def _folded_all(kind: str) -> frozenset[str]:
    return frozenset(" ".join(_NOT_WORDS.sub(" ", _folded(one)).split()) for one in getattr(phrases, kind.upper()))
