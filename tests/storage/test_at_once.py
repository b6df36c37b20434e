"""Several processes write to one store: what each does is whole, and done once."""

from datetime import timedelta

import pytest

from bot.cases.chain import Configured
from bot.messages.delivery import Budget
from bot.messages.values import Address, Outgoing, Say, Surface
from bot.storage import open_reader, open_store, verify
from tests.rivals import Pause, at_once, somebody_waits
from tests.storage.desk import FRONT, HOUR, HOUSE, claiming, noting, opening, resolving
from tests.stores import ON_POSTGRESQL

pytestmark = ON_POSTGRESQL
SECOND = timedelta(seconds=1)


@pytest.fixture
def stores(url, clock):
    """As two processes have them; the house has begun its chain, as every start does."""
    with (
        open_store(url, clock, HOUSE, synchronous="OFF") as one,
        open_store(url, clock, HOUSE, synchronous="OFF") as other,
    ):
        one.act(lambda tx: tx.append_house(Configured({}), "clock"))
        yield one, other


@pytest.fixture(autouse=True)
def whole(stores, url):
    yield
    with open_reader(url) as reader:
        assert list(verify(reader)) == []


def lines(store, number=1):
    return [(line.event.kind, line.by) for line in store.read(lambda reader: reader.lines(number))]


def test_of_eight_who_claim_at_once_one_has_it_and_the_others_are_told_who(stores):
    stores[0].act(opening())
    who = ("ana", "ben", "lea", "cleo") * 2

    answers = at_once(*(lambda n=n, by=by: stores[n % 2].act(claiming(1, by)) for n, by in enumerate(who)))

    assert len(set(answers)) == 1
    assert answers[0] in {f"{by} holds it" for by in who}
    assert len(lines(stores[0])) == 2


def test_who_read_before_another_claimed_decides_anew(stores):
    one, other = stores
    one.act(opening())
    slow = Pause(claiming(1, "ana"))
    claims = one.submit(slow)
    slow.reached()

    assert other.act(claiming(1, "ben")) == "ben holds it"
    slow.goes_on()

    assert claims.result(10) == "ben holds it"
    assert slow.runs == 2
    assert lines(one) == [("opened", "customer"), ("claimed", "ben")]


def test_numbers_have_no_gap_whoever_opens_and_whoever_fails(stores):
    def opens(n):
        def act(tx):
            number = opening(f"words {n}", customer=f"customer {n}")(tx)
            if n % 3 == 0:
                raise ValueError
            return number

        return lambda: stores[n % 2].act(act)

    answers = at_once(*map(opens, range(24)))

    numbers = sorted(answer for answer in answers if isinstance(answer, int))
    assert numbers == list(range(1, 17))
    customers = stores[0].read(lambda reader: [reader.case(number).customer for number in numbers])
    assert sorted(customers) == list(range(1, 17))


def test_who_opens_waits_for_the_number_of_who_began_before_and_takes_it_if_that_fails(stores, url):
    def fails(tx):
        opening()(tx)
        slow(tx)
        raise ValueError

    slow = Pause(lambda tx: None)
    first = stores[0].submit(fails)
    slow.reached()
    second = stores[1].submit(opening())
    somebody_waits(url)
    slow.goes_on()

    assert isinstance(first.exception(10), ValueError)
    assert second.result(10) == 1


def test_a_delivery_that_comes_to_two_at_once_is_new_to_one_of_them(stores):
    def hears(tx):
        if (before := tx.answered(["event:1", "ts:2"])) is not None:
            return before
        tx.remember(["event:1", "ts:2"], "kept")
        return opening()(tx)

    answers = at_once(*(lambda n=n: stores[n % 2].act(hears) for n in range(6)))

    assert sorted(answers, key=str) == [1, *["kept"] * 5]


def test_a_thread_that_two_bind_at_once_belongs_to_one_of_them(stores):
    for n in range(2):
        stores[n].act(opening())

    def binds(number):
        def act(tx):
            if (bound := tx.thread("slack:C1:17")) is not None:
                return bound[0]
            tx.bind("slack:C1:17", number, "customer")
            return number

        return act

    slow = Pause(binds(1))
    first = stores[0].submit(slow)
    slow.reached()
    assert stores[1].act(binds(2)) == 2
    slow.goes_on()

    assert first.result(10) == 2
    assert stores[0].read(lambda reader: reader.thread("slack:C1:17")) == (2, "customer")


def test_a_thread_that_two_move_at_once_is_moved_from_where_it_was(stores):
    for _ in range(3):
        stores[0].act(opening())
    stores[0].act(lambda tx: tx.bind("slack:C1:17", 1, "customer"))

    def moves(to):
        def act(tx):
            at = tx.thread("slack:C1:17")[0]
            if at == 1:
                tx.bind("slack:C1:17", to, "customer")
            return at

        return act

    slow = Pause(moves(2))
    first = stores[0].submit(slow)
    slow.reached()
    assert stores[1].act(moves(3)) == 1
    slow.goes_on()

    assert first.result(10) == 3


