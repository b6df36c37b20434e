"""What somebody reads of what was sent."""

import pytest

from tests.slack_wire.words import of_blocks, of_mrkdwn

NAMES = {"U0ANA": "Ana Pop", "C0HELP": "help"}


def name(of):
    return NAMES[of]


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("*Owner*: Ana", "Owner: Ana"),
        ("_so_ ~gone~ `code`", "so gone code"),
        ("*bold _and_ more*", "bold and more"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("&lt;!channel&gt; &amp; all", "<!channel> & all"),
        ("<@U0ANA> has it", "@Ana Pop has it"),
        ("see <#C0HELP>", "see #help"),
        ("<https://example.com|here> or <https://example.com>", "here or https://example.com"),
        ("<!here> look", "@here look"),
        ("by <!date^1^{time}|today 17:59>", "by today 17:59"),
        ("&gt; quoted", "quoted"),
        ("```\nas *it* is\n```", "as *it* is"),
    ],
)
def test_mrkdwn_is_read_without_its_marks(sent, read):
    assert of_mrkdwn(sent, name) == read


def test_blocks_are_read_line_by_line():
    bold = {"type": "text", "text": "Owner", "style": {"bold": True}}
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "C-1 *Maria*"}},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [bold, {"type": "text", "text": "  Ana"}]}],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": "Passed up"}, {"type": "raw_text", "text": "0"}]]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": "Claim"}},
                {"type": "button", "text": {"type": "plain_text", "text": "More"}},
            ],
        },
    ]

    assert of_blocks(blocks, name) == "C-1 *Maria*\nOwner  Ana\nPassed up  0\n[Claim] [More]"


def test_an_instant_is_read_as_what_stands_for_it_without_its_zone():
    date = {"type": "date", "timestamp": 1795098600, "format": "{time}", "fallback": "today 17:59 (EET)"}
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "by "}, date]}

    assert of_blocks([{"type": "rich_text", "elements": [section]}], name) == "by today 17:59"
