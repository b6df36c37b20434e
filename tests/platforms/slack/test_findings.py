"""What a beginner forgot in Slack, said by `check` before anybody misses it; each line says what to do."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.wording import text, utc_reader
from bot.platforms.slack.client import Web
from bot.platforms.slack.findings import Finding, findings, not_let_in, socket_findings, who_we_are
from bot.programs.check import check
from bot.settings import Config, Environment, parse_config
from tests.platforms.slack.a_workspace import AWorkspace

HOUSE = """
[people.ana]
name = "Ana Pop"
slack = "U0ANA"
[people.lea]
name = "Lea Kern"
slack = "U0LEA"
[people.dan]
name = "Dan Roth"
slack = "U0DAN"
[people.old]
name = "Old Hand"
slack = "U0OLD"
left = true
[people.eve]
name = "Eve Mail"
email = "eve@example.com"

[teams.support]
title = "Customer support"
timezone = "Europe/Bucharest"
intake = ["slack:C0HELP", "slack:dm", "email:help@example.com"]
supervisors = "slack:C0LEADS"
digest = "slack:C0LEADS"
managers = ["dan"]

[[teams.support.tiers]]
name = "Front line"
channel = "slack:C0FRONT"
lead = "lea"
deputy = "dan"
members = ["ana", "eve"]

