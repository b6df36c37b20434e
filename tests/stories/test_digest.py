"""The month-end digest in its channel: once, on the first working day at nine, also when nobody ran then."""

from bot.scheduler.digests import post
from tests.stories.houses import TWO_TIERS as TEAMS

NOVEMBER = "Customer support, November 2026"
BELOW = [f"{NOVEMBER}: charts and figures", f"{NOVEMBER}: the customers", f"{NOVEMBER}: the work"]


def posts(desk):
    return [digest.splitlines()[0] for digest in desk.platform.channel("report")]


def titles_below(desk):
    return sorted(words.splitlines()[0] for words in desk.platform.below("report"))


def a_busy_november(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")
    desk.writes("ivan", "the lift stands still")
    desk.says("ben", "claim C-2")
    desk.says("ben", "pass C-2 needs permission")
    desk.says("cleo", "claim C-2")
    desk.resolves("cleo", "C-2")


def test_it_is_posted_on_the_first_working_day_at_nine(desk):
    a_busy_november(desk)

    desk.at("2026-12-01 08:59")
    assert desk.channel("report") == ""

    desk.wait(minutes=1)
    assert "Customer support, November 2026" in desk.channel("report")
    assert "Ana Pop" in desk.channel("report")


def test_it_is_posted_once(desk):
    a_busy_november(desk)

    desk.at("2026-12-04 12:00")

    assert posts(desk) == [NOVEMBER]
    assert titles_below(desk) == BELOW


def test_pictures_and_details_stand_in_its_thread_with_their_figures_in_words(desk):
    a_busy_november(desk)

    desk.at("2026-12-01 09:00")

    below = "\n".join(desk.platform.below("report"))
    assert "Cleo Marin, at the top" not in desk.channel("report")
    assert "Resolved and passed up, November 2026" in below
    assert "the work" in below


def test_drawn_anew_it_is_the_same_message_and_nothing_comes_twice(desk):
    a_busy_november(desk)
    desk.at("2026-12-01 09:00")
    before = desk.platform.channel("report"), desk.platform.below("report")

    desk.acts(lambda tx: post(tx, "support", "2026-11"))

    assert (desk.platform.channel("report"), desk.platform.below("report")) == before


def test_what_is_taken_back_of_an_earlier_month_is_said_where_it_happens(desk):
    desk.at("2026-11-30 10:00")
    a_busy_november(desk)
    desk.at("2026-12-01 09:00")
    posted = desk.platform.channel("report")
    desk.writes("maria", "it was charged again", in_thread_of="C-1")

    desk.at("2027-01-04 09:00")

    before, now = desk.platform.channel("report")
    assert [before] == posted
    assert "one resolution of an earlier month (1 of November 2026) was taken back" in now


def test_a_team_that_wants_no_names_is_counted_together(desk):
    a_busy_november(desk)
    desk.is_down(minutes=1, teams=TEAMS.replace("digest = ", "digest_names = false\ndigest = "))

    desk.at("2026-12-01 09:00")

    shown = desk.channel("report") + "\n".join(desk.platform.below("report"))
    assert "Names are switched off" in shown
    for name in ("Ana", "Ben", "Cleo", "Lea"):
        assert name not in shown


def test_what_was_missed_while_down_is_made_up_once(desk):
    a_busy_november(desk)

    desk.is_down(until="2026-12-03 15:00")
    assert posts(desk) == [NOVEMBER]

    desk.is_down(minutes=5)
    desk.wait(days=1)
    assert posts(desk) == [NOVEMBER]
    assert titles_below(desk) == BELOW


def test_every_month_has_its_own(desk):
    a_busy_november(desk)

    desk.at("2027-01-04 09:00")

    assert posts(desk) == ["Customer support, November 2026", "Customer support, December 2026"]


def test_before_a_first_case_there_is_none(desk):
    desk.at("2026-12-10 12:00")

    assert desk.channel("report") == ""


def test_a_number_of_it_can_be_opened_by_who_may_see_it(desk):
    a_busy_november(desk)
    desk.at("2026-12-01 09:00")

    desk.presses("mira", "Open a number")
    opened = desk.sends("mira", Figure="Passed up")

    assert "Passed up, November 2026: 1" in opened
    assert "the lift stands still" in opened
