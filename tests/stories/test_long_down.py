"""Nothing runs for weeks: when it starts again, each thing is said once, late, and saying so."""


def a_desk_with_work(desk):
    desk.at("2026-11-19 16:00")
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.writes("ivan", "the lift stands still")
    desk.writes("vlad", "a parcel is lost")
    desk.says("ben", "claim C-3")
    desk.resolves("ben", "C-3")


def digests(desk):
    return [one.splitlines()[0] for one in desk.platform.channel("report")]


def test_after_ten_weeks_every_month_has_its_digest_once(desk):
    a_desk_with_work(desk)

    desk.is_down(until="2027-02-03 11:00")
    desk.is_down(minutes=5)
    desk.wait(hours=1)

    months = ("November 2026", "December 2026", "January 2027")
    assert digests(desk) == [f"Customer support, {month}" for month in months]


def test_after_ten_weeks_each_case_is_where_it_would_be_and_the_gravest_is_said_once(desk):
    a_desk_with_work(desk)

    desk.is_down(until="2027-02-03 11:00")
    desk.is_down(minutes=5)

    assert desk.kinds("C-1") == ["opened", "claimed", "escalated"]
    assert desk.kinds("C-2") == ["opened", "escalated"]
    assert desk.kinds("C-3")[-1] == "closed"
    assert desk.owner_of("C-1") == desk.owner_of("C-2") == "cleo"
    assert set(desk.last("C-1")["data"]["overtaken"]) >= {"deadline_near", "promise_past"}
    assert desk.channel("leads").count("C-1") == 1


def test_after_ten_weeks_what_somebody_hears_is_few_and_says_that_it_is_late(desk):
    a_desk_with_work(desk)
    before = len(desk.pings("cleo"))

    desk.is_down(until="2027-02-03 11:00")

    heard = desk.pings("cleo")[before:]
    assert len(heard) <= 3  # both cases, and her list of what is unclaimed
    assert sum("This comes 74 d 23 h late." in one for one in heard) == 2


def test_what_rang_at_night_after_weeks_is_said_at_the_opening_as_one(desk):
    a_desk_with_work(desk)
    before = len(desk.pings("cleo"))

    desk.is_down(until="2027-02-03 03:00")
    assert desk.pings("cleo")[before:] == []
    desk.at("2027-02-03 09:01")

    told = [one for one in desk.pings("cleo")[before:] if "Its limit is over" in one]
    assert len(told) == 1
    assert told[0].count("late") == 2


def test_an_absence_that_ended_meanwhile_is_over(desk):
    desk.says("lea", "away until 2026-11-25")
    desk.writes("maria", "charged twice")
    assert desk.owner_of("C-1") == "dan"

    desk.is_down(until="2026-12-20 10:00")
    desk.writes("ivan", "the lift stands still")

    assert desk.owner_of("C-2") == "lea"


def test_the_clock_goes_on_from_the_downtime_as_if_it_had_been_there(desk):
    a_desk_with_work(desk)

    desk.is_down(until="2027-02-03 11:00")
    desk.wait(days=3)

    breaches = [line["at"] for line in desk.ledger("C-1") if line["kind"] == "breached"]
    assert breaches == sorted(set(breaches))
    assert len(breaches) >= 1
