"""People who write, claim, leave and are given cases at the same instant, each in another process."""

import asyncio
from datetime import timedelta

import pytest

from bot.messages.values import Address, Profile
from bot.scheduler import rounds
from bot.storage.auditing import unheard_in
from tests.commands.desk import act_of, case, cases, in_help, in_thread, inbound, later, line, lines, read, story
from tests.commands.test_anything import faults
from tests.rivals import Pause, at_once, somebody_waits
from tests.scheduler.office import THURSDAY_AT_TEN, Office
from tests.stores import ON_POSTGRESQL

pytestmark = ON_POSTGRESQL
AFTERWARDS = THURSDAY_AT_TEN + timedelta(seconds=1)


@pytest.fixture
def other(office, store_url):
    """The same desk in another process."""
    other = Office(store_url, office.do)
    yield other
    other.app.store.close()


def hears(office, one):
    return lambda: asyncio.run(office.app.handle(one))


def says(office, who, words):
    said = office.app.store.act(act_of(line(office, who, words)))
    assert not said.refused, said
    return said


def slowly(office, one):
    """It has read and decided, and not written yet."""
    slow = Pause(act_of(one))
    answered = office.app.store.submit(slow)
    slow.reached()
    return slow, answered


def owner(office, number=1):
    found = case(office, number)
    return found.owner, found.claimed


def opened(office, words="charged twice", who="maria"):
    office.app.store.act(act_of(in_help(office, words, who=who)))


def picture(office, number, who="maria"):
    return in_help(office, "", f"slack:picture:{number}", who=who, thread=str(number), files=(f"{number}.png",))


@pytest.fixture(autouse=True)
def whole(office):
    yield
    office.settles()
    assert faults(office) == []


# --- the same delivery, the same customer -----------------------------------------------------------------------------


def test_one_delivery_that_comes_to_two_processes_at_once_makes_one_case(office, other):
    one = in_help(office, "charged twice", "slack:event:1", "slack:ts:1")

    answers = at_once(*(hears((office, other)[n % 2], one) for n in range(6)))

    assert cases(office) == [1]
    assert lines(office) == ["opened"]
    assert sorted(answer.again for answer in answers) == [False, *[True] * 5]


def test_one_message_under_many_names_makes_one_case(office, other):
    names = [in_help(office, "charged twice", f"slack:event:{n}", "slack:ts:1") for n in range(6)]

    at_once(*(hears((office, other)[n % 2], one) for n, one in enumerate(names)))

    assert cases(office) == [1]
    assert lines(office) == ["opened"]


@pytest.mark.parametrize("known", [False, True], ids=["of somebody new", "of somebody known"])
def test_three_pictures_at_once_are_one_case(office, other, known):
    if known:
        opened(office)
        later(office, minutes=11)
        other.clock.now = office.clock.now

    at_once(*(hears((office, other)[n % 2], picture(office, n)) for n in range(1, 4)))

    number = 1 + known
    assert cases(office) == list(range(1, number + 1))
    assert lines(office, number) == ["opened", "customer_wrote", "customer_wrote"]


def test_a_second_message_waits_until_it_is_known_what_the_first_one_made(office, other, store_url):
    opened(office)
    later(office, minutes=11)
    other.clock.now = office.clock.now
    slow, first = slowly(office, picture(office, 1))

    second = other.app.store.submit(act_of(picture(office, 2)))
    somebody_waits(store_url)
    slow.goes_on()

    first.result(10)
    second.result(10)
    assert lines(office, 2) == ["opened", "customer_wrote"]


def test_customers_who_write_at_the_same_instant_have_a_case_each(office, other):
    at_once(*(hears((office, other)[n % 2], in_help(office, "it broke", who=f"c{n}", thread=str(n))) for n in range(8)))

    assert sorted(cases(office)) == list(range(1, 9))
    assert len({case(office, number).customer for number in cases(office)}) == 8


# --- whose it is ------------------------------------------------------------------------------------------------------


