"""What people type in Slack, as plain words; and a line to the bot, as its parser wants it."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.line import Line, parse
from bot.platforms.slack.words import line, mentions, people_in, plain, unaddressed

NAMES = {"U0ANA": "Ana Pop", "U0BEN": "Ben Ito", "U0CLEO": "Cleo Marin", "U0BOT": "Buckstop"}
US = "U0BOT"


def to_us(text: str, **how: bool) -> str:
    return line(unaddressed(text, US), NAMES, US, **how)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("&amp;lt; is how one writes it", "&lt; is how one writes it"),
        ("&quot;&#39;&nbsp;", "&quot;&#39;&nbsp;"),
        ("ask <@U0ANA> please", "ask @Ana Pop please"),
        ("ask <@U0ANA|ana>", "ask @Ana Pop"),
        ("ask <@U0DAN|dan>", "ask @dan"),
        ("ask <@U0DAN>", "ask @U0DAN"),
        ("ask <@W0DAN>", "ask @W0DAN"),
        ("see <#C0SALES|sales>", "see #sales"),
        ("see <#C0SALES|> and <#C0HELP>", "see #C0SALES and #C0HELP"),
        ("<!subteam^S0DESK|@desk> help", "@desk help"),
        ("<!subteam^S0DESK>", "@S0DESK"),
        ("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"),
        ("due <!date^1795099440^{date_short} at {time}|19 Nov, 16:44>", "due 19 Nov, 16:44"),
        ("<!date^1795099440^{date}^https://acme.example|19 Nov &amp; on>", "19 Nov & on"),
        ("<!unheard-of|a label>", "a label"),
        ("<!unheard-of>", "<!unheard-of>"),
        ("<https://acme.example/orders/17>", "https://acme.example/orders/17"),
        ("<https://acme.example/?a=1&amp;b=2|the order>", "the order (https://acme.example/?a=1&b=2)"),
        ("<https://acme.example|https://acme.example>", "https://acme.example"),
        ("<http://acme.example|acme.example>", "acme.example"),
        ("<https://acme.example/|https://acme.example>", "https://acme.example"),
        ("<https://acme.example|>", "https://acme.example"),
        ("<mailto:maria@acme.example|maria@acme.example>", "maria@acme.example"),
        ("<mailto:maria@acme.example|Maria>", "Maria (maria@acme.example)"),
        ("<mailto:maria@acme.example>", "maria@acme.example"),
        ("<tel:+40722123456|+40 722 123-456>", "+40722123456"),
        ("<tel:112|the police>", "the police (112)"),
        ("<slack://user?team=T1&amp;id=U1|write to her>", "write to her (slack://user?team=T1&id=U1)"),
        ("<no link>", "<no link>"),
        ("a < b", "a < b"),
        ("", ""),
        ("*bold* _it_ ~no~ `code`\n&gt; quoted", "*bold* _it_ ~no~ `code`\n> quoted"),
    ],
)
def test_a_message_reads_as_it_was_seen(typed, read):
    assert plain(typed, NAMES) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@U0BOT> claim C-1", "claim C-1"),
        ("<@U0BOT|buckstop>: claim C-1", "claim C-1"),
        ("  <@U0BOT>,  <@U0BOT> claim C-1  ", "claim C-1"),
        ("claim C-1 <@U0BOT>", "claim C-1"),
        ("<@U0BOT>", ""),
        ("hi <@U0BOT> claim C-1", "hi @Buckstop claim C-1"),
        ("note C-1: <@U0BOT> is wrong", "note C-1: @Buckstop is wrong"),
        ("give C-1 <@U0BEN> needs expertise", "give C-1 <@U0BEN> needs expertise"),
        ("give C-1 <@U0BEN|ben> needs expertise", "give C-1 <@U0BEN|ben> needs expertise"),
        (
            "give C-1 <@U0BEN> needs expertise: ask <@U0CLEO|cleo>",
            "give C-1 <@U0BEN> needs expertise: ask @Cleo Marin",
        ),
        ("give C-1 <@U0BEN> needs expertise\nask <@U0CLEO>", "give C-1 <@U0BEN> needs expertise\nask @Cleo Marin"),
        ("note C-1：<@U0CLEO> knows", "note C-1：@Cleo Marin knows"),
        ("note C-1: R&amp;D said <https://x.example|so>", "note C-1: R&D said so (https://x.example)"),
        ("reply C-1 see <https://x.example> or ask <@U0BEN>", "reply C-1 see https://x.example or ask <@U0BEN>"),
        ("move C-1 to <#C0SALES|sales>: theirs", "move C-1 to #sales: theirs"),
    ],
)
def test_a_line_to_the_bot_keeps_people_for_its_parser_and_reads_plainly_behind_the_colon(typed, read):
    assert to_us(typed) == read


def test_a_line_of_somebody_who_can_be_no_more_than_a_customer_has_names_only():
    assert to_us("<@U0BOT> <@U0ANA> sent me here", persons=False) == "@Ana Pop sent me here"


@pytest.mark.parametrize(
    ("typed", "verb", "person", "text"),
    [
        ("give C-1 <@U0BEN> needs expertise: ask <@U0CLEO|cleo>", "give", "<@U0BEN>", "ask @Cleo Marin"),
        ("give C-1 <@U0BEN|ben.ito> needs expertise", "give", "<@U0BEN|ben.ito>", None),
        ("give C-1 needs expertise <@U0BEN>", "give", "<@U0BEN>", None),
        ("consult C-1 <@U0CLEO>: may we, <@U0CLEO>?", "consult", "<@U0CLEO>", "may we, @Cleo Marin?"),
        ("consult C-1 <@U0CLEO> may we?", "consult", "<@U0CLEO>", "may we?"),
        ("assign <@U0BEN> C-1: <@U0ANA> is ill", "assign", "<@U0BEN>", "@Ana Pop is ill"),
        ("away <@U0BEN> until 2026-11-24 15:00", "away", "<@U0BEN>", None),
        ("list of <@U0BEN|ben>", "list", "<@U0BEN|ben>", None),
    ],
)
def test_the_parser_finds_the_person_and_the_text(typed, verb, person, text):
    read = parse(to_us(f"<@U0BOT> {typed}"))

    assert isinstance(read, Line)
    assert (read.verb, read.args["person"], read.text) == (verb, person, text)


def test_who_is_mentioned_is_found_once_each():
    assert people_in("<@U0BEN> and <@U0ANA|ana>", "again <@U0BEN>, not <#C0SALES|x> nor &lt;@U0CLEO&gt;") == (
        "U0BEN",
        "U0ANA",
    )
    assert mentions("hey <@U0BOT|b>", US)
    assert mentions("hey <@U0BOT>", US)
    assert not mentions("hey <@U0BOTTOM>", US)
    assert not mentions("hey &lt;@U0BOT&gt;", US)


@given(st.text(alphabet="<>@#!|^&;:ltgamp U0BENBOT\n/hs.", max_size=80))
def test_no_text_is_too_odd_to_be_read(text):
    assert isinstance(plain(text, NAMES), str)
    assert isinstance(to_us(text), str)


@given(st.text())
def test_what_slack_escapes_comes_back_as_it_was_typed(text):
    assert plain(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), NAMES) == text


@pytest.mark.parametrize(
    "odd", ["<", "<@", "<@U0BOT>", "<@U0BOT> ", " ", "&amp;", "<a|", "<!date^", ":", "<https://x|"]
)
def test_forty_thousand_odd_characters_take_no_time(odd):
    text = odd * (40_000 // len(odd))

    began = perf_counter()
    to_us(text)
    plain(text, NAMES)

    assert perf_counter() - began < 1
