"""The app for Teams: what its manifest promises is what the code knows, and Teams would take the package."""

import json
import re
import struct
import tomllib
import zlib
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft4Validator

from bot.cli import main
from bot.commands.verbs import FIRST, VERBS
from bot.platforms.teams.invokes import NEW_CASE, OPEN_CASE
from bot.platforms.teams.messages import HOME
from bot.programs.package import BLANK, FOLDER, blanks_of, zipped
from bot.programs.printing import CannotRun, say
from bot.settings import read_config, read_environment

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "tests" / "manifests" / "MicrosoftTeams.schema.json"
APP = "7c2e4a10-93b1-4f0e-a6d5-51f1c0a8e2d7"
ENVIRON = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_PASSWORD": "the secret",
    "MICROSOFT_APP_TENANT_ID": "5f1c0a8e-93b1-4f0e-a6d5-7c2e4a10e2d7",
    "BUCKSTOP_URL": "https://help.example.com",
}


def packed(**changed: str) -> ZipFile:
    return ZipFile(BytesIO(zipped(FOLDER, blanks_of(read_environment(ENVIRON | changed)))))


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(packed().read("manifest.json"))
    return found


@pytest.fixture
def environ(monkeypatch):
    """The environment of a process in which Teams is set up."""
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def pixels(png: bytes) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Width, height, and every pixel as red, green, blue, opacity; of a PNG of 8 bits without filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        chunks[kind] = png[at + 8 : at + 8 + length]
        at += 12 + length
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form == [8, 6, 0, 0, 0]
    rows, step = zlib.decompress(chunks[b"IDAT"]), 4 * width + 1
    assert set(rows[::step]) == {0}
    bare = b"".join(rows[start + 1 : start + step] for start in range(0, len(rows), step))
    return width, height, list(struct.iter_unpack("4B", bare))


def test_microsofts_own_schema_takes_it(manifest):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    Draft4Validator.check_schema(schema)
    faults = [
        f"{list(fault.absolute_path)}: {fault.message}" for fault in Draft4Validator(schema).iter_errors(manifest)
    ]

    assert faults == []


def test_the_schema_is_the_one_of_its_version(manifest):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    assert manifest["manifestVersion"] == schema["properties"]["manifestVersion"]["const"]
    assert f"/v{manifest['manifestVersion']}/" in manifest["$schema"]


def test_nothing_is_left_blank(manifest):
    blanks = set(BLANK.findall((FOLDER / "manifest.json").read_text(encoding="utf-8")))

    assert blanks == {"MICROSOFT_APP_ID", "BUCKSTOP_HOST"}
    assert "${{" not in json.dumps(manifest)


def test_it_is_the_app_and_the_address_of_the_environment(manifest):
    ids = [manifest["id"], manifest["webApplicationInfo"]["id"]]
    ids += [one["botId"] for one in (*manifest["bots"], *manifest["composeExtensions"])]

    assert ids == [APP] * 4
    assert {url for name, url in manifest["developer"].items() if name.endswith("Url")} == {"https://help.example.com/"}


def test_of_an_address_with_a_path_the_host_counts():
    manifest = json.loads(packed(BUCKSTOP_URL="https://example.com:8443/desk").read("manifest.json"))

    assert manifest["developer"]["websiteUrl"] == "https://example.com:8443/"


def test_the_bot_is_in_teams_group_chats_and_direct_chats(manifest):
    (bot,) = manifest["bots"]

    assert bot["scopes"] == ["team", "groupChat", "personal"]
    assert sorted(scope for one in bot["commandLists"] for scope in one["scopes"]) == sorted(bot["scopes"])


def test_the_commands_shown_are_those_that_help_begins_with_each_with_its_line(manifest):
    everywhere, direct = manifest["bots"][0]["commandLists"]
    home, *others = direct["commands"]

    assert direct["scopes"] == ["personal"]
    assert home["title"] == HOME
    for commands in (everywhere["commands"], others):
        assert tuple(one["title"] for one in commands) == FIRST
        assert all(one["title"] in VERBS for one in commands)
        assert [one["description"] for one in commands] == [say(f"help-{one['title']}") for one in commands]


def test_no_list_of_commands_is_longer_than_teams_shows(manifest):
    lists = manifest["bots"][0]["commandLists"]

    assert len(lists) <= 3
    for one in lists:
        assert len(one["commands"]) <= 10
        assert all(len(command["title"]) <= 32 and len(command["description"]) <= 128 for command in one["commands"])


def test_a_message_can_be_made_a_case_and_a_new_case_begun_by_forms_that_the_bot_draws(manifest):
    (extension,) = manifest["composeExtensions"]

    assert {one["id"]: (one["title"], one["context"]) for one in extension["commands"]} == {
        OPEN_CASE: ("Open a case from this", ["message"]),
        NEW_CASE: ("New case", ["compose", "commandBox"]),
    }
    assert all(one["type"] == "action" and one["fetchTask"] is True for one in extension["commands"])


