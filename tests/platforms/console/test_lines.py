"""What a typed line is understood as."""

import pytest

from bot.platforms.console.lines import (
    Around,
    AtForm,
    Direct,
    InChannel,
    InThread,
    Puzzled,
    Slash,
    case_number,
    is_name,
    read,
    written_out,
)
from tests.platforms.console.desk import PEOPLE, PLACES, VERBS

NOBODY = Around(PEOPLE, ("maria",), PLACES, VERBS)
AS_ANA = Around(PEOPLE, ("maria",), PLACES, VERBS, speaker="ana")
AS_MARIA = Around(PEOPLE, ("maria",), PLACES, VERBS, speaker="maria")
AT_FORM = Around(PEOPLE, ("maria",), PLACES, VERBS, speaker="ana", labels=("Reason", "Note"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana: claim C-1", Direct("ana", "claim C-1")),
        ("ana:claim C-1", Direct("ana", "claim C-1")),
        ("  Ana : claim C-1  ", Direct("ana", "claim C-1")),
        ("ＡＮＡ：claim C-1", Direct("ana", "claim C-1")),
        ("\ufeffana: claim C-1", Direct("ana", "claim C-1")),
        ('ana: reply C-1: "it\'s: 12:30", she said', Direct("ana", 'reply C-1: "it\'s: 12:30", she said')),
        ("ana: reply C-1: two\nlines", Direct("ana", "reply C-1: two\nlines")),
        ("ana:", Direct("ana", "")),
        ("zoe: my parcel is broken", Direct("zoe", "my parcel is broken")),
        ("Ștefan: salut, 你好", Direct("ștefan", "salut, 你好")),
        ("नीता: नमस्ते", Direct("नीता", "नमस्ते")),
        ("maria@help: charged twice", InChannel("maria", "console:help", "charged twice")),
        ("maria@help:charged: twice", InChannel("maria", "console:help", "charged: twice")),
        ("maria @ Help : hi", InChannel("maria", "console:help", "hi")),
        ("maria＠help：hi", InChannel("maria", "console:help", "hi")),
        ("maria@#help: hi", InChannel("maria", "console:help", "hi")),
        ("maria@console:help: hi", InChannel("maria", "console:help", "hi")),
        ("maria@slack:C0TOP: hi", InChannel("maria", "slack:C0TOP", "hi")),
        ("maria@c0top: hi", InChannel("maria", "slack:C0TOP", "hi")),
        ("maria@c0t: hi", InChannel("maria", "slack:C0TOP", "hi")),
        ("maria@help@example.com: hi", InChannel("maria", "email:help@example.com", "hi")),
        ("maria@19:4b6f@thread.tacv2: hi", InChannel("maria", "teams:19:4b6f@thread.tacv2", "hi")),
        ("maria@dm: hi", InChannel("maria", "slack:dm", "hi")),
        ("maria@C-1: thanks", InThread("maria", 1, "thanks")),
        ("maria@c1: thanks", InThread("maria", 1, "thanks")),
        ("maria@#1: thanks", InThread("maria", 1, "thanks")),
        ("maria@ C - 12 : thanks", InThread("maria", 12, "thanks")),
        ("ana@front: morning all", InChannel("ana", "console:front", "morning all")),
        ("ana> reason: other", AtForm("ana", "reason: other")),
        ("ana＞ reason：other", AtForm("ana", "reason：other")),
        ("ana>send", AtForm("ana", "send")),
        ("Ana > press Pass up", AtForm("ana", "press Pass up")),
        ("/wait 20h", Slash("wait", "20h")),
        (" / WAIT  20h ", Slash("wait", "20h")),
        ("／wait 20h", Slash("wait", "20h")),
        ("/at 2026-11-20 16:50", Slash("at", "2026-11-20 16:50")),
        ("/dig", Slash("digest", "")),
    ],
)
def test_a_line_says_who_says_what_where(typed, meant):
    assert read(typed, NOBODY) == meant


