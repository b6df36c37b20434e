"""Out to Teams: each card reaches its place once, in its thread, and is edited there."""

import asyncio
from datetime import timedelta

import pytest

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Button, Card, Enclosed, Receipt, Whereabouts
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.known import ANYWHERE
from bot.platforms.teams.send import WORLDWIDE, Way, budgets, courier
from bot.platforms.teams.us import Us
from tests.platforms.a_service import HANGS_UP, KEEPS_SILENT, Page
from tests.platforms.teams.a_connector import AConnector, a_connector, a_token, no
from tests.teams_wire.cards import faults

US = Us("c9e8c047", "7e4a0000")
CARD = Card("C-1 · Maria · charged twice", (("Owner", "nobody yet"),), buttons=(Button("Claim", "claim C-1"),), case=1)
FRONT, FRONT_ID = Address("teams", "19:front@thread.tacv2"), "19:front@thread.tacv2"
MARIAS_THREAD = Address("teams", "19:help@thread.tacv2/1700")
HUDDLE = Address("teams", "19:huddle@thread.v2")
ANA, ANAS_CHAT = Address("teams", "aad-ana"), "a:anas/chat"
HER_HOME = Address("teams", "aad-ana/home/1699")
POSTED = Receipt(f"{FRONT_ID};messageid=1700", "1700")
IN_HER_CHAT = Receipt(ANAS_CHAT, "1701")
GONE = no(404, "ConversationNotFound")


class Noted:
    """What the house keeps of how places are reached."""

    def __init__(self, *known: Whereabouts) -> None:
        self.known = {one.place: one for one in known}
        self.kept: list[Whereabouts] = []

    async def of(self, place: Address) -> Whereabouts | None:
        await asyncio.sleep(0)
        return self.known.get(place)

    async def keep(self, one: Whereabouts) -> None:
        await asyncio.sleep(0)
        self.kept.append(one)
        self.known[one.place] = one


@pytest.fixture
def teams():
    with a_connector() as teams:
        teams.answers("POST activities", {"id": "1800"})
        teams.answers("POST conversations", begun)
        teams.answers("PUT", {"id": "1700"})
        yield teams


@pytest.fixture
def connector(teams):
    connector = Connector(a_token(), lambda url: url == teams.service, timeout_s=2.0)
    yield connector
    teams.run(connector.close())


@pytest.fixture
def noted(teams):
    """Somebody of the organisation has been heard from."""
    return Noted(Whereabouts(ANYWHERE, teams.service, "7e4a0000", user="*"))


@pytest.fixture
def out(connector, noted):
    return courier(Way(connector, US, noted.of, noted.keep))


def begun(asked):
    """A thread in a channel, or somebody's chat with us."""
    if asked.body["isGroup"]:
        return {"id": f"{asked.body['channelData']['channel']['id']};messageid=1900", "activityId": "1900"}
    return {"id": f"a:chat-{asked.body['members'][0]['id']}"}


def where(teams: AConnector) -> list[str]:
    """The conversations that something was posted into."""
    return [asked.parts[3] for asked in teams.calls("POST", "activities")]


def refused(teams, doing) -> NotDelivered:
    with pytest.raises(NotDelivered) as no:
        teams.run(doing)
    return no.value


@pytest.mark.parametrize(("answer", "works"), [(no(403, "Forbidden"), True), (no(502, "BadGateway"), False)])
def test_what_is_refused_for_good_is_an_answer_and_what_fails_is_none(teams, out, answer, works):
    teams.answers("POST activities", answer)

    if works:
        teams.run(out.answers(FRONT))
    else:
        assert refused(teams, out.answers(FRONT)).why == "BadGateway"


# --- posting ---------------------------------------------------------------------------------------------------------


