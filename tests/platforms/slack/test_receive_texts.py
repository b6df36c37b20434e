"""What was said in Slack: in words, in files, in what was forwarded, in what is only laid out."""

import pytest

from tests.platforms.slack.hearing import told
from tests.platforms.slack.payloads import ANA, MARIA, Payload, People, direct, file, shared, written

PDF = "https://acme.slack.com/files/U0MARIA/F0PDF/invoice.pdf"


def test_mentions_in_a_message_are_names():
    assert told(written("<@U0ANA|ana> &amp; <@U0BEN>: help!")).text == "@Ana Pop & @Ben Ito: help!"


def test_a_line_keeps_whom_it_is_about_and_reads_plainly_behind_the_colon():
    text = "<@U0BOT> give C-1 <@U0BEN> needs expertise: ask <@U0CLEO|cleo>"

    assert told(written(text, ANA)).text == "give C-1 <@U0BEN> needs expertise: ask @Cleo Marin"


def test_a_guests_line_has_names_only():
    assert told(direct("<@U0ANA> sent me", MARIA), People(**{MARIA: "guest"})).text == "@Ana Pop sent me"


@pytest.mark.parametrize(
    ("more", "text", "files"),
    [
        ({"text": "see this", "files": [file()]}, "see this", ("invoice.pdf",)),
        ({"text": "", "blocks": None, "files": [file(), file("b.png")]}, "", ("invoice.pdf", "b.png")),
        ({"text": None, "blocks": None, "files": [file(None)]}, "", ("file",)),
        ({"text": "", "blocks": None, "files": [file("", title="Scan")]}, "", ("Scan",)),
        ({"text": "", "files": [file(permalink=PDF)]}, "", (f"invoice.pdf ({PDF})",)),
        ({"text": "", "files": [file(permalink="javascript:x")]}, "", ("invoice.pdf",)),
        ({"text": "x", "files": [None, 7, {}, file(mode="tombstone")]}, "x", ("file",)),
        ({"text": "x", "files": None}, "x", ()),
        ({"text": "x", "files": "nonsense"}, "x", ()),
    ],
    ids=[
        "with words",
        "without words",
        "of another company, whose name is not told",
        "with a title only",
        "with a place to look at it",
        "with a place that is none",
        "odd ones, and one that was deleted",
        "none",
        "nonsense",
    ],
)
def test_files_are_heard_by_their_names(more, text, files):
    inbound = told(written(subtype="file_share", upload=True, **more))

    assert (inbound.text, inbound.files) == (text, files)


@pytest.mark.parametrize(
    ("text", "attachments", "read"),
    [
        ("", [shared()], "Cleo Marin: the invoice is wrong"),
        ("please look", [shared()], "please look\nCleo Marin: the invoice is wrong"),
        ("", [shared() | {"text": "", "fallback": ""}], "Cleo Marin: the invoice is wrong"),
        (
            "",
            [shared() | {"text": "", "message_blocks": None, "fallback": "[2:06 PM] cleo: wrong"}],
            "Cleo Marin: [2:06 PM] cleo: wrong",
        ),
        ("", [shared("R&amp;D: ask <@U0BEN>")], "Cleo Marin: R&D: ask @Ben Ito"),
        ("", [shared(author_name=None), shared("and this")], "the invoice is wrong\nCleo Marin: and this"),
        ("see <https://x.example>", [{"from_url": "https://x.example", "text": "A shop"}], "see https://x.example"),
        ("", [{"title": "A shop", "text": "We sell things"}], "We sell things"),
        ("hello", [None, 3, {}, {"is_share": True}, shared(text=5, message_blocks=[1], fallback=None)], "hello"),
        ("hello", {"nonsense": True}, "hello"),
    ],
    ids=[
        "forwarded without a word",
        "forwarded with words",
        "laid out only",
        "the fallback only",
        "with markup in it",
        "two",
        "a link that Slack unfolded",
        "an attachment and no words",
        "odd ones",
        "nonsense",
    ],
)
def test_what_was_forwarded_is_heard_under_who_said_it(text, attachments, read):
    assert told(written(text, blocks=None, attachments=attachments)).text == read


def test_a_forwarded_file_is_heard_too():
    assert told(written("", blocks=None, attachments=[shared(files=[file()])])).files == ("invoice.pdf",)


def test_a_mention_of_the_bot_in_what_is_forwarded_is_no_line_to_it():
    inbound = told(written("look", attachments=[shared("<@U0BOT> claim C-1")]))

    assert inbound.kind == "message"
    assert inbound.text == "look\nCleo Marin: @Buckstop claim C-1"


def test_a_line_with_a_forwarded_message_has_that_as_its_text():
    inbound = told(written("<@U0BOT> new", ANA, attachments=[shared("it <@U0BEN> broke")]))

    assert inbound.text == "new\nCleo Marin: it @Ben Ito broke"


RICH = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "user", "user_id": "U0ANA"},
                    {"type": "text", "text": ": R&D <3 ", "style": {"bold": True}},
                    {"type": "link", "url": "https://x.example/?a=1&b=2", "text": "this"},
                    {"type": "emoji", "name": "wave", "unicode": "1f44b"},
                    {"type": "channel", "channel_id": "C0SALES"},
                    {"type": "usergroup", "usergroup_id": "S0DESK"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "date", "timestamp": 1795099440, "fallback": " 19 Nov"},
                    {"type": "color", "value": "#fff"},
                    {"type": "text", "text": None},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]},
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        ],
    },
    {"type": "divider"},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Order* &amp; more"},
        "fields": [{"type": "plain_text", "text": "<17>"}, {"type": "mrkdwn", "text": "<https://y.example>"}],
    },
    {"type": "header", "text": {"type": "plain_text", "text": "Done"}},
]


def test_words_that_are_only_laid_out_are_read_from_top_to_bottom():
    assert told(written("", blocks=RICH)).text.splitlines() == [
        "@Ana Pop: R&D <3 this (https://x.example/?a=1&b=2):wave:#C0SALES@S0DESK@here 19 Nov",
        "• one",
        "• two",
        "quoted",
        "*Order* & more",
        "<17>",
        "https://y.example",
        "Done",
    ]


@pytest.mark.parametrize("blocks", [7, "x", {}, [None, [[]], {"type": []}, {"type": "text", "text": 3}]], ids=str)
def test_odd_layouts_cost_no_message(blocks):
    assert told(written("", blocks=blocks)).text == ""


def test_a_layout_nested_beyond_all_measure_costs_no_message():
    deep: Payload = {"type": "text", "text": "x"}
    for _ in range(20_000):
        deep = {"elements": [deep]}

    assert told(written("", blocks=[deep])).text == ""


def test_what_no_database_keeps_is_shown_as_lost():
    assert told(written("a\x00b\ud800c")).text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
