"""A mailbox taken in: read, committed durably, flagged; in turns with django-helpdesk, from the same server."""

import asyncio
import json
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.laps import table
from benchmarks.mail.box import Box, filled
from benchmarks.mail.mails import mails
from bot.app import build
from bot.messages.values import Answer, Inbound
from bot.programs.mail import Post
from bot.programs.parts import WHOLE
from bot.settings import Environment, parse_config
from bot.storage import migrate
from tests.stories.houses import TWO_TIERS, written

HELPDESK = "django-helpdesk==2.6.1"
AIM = 8
CONFIG = written(TWO_TIERS, lambda key, name: f'[people.{key}]\nname = "{name}"\n', lambda name: f"console:{name}")
CONFIG = CONFIG.replace('"console:help"', '"email:help@example.com"').replace(', "console:dm"', "")


def measure(folder: Path, *, rounds: int, count: int, tell: Callable[[str], None]) -> str:
    letters = mails(count)
    python = _helpdesk(folder, tell)
    ours: list[float] = []
    theirs: list[float] = []
    server = ""
    for turn in range(rounds):
        with filled(letters) as box:
            server = box.server
            ours.append(count / _buckstop(folder / f"mail{turn}.db", box, count))
        if python is not None:
            with filled(letters) as box:
                theirs.append(count / _their_import(python, folder / f"helpdesk{turn}", box, count))
    rows = [("buckstop", f"{median(ours):,.0f}", f"{median(ours) / median(theirs):.1f}" if theirs else "")]
    if theirs:
        rows.append((HELPDESK, f"{median(theirs):,.0f}", "1"))
    said = table(("import", "mails/s", "of django-helpdesk"), rows)
    return f"{said}\n{count} mails, {server}, SQLite, medians of {rounds}; the aim is {AIM} times its rate.\n"


def _buckstop(file: Path, box: Box, count: int) -> float:
    """Whole: IMAP, the child that reads, the commit on disk, the flag. Nothing is sent meanwhile."""
    url = f"sqlite:///{file}"
    migrate(url)
    environment = Environment(imap_url=box.url, smtp_url="smtp://127.0.0.1:1", keys=("a key of the benchmark's own",))

    async def taken() -> float:
        async def handle(inbound: Inbound) -> Answer:
            return await app.handle(inbound)

        app = build(parse_config(CONFIG), url, {}, writer="bench")
        app.start()
        listening = Post(environment, WHOLE, handle, lambda: app).listening()
        assert listening is not None
        try:
            began = perf_counter()
            done = await listening.once()
            took = perf_counter() - began
            cases = app.store.read(lambda tx: sum(tx.owners().values()) - len(tx.find("could not be read")))
        finally:
            await listening.close()
            app.store.close()
        if (done, cases) != (count, count) or any(b"\\Seen" not in flags for flags in box.flags()):
            raise AssertionError(f"{done} mails taken in, {cases} cases, of {count}")
        return took

    return asyncio.run(taken())


def _their_import(python: Path, folder: Path, box: Box, count: int) -> float:
    folder.mkdir()
    script = Path(__file__).with_name("their_import.py")
    port, user, password = box.login
    ran = subprocess.run(
        [python, script, str(folder), str(port), user, password],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    if ran.returncode:
        raise AssertionError(ran.stderr[-2000:])
    said = json.loads(ran.stdout.splitlines()[-1])
    if said["tickets"] != count:
        raise AssertionError(f"django-helpdesk made {said['tickets']} tickets of {count} mails")
    return float(said["seconds"])


def _helpdesk(folder: Path, tell: Callable[[str], None]) -> Path | None:
    """Its Python, in an environment that goes with the folder; None, and said so, if the index cannot be reached."""
    where = folder / "helpdesk-venv"
    venv.create(where, with_pip=True)
    python = where / "bin" / "python"
    ran = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", HELPDESK],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        tell(f"{HELPDESK} could not be installed, so nothing stands beside it:\n{ran.stderr[-500:]}\n")
        return None
    return python
