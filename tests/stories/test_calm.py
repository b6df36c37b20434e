"""Moves happen on time, always; pings only in desk hours, few, and said once."""


def test_unclaimed_is_said_to_the_person_on_duty_then_the_deputy_then_the_lead_above(desk):
    desk.writes("maria", "charged twice")

    desk.at("2026-11-19 11:59")
    assert [desk.heard(who) for who in ("lea", "dan", "cleo")] == ["", "", ""]

    desk.at("2026-11-19 12:00")
    assert "One unclaimed with you: C-1, 2 h." in desk.heard("lea")
    assert desk.heard("dan") == ""

    desk.at("2026-11-19 14:00")
    assert "Nobody has claimed C-1 (Maria: charged twice)" in desk.heard("dan")
    assert desk.heard("cleo") == ""

    desk.at("2026-11-20 09:00")
    assert "C-1" in desk.heard("cleo")
    assert [line["data"]["alarm"] for line in desk.ledger("C-1") if line["kind"] == "nudged"][:2] == [
        "unclaimed_1",
        "unclaimed_2",
    ]


def test_at_the_top_the_third_time_goes_to_the_managers(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "pass C-1 needs permission")

    desk.at("2026-11-19 17:59")
    assert desk.heard("mira") == ""

    desk.at("2026-11-20 09:00")
    assert "C-1" in desk.heard("mira")


def test_what_lies_unclaimed_is_one_message_a_person_kept_up_to_date(desk):
    desk.writes("maria", "charged twice")
    desk.at("2026-11-19 12:00")
    desk.writes("ivan", "the lift stands still")
    desk.at("2026-11-19 14:00")

    (listed,) = [ping for ping in desk.pings("lea") if "unclaimed with you" in ping]
    assert listed.startswith("2 unclaimed with you, oldest C-1, 4 h.")

    desk.says("ana", "claim C-1")
    desk.says("ana", "claim C-2")

    assert "Nothing lies unclaimed with you." in desk.heard("lea")


def test_what_rang_while_the_desk_was_shut_is_said_once_when_it_opens(desk):
    for n, who in enumerate(("maria", "ivan", "olga"), start=1):
        desk.writes(who, "where is my parcel?")
        desk.says("ana", f"claim C-{n}")
        desk.says("ana", f"wait C-{n} until tomorrow 03:00 on courier: being traced")

    desk.at("2026-11-20 08:59")
    assert desk.case("C-1").state == "open"
    assert desk.heard("ana") == ""

    desk.wait(minutes=1)
    (said,) = desk.pings("ana")
    assert said.startswith("Good morning.")
    assert all(case in said for case in ("C-1", "C-2", "C-3"))


def test_at_the_opening_the_top_reads_everything_in_one_message(desk):
    for n, who in enumerate(("maria", "ivan", "olga"), start=1):
        desk.writes(who, f"charged {n} times")

    desk.at("2026-11-20 09:00")

    said = [ping for ping in desk.pings("cleo") if ping.startswith("Good morning")]
    assert len(said) == 1
    assert "C-1" in said[0]
    assert "C-3" in said[0]
    assert "At the top:" in said[0]


def test_at_a_desk_that_never_shuts_pings_come_when_they_ring(day_and_night):
    desk = day_and_night
    desk.at("2026-11-19 23:00")
    desk.writes("maria", "charged twice")

    desk.at("2026-11-20 01:00")

    assert "One unclaimed with you: C-1, 2 h." in desk.heard("lea")


def test_more_than_five_pings_for_one_person_are_one(desk):
    for n in range(6):
        desk.writes(f"customer{n}", f"charged {n + 2} times")
        desk.says("ana", f"claim C-{n + 1}")

    desk.at("2026-11-19 15:58")
    assert desk.heard("ana") == ""

    desk.wait(minutes=1)  # two desk hours before all six promises
    (said,) = desk.pings("ana")
    assert said.startswith("6 things at once")
    assert "C-6" in said


def test_five_pings_are_five(desk):
    for n in range(5):
        desk.writes(f"customer{n}", f"charged {n + 2} times")
        desk.says("ana", f"claim C-{n + 1}")

    desk.at("2026-11-19 15:59")

    assert len(desk.pings("ana")) == 5


def test_an_alarm_rings_once(desk):
    desk.writes("maria", "charged twice")

    desk.wait(days=5)

    alarms = [line["data"]["alarm"] for line in desk.ledger("C-1") if line["kind"] == "nudged"]
    at_the_top = alarms.index("unclaimed_1", 1)
    assert len(set(alarms[:at_the_top])) == at_the_top


def test_after_downtime_only_the_gravest_is_said_and_it_names_the_others(desk):
    desk.at("2026-11-19 16:00")
    desk.writes("maria", "charged twice")

    desk.is_down(until="2026-11-20 13:00")

    assert desk.kinds("C-1") == ["opened", "escalated"]
    escalated = desk.last("C-1")
    assert escalated["data"]["late_s"] == 3600
    assert set(escalated["data"]["overtaken"]) == {
        "unclaimed_1",
        "unclaimed_2",
        "promise_near",
        "promise_past",
        "deadline_near",
    }
    assert escalated["at"] == "2026-11-20T11:00:00Z"
    assert desk.owner_of("C-1") == "cleo"


def test_a_ping_that_comes_late_says_so(desk):
    desk.at("2026-11-19 16:00")
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")

    desk.is_down(until="2026-11-20 11:00")

    assert desk.last("C-1")["data"]["alarm"] == "deadline_near"
    assert "this comes 1 h late" in desk.heard("ana")


def test_after_downtime_the_clock_is_as_far_as_if_it_had_never_stopped(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.is_down(days=20)

    assert desk.case("C-1").state == "closed"


def test_nothing_reaches_the_customer_but_what_somebody_said_to_them(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "note C-1: she is rude")
    desk.says("ana", "set C-1 category: invoice")
    desk.says("ana", "consult C-1 @cleo: may we?")
    desk.says("ana", "pass C-1 to top needs permission: rude, too")
    desk.says("cleo", "claim C-1")
    desk.says("cleo", "urgent C-1: she shouts")
    desk.wait(days=3)

    _acknowledged, asked = desk.platform.customer_saw("maria")  # and nothing else
    assert "To go on with C-1 we also need: invoice number." in asked
    assert "rude" not in desk.customer_saw("maria")
