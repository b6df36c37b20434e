"""The manifest asks for what the code does, and for nothing else; and Slack would take it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.platforms.slack.needs import EVENTS, METHODS, SHORTCUTS, scopes
from bot.settings.config import COMMAND

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "bot" / "platforms" / "slack"
METHOD = re.compile(
    r"(apps|auth|bookmarks|bots|chat|conversations|files|pins|reactions|team|usergroups|users|views)(\.\w+)+"
)
ADDRESS = "https://YOUR-ADDRESS/slack/events"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    text = (ROOT / "manifests" / "slack.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def words_in(path: Path) -> Iterator[str]:
    """Every text in the code, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.value


def events_heard() -> set[str]:
    """The types that the way in tells apart: the cases of its `match event.get("type")`."""
    tree = ast.parse((ROOM / "receive.py").read_text(encoding="utf-8"))
    matches = [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
    cases = [case for one in matches if "event.get('type')" in ast.unparse(one.subject) for case in one.cases]
    return {
        node.value
        for case in cases
        for pattern in ast.walk(case.pattern)
        if isinstance(pattern, ast.MatchValue)
        for node in ast.walk(pattern)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_method_that_is_called_is_known_and_every_known_one_is_called():
    files = [path for path in ROOM.rglob("*.py") if path.name != "needs.py"]

    called = {word for path in files for word in words_in(path) if METHOD.fullmatch(word)}

    assert called == set(METHODS)


def test_every_event_that_is_heard_is_subscribed_and_every_subscribed_one_is_heard():
    assert {event.partition(".")[0] for event in EVENTS} == events_heard()


def test_the_bot_asks_for_the_scopes_that_its_methods_and_events_need_and_for_no_others(manifest):
    asked = manifest["oauth_config"]["scopes"]

    assert asked == {"bot": sorted(scopes())}


def test_the_events_are_subscribed(manifest):
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)


def test_the_shortcuts_are_there_under_the_ids_that_the_code_knows(manifest):
    shortcuts = {one["callback_id"]: (one["name"], one["type"]) for one in manifest["features"]["shortcuts"]}

    assert shortcuts == {key: (one.name, one.kind) for key, one in SHORTCUTS.items()}


def test_the_command_is_the_one_of_the_configuration_and_its_people_and_channels_come_as_ids(manifest):
    (command,) = manifest["features"]["slash_commands"]

    assert command["command"] == COMMAND
    assert command["should_escape"] is True


def test_there_is_one_address_to_fill_in(manifest):
    text = (ROOT / "manifests" / "slack.yaml").read_text(encoding="utf-8")
    (command,) = manifest["features"]["slash_commands"]
    settings = manifest["settings"]

    assert [
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    ] == [ADDRESS] * 3
    assert text.count("https://") == text.count(ADDRESS) + 1  # and the comment that says so


def test_people_can_write_to_the_bot_and_look_at_their_home(manifest):
    assert manifest["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_it_is_for_one_workspace_by_http_with_a_token_that_stays(manifest):
    settings = manifest["settings"]

    assert settings["org_deploy_enabled"] is False
    assert settings["socket_mode_enabled"] is False
    assert settings["token_rotation_enabled"] is False


def test_slack_would_take_it(manifest):
    about, features = manifest["display_information"], manifest["features"]
    (command,) = features["slash_commands"]

    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    assert 1 <= len(features["bot_user"]["display_name"]) <= 80
    assert len(command["command"]) <= 32
    assert 1 <= len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
    assert len(features["shortcuts"]) <= 10
    assert all(1 <= len(one["name"]) <= 24 and 1 <= len(one["description"]) <= 150 for one in features["shortcuts"])