def test_of_all_who_claim_at_once_one_has_it_and_the_others_are_told_who(office, other):
    opened(office)
    who = ("ana", "ben", "lea", "dan") * 2

    answers = at_once(*(hears((office, other)[n % 2], line(office, by, "claim C-1")) for n, by in enumerate(who)))

    by, claimed = owner(office)
    assert claimed
    assert lines(office) == ["opened", "claimed"]
    assert [answer.refused for answer, of in zip(answers, who, strict=True) if of != by] == [True] * 6


def test_claim_next_gives_two_people_two_cases(office, other):
    for who in ("maria", "ivan"):
        opened(office, who=who)
    slow, first = slowly(office, line(office, "ana", "claim next"))

    second = other.app.store.act(act_of(line(office, "ben", "claim next")))
    slow.goes_on()

    assert not first.result(10).refused
    assert not second.refused
    assert {owner(office, 1)[0], owner(office, 2)[0]} == {"ana", "ben"}


def test_of_two_cases_that_are_merged_into_each_other_one_goes_on(office, other):
    opened(office)
    later(office, minutes=11)
    other.clock.now = office.clock.now
    opened(office)
    says(office, "ana", "claim C-1")
    says(office, "ben", "claim C-2")

    answers = at_once(
        hears(office, line(office, "ana", "merge C-1 into C-2")),
        hears(other, line(office, "ben", "merge C-2 into C-1")),
    )

    states = {case(office, number).state for number in (1, 2)}
    assert states == {"merged", "open"}
    assert sorted(answer.refused for answer in answers) == [False, True]


@pytest.mark.parametrize("slow_one", [0, 1])
def test_two_merges_of_which_one_is_slower_end_alike(office, other, slow_one):
    opened(office)
    later(office, minutes=11)
    other.clock.now = office.clock.now
    opened(office)
    says(office, "ana", "claim C-1")
    says(office, "ben", "claim C-2")
    merges = [line(office, "ana", "merge C-1 into C-2"), line(office, "ben", "merge C-2 into C-1")]
    slow, first = slowly(office, merges[slow_one])

    second = other.app.store.act(act_of(merges[1 - slow_one]))
    slow.goes_on()

    assert (first.result(10).refused, second.refused) == (True, False)
    assert {case(office, number).state for number in (1, 2)} == {"merged", "open"}


# --- who is there -----------------------------------------------------------------------------------------------------

NEXT_WEEK = "2026-11-26"


def leaves(office, who):
    said = Profile(Address("slack", f"U{who.upper()}"), who.title(), "gone")
    return inbound(office, who, "", f"slack:{who}:gone", kind="profile", profile=said)


GOES = {
    "away": lambda office: line(office, "ana", f"away until {NEXT_WEEK}"),
    "left": lambda office: leaves(office, "ana"),
}
GIVEN = {
    "assigned": (lambda office: line(office, "lea", "assign C-1 to ana")),
    "claimed": (lambda office: line(office, "ana", "claim C-1")),
}


@pytest.mark.parametrize("goes", GOES)
@pytest.mark.parametrize("given", GIVEN)
def test_whoever_goes_while_a_case_is_given_to_them_does_not_end_up_with_it(office, other, goes, given):
    opened(office)
    slow, giving = slowly(office, GIVEN[given](office))

    going = other.app.store.act(act_of(GOES[goes](office)))
    slow.goes_on()

    giving.result(10)
    assert not going.refused
    assert_with_who_is_there(office)


@pytest.mark.parametrize("goes", GOES)
@pytest.mark.parametrize("given", GIVEN)
def test_whoever_is_given_a_case_while_they_go_does_not_end_up_with_it(office, other, store_url, goes, given):
    opened(office)
    slow, going = slowly(office, GOES[goes](office))

    giving = other.app.store.submit(act_of(GIVEN[given](office)))
    somebody_waits(store_url)
    slow.goes_on()

    assert not going.result(10).refused
    giving.result(10)
    assert_with_who_is_there(office)