def test_it_asks_to_hear_what_is_written_and_for_nothing_else(manifest):
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]

    assert [(one["name"], one["type"]) for one in asked] == [
        ("ChannelMessage.Read.Group", "Application"),
        ("ChatMessage.Read.Chat", "Application"),
    ]
    assert manifest["webApplicationInfo"]["resource"]  # unused, and yet consent fails without it
    assert "validDomains" not in manifest  # no tab, no page in a dialog, no sign-in


def test_its_names_fit_where_teams_shows_them(manifest):
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["description"]["short"]) <= 80
    assert re.fullmatch(r"#[0-9a-f]{6}", manifest["accentColor"])


def test_the_package_has_the_manifest_and_its_icons_at_the_top_and_nothing_else(manifest):
    package = packed()

    assert package.testzip() is None
    assert package.namelist() == ["manifest.json", "color.png", "outline.png"]
    assert package.namelist()[1:] == [manifest["icons"]["color"], manifest["icons"]["outline"]]


def test_the_same_app_is_the_same_file():
    environment = read_environment(ENVIRON)

    assert zipped(FOLDER, blanks_of(environment)) == zipped(FOLDER, blanks_of(environment))
    assert {entry.date_time for entry in packed().infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_colour_icon_is_large_and_opaque_with_its_mark_in_the_middle_half():
    width, height, dots = pixels(packed().read("color.png"))
    background = dots[0]
    marked = [(n % width, n // width) for n, dot in enumerate(dots) if dot != background]

    assert (width, height) == (192, 192)
    assert all(dot[3] == 255 for dot in dots)
    assert all(48 <= x < 144 and 48 <= y < 144 for x, y in marked)


def test_the_outline_icon_is_small_and_white_on_nothing_and_reaches_its_edges():
    width, height, dots = pixels(packed().read("outline.png"))
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]

    assert (width, height) == (32, 32)
    assert {dot[:3] for dot in dots} == {(255, 255, 255)}
    assert {0, 255} <= {dot[3] for dot in dots}
    assert any(dot[3] for dot in rows[0])
    assert any(row[0][3] for row in rows)


def test_the_program_writes_it_where_it_is_told(environ, tmp_path, capsys):
    where = tmp_path / "app.zip"

    assert main(["teams-package", "--out", str(where)]) == 0
    assert ZipFile(where).namelist()[0] == "manifest.json"
    assert str(where) in capsys.readouterr().out


def test_where_nothing_can_be_written_the_program_says_so(environ, tmp_path, capsys):
    assert main(["teams-package", "--out", str(tmp_path / "nowhere" / "app.zip")]) == 2
    assert "--out" in capsys.readouterr().err


def test_without_an_app_and_an_address_the_program_names_both(environ, tmp_path, capsys):
    for name in ENVIRON:
        environ.delenv(name)

    assert main(["teams-package", "--out", str(tmp_path / "app.zip")]) == 2
    app, url = capsys.readouterr().err.splitlines()
    assert app.startswith("MICROSOFT_APP_ID is not set")
    assert url.startswith("BUCKSTOP_URL is not set")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("MICROSOFT_APP_ID", "Buckstop", "MICROSOFT_APP_ID is no application id"),
        ("BUCKSTOP_URL", "http://help.example.com", "Teams takes https:// only"),
    ],
)
def test_what_teams_would_not_take_is_not_packed(name, value, fault):
    with pytest.raises(CannotRun, match=fault):
        blanks_of(read_environment(ENVIRON | {name: value}))


def test_a_wheel_brings_along_what_is_packed():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = setup["package-data"]["manifests.teams"]

    assert "manifests*" in setup["packages"]["find"]["include"]
    assert all(any(fnmatch(name, pattern) for pattern in patterns) for name in packed().namelist())


@pytest.mark.parametrize("window", ["ana", "maria"])
def test_the_desk_of_the_playground_and_its_windows_have_the_same_ids(window):
    folder = ROOT / "docs" / "playground"
    house = read_config(folder / "buckstop.toml").house
    team = house.teams["support"]
    places = {*team.intake, *(tier.channel for tier in team.tiers), team.supervisors} - {"teams:dm"}
    windows = [yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8")) for name in ("ana", "maria")]
    here = next(one for one in windows if one["currentUser"]["id"] == f"29:{window}")
    people = {f"teams:{one['aadObjectId']}" for one in (here["currentUser"], *here["users"])}

    assert {address for person in house.people.values() for address in person.addresses} <= people
    assert places <= {f"teams:{place}" for one in windows for place in places_of(one)}
    assert len(here["users"]) == 5  # the playground takes no more and no fewer, and one channel beside General
    assert len(here["team"]["channels"]) == 1


def places_of(window: dict[str, Any]) -> list[str]:
    return [window["team"]["id"], window["groupChat"]["id"], *(one["id"] for one in window["team"]["channels"])]
