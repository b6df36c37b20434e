"""What may be asked of the store."""

from bot.cases import chain
from bot.cases import events as e
from bot.cases.case import Offer
from bot.messages.values import Address, Outgoing, Say, Surface
from tests.storage.desk import FRONT, HOUR, MORNING, appending, claiming, noting, opening, resolving


def asked(store, question):
    """Asked beside the writer and within an act: both must say the same."""
    beside, within = store.read(question), store.act(question)
    assert beside == within
    return beside


def numbers(cases) -> list[int]:
    return [case.id for case in cases]


def test_a_queue_is_what_nobody_has_claimed_least_time_left_first(store):
    store.act(opening(left=5 * HOUR))
    store.act(opening(left=2 * HOUR, tier=1))
    store.act(opening(left=3 * HOUR))
    store.act(opening(left=1 * HOUR))
    store.act(opening(left=1 * HOUR, team="sales"))
    store.act(claiming(4, "ana"))

    assert numbers(asked(store, lambda reader: reader.queue("support", (0, 1)))) == [2, 3, 1]
    assert numbers(asked(store, lambda reader: reader.queue("support", (0,), limit=1))) == [3]
    assert asked(store, lambda reader: reader.first_unclaimed("support", 0)).id == 3
    assert asked(store, lambda reader: reader.first_unclaimed("support", 2)) is None


def test_what_is_due_soon_is_what_is_open_and_not_yet_over(store, clock):
    for left in (5, 2, 30):
        store.act(opening(left=left * HOUR))
    store.act(opening(left=3 * HOUR, team="sales"))
    store.act(opening(left=4 * HOUR))
    store.act(appending(5, "ana", e.Waited(MORNING, "courier"), state="waiting"))

    assert numbers(store.act(lambda tx: tx.due_soon("support", clock.now + 24 * HOUR))) == [2, 1]
    assert numbers(store.act(lambda tx: tx.due_soon("support", clock.now + 24 * HOUR, limit=1))) == [2]

    clock.now += 3 * HOUR
    assert numbers(store.act(lambda tx: tx.due_soon("support", clock.now + 24 * HOUR))) == [1]


def test_what_somebody_holds_is_what_they_own_open_or_waiting(store):
    for left in (3, 1, 2):
        store.act(opening(left=left * HOUR))
    store.act(claiming(1, "ana"))
    store.act(claiming(2, "ana"))
    store.act(appending(1, "ana", e.Waited(MORNING, "courier"), state="waiting"))

    assert numbers(asked(store, lambda reader: reader.held_by("ana"))) == [2, 1]
    assert numbers(asked(store, lambda reader: reader.held_by("lea"))) == [3]
    assert numbers(asked(store, lambda reader: reader.waiting("support"))) == [1]
    assert numbers(asked(store, lambda reader: reader.of_team("support"))) == [2, 3, 1]
    assert numbers(asked(store, lambda reader: reader.all_running())) == [2, 1, 3]
    assert asked(store, lambda reader: reader.owners()) == {"ana": 2, "lea": 1}


def test_what_lies_unclaimed_with_another_one_is_found_open_or_waiting(store):
    for left in (3, 1, 2):
        store.act(opening(left=left * HOUR))
    store.act(opening(left=HOUR / 2, team="sales"))
    store.act(claiming(2, "lea"))
    store.act(opening("x", "cleo"))
    store.act(appending(3, "lea", e.Waited(MORNING, "courier"), state="waiting"))

    assert numbers(asked(store, lambda reader: reader.unclaimed_elsewhere("support", 0, "cleo"))) == [1, 3]
    assert numbers(asked(store, lambda reader: reader.unclaimed_elsewhere("support", 0, "lea"))) == [5]
    assert numbers(asked(store, lambda reader: reader.unclaimed_elsewhere("support", 1, "lea"))) == []


def test_running_cases_are_found_page_by_page(store):
    for _ in range(5):
        store.act(opening())
    store.act(resolving(2))

    assert numbers(asked(store, lambda reader: reader.running_after(0, 2))) == [1, 3]
    assert numbers(asked(store, lambda reader: reader.running_after(3, 2))) == [4, 5]
    assert numbers(asked(store, lambda reader: reader.running_after(5, 2))) == []


def test_an_offer_is_found_by_whom_it_is_for(store):
    store.act(opening())
    store.act(opening())
    store.act(appending(2, "lea", e.Given("other", "ben", MORNING), offer=Offer("ben", "lea", MORNING)))

    assert numbers(asked(store, lambda reader: reader.offered_to("ben"))) == [2]


