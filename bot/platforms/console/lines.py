"""What a line at the terminal is: who says what where. Forgiving; what cannot be understood says what to type."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bot.messages.values import Say
from bot.platforms.console.matching import fold, meant
from bot.platforms.console.world import short

LONGEST_NAME = 64
SLASHES = ("wait", "at", "as", "watch", "people", "channels", "thread", "digest", "now", "help", "quit")
AT_A_FORM = ("send", "cancel", "form", "press")
DIRECT = "dm"

_HEAD = re.compile(r"\s*(?P<name>[^\s:：@＠>＞]{1,200})\s*(?P<mark>[:：@＠>＞❯])\s*")
_MARKS = str.maketrans("：＠＞❯／＃", ":@>>/#")
_CASE = re.compile(r"(?:c\s?-?\s?|#\s?)?(?P<number>[0-9]{1,18})", re.IGNORECASE)
_SLASH = re.compile(r"\s*[/／]\s*(?P<word>[^\s:：]*)[\s:：]*")
_TO_PLACE = re.compile(r"\s*[@＠]")
_TO_FORM = re.compile(r"\s*[>＞❯]\s*")
_ANY_PLACE = re.compile(r"(?P<place>[^\s:：]{0,200})\s*[:：]")


@dataclass(frozen=True, slots=True)
class Around:
    """What there is to be named at the terminal, and whose a line without a name is."""

    people: Mapping[str, str]  # key -> name
    customers: Collection[str] = ()
    places: tuple[str, ...] = ()
    verbs: Collection[str] = ()
    speaker: str | None = None
    labels: tuple[str, ...] = ()  # of the form that lies open before the speaker


@dataclass(frozen=True, slots=True)
class Direct:
    """A person's command, or a customer's direct message."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class InChannel:
    who: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class InThread:
    """In the customer's thread of a case."""

    who: str
    case: int
    text: str


@dataclass(frozen=True, slots=True)
class AtForm:
    """Behind `ana>`: a field and its value, send, cancel, form, or press LABEL."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Slash:
    """For the console itself."""

    word: str
    rest: str


@dataclass(frozen=True, slots=True)
class Puzzled:
    say: Say


Line = Direct | InChannel | InThread | AtForm | Slash | Puzzled


def read(typed: str, around: Around) -> Line | None:
    """What the line means; None if it is empty or a comment."""
    text = typed.lstrip("\ufeff").strip()
    if not text or text.startswith("#"):
        return None
    if found := _SLASH.match(text):
        word = fold(found["word"]).replace(" ", "")
        if word == "case" and around.speaker:
            return Direct(around.speaker, text[found.end() :])
        return _slash(word, text[found.end() :].strip())
    return _with_head(text, around) or _without_head(text, around)


def _slash(word: str, rest: str) -> Line:
    found = meant(word, ((one, one) for one in SLASHES))
    if len(found) == 1:
        return Slash(found[0], rest)
    near = found or get_close_matches(word, SLASHES, n=3, cutoff=0.6)
    return Puzzled(Say("console-no-slash", {"typed": _cut(word), "near": tuple(f"/{one}" for one in near or SLASHES)}))


def _with_head(text: str, around: Around) -> Line | None:
    """`ana: …`, `ana@place: …`, `ana> …`; None if the line does not begin with somebody's name."""
    head = _HEAD.match(text)
    if not head:
        return None
    who, known = known_as(head["name"], around)
    mark = head["mark"].translate(_MARKS)
    if not known and around.speaker and mark != "@":
        return None  # theirs: a field of their form, a verb with a colon
    if not is_name(who):
        return None
    rest = text[head.end() :]
    match mark:
        case "@":
            line = _at_place(who, rest, around)
            return None if isinstance(line, Puzzled) and not known and around.speaker else line
        case ">":
            return AtForm(who, rest)
    if not known and rest.startswith("//"):
        return None  # an address of the web
    if not known and (doubt := _nobody(who, rest, around)):
        return doubt
    return Direct(who, rest)


def _without_head(text: str, around: Around) -> Line:
    """A plain line belongs to whoever `/as` made one."""
    if around.speaker is None:
        return Puzzled(Say("console-who"))
    if to_form := _TO_FORM.match(text):
        return AtForm(around.speaker, text[to_form.end() :])
    if to_place := _TO_PLACE.match(text):
        line = _at_place(around.speaker, text[to_place.end() :], around)
        if not isinstance(line, Puzzled) or line.say.key == "console-no-place":
            return line
    word, *_ = fold(text).split() or [""]
    if word == "press" or (around.labels and _is_for_form(text, around)):
        return AtForm(around.speaker, text)
    return Direct(around.speaker, text)