@pytest.mark.parametrize("typed", ["", "   ", "\ufeff", "# a comment: indeed", "\n", "#help"])
def test_empty_lines_and_comments_are_nothing(typed):
    assert read(typed, NOBODY) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("claim C-1", "console-who"),
        ("claim: C-1", "console-who"),
        (": claim", "console-who"),
        ("@help: hi", "console-who"),
        ("> send", "console-who"),
        ("what is this?", "console-who"),
        ("http://x: y", "console-who"),
        ("x" * 65 + ": hi", "console-who"),
        ("anna: claim C-1", "console-nobody"),
        ("help: hi", "console-who"),
        ("front: hi", "console-is-place"),
        ("maria@nowhere: hi", "console-no-place"),
        ("maria@: hi", "console-no-place"),
        ("maria@help", "console-no-colon"),
        ("maria@help hi there", "console-no-colon"),
        ("maria@C-99999999999999999999: hi", "console-no-place"),
        ("/", "console-no-slash"),
        ("/nope", "console-no-slash"),
        ("/w 3", "console-no-slash"),
        ("/case claim C-1", "console-no-slash"),
    ],
)
def test_what_cannot_be_understood_says_what_to_type(typed, key):
    line = read(typed, NOBODY)

    assert isinstance(line, Puzzled)
    assert line.say.key == key


@pytest.mark.parametrize(
    ("typed", "around", "meant"),
    [
        ("claim C-1", AS_ANA, Direct("ana", "claim C-1")),
        ("reply C-1: hello", AS_ANA, Direct("ana", "reply C-1: hello")),
        ("reply: hello", AS_ANA, Direct("ana", "reply: hello")),
        ("/case claim C-1", AS_ANA, Direct("ana", "claim C-1")),
        ("lea: list", AS_ANA, Direct("lea", "list")),
        ("maria: hi", AS_ANA, Direct("maria", "hi")),
        ("@help: hi", AS_ANA, InChannel("ana", "console:help", "hi")),
        ("@C-1: hi", AS_ANA, InThread("ana", 1, "hi")),
        ("@ben has it", AS_ANA, Direct("ana", "@ben has it")),
        ("zoe@help: hi", AS_ANA, InChannel("zoe", "console:help", "hi")),
        ("press Claim", AS_ANA, AtForm("ana", "press Claim")),
        ("> send", AS_ANA, AtForm("ana", "send")),
        ("send", AS_ANA, Direct("ana", "send")),
        ("send", AT_FORM, AtForm("ana", "send")),
        ("reason: other", AT_FORM, AtForm("ana", "reason: other")),
        ("NOTE： ok", AT_FORM, AtForm("ana", "NOTE： ok")),
        ("note C-2: ok", AT_FORM, Direct("ana", "note C-2: ok")),
        ("Problem: it does not work", AS_MARIA, Direct("maria", "Problem: it does not work")),
        ("mail me: a@b.example: thanks", AS_MARIA, Direct("maria", "mail me: a@b.example: thanks")),
    ],
)
def test_plain_lines_belong_to_whoever_one_is(typed, around, meant):
    assert read(typed, around) == meant


def test_a_mistyped_place_is_told_and_not_said_to_the_bot():
    line = read("@nowhere: hi", AS_ANA)

    assert isinstance(line, Puzzled)
    assert line.say.key == "console-no-place"


@pytest.mark.parametrize("name", ["ana", "maria.pop", "o’neil", "jean-luc", "a_b", "Ștefan", "王", "x2"])
def test_names_are_letters_and_digits_of_any_script(name):
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "-ana", "a b", "a/b", "<ana>", "a\x1b", "a\u202eb", "x" * 65, "🙂"])
def test_nothing_else_is_a_name(name):
    assert not is_name(name)


@pytest.mark.parametrize(
    ("name", "written"), [("maria", "Maria"), ("maria.pop", "Maria Pop"), ("mcDonald", "McDonald"), ("___", "___")]
)
def test_a_customers_name_is_written_out(name, written):
    assert written_out(name) == written


@pytest.mark.parametrize(
    ("typed", "number"), [("C-1", 1), ("c12.", 12), ("#3", 3), ("4", 4), ("four", None), ("", None)]
)
def test_a_case_goes_by_its_number(typed, number):
    assert case_number(typed) == number