def test_budgets_that_two_spend_from_are_never_overdrawn(stores, clock):
    slow, fast = Budget("slow", SECOND, burst=5), Budget("fast", SECOND / 10, burst=50)

    answers = at_once(
        *(
            lambda n=n: stores[n % 2].act(lambda tx: tx.spend((slow, fast) if n % 3 else (fast, slow)))
            for n in range(20)
        )
    )

    assert answers.count(None) == 5
    assert all(wait is None or wait > clock.now for wait in answers)
    clock.now += SECOND
    assert [stores[n].act(lambda tx: tx.spend((slow,))) is None for n in (0, 1)] == [True, False]


def test_a_lane_is_leased_to_one_at_a_time(stores):
    lanes = [f"C{n}" for n in range(12)]
    for lane in lanes:
        said = Outgoing(lane, Address("slack", lane), "story", Say("x"))
        stores[0].act(lambda tx, said=said: tx.say(said))

    def leases(holder):
        return lambda: stores[len(holder) % 2].act(lambda tx: tx.lease(holder, 60 * SECOND, limit=8))

    leased = at_once(*map(leases, ("a", "bb", "ccc", "dddd")))

    assert sorted(lane for lanes in leased for lane in lanes) == sorted({lane for lanes in leased for lane in lanes})
    while more := stores[0].act(lambda tx: tx.lease("e", 60 * SECOND)):
        leased.append(more)
    assert sorted(lane for lanes in leased for lane in lanes) == sorted(f"slack:{lane}" for lane in lanes)


def test_who_was_late_to_lease_does_not_have_the_lane(stores):
    stores[0].act(lambda tx: tx.say(Outgoing("1", FRONT, "story", Say("x"))))
    slow = Pause(lambda tx: tx.lease("slow", 60 * SECOND))
    first = stores[0].submit(slow)
    slow.reached()
    second = stores[1].submit(lambda tx: tx.lease("quick", 60 * SECOND))
    slow.goes_on()

    assert sorted(map(len, (first.result(10), second.result(10)))) == [0, 1]


def test_a_surface_that_many_raise_at_once_is_wanted_as_often(stores):
    surfaces = [Surface(f"home:{who}", "home", Address("slack", f"U{who}"), who) for who in "abc"]

    def raises(n):
        shown = surfaces if n % 2 else surfaces[::-1]
        return lambda: stores[n % 2].act(lambda tx: [tx.show(one) for one in shown] and None)

    assert at_once(*map(raises, range(8))) == [None] * 8

    pending = [stores[0].act(lambda tx, who=who: tx.pending(f"slack:U{who}")) for who in "abc"]
    assert [row.surface.wanted for rows in pending for row in rows] == [8, 8, 8]


def test_the_house_s_own_chain_grows_by_one_line_after_the_other(stores):
    def adds(n):
        return lambda: stores[n % 2].act(lambda tx: tx.append_house(Configured({"n": n}), "clock"))

    assert at_once(*map(adds, range(12))) == [None] * 12

    assert [line.seq for line in stores[0].read(lambda reader: reader.house_lines())] == list(range(1, 14))


def test_two_who_seal_at_once_seal_each_head_once(stores):
    for n in range(6):
        stores[n % 2].act(opening())

    sealed = at_once(*(lambda n=n: stores[n % 2].act(lambda tx: tx.seal(limit=4)) for n in range(4)))

    assert sorted(sealed) == [0, 0, 2, 4]
    stores[0].act(noting(1))
    assert stores[0].act(lambda tx: tx.seal()) == 1


def test_what_grows_while_it_is_sealed_is_sealed_as_it_was_or_not_at_all(stores):
    one, other = stores
    one.act(opening())
    slow = Pause(lambda tx: tx.seal())
    sealing = one.submit(slow)
    slow.reached()
    notes = other.submit(noting(1))
    slow.goes_on()

    assert sealing.result(10) == 1
    assert notes.result(10).seq == 2
    assert list(one.read(lambda reader: reader.unsealed())) in ([], [1])


def test_many_who_note_open_claim_and_resolve_at_once_lose_nothing(stores):
    for n in range(4):
        stores[0].act(opening(customer=f"c{n}"))

    def works(n):
        def work():
            for turn in range(6):
                stores[n % 2].act(noting(1 + (n + turn) % 4, f"{n} {turn}"))
            return stores[n % 2].act(opening(customer=f"new {n}"))

        return work

    opened = at_once(*map(works, range(6)))

    assert sorted(opened) == [5, 6, 7, 8, 9, 10]
    assert stores[0].read(lambda reader: sum(reader.case(n).seq for n in (1, 2, 3, 4))) == 4 + 36
    stores[1].act(claiming(1, "ana"))
    at_once(lambda: stores[0].act(resolving(1)), lambda: stores[1].act(noting(1)))


def test_who_is_told_of_twice_at_once_is_told_of_once_by_each(stores, clock):
    at_once(
        lambda: stores[0].act(lambda tx: tx.set_away("ana", clock.now + HOUR)),
        lambda: stores[1].act(lambda tx: tx.set_gone("ben")),
        lambda: stores[0].act(lambda tx: tx.set_duty("support", 0, "cleo", clock.now + HOUR)),
        lambda: stores[1].act(lambda tx: tx.set_away("ana", clock.now + 2 * HOUR)),
    )

    house = stores[1].read(lambda reader: reader.house)
    assert house.away["ana"] in (clock.now + HOUR, clock.now + 2 * HOUR)
    assert house.gone == frozenset({"ben"})
    assert house.duties["support", 0].person == "cleo"
