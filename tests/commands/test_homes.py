"""Somebody's own page: what stands on it, and that it is kept up to date for whoever looked at it once."""

from itertools import count

import pytest

from bot.app import draw_digest
from bot.commands.absence import leave, rejoin
from bot.messages.values import Address, Inbound, Speaker
from bot.scheduler.draw import shown_card
from bot.storage.whole import shown_surfaces

NUMBERS = count()


def looks(office, who: str) -> None:
    address = Address("slack", f"U{who.upper()}")
    open_page(office, Speaker(address, who.title()), Address("slack", f"{address.place}/home"))


def open_page(office, speaker: Speaker, place: Address) -> None:
    looked = Inbound((f"slack:home:{next(NUMBERS)}",), speaker, "", office.clock.now, place, kind="home")
    office.do(office.app.handle(looked))
    office.settles()


def page(office, who: str):
    """Their page as it was drawn last: its parts by the first words of their titles."""
    place = f"U{who.upper()}/home"

    def drawn(tx):
        (surface,) = (one for one in shown_surfaces(tx) if one.to.place == place)
        return shown_card(surface, tx, office.clock.now, draw_digest)

    return office.app.store.read(drawn)


def part(office, who: str, begins: str):
    (found,) = (one for one in page(office, who).parts if one.title.startswith(begins))
    return found


def cases(card) -> list[str]:
    return [row[0] for row in card.table.rows] if card.table else []


def labels(card) -> list[str]:
    return [one.label for one in card.buttons]


def redrawn(office, who: str) -> int:
    return len(office.to(f"U{who.upper()}/home"))


@pytest.fixture
def three(office):
    """C-1 is Ana's, C-2 is Ben's, C-3 is nobody's yet."""
    for who, words in (("maria", "charged twice"), ("ivan", "the lift stands still"), ("olga", "no parcel came")):
        office.says(who, words, at="help")
    office.says("ana", "claim C-1")
    office.says("ben", "claim C-2")
    office.settles()
    return office


def test_it_shows_my_cases_and_my_tiers_queue(three):
    looks(three, "ana")

    mine, queue = part(three, "ana", "Your cases"), part(three, "ana", "Unclaimed")
    assert (mine.title, cases(mine)) == ("Your cases: 1", ["C-1"])
    assert [one.says for one in mine.table.buttons] == ["show C-1"]
    assert (queue.title, cases(queue)) == ("Unclaimed at your tier: 1", ["C-3"])
    assert [(one.label, one.says) for one in queue.buttons] == [("Claim next", "claim next")]


def test_the_least_time_left_comes_first(three):
    three.says("lea", "urgent C-2: people are in it")
    three.says("lea", "assign C-2 @ana: he is busy")

    looks(three, "ana")

    assert cases(part(three, "ana", "Your cases")) == ["C-2", "C-1"]


def test_what_lies_with_the_person_on_duty_stands_in_the_queue_only(three):
    looks(three, "lea")

    assert cases(part(three, "lea", "Your cases")) == []
    assert cases(part(three, "lea", "Unclaimed")) == ["C-3"]


def test_it_asks_what_others_want_of_me_until_i_answer(three):
    three.says("ben", "consult C-2 @ana: which lift is that?")
    three.says("ben", "give C-2 @ana needs expertise")
    looks(three, "ana")

    offer, question = page(three, "ana").parts[2:4]
    assert page(three, "ana").parts[1].title == "Questions for you: 2"
    assert offer.title == question.title == "C-2 · Ivan · the lift stands still"
    assert offer.lines == ("Ben Ionescu offers it to you until today 14:00.",)
    assert labels(offer) == ["Claim", "Decline"]
    assert question.lines == ("Ben Ionescu asks you: which lift is that?",)
    assert labels(question) == ["Answer", "Show"]

    three.says("ana", "advise C-2: the one in the yard")
    three.says("ana", "decline C-2")

    assert part(three, "ana", "Questions").title == "Questions for you: 0"


def test_a_question_about_a_case_that_ended_is_none(three):
    three.says("ben", "consult C-2 @ana: which lift is that?")
    three.says("ben", "not a case C-2 spam")
    looks(three, "ana")

    assert part(three, "ana", "Questions").title == "Questions for you: 0"


def test_the_month_is_the_reports(three):
    three.says("ana", "pass C-1 needs permission")
    three.says("cleo", "claim C-1")
    three.sends("cleo", three.says("cleo", "resolve C-1").form, {"text": "paid", "outcome": "solved"})
    three.says("ana", "claim C-3")
    three.says("ana", "give C-3 @ben needs expertise")
    three.says("ben", "claim C-3")
    three.waits(days=1)  # Ben's two go to the top by the clock
    for who in ("ana", "ben", "cleo"):
        looks(three, who)
        shown = dict(part(three, who, "Customer support, November").facts)
        report = dict(row for row in three.says(who, "report me").card.table.rows)

        assert shown.items() <= report.items()
        assert set(shown) == {"Resolved", "Passed up", "Given", "Returned", "Escalated from", "Lost to the clock"}
    assert shown["Resolved"] == "1"


def test_it_says_whether_i_am_here_and_offers_the_other(three):
    looks(three, "ana")
    here = part(three, "ana", "You are here")
    assert [one.says for one in here.buttons] == ["away"]

    three.says("ana", "away until 2026-11-24")

    gone = part(three, "ana", "You are away until Tuesday")
    assert [one.says for one in gone.buttons] == ["back"]


def test_a_new_case_can_be_filed_from_it(three):
    looks(three, "ana")
    looks(three, "lea")

    assert [(one.label, one.says) for one in page(three, "ana").buttons] == [("New case", "new")]
    assert labels(page(three, "lea")) == ["New case", "Team"]


