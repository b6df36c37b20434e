"""Every sentence of the console is in its catalogue, and every one there is said."""

import re
from pathlib import Path

from bot.platforms.console.looks import TYPED

BOT = Path(__file__).parents[3] / "bot"


def test_the_console_says_what_stands_in_its_catalogue_and_nothing_else():
    source = "".join(file.read_text(encoding="utf-8") for file in (BOT / "platforms" / "console").glob("*.py"))
    said = set(re.findall(r'"(console-[a-z-]*[a-z])"', source)) | {f"console-help-{key}" for key in TYPED.values()}
    catalogue = (BOT / "locale" / "en" / "console.ftl").read_text(encoding="utf-8")

    assert said == set(re.findall(r"^(console-[a-z-]+) =", catalogue, re.MULTILINE))