def test_a_card_begins_a_thread_in_its_channel(teams, out):
    receipt = teams.run(out.send(FRONT, CARD, mark="row-7"))

    assert receipt == Receipt(f"{FRONT_ID};messageid=1900", "1900")
    (asked,) = teams.asked
    assert asked.parts == ("emea", "v3", "conversations")
    assert (asked.body["isGroup"], asked.body["channelData"]["channel"]) == (True, {"id": FRONT_ID})
    assert (asked.body["tenantId"], asked.body["channelData"]["tenant"]) == ("7e4a0000", {"id": "7e4a0000"})
    activity = asked.body["activity"]
    assert (activity["type"], activity["from"]) == ("message", {"id": "28:c9e8c047", "name": "Buckstop"})
    assert "charged twice" in str(activity)
    assert "Claim" in str(activity)


def test_teams_may_name_the_thread_by_its_channel_alone(teams, out):
    teams.answers("POST conversations", {"id": FRONT_ID, "activityId": "1900"})

    assert teams.run(out.send(FRONT, CARD)) == Receipt(f"{FRONT_ID};messageid=1900", "1900")


def test_an_acknowledgement_stands_in_the_thread_it_answers(teams, out):
    receipt = teams.run(out.send(MARIAS_THREAD, CARD))

    assert receipt == Receipt("19:help@thread.tacv2;messageid=1700", "1800")
    (asked,) = teams.asked
    assert asked.parts[3:] == ("19:help@thread.tacv2;messageid=1700", "activities")
    assert asked.body["conversation"] == {"id": "19:help@thread.tacv2;messageid=1700"}


def test_a_story_stands_below_its_card(teams, out):
    assert teams.run(out.send(FRONT, CARD, thread=POSTED)) == Receipt(POSTED.place, "1800")
    assert where(teams) == [POSTED.place]


def test_what_goes_below_an_acknowledgement_goes_into_the_thread_that_it_stands_in(teams, out):
    teams.run(out.send(FRONT, CARD, thread=Receipt(f"{FRONT_ID};messageid=1650", "1700")))
    teams.run(out.send(MARIAS_THREAD, CARD, thread=POSTED))

    assert where(teams) == [f"{FRONT_ID};messageid=1650", "19:help@thread.tacv2;messageid=1700"]


def test_in_a_group_chat_everything_stands_below_each_other(teams, out):
    receipt = teams.run(out.send(HUDDLE, CARD))

    assert receipt == Receipt("19:huddle@thread.v2", "1800")
    assert teams.run(out.send(HUDDLE, CARD, thread=receipt)).place == "19:huddle@thread.v2"


@pytest.mark.parametrize(
    ("title", "shown"), [("Ana Pop claimed it.", "C-7 · Ana Pop claimed it."), ("C-7 went up.", "C-7 went up.")]
)
def test_there_each_line_of_a_story_says_of_which_case_it_is(teams, out, title, shown):
    receipt = teams.run(out.send(HUDDLE, CARD))

    teams.run(out.send(HUDDLE, Card(title, case=7), thread=receipt))
    teams.run(out.send(Address("teams", f"{HUDDLE.place}/1700"), Card(title, case=7)))
    teams.run(out.send(HUDDLE, Card(title, case=7)))

    assert [one.body["text"] for one in teams.asked[1:]] == [shown, shown, title]
    assert where(teams) == ["19:huddle@thread.v2"] * 4


@pytest.mark.parametrize(("team", "begins"), [("19:team@thread.tacv2", True), ("", False)])
def test_a_client_may_name_its_places_otherwise(teams, out, noted, team, begins):
    odd = Address("teams", "odd%2Fid")
    noted.known[odd] = Whereabouts(odd, teams.service, team=team)

    teams.run(out.send(odd, CARD))

    assert where(teams) == ([] if begins else ["odd/id"])
    if begins:
        assert teams.asked[0].body["channelData"]["channel"] == {"id": "odd/id"}


def test_an_answer_that_is_drawn_already_goes_the_same_way(teams, connector, noted):
    way = Way(connector, US, noted.of, noted.keep)

    receipt = teams.run(way.post(MARIAS_THREAD, {"type": "message", "text": "only you see this"}))

    assert receipt.id == "1800"
    assert teams.asked[0].body["text"] == "only you see this"


