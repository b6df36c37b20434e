"""Words that ask for nothing: a mere greeting opens no case, thanks alone reopen none. In every language we speak."""

import re
import unicodedata

GREETINGS = {
    "hi", "hello", "hey", "good morning", "good afternoon", "good evening", "hi there", "hello there", "hey there",
    "hi all", "hello all", "hi everyone", "hello everyone", "hi team", "hello team", "morning", "good day",
    "anyone there",
    "bună", "buna", "bună ziua", "buna ziua", "salut", "salutare", "bună dimineața", "buna dimineata", "bună seara",
    "buna seara", "你好", "您好", "大家好", "早上好", "晚上好", "下午好",
}  # fmt: skip
THANKS = {
    "thanks", "thank you", "thx", "ty", "thanks a lot", "thank you very much", "thank you so much", "many thanks",
    "thanks so much", "great thanks", "great thank you", "perfect thanks", "perfect thank you", "ok thanks",
    "ok thank you", "okay thanks", "thanks again", "thank you again", "cheers", "much appreciated", "super thanks",
    "got it thanks", "all good thanks", "all good thank you", "works now thanks", "it works now thank you",
    "it works thanks", "thanks it works", "thanks it works now", "thanks ana", "ok", "okay", "great", "perfect",
    "wonderful thank you", "wonderful thanks", "awesome thanks", "thanks for your help", "thank you for your help",
    "thanks for the help", "thank you for the help", "thanks for the quick reply",
    "mulțumesc", "multumesc", "mersi", "mulțumesc mult", "multumesc mult", "mulțumim", "multumim", "mulțumesc frumos",
    "multumesc frumos", "ok mulțumesc", "ok multumesc", "mersi mult",
    "谢谢", "多谢", "谢谢你", "谢谢您", "非常感谢", "感谢", "好的谢谢", "好的", "收到谢谢", "太好了谢谢",
}  # fmt: skip
CONSENT = {"ok", "okay", "great", "perfect", "好的"}
SIGNS = frozenset("👍👌🙏❤♥💚💙🧡💛💜😊🙂😀😃😄☺🤝👏💐🌹✅")
_NOT_WORDS = re.compile(r"[^\w\s]|_", re.UNICODE)
_LONGEST = 60  # characters; whoever writes more says more


def is_greeting(text: str) -> bool:
    return _bare(text) in GREETINGS


def is_thanks(text: str) -> bool:
    """Thanks alone, with or without a name behind it (`thanks Ana!`)."""
    bare = _bare(text)
    if bare in THANKS or _only_signs(text):
        return True
    first, _, name = bare.rpartition(" ")
    return first in THANKS and first not in CONSENT and name.isalpha()


def is_consent(text: str) -> bool:
    """Nothing but a yes: as much as thanks after the end, but an answer to a question."""
    return _bare(text) in CONSENT or _only_signs(text)


def _only_signs(text: str) -> bool:
    """A thumb, folded hands, a heart, in whatever colour: thanks without a word."""
    if len(text) > _LONGEST:
        return False
    signs = [ch for ch in text if unicodedata.category(ch) not in ("Zs", "Cc", "Cf", "Mn", "Sk")]
    return bool(signs) and all(ch in SIGNS for ch in signs)


def _bare(text: str) -> str:
    """The words alone: no marks, emoji or doubled spaces."""
    if len(text) > _LONGEST:
        return text
    kept = "".join(
        ch for ch in unicodedata.normalize("NFC", text) if unicodedata.category(ch)[0] not in "SC" or ch == " "
    )
    return " ".join(_NOT_WORDS.sub(" ", kept).casefold().split())
