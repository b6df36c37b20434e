"""What was said in Teams: in words, with people named in them, in files, in what is quoted."""

import json

import pytest

from bot.platforms.teams.mentions import MOST
from tests.platforms.teams.activities import Known, direct, mention, sure, to_us, twin, without, written

BEN = "<@bbbbbbbb-0000-4000-8000-000000000002|Ben Ito>"
LINK = "https://acme.sharepoint.com/personal/maria/invoice.pdf"


def said(text: str | None, *mentions: object, **more: object) -> str:
    """To the bot alone, where every word is a line."""
    return sure(written(text, "ana", direct("ana"), mentions, **more)).text  # type: ignore[arg-type]  # odd ones, too


# --- the bot's own mention --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<at>Buckstop</at>\u00a0claim C-1\n", "claim C-1"),
        ("<at>Buckstop</at>: claim C-1", "claim C-1"),
        ("<at>Buckstop</at>claim C-1", "claim C-1"),
        (" \n<at>Buckstop</at> <at>Buckstop</at>, claim C-1", "claim C-1"),
        ("claim C-1 <at>Buckstop</at>\n", "claim C-1"),
        ("<at>Buckstop</at>", ""),
        ("note C-1: <at>Buckstop</at> said so", "note C-1: @Buckstop said so"),
        ("<at>Buckstop</at> note C-1: a\u00a0b\nc", "note C-1: a b\nc"),
    ],
    ids=[
        "with a space that does not break",
        "with a colon",
        "with nothing between",
        "twice",
        "at the end",
        "alone",
        "in the middle",
        "lines stay",
    ],
)
def test_a_line_is_what_was_said_to_the_bot(text, line):
    body = written(text, "ana", None, (mention(),))

    assert (sure(body).kind, sure(body).text) == ("command", line)


def test_a_mention_is_one_by_its_entity_and_not_by_its_name():
    typed = sure(written("<at>Buckstop</at> claim C-1"))
    renamed = sure(written("<at>Bucky</at> claim C-1", "ana", None, (mention(text="<at>Bucky</at>"),)))

    assert (typed.kind, typed.text) == ("message", "<at>Buckstop</at> claim C-1")
    assert (renamed.kind, renamed.text) == ("command", "claim C-1")


def test_a_mention_that_stands_nowhere_in_the_text_is_one_all_the_same():
    assert sure(written("claim C-1", "ana", None, (mention(),))).kind == "command"


def test_a_mention_without_a_name_or_a_text_is_passed_over_or_understood():
    bare = {"type": "mention", "mentioned": {"id": mention()["mentioned"]["id"]}, "text": "<at>Buckstop</at>"}
    odd = [{"type": "mention"}, {"type": "mention", "mentioned": 7}, {"type": "mention", "mentioned": {"id": []}}, 7]

    inbound = sure(to_us("list") | {"entities": [*odd, bare]})

    assert (inbound.kind, inbound.text) == ("command", "list")


def test_a_text_that_is_not_there_says_nothing():
    assert said(None, mention(), attachments=[]) == ""


# --- other people -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("give C-1 <at>Ben Ito</at>: ask <at>Ben Ito</at>", f"give C-1 {BEN}: ask @Ben Ito"),
        ("assign C-1 <at>Ben Ito</at>\nbecause of <at>Ben Ito</at>", f"assign C-1 {BEN}\nbecause of @Ben Ito"),
        ("consult C-1 <at>Ben</at> : x", "consult C-1 <at>Ben</at> : x"),
    ],
    ids=["until the colon", "until the line ends", "a name nobody mentioned"],
)
def test_a_line_keeps_whom_it_is_about_and_reads_plainly_behind_the_colon(text, line):
    assert said(text, mention("ben")) == line


def test_somebody_named_without_an_object_id_is_who_we_know_them_to_be():
    unnamed = mention("ben", text="<at>Benny</at>")
    unnamed["mentioned"] = {"id": "29:1ben"}
    body = written("give C-1 <at>Benny</at>", "ana", direct("ana"), (unnamed,))

    assert sure(body, Known(ana="person", ben="person")).text == f"give C-1 {BEN}"
    assert sure(body).text == "give C-1 @Benny"


def test_two_of_one_name_are_told_apart_by_their_order():
    first, second = mention("ben", text="<at>Ben</at>"), mention("maria", text="<at>Ben</at>")

    assert said("<at>Ben</at> and <at>Ben</at>", first, second) == f"{BEN} and <@{MARIA}|Maria Silva>"


MARIA = "dddddddd-0000-4000-8000-000000000004"


def test_mentions_in_a_message_are_names():
    body = written("<at>Ben Ito</at> & <at>@Maria Silva</at>: help!", "ana", None, (mention("ben"), mention("maria")))
    body["entities"][1]["text"] = "<at>@Maria Silva</at>"

    assert sure(body).text == "@Ben Ito & @Maria Silva: help!"


