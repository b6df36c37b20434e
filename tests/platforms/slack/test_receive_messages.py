"""What people write in Slack is heard once, from people only, and where it was said."""

from datetime import UTC, datetime

import pytest

from bot.messages.values import Address, Profile
from tests.platforms.slack.hearing import is_nothing, sure, told
from tests.platforms.slack.payloads import (
    ANA,
    BEN,
    MARIA,
    ROOT,
    TS,
    US,
    People,
    direct,
    event,
    file,
    mentioned,
    of_ours,
    without,
    written,
)

CLIENT = "slack:client:de349a9f-62a4-4293-b64d-701a1f566e8a"


# --- where it was said ------------------------------------------------------------------------------------------------


def test_a_message_at_the_top_of_a_channel_is_heard_with_every_key_that_could_name_it():
    inbound = told(written("charged twice"))

    assert inbound.kind == "message"
    assert inbound.text == "charged twice"
    assert inbound.keys == ("slack:C0HELP:1795099440.000100", CLIENT, "slack:event:Ev07K61TELMR")
    assert inbound.place == Address("slack", "C0HELP")
    assert inbound.thread == Address("slack", "C0HELP/1795099440.000100")


def test_it_was_said_when_slack_says_to_the_microsecond():
    assert told(written(ts="1795099440.123457")).at == datetime(2026, 11, 19, 14, 44, 0, 123457, tzinfo=UTC)
    assert told(written(ts="1795099440.1")).at == datetime(2026, 11, 19, 14, 44, 0, 100000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("inner", "kind", "place", "thread"),
    [
        (written(), "message", "C0HELP", f"C0HELP/{TS}"),
        (written(thread_ts=ROOT), "thread", "C0HELP", f"C0HELP/{ROOT}"),
        (written(thread_ts=TS), "message", "C0HELP", f"C0HELP/{TS}"),
        (written(thread_ts=""), "message", "C0HELP", f"C0HELP/{TS}"),
        (written(channel="G0OLD", channel_type="group"), "message", "G0OLD", f"G0OLD/{TS}"),
        (written("<@U0BOT> claim C-1", ANA), "command", "C0HELP", f"C0HELP/{TS}"),
        (written("<@U0BOT> claim C-1", ANA, thread_ts=ROOT), "command", "C0HELP", f"C0HELP/{ROOT}"),
        (mentioned("<@U0BOT> claim C-1"), "command", "C0HELP", f"C0HELP/{TS}"),
        (mentioned("<@U0BOT> claim C-1", thread_ts=ROOT), "command", "C0HELP", f"C0HELP/{ROOT}"),
        (direct("claim C-1"), "dm", "D0ANA", f"D0ANA/{TS}"),
        (direct("claim C-1", thread_ts=ROOT), "dm", "D0ANA", f"D0ANA/{ROOT}"),
        (direct("<@U0BOT> claim C-1"), "dm", "D0ANA", f"D0ANA/{TS}"),
        (without(direct("claim C-1"), "channel_type"), "dm", "D0ANA", f"D0ANA/{TS}"),
        (written(subtype="thread_broadcast", thread_ts=ROOT), "thread", "C0HELP", f"C0HELP/{ROOT}"),
        (written("is waiting", subtype="me_message"), "message", "C0HELP", f"C0HELP/{TS}"),
    ],
    ids=[
        "at the top of a channel",
        "in a thread",
        "the first of a thread, read from the history",
        "with an empty thread",
        "in a private channel of old",
        "a mention",
        "a mention in a thread",
        "a mention, told by app_mention",
        "a mention in a thread, told by app_mention",
        "directly",
        "directly, in a thread",
        "directly, with a mention that was not needed",
        "directly, as history tells it",
        "in a thread and shown in the channel too",
        "with /me",
    ],
)
def test_what_it_is_and_where_it_belongs(inner, kind, place, thread):
    inbound = told(inner)

    assert (inbound.kind, inbound.place, inbound.thread) == (kind, Address("slack", place), Address("slack", thread))


@pytest.mark.parametrize("more", [{}, {"thread_ts": ROOT}, {"files": [file()], "subtype": "file_share"}], ids=str)
def test_the_two_events_of_a_mention_say_the_same_but_for_their_own_ids(more):
    text = "<@U0BOT> note C-1: see <https://acme.example|here>, <@U0BEN>"

    one = told(written(text, ANA, **more), event_id="Ev1")
    twin = told(mentioned(text, ANA, **more), event_id="Ev2")

    assert one.keys[:-1] == twin.keys[:-1]
    assert (one.keys[-1], twin.keys[-1]) == ("slack:event:Ev1", "slack:event:Ev2")
    assert (one.text, one.kind, one.thread, one.files) == (twin.text, twin.kind, twin.thread, twin.files)
    assert one.text == "note C-1: see here (https://acme.example), @Ben Ito"