@pytest.mark.parametrize("answer", [HANGS_UP, KEEPS_SILENT, Page(502, "upstream"), {}, {"id": 7}, Page(202)])
def test_a_post_that_nobody_can_name_is_in_doubt(teams, out, answer):
    teams.answers("POST activities", answer)
    teams.answers("POST conversations", answer)

    for to in (MARIAS_THREAD, FRONT):
        why = refused(teams, out.send(to, CARD))
        assert (why.permanent, why.unsure) == (False, True)
    assert len(teams.asked) == 2


# --- somebody's chat with us -----------------------------------------------------------------------------------------


def test_a_ping_goes_to_the_chat_that_is_known(teams, out, noted):
    noted.known[ANA] = Whereabouts(ANA, teams.service, conversation=ANAS_CHAT, user="29:ana")

    assert teams.run(out.send(ANA, CARD)) == Receipt(ANAS_CHAT, "1800")
    assert teams.run(out.send(ANA, CARD, thread=IN_HER_CHAT)) == Receipt(ANAS_CHAT, "1800")

    assert where(teams) == [ANAS_CHAT, ANAS_CHAT]
    assert not noted.kept


@pytest.mark.parametrize(("wire", "member"), [("29:ana", "29:ana"), ("", "aad-ana")])
def test_whose_chat_is_not_known_with_them_one_is_begun_and_kept(teams, out, noted, wire, member):
    if wire:
        noted.known[ANA] = Whereabouts(ANA, teams.service, "7e4a0000", user=wire)

    assert teams.run(out.send(ANA, CARD)) == Receipt(f"a:chat-{member}", "1800")

    assert teams.calls("POST", "conversations")[0].body == {
        "isGroup": False,
        "bot": {"id": "28:c9e8c047", "name": "Buckstop"},
        "members": [{"id": member}],
        "tenantId": "7e4a0000",
        "channelData": {"tenant": {"id": "7e4a0000"}},
    }
    assert noted.kept == [Whereabouts(ANA, teams.service, "7e4a0000", conversation=f"a:chat-{member}", user=wire)]


def test_several_pings_at_once_begin_one_chat(teams, out, noted):
    async def both():
        return await asyncio.gather(*(out.send(ANA, CARD) for _ in range(5)))

    teams.run(both())

    assert len(teams.calls("POST", "conversations")) == 1
    assert where(teams) == ["a:chat-aad-ana"] * 5


def test_a_chat_that_is_gone_is_begun_anew_once(teams, out, noted):
    noted.known[ANA] = Whereabouts(ANA, teams.service, "7e4a0000", conversation=ANAS_CHAT, user="29:ana")
    teams.answers("POST activities", lambda asked: GONE if asked.parts[3] == ANAS_CHAT else {"id": "1800"})

    async def both():
        return await asyncio.gather(out.send(ANA, CARD), out.send(ANA, CARD))

    assert teams.run(both()) == [Receipt("a:chat-29:ana", "1800")] * 2

    assert len(teams.calls("POST", "conversations")) == 1
    assert noted.known[ANA].conversation == "a:chat-29:ana"


@pytest.mark.parametrize("known", [True, False])
def test_if_that_one_is_gone_too_the_ping_is_given_up(teams, out, noted, known):
    if known:
        noted.known[ANA] = Whereabouts(ANA, teams.service, conversation=ANAS_CHAT)
    teams.answers("POST activities", GONE)

    why = refused(teams, out.send(ANA, CARD))

    assert (why.why, why.permanent) == ("ConversationNotFound", True)
    assert len(teams.calls("POST", "conversations")) == 1


