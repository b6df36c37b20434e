"""What is off costs nothing: a platform's libraries are loaded only where it is on, and those of charts never here."""

import subprocess
import sys

import pytest

THEIRS = {
    "slack": {"slack_bolt", "slack_sdk"},
    "teams": {"botbuilder", "botframework", "msal", "bs4"},
    "mail": {"imapclient", "aiosmtplib", "quotequail", "charset_normalizer", "bs4"},
    "pages": {"jinja2"},
}
NEVER = {"matplotlib", "numpy", "rich", "prompt_toolkit"}


@pytest.mark.parametrize("on", THEIRS)
def test_only_what_is_on_is_loaded(on):
    others = NEVER.union(*(some for name, some in THEIRS.items() if name != on)) - THEIRS[on]
    if on == "teams":
        others.remove("charset_normalizer")  # under its SDK
    looks = f"import sys, bot.programs.serve, bot.programs.{on}; print({others!r} & set(sys.modules))"

    seen = subprocess.run((sys.executable, "-c", looks), capture_output=True, text=True, check=True)

    assert seen.stdout.strip() == "set()"