def test_what_is_due_comes_longest_due_first(store, clock):
    store.act(opening(due_in=2 * HOUR))
    store.act(opening(due_in=1 * HOUR))
    store.act(opening(due_in=None))
    store.act(opening(due_in=9 * HOUR))
    assert store.act(lambda tx: tx.due()) == []
    assert asked(store, lambda reader: reader.earliest_due()) == MORNING + HOUR
    clock.now += 2 * HOUR

    assert numbers(store.act(lambda tx: tx.due())) == [2, 1]
    assert numbers(store.act(lambda tx: tx.due(limit=1))) == [2]


def test_a_customer_is_known_by_address_and_name(store):
    def makes(tx):
        places = [Address("slack", "U1"), Address("email", "m@x.ro")]
        maria = tx.add_customer("Maria Pop", places, "ro", "Europe/Bucharest")
        tx.add_address(maria, Address("teams", "19:x"))
        return maria, tx.customer(maria), tx.customer_at(Address("teams", "19:x")), tx.add_customer("MARIA POP")

    maria, known, at, namesake = store.act(makes)

    assert (maria, at, namesake) == (1, 1, 2)
    assert known.addresses == (Address("slack", "U1"), Address("email", "m@x.ro"), Address("teams", "19:x"))
    later = asked(store, lambda reader: reader.customer(maria))
    assert (later.name, later.locale, later.zone) == ("Maria Pop", "ro", "Europe/Bucharest")
    assert set(later.addresses) == set(known.addresses)
    assert asked(store, lambda reader: reader.customer_at(Address("email", "m@x.ro"))) == maria
    assert asked(store, lambda reader: reader.customer_at(Address("email", "other@x.ro"))) is None
    assert asked(store, lambda reader: reader.customers_named("maria pop")) == [1, 2]


def test_a_customers_cases_come_newest_first(store):
    for name in ("Maria", "Ion", "Maria"):
        store.act(opening(customer=name))

    assert numbers(asked(store, lambda reader: reader.of_customer(1))) == [3, 1]
    assert numbers(asked(store, lambda reader: reader.of_customer(1, limit=1))) == [3]


def test_the_next_message_within_ten_minutes_finds_the_case_of_that_place(store, clock):
    store.act(opening())
    store.act(lambda tx: tx.bind("slack:C0HELP:17.5", 1, "customer"))
    clock.now += HOUR
    store.act(opening())
    store.act(lambda tx: tx.bind("slack:C0HELPDESK:17.9", 2, "customer"))

    def recent(since, place=None):
        found = asked(store, lambda reader: reader.recent_case(1, since, place))
        return found and found.id

    assert recent(MORNING) == 2
    assert recent(MORNING, "slack:C0HELP") == 1
    assert recent(MORNING + HOUR / 60, "slack:C0HELP") is None
    assert recent(MORNING, "slack:C0HELPDESK:17.9") == 2
    store.act(resolving(2))
    assert recent(MORNING) == 1


def test_a_place_belongs_to_the_case_it_was_bound_to_last(store, clock):
    store.act(opening())
    store.act(opening())
    for place, case in (("slack:a", 1), ("slack:b", 1), ("slack:c", 1), ("slack:b", 2), ("slack:a", 1)):
        clock.now += HOUR
        store.act(lambda tx, place=place, case=case: tx.bind(place, case, "customer"))

    assert asked(store, lambda reader: reader.thread("slack:b")) == (2, "customer")
    assert asked(store, lambda reader: reader.thread("slack:z")) is None
    assert [place for place, _ in asked(store, lambda reader: reader.places(1))] == ["slack:c", "slack:a"]

    def binds(tx):
        tx.bind("slack:d", 1, "story")
        tx.bind("slack:a", 2, "customer")
        return tx.places(1), tx.places(2)

    clock.now += HOUR
    assert store.act(binds) == (
        [("slack:c", "customer"), ("slack:d", "story")],
        [("slack:b", "customer"), ("slack:a", "customer")],
    )
    assert [place for place, _ in asked(store, lambda reader: reader.places(2))] == ["slack:b", "slack:a"]


def test_cases_are_found_by_number_words_and_name(store):
    store.act(opening("the invoice of May is wrong", customer="Ștefan Țepeș"))
    store.act(opening("Factura GREȘITĂ, 100% sure_thing"))
    store.act(opening("parcel 1 lost", team="sales"))
    store.act(noting(2, "spoke of the invoice"))

    def found(words, **which):
        return numbers(asked(store, lambda reader: reader.find(words, **which)))

    assert found("C-1") == found("#1")[:1] == [1]
    assert found("1") == [1, 3, 2]
    assert found("INVOICE") == [2, 1]
    assert found("invoice", limit=1) == [2]
    assert found("ștefan") == [1]
    assert found("greșită") == [2]
    assert found("100%") == [2]
    assert found("e_t") == [2]
    assert found("lost", team="support") == []
    assert found("lost", team="sales") == [3]
    assert found("C-3", team="support") == []
    assert found("  ") == found("nothing of the kind") == []


