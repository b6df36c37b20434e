"""Whatever a card or a form holds, and however much: Teams takes what is drawn of it, and nothing in it acts."""

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.values import Answer, Field, Form, Say
from bot.platforms.payload import kept
from bot.platforms.teams.cards import activity, content, said
from bot.platforms.teams.forms import about_of, again, answers_of, form_card, is_form, is_previewed, task, told
from tests.platforms.anything import ANYTHING, CARDS, PAGES, WORDS, forms
from tests.platforms.cards import READER
from tests.platforms.teams.cards import US, card_of, sent
from tests.teams_wire.cards import faults, nodes_of, words_of

LARGEST = 26_500  # bytes of UTF-16, with room for what stands around it on the wire
ACTS = re.compile(
    r"\{\{|</?at\b|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", re.IGNORECASE
)
anything = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SAYS = st.builds(lambda words: Say("said-store", {"what": words}), WORDS)


def is_lawful(card):
    assert faults(card) == []
    fits(card)
    for node in nodes_of(card):
        assert node["type"] not in ("TextBlock", "FactSet", "Media", "Image")
        assert not [one for one in words_of(node) if ACTS.search(one)]


def fits(drawn):
    assert len(json.dumps(drawn, ensure_ascii=False).encode("utf-16-le")) <= LARGEST


def is_lawful_message(drawn):
    fits(drawn)
    assert drawn["type"] == "message"
    if "attachments" in drawn:
        is_lawful(card_of(drawn))
        assert drawn["summary"].strip()
        assert not ACTS.search(drawn["summary"])
    else:
        assert drawn["textFormat"] == "plain"
        assert drawn["text"].strip()
        assert not ACTS.search(drawn["text"])


@given(card=PAGES)
@anything
def test_teams_takes_any_card(card):
    is_lawful_message(activity(card, US, READER))


@given(card=PAGES, dialog=st.booleans())
@anything
def test_teams_takes_any_page_and_dialog(card, dialog):
    is_lawful(content(card, US, READER, dialog=dialog))


@given(says=st.lists(SAYS, max_size=3), card=st.none() | CARDS, form=st.none() | forms())
@anything
def test_teams_takes_any_answer(says, card, form):
    answer = Answer(tuple(says), card, form)

    is_lawful_message(said(answer, READER, US))
    is_lawful(told(answer, READER, US))


@given(
    form=forms(),
    about=st.dictionaries(WORDS, WORDS, max_size=3),
    wrong=WORDS,
    above=st.lists(WORDS, max_size=2),
    dialog=st.booleans(),
)
@anything
def test_teams_takes_any_form_also_when_it_comes_again(form, about, wrong, above, dialog):
    faults_ = {"text": wrong, "nowhere": wrong}

    card = form_card(form, about, READER, dialog=dialog, faults=faults_, said=above)

    is_lawful(card)
    fits(task(card, form.title))
    data = json.loads(json.dumps(sent(card)))
    assert is_form(data)
    assert set(about_of(data).values()) <= {kept(value) for value in about.values()}
    assert is_previewed(data) == (not form.previews or bool(form.preview))
    is_lawful(again(data, READER, dialog=dialog, faults=faults_, said=above))


def test_a_label_of_signs_that_json_makes_longer_fits_beside_what_comes_back_with_the_form():
    long = ("00000<" + "\x1f" * 4) * 300
    form = Form(long, "pass C-42", (Field("text", long),), long, long, 3, True, long)

    card = form_card(form, {}, READER, dialog=True)

    fits(task(card, form.title))
    is_lawful(again(json.loads(json.dumps(sent(card))), READER, dialog=True))


@given(
    typed=st.dictionaries(
        st.sampled_from(["f:text", "t:text", "u:text", "f:until", "t:until"]),
        ANYTHING | st.none() | st.integers() | st.floats() | st.lists(st.none()),
    )
)
@anything
def test_any_filling_is_read(typed):
    form = Form("x", "wait C-42", (Field("text", "Text"), Field("until", "Until", "date")))
    card = form_card(form, {}, READER, dialog=True)

    filled = answers_of({**sent(card), **typed})

    assert set(filled) == {"text", "until"}
    is_lawful(again({**sent(card), **typed}, READER, dialog=True))
