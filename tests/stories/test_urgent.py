"""The rare case that cannot wait until tomorrow."""


def late_and_urgent(desk):
    """C-1 is Ana's, marked at 17:00 and due at 19:00, when the desk is shut."""
    desk.at("2026-11-19 16:30")
    desk.writes("maria", "the lift stands still, people are in it")
    desk.says("ana", "claim C-1")
    desk.at("2026-11-19 17:00")
    return desk.says("ana", "urgent C-1: people are in it")


def test_an_urgent_case_is_due_two_hours_from_the_mark(desk):
    answer = late_and_urgent(desk)

    assert answer == "C-1 is urgent and due today 19:00, day and night."
    assert desk.deadline_of("C-1") == "2026-11-19 19:00"


def test_the_promise_stays_as_it_was(desk):
    late_and_urgent(desk)

    assert desk.promise_of("C-1") == "2026-11-20 12:30"


def test_an_earlier_deadline_stays(desk):
    desk.at("2026-11-19 16:30")
    desk.writes("maria", "charged twice")
    desk.at("2026-11-20 11:30")

    desk.says("lea", "urgent C-1: she moves out today")

    assert desk.deadline_of("C-1") == "2026-11-20 12:30"


def test_urgent_pings_come_at_any_hour(desk):
    late_and_urgent(desk)

    desk.at("2026-11-19 19:00")

    assert desk.owner_of("C-1") == "cleo"
    assert "C-1 is yours now" in desk.heard("cleo")
    assert "reached its limit at Front line" in desk.channel("leads")


def test_at_the_top_it_has_two_hours_more_day_and_night(desk):
    late_and_urgent(desk)

    desk.at("2026-11-19 21:00")

    assert "breached" in desk.kinds("C-1")
    assert "is past its limit" in desk.heard("mira")


def test_an_urgent_case_that_waits_and_wakes_has_its_two_hours_less_what_it_used(desk):
    desk.writes("maria", "the lift stands still")
    desk.says("ana", "claim C-1")
    desk.says("ana", "urgent C-1: people are in it")
    desk.wait(hours=1)
    desk.says("ana", "ask C-1: which house?")
    desk.wait(hours=3)

    desk.writes("maria", "number 5", in_thread_of="C-1")

    assert desk.deadline_of("C-1") == "2026-11-19 15:00"


def test_marked_while_waiting_its_two_hours_run_from_the_mark(desk):
    desk.writes("maria", "the lift stands still")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which house?")
    desk.wait(hours=1)
    desk.says("ana", "urgent C-1: people are in it")
    desk.wait(hours=1)

    desk.writes("maria", "number 5", in_thread_of="C-1")

    assert desk.deadline_of("C-1") == "2026-11-19 14:00"


def test_a_lead_marks_a_case_urgent_and_its_owner_is_told(desk):
    desk.writes("maria", "the lift stands still")
    desk.says("ana", "claim C-1")

    desk.says("lea", "urgent C-1: people are in it")

    assert "Lea Stan marked C-1 urgent" in desk.heard("ana")


def test_a_colleague_cannot_mark_it(desk):
    desk.writes("maria", "the lift stands still")
    desk.says("ana", "claim C-1")

    answer = desk.says("ben", "urgent C-1: people are in it")

    assert answer == "Only Ana Pop, who has C-1, or a lead can do that. You can “note” on it."


def test_it_is_marked_once(desk):
    late_and_urgent(desk)

    assert desk.says("ana", "urgent C-1: really") == "C-1 is urgent already, due today 19:00."


def test_the_solver_says_whether_it_was_rightly_so(desk):
    late_and_urgent(desk)

    desk.resolves("ana", Rightly_urgent="no")

    assert desk.last("C-1")["data"]["rightly_urgent"] is False


def test_urgent_ends_with_the_opening(desk):
    late_and_urgent(desk)
    desk.resolves("ana")

    desk.writes("maria", "it stands still again", in_thread_of="C-1")

    assert not desk.case("C-1").urgent
    assert desk.deadline_of("C-1") == "2026-11-20 13:00"