def test_the_line_that_a_card_showed_says_how_the_case_stood(store):
    store.act(opening())
    store.act(claiming(1, "ana"))

    then, now = asked(store, lambda reader: (reader.line(1, 1), reader.line(1, 2)))

    assert (then.owner, then.claimed, then.state, then.kind, then.by) == ("lea", False, "open", "opened", "customer")
    assert (now.owner, now.claimed, now.at) == ("ana", True, MORNING)
    assert asked(store, lambda reader: reader.line(1, 3)) is None
    assert [line.seq for line in asked(store, lambda reader: reader.lines_since(1, 1))] == [2]


def test_the_newest_own_move_is_found(store, clock):
    store.act(opening())
    store.act(opening())
    store.act(claiming(1, "ana"))
    clock.now += HOUR
    store.act(claiming(2, "ana"))

    kinds = ("claimed", "passed_up")
    assert asked(store, lambda reader: reader.last_moved_by("ana", kinds, MORNING)) == 2
    assert asked(store, lambda reader: reader.last_moved_by("ana", kinds, clock.now + HOUR)) is None
    assert asked(store, lambda reader: reader.last_moved_by("ben", kinds, MORNING)) is None


def test_the_words_a_case_was_opened_with(store):
    store.act(opening("charged twice"))
    store.act(noting(1, "spoke to her"))

    assert asked(store, lambda reader: reader.opening_words(1)) == "charged twice"
    assert asked(store, lambda reader: reader.opening_words(9)) is None
    assert store.act(lambda tx: tx.opening_words(opening("anew")(tx))) == "anew"


def test_who_held_a_case_is_said_without_custody(store):
    store.act(opening())
    store.act(claiming(1, "ana"))

    assert asked(store, lambda reader: reader.holders(1)) == ["ana"]
    assert [(hold.person, hold.ending) for hold in asked(store, lambda reader: reader.holds(1))] == [
        ("lea", "claimed"),
        ("ana", None),
    ]


def test_the_house_is_the_configured_one_with_who_is_away_on_duty_and_gone(store, clock):
    until = MORNING + 2 * HOUR
    store.act(lambda tx: (tx.set_away("ana", until), tx.set_duty("support", 0, "ben", until), tx.set_gone("cleo")))

    house = asked(store, lambda reader: reader.house)
    assert house.is_away("ana", MORNING)
    assert house.duties["support", 0].person == "ben"
    assert house.is_gone("cleo")

    def changes(tx):
        before = tx.house
        tx.set_away("ana", None)
        tx.set_away("ben", until)
        tx.set_duty("support", 0, None)
        tx.set_gone("cleo", False)
        return before.is_away("ana", MORNING), tx.house

    was, house = store.act(changes)
    assert was
    assert (dict(house.away), dict(house.duties), house.gone) == ({"ben": until}, {}, frozenset())
    assert asked(store, lambda reader: reader.house) == house


def test_the_houses_own_chain_is_read_by_kind(store):
    store.act(lambda tx: tx.append_house(chain.WentAway("ana", MORNING), "ana"))
    store.act(
        lambda tx: (tx.append_house(chain.Left("ben"), "clock"), tx.append_house(chain.WentAway("lea", MORNING), "lea"))
    )

    assert [line.seq for line in asked(store, lambda reader: reader.house_lines())] == [1, 2, 3]
    assert [line.by for line in asked(store, lambda reader: reader.house_lines("went_away"))] == ["ana", "lea"]
    assert asked(store, lambda reader: reader.last_house("went_away")).event.person == "lea"
    assert asked(store, lambda reader: reader.last_house("configured")) is None


def test_which_teams_have_cases(store):
    store.act(opening(team="sales"))
    store.act(opening(team="support"))

    assert asked(store, lambda reader: reader.teams_with_cases()) == ["sales", "support"]


def test_when_something_can_next_be_sent(store, clock):
    assert asked(store, lambda reader: reader.earliest_outbox(clock.now)) is None
    say = Outgoing("ping", FRONT, "ping", Say("x"), person="ana", not_before=MORNING + 3 * HOUR)
    store.act(lambda tx: tx.say(say))
    assert asked(store, lambda reader: reader.earliest_outbox(clock.now)) == MORNING + 3 * HOUR

    store.act(lambda tx: tx.show(Surface("card", "card", FRONT, "1")))
    assert asked(store, lambda reader: reader.earliest_outbox(clock.now)) == MORNING

    store.act(lambda tx: (tx.lease("me", HOUR), tx.release("slack:C0FRONT", MORNING + HOUR)))
    assert asked(store, lambda reader: reader.earliest_outbox(clock.now)) == MORNING + HOUR