@pytest.mark.parametrize("word", ["BotNotInConversationRoster", "MessageWritesBlocked", "ConversationBlockedByUser"])
def test_whoever_has_blocked_us_gets_nothing_and_no_new_chat(teams, out, noted, word):
    noted.known[ANA] = Whereabouts(ANA, teams.service, conversation=ANAS_CHAT)
    teams.answers("POST activities", no(403, word))

    why = refused(teams, out.send(ANA, CARD))

    assert (why.why, why.permanent) == (word, True)
    assert not teams.calls("POST", "conversations")


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [(HANGS_UP, False), (KEEPS_SILENT, False), (Page(502), False), ({}, False), (no(403, "Forbidden"), True)],
)
def test_a_chat_that_could_not_be_begun_leaves_nothing_in_doubt(teams, out, noted, answer, permanent):
    teams.answers("POST conversations", answer)

    why = refused(teams, out.send(ANA, CARD))

    assert (why.permanent, why.unsure) == (permanent, False)
    assert not noted.kept
    teams.answers("POST conversations", begun)
    assert teams.run(out.send(ANA, CARD)).id == "1800"


def test_somebodys_own_page_is_a_card_in_their_chat(teams, out, noted):
    noted.known[ANA] = Whereabouts(ANA, teams.service, conversation=ANAS_CHAT)

    assert teams.run(out.send(HER_HOME, CARD)) == Receipt(ANAS_CHAT, "1800")
    assert teams.run(out.send(HER_HOME, CARD, edit=IN_HER_CHAT)) == IN_HER_CHAT

    assert where(teams) == [ANAS_CHAT]
    assert teams.calls("PUT")[0].parts[3:] == (ANAS_CHAT, "activities", "1701")


# --- editing ---------------------------------------------------------------------------------------------------------


def test_a_card_is_edited_where_it_stands(teams, out):
    assert teams.run(out.send(FRONT, CARD, edit=POSTED)) == POSTED

    (asked,) = teams.asked
    assert (asked.method, asked.parts[3:]) == ("PUT", (POSTED.place, "activities", "1700"))
    assert (asked.body["id"], asked.body["conversation"]) == ("1700", {"id": POSTED.place})
    assert "charged twice" in str(asked.body)


def test_what_was_deleted_is_posted_anew(teams, out):
    teams.answers("PUT", no(404, "ActivityNotFoundInConversation"))

    assert teams.run(out.send(FRONT, CARD, edit=POSTED)) == Receipt(f"{FRONT_ID};messageid=1900", "1900")
    assert teams.run(out.send(MARIAS_THREAD, CARD, edit=POSTED)).id == "1800"


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        (no(403, "BotNotInConversationRoster"), True),
        (no(413, "MessageSizeTooBig"), True),
        (no(412, "PreconditionFailed"), False),
        (no(502, "ServiceError"), False),
        (Page(404, "<html>"), False),
        (KEEPS_SILENT, False),
    ],
)
def test_an_edit_that_did_not_go_is_never_in_doubt_and_posts_nothing(teams, out, answer, permanent):
    teams.answers("PUT", answer)

    why = refused(teams, out.send(FRONT, CARD, edit=POSTED))

    assert (why.permanent, why.unsure) == (permanent, False)
    assert not teams.calls("POST")


# --- which service ---------------------------------------------------------------------------------------------------


def test_each_place_is_reached_by_its_own_service_and_others_by_the_last_that_was_heard_from(teams, connector):
    other = teams.service.replace("emea", "amer")
    trusting = Connector(a_token(), lambda url: True)
    noted = Noted(Whereabouts(FRONT, other), Whereabouts(ANYWHERE, teams.service, user="*"))
    out = courier(Way(trusting, US, noted.of, noted.keep))

    for to in (FRONT, HUDDLE, MARIAS_THREAD):
        teams.run(out.send(to, CARD))
    teams.run(out.send(FRONT, CARD, thread=POSTED))
    teams.run(out.send(FRONT, CARD, edit=POSTED))

    assert [asked.parts[0] for asked in teams.asked] == ["amer", "emea", "emea", "amer", "amer"]
    teams.run(trusting.close())


def test_before_anybody_was_heard_from_the_worldwide_service_is_called(teams):
    called = []

    def is_trusted(url):
        called.append(url)
        return False

    noted = Noted()
    out = courier(Way(Connector(a_token(), is_trusted), US, noted.of, noted.keep))

    assert refused(teams, out.send(FRONT, CARD)).why == "untrusted_service"
    assert called == [WORLDWIDE]


