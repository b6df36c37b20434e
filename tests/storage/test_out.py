"""What leaves: said once, shown and kept up to date, lane by lane."""

from bot.messages.values import Address, Outgoing, Receipt, Say, Surface
from bot.storage.out import ToSay, ToShow
from tests.storage.desk import FRONT, HOUR, opening

ANA = Address("slack", "UANA")
FRONT_LANE, ANA_LANE = "slack:C0FRONT", "slack:UANA"
MINUTE = HOUR / 60
POSTED = Receipt("C0FRONT", "17.5")
CARD = Surface("card:1", "card", FRONT, "1")


def story(key, **more) -> Outgoing:
    return Outgoing(key, FRONT, "story", Say("claimed", {"who": "ana"}), 1, **more)


def ping(key, **more) -> Outgoing:
    return Outgoing(key, ANA, "ping", Say("escalated", {"case": 1}), 1, person="ana", **more)


def say(store, *outgoing):
    store.act(lambda tx: [tx.say(one) for one in outgoing])


def show(store, surface=CARD):
    store.act(lambda tx: tx.show(surface))


def taken(store, lane=FRONT_LANE, limit=20) -> list[ToSay | ToShow]:
    """What a worker is handed; it goes away without a word."""
    return store.act(lambda tx: tx.pending(lane, limit))


def keys(rows) -> list[str]:
    return [row.outgoing.key if isinstance(row, ToSay) else row.surface.key for row in rows]


def leased(store, holder="w1", limit=20) -> list[str]:
    return store.act(lambda tx: tx.lease(holder, MINUTE, limit))


def test_what_was_said_comes_back_as_it_was_said(store, clock):
    outgoing = ping("1/2/0", thread="card:1", not_before=clock.now - HOUR)
    say(store, outgoing)

    (row,) = taken(store, ANA_LANE)

    assert row.outgoing == outgoing
    assert (row.at, row.attempts, row.unsure, row.thread) == (clock.now, 0, False, None)


def test_a_key_is_said_once_for_ever(store):
    say(store, story("a"), story("a"))
    say(store, story("a"))
    (row,) = taken(store)
    store.act(lambda tx: tx.sent(row, POSTED))
    say(store, story("a"))

    assert taken(store) == []


def test_a_lane_is_one_workers_until_it_lets_go_or_its_time_is_over(store, clock):
    say(store, story("a"), ping("b"))

    assert leased(store, "w1", limit=1) == [FRONT_LANE]
    assert leased(store, "w2") == [ANA_LANE]
    assert leased(store, "w3") == []

    store.act(lambda tx: tx.release(FRONT_LANE))
    assert leased(store, "w3") == [FRONT_LANE]
    clock.now += MINUTE
    assert leased(store, "w4") == [FRONT_LANE, ANA_LANE]


def test_a_worker_whose_lease_was_over_does_not_free_anothers(store, clock):
    say(store, story("a"))
    leased(store, "w1")
    clock.now += MINUTE
    leased(store, "w2")

    store.act(lambda tx: tx.release(FRONT_LANE, holder="w1"))
    assert leased(store, "w3") == []
    store.act(lambda tx: tx.release(FRONT_LANE, holder="w2"))
    assert leased(store, "w3") == [FRONT_LANE]


def test_a_lane_that_must_rest_is_left_alone_until_then(store, clock):
    say(store, story("a"))
    leased(store)
    store.act(lambda tx: tx.release(FRONT_LANE, clock.now + MINUTE))

    assert leased(store) == []
    clock.now += MINUTE
    assert leased(store) == [FRONT_LANE]


def test_nothing_due_means_no_lane(store, clock):
    say(store, ping("night", not_before=clock.now + HOUR))

    assert leased(store) == []
    assert taken(store, ANA_LANE) == []
    clock.now += HOUR
    assert leased(store) == [ANA_LANE]


