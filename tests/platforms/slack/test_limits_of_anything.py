"""Whatever a card or a form holds, and however much: Slack takes what is drawn of it, and nothing in it acts."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.values import Answer, Say
from bot.platforms.slack.blocks import message, said
from bot.platforms.slack.home import home_view
from bot.platforms.slack.modals import about_of, answers_of, faults_of, is_previewed, modal, told
from tests.platforms.anything import ANYTHING, CARDS, PAGES, WORDS, forms
from tests.platforms.cards import READER
from tests.platforms.slack.cards import US
from tests.platforms.slack.limits_of import SIGNS, faults_of_message, faults_of_view, nodes_of, words_of

anything = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SAYS = st.builds(lambda words: Say("said-store", {"what": words}), WORDS)


def nothing_acts(drawn):
    for node in nodes_of(drawn.get("blocks")):
        assert node.get("type") not in ("mrkdwn", "user", "usergroup", "channel", "broadcast", "emoji")
        assert "emoji" not in node or node["emoji"] is False
        assert node.get("url", "https://acme.slack.com/").startswith("https://acme.slack.com/")
    for words in words_of(drawn.get("blocks")):
        assert not SIGNS.search(words)


@given(card=PAGES)
@anything
def test_slack_takes_any_card(card):
    drawn = message(card, US, READER)

    assert faults_of_message(drawn) == []
    nothing_acts(drawn)
    said_aloud = drawn["text"].replace(
        "Customer’s thread: https://acme.slack.com/archives/C0HELP/p1700000000000100", ""
    )
    assert not set(said_aloud) & set("<>\x00\x1b\u202e")


@given(card=PAGES)
@anything
def test_slack_takes_any_page(card):
    drawn = home_view(card, US, READER)

    assert faults_of_view(drawn) == []
    nothing_acts(drawn)


@given(says=st.lists(SAYS, max_size=3), card=st.none() | CARDS, form=st.none() | forms(), title=WORDS)
@anything
def test_slack_takes_any_answer(says, card, form, title):
    answer = Answer(tuple(says), card, form, {"text": says[0]} if says else {}, refused=bool(says))

    private, view = said(answer, READER, US), told(answer, title, READER, US)

    assert faults_of_message(private) == []
    assert faults_of_view(view) == []
    nothing_acts(private)
    nothing_acts(view)


@given(form=forms(), about=st.dictionaries(ANYTHING, WORDS, max_size=4))
@anything
def test_slack_takes_any_form(form, about):
    view = modal(form, about, READER)

    assert faults_of_view(view) == []
    nothing_acts(view)
    assert about_of(view)["says"] == "pass C-42"


NULLS = st.recursive(
    st.none() | st.booleans() | st.integers() | ANYTHING,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["state", "values", "selected_option", "selected_options", "value", "time", "selected_user"]
            )
            | ANYTHING,
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(view=st.dictionaries(st.sampled_from(["state", "blocks", "private_metadata"]), NULLS), state=NULLS)
@settings(max_examples=200, deadline=None)
def test_whatever_a_view_holds_reading_it_raises_nothing(view, state):
    for seen in (view, view | {"state": {"values": state}}, view | {"blocks": [{"type": "input", "element": state}]}):
        answers = answers_of(seen)
        assert all(isinstance(name, str) and isinstance(value, str) for name, value in answers.items())
        assert is_previewed(seen) in (True, False)
        assert all(isinstance(value, str) for value in about_of(seen).values())
        faults = faults_of(Answer((Say("form-told"),), refused=True), seen, READER)
        assert all(isinstance(name, str) and said for name, said in faults.items())
