"""What a customer reads is complete and whole in every language, and is what they read; the rest stays with staff."""

import ast
import re
from datetime import UTC, datetime, timedelta

import pytest
from babel import Locale
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.cases.people import LANGUAGES
from bot.messages.languages import FOR_CUSTOMERS, first_spoken, for_customers, in_english, languages, spoken
from bot.messages.values import AnyOf, Say
from bot.messages.wording import Reader, length, phrase, text, when
from tests.messages.catalogue import BOT, blanks, calls, refusals, sentences
from tests.messages.pieces import pieces

OTHERS = [one for one in LANGUAGES if one != "en"]
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
PLURALS = {"zero", "one", "two", "few", "many", "other"}
SAME = {  # as English has it, and meant so
    "ro": {"length-minutes", "length-full-hours"},
    "zh-Hans": set(),
}
PUT_TOGETHER = {  # what the two make is no sentence
    "platforms/slack/blocks.py",  # a link, read aloud
    "storage/unsaying.py",  # JSON
}


def files(language: str) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in (BOT / "locale" / language).glob("*.ftl")}


def customers_files() -> set[str]:
    return {name for name, said in files("en").items() if said.startswith(FOR_CUSTOMERS)}


def keys_in(said: str) -> list[str]:
    return [one.id.name for one in FluentParser().parse(said).body if isinstance(one, ftl.Message)]


def test_the_languages_of_the_configuration_are_those_of_the_catalogue():
    assert set(LANGUAGES) == set(languages())


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_customers_files_and_no_others(language):
    assert set(files(language)) == customers_files()
    assert all(said.startswith(FOR_CUSTOMERS) for said in files(language).values())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", sorted(customers_files()))
def test_no_text_of_a_customer_is_missing_in_any_language(language, name):
    assert keys_in(files(language)[name]) == keys_in(files("en")[name])


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_has_the_same_blanks_in_every_language(language):
    for key in sentences(language):
        assert blanks(key, locale=language) == blanks(key), key


class Selected(Visitor):
    """The choices of a sentence: by what, and between what."""

    def __init__(self) -> None:
        self.found: list[tuple[str, set[str]]] = []

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        by = node.selector.id.name if isinstance(node.selector, ftl.VariableReference) else ""
        names = {one.key.name if isinstance(one.key, ftl.Identifier) else one.key.value for one in node.variants}
        self.found.append((by, names))
        self.generic_visit(node)


def choices(key: str, language: str) -> list[tuple[str, set[str]]]:
    looked = Selected()
    looked.visit(sentences(language)[key])
    return looked.found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_without_the_form_that_its_language_has_for_it(language):
    wanted = {*Locale.parse(language, sep="-").plural_form.tags, "other"}

    for key in sentences(language):
        for by, names in choices(key, language):
            if names & (PLURALS - {"other"}):
                assert names & PLURALS == wanted, (key, by)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_knows_the_same_cases_of_a_choice_that_is_no_number(language):
    for key in sentences(language):
        in_english, here = (
            sorted((by, *sorted(names)) for by, names in choices(key, one) if not names & (PLURALS - {"other"}))
            for one in ("en", language)
        )
        assert here == in_english, key


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english_by_accident(language):
    for key, said in sentences(language).items():
        here, there = (_letters(one.value) for one in (said, sentences("en")[key]))
        assert here != there or not here or key in SAME[language], key


def _letters(pattern: ftl.Pattern) -> str:
    """What stands around the blanks, as far as it is words."""
    plain = re.sub(r"\{[^{}]*\}", "", FluentSerializer().serialize_entry(ftl.Message(ftl.Identifier("x"), pattern)))
    return " ".join(re.findall(r"[^\W\d_]+", plain.partition("=")[2]))


def said_in(language: str) -> list[tuple[str, str]]:
    """Every text with its blanks as they stand, choice by choice."""
    found = []
    for key, message in sentences(language).items():
        for node in Texts().of(message):
            found.append((key, node))
    return found