def test_a_lane_leaves_in_order_what_is_said_before_what_is_drawn_and_new_posts_before_edits(store):
    show(store, Surface("card:1", "card", FRONT, "9"))
    store.act(lambda tx: tx.shown("card:1", 1, POSTED))
    show(store, Surface("card:1", "card", FRONT, "9"))
    show(store, Surface("card:2", "card", FRONT, "10"))
    say(store, story("b"), story("a"))

    assert keys(taken(store)) == ["b", "a", "card:2", "card:1"]
    assert keys(taken(store, limit=3)) == ["b", "a", "card:2"]
    assert keys(taken(store, limit=1)) == ["b"]


def test_a_line_for_a_thread_waits_for_the_card_and_gets_its_receipt(store):
    show(store)
    say(store, story("a", thread="card:1"))
    assert keys(taken(store)) == ["card:1"]

    store.act(lambda tx: tx.shown("card:1", 1, POSTED))

    (row,) = taken(store)
    assert (row.outgoing.key, row.thread) == ("a", POSTED)


def test_a_line_that_only_waits_for_its_card_makes_no_lane_busy(store, clock):
    show(store)
    say(store, story("a", thread="card:1"))
    (card,) = taken(store)
    store.act(lambda tx: tx.postpone(card, clock.now + HOUR, "channel is archived"))

    assert leased(store) == []


def test_a_line_whose_card_can_never_be_posted_goes_without_its_thread(store):
    show(store)
    say(store, story("a", thread="card:1"), story("b", thread="card:none"))
    (_, card) = taken(store)
    store.act(lambda tx: tx.give_up(card, "channel_not_found"))

    assert [(row.outgoing.key, row.thread) for row in taken(store)] == [("a", None), ("b", None)]


def test_a_surface_raised_while_it_was_drawn_is_drawn_again(store):
    show(store)
    (card,) = taken(store)
    show(store)

    store.act(lambda tx: tx.shown("card:1", card.surface.wanted, POSTED))

    (again,) = taken(store)
    assert (again.surface.wanted, again.surface.shown, again.surface.receipt) == (2, 1, POSTED)
    store.act(lambda tx: tx.shown("card:1", 2, None))  # an edit keeps its receipt
    assert taken(store) == []
    show(store)
    assert taken(store)[0].surface.receipt == POSTED


def test_a_surface_that_changes_what_it_shows_is_edited_and_one_that_moves_is_posted_anew(store):
    show(store)
    store.act(lambda tx: tx.shown("card:1", 1, POSTED))

    show(store, Surface("card:1", "line", FRONT, "1/gone up", thread="17.4"))
    (edit,) = taken(store)
    assert (edit.surface.kind, edit.surface.subject, edit.surface.thread) == ("line", "1/gone up", "17.4")
    assert edit.surface.receipt == POSTED

    show(store, Surface("card:1", "card", ANA, "1"))
    assert taken(store) == []
    assert taken(store, ANA_LANE)[0].surface.receipt is None
    store.act(lambda tx: tx.shown("card:1", edit.surface.wanted, POSTED))  # the edit in the old place comes late
    assert taken(store, ANA_LANE)[0].surface.receipt is None


def test_a_hidden_surface_is_not_drawn_and_shown_again_it_is_posted_anew(store):
    show(store)
    store.act(lambda tx: tx.shown("card:1", 1, POSTED))
    store.act(lambda tx: (tx.show(CARD), tx.hide("card:1")))

    assert taken(store) == []
    assert not store.read(lambda reader: reader.is_shown("card:1"))

    store.act(lambda tx: (tx.hide("card:1"), tx.show(CARD), tx.is_shown("card:1")))
    (card,) = taken(store)
    assert card.surface.receipt is None


def test_whether_a_surface_is_shown_is_known_at_once(store):
    assert not store.act(lambda tx: tx.is_shown("card:1"))
    assert store.act(lambda tx: (tx.show(CARD), tx.is_shown("card:1")))[1]
    assert store.act(lambda tx: tx.is_shown("card:1"))