def assert_with_who_is_there(office):
    by, claimed = owner(office)
    house, now = read(office, lambda tx: tx.house), office.clock.now
    assert not house.is_gone(by)
    if house.is_away(by, now):  # then by their own will: they claimed it when they had gone already
        assert (by, claimed, lines(office)) == ("ana", True, ["opened", "claimed"])
    if not claimed:
        assert by == house.on_duty("support", 0, now)


@pytest.mark.parametrize("first", ["opening", "duty"])
def test_what_is_opened_while_duty_changes_lies_with_who_is_on_duty(office, other, first):
    deeds = {"opening": in_help(office, "charged twice"), "duty": line(office, "lea", "duty ben until 17:00")}
    slow, slowly_done = slowly(office, deeds[first])
    (later_one,) = (deed for name, deed in deeds.items() if name != first)

    quickly_done = other.app.store.submit(act_of(later_one))
    slow.goes_on()

    assert not slowly_done.result(10).refused
    assert not quickly_done.result(10).refused
    assert owner(office) == ("ben", False)


def test_what_is_opened_while_the_one_on_duty_goes_lies_with_the_next(office, other):
    slow, opening = slowly(office, in_help(office, "charged twice"))

    assert not other.app.store.act(act_of(line(office, "lea", f"away until {NEXT_WEEK}"))).refused
    slow.goes_on()

    opening.result(10)
    assert owner(office) == ("dan", False)


def test_two_who_go_at_once_do_not_leave_it_to_each_other(office, other, store_url):
    opened(office)
    slow, first = slowly(office, line(office, "lea", f"away until {NEXT_WEEK}"))

    second = other.app.store.submit(act_of(line(office, "dan", f"away until {NEXT_WEEK}")))
    somebody_waits(store_url)
    slow.goes_on()

    assert not first.result(10).refused
    assert not second.result(10).refused
    assert owner(office)[0] == read(office, lambda tx: tx.house).on_duty("support", 0, office.clock.now)


def test_many_come_go_and_are_given_cases_at_once_and_everything_lies_with_who_is_there(office, other):
    for n in range(4):
        opened(office, who=f"c{n}")
    deeds = [
        line(office, "ana", f"away until {NEXT_WEEK}"),
        line(office, "lea", "assign C-1 to ana"),
        line(office, "lea", "duty ben until 17:00"),
        line(office, "ben", "claim C-2"),
        leaves(office, "dan"),
        line(office, "lea", "assign C-3 to dan"),
        in_help(office, "it broke", who="c9", thread="9"),
        line(office, "lea", "assign C-4 to ben"),
    ]

    answers = at_once(*(hears((office, other)[n % 2], deed) for n, deed in enumerate(deeds)))

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    house, now = read(office, lambda tx: tx.house), office.clock.now
    for number in cases(office):
        by, claimed = owner(office, number)
        assert not house.is_gone(by)
        assert not house.is_away(by, now)
        assert claimed or by == house.on_duty("support", 0, now)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["what begins it", "what follows"])
def test_words_in_a_thread_that_becomes_a_cases_at_the_same_instant_are_heard(office, other, first):
    begins, follows = in_help(office, "charged twice"), in_thread(office, "maria", "it was 50 euro", at=AFTERWARDS)
    one, another = (begins, follows) if first == "what begins it" else (follows, begins)
    slow, done = slowly(office, one)
    other.app.store.act(act_of(another))
    slow.goes_on()
    done.result(10)

    office.settles()

    assert story(office) == [("customer", "opened", "charged twice"), ("customer", "customer_wrote", "it was 50 euro")]
    assert read(office, lambda tx: unheard_in(tx, office.clock.now)) == []


def test_two_who_hear_what_was_left_behind_hear_it_once(office, other):
    opened(office)
    said = in_thread(office, "maria", "it was 50 euro")
    office.app.store.act(lambda tx: tx.keep_early(said))

    heard = at_once(*(lambda n=n: rounds.early_round((office, other)[n % 2].app.store) for n in range(4)))

    assert sum(heard) == 1
    assert lines(office) == ["opened", "customer_wrote"]
