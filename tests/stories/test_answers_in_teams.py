"""Where Teams shows what came of something, and that nothing is lost that somebody typed."""

import pytest

from tests.stories.teams_office import channel
from tests.teams_wire.forms import inputs
from tests.teams_wire.tenant import Dialog, Message

pytestmark = pytest.mark.parametrize("a_desk", ["teams"], indirect=True)

HELP, FRONT = channel("help"), channel("front")
TYPED = "three lines that took me ten minutes"


def does(desk, who, act):
    """Something that is done in Teams alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(person(desk, who))))


def wire(desk):
    return desk.platform.office.wire


def person(desk, who):
    return desk.platform.office.person(who)


def chat(desk, who):
    """What the bot has said in somebody's own chat with it."""
    there = wire(desk).messages(wire(desk).space.personal(person(desk, who).user.id).id)
    return [wire(desk).shown(one) for one in there if one.by_bot]


def told(desk, who):
    """What a press was answered with, for them alone."""
    return [one.text for one in wire(desk).space.told if one.user == person(desk, who).user.id]


def asks_in_channel(desk, who, line):
    desk.platform.office.joins(who, "front")
    return does(desk, who, lambda one: one.writes(FRONT, f"@buckstop {line}"))


def without_dialogs(desk, who):
    """From now on they have an old client."""
    wire(desk).without_dialogs.add(person(desk, who).user.id)


def test_what_is_asked_by_a_mention_is_answered_in_their_own_chat_and_nowhere_else(desk):
    desk.writes("maria", "charged twice")
    before = len(wire(desk).messages(FRONT))

    answer = asks_in_channel(desk, "ana", "claim C-1")

    assert "C-1 is yours" in answer
    assert "C-1 is yours" in chat(desk, "ana")[-1].text
    assert len(wire(desk).messages(FRONT)) == before + 1  # her own line
    assert wire(desk).messages(FRONT, wire(desk).messages(FRONT)[-1].id) == []


def test_where_it_may_not_write_to_them_their_thread_says_so_and_nothing_else(desk):
    desk.writes("maria", "charged twice")
    person(desk, "ana").user.blocks = True

    asks_in_channel(desk, "ana", "claim C-1")
    line = wire(desk).messages(FRONT)[-1]
    (said,) = wire(desk).messages(FRONT, line.id)
    wire(desk).refused.clear()

    assert desk.owner_of("C-1") == "ana"
    assert "Ana Pop, I have an answer for you and may not write to you" in wire(desk).shown(said).text
    assert "charged" not in wire(desk).shown(said).text


def test_while_their_chat_is_only_ill_the_thread_says_nothing(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "list")
    before = len(chat(desk, "ana"))
    wire(desk).trouble("send", status=503)

    asks_in_channel(desk, "ana", "claim C-1")

    assert desk.owner_of("C-1") == "ana"
    assert len(chat(desk, "ana")) == before
    assert wire(desk).messages(FRONT, wire(desk).messages(FRONT)[-1].id) == []


def test_a_press_is_answered_beside_the_card_and_nothing_is_posted_for_it(desk):
    desk.writes("maria", "charged twice")
    before = len(chat(desk, "ana"))

    answer = desk.presses("ana", "Claim")

    assert "C-1 is yours" in told(desk, "ana")[-1]
    assert "C-1 is yours" in answer
    assert desk.owner_of("C-1") == "ana"
    assert len(chat(desk, "ana")) - before in (0, 1)


@pytest.fixture
def claimed(desk):
    desk.writes("maria", "charged twice")
    desk.presses("ana", "Claim", of="C-1")
    return desk


def test_a_button_that_asks_for_more_opens_a_dialog_and_nothing_has_happened_yet(claimed):
    claimed.presses("ana", "Resolve", of="C-1")

    assert isinstance(person(claimed, "ana").form.source, Dialog)
    assert claimed.kinds("C-1") == ["opened", "claimed"]


def test_what_is_looked_at_from_a_button_stands_in_a_dialog_for_them_alone(claimed):
    before = len(chat(claimed, "ana"))

    seen = claimed.presses("ana", "More", of="C-1")

    assert "[Promise]" in seen
    assert person(claimed, "ana").dialog.title == "What else you can do with C-1"
    assert "Promise" in wire(claimed).shown(person(claimed, "ana").dialog).labels
    assert len(chat(claimed, "ana")) == before


def test_a_button_in_a_dialog_shows_what_came_of_it_there(claimed):
    claimed.presses("ana", "More", of="C-1")

    claimed.presses("ana", "Promise")
    asked = person(claimed, "ana").dialog
    claimed.sends("ana", Until="tuesday")

    assert "By when we write on C-1" in wire(claimed).shown(asked).text
    assert claimed.last("C-1")["kind"] == "promised"
    assert inputs(person(claimed, "ana").dialog.content) == []


