"""The picture of the house, kept true: which room sees which, and where each library lives."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[1] / "bot"
ROOMS = {
    "cases": set(),
    "messages": {"cases"},
    "storage": {"messages", "cases"},
    "commands": {"storage", "messages", "cases"},
    "scheduler": {"commands", "storage", "messages", "cases"},
    "reports": {"messages", "cases"},
    "platforms": {"messages", "cases"},
    "settings": {"cases"},
    "demo": {"programs", "platforms", "settings", "messages", "cases", "app", "cli"},
}
SEES_ALL = {"app", "cli", "programs", "__main__"}
LIBRARIES = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "psycopg": {"storage"},
    "apscheduler": {"scheduler"},
    "fluent": {"messages"},
    "matplotlib": {"reports"},
    "babel": {"messages"},
    "pydantic": {"settings", "storage"},
    "pydantic_core": {"settings"},
    "holidays": {"settings"},
    "durationpy": {"settings", "commands", "platforms"},
    "prompt_toolkit": {"platforms"},
    "rich": {"platforms"},
    "slack_bolt": {"platforms"},
    "slack_sdk": {"platforms"},
    "jinja2": {"platforms"},
    "aiohttp": {"platforms", "programs"},
    "prometheus_client": {"programs"},
    "botbuilder": {"platforms"},
    "botframework": {"platforms"},
    "msrest": {"platforms"},
    "bs4": {"platforms"},
    "aiosmtplib": {"platforms"},
    "charset_normalizer": {"platforms"},
    "imapclient": {"platforms"},
    "quotequail": {"platforms"},
    "jwt": {"platforms"},
    "msal": {"platforms"},
}
MODULES = sorted(BOT.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_arrows_only_point_down(path):
    room = room_of(path)
    seen = {name.split(".")[1] for name in imports(path) if name.startswith("bot.") and name.count(".") > 1}

    if room in ROOMS:
        assert seen - {room} <= ROOMS[room]
    else:
        assert room in SEES_ALL | {"__init__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_every_library_lives_where_it_belongs(path):
    room = room_of(path)
    libraries = {name.split(".")[0] for name in imports(path)} - {"bot"} - set(sys.stdlib_module_names)

    for library in libraries:
        assert library in LIBRARIES, f"{library} has no room yet"
        assert room in LIBRARIES[library] | (SEES_ALL if library in ("rich",) else set())
    if room == "cases":
        assert not libraries


def test_one_platform_does_not_look_into_another():
    shared = {path.stem for path in (BOT / "platforms").glob("*.py")}

    for path in (BOT / "platforms").rglob("*.py"):
        mine = path.relative_to(BOT / "platforms").parts[0]
        others = {name.split(".")[2] for name in imports(path) if name.startswith("bot.platforms.")}
        assert others <= {mine, *shared}, path


def test_only_one_file_knows_the_retired_sdk():
    retired = ("botbuilder", "botframework", "msrest")

    users = {str(path.relative_to(BOT)) for path in MODULES if any(one.startswith(retired) for one in imports(path))}

    assert users <= {"platforms/teams/framework.py"}
