"""What must be known of a case is gathered once, by a form or in plain words, and never stands before an answer."""

import pytest

from tests.stories import houses

ORDERS = houses.TWO_TIERS.replace(
    'categories = { invoice = ["invoice number"], delivery = ["order number", '
    '{ name = "size", type = "choice", of = ["S", "M"] }], other = [] }',
    'categories = { order = ["order number", { name = "size", type = "choice", of = ["S", "M"] }, '
    '{ name = "amount", type = "number" }, { name = "delivered on", type = "date" }] }',
)
RECEIPTS = ORDERS.replace('{ name = "delivered on", type = "date" }', '{ name = "receipt", type = "file" }')


@pytest.fixture
def orders(a_desk):
    """A desk at which every case is about an order, and four things must be known of it."""
    return a_desk(ORDERS)


def values(desk, case: str = "C-1") -> dict[str, str]:
    return {line["data"]["field"]: line["by"] for line in desk.ledger(case) if line["kind"] == "field_set"}


def opens(desk, who: str, line: str) -> None:
    """The form of a line; where none opens by itself there is a button for it."""
    if "Open the form" in desk.says(who, line):
        desk.presses(who, "Open the form")


def test_a_message_opens_its_case_at_once_and_what_is_missing_is_asked_for_once(orders):
    orders.writes("maria", "it is broken")
    orders.wait(minutes=1)
    orders.writes("maria", "and it smells")

    saw = orders.customer_saw("maria")
    assert orders.kinds() == ["opened", "customer_wrote"]
    assert saw.count("To go on with C-1 we also need: order number, size, amount") == 1
    assert "only our desk reads what you fill in there" in saw


def test_in_a_direct_message_it_may_simply_be_written(orders):
    orders.says("ivan", "it is broken")

    assert "Press the button, or simply write it here." in orders.customer_saw("ivan")


def test_nothing_waits_for_the_answer(orders):
    before = orders.writes("maria", "it is broken")

    orders.says("ana", "claim C-1")
    answer = orders.says("ana", "reply C-1: I look at it now.")

    assert before == ""
    assert "goes to" in answer
    assert orders.case().state == "open"


def test_the_customer_fills_in_all_of_it_by_a_press(orders):
    orders.writes("maria", "it is broken")

    orders.presses("maria", "Fill in")
    answer = orders.sends("maria", order_number="4711", size="M", amount="12", delivered_on="2026-11-17")

    assert "Thank you; that is with C-1 now." in answer
    assert values(orders) == dict.fromkeys(("order number", "size", "amount", "delivered on"), "customer")
    assert "order number: 4711" in orders.card_text()
    assert "delivered on: 17 Nov 2026" in orders.card_text()
    assert "Missing" not in orders.card_text()


def test_while_the_desk_claims_it_the_customers_form_stays_good(orders):
    orders.writes("maria", "it is broken")
    orders.presses("maria", "Fill in")

    orders.says("ana", "claim C-1")
    answer = orders.sends("maria", order_number="4711", size="M", amount="12", delivered_on="2026-11-17")

    assert "Thank you; that is with C-1 now." in answer


def test_what_is_missing_is_asked_for_where_the_case_is_acknowledged_until_it_is_there(orders):
    orders.writes("maria", "it is broken")
    assert len(orders.platform.customer_saw("maria")) == 1

    orders.writes("maria", "order number: 1, size M\namount: 5", in_thread_of="C-1")
    assert "we also need: delivered on." in orders.customer_saw("maria")

    orders.writes("maria", "delivered on: 2026-11-01", in_thread_of="C-1")
    assert "To go on" not in orders.customer_saw("maria")


def test_what_the_first_message_says_is_not_asked_for(orders):
    orders.writes("maria", "The order number is 4711, size M, and it is broken")

    assert values(orders) == {"order number": "customer", "size": "customer"}
    assert "we also need: amount and delivered on." in orders.customer_saw("maria")


def test_answers_in_plain_words_are_taken_and_told_to_the_desk(orders):
    orders.writes("maria", "it is broken")
    orders.says("ana", "claim C-1")

    orders.writes("maria", "the order number is 4711, size M", in_thread_of="C-1")

    assert orders.kinds()[-3:] == ["customer_wrote", "field_set", "field_set"]
    assert "the order number is 4711, size M" in orders.thread()
    assert "order number: 4711" in orders.card_text()
    assert "amount and delivered on" in orders.card_text()


