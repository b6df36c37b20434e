"""The month-end digest in its channel: once, on the first working day at nine, also when nobody ran then."""


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

    assert len(desk.platform.channel("report")) == 1


def test_what_was_missed_while_down_is_made_up_once(desk):
    a_busy_november(desk)

    desk.is_down(until="2026-12-03 15:00")
    assert len(desk.platform.channel("report")) == 1
    assert "November 2026" in desk.channel("report")

    desk.is_down(minutes=5)
    desk.wait(days=1)
    assert len(desk.platform.channel("report")) == 1


def test_every_month_has_its_own(desk):
    a_busy_november(desk)

    desk.at("2027-01-04 09:00")

    titles = [digest.splitlines()[0] for digest in desk.platform.channel("report")]
    assert titles == ["Customer support, November 2026", "Customer support, December 2026"]


def test_before_a_first_case_there_is_none(desk):
    desk.at("2026-12-10 12:00")

    assert desk.channel("report") == ""
