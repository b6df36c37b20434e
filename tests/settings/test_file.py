import os
from pathlib import Path

import pytest

from bot.settings import SettingsError, parse_config, read_config


def said_of(path: Path) -> str:
    with pytest.raises(SettingsError) as refused:
        read_config(path)
    (line,) = refused.value.faults
    return line


def test_a_missing_file_says_which_and_what_to_copy(tmp_path):
    path = tmp_path / "buckstop.toml"

    assert said_of(path).startswith(f"there is no file {path}; copy buckstop.example.toml to {path}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe[\0p\0e\0", "line 1: this is not text in UTF-8"),
        (b"[slack]\n# caf\xe9\n", "line 2: this is not text in UTF-8"),
        (b"SQLite format 3\0\1\0", "is not a text file"),
        (b"# " + b"x" * 300_000, "is larger than 256 kB"),
    ],
    ids=["UTF-16", "Latin-1", "a database", "far too large"],
)
def test_a_file_that_is_no_toml_text_says_so(tmp_path, data, said):
    path = tmp_path / "buckstop.toml"
    path.write_bytes(data)

    assert said in said_of(path)


def test_a_folder_is_not_a_file(tmp_path):
    assert "is not a file" in said_of(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_a_fault_as_well(name):
    assert "buckstop" in said_of(Path(name)).lower()


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert "is not a file" in said_of(tmp_path / "pipe")


def test_windows_line_ends_and_its_mark_in_front_do_no_harm(tmp_path, example):
    path = tmp_path / "buckstop.toml"
    path.write_bytes(b"\xef\xbb\xbf" + example.replace("\n", "\r\n").encode())

    assert read_config(path).house == parse_config(example).house


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[slack]\ncommand = /case", 'line 2: what stands after = is not written right; text needs quotes, like "20h"'),
        ('[slack]\ncommand = "/case\n\n', "line 2: a quote is not closed"),
        ("[slack]\ncommand", "line 2: a name needs = and a value"),
        ('[slack]\ncommand = "/a"\ncommand = "/b"\n\n', "line 3: this name stands in its table a second time"),
        ("[slack]\n[slack]\n", "line 2: this table stands in the file a second time"),
        ('a = ["x", "y"\nb = 1', "line 2: a list is not closed"),
        ('a = { b = 1\nc = "x" }', "line 1: { } must be closed in the same line"),
        ("[slack\n", "line 1: the brackets around a table's name are not closed"),
        ('a = "C:\\q"', "line 1: a backslash in text is written twice"),
        ('a = "x" b = 1', "line 1: something follows where the line should end"),
        ("ță = 1", "line 1: a line begins with a name"),
        ("a = " + "9" * 5000, "a number in it is far too long"),
        ("a = " + "[" * 100_000, "too many brackets stand within each other"),
        ("b = 1\n" + "a." * 5_000 + "b = 1", "line 2: there are too many dots in it"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(text, said):
    with pytest.raises(SettingsError) as refused:
        parse_config(text, source="house.toml")

    assert len(refused.value.faults) == 1
    assert refused.value.faults[0].startswith("house.toml")
    assert said in refused.value.faults[0]
