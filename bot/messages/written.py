"""What is written into a field of a case, read in its writer's form: a number, a date, one of the choices.

What comes out is the same for everybody (1234.5, 2026-11-24, a choice as it is configured); what could mean two things
is refused, and then nothing has happened.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_date_format, get_month_names
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from bot.cases.people import Field
from bot.cases.refusals import Refused
from bot.messages.values import AnyOf
from bot.messages.wording import Reader, forms, phrase

LONGEST = 1000  # characters of a text; what is longer is a story, and belongs to the case's words
_LONGEST_FIGURE = 40
_YEARS = range(1900, 2200)
_EXAMPLE_DAY, _EXAMPLE_NUMBER = date(2026, 11, 24), Decimal("1234.5")
_SPACES = re.compile(r"[\s'’]")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_ONE_MARK = re.compile(r"[+-]?[0-9]+[.,](?:[0-9]{1,2}|[0-9]{4,})")  # no thousands: they come in threes
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?P<rest>[.,][0-9]+)?")
_LIKE_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]{3}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号號.]?")
_NUMBERS = re.compile(r"([0-9]{1,2})(?P<mark>[-/.])([0-9]{1,2})(?P=mark)([0-9]{4})\.?")
_DAY_NAME = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?(?: of| de)? (?P<month>[^\W\d_]+)\.?,? (?P<year>[0-9]{4})"
)
_NAME_DAY = re.compile(r"(?P<month>[^\W\d_]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})")
_DAYS = ("yesterday", "today", "tomorrow")
ALWAYS_READ = ("en", "ro")  # months are known by these names, whatever else their writer speaks


def value_of(field: Field, typed: str, reader: Reader) -> str:
    """The value as it is kept. Refused, with what would do, if it is no such thing."""
    words = typed.strip()
    name = f"field:{field.name}"
    match field.type:
        case "choice":
            found = [one for one in field.of if _bare(one) == _bare(words)]
            if len(found) != 1:
                raise Refused("field-choice", field=field.name, of=AnyOf(field.of), name=name)
            return found[0]
        case "number":
            number = read_number(words, reader)
            if number is None:
                raise Refused("field-number", field=field.name, typed=words, example=a_number(reader), name=name)
            return number
        case "date":
            day = read_date(words, reader)
            if day is None:
                raise Refused("field-date", field=field.name, typed=words, example=a_day(reader), name=name)
            return day.isoformat()
    if len(words) > LONGEST:
        raise Refused("field-long", field=field.name, most=LONGEST, name=name)
    return words


def shown(field: Field, value: str, reader: Reader) -> str:
    """A kept value in its reader's form."""
    try:
        match field.type:
            case "number":
                return str(format_decimal(Decimal(value), locale=forms(reader), decimal_quantization=False))
            case "date":
                return str(format_date(date.fromisoformat(value), format="medium", locale=forms(reader)))
    except (ValueError, InvalidOperation):  # it was kept while the field was of another type
        return value
    return value


def a_number(reader: Reader) -> str:
    return str(format_decimal(_EXAMPLE_NUMBER, locale=_written_as(reader)))


def a_day(reader: Reader) -> str:
    """An example of a date as its reader would write it, with the whole year."""
    locale = _written_as(reader)
    pattern = re.sub("y+", "y", get_date_format("short", locale=locale).pattern)
    return str(format_date(_EXAMPLE_DAY, format=pattern, locale=locale))


def _written_as(reader: Reader) -> Locale:
    """Whose numbers and dates somebody writes: their own locale's, even if we do not speak its language."""
    return _locale(reader.locale) or forms(reader)