def test_a_message_of_the_history_has_the_same_keys_without_an_event():
    said = without(event(written()), "event_id", "authorizations", "token")

    inbound = sure(said)

    assert inbound.keys == ("slack:C0HELP:1795099440.000100", CLIENT)


# --- who said it ------------------------------------------------------------------------------------------------------


def test_who_speaks_is_who_the_workspace_says():
    by = told(written()).speaker

    assert by.address == Address("slack", MARIA)
    assert (by.name, by.locale, by.zone, by.email) == ("Maria Silva", "ro-RO", "Europe/Bucharest", "maria@acme.example")
    assert by.trusted
    assert by.person is None


@pytest.mark.parametrize("kind", ["guest", "stranger", "gone"])
def test_guests_strangers_and_deactivated_people_are_heard_and_not_trusted(kind):
    by = told(written(), People(**{MARIA: kind})).speaker

    assert not by.trusted
    assert by.name == "Maria Silva"


def test_somebody_who_could_not_be_looked_up_is_heard_under_their_id_and_not_trusted():
    by = told(written(by="U0NEW")).speaker

    assert (by.name, by.trusted, by.email, by.zone) == ("U0NEW", False, None, None)


@pytest.mark.parametrize(
    ("teams", "trusted"),
    [
        ({}, True),
        ({"team": "T0OTHER"}, False),
        ({"user_team": "T0OTHER"}, False),
        ({"user_team": US.team, "team": "T0OTHER"}, True),
        ({"team": None, "source_team": "T0OTHER"}, False),
        ({"team": None}, True),
        ({"user_team": "E0ORG"}, True),
        ({"user_team": "E0OTHER"}, False),
    ],
    ids=[
        "of ours",
        "of another workspace",
        "of another workspace, which is said beside",
        "of ours, in a channel of theirs",
        "where it came from is theirs",
        "nothing is said of it, as with files",
        "of our organisation",
        "of another organisation",
    ],
)
def test_people_of_another_workspace_are_strangers_whatever_is_known_of_them(teams, trusted):
    ours = [{"enterprise_id": "E0ORG", "team_id": US.team, "user_id": US.user, "is_bot": True}]

    by = told(written(**teams), authorizations=ours).speaker

    assert by.trusted is trusted
    assert by.email == ("maria@acme.example" if trusted else None)  # their workspace's word proves nothing


def test_each_who_is_spoken_of_is_looked_up_once_and_the_bot_is_not():
    people = People()

    told(written("<@U0BOT> give C-1 <@U0BEN> other: <@U0BEN>, <@U0ANA>, <@U0CLEO>", ANA), people)

    assert sorted(people.asked) == sorted([ANA, BEN, "U0CLEO"])


def test_a_message_that_mentions_half_the_house_does_not_ask_for_all_of_them():
    people = People()
    text = " ".join(f"<@U0{number:03}>" for number in range(200))

    assert "@U0199" in told(written(text), people).text
    assert len(people.asked) == 21


def test_a_name_that_the_workspace_gives_nobody_is_their_id():
    people = People()
    people.known[MARIA] = Profile(Address("slack", MARIA), "")

    assert told(written(), people).speaker.name == MARIA


# --- what is nothing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inner",
    [
        of_ours(),
        written(by=US.user),
        written(bot_id="B0OTHER"),
        written(bot_id="B0OTHER", app_id="A0X", workflow_id="Wf0X"),
        written(workflow_id="Wf0X"),
        written(by=None, bot_id="B0OTHER", subtype="bot_message", username="Shop"),
        without(mentioned("<@U0BOT> claim C-1", bot_id="B0FLOW"), "user"),
        written("You have been removed", by="USLACKBOT"),
        written(hidden=True),
        *(
            written(subtype=kind)
            for kind in (
                "channel_join",
                "channel_leave",
                "channel_topic",
                "channel_name",
                "group_join",
                "pinned_item",
                "reminder_add",
                "huddle_thread",
                "assistant_app_thread",
                "bot_add",
                "reply_broadcast",
                "message_replied",
                "ekm_access_denied",
                "tombstone",
                "never_heard_of",
            )
        ),
    ],
)
def test_only_people_are_heard(inner):
    people = People()

    assert is_nothing(inner, people)
    assert people.asked == []


def test_a_bot_without_a_bot_id_is_known_by_its_profile():
    assert is_nothing(written(by="U0ROBOT"), People(U0ROBOT="bot"))
