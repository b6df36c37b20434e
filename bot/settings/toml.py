"""From a file to tables: everything that can be wrong with the file itself, told with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from bot.settings.faults import SettingsError, one_line

LARGEST = 256 * 1024
MOST_DOTS = 100  # in a line, outside quotes: tomllib needs memory by the square of a dotted key's length
LONGEST_FAULT = 400
_QUOTED_OR_COMMENT = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#.*")

# What tomllib says, and what to do about it.
ADVICE = {
    "Invalid value": 'what stands after = is not written right; text needs quotes, like "20h"',
    "Unterminated string": 'a quote is not closed; text begins and ends with "',
    "Illegal character": 'a quote is not closed; text begins and ends with "',
    "Expected '\"'": 'a quote is not closed; text begins and ends with "',
    "Expected newline or end of document": "something follows where the line should end; is a quote or a # missing?",
    "Cannot overwrite a value": "this name stands in its table a second time; remove one of the two",
    "Cannot declare": "this table stands in the file a second time; join the two, or write [[…]] for one more tier",
    "Cannot mutate": "this table was closed above; put everything of it in one place",
    "Duplicate inline table key": "a name stands twice within { }; remove one of the two",
    "Expected '=' after a key": 'a name needs = and a value, like limit = "20h"',
    "Unclosed array": 'a list is not closed, or a comma is missing in it; write it like ["ana", "ben"]',
    "Unclosed inline table": "{ } must be closed in the same line, with a comma between the entries",
    "Expected ']'": "the brackets around a table's name are not closed; write [people.ana]",
    "Unescaped '\\'": "a backslash in text is written twice: \\\\",
    "Invalid statement": "a line begins with a name (letters a-z, digits, - and _; others in quotes), [ or #",
    "Invalid initial character": "a name has letters a-z, digits, - and _; others stand in quotes",
}


def read_file(path: Path) -> str:
    """The text of the file; SettingsError says what to do if there is none."""
    name = one_line(str(path), 200)
    try:
        if not path.exists():
            raise SettingsError(
                [
                    f"there is no file {name}; copy buckstop.example.toml to {name} and fill it in,"
                    " or name another file in BUCKSTOP_CONFIG"
                ]
            )
        if not path.is_file():
            raise SettingsError([f"{name} is not a file; name the file in BUCKSTOP_CONFIG"])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "no file can be called that"
        raise SettingsError(
            [f"{name} cannot be read: {why}; see who may read it, or name another in BUCKSTOP_CONFIG"]
        ) from None
    if len(data) > LARGEST:
        raise SettingsError([_too_large(name)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise SettingsError([f"{name} line {line}: this is not text in UTF-8; save the file as UTF-8"]) from None
    if "\0" in text:
        raise SettingsError([f"{name} is not a text file; copy buckstop.example.toml and fill it in"])
    return text


def read_toml(text: str, source: str) -> dict[str, Any]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")  # Windows editors put that mark in front
    if len(text) > LARGEST:
        raise SettingsError([_too_large(source)])
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS and _QUOTED_OR_COMMENT.sub("", line).count(".") > MOST_DOTS:
            raise SettingsError([f"{source} line {number}: there are too many dots in it; is a quote missing?"])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise SettingsError([_told(str(wrong), text, source)]) from None
    except RecursionError:
        raise SettingsError([f"{source}: too many brackets stand within each other; is one not closed?"]) from None
    except ValueError:  # a number with thousands of digits
        raise SettingsError([f"{source}: a number in it is far too long; is a quote missing?"]) from None


def _told(message: str, text: str, source: str) -> str:
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    what = message[: found.start()] if found else message
    line = int(found[1]) if found and found[1] else len(text.rstrip("\n").split("\n"))
    advice = next((advice for begins, advice in ADVICE.items() if what.startswith(begins)), None)
    return one_line(f"{source} line {line}: {advice or what[:1].lower() + what[1:]}", LONGEST_FAULT)


def _too_large(name: str) -> str:
    return f"{name} is larger than {LARGEST // 1024} kB; is it really the configuration?"
