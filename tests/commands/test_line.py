"""What people type, and what is understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.line import BadCase, Empty, Line, Unknown, parse
from bot.commands.verbs import FIRST, SPELLINGS, VERBS


def understood(text: str, about: int | None = None) -> Line:
    line = parse(text, about)
    assert isinstance(line, Line), line
    return line


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("claim C-42", id="as in the handbook"),
        pytest.param("Claim c42", id="case-blind, without hyphen"),
        pytest.param("CLAIM 42", id="the bare number"),
        pytest.param("claim #42", id="with a hash"),
        pytest.param("claim C 42", id="with a space"),
        pytest.param("claim C – 42", id="with a dash between spaces"),
        pytest.param("claim C–42", id="an en dash"),
        pytest.param("claim C‑42", id="a hyphen that does not break"),
        pytest.param("claim C−42", id="a minus sign"),
        pytest.param("claim\u00a0C-42", id="a no-break space"),
        pytest.param("\u200bclaim \u2009C\u2060-42\ufeff", id="thin spaces and invisible characters"),
        pytest.param("claim C-42.", id="a full stop"),
        pytest.param("claim C-42 …", id="three of them"),
        pytest.param("claim, C-42!", id="other punctuation"),
        pytest.param("“claim C-42”", id="pasted with curly quotes"),
        pytest.param("`claim C-42`", id="pasted as code"),
        pytest.param("ｃｌａｉｍ　Ｃ－４２", id="full width"),
        pytest.param("claim ticket 42", id="called a ticket"),
        pytest.param("claim case C-42", id="called a case"),
        pytest.param("claim C-000042", id="leading zeros"),
        pytest.param("C-42 claim", id="the case first"),
        pytest.param("42: claim", id="the bare number first, and a colon"),
        pytest.param("/case claim C-42", id="with the slash command"),
        pytest.param("/claim C-42", id="the verb as a slash command"),
        pytest.param("<@U0BOT> claim C-42", id="mentioned in Slack"),
        pytest.param("<at>Buckstop</at>, claim C-42", id="mentioned in Teams"),
        pytest.param("@buckstop: claim C-42", id="mentioned by hand"),
        pytest.param("take C-42", id="take"),
        pytest.param("I have it C-42", id="I have it"),
    ],
)
def test_a_claim_is_understood_however_it_is_typed(typed):
    assert parse(typed) == Line("claim", 42)


def test_in_its_thread_the_case_may_be_left_out():
    assert parse("claim", about=42) == Line("claim", 42)
    assert parse("claim C-7", about=42) == Line("claim", 7)
    assert parse("claim") == Line("claim", None)


def test_the_next_case_is_not_the_one_of_the_thread():
    for typed in ("claim next", "take next", "claim-next", "Claim Next."):
        line = understood(typed, about=42)
        assert (line.verb, line.case, dict(line.args)) == ("claim", None, {"next": "1"})


def test_a_case_number_alone_shows_the_case():
    assert parse("C-42") == Line("show", 42)


@pytest.mark.parametrize("spelling", sorted(SPELLINGS))
def test_every_spelling_is_its_verb_with_spaces_hyphens_or_capitals(spelling):
    name = SPELLINGS[spelling].name

    assert understood(spelling).verb == name
    assert understood(spelling.replace(" ", "-")).verb == name
    assert understood(spelling.replace("'", "’").title()).verb == name


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_usage_line_begins_with_the_verb_as_it_is_spoken(verb):
    assert verb.usage == verb.spoken or verb.usage.startswith(f"{verb.spoken} ")
    assert verb.group in ("holding", "talking", "ending", "reading", "absence")


def test_help_begins_with_verbs_that_exist():
    assert set(FIRST) <= set(VERBS)


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("escalate C-1", "pass"),
        ("pass up C-1", "pass"),
        ("hand C-1 to @ana", "give"),
        ("give back C-1: size", "return"),
        ("transfer C-1 to billing: theirs", "move"),
        ("help from @ana: how", "consult"),
        ("help C-1", "help"),
        ("done C-1", "resolve"),
        ("solve C-1", "resolve"),
        ("solved C-1", "solved"),
        ("it’s solved", "solved"),
        ("not solved C-1", "not_solved"),
        ("not-a-case C-1 spam", "not_a_case"),
        ("snooze C-1 until friday", "wait"),
        ("answer-for C-1 by friday: we will", "answer_for"),
        ("?", "help"),
    ],
)
def test_what_people_also_type_is_the_verb_they_mean(typed, verb):
    assert understood(typed).verb == verb


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("reply C-1: Hello Maria", "Hello Maria", id="after the colon"),
        pytest.param("reply C-1 : Hello Maria", "Hello Maria", id="a space before the colon"),
        pytest.param("reply C-1：Hello Maria", "Hello Maria", id="a full-width colon"),
        pytest.param("reply C-1 Hello Maria", "Hello Maria", id="no colon"),
        pytest.param("reply C-1 Hello Maria: here it is", "Hello Maria: here it is", id="the sentence has the colon"),
        pytest.param("reply C-1 see https://example.com", "see https://example.com", id="a link has the colon"),
        pytest.param("reply C-1: at 14:05: yes", "at 14:05: yes", id="only the first colon counts"),
        pytest.param("reply C-1\nHello\n\nMaria", "Hello\n\nMaria", id="on the next line"),
        pytest.param("reply C-1:   “It’s — done…”  ", "“It’s — done…”", id="typography is kept"),
        pytest.param("reply C-1: a\u00a0b\u200dc ...", "a\u00a0b\u200dc ...", id="what is invisible is kept"),
        pytest.param("re\u200bply C\u200b-1: a\u200bb", "a\u200bb", id="but not in the command"),
        pytest.param("reply to C-1: Hello", "Hello", id="reply to"),
        pytest.param("C-1 reply: Hello", "Hello", id="the case first"),
        pytest.param("reply C-1:", "", id="nothing after the colon"),
        pytest.param("reply C-1: \u200b\u200d ", "", id="nothing to be seen after the colon"),
        pytest.param("reply C-1", None, id="nothing"),
    ],
)
def test_free_text_comes_last_and_stays_as_it_was_typed(typed, text):
    assert parse(typed) == Line("reply", 1, text)


def test_a_number_that_begins_a_sentence_is_no_case_in_a_thread():
    assert parse("reply 42 days are left", about=7) == Line("reply", 7, "42 days are left")
    assert parse("reply 42: days are left", about=7) == Line("reply", 42, "days are left")
    assert parse("reply C-42 days are left", about=7) == Line("reply", 42, "days are left")
    assert parse("reply 42 days are left") == Line("reply", 42, "days are left")


def test_the_words_are_what_stands_before_the_colon():
    assert understood("pass C-1 to top needs expertise: note").words == "to top needs expertise"
    assert understood("find Maria’s order: 42").words == "Maria's order: 42"
    assert understood("reply C-1 text").words == ""


@pytest.mark.parametrize(
    "typed",
    [
        "claim C-0",
        "claim 0",
        "C-0 claim",
        "claim C-0000",
        "claim 1234567890",
        "reply C-" + "9" * 5000 + ": x",
        "merge C-1 into C-0",
    ],
)
def test_a_number_that_no_case_has_is_said_to_be_none(typed):
    assert isinstance(parse(typed), BadCase)


def test_the_largest_case_number_has_nine_digits():
    assert parse("claim C-999999999") == Line("claim", 999_999_999)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("cliam C-1", "claim"),
        ("repl C-1: x", "reply"),
        ("reso", "resolve"),
        ("anwser for C-1", "answer for"),
        ("not an case", "not a case"),
        ("escalte C-1", "pass"),
        ("C-1 asign @ana", "assign"),
    ],
)
def test_an_unknown_verb_suggests_the_nearest(typed, nearest):
    line = parse(typed)

    assert isinstance(line, Unknown)
    assert nearest in line.nearest


@pytest.mark.parametrize("typed", ["hello there", "note-taking is fun", "reply_all C-1: x", "claiming C-1", "."])
def test_words_that_only_look_like_a_verb_are_unknown(typed):
    assert isinstance(parse(typed), Unknown)


@pytest.mark.parametrize("typed", ["", " \n\u00a0\u200b", "/case", "<@U0BOT>", "@buckstop "])
def test_nothing_said_is_empty(typed):
    assert parse(typed) == Empty()


PIECES = st.sampled_from(
    [
        *SPELLINGS,
        "C-1",
        "#7",
        "0",
        "@ana",
        "<@U1|a>",
        "until",
        "on",
        "at 14:05",
        ":",
        "\n",
        "to top",
        "for",
        "=",
        "\u200b",
        "’",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)), st.none() | st.integers(1, 9)
)
def test_no_text_whatever_is_too_much(typed, about):
    assert isinstance(parse(typed, about), Line | Unknown | BadCase | Empty)


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1).map(lambda text: f"({text})"))
def test_any_free_text_arrives_as_it_was_typed(text):
    assert understood(f"reply C-1: {text}").text == text
    assert understood(f"pass C-1 needs expertise：{text}").text == text
    assert understood(f"wait C-1 until 2026-11-24 15:00 on courier: {text}").text == text


@pytest.mark.parametrize(
    "piece", ["a", ":", "<a", "1:11", " ", " \u200b", "at 14:05 for ", "on until ", "@A ", "c ", "\n"]
)
@pytest.mark.parametrize(
    "verb", ["", "claim ", "reply C-1 ", "new for ", "wait ", "give ", "set ", "rate 5 ", "report "]
)
def test_a_hundred_thousand_characters_are_a_line_like_any_other(verb, piece):
    """A pattern that goes back and forth over what was typed would not come to its end here."""
    assert isinstance(parse(verb + piece * (100_000 // len(piece))), Line | Unknown | BadCase | Empty)
