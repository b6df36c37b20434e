"""Who writes, how far a channel was read, what came before its time, and how much a platform still takes."""

from datetime import timedelta

from bot.messages.delivery import Budget
from bot.messages.values import Address, Inbound, Profile, Speaker
from bot.storage.tx import Tx
from tests.storage.desk import HOUR, opening
from tests.stores import ON_SQLITE

MARIA, TEAMS = Address("slack", "UMARIA"), Address("teams", "7c2e")
THREAD = Address("slack", "C0HELP/17.5")
PROFILE = Profile(MARIA, "Maria", "guest", "Europe/Bucharest", "ro", "Maria@Example.com")
SECOND = timedelta(seconds=1)


def early(key: str, words: str, at) -> Inbound:
    return Inbound((key, "other"), Speaker(MARIA, "Maria"), words, at, THREAD.conversation, THREAD, "thread")


# --- who writes -----------------------------------------------------------------------------------------------


def test_what_a_platform_says_of_somebody_comes_back_as_it_was_said(store):
    assert store.read(lambda reader: reader.profile(MARIA)) is None

    store.act(lambda tx: tx.put_profile(PROFILE))

    assert store.read(lambda reader: reader.profile(MARIA)) == PROFILE
    assert store.act(lambda tx: tx.profile(MARIA)) == PROFILE


def test_what_is_said_last_stands(store):
    def twice(tx: Tx) -> Profile | None:
        tx.put_profile(PROFILE)
        tx.put_profile(Profile(MARIA, "Maria Ene"))
        return tx.profile(MARIA)

    assert store.act(twice) == Profile(MARIA, "Maria Ene")
    assert store.read(lambda reader: reader.profile(MARIA)) == Profile(MARIA, "Maria Ene")


def known(tx: Tx) -> int:
    tx.put_profile(PROFILE)
    return tx.add_customer("Maria", [MARIA])


def found(tx: Tx) -> int | None:
    return tx.customer_by_email("maria@example.COM")


def test_one_verified_email_is_one_customer(store):
    store.act(known)

    assert store.act(found) == store.read(found) == 1


@ON_SQLITE
def test_one_verified_email_is_one_customer_in_the_same_commit_too(store):
    store.submit(known)

    assert store.act(found) == 1


def test_an_email_of_nobody_we_know_or_of_a_stranger_is_no_customers(store):
    store.act(lambda tx: tx.put_profile(PROFILE))
    assert store.act(lambda tx: tx.customer_by_email("maria@example.com")) is None

    store.act(lambda tx: tx.add_customer("Maria", [TEAMS]))
    store.act(lambda tx: tx.put_profile(Profile(TEAMS, "Maria", "stranger", email="maria@example.com")))
    assert store.act(lambda tx: tx.customer_by_email("maria@example.com")) is None
    assert store.act(lambda tx: tx.customer_by_email("")) is None


def test_what_is_not_said_of_a_customer_stays_as_it_was(store):
    number = store.act(lambda tx: tx.add_customer("Maria", [MARIA], "ro", "Europe/Bucharest"))

    store.act(lambda tx: tx.update_customer(number, "Maria Ene", None, "Europe/Paris"))
    store.act(lambda tx: tx.update_customer(number, "", None, None))

    known = store.read(lambda reader: reader.customer(number))
    assert (known.name, known.locale, known.zone, known.addresses) == ("Maria Ene", "ro", "Europe/Paris", (MARIA,))


def test_a_customer_is_brought_up_to_date_in_the_act_that_adds_them(store):
    def adds(tx: Tx) -> str:
        number = tx.add_customer("UMARIA", [MARIA])
        tx.update_customer(number, "Maria", None, None)
        return tx.customer(number).name

    assert store.act(adds) == "Maria"
    assert store.read(lambda reader: reader.customer(1)).name == "Maria"


# --- where it listens -------------------------------------------------------------------------------------------


def test_a_mark_says_up_to_where_a_channel_was_read_and_when(store, clock):
    assert store.read(lambda reader: reader.mark("slack:C0HELP")) is None

    store.act(lambda tx: tx.put_mark(Address("slack", "C0HELP"), "17.5"))
    began = clock.now
    clock.now += HOUR
    assert store.read(lambda reader: reader.mark("slack:C0HELP")) == ("17.5", began)

    store.act(lambda tx: tx.put_mark("slack:C0HELP", "19.1"))
    assert store.act(lambda tx: tx.mark(Address("slack", "C0HELP"))) == ("19.1", clock.now)


