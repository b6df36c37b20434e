"""What was said while nobody told us: read to its end, the oldest first, and heard as if its event had come."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.looking import Chats, History, Page
from bot.messages.values import Address, Inbound, Profile
from bot.platforms.slack.look import HANDED_ON, Look
from bot.platforms.slack.people import profile_of_payload
from bot.platforms.slack.receive import inbound_of
from tests.platforms.slack.a_workspace import US, AWorkspace

HELP = Address("slack", "C0HELP")
BEGAN = "1795099440.000100"
THREAD = Address("slack", f"C0HELP/{BEGAN}")
NOW = datetime.fromtimestamp(1_795_100_000, UTC)


@pytest.fixture
def slack() -> Iterator[AWorkspace]:
    with asyncio.Runner() as runner, AWorkspace(runner.run) as slack:
        slack.person("U0MARIA", "Maria")
        slack.person("U0ANA", "Ana")
        slack.channel("C0HELP", "help")
        yield slack


class Everybody:
    """Knows whoever is in the workspace."""

    def __init__(self, slack: AWorkspace) -> None:
        self._slack = slack

    async def profile(self, user: str) -> Profile | None:
        return profile_of_payload(self._slack.users[user], US)


def reads(slack: AWorkspace, place: Address, since: str | None, now: datetime = NOW) -> list[Page]:
    look: History = Look(slack.web, lambda: US, Everybody(slack), pause=at_once)
    pages = look.thread(place, since or "", now) if "/" in place.place else look.channel(place, since, now)
    found: list[Page] = slack.do(_all(pages))
    return found


async def at_once(seconds: float) -> None:
    """Nobody waits in a test."""


async def _all(pages: AsyncIterator[Page]) -> list[Page]:
    return [page async for page in pages]


def heard(pages: list[Page]) -> list[Inbound]:
    return [one for page in pages for one in page.heard]


def at(seconds: int) -> str:
    return f"{1_795_099_440 + seconds}.000100"


# --- channels -------------------------------------------------------------------------------------------------------


def test_a_channel_is_read_to_its_end_before_anything_is_handed_on_and_the_oldest_comes_first(slack):
    for minute in range(5):  # three of Slack's pages, the newest of which comes first
        slack.says("U0MARIA", "C0HELP", f"word {minute}", at(60 * minute))

    pages = reads(slack, HELP, BEGAN)

    assert [one.text for one in heard(pages)] == ["word 1", "word 2", "word 3", "word 4"]
    assert pages[-1].until == at(240)
    assert [one.get("cursor", "") for one in slack.asked("conversations.history")] == ["", "2"]
    assert {one["oldest"] for one in slack.asked("conversations.history")} == {BEGAN}


def test_what_is_read_has_the_keys_and_the_sense_of_its_event(slack):
    slack.says("U0MARIA", "C0HELP", "charged &lt;twice&gt;, <@U0ANA>", at(60), client_msg_id="abc-1")
    event = {**slack.said["C0HELP"][0], "channel": "C0HELP", "channel_type": "channel", "event_ts": at(60)}
    body = {"type": "event_callback", "team_id": US.team, "event_id": "Ev1", "event": event}

    (read,) = heard(reads(slack, HELP, BEGAN))
    told = slack.do(inbound_of(body, US, Everybody(slack), NOW))

    assert set(read.keys) == set(told.keys) - {"slack:event:Ev1"}
    assert read == replace(told, keys=read.keys)
    assert (read.kind, read.text, read.thread) == (
        "message",
        "charged <twice>, @Ana",
        Address("slack", f"C0HELP/{at(60)}"),
    )


def test_a_message_that_began_a_thread_is_heard_as_it_was_before_anybody_answered(slack):
    slack.says("U0MARIA", "C0HELP", "charged twice", at(60), thread_ts=at(60), reply_count=1)

    (read,) = heard(reads(slack, HELP, BEGAN))

    assert read.kind == "message"


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"user": US.user, "bot_id": US.bot},
        {"subtype": "channel_topic", "topic": "help"},
        {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True},
    ],
    ids=str,
)
def test_what_nobody_said_is_not_heard_and_is_read_all_the_same(slack, more):
    slack.says(**{"user": "U0MARIA", "channel": "C0HELP", "text": "has joined", "ts": at(60), **more})

    assert reads(slack, HELP, BEGAN) == [Page((), at(60))]


def test_a_quiet_channel_leaves_the_mark_where_it_was(slack):
    assert reads(slack, HELP, BEGAN) == [Page((), BEGAN)]


def test_a_message_of_this_very_moment_is_read_again_the_next_time(slack):
    """Another one of that moment may not have been there yet."""
    now = datetime.fromtimestamp(1_795_099_440 + 65, UTC)
    slack.says("U0MARIA", "C0HELP", "one", at(50))
    slack.says("U0MARIA", "C0HELP", "two", at(60))

    (page,) = reads(slack, HELP, BEGAN, now)

    assert [one.text for one in page.heard] == ["one", "two"]
    assert page.until == "1795099495.000000"
    assert [one.text for one in heard(reads(slack, HELP, page.until, now + timedelta(minutes=5)))] == ["two"]


def test_a_clock_that_is_slow_does_not_move_the_mark_back(slack):
    slack.says("U0MARIA", "C0HELP", "one", at(60))

    assert reads(slack, HELP, BEGAN, NOW - timedelta(days=1))[-1].until == BEGAN


def test_much_that_was_said_is_handed_on_piece_by_piece(slack):
    slack.a_page = 100
    for second in range(HANDED_ON + 1):
        slack.says("U0MARIA", "C0HELP", f"word {second}", at(1 + second))

    pages = reads(slack, HELP, BEGAN)

    assert [len(page.heard) for page in pages] == [HANDED_ON, 1]
    assert [page.until for page in pages] == [at(HANDED_ON), at(HANDED_ON + 1)]


def test_a_channel_without_a_mark_is_not_read_and_gets_the_mark_of_its_newest_message(slack):
    slack.says("U0MARIA", "C0HELP", "old", at(0))
    slack.says("U0MARIA", "C0HELP", "still old", at(60))

    assert reads(slack, HELP, None) == [Page((), at(60))]


def test_an_empty_channel_begins_now(slack):
    assert reads(slack, HELP, None) == [Page((), "1795100000.000000")]


def test_what_was_said_before_the_bot_was_invited_again_is_not_for_it(slack):
    slack.says("U0MARIA", "C0HELP", "while it was away", at(60))
    slack.says(US.user, "C0HELP", "has joined", at(90), subtype="channel_join")
    slack.says("U0MARIA", "C0HELP", "now it is there", at(120))

    assert [one.text for one in heard(reads(slack, HELP, BEGAN))] == ["now it is there"]


# --- threads --------------------------------------------------------------------------------------------------------


def test_of_a_thread_only_what_is_new_is_heard_though_its_first_message_comes_along(slack):
    slack.says("U0MARIA", "C0HELP", "charged twice", BEGAN)
    for minute in range(1, 5):
        slack.says("U0MARIA", THREAD.place, f"word {minute}", at(60 * minute))

    pages = reads(slack, THREAD, at(60))

    assert [(one.text, one.kind, one.thread) for one in heard(pages)] == [
        (f"word {minute}", "thread", THREAD) for minute in (2, 3, 4)
    ]
    assert pages[-1].until == at(240)


# --- direct chats ---------------------------------------------------------------------------------------------------


def listed(slack: AWorkspace) -> Chats:
    found: Chats = slack.do(Look(slack.web, lambda: US, Everybody(slack), pause=at_once).chats(NOW))
    return found


def test_the_direct_chats_are_listed_to_the_end_without_those_of_people_who_are_gone(slack):
    for n in range(5):
        slack.chat(f"D{n}", f"U{n}", is_user_deleted=n == 1)

    there = listed(slack)

    assert [place.place for place in there.places] == ["D0", "D2", "D3", "D4"]
    assert [one.get("cursor", "") for one in slack.asked("conversations.list")] == ["", "2", "4"]
    assert there.until == "1795099990.000000"  # what was said in this very moment is read the next time


def test_where_there_is_no_direct_chat_there_is_nothing_to_read(slack):
    assert listed(slack).places == ()


def test_a_direct_message_that_is_read_is_the_one_of_its_event(slack):
    slack.chat("D0MARIA", "U0MARIA")
    slack.says("U0MARIA", "D0MARIA", "charged twice", at(60), client_msg_id="abc-1")
    slack.says(US.user, "D0MARIA", "C-1 is with Ana", at(70), bot_id=US.bot)
    event = {**slack.said["D0MARIA"][0], "channel": "D0MARIA", "channel_type": "im", "event_ts": at(60)}
    body = {"type": "event_callback", "team_id": US.team, "event_id": "Ev1", "event": event}

    (read,) = heard(reads(slack, Address("slack", "D0MARIA"), BEGAN))
    told = slack.do(inbound_of(body, US, Everybody(slack), NOW))

    assert set(read.keys) == set(told.keys) - {"slack:event:Ev1"}
    assert read == replace(told, keys=read.keys)
    assert (read.kind, read.thread) == ("dm", Address("slack", f"D0MARIA/{at(60)}"))


def test_without_its_scope_nobody_can_list_the_direct_chats(slack):
    slack.scopes -= {"im:read"}

    with pytest.raises(NotDelivered, match="missing_scope") as no:
        listed(slack)

    assert no.value.permanent


# --- what cannot be understood --------------------------------------------------------------------------------------

CHAT = Address("slack", "D0MARIA")
ODD = {
    "no text": {"text": 17},
    "an odd name of its client": {"client_msg_id": ["x"]},
    "an odd thread": {"thread_ts": "yesterday"},
    "an odd subtype": {"subtype": {}},
    "an odd team": {"team": 7},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_cannot_be_understood_is_heard_as_that_with_a_link_to_it(slack, odd):
    slack.says(**{"user": "U0MARIA", "channel": "C0HELP", "text": "charged twice", "ts": at(60), **odd})

    (read,) = heard(reads(slack, HELP, BEGAN))

    assert read == Inbound(
        (f"slack:C0HELP:{at(60)}",),
        read.speaker,
        "Maria wrote something that cannot be shown here. Read it where it stands: "
        "https://acme.slack.com/archives/C0HELP/p1795099500000100",
        datetime.fromtimestamp(1_795_099_500, UTC) + timedelta(microseconds=100),
        place=HELP,
        thread=Address("slack", f"C0HELP/{at(60)}"),
        kind="message",
    )
    assert (read.speaker.address, read.speaker.name) == (Address("slack", "U0MARIA"), "Maria")
    assert read.speaker.trusted is (odd != {"team": 7})


def test_what_is_known_of_it_names_it_as_ever(slack):
    slack.says("U0MARIA", "C0HELP", 17, at(60), client_msg_id="abc-1")

    (read,) = heard(reads(slack, HELP, BEGAN))

    assert read.keys == (f"slack:C0HELP:{at(60)}", "slack:client:abc-1")


def test_in_a_thread_it_belongs_to_the_thread(slack):
    slack.says("U0MARIA", "C0HELP", "charged twice", BEGAN)
    slack.says("U0MARIA", THREAD.place, 17, at(60))

    (read,) = heard(reads(slack, THREAD, BEGAN))

    assert (read.kind, read.thread) == ("thread", THREAD)
    assert read.text.endswith("/archives/C0HELP/p1795099440000100")


def test_in_a_direct_chat_nobody_else_can_look_so_its_author_is_to_be_asked(slack):
    slack.chat("D0MARIA", "U0MARIA")
    slack.says("U0MARIA", "D0MARIA", 17, at(60))

    (read,) = heard(reads(slack, CHAT, BEGAN))

    assert (read.kind, read.thread) == ("dm", Address("slack", f"D0MARIA/{at(60)}"))
    assert read.text == "Maria wrote something to me that cannot be shown here. Ask them to write it once more."


@pytest.mark.parametrize(
    "nobody",
    [{"user": US.user}, {"bot_id": "B0OTHER"}, {"user": "U0ROBOT"}, {"subtype": "channel_topic"}, {"user": 7}],
    ids=["we", "a bot", "a bot with a user", "nobody's words", "who knows"],
)
def test_what_no_person_said_need_not_be_understood(slack, nobody):
    slack.person("U0ROBOT", "Robot", is_bot=True)
    slack.says(**{"user": "U0MARIA", "channel": "C0HELP", "text": 17, "ts": at(60), **nobody})

    assert reads(slack, HELP, BEGAN) == [Page((), at(60))]


def test_what_has_no_time_keeps_nothing_else_from_being_read(slack):
    slack.says("U0MARIA", "C0HELP", "charged twice", at(60))
    slack.said["C0HELP"].append({"type": "message", "user": "U0MARIA", "text": "when?", "ts": "~"})

    pages = reads(slack, HELP, BEGAN)

    assert [one.text for one in heard(pages)] == ["charged twice"]
    assert pages[-1].until == "1795099990.000000"


# --- when it cannot be read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "lasts"),
    [("not_in_channel", True), ("channel_not_found", True), ("missing_scope", True), ("internal_error", False)],
)
def test_why_a_channel_cannot_be_read_is_said_and_whether_it_will_pass(slack, error, lasts):
    slack.refuses("conversations.history", error)

    with pytest.raises(NotDelivered) as no:
        reads(slack, HELP, BEGAN)

    assert (no.value.why, no.value.permanent) == (error, lasts)


@pytest.mark.parametrize(("error", "everywhere"), [("not_in_channel", False), ("token_revoked", True)])
def test_a_place_that_is_closed_to_us_is_told_from_a_slack_that_is(slack, error, everywhere):
    slack.refuses("conversations.history", error)

    with pytest.raises(NotDelivered) as no:
        reads(slack, HELP, BEGAN)

    assert no.value.permanent
    assert (no.value.retry_after is not None) is everywhere


def test_a_channel_that_the_bot_is_not_in_gets_no_mark(slack):
    slack.channel("C0HELP", "help", is_member=False)

    with pytest.raises(NotDelivered, match="not_in_channel"):
        reads(slack, HELP, None)


def test_reading_stops_when_slack_asks_for_patience_and_nothing_of_half_a_channel_is_handed_on(slack):
    for minute in range(1, 5):
        slack.says("U0MARIA", "C0HELP", f"word {minute}", at(60 * minute))
    slack.answers("conversations.history")
    slack.is_busy("conversations.history", retry_after=30)
    told: list[Page] = []

    async def listen() -> None:
        async for page in Look(slack.web, lambda: US, Everybody(slack), pause=at_once).channel(HELP, BEGAN, NOW):
            told.append(page)

    with pytest.raises(NotDelivered) as no:
        slack.do(listen())

    assert no.value.retry_after == timedelta(seconds=30)
    assert told == []


def test_reading_leaves_half_of_what_slack_allows_to_those_who_wait_for_an_answer(slack):
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    look = Look(slack.web, lambda: US, Everybody(slack), pause=pause)
    for _ in range(3):
        slack.do(_all(look.channel(HELP, BEGAN, NOW)))

    assert pauses == pytest.approx([0, 2.4, 4.8], abs=0.5)  # one in 2.4 s are 25 of the 50 in a minute


def test_listing_direct_chats_leaves_half_as_well(slack):
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    for n in range(5):
        slack.chat(f"D{n}", f"U{n}")
    slack.do(Look(slack.web, lambda: US, Everybody(slack), pause=pause).chats(NOW))

    assert pauses == pytest.approx([0, 6, 12], abs=0.5)  # ten of the twenty in a minute