def test_twenty_cases_are_listed_and_the_others_counted(office):
    for n in range(22):
        office.says(f"c{n}", f"parcel {n} did not come", at="help")
        office.says("ana", "claim next")
    looks(office, "ana")

    mine = part(office, "ana", "Your cases: 22")
    assert len(mine.table.rows) == 20
    assert mine.lines == ("and 2 more: list mine",)


def test_who_is_of_no_tier_sees_neither_queue_nor_month(three):
    looks(three, "mira")

    assert [one.title for one in page(three, "mira").parts] == ["Your cases: 0", "Questions for you: 0"]
    assert labels(page(three, "mira")) == ["New case", "Team"]


@pytest.mark.parametrize(
    ("who", "does", "line"),
    [
        ("ana", "ana", "note C-1: she called"),
        ("ana", "ana", "claim C-3"),
        ("ben", "ana", "claim C-3"),  # the queue is his, too
        ("lea", "ana", "claim C-3"),
        ("ben", "lea", "assign C-1 @ben: he is free"),
        ("ana", "lea", "assign C-1 @ben: he is free"),
        ("ben", "ana", "give C-1 @ben needs expertise"),
        ("dan", "ana", "consult C-1 @dan: how?"),
        ("vera", "ana", "pass C-1 needs permission"),
        ("ana", "ana", "not a case C-1 spam"),
    ],
)
def test_a_change_that_concerns_somebody_draws_their_page_anew(three, who, does, line):
    looks(three, who)
    before = redrawn(three, who)

    three.says(does, line)
    three.settles()

    assert redrawn(three, who) == before + 1


def test_it_is_drawn_anew_when_a_new_case_comes_and_when_the_clock_takes_one(three):
    looks(three, "ben")
    before = redrawn(three, "ben")
    three.says("nora", "the door is stuck", at="help")
    three.settles()
    assert redrawn(three, "ben") == before + 1

    three.waits(hours=20)

    assert redrawn(three, "ben") > before + 1
    assert cases(part(three, "ben", "Your cases")) == []


def test_a_change_that_concerns_others_leaves_it_alone(three):
    looks(three, "vera")
    before = redrawn(three, "vera")

    three.says("ana", "note C-1: she called")
    three.says("ana", "claim C-3")
    three.settles()

    assert redrawn(three, "vera") == before


def test_nothing_is_shown_to_whoever_never_looked(three):
    three.says("ana", "claim C-3")
    three.settles()

    assert [where for where, _, _ in three.sent if where.endswith("/home")] == []


def test_looking_twice_is_one_page_drawn_anew(three):
    looks(three, "ana")
    looks(three, "ana")

    assert [how.startswith("edit") for where, _, how in three.sent if where == "UANA/home"] == [False, True]


def test_customers_see_their_own_running_cases_and_how_to_write(three):
    three.says("maria", "and the sofa came broken: it has three legs", at="help")
    looks(three, "maria")

    shown = page(three, "maria")
    assert shown.title == "Your cases with us"
    assert shown.lines[0] == "C-1 is open. We write to you by today 17:59."
    assert "direct message" in shown.lines[-1]
    assert [(one.label, one.says) for one in shown.buttons] == [("New case", "new")]
    assert shown.parts == ()


def test_customers_see_nobody_elses(three):
    looks(three, "stranger")

    assert page(three, "stranger").lines[0] == "Nothing of yours is open with us."


def test_a_guest_with_a_members_address_is_a_customer(three):
    guest = Speaker(Address("slack", "UANA"), "Ana", trusted=False)

    open_page(three, guest, Address("slack", "UANA/home"))

    assert page(three, "ana").title == "Your cases with us"


@pytest.mark.parametrize(
    ("before", "by", "line", "shows"),
    [
        (None, "ana", "away until 2026-11-24", "You are away until Tuesday"),
        (None, "lea", "away @ana until 2026-11-24", "You are away until Tuesday"),
        ("away until 2026-11-24", "ana", "back", "You are here"),
        ("away until 2026-11-24", "lea", "back @ana", "You are here"),
    ],
)
def test_going_away_and_coming_back_draw_ones_page_anew_though_no_case_changes_hands(office, before, by, line, shows):
    if before:
        office.says("ana", before)
    looks(office, "ana")
    drawn = redrawn(office, "ana")

    office.says(by, line)
    office.settles()

    assert redrawn(office, "ana") == drawn + 1
    assert part(office, "ana", shows)


def test_the_clock_brings_them_back_on_their_page_too(office):
    office.says("ana", "away until 12:00")
    looks(office, "ana")
    drawn = redrawn(office, "ana")

    office.waits(hours=2)

    assert redrawn(office, "ana") == drawn + 1


def test_the_page_of_somebody_who_left_is_drawn_no_more(three):
    looks(three, "ana")
    drawn = redrawn(three, "ana")

    three.app.store.act(lambda tx: leave(tx, "ana"))
    three.says("maria", "any news?", at="help")
    three.says("lea", "note C-1: she asks again")
    three.settles()

    assert redrawn(three, "ana") == drawn
    assert three.app.store.read(lambda tx: [one.key for one in shown_surfaces(tx) if one.kind == "home"]) == []


def test_whoever_is_one_of_us_again_has_a_page_again(three):
    looks(three, "ana")
    three.app.store.act(lambda tx: leave(tx, "ana"))
    three.app.store.act(lambda tx: rejoin(tx, "ana"))

    looks(three, "ana")

    assert page(three, "ana").title == "Your desk, Ana Pop"