[[teams.support.tiers]]
name = "Top"
channel = "slack:C0TOP"
lead = "dan"
deputy = "lea"
"""
CONFIG = parse_config(HOUSE)
CHANNELS = {"C0HELP": "help", "C0LEADS": "leads", "C0FRONT": "front", "C0TOP": "top"}


@pytest.fixture
def slack() -> Iterator[AWorkspace]:
    with asyncio.Runner() as runner, AWorkspace(runner.run) as slack:
        for user, name in {"U0ANA": "Ana", "U0LEA": "Lea", "U0DAN": "Dan"}.items():
            slack.person(user, name)
        for channel, name in CHANNELS.items():
            slack.channel(channel, name)
        yield slack


def found(slack: AWorkspace, config: Config = CONFIG) -> list[tuple[str, bool]]:
    """What is said, and whether it is more than a warning."""

    async def ask() -> list[Finding]:
        return await findings(slack.web, await who_we_are(slack.web, "/case"), config.house)

    return [(text(one.say, utc_reader()), one.wrong) for one in slack.do(ask())]


def test_where_everything_is_in_order_nothing_is_said(slack):
    assert found(slack) == []
    assert {one["channel"] for one in slack.asked("conversations.info")} == set(CHANNELS)
    assert [one["user"] for one in slack.asked("users.info")] == ["U0ANA", "U0LEA", "U0DAN"]


def test_missing_scopes_are_named_and_what_cannot_be_looked_up_without_them(slack):
    slack.scopes -= {"commands", "groups:history"}

    (missing, weaker) = found(slack)

    assert missing == (
        "Slack has not granted the bot commands and groups:history. Add what is missing under “OAuth & Permissions”,"
        " or paste manifests/slack.yaml once more, and reinstall the app.",
        True,
    )
    assert weaker == (
        "Without groups:history nobody can look up messages that Slack failed to deliver: they may be lost.",
        False,
    )


def test_where_customers_write_to_the_bot_its_chats_must_be_there_to_be_listed(slack):
    slack.scopes -= {"im:read"}

    (_, weaker) = found(slack)

    assert weaker == (
        "Without im:read the bot cannot list its direct chats: direct messages missed during an outage cannot be found"
        " again.",
        False,
    )


def test_where_they_do_not_nobody_needs_the_list(slack):
    slack.scopes -= {"im:read"}
    config = parse_config(HOUSE.replace('"slack:dm", ', ""))

    (missing,) = found(slack, config)

    assert "Slack has not granted the bot im:read." in missing[0]


def test_a_channel_that_the_bot_is_not_in_is_named_with_what_it_is_for(slack):
    slack.channel("C0HELP", "help", is_member=False)

    assert found(slack) == [
        (
            "Channel #help (C0HELP), intake of Customer support: the bot is not in it and hears nothing that is said"
            " there. Type /invite @buckstop there.",
            True,
        )
    ]


def test_where_the_bot_only_speaks_it_must_be_as_well(slack):
    slack.channel("C0LEADS", "leads", is_member=False)

    ((line, wrong),) = found(slack)

    assert line.startswith("Channel #leads (C0LEADS), supervisors of Customer support and digest of Customer support:")
    assert "the bot is not in it and cannot post there. Type /invite @buckstop there." in line
    assert wrong


def test_a_channel_that_slack_does_not_know_may_be_private(slack):
    del slack.channels["C0FRONT"]

    ((line, wrong),) = found(slack)

    assert line.startswith("Channel C0FRONT, “Front line” of Customer support: Slack knows no such channel, or it is")
    assert "/invite @buckstop" in line
    assert wrong


def test_an_archived_channel_is_wrong(slack):
    slack.channel("C0TOP", "top", is_archived=True, is_member=False)

    ((line, wrong),) = found(slack)

    assert line.startswith("Channel #top (C0TOP), “Top” of Customer support: it is archived.")
    assert wrong


@pytest.mark.parametrize(
    ("more", "words", "wrong"),
    [
        ({"deleted": True}, "Ana Pop (U0ANA) is deactivated in Slack, and cases go to who is on duty.", False),
        ({"is_restricted": True}, "Ana Pop (U0ANA) is a guest in Slack", True),
        ({"team_id": "T0OTHER"}, "Ana Pop (U0ANA) belongs to another Slack workspace", True),
        ({"is_bot": True}, "Ana Pop (U0ANA) is a bot in Slack", True),
    ],
    ids=["deactivated", "guest", "another workspace", "bot"],
)
def test_people_who_cannot_act_are_named(slack, more, words, wrong):
    slack.person("U0ANA", "Ana", **more)

    ((line, said_wrong),) = found(slack)

    assert line.startswith(words)
    assert said_wrong is wrong


def test_an_id_that_is_nobodys_is_wrong(slack):
    del slack.users["U0ANA"]

    assert found(slack) == [
        (
            "Ana Pop (U0ANA): nobody whom the bot can see in Slack has this ID. Copy the member ID from their profile.",
            True,
        )
    ]


def test_a_scope_that_is_missing_is_not_complained_of_for_every_channel(slack):
    slack.scopes -= {"channels:read"}
    slack.refuses("conversations.info", "missing_scope", times=4)

    assert len(found(slack)) == 1


def test_while_slack_asks_for_patience_check_has_it(slack):
    slack.is_busy("conversations.info", retry_after=1)

    assert found(slack) == []
    assert len(slack.asked("conversations.info")) == 5


def test_where_slack_falls_silent_it_is_said_once(slack):
    slack.refuses("conversations.info", "internal_error", times=4)

    ((line, wrong),) = found(slack)

    assert line == (
        "C0HELP, intake of Customer support: Slack did not say (internal_error); run “buckstop check” once more."
    )
    assert not wrong
    assert len(slack.asked("conversations.info")) == 1


def test_an_app_token_that_opens_nothing_is_wrong(slack):
    assert slack.do(socket_findings(slack.web)) == []

    slack.refuses("apps.connections.open", "not_allowed_token_type")
    (no,) = slack.do(socket_findings(slack.web))

    assert text(no.say, utc_reader()).startswith("Slack does not take SLACK_APP_TOKEN (not_allowed_token_type).")
    assert no.wrong


def test_a_token_that_slack_refuses_is_told_from_a_slack_that_is_away(slack):
    slack.refuses("auth.test", "invalid_auth")
    with pytest.raises(NotDelivered) as refused:
        slack.do(who_we_are(slack.web, "/case"))
    nobody = Web("xoxb-1", "http://127.0.0.1:9/api/")
    with pytest.raises(NotDelivered) as away:
        slack.do(who_we_are(nobody, "/case"))
    slack.do(nobody.close())

    said = [text(not_let_in(no.value, slack.url).say, utc_reader()) for no in (refused, away)]

    assert said[0].startswith("Slack does not take SLACK_BOT_TOKEN (invalid_auth)")
    assert said[1] == f"Slack cannot be reached at {slack.url} (unreachable), so nothing was asked there."


# --- the program ------------------------------------------------------------------------------------------------------


def checks(slack: AWorkspace, tmp_path: Path, app_token: str | None = None) -> int:
    environment = Environment(
        database_url=f"sqlite:///{tmp_path}/none.db",
        slack_bot_token="xoxb-1",
        slack_app_token=app_token,
        slack_api_url=slack.url,
    )
    nobody_by_mail = parse_config(HOUSE.replace(', "email:help@example.com"', ""))  # whom only a mailbox would hear
    code = slack.do(asyncio.to_thread(check, nobody_by_mail, environment))
    assert isinstance(code, int)
    return code


def test_check_asks_slack_and_finds_all_in_order(slack, tmp_path, capsys):
    assert checks(slack, tmp_path, "xapp-1") == 0

    told = capsys.readouterr().out
    assert "In the Slack workspace at https://acme.slack.com/ as buckstop." in told
    assert told.endswith("All in order.\n")
    assert len(slack.asked("apps.connections.open")) == 1


def test_check_fails_on_what_cannot_work_and_warns_of_the_rest(slack, tmp_path, capsys):
    slack.channel("C0HELP", "help", is_member=False)
    slack.channel("C0LEADS", "leads", is_member=False)
    slack.person("U0ANA", "Ana", deleted=True)
    slack.refuses("apps.connections.open", "invalid_auth")

    assert checks(slack, tmp_path, "xapp-1") == 1

    told = capsys.readouterr().out
    assert "Wrong: Channel #help (C0HELP)" in told
    assert "Wrong: Slack does not take SLACK_APP_TOKEN" in told
    assert "Wrong: Channel #leads (C0LEADS)" in told
    assert "Warning: Ana Pop (U0ANA)" in told
    assert "All in order" not in told


def test_check_fails_where_slack_does_not_take_the_token(slack, tmp_path, capsys):
    slack.refuses("auth.test", "token_revoked")

    assert checks(slack, tmp_path) == 1
    assert "Wrong: Slack does not take SLACK_BOT_TOKEN (token_revoked)" in capsys.readouterr().out