def _is_for_form(text: str, around: Around) -> bool:
    if fold(text) in AT_A_FORM:
        return True
    parts = re.split("[:：]", text)[:5]
    heads = (":".join(parts[:n]) for n in range(1, len(parts)))
    return any(fold(head) in map(fold, around.labels) for head in heads)


def _at_place(who: str, rest: str, around: Around) -> Line:
    """Behind `maria@`: a channel, a case's thread or dm, and what is said there behind a colon."""
    rest = rest.lstrip("#＃ ") if not re.match(r"[#＃]\s?[0-9]", rest) else rest
    for name, place in _spellings(around.places):
        if (behind := _behind(rest, name)) is not None:
            return InChannel(who, place, behind)
    if (case := _CASE.match(rest)) and (behind := _behind(rest, case[0])) is not None:
        return InThread(who, int(case["number"]), behind)
    found = _ANY_PLACE.match(rest)
    if not found:
        return Puzzled(Say("console-no-colon", {"who": who, "places": shorts(around)}))
    if fold(found["place"]) == DIRECT:
        return Direct(who, rest[found.end() :].strip())
    typed = found["place"].lstrip("@＠")
    begun = meant(typed, ((short(place), place) for place in around.places))
    if len(begun) == 1:
        return InChannel(who, begun[0], rest[found.end() :].strip())
    return Puzzled(Say("console-no-place", {"typed": _cut(typed), "places": shorts(around)}))


def _spellings(places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every place whole, then by its last part; those of the console before others of the same name."""
    for place in places:
        yield place, place
    for place in sorted(places, key=lambda one: not one.startswith("console:")):
        yield short(place), place


def _behind(rest: str, name: str) -> str | None:
    """What stands behind that name and its colon; None if it does not stand there."""
    if unicodedata.normalize("NFKC", rest[: len(name)]).casefold() != name.casefold():
        return None
    behind = rest[len(name) :].lstrip()
    return behind[1:].strip() if behind[:1] in (":", "：") else None


def _nobody(who: str, rest: str, around: Around) -> Puzzled | None:
    """A new customer may come in by any name but one that was rather mistyped."""
    first = (fold(rest).split() or [""])[0]
    verbs = {verb.split()[0] for verb in map(fold, around.verbs) if verb}
    if fold(who) in verbs:
        return Puzzled(Say("console-who"))
    if fold(who) in {fold(short(place)) for place in around.places}:
        return Puzzled(Say("console-is-place", {"typed": who}))
    near = nearest_person(who, around)
    if near and (first in verbs or first[:2] in ("c-", "")):
        return Puzzled(Say("console-nobody", {"typed": _cut(who), "near": near}))
    return None


def nearest_person(who: str, around: Around) -> str | None:
    """Whom of the house one may have meant by a name that nobody has."""
    begun = [key for key in around.people if key.startswith(who)]
    return next(iter(begun or get_close_matches(who, around.people, n=1, cutoff=0.7)), None)


def known_as(typed: str, around: Around) -> tuple[str, bool]:
    """How they are named everywhere, and whether anybody ever was."""
    folded = unicodedata.normalize("NFKC", typed.strip().lstrip("@")).casefold()
    for one in (*around.people, *around.customers):
        if folded == one.casefold():
            return one, True
    return folded, False


def is_name(text: str) -> bool:
    """Letters and digits of any script, with a dot, a dash, an apostrophe or an underscore between them."""
    return (
        0 < len(text) <= LONGEST_NAME
        and unicodedata.category(text[0])[0] in "LN"
        and all(unicodedata.category(sign)[0] in "LMN" or sign in "._-'’" for sign in text)
    )


def written_out(name: str) -> str:
    """A customer's name as colleagues read it: maria.pop is Maria Pop."""
    return " ".join(part[:1].upper() + part[1:] for part in re.split(r"[._]+", name) if part) or name


def shorts(around: Around) -> tuple[str, ...]:
    return tuple(short(place) for place in around.places if short(place) != DIRECT)


def case_number(typed: str) -> int | None:
    found = _CASE.fullmatch(typed.strip().strip(".:"))
    return int(found["number"]) if found else None


def _cut(typed: str) -> str:
    return typed if len(typed) <= 40 else typed[:39] + "…"