def test_the_documentations_own_mention_is_understood_though_its_texts_differ():
    assert said("Hey <at>Ben Ito</at> look", mention("ben", text="<at>@Ben Ito</at>")) == f"Hey {BEN} look"


def test_a_guests_line_has_names_only():
    body = written("give C-1 <at>Ben Ito</at>", "maria", direct(), (mention("ben"),))

    assert sure(body, Known(maria="guest")).text == "give C-1 @Ben Ito"


def test_a_name_that_looks_like_a_mention_is_none():
    odd = mention("ben")
    odd["mentioned"]["name"] = "B|<en>:\n Ito"

    assert said("give C-1 <at>Ben Ito</at>", odd) == "give C-1 <@bbbbbbbb-0000-4000-8000-000000000002|Ben: Ito>"


def test_mentions_beyond_all_measure_stay_words():
    many = [mention("ben", text=f"<at>{n}</at>") for n in range(MOST + 5)]

    assert said(f"x: <at>1</at> <at>{MOST + 1}</at>", *many) == f"x: @Ben Ito <at>{MOST + 1}</at>"


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_text_is_what_was_typed_and_not_html():
    """Teams sends it so: the twin says `&lt;data&gt;` where the text says `<data>`."""
    assert sure(written("a &amp; b <data> & **c**")).text == "a &amp; b <data> & **c**"
    assert sure(written("**c**", textFormat="markdown")).text == "**c**"


def test_xml_is_read():
    body = written("<p>R&amp;D <at>Ben Ito</at></p><p>x</p>", "ana", None, (mention("ben"),), textFormat="xml")

    assert sure(body).text == "R&D @Ben Ito\nx"


def test_what_no_database_keeps_is_shown_as_lost():
    assert sure(written("a\x00b\ud800c")).text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"


def test_a_long_text_is_kept_whole():
    text = "<at>" * 12_000 + "x" * 100_000

    assert sure(written(text, mentions=(mention("ben"),))).text == text


def test_a_lone_emoji_comes_as_a_picture_and_is_a_word():
    picture = {"contentType": "image/*", "contentUrl": "https://statics.teams.cdn.office.net/evergreen/smile.png"}
    html = '<p><span type="(smile)"><img alt="\N{SMILING FACE WITH OPEN MOUTH}" src="x"></span></p>'

    inbound = sure(without(written(where=direct()), "text") | {"attachments": [picture, twin(html)]})

    assert (inbound.text, inbound.files) == ("\N{SMILING FACE WITH OPEN MOUTH}", ())


# --- files ------------------------------------------------------------------------------------------------------------

FILE = {
    "contentType": "application/vnd.microsoft.teams.file.download.info",
    "contentUrl": LINK,
    "name": "invoice.pdf",
    "content": {"downloadUrl": "https://download.example/secret", "uniqueId": "1150D938", "fileType": "pdf"},
}


@pytest.mark.parametrize(
    ("attachments", "files"),
    [
        ([FILE, twin("<div>x</div>")], (f"invoice.pdf ({LINK})",)),
        ([FILE | {"contentUrl": "javascript:x"}], ("invoice.pdf",)),
        ([FILE | {"name": None}], (f"file ({LINK})",)),
        ([{"contentType": "image/png", "contentUrl": "https://smba.example/v3/attachments/0-x"}], ("picture",)),
        ([{"contentType": "image/*", "contentUrl": "https://smba.example/x", "name": "scan.png"}], ("scan.png",)),
        ([twin('<div>see<attachment id="9f3a-1"></attachment></div>')], ("file",)),
        ([twin('<attachment id="1795099440000"></attachment>')], ()),
        ([{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}, "name": "x"}], ()),
        (
            [None, 7, {}, {"contentType": 7, "name": "x"}, {"contentType": "application/pdf", "name": "a.pdf"}],
            ("a.pdf",),
        ),
        (None, ()),
    ],
    ids=[
        "with words",
        "with a place that is none",
        "without a name",
        "a picture",
        "a picture with a name",
        "in a channel, where nothing is told of it",
        "a quoted message",
        "a card",
        "odd ones",
        "none",
    ],
)
def test_files_are_heard_by_their_names(attachments, files):
    assert sure(written("see", attachments=attachments)).files == files


def test_a_quoted_message_is_heard_under_who_wrote_it():
    quote = {
        "messageId": "1",
        "messagePreview": "the invoice is wrong",
        "messageSender": {"user": {"displayName": "Cleo Marin"}},
    }
    body = written("please look", attachments=[{"contentType": "messageReference", "content": json.dumps(quote)}])

    assert sure(body).text == "please look\nCleo Marin: the invoice is wrong"
