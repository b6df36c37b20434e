"""How a case begins: what opens one, what does not, and what the customer is told."""


def test_a_message_becomes_a_case_that_the_person_on_duty_has_and_nobody_claimed(desk):
    desk.writes("maria", "I was charged twice")

    assert desk.owner_of("C-1") == "lea"
    assert not desk.case("C-1").claimed
    assert desk.deadline_of("C-1") == "2026-11-20 06:00"
    assert "nobody yet; it lies with Lea Stan" in desk.card_text("C-1")


def test_the_customer_is_told_whose_desk_has_it_and_by_when_a_person_writes(desk):
    desk.writes("maria", "I was charged twice")

    assert "Lea Stan’s desk has C-1. A person writes to you by today 17:59." in desk.customer_saw("maria")


def test_the_acknowledgement_is_edited_to_the_claimers_name(desk):
    desk.writes("maria", "I was charged twice")

    desk.says("ana", "claim C-1")

    assert "Ana Pop has C-1 and writes to you by today 17:59." in desk.customer_saw("maria")
    assert "Lea Stan" not in desk.customer_saw("maria")
