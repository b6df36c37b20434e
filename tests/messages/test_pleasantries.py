"""Words that ask for nothing."""

import pytest

from bot.messages.pleasantries import is_greeting, is_thanks


@pytest.mark.parametrize(
    "text", ["hi", "Hello!", "hey there 👋", "Good  morning.", "Bună ziua!", "salut", "你好", "HELLO"]
)
def test_a_greeting_is_one_in_any_dress(text):
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["hello, charged twice", "hi there is water in my flat", "good morning to whom?", ""])
def test_a_greeting_with_a_matter_is_none(text):
    assert not is_greeting(text)


@pytest.mark.parametrize(
    "text", ["thanks", "Thank you!", "thanks Ana!", "OK, thanks 🙏", "mulțumesc", "谢谢", "Perfect, thank you."]
)
def test_thanks_alone_are_thanks(text):
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks for nothing",
        "thanks, but it is broken again",
        "ok but when?",
        "ok Ana",
        "great, charged a third time",
        "thank you, please also cancel my order",
        "no thanks to you",
        "",
    ],
)
def test_thanks_with_more_in_them_are_none(text):
    assert not is_thanks(text)


@pytest.mark.parametrize("text", ["👍", "👍🏽", "🙏 🙏", "❤️"])
def test_a_thumb_or_a_heart_is_thanks_without_a_word(text):
    assert is_thanks(text)


@pytest.mark.parametrize("text", ["💥", "👎", "👍?", "👍 but it still leaks"])
def test_other_signs_and_words_beside_them_are_not(text):
    assert not is_thanks(text)