def test_what_was_taken_can_be_corrected(orders):
    orders.writes("maria", "The order number is 4711, size M, and it is broken")
    orders.says("ana", "claim C-1")

    answer = orders.says("ana", "set C-1 order number: 4712")

    assert "filled in" in answer
    assert "order number: 4712" in orders.card_text()


def test_a_value_alone_is_taken_while_only_it_can_be_meant(orders):
    orders.writes("maria", "order number: 4711. size M\namount: 5\nit is broken")

    orders.writes("maria", "17.11.2026", in_thread_of="C-1")

    assert "delivered on: 17 Nov 2026" in orders.card_text()


def test_a_value_alone_answers_whoever_has_written(orders):
    orders.writes("maria", "order number: 4711\nsize: M\namount: 5\nit is broken")
    orders.says("ana", "claim C-1")
    orders.says("ana", "reply C-1: When did you order it?")

    orders.writes("maria", "17.11.2026", in_thread_of="C-1")

    assert "delivered on" not in values(orders)


def test_thanks_say_nothing(orders):
    orders.writes("maria", "it is broken")

    orders.writes("maria", "thanks", in_thread_of="C-1")

    assert values(orders) == {}


def test_of_what_cannot_be_read_nothing_is_taken_and_the_form_says_why(orders):
    orders.writes("maria", "it is broken")
    orders.presses("maria", "Fill in")

    answer = orders.sends("maria", order_number="4711", size="M", amount="12", delivered_on="2026-11-17")

    assert "Thank you" in answer


def test_the_desk_fills_in_what_it_knows_and_marks_what_the_customer_cannot_say(orders):
    orders.writes("maria", "it is broken")
    orders.says("ana", "claim C-1")

    orders.says("ana", "set C-1")
    answer = orders.sends("ana", order_number="4711", size="cannot say")

    assert "C-1 has it now: order number and size." in answer
    assert values(orders) == {"order number": "ana", "size": "ana"}
    assert orders.case().unknowable == ("size",)


def test_the_form_of_the_desk_shows_what_is_known_and_says_only_what_was_changed(orders):
    orders.writes("maria", "order number: 4711\nit is broken")
    orders.says("ana", "claim C-1")

    orders.says("ana", "set C-1")
    orders.sends("ana", size="M")

    assert orders.kinds() == ["opened", "field_set", "claimed", "field_set"]
    assert values(orders) == {"order number": "customer", "size": "ana"}


def test_passing_insists_on_what_fits(orders):
    orders.writes("maria", "order number: 4711, size: M\namount: 5\nit is broken")
    orders.says("ana", "claim C-1")

    asked = orders.says("ana", "pass C-1 needs expertise")
    orders.sends("ana", delivered_on="2026-11-17")

    assert "delivered on" in asked
    assert orders.owner_of() == "cleo"


def test_who_gets_a_case_back_fills_in_what_was_named_by_a_press(orders):
    orders.writes("maria", "order number: 4711, size: M\namount: 5\ndelivered on: 2026-11-17")
    orders.says("ana", "claim C-1")
    orders.says("ana", "pass C-1 needs expertise")
    orders.says("cleo", "claim C-1")
    orders.says("cleo", "return C-1: size")

    orders.presses("ana", "Fill in", of="C-1")
    orders.sends("ana", size="S")

    assert orders.case().known == ("order number", "amount", "delivered on", "size")
    assert "size: S" in orders.card_text()


def test_once_the_desk_says_what_it_is_about_the_customer_is_asked(desk):
    desk.writes("maria", "it is broken, order number: 4711")
    assert "To go on" not in desk.customer_saw("maria")
    desk.says("ana", "claim C-1")

    desk.says("ana", "set C-1 category: delivery")

    assert values(desk) == {"order number": "customer"}
    assert desk.customer_saw("maria").count("To go on with C-1 we also need: size.") == 1

    desk.says("ana", "set C-1 category: invoice")
    assert "invoice number." not in desk.customer_saw("maria")


def test_who_was_rung_up_is_not_asked_in_writing(orders):
    orders.writes("maria", "order number: 1\nsize: M\namount: 2\ndelivered on: 2026-11-17")
    orders.wait(hours=1)

    orders.says("ana", "new for Maria at 9:30: it is broken")

    assert "To go on with C-2" not in orders.customer_saw("maria")
    assert "order number, size, amount and delivered on" in orders.card_text("C-2")