@pytest.mark.parametrize("to", [FRONT, HUDDLE, ANA])
def test_a_local_client_is_waited_for_whoever_else_was_heard(teams, connector, noted, to):
    out = courier(Way(connector, Us("", "", local=True), noted.of, noted.keep))

    why = refused(teams, out.send(to, CARD))

    assert (why.why, why.permanent, why.unsure) == ("nobody_heard_yet", False, False)


def test_a_local_client_says_itself_whose_it_is(teams, connector, noted):
    noted.known[ANA] = Whereabouts(ANA, teams.service, "7e4a0000", user="29:ana")
    noted.known[FRONT] = Whereabouts(FRONT, teams.service, "7e4a0000", team=FRONT.place)
    out = courier(Way(connector, Us("", "", local=True), noted.of, noted.keep))

    teams.run(out.send(ANA, CARD))
    teams.run(out.send(FRONT, CARD))

    assert [asked.body["tenantId"] for asked in teams.calls("POST", "conversations")] == ["7e4a0000"] * 2
    assert "from" not in teams.calls("POST", "activities")[0].body


# --- what the courier can do -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("receipt", "below"),
    [
        (POSTED, Address("teams", f"{FRONT_ID}/1700")),
        (Receipt(FRONT_ID, "1700"), Address("teams", f"{FRONT_ID}/1700")),
        (Receipt("19:a/b@thread.skype;messageid=1", "1"), Address("teams", "19:a%2Fb@thread.skype/1")),
        (Receipt(POSTED.place, "1800"), None),
        (Receipt("19:huddle@thread.v2", "1700"), None),
        (IN_HER_CHAT, None),
    ],
    ids=["a post", "its channel alone", "an odd name", "a reply", "a group chat", "a direct chat"],
)
def test_people_answer_below_a_post_in_a_channel_and_nowhere_else(out, receipt, below):
    assert out.below(receipt) == below


def test_what_teams_cannot_do_is_not_promised(out):
    assert out.find is None
    assert not out.instants


def test_the_demo_is_in_no_need_of_pacing(connector, noted):
    way = Way(connector, US, noted.of, noted.keep)

    assert courier(way, paced=False).budgets(FRONT, False) == ()
    assert courier(way).budgets(FRONT, False) == budgets(FRONT, False)


def test_too_many_are_waited_out(teams, out):
    teams.answers("POST conversations", no(429, "Throttled", Retry_After="12"))

    assert refused(teams, out.send(FRONT, CARD)).retry_after == timedelta(seconds=12)


# --- pictures and files ----------------------------------------------------------------------------------------------

CHART = Enclosed("support-2026-11-people.png", "Resolved", "{}", "Ana Pop resolved 12", "support/2026-11/people")
SHEET = Enclosed("support-2026-11.csv", "Every figure", "team,month", subject="support/2026-11/figures")
CHARTS = Card("Support, November 2026: charts", enclosed=(CHART, SHEET))


def test_pictures_are_shown_by_their_links_and_said_aloud(teams, connector, noted):
    out = courier(Way(connector, US, noted.of, noted.keep, lambda one: f"https://desk.example/digest/{one.name}"))

    teams.run(out.send(FRONT, CHARTS, thread=POSTED))

    card = teams.asked[-1].body["attachments"][0]["content"]
    assert faults(card) == []
    (image,) = (one for one in card["body"] if one["type"] == "Image")
    assert (image["url"], image["altText"]) == ("https://desk.example/digest/support-2026-11-people.png", CHART.said)
    assert "https://desk.example/digest/support-2026-11.csv" in str(card)


def test_without_links_pictures_are_said_in_words_and_how_to_get_them(teams, out):
    teams.run(out.send(FRONT, CHARTS, thread=POSTED))

    said = str(teams.asked[-1].body)
    assert "Ana Pop resolved 12" in said
    assert "BUCKSTOP_URL" in said
