"""What a person typed, as a neutral value: verb, case, free text last. Forgiving, and deciding nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.commands import verbs
from bot.commands.draft import CASE, WHITE, Draft, case_number
from bot.commands.parts import parts
from bot.commands.typed import read

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """One line. A part in `args` stands under its name in the usage line; every DATE is `until`, in words as typed.

    What was typed where a code was wanted, and is none, stands under that name with `_unknown` behind it.
    """

    verb: str
    case: int | None = None
    text: str | None = None  # the free text, exactly as typed; None if there is none
    words: str = ""  # what stands between the case and the colon
    args: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No verb; `nearest` are the verbs that may have been meant, as they are spoken."""

    word: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadCase:
    """C-0, or a number that no case will ever have."""

    verb: str
    typed: str


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing was said."""


Parsed = Line | Unknown | BadCase | Empty

_ADDRESSED = re.compile(r"(?:<[@!][^<>\s]{1,100}>|<at\b[^<>]{0,200}>[^<>]{0,200}</at>|@[^\s:,<>]{1,100})[\s:,]*")
_SLASH = re.compile(r"/(\S*)\s*")
_BETWEEN = WHITE + ",;:"
_SHOWN = 80  # characters of what was not understood
_A_NUMBER = re.compile(r"[\s:,]*[0-9]")
_A_NUMBER_HERE = re.compile(r"[\s,]*[0-9]")
# "promise 3 days", "promise 24 Nov": a number that is no case
_COUNTS = re.compile(
    r"\s{0,3}(?:[dhmw]|days?|hours?|hrs?|min|minutes?|weeks?|working|desk|[ap]m|st|nd|rd|th"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r":[0-9]{2}(?![0-9])")


def parse(text: str, about: int | None = None) -> Parsed:
    """The line somebody typed; `about` is the case of the thread or card, for lines that name none."""
    typed = read(text)
    start = _past_the_address(typed.plain)
    if start == len(typed.plain):
        return Empty()
    named = None
    found = verbs.at_start(typed.plain, start)
    if not found and (named := CASE.match(typed.plain, start)):  # "C-1 claim"
        behind = named.end() + (typed.plain.startswith(":", named.end()))
        alone = behind == len(typed.plain)
        found = (verbs.VERBS["show"], behind) if alone else verbs.at_start(typed.plain, behind)
    if not found:
        rest = typed.plain[(named.end() if named else start) :][:200].strip(_BETWEEN)
        return Unknown(word=(rest.split(maxsplit=1) or [rest])[0][:_SHOWN], nearest=verbs.nearest(rest))
    verb, end = found
    if verb.case and not named and (named := _case(verb, typed.plain, end, about)):
        end = named.end()
    draft = Draft(typed, end, len(typed.plain), case_number(named["number"]) if named and verb.case else None)
    draft.drop(0)
    begin = draft.start
    colon = parts(verb, draft)
    if draft.case == 0 or draft.args.get("into") == "0":
        return BadCase(verb.name, (named[0] if named else draft.words).strip()[:_SHOWN])
    if draft.case is None and verb.case and "next" not in draft.args:
        draft.case = about
    words = typed.plain[begin : draft.text_from or colon].strip(WHITE + ".:")
    return Line(verb.name, draft.case, draft.text, words, draft.args or _NOTHING)


def _past_the_address(plain: str) -> int:
    """Where the line begins, once the slash command's own word or a mention of the bot is left out."""
    start = 0
    if plain[:1] in ("@", "<") and (mention := _ADDRESSED.match(plain)):
        start = mention.end()
    if (slash := _SLASH.match(plain, start)) and slash[1].lower() not in verbs.SPELLINGS:
        return slash.end()
    return slash.start(1) if slash else start


def _case(verb: verbs.Verb, plain: str, at: int, about: int | None) -> re.Match[str] | None:
    """The case right after the verb, unless its number must be something else."""
    named = CASE.match(plain, at)
    if not named or named["mark"]:
        return named
    colon = plain.startswith(":", named.end())
    if verb.dated and (_COUNTS.match(plain, named.end()) or _TIME_OF_DAY.match(plain, named.end())):
        return None
    if verb.free and about is not None and not colon and plain[named.end() :].strip():
        return None  # "reply 42 days are left", in its thread: better to its own customer than to another's
    follows = (
        _A_NUMBER if about is None else _A_NUMBER_HERE
    )  # in its thread, a number behind a colon is part of the why
    if verb.name == "rate" and len(named["number"]) == 1 and not follows.match(plain, named.end()):
        return named if about is None and named["number"] not in "12345" else None  # one number is the score
    return named
