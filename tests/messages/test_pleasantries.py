"""Words that ask for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.pleasantries import is_consent, is_greeting, is_thanks


@pytest.mark.parametrize(
    "text",
    [
        *("hi", "Hello!", "hey there 👋", "Good  morning.", "HELLO", "Is anybody there"),
        *("Bună ziua!", "salut", "buna dimineata", "BUNĂ", "Bunǎ".replace("ǎ", "ă")),
        *("你好", "您好！", "早安", "在嗎"),
    ],
)
def test_a_greeting_is_one_in_any_dress(text):
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["hello, charged twice", "hi there is water in my flat", "good morning to whom?", ""])
def test_a_greeting_with_a_matter_is_none(text):
    assert not is_greeting(text)


ENGLISH = [
    *("thanks", "Thank you!", "thanks Ana!", "OK, thanks 🙏", "Perfect, thank you.", "Thanks a lot for your help!!"),
    *(
        "Great - thank you so much, have a nice day",
        "thx",
        "ty",
        "cheers",
        "Thanks again, all good now",
        "It works, thanks",
    ),
    *(
        "got it, thanks",
        "Thank you, Ana",
        "THANK YOU",
        "thanks\nAna",
        "ok",
        "ok, super",
        "👍 thanks",
    ),
    *("Thanks, all sorted!", "Thank you for sorting this out", "Many thanks for your quick help"),
]
ROMANIAN = [
    *(
        "mulțumesc",
        "multumesc",
        "Mulţumesc frumos!",
        "MULȚUMESC",
        "mersi mult",
        "Vă mulțumesc pentru ajutor, o zi bună!",
    ),
    *(
        "Ok, mulțumim!",
        "multumesc mult, numai bine",
        "Mulțumesc, Ana!",
        "merge acum, mersi",
        "mii de mulțumiri",
        "bine, mersi",
    ),
    *("Mulțumesc din suflet 🙏🏻❤️", "super, multumesc", "în regulă", "am înțeles, mulțumesc"),
    *("S-a rezolvat, mulțumesc", "Vă mulțumesc mult pentru ajutorul acordat!", "Mulțumim pentru rezolvare"),
]
CHINESE = [
    *(
        "谢谢",
        "谢谢！",
        "多谢",
        "非常感谢！",
        "好的，谢谢您",
        "好的谢谢",
        "收到，谢谢",
        "太好了，谢谢你们！",
        "谢谢老师",
        "感谢您的帮助",
    ),
    *(
        "謝謝",
        "非常感謝",
        "謝謝您的幫助",
        "好的",
        "收到",
        "辛苦了",
        "谢谢，问题解决了",
        "谢谢 🙏",
        "唔該晒",
        "好的,谢谢啦~",
    ),
    *("问题解决了，谢谢！", "十分感谢您的帮助和支持", "感谢您的耐心解答", "谢谢客服"),
]
SIGNS = ["👍", "👍🏽", "🙏 🙏", "❤️", "🎉🎉", ":+1:", ":pray: :heart:", "thanks :+1:", ":+1::skin-tone-3:"]


@pytest.mark.parametrize("text", [*ENGLISH, *ROMANIAN, *CHINESE, *SIGNS])
def test_thanks_alone_are_thanks(text):
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        *("nu s-a rezolvat, mulțumesc", "问题没有解决，谢谢", "thanks, not solved"),
        *("thanks for nothing", "thanks, but it is broken again", "thanks but it is still broken", "ok but when?"),
        *("ok Ana", "great, charged a third time", "thank you, please also cancel my order", "no thanks to you", ""),
        *(
            "no thanks",
            "thanks?",
            "ok?",
            "thanks, broken",
            "Thanks. Broken.",
            "THANKS BROKEN",
            "thanks 👎",
            "thanks :-1:",
        ),
        *(
            "thanks, when",
            "it works",
            "works now",
            "have a nice day",
            "Thanks Still",
            "thank you 4711",
            "yes",
            "all good 😡",
        ),
        *(
            "nu mulțumesc",
            "mulțumesc dar tot nu merge",
            "multumesc, inca nu merge",
            "mersi, dar când?",
            "merge",
            "Mulțumesc, Nu",
        ),
        *(
            "谢谢，但是还是坏的",
            "谢谢，还没好",
            "不谢谢",
            "谢谢，坏了",
            "好的，但是什么时候",
            "謝謝，但是還是不行",
            "可以用了",
            "谢谢吗？",
            "不好",
        ),
        *("💥", "👎", "👍?", "👍 but it still leaks", ":-1:", ":rage:"),
        "thanks " * 40,
    ],
)
def test_thanks_with_more_in_them_are_none(text):
    assert not is_thanks(text)


@pytest.mark.parametrize("text", ["ok", "OK!", "perfect", "好的", "bine", "în regulă", "👍", ":+1:", "没问题"])
def test_a_yes_answers_a_question(text):
    assert is_consent(text)


@pytest.mark.parametrize("text", ["thanks", "mulțumesc", "谢谢", "ok?", "ok, thanks", "no"])
def test_thanks_answer_none(text):
    assert not is_consent(text)


@given(st.text(max_size=150))
def test_anything_typed_can_be_looked_at(text):
    assert isinstance(is_thanks(text) or is_greeting(text) or is_consent(text), bool)


@given(
    st.sampled_from([*ENGLISH, *ROMANIAN, *CHINESE]),
    st.sampled_from(["but it is broken", "dar nu merge", "但是坏了", "4711", "?"]),
)
def test_a_complaint_behind_thanks_is_never_swallowed(thanks, complaint):
    assert not is_thanks(f"{thanks}, {complaint}")
