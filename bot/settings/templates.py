"""Texts for replies: a folder of files NAME.LANGUAGE.txt, all of them read and judged at start."""

import re
from pathlib import Path

from bot.cases.templates import NAME, blanks_of, filled, left_in
from bot.settings.faults import Faults, one_line, quoted

LARGEST = 20 * 1024
LONGEST = 2500  # characters: with its blanks filled it still has room in a form
MOST = 1000  # files
_FILE = re.compile(rf"(?P<name>{NAME})\.(?P<language>[a-z]{{2,3}}(?:-[A-Za-z0-9]{{2,8}}){{0,3}})\.txt")

Templates = dict[str, dict[str, str]]  # name -> language -> text


def read_templates(folder: Path, faults: Faults) -> Templates:
    """Every text by name and language; what else lies in the folder (a README, say) is left alone."""
    try:
        files = sorted(one for one in folder.iterdir() if one.suffix == ".txt" and not one.name.startswith("."))
    except (OSError, ValueError):
        faults.add(f"templates {quoted(folder)} is not a folder that can be read; make it, or leave templates out")
        return {}
    if len(files) > MOST:
        faults.add(f"templates {quoted(folder)} has more than {MOST} texts")
    templates: Templates = {}
    for file in files[:MOST]:
        named = _FILE.fullmatch(file.name)
        if named is None:
            faults.add(
                f"templates: {quoted(file.name)} cannot be a text's name; write it like refund.en.txt,"
                " with small letters, digits, - and _ before the language"
            )
        elif (text := _read(file, faults)) is not None:
            templates.setdefault(named["name"], {})[named["language"]] = text
    return templates


def _read(file: Path, faults: Faults) -> str | None:
    try:
        data = file.read_bytes()[: LARGEST + 1]
    except OSError as wrong:
        faults.add(f"{_line(file)} cannot be read: {wrong.strerror or 'no such file'}")
        return None
    if len(data) > LARGEST:
        faults.add(f"{_line(file)} is larger than {LARGEST // 1024} kB")
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as wrong:
        faults.add(f"{_line(file, data[: wrong.start].count(10) + 1)}: this is not text in UTF-8; save it as UTF-8")
        return None
    if not text.strip() or "\0" in text:
        faults.add(f"{_line(file)} {'is not a text file' if text.strip() else 'is empty'}")
        return None
    if len(text) > LONGEST:
        faults.add(f"{_line(file)} is longer than {LONGEST} characters")
    for number, line in enumerate(text.split("\n"), start=1):
        _judge(line, _line(file, number), faults)
    return text.strip()


def _judge(line: str, place: str, faults: Faults) -> None:
    """Braces make blanks, and nothing else; and nothing else looks like a blank."""
    bare = filled(line, dict.fromkeys(blanks_of(line), "x"))
    for found in left_in(bare):
        faults.add(f"{place}: {quoted(found)} looks like a blank; write blanks like {{amount}}")
        bare = bare.replace(found, "")
    for sign, other in (("{", "}"), ("}", "{")):
        if sign in bare:
            faults.add(f"{place}: {sign} has no {other}; a blank is written {{amount}}, in one line")


def _line(file: Path, number: int | None = None) -> str:
    name = one_line(str(file), 200)
    return f"{name} line {number}" if number else name
