"""The folder of texts for replies: read whole, and what is wrong is said with file and line."""

import pytest

from bot.settings import SettingsError, read_config

HOUSE = """
templates = "texts"

[people.lea]

[teams.support]
timezone = "Europe/Bucharest"

[[teams.support.tiers]]
name = "Front line"
channel = "console:front"
lead = "lea"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "buckstop.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def read(folder):
    return read_config(folder.parent / "buckstop.toml")


def faults(folder) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as wrong:
        read(folder)
    return wrong.value.faults


def test_texts_are_found_by_name_and_language_and_what_else_lies_there_is_left_alone(folder):
    (folder / "refund.en.txt").write_bytes("\ufeffDear {customer},\r\nsorry.\r\n".encode())
    (folder / "refund.zh-Hans.txt").write_text("您好", encoding="utf-8")
    (folder / "README.md").write_text("{", encoding="utf-8")

    assert read(folder).house.templates == {"refund": {"en": "Dear {customer},\nsorry.", "zh-Hans": "您好"}}


def test_other_texts_are_another_configuration(folder):
    before = read(folder).fingerprint
    (folder / "refund.en.txt").write_text("sorry", encoding="utf-8")

    assert read(folder).fingerprint != before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"Dear {customer},\nwe pay {amount\nback", "refund.en.txt line 2: { has no }"),
        (b"we pay amount} back", "refund.en.txt line 1: } has no {"),
        (
            b"\n\nwe pay [amount] back",
            "line 3: '[amount]' looks like a blank; write blanks like {amount}",
        ),
        (b"we pay ____ back", "refund.en.txt line 1: '____' looks like a blank"),
        (b"one\nb\xff", "refund.en.txt line 2: this is not text in UTF-8"),
        (b" \n", "refund.en.txt is empty"),
        (b"a\0b", "refund.en.txt is not a text file"),
        (b"x" * 2501, "refund.en.txt is longer than 2500 characters"),
        (b"x" * 30000, "refund.en.txt is larger than 20 kB"),
    ],
)
def test_what_is_wrong_in_a_text_is_said_with_its_line(folder, text, fault):
    (folder / "refund.en.txt").write_bytes(text)

    (said,) = faults(folder)
    assert fault in said


@pytest.mark.parametrize("name", ["refund.txt", "Refund.en.txt", "re fund.en.txt", "refund.english!.txt"])
def test_a_text_that_nobody_could_name_is_a_fault(folder, name):
    (folder / name).write_text("sorry", encoding="utf-8")

    assert "cannot be a text's name; write it like refund.en.txt" in faults(folder)[0]


def test_a_folder_that_is_not_there_is_a_fault(folder):
    folder.rmdir()

    assert "is not a folder that can be read" in faults(folder)[0]
