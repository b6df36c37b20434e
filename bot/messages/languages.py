"""The languages of the catalogue: who reads which, and whose dates, numbers and lists go with it.

Staff read English. What a customer may read stands in files of its own, which begin with `### For customers.`; every
other language has those files and no others.
"""

from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, UnknownLocaleError
from fluent.runtime import FluentBundle, FluentResource

DEFAULT = "en"
FOR_CUSTOMERS = "### For customers."
_FORMS = {"en": "en_GB", "zh": "zh_Hans_CN"}  # whose dates and lists: 24 Nov, and the day before the month


@cache
def languages() -> tuple[str, ...]:
    """The languages with a catalogue."""
    return tuple(
        sorted(one.name for one in (files("bot") / "locale").iterdir() if one.is_dir() and "." not in one.name)
    )


def _catalogue(language: str) -> list[tuple[Traversable, str]]:
    found = sorted((files("bot") / "locale" / language).iterdir(), key=lambda one: one.name)
    return [(one, one.read_text(encoding="utf-8")) for one in found if one.name.endswith(".ftl")]


@cache
def bundle(language: str) -> FluentBundle:
    made = FluentBundle([language], use_isolating=False)
    for _, sentences in _catalogue(language):
        made.add_resource(FluentResource(sentences))
    return made


@cache
def for_customers() -> frozenset[str]:
    """The keys of what a customer may read."""
    found = [FluentResource(sentences) for _, sentences in _catalogue(DEFAULT) if sentences.startswith(FOR_CUSTOMERS)]
    return frozenset(entry.id.name for one in found for entry in one.body if hasattr(entry, "id"))


@lru_cache(maxsize=1000)  # platforms tell them: there could be any number
def _read_in(locale: str) -> tuple[str, Locale] | None:
    """The language of the catalogue for somebody's locale (ro-MD, en_US), and whose dates and lists go with it.

    Whoever reads Chinese in traditional characters is closer to simplified ones than to any other language we have;
    dates and lists are then written in the same characters as the sentence around them.
    """
    try:
        theirs = Locale.parse(locale.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    language = next((one for one in languages() if one.partition("-")[0] == theirs.language), None)
    if language is None:
        return None
    as_written = theirs.script in (None, *language.split("-")[1:])
    own = theirs if theirs.territory and as_written else Locale.parse(_FORMS.get(theirs.language, theirs.language))
    return language, own


def spoken(locale: str) -> tuple[str, Locale]:
    """The language in which somebody is spoken to, English if we do not speak theirs, and their forms."""
    return _read_in(locale) or (DEFAULT, Locale.parse(_FORMS[DEFAULT]))


def is_spoken(locale: str | None) -> bool:
    return locale is not None and _read_in(locale) is not None


def first_spoken(*locales: str | None) -> str:
    """The first of these that we speak, else English."""
    return next((one for one in locales if one is not None and is_spoken(one)), DEFAULT)


def in_english(locale: str | None) -> str:
    """For staff, who read English: with their own dates, if these are English too."""
    return locale if locale is not None and spoken(locale)[0] == DEFAULT else DEFAULT