@lru_cache(maxsize=1000)
def _locale(name: str) -> Locale | None:
    try:
        found = Locale.parse(name.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    return found if found.territory or found.language != "en" else None  # plain English is dated the British way


def _bare(words: str) -> str:
    """Without what makes no difference: width, capitals, spaces."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


# --- numbers ----------------------------------------------------------------------------------------------------------


def read_number(typed: str, reader: Reader) -> str | None:
    """The number as programs write it; None if it is none, or could be two.

    1.234 is what its writer's country makes of it. Where that makes nothing of it (1,50 in Britain), a mark that can
    only stand before decimals does.
    """
    words = _SPACES.sub("", unicodedata.normalize("NFKC", typed).replace("\u2212", "-"))
    if not words.isascii() or not any(ch.isdigit() for ch in words) or len(words) > _LONGEST_FIGURE:
        return None
    number = _in_their_form(words, _written_as(reader)) or _anybodys(words)
    if number is None or not number.is_finite():
        return None
    plain = f"{number:f}"
    return certain(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def certain(number: str) -> str:
    """The same number as nobody can take for another one: 1.234 is a thousand in half of Europe, 1.2340 nowhere."""
    return f"{number}0" if _LIKE_THOUSANDS.fullmatch(number) else number


def _in_their_form(words: str, locale: Locale) -> Decimal | None:
    if not re.fullmatch(r"[+-]?[0-9][0-9.,]*", words):
        return None
    try:
        return Decimal(parse_decimal(words.removeprefix("+"), locale=locale, strict=True))
    except (NumberFormatError, InvalidOperation, ValueError):
        return None


def _anybodys(words: str) -> Decimal | None:
    if _PLAIN.fullmatch(words) or _ONE_MARK.fullmatch(words):
        return Decimal(words.replace(",", "."))
    found = _THOUSANDS.fullmatch(words)
    if found is None or (found["rest"] or "").startswith(found["mark"]):
        return None
    several = words.count(found["mark"]) > 1
    if not several and not found["rest"]:  # 1.234 alone: one or a thousand
        return None
    return Decimal(words.replace(found["mark"], "").replace(",", "."))


# --- dates ------------------------------------------------------------------------------------------------------------


def read_date(typed: str, reader: Reader) -> date | None:
    """The day; None if it is none, or could be two. The year must be there, whole."""
    words = _bare(typed)
    if not words or len(words) > _LONGEST_FIGURE:
        return None
    for day, name in enumerate(_DAYS, start=-1):
        if words in (name, _bare(phrase(f"day-{name}", reader))):
            return reader.now.astimezone(ZoneInfo(reader.zone)).date() + timedelta(days=day)
    try:
        found = _by_numbers(words, reader) or _by_name(words, reader)
    except ValueError:  # 30 February
        return None
    return found if found and found.year in _YEARS else None


def _by_numbers(words: str, reader: Reader) -> date | None:
    close = words.replace(" ", "")
    if found := _YEAR_FIRST.fullmatch(close):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _NUMBERS.fullmatch(close)):
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month_first = found["mark"] != "." and _month_comes_first(_written_as(reader))
    if max(first, second) > 12:  # it fits one way only
        month_first = second > 12
    day, month = (second, first) if month_first else (first, second)
    return date(year, month, day)


@lru_cache(maxsize=200)
def _month_comes_first(locale: Locale) -> bool:
    pattern = get_date_format("short", locale=locale).pattern.lower()
    return 0 <= pattern.find("m") < pattern.find("d") and not pattern.startswith("y")


def _by_name(words: str, reader: Reader) -> date | None:
    found = _DAY_NAME.fullmatch(words) or _NAME_DAY.fullmatch(words)
    if found is None:
        return None
    for locale in (_written_as(reader), *map(Locale.parse, ALWAYS_READ)):
        if month := _months(locale).get(_folded(found["month"])):
            return date(int(found["year"]), month, int(found["day"]))
    return None


@lru_cache(maxsize=200)
def _months(locale: Locale) -> dict[str, int]:
    """Their names, whole and short, as they stand in a date and alone."""
    return {
        _folded(name): number
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale).items()
    }


def _folded(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.casefold().rstrip("."))
    return "".join(ch for ch in bare if not unicodedata.combining(ch))
