"""The README's session is played, so it cannot lie. `python tests/test_readme.py` writes it anew."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SESSION = re.compile(r"(<!-- session: [^\n]*-->\n```console\n)(.*?)(\n```)", re.DOTALL)
MARK = "› "  # before what somebody types


def shown() -> str:
    found = SESSION.search(README.read_text(encoding="utf-8"))
    assert found, "the README has no session"
    return found[2]


def played(session: str, folder: Path) -> str:
    """What the console prints for the lines that are typed in a session, from the first of them on."""
    lines = [line.removeprefix(MARK) for line in session.splitlines() if line.startswith(MARK)]
    console = subprocess.run(
        [sys.executable, "-m", "bot", "console"],
        input="\n".join(lines) + "\n",
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{folder / 'readme.db'}",
            "BUCKSTOP_CONFIG": str(ROOT / "buckstop.example.toml"),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert console.stderr == ""
    before, mark, after = console.stdout.partition(MARK)
    assert before.count("\n") <= 1, before  # what time it is where the test runs
    return (mark + after).rstrip("\n")


def test_the_session_in_the_readme_is_what_the_console_prints(tmp_path):
    session = shown()

    assert session.startswith(MARK)
    assert played(session, tmp_path) == session


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        now = played(shown(), Path(folder))
    text = README.read_text(encoding="utf-8")
    README.write_text(SESSION.sub(lambda found: found[1] + now + found[3], text), encoding="utf-8")