def test_a_surface_given_up_is_tried_again_when_it_changes(store):
    show(store)
    (card,) = taken(store)
    store.act(lambda tx: tx.give_up(card, "not_in_channel"))
    assert taken(store) == []

    show(store)

    assert keys(taken(store)) == ["card:1"]


def test_what_is_postponed_comes_again_then_and_counts_its_attempts(store, clock):
    say(store, story("a"))
    show(store)
    for row in taken(store):
        store.act(lambda tx, row=row: tx.postpone(row, clock.now + MINUTE, "429"))
    assert taken(store) == []

    clock.now += MINUTE

    assert [(row.attempts, row.unsure) for row in taken(store)] == [(1, False), (1, False)]


def test_after_a_crash_nobody_knows_whether_what_was_handed_out_arrived(store):
    say(store, story("a"))
    show(store)
    leased(store)
    assert [row.unsure for row in taken(store)] == [False, False]

    assert [row.unsure for row in taken(store)] == [True, True]


def test_what_was_handed_out_and_not_tried_is_known_not_to_have_gone(store):
    say(store, story("a"), story("b"))
    leased(store)
    first, _ = taken(store)

    store.act(lambda tx: (tx.sent(first, POSTED), tx.release(FRONT_LANE)))

    assert [(row.outgoing.key, row.unsure) for row in taken(store)] == [("b", False)]


def test_a_lost_answer_stays_unsure_after_the_lane_is_let_go(store, clock):
    say(store, story("a"))
    leased(store)
    (row,) = taken(store)

    store.act(lambda tx: (tx.postpone(row, clock.now, "timed out", unsure=True), tx.release(FRONT_LANE)))

    assert [row.unsure for row in taken(store)] == [True]


def test_what_is_given_up_is_not_tried_again(store):
    say(store, story("a"))
    (row,) = taken(store)

    store.act(lambda tx: tx.give_up(row, "is_archived"))

    assert taken(store) == []
    assert leased(store) == []


def test_what_was_said_as_one_with_others_is_not_said_again(store):
    say(store, ping("a"), ping("b"), ping("c"))
    first, *others = taken(store, ANA_LANE)
    store.act(lambda tx: (tx.sent(first), tx.drop(row.id for row in others)))
    store.act(lambda tx: tx.release(ANA_LANE))
    say(store, ping("b"))

    assert taken(store, ANA_LANE) == []


def test_what_is_no_longer_true_is_not_said_unless_it_may_be_on_its_way(store):
    nudges = [Outgoing(key, ANA, "nudge", Say("x"), case=1, person="ana") for key in ("a", "b")]
    say(store, nudges[0])
    taken(store, ANA_LANE)
    say(store, nudges[1], Outgoing("c", ANA, "nudge", Say("x"), case=2, person="ana"), ping("d"))

    store.act(lambda tx: tx.unsay(1, "nudge"))

    assert keys(taken(store, ANA_LANE)) == ["a", "c", "d"]


def test_numbers_of_the_outbox_never_come_twice(store):
    say(store, story("a"))
    (first,) = taken(store)
    store.act(lambda tx: tx._wire.run("DELETE FROM outbox"))
    say(store, story("b"))

    (second,) = taken(store)
    assert second.id > first.id


def test_what_an_act_that_raised_wanted_said_is_not_said(store):
    def raises(tx):
        opening()(tx)
        tx.say(story("a"))
        tx.show(CARD)
        tx.lease("w1", MINUTE)
        raise ZeroDivisionError

    assert isinstance(store.submit(raises).exception(10), ZeroDivisionError)
    assert taken(store) == []
    assert leased(store) == []


