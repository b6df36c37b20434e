"""Where Slack shows what came of something, and that nothing is lost that somebody typed."""

import pytest

from tests.stories.office import channel, member

pytestmark = pytest.mark.parametrize("a_desk", ["slack"], indirect=True)

HELP, FRONT = channel("help"), channel("front")
SHORTENED = "C-1 · Maria · charged t…"


def does(desk, who, act):
    """Something that is done in Slack alone; what they are shown for it."""
    return desk._do(desk.platform.does(who, act(desk.platform.office.person(who))))


def space(desk):
    return desk.platform.office.wire.space


def shown_alone(desk, who):
    """The newest that nobody else sees."""
    return [one for one in space(desk).private if one.to == member(who)][-1]


def title(desk, who):
    return desk.platform.office.person(who).modal.shape["title"]["text"]


def on_their_page(desk, who, label):
    does(desk, who, lambda person: person.opens_home())
    person = desk.platform.office.person(who)
    return does(desk, who, lambda person_: person_.presses(label, person.shown(space(desk).homes[person.user.id])))


def test_what_is_pressed_in_a_thread_is_answered_in_it(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    (root,) = desk.platform.office.wire.messages(HELP)

    answer = desk.presses("maria", "It’s solved")

    assert answer
    assert shown_alone(desk, "maria").thread_ts == root.ts


def test_what_is_pressed_on_a_card_that_has_a_thread_is_answered_beside_the_card(desk):
    desk.writes("maria", "charged twice")

    desk.presses("ana", "Claim")

    assert desk.thread("C-1")
    assert (shown_alone(desk, "ana").channel, shown_alone(desk, "ana").thread_ts) == (FRONT, None)


def test_where_slack_does_not_let_us_answer_in_the_thread_it_is_answered_all_the_same(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    desk.platform.office.wire.trouble("chat.postEphemeral", error="restricted_action")

    answer = desk.presses("maria", "It’s solved")

    assert answer
    assert shown_alone(desk, "maria").channel == HELP


TYPED = "three lines that took me ten minutes"
FILLED = {
    "ask": {"Text": TYPED},
    "resolve": {"Text": TYPED, "Cause": "unknown"},
    "pass": {"Reason": "needs expertise", "Note": TYPED},
}


@pytest.mark.parametrize("verb", FILLED)
def test_a_form_that_comes_too_late_stays_as_it_was_filled_in(desk, verb):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", f"{verb} C-1")
    desk.fills("ana", **FILLED[verb])
    desk.says("lea", "assign C-1 @ben: Ana is ill")
    before = desk.kinds("C-1")

    told = does(desk, "ana", lambda ana: ana.submits())
    form = desk.platform.office.person("ana").modal

    assert desk.kinds("C-1") == before
    assert "Lea Stan gave it to Ben Ionescu" in " ".join(form.errors.values())
    assert TYPED in told


def test_what_is_looked_at_from_ones_own_page_is_called_what_it_is(desk):
    desk.writes("maria", "charged twice")

    shown = on_their_page(desk, "ana", "Show")

    assert title(desk, "ana") == SHORTENED
    assert "C-1 · Maria · charged twice" in shown


def test_a_short_title_is_said_once(desk):
    desk.writes("maria", "paid twice")

    shown = on_their_page(desk, "ana", "Show")

    assert title(desk, "ana") == "C-1 · Maria · paid twice"
    assert shown.count("C-1 · Maria · paid twice") == 1


def test_what_is_done_from_ones_own_page_is_called_as_the_button_that_did_it(desk):
    desk.writes("maria", "charged twice")

    done = on_their_page(desk, "ana", "Claim next")

    assert title(desk, "ana") == "Claim next"
    assert "C-1 is yours" in done