class Texts(Visitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def of(self, message: ftl.Message) -> list[str]:
        self.visit(message)
        return self.found

    def visit_Pattern(self, node: ftl.Pattern) -> None:
        self.found.append("".join(one.value if isinstance(one, ftl.TextElement) else "{}" for one in node.elements))
        self.generic_visit(node)


def test_romanian_has_its_own_letters_and_quotes_and_is_polite():
    for key, said in said_in("ro"):
        assert not re.search("[şţŞŢ]", said), f"{key}: a cedilla for a comma below"
        assert not re.search(r"[\"“]", said), f"{key}: quotes are „ and ”"
        assert not re.search(r"\b(?:tu|ție|îți|te rog|dumitale)\b", said, re.IGNORECASE), key


def test_chinese_has_wide_marks_no_stray_spaces_and_is_polite():
    for key, said in said_in("zh-Hans"):
        words = re.sub(r"“[^”]*”|\[[^\]]*\]|（[^）]*→[^）]*）", "", said)  # what is typed is typed so
        assert not re.search(r"[一-鿿{}][,;:?!()]|[,;:?!()][一-鿿]", words), f"{key}: a narrow mark"
        if not key.startswith("usage-"):
            assert not re.search(r"[一-鿿，。：；？！]\s*[ ]|[ ][一-鿿]", words), f"{key}: a space"
        assert "你" not in said, key


# --- who is told what -------------------------------------------------------------------------------------------------


def test_whatever_goes_to_a_customer_is_a_customers_text():
    for path, name, call in calls():
        if name != "ToCustomer" or not call.args:
            continue
        for node in ast.walk(call.args[0]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in sentences():
                assert node.value in for_customers(), f"{path.name}: {node.value}"


def test_what_is_named_after_customers_is_theirs():
    named = {key for key in sentences() if re.match(r"(?:customer|acknowledged|help-customer|usage-customer)\b", key)}
    named |= {f"no-{word}-customer" for word in refusals()} & set(sentences())

    assert named <= for_customers()


def test_no_sentence_is_put_together_from_pieces():
    found = list(pieces())

    assert sorted(path for path, _ in found) == sorted(PUT_TOGETHER), found


def test_who_is_told_what_is_for_staff_hears_it_in_english_and_the_log_says_so(caplog):
    reader = Reader(NOW, "UTC", "ro", customer=True)

    said = phrase("said-noted", reader, case="C-1")

    assert said == "Noted on C-1, for colleagues only."
    assert [record.message for record in caplog.records] == ["a customer is told what is for staff"]


# --- which language, and its forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ro", "ro"),
        ("ro-MD", "ro"),
        ("ro_RO", "ro"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("zh-TW", "zh-Hans"),  # closer to whoever reads traditional characters than English
        ("zh-Hant-HK", "zh-Hans"),
        ("en-US", "en"),
        ("de-DE", "en"),
        ("", "en"),
    ],
)
def test_a_locale_chooses_its_language(locale, language):
    assert spoken(locale)[0] == language


def test_the_teams_language_is_behind_one_that_we_do_not_speak():
    assert first_spoken("de-DE", None, "ro") == "ro"
    assert first_spoken("en-GB", "ro") == "en-GB"
    assert first_spoken(None, None) == "en"


def test_staff_read_english_with_their_own_dates_if_those_are_english():
    assert [in_english(one) for one in ("en-US", "ro-RO", None)] == ["en-US", "en", "en"]


@pytest.mark.parametrize(
    ("locale", "soon", "later", "far"),
    [
        ("ro", "astăzi, la 17:30", "luni, la 12:00", "pe 24 dec., la 12:00"),
        ("zh-CN", "今天17:30", "星期一12:00", "12月24日12:00"),
        ("zh-TW", "今天17:30", "星期一12:00", "12月24日12:00"),
    ],
)
def test_instants_are_in_the_readers_form(locale, soon, later, far):
    reader = Reader(NOW, "Europe/Bucharest", locale)
    at = [datetime(2026, 11, 19, 15, 30, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC)]

    assert [when(one, reader) for one in (*at, datetime(2026, 12, 24, 10, tzinfo=UTC))] == [soon, later, far]


@pytest.mark.parametrize(
    ("locale", "hours", "said"),
    [
        ("ro", 0.5, "30 min"),
        ("ro", 2.5, "2 h 30 min"),
        ("ro", 73, "3 zile și 1 h"),
        ("ro", 24 * 20, "20 de zile și 0 h"),
        ("zh", 0.5, "30分钟"),
        ("zh", 2.5, "2小时30分钟"),
        ("zh", 73, "3天1小时"),
    ],
)
def test_lengths_of_time_are_in_the_readers_form(locale, hours, said):
    assert length(timedelta(hours=hours), Reader(NOW, "UTC", locale)) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "Size is one of: S, M or L."), ("ro", "Size: alegeți S, M sau L."), ("zh", "Size：请选择S、M或L。")],
)
def test_lists_are_in_the_readers_form(locale, said):
    asked = Say("no-field-choice", {"field": "Size", "of": AnyOf(("S", "M", "L"))})

    assert text(asked, Reader(NOW, "UTC", locale)).replace("S, M, or L", "S, M or L") == said
