"""A line half read: the verb and the case are known, what stands before and after the colon is cut apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.commands.typed import Typed

_MARK = r"(?:(?:case|ticket)[\s-]{0,3}(?:c\s{0,3}-?\s{0,3})?#?\s{0,3}|c\s{0,3}-?\s{0,3}#?|#\s{0,3})"
CASE = re.compile(
    rf"\s*(?:(?:to|on|for|about)\s{{1,3}}(?={_MARK}[0-9]))?(?P<mark>{_MARK})?(?P<number>[0-9]+)"
    r"[.,;!?)\]\"'`]*(?=[\s:]|$)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:c-?|#)(?P<number>[0-9]+)[.,;!?]*(?!\S)", re.IGNORECASE)
_LINK = re.compile(r"(?:^|\s)(?:to|on|for|about)$", re.IGNORECASE)
_PLATFORM = r"<[@a-z][^<>\n]{0,300}>"  # a mention as a platform writes it, with colons of its own
SEPARATOR = re.compile(rf"{_PLATFORM}|(?P<at>[:\r\n])", re.IGNORECASE)
SEPARATOR_PAST_TIMES = re.compile(
    rf"{_PLATFORM}|(?<![0-9])[0-9]{{1,2}}:[0-9]{{2}}(?![0-9])|(?P<at>[:\r\n])", re.IGNORECASE
)
_PERSON = re.compile(
    r"(?P<mention><at\b[^<>]{0,300}>[^<>]{0,300}</at>|<[^<>\s][^<>]{0,300}>)"
    r"|@?(?:\"(?P<quoted>[^\"]{1,100})\"|\[(?P<bracketed>[^\[\]]{1,100})\])|@?(?P<plain>[^\s@]\S*)"
)
_NAME_GOES_ON = re.compile(r"\s{1,3}(?!C-?[0-9])(?P<word>[^\W\d_]\S*)")
_LONGEST_NAME = 6  # words
_DIGITS = 9  # of a case number, at most
WHITE = " \t\n\r\v\f"


@dataclass(slots=True)
class Draft:
    typed: Typed
    start: int  # of the words not yet read, in typed.plain
    end: int
    case: int | None  # as typed; 0 if it is none
    text_from: int | None = None  # where the words turned out to be text already
    text: str | None = None
    args: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return self.typed.plain[self.start : self.end].rstrip(WHITE + ".")

    def drop(self, length: int) -> None:
        """Go past what has been read, and the white space and commas behind it."""
        self.start += length
        while self.start < self.end and self.typed.plain[self.start] in " \t\n\r\v\f,;":
            self.start += 1

    def drop_words(self, pattern: re.Pattern[str]) -> bool:
        if found := pattern.match(self.words):
            self.drop(found.end())
        return found is not None

    def keep(self, name: str, value: str) -> None:
        """An argument, if it says anything and has not been said before."""
        if value := " ".join(value.strip(WHITE + ",;").split()):
            self.args.setdefault(name, value)

    def rest_is_text(self) -> None:
        """No colon, or one that belongs to the sentence: from here on it is free text."""
        self.text = self.typed.quote(self.start)
        self.end = self.text_from = self.start

    def quote(self) -> str:
        return unquoted(self.typed.quote(self.start, self.end).rstrip(" \t.,;"))

    def person(self) -> str:
        """Who stands first among the words: a mention (as it came), or a key or name without its @."""
        found = _PERSON.match(self.words)
        if not found:
            return ""
        end, who = found.end(), found["mention"] or found["quoted"] or found["bracketed"]
        if not who:
            who = found["plain"].rstrip(",;.")
            if who[:1].isupper() and not found[0].endswith((",", ";")):  # "Ana Pop": a name goes on in capitals
                for more in self._capitals(end):
                    who, end = f"{who} {more['word'].rstrip(',;.')}", more.end()
        self.drop(end)
        return who.strip()

    def _capitals(self, end: int) -> Iterator[re.Match[str]]:
        words = self.words
        for _ in range(_LONGEST_NAME - 1):
            more = _NAME_GOES_ON.match(words, end)
            if not more or not more["word"][0].isupper():
                return
            yield more
            end = more.end()

    def case_first(self) -> None:
        """The case, said later than right after the verb: `assign @ana C-1`."""
        if self.case is None and (found := _MARKED.match(self.words)):
            self.case = case_number(found["number"])
            self.drop(found.end())

    def case_last(self) -> None:
        before, _, last = self.words.rpartition(" ")
        if self.case is None and (found := _MARKED.fullmatch(last)):
            self.case = case_number(found["number"])
            self.end = self.start + len(_LINK.sub("", before.rstrip()))


def spoken(pattern: str) -> re.Pattern[str]:
    """Whole words at the beginning, and the white space and commas behind them."""
    return re.compile(rf"(?:{pattern})(?!\S)[\s,]*", re.IGNORECASE)


def case_number(digits: str) -> int:
    """0 for what can be no case's number."""
    digits = digits.lstrip("0")
    return int(digits) if digits and len(digits) <= _DIGITS else 0


def unquoted(words: str) -> str:
    words = words.strip()
    if len(words) > 1 and words[0] in "\"'`\u201c\u2018\u201e" and words[-1] in "\"'`\u201d\u2019\u201c":
        return words[1:-1].strip()
    return words
