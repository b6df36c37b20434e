"""Every sentence the bot says is in the catalogue, with the blanks that are filled; and nothing else is."""

import pytest

from bot.cases.ending import NOT_A_CASE, OUTCOMES, TOLD
from bot.cases.rating import BECAUSE
from bot.cases.standing import REASONS
from bot.commands.refusing import BESIDE, OPENS_FORM
from bot.commands.verbs import VERBS
from bot.messages.forms import FORMS
from tests.messages.catalogue import blanks, keys_said, refusals, sentences, spoken_of

CHOICES = {
    "reason": REASONS,
    "told": TOLD,
    "outcome": OUTCOMES,
    "dismissal": NOT_A_CASE,
    "answer": ("yes", "no", "skip"),
    "because": BECAUSE,
}


def test_every_key_that_is_said_is_in_the_catalogue():
    missing = {(key, file) for key, file in keys_said() if key not in sentences()}

    assert missing == set()


@pytest.mark.parametrize("word", sorted(refusals()))
def test_every_refusal_has_its_sentence(word):
    assert f"no-{word}" in sentences()


@pytest.mark.parametrize("word", sorted(refusals()))
def test_the_facts_of_a_refusal_fill_the_blanks_of_its_sentence(word):
    for where, facts in refusals()[word]:
        assert blanks(f"no-{word}", facts) <= set(facts), where


@pytest.mark.parametrize("word", sorted(word for word in refusals() if f"no-{word}-customer" in sentences()))
def test_what_a_customer_is_told_instead_needs_nothing_more(word):
    for where, facts in refusals()[word]:
        assert blanks(f"no-{word}-customer", facts) <= set(facts), where


@pytest.mark.parametrize("word", sorted({*BESIDE, *OPENS_FORM}))
def test_what_is_shown_beside_a_field_is_a_refusal(word):
    assert word in refusals()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_line_of_help(verb):
    assert f"help-{verb.replace('_', '-')}" in sentences()


@pytest.mark.parametrize("verb", FORMS)
def test_every_form_has_its_title(verb):
    assert f"form-{verb.replace('_', '-')}" in sentences()


@pytest.mark.parametrize(("kind", "values"), CHOICES.items())
def test_every_choice_has_its_words(kind, values):
    for value in values:
        assert f"{kind}-{value.replace('_', '-').replace(' ', '-')}" in sentences()


def test_no_sentence_is_left_that_nobody_says():
    words, patterns = spoken_of()
    chosen = {f"{kind}-{one.replace('_', '-').replace(' ', '-')}" for kind, values in CHOICES.items() for one in values}
    said = words | chosen | {f"no-{word}" for word in refusals()} | {f"help-{verb.replace('_', '-')}" for verb in VERBS}
    said |= {f"no-{word}-customer" for word in refusals()}
    said |= {f"form-{verb.replace('_', '-')}" for verb in FORMS}
    loose = [one for one in patterns if not any(one.pattern.startswith(begin) for begin in ("no-", "help-", "form-"))]

    unsaid = [key for key in sentences() if key not in said and not any(one.fullmatch(key) for one in loose)]

    assert unsaid == []