def test_what_came_early_is_taken_once_in_the_order_in_which_it_was_said(store, clock):
    second, first = early("b", "second", clock.now), early("a", "first", clock.now - HOUR)
    store.act(lambda tx: tx.keep_early(second))
    store.act(lambda tx: (tx.keep_early(first), tx.keep_early(first)))

    assert store.act(lambda tx: tx.take_early("slack:C0HELP/18.0")) == []
    assert store.act(lambda tx: tx.take_early(str(THREAD))) == [first, second]
    assert store.act(lambda tx: tx.take_early(str(THREAD))) == []


@ON_SQLITE
def test_what_was_kept_and_taken_in_one_commit_by_acts_of_which_one_fails_is_whole(store, clock):
    def keeps_and_fails(tx: Tx) -> None:
        tx.keep_early(early("a", "lost", clock.now))
        raise ZeroDivisionError

    store.submit(keeps_and_fails)
    store.submit(lambda tx: tx.keep_early(early("b", "kept", clock.now)))
    store.submit(lambda tx: (tx.take_early(str(THREAD)), tx.discard()))

    assert [one.text for one in store.act(lambda tx: tx.take_early(str(THREAD)))] == ["kept"]


def test_what_no_case_was_ever_bound_for_is_forgotten(store, clock):
    store.act(lambda tx: tx.keep_early(early("a", "old", clock.now)))
    clock.now += HOUR
    store.act(lambda tx: tx.keep_early(early("b", "new", clock.now)))

    assert store.act(lambda tx: tx.forget_early(clock.now)) == 1
    assert [one.text for one in store.act(lambda tx: tx.take_early(str(THREAD)))] == ["new"]


def test_an_act_knows_what_it_has_bound_and_of_which_case_it_wrote(store):
    def opens(tx: Tx) -> tuple[list[str], int | None]:
        number = opening()(tx)
        tx.bind(str(THREAD), number, "customer")
        tx.thread("slack:C0HELP/18.0")  # which is only looked for
        return tx.newly_bound(), tx.recorded

    assert store.act(opens) == ([str(THREAD)], 1)
    assert store.act(lambda tx: (tx.thread(str(THREAD)), tx.newly_bound(), tx.recorded)) == ((1, "customer"), [], None)


def test_the_case_that_a_delivery_led_to_is_known_by_any_of_its_keys(store):
    store.act(lambda tx: tx.remember(("event:1", "ts:1"), "", 7))
    store.act(lambda tx: tx.remember(("ts:2",), ""))

    assert store.act(lambda tx: tx.case_seen(("ts:9", "ts:1"))) == 7
    assert store.act(lambda tx: tx.case_seen(("ts:2", "ts:9"))) is None
    assert store.act(lambda tx: (tx.remember(("ts:3",), "", 8), tx.case_seen(("ts:3",))))[1] == 8


# --- how much a platform takes ------------------------------------------------------------------------------------


def spend(store, *budgets):
    return store.act(lambda tx: tx.spend(budgets))


def test_a_budget_is_spent_at_its_pace(store, clock):
    channel = Budget("slack:post:C0FRONT", SECOND)
    began = clock.now

    assert spend(store, channel) is None
    assert spend(store, channel) == began + SECOND
    clock.now += SECOND / 2
    assert spend(store, channel) == began + SECOND
    clock.now = began + SECOND
    assert spend(store, channel) is None
    assert spend(store, channel) == began + 2 * SECOND


def test_after_a_rest_so_much_goes_at_once_and_no_more(store, clock):
    update = Budget("slack:chat.update", SECOND, burst=3)
    for _ in range(2):  # a rest is not saved up beyond that
        assert [spend(store, update) for _ in range(3)] == [None] * 3
        assert spend(store, update) == clock.now + SECOND
        clock.now += SECOND
        assert spend(store, update) is None
        assert spend(store, update) == clock.now + SECOND
        clock.now += 100 * SECOND


def test_of_several_budgets_either_all_are_spent_or_none(store, clock):
    slow, fast = Budget("slow", 10 * SECOND), Budget("fast", SECOND, burst=2)

    assert spend(store, slow, fast) is None
    assert spend(store, fast, slow) == clock.now + 10 * SECOND
    assert spend(store, fast) is None  # the second of its burst was not taken


def test_what_one_budget_is_asked_for_twice_counts_twice(store, clock):
    twice = Budget("twice", SECOND, burst=2)

    assert spend(store, twice, twice) is None
    assert spend(store, twice) == clock.now + SECOND
    assert spend(store) is None


def test_budgets_are_shared_by_acts_that_come_together(store, clock):
    one = Budget("one", SECOND)

    answers = [store.submit(lambda tx: tx.spend((one,))) for _ in range(3)]

    waits = [answer.result(10) for answer in answers]
    assert sorted(waits, key=bool) == [None, clock.now + SECOND, clock.now + SECOND]
