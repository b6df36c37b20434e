"""What a customer's own words say about the fields that are still missing: `the invoice number is 4711, size M`.

Taken is only what cannot be meant otherwise:

- behind a field's name and `:` or `=`, what follows up to the next name or the end of the line;
- behind its name and `is`, or its name alone: one of its choices, a date, a number; for a text only what looks like a
  number of something (`4711`, `INV-2231`), since `the invoice number is wrong` says no number;
- a message that is nothing but one value, if it fits one missing field and no other (`lone`).

Nothing is taken from a question, from behind `if` or `not`, from a quotation, or where two values are said for one
field. What was not taken is words like any other, and lost in no case: all of them are kept as they were written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cases.people import Field
from bot.cases.refusals import Refused
from bot.messages.wording import Reader
from bot.messages.written import LONGEST, value_of

_MOST = 8000  # characters of a message that are looked at
_LONGEST_LONE = 60
_NARROW = 0x2E80  # from here on scripts do not put spaces between words
_SEPARATOR = re.compile(
    r"\s{0,3}(?P<given>[:：=＝]|\s[-–—]\s)\s{0,9}"
    r"|(?P<said>\s{1,3}(?:is|are|este|e|sunt)\s{1,3}|\s{0,3}[是为為]\s{0,3})"
    r"|(?P<bare>\s{0,3}#\s{0,3}|\s{1,3})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;!?。，；！？、]|[.,](?=\s|$)|\s[-–—]\s|\s(?:and|but|și|si|şi|dar|iar|和|但)\s", re.IGNORECASE)
_JOINED = re.compile(r"(?:[,;，；、]|\s(?:and|și|si|şi|和)|\s(?:the|my|our))+\s*$", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:if|whether|what|which|where|how|not?|never|without|don'?t|doesn'?t|isn'?t|can'?t|cannot|wrong"
    r"|dac[aă]|care|cum|unde|ce|nu|f[aă]r[aă]|gre[sșş]it)\b|[?？]|如果|什么|哪|没有|没|不",
    re.IGNORECASE,
)
_LIKE_A_NUMBER = re.compile(r"(?:[A-Z]{1,6}[ -]?)?[^\s\d?]{0,12}\d[^\s?]{0,60}")
_IT_IS = re.compile(r"^(?:it(?:'|’)?s|it is|este|e)\s+|^[它是]+\s*", re.IGNORECASE)
_NOTHING = {
    *("", "?", "??", "-", "–", "—", "...", "…", "x", "n/a", "na", "none", "no", "not", "unknown", "tbd", "later"),
    *("i don't know", "don't know", "dont know", "i dont know", "no idea", "not sure", "i have none", "cannot say"),
    *("nu", "nu stiu", "nu am", "habar n-am", "niciunul", "necunoscut", "不知道", "没有", "无", "不清楚"),
}
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "”", "‘": "’", "«": "»", "`": "`"}
_AROUND = " \t\r\n\v\f\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class _Named:
    """A field named in a line, and where what is said of it begins."""

    field: Field
    start: int
    begins: int  # behind what stands between the name and the value
    how: str  # given, said, bare; empty if nothing follows


def taken(words: str, fields: Sequence[Field], wanted: Sequence[str], reader: Reader, *, lone: bool) -> dict[str, str]:
    """Of the fields of a case, the values of those wanted that the words say; `lone` if they may be one value alone."""
    words = words[:_MOST]
    said: dict[str, set[str]] = {}
    named = False
    for line in words.splitlines():
        if line.lstrip().startswith(">"):
            continue
        for one, value in _in_line(line, fields, reader):
            named = True
            if value is not None and one.name in wanted:
                said.setdefault(one.name, set()).add(value)
    if not named and lone and len(words) <= _LONGEST_LONE:
        return _alone(words, [one for one in fields if one.name in wanted], reader)
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def _in_line(line: str, fields: Sequence[Field], reader: Reader) -> Iterator[tuple[Field, str | None]]:
    names = list(_names(line, fields))
    for n, one in enumerate(names):
        ends = names[n + 1].start if n + 1 < len(names) else len(line)
        yield one.field, _value(one, line, ends, reader)


def _names(line: str, fields: Sequence[Field]) -> Iterator[_Named]:
    pattern = "|".join(
        f"(?P<f{n}>{_name_in_words(one.name)})" for n, one in sorted(enumerate(fields), key=lambda it: -len(it[1].name))
    )
    for found in re.finditer(pattern, line, re.IGNORECASE) if pattern else ():
        between = _SEPARATOR.match(line, found.end())
        field = fields[int((found.lastgroup or "f0")[1:])]
        how = (between.lastgroup or "") if between else ""
        if not how and found.end() < len(line) and ord(line[found.end()]) >= _NARROW:
            continue  # a longer word
        yield _Named(field, found.start(), between.end() if between else found.end(), how)


def _name_in_words(name: str) -> str:
    """However its words are set apart; and a word of its own where words are."""
    body = r"[\s_-]{1,3}".join(re.escape(word) for word in re.split(r"[\s_-]+", name) if word)
    before = r"(?<!\w)" if ord(name[0]) < _NARROW else ""
    behind = r"(?!\w)" if ord(name[-1]) < _NARROW else ""
    return f"{before}{body}{behind}"


def _value(named: _Named, line: str, ends: int, reader: Reader) -> str | None:
    before = _CLAUSE.split(line[: named.start])[-1]
    if not named.how or _DOUBTED.search(before):
        return None
    whole = _JOINED.sub("", line[named.begins : ends])
    clause = _CLAUSE.search(whole)
    first = whole[: clause.start()] if clause else whole
    if re.match(r"\s*[?？]", (whole[len(first) :] + line[ends : ends + 1])) or (named.how != "given" and "?" in whole):
        return None
    if named.how == "given":
        candidates = (whole,) if named.field.type in ("text", "file") else (whole, first)
    else:
        candidates = (first,)
    for candidate in candidates:
        if (value := _fits(named.field, _bared(candidate), reader, certain=named.how == "given")) is not None:
            return value
    return None


def _alone(words: str, wanted: Sequence[Field], reader: Reader) -> dict[str, str]:
    """A message of one value: for the one field that it fits."""
    said = _bared(words)
    if not said or "\n" in said:
        return {}
    bare = _IT_IS.sub("", said, count=1)
    fitting = {one.name: value for one in wanted if (value := _fits(one, bare, reader, certain=False)) is not None}
    return fitting if len(fitting) == 1 else {}


def _fits(field: Field, value: str, reader: Reader, *, certain: bool) -> str | None:
    """The value as it is kept, if it is one; `certain` if the field was named with a colon."""
    if field.type == "file" or unicodedata.normalize("NFKD", value).casefold().strip(".") in _NOTHING:
        return None
    if field.type == "text":
        if len(value) > LONGEST or not any(ch.isalnum() for ch in value):
            return None
        if certain:
            return None if value.endswith(("?", "？")) or _is_denied(value) else value
        return value if _LIKE_A_NUMBER.fullmatch(value) else None
    try:
        return value_of(field, value, reader)
    except Refused:
        return None


def _is_denied(value: str) -> bool:
    return re.match(r"(?:i\s+)?(?:not|don'?t|do not|have no|nu|没有|不)\b", value, re.IGNORECASE) is not None


def _bared(value: str) -> str:
    """Without what stands around it: spaces, quotation marks, the end of a sentence."""
    value = value.strip(_AROUND).rstrip(".,;!。，；！").strip(_AROUND)
    if len(value) > 1 and _QUOTES.get(value[0]) == value[-1]:
        value = value[1:-1].strip(_AROUND)
    return value
