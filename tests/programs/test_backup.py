"""`buckstop backup` beside a running desk, and the desk that goes on from what it made, as processes of their own."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.programs.test_serve import a_workspace, desk_file, serving, slack
from tests.slack_wire.wire import SECRET, Wire


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/desk.db")
    monkeypatch.setenv("BUCKSTOP_CONFIG", str(desk_file(tmp_path)))
    return tmp_path


def test_a_copy_goes_by_the_name_of_the_store_and_of_the_moment(desk, capsys):
    main(["migrate"])

    assert main(["backup"]) == 0

    (copy,) = desk.glob("desk-20??-??-??T??????Z.db")
    assert f"{copy.name} is written" in capsys.readouterr().out


def test_where_no_copy_can_be_written_it_ends_with_2_and_says_what_to_do(desk, capsys):
    main(["migrate"])
    (desk / "copy.db").write_text("a diary")

    assert main(["backup", "copy.db"]) == 2
    assert "say --force to replace it" in capsys.readouterr().err
    assert main(["backup", "nowhere/copy.db"]) == 2
    assert "No such file or directory" in capsys.readouterr().err
    assert main(["backup", "copy.db", "--force"]) == 0


def test_of_postgresql_it_says_how_a_copy_is_made(desk, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk:secret@db/desk")

    assert main(["backup"]) == 2

    said = capsys.readouterr().err
    assert 'pg_dump --format=custom --file=buckstop.dump "$DATABASE_URL"' in said
    assert "secret" not in said


def test_a_copy_that_nobody_has_served_posts_no_digest_before_it_knows_what_was_sent(desk, monkeypatch, capsys):
    main(["migrate"])
    main(["backup", "copy.db"])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{desk}/copy.db")

    assert main(["digest", "--month", "2026-10", "--post"]) == 2
    assert "Start “buckstop serve” first" in capsys.readouterr().err
    main(["check"])
    assert "that nobody has opened for writing yet" in capsys.readouterr().out


def test_a_store_that_was_restored_in_another_way_can_be_told_so(desk, capsys):
    main(["migrate"])

    assert main(["restored"]) == 0
    assert "holds nothing yet" in capsys.readouterr().out

    piped = "maria@C0HELP: charged twice\n"
    run = [sys.executable, "-m", "bot", "console"]
    assert "This store is a copy" not in asyncio.run(_piped(run, piped))
    assert main(["restored"]) == 0
    assert "counts as a copy of" in capsys.readouterr().out
    assert "This store is a copy of" in asyncio.run(_piped(run, piped))
    assert main(["restored"]) == 0
    assert "counts as a copy of" in capsys.readouterr().out


async def _piped(run: list[str], said: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *run, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate(said.encode())
    assert process.returncode == 0, out.decode()
    return out.decode()


def test_killed_in_the_midst_of_sending_the_desk_goes_on_from_a_copy_and_posts_nothing_twice(tmp_path):
    async def story(folder: Path) -> tuple[str, int, int]:
        copy, store = folder / "copy.db", folder / "desk.db"
        async with a_workspace() as wire:
            environment = slack(wire, SLACK_SIGNING_SECRET=SECRET)
            async with serving(folder, **environment) as first:
                await first.until(lambda: "Buckstop is running" in first.printed)
                wire.post.url = f"http://127.0.0.1:{first.port}/slack/events"
                wire.trouble("chat.postMessage", status=429, retry_after_s=1, times=1_000_000)
                await wire.person("maria").writes("C0HELP", "the printer is broken")
                await wire.person("maria").writes("C0HELP", "and it smokes")
                backup = [sys.executable, "-m", "bot", "backup", str(copy)]
                os.environ["DATABASE_URL"] = f"sqlite:///{store}"
                os.environ["BUCKSTOP_CONFIG"] = str(folder / "buckstop.toml")
                said = await _piped(backup, "")
                wire.mends()
                wire.trouble("chat.postMessage", status=503, done=True, times=1_000_000)
                await first.until(lambda: any(one.by_bot for one in wire.space.messages.values()))
                first.process.kill()
                await first.ended()
            for behind in ("", "-wal", "-shm"):
                Path(f"{store}{behind}").unlink(missing_ok=True)
            shutil.copy(copy, store)
            wire.mends()
            async with serving(folder, **environment) as second:
                await second.until(lambda: "Buckstop is running" in second.printed)
                wire.post.url = f"http://127.0.0.1:{second.port}/slack/events"
                ivan = wire.user("ivan")
                wire.channel("help").members.add(ivan.user.id)
                await ivan.writes("C0HELP", "the lift stands still")
                await second.until(lambda: _about(wire, "C0FRONT", "C-2") and _about(wire, "C0HELP", "C-2"))
                return said + second.printed, _about(wire, "C0FRONT", "C-1"), _about(wire, "C0HELP", "C-1")

    known = {name: os.environ.get(name) for name in ("DATABASE_URL", "BUCKSTOP_CONFIG")}
    try:
        printed, front, acknowledged = asyncio.run(story(tmp_path))
    finally:
        for name, value in known.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})

    assert "is written" in printed
    assert "This store is a copy of" in printed
    assert (front, acknowledged) == (1, 1)


def _about(wire: Wire, channel: str, case: str) -> int:
    """How many posts of the bot there are about a case, besides what was said below its card."""
    tops = [one for one in wire.space.messages.values() if one.channel == channel and one.by_bot]
    return sum(case in str(one.record()) for one in tops if channel == "C0HELP" or one.thread_ts is None)