def test_a_reopened_case_has_what_was_known(orders):
    orders.writes("maria", "order number: 1\nsize: M\namount: 2\ndelivered on: 2026-11-17")
    orders.says("ana", "claim C-1")
    orders.resolves("ana")

    orders.writes("maria", "it broke again", in_thread_of="C-1")

    assert "To go on" not in orders.customer_saw("maria")


def test_a_customers_own_form_is_whole_when_it_is_sent(orders):
    opens(orders, "ivan", "new")
    answer = orders.sends(
        "ivan", Text="it is broken", order_number="4711", size="M", amount="5", delivered_on="2026-11-17"
    )

    assert "we have C-1" in answer
    assert orders.case().known == ("order number", "size", "amount", "delivered on")
    assert "To go on" not in orders.customer_saw("ivan")


def test_a_form_for_several_categories_asks_for_what_the_chosen_one_wants(desk):
    opens(desk, "ivan", "new")
    more = desk.sends("ivan", Text="it is broken", Category="delivery")
    assert "order number" in more
    assert desk.ledger("C-1") == []

    answer = desk.sends("ivan", order_number="4711", size="M")

    assert "we have C-1" in answer
    assert (desk.case().category, desk.case().known) == ("delivery", ("order number", "size"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("amount: a lot", "amount is a number like 1,234.5; “a lot” is none, or could be two."),
        ("delivered on: 24.13.2026", "; “24.13.2026” is none."),
        ("size: XL", "size is one of: S or M."),
        ("order number: " + "9" * 1001, "order number has room for 1,000 characters."),
    ],
)
def test_a_value_is_judged_wherever_it_is_set(orders, typed, why):
    orders.writes("maria", "it is broken")
    orders.says("ana", "claim C-1")

    answer = orders.says("ana", f"set C-1 {typed}")

    assert why in answer
    assert orders.case().known == ()


def test_a_number_and_a_date_are_kept_the_same_however_they_were_written(orders):
    orders.writes("maria", "it is broken")
    orders.says("ana", "claim C-1")

    orders.says("ana", "set C-1 amount: 1.234,50")
    orders.says("ana", "set C-1 delivered on: 17 November 2026")

    assert "amount: 1,234.5" in orders.card_text()
    assert "delivered on: 17 Nov 2026" in orders.card_text()


def test_a_file_in_the_thread_is_what_was_asked_for(a_desk):
    desk = a_desk(RECEIPTS)
    desk.writes("maria", "order number: 1, size: M\namount: 5\nit is broken")

    saw = desk.customer_saw("maria")

    assert "we also need: receipt." in saw
    assert "send it to me in a direct message that says C-1" in saw
    assert "Fill in" not in saw


def test_everything_that_is_wrong_in_a_form_stands_beside_its_field(orders):
    orders.writes("maria", "it is broken, size: M\namount: 5")
    orders.says("ana", "claim C-1")
    orders.says("ana", "set C-1")
    orders.fills("ana", order_number="9" * 1001)

    answer = orders.sends("ana")

    assert "order number has room for 1,000 characters" in answer
    assert orders.case().known == ("size", "amount")


def test_a_call_of_last_night_is_filed_for_last_night_and_one_to_come_is_refused(desk):
    refused = desk.says("ana", "new for Maria at tomorrow 14:05: charged twice")
    desk.says("ana", "new for Maria at 16:05: charged twice")

    assert "as a time that has passed" in refused
    assert desk.case("C-1").spoken_at < desk.case("C-1").opened_at
    assert desk.deadline_of("C-1") == "2026-11-19 12:05"


def test_the_form_of_a_call_asks_when_it_was_and_then_for_what_the_category_wants(desk):
    desk.says("ana", "new")

    more = desk.sends("ana", Customer="Maria", Text="charged twice", Category="delivery")

    assert "C-1 is open and yours" in more
    desk.sends("ana", order_number="4711", size="cannot say")
    assert (desk.case().category, desk.case().known, desk.case().unknowable) == (
        "delivery",
        ("order number",),
        ("size",),
    )


def test_the_line_is_one_of_the_acknowledgement_and_comes_at_any_hour(orders):
    orders.at("2026-11-19 22:00")

    orders.writes("maria", "it is broken")

    assert "To go on with C-1 we also need" in orders.customer_saw("maria")