def test_words_for_a_customer_are_read_in_the_dialog_as_they_will_read_them_before_they_go(claimed):
    claimed.presses("ana", "Reply", of="C-1")
    claimed.fills("ana", Text="*paid* back")

    title = person(claimed, "ana").dialog.title
    read = does(claimed, "ana", lambda ana: ana.submits())
    title_then = person(claimed, "ana").dialog.title
    before = claimed.customer_saw("maria")
    does(claimed, "ana", lambda ana: ana.submits())

    assert "Ana Pop: *paid* back" in read
    assert title_then == title
    assert "paid" not in before
    assert "Ana Pop: *paid* back" in claimed.customer_saw("maria")
    assert inputs(person(claimed, "ana").dialog.content) == []


def test_words_that_were_changed_after_they_were_read_are_read_again_first(claimed):
    claimed.presses("ana", "Reply", of="C-1")
    claimed.fills("ana", Text="paid back")
    does(claimed, "ana", lambda ana: ana.submits())
    claimed.fills("ana", Text="paid back today")

    does(claimed, "ana", lambda ana: ana.submits())

    assert "paid back" not in claimed.customer_saw("maria")
    assert "Ana Pop: paid back today" in wire(claimed).shown(person(claimed, "ana").dialog).text


def test_what_is_wrong_in_a_form_stands_beside_its_field_and_what_was_typed_stays(claimed):
    claimed.presses("ana", "More", of="C-1")
    claimed.presses("ana", "Promise")
    claimed.fills("ana", Until="2026-11-18")

    shown = does(claimed, "ana", lambda ana: ana.submits())
    dialog = person(claimed, "ana").dialog

    assert claimed.kinds("C-1") == ["opened", "claimed"]
    assert "✗" in shown
    assert "2026-11-18" in dialog.values.values()

    claimed.sends("ana", Until="tuesday")
    assert claimed.last("C-1")["kind"] == "promised"


FILLED = {
    "ask": {"Text": TYPED},
    "resolve": {"Text": TYPED, "Cause": "unknown"},
    "pass": {"Reason": "needs expertise", "Note": TYPED},
}


@pytest.mark.parametrize("verb", FILLED)
def test_a_form_that_comes_too_late_stays_as_it_was_filled_in(claimed, verb):
    claimed.says("ana", f"{verb} C-1")
    title = person(claimed, "ana").dialog.title
    claimed.fills("ana", **FILLED[verb])
    claimed.says("lea", "assign C-1 @ben: Ana is ill")
    before = claimed.kinds("C-1")

    told_her = does(claimed, "ana", lambda ana: ana.submits())

    assert claimed.kinds("C-1") == before
    assert "Lea Stan gave it to Ben Ionescu" in told_her
    assert TYPED in wire(claimed).shown(person(claimed, "ana").dialog).text
    assert person(claimed, "ana").dialog.title == title


@pytest.fixture
def old_client(claimed):
    """Ana's client knows no dialogs."""
    without_dialogs(claimed, "ana")
    return claimed


def test_whoever_has_no_dialogs_gets_the_form_as_a_card_in_their_own_chat_and_can_send_it(old_client):
    old_client.presses("ana", "Resolve", of="C-1")
    form = person(old_client, "ana").form
    old_client.fills("ana", Text="paid back", Cause="unknown")
    does(old_client, "ana", lambda ana: ana.submits())
    read = person(old_client, "ana").shown(form.source).text
    does(old_client, "ana", lambda ana: ana.submits())

    assert isinstance(form.source, Message)
    assert "Ana Pop: paid back" in read
    assert inputs(person(old_client, "ana").shown(form.source).card) == []
    assert form.source.conversation == wire(old_client).space.personal(person(old_client, "ana").user.id).id
    assert old_client.case("C-1").state == "resolved"


def test_what_is_wrong_in_such_a_form_is_told_with_it_drawn_again(old_client):
    old_client.says("ana", "promise C-1")
    old_client.fills("ana", Until="2026-11-18")

    does(old_client, "ana", lambda ana: ana.submits())
    again = person(old_client, "ana").form

    assert isinstance(again.source, Message)
    assert "2026-11-18" in [one.get("value") for one in inputs(again.card)]
    assert "✗" in again.text
    assert old_client.kinds("C-1") == ["opened", "claimed"]


def test_whoever_knows_only_the_older_buttons_presses_all_the_same(desk):
    desk.writes("maria", "charged twice")
    wire(desk).without_execute.add(person(desk, "ana").user.id)

    answer = desk.presses("ana", "Claim")

    assert "C-1 is yours" in answer
    assert desk.owner_of("C-1") == "ana"