def test_the_threads_of_a_channel_share_its_lane_and_keep_their_own_place(store):
    thread, home = Address("slack", "C0FRONT/17.5"), Address("slack", "UANA/home")
    say(store, story("a"), Outgoing("b", thread, "reply", Say("x"), 1), ping("c"))
    show(store, Surface("ack:1:1", "acknowledgement", thread, "1/1"))
    show(store, Surface("home:ana", "home", home, "ana"))

    assert sorted(leased(store)) == [FRONT_LANE, ANA_LANE]
    said, reply, shown = taken(store)
    assert (said.outgoing.to, reply.outgoing.to, shown.surface.to) == (FRONT, thread, thread)
    assert taken(store, ANA_LANE)[1].surface.to == home


def test_who_looks_for_a_post_of_unknown_fate_knows_since_when_it_can_be_there(store, clock):
    show(store)
    clock.now += HOUR
    leased(store)
    (first,) = taken(store)
    handed_at = clock.now
    assert (first.unsure, first.since) == (False, handed_at)
    clock.now += MINUTE
    store.act(lambda tx: (tx.postpone(first, clock.now, "timed out", unsure=True), tx.release(FRONT_LANE)))
    show(store)

    (again,) = taken(store)
    assert (again.unsure, again.since) == (True, handed_at)

    store.act(lambda tx: tx.shown("card:1", 2, POSTED))
    show(store)
    clock.now += HOUR
    (edit,) = taken(store)
    assert (edit.unsure, edit.since) == (False, clock.now)


def test_a_surface_says_since_which_version_it_is_another_post(store):
    show(store)
    (card,) = taken(store)
    assert (card.anew, card.surface.wanted) == (0, 1)

    store.act(lambda tx: (tx.hide("card:1"), tx.show(CARD)))
    (card,) = taken(store)
    assert (card.anew, card.surface.wanted, card.unsure) == (2, 2, False)


def test_an_act_knows_what_it_has_had_said_until_it_takes_it_back(store):
    def said(tx):
        tx.say(story("a"))
        opened = opening()(tx)
        tx.lines(opened)  # which lets the database know
        tx.say(story("b"))
        before = tx.staged_says()
        tx.discard()
        return before, tx.staged_says()

    assert store.act(said) == ([story("a"), story("b")], [])
    assert store.act(lambda tx: tx.staged_says()) == []


def gives_up(store, why="not_in_channel"):
    store.act(lambda tx: [tx.give_up(row, why) for row in tx.pending(FRONT_LANE)])


def tries_again(store, clock, since=24 * HOUR) -> int:
    return store.act(lambda tx: tx.try_again(FRONT, ("not_in_channel",), clock.now - since))


def test_what_was_given_up_in_a_lane_is_tried_again_once(store, clock):
    say(store, story("a"), ping("b"))
    show(store)
    gives_up(store)
    assert taken(store) == []

    assert tries_again(store, clock) == 2

    said, shown = taken(store)
    assert (said.outgoing.key, said.attempts, said.unsure) == ("a", 0, False)
    assert (shown.surface.key, shown.surface.wanted, shown.surface.shown) == ("card:1", 2, 0)
    store.act(lambda tx: (tx.sent(said, POSTED), tx.shown("card:1", 2, POSTED)))
    assert tries_again(store, clock) == 0
    assert taken(store) == []


def test_of_what_was_said_only_the_new_is_tried_again_and_of_all_only_what_failed_for_that_reason(store, clock):
    say(store, story("old"))
    gives_up(store)
    clock.now += 25 * HOUR
    say(store, story("new"))
    show(store)
    gives_up(store, "msg_too_long")
    say(store, story("newest"))
    gives_up(store)

    assert tries_again(store, clock) == 1

    assert keys(taken(store)) == ["newest"]


def test_in_other_lanes_what_was_given_up_stays_so(store, clock):
    say(store, ping("b"))
    store.act(lambda tx: [tx.give_up(row, "not_in_channel") for row in tx.pending(ANA_LANE)])

    assert tries_again(store, clock) == 0
