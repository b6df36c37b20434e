"""A team's form: what it asks, what is wrong said beside it, what was typed kept, one case however often it is sent."""

FULL = {"name": "Maria", "category": "invoice", "text": "I was charged twice"}


def written(visitor, **typed):
    """Filled in, with what its category asks for."""
    visitor.goes("/intake/support").sends(**{**FULL, **typed})
    return visitor.sends(field__invoice_number="RO-2291")


def test_a_form_that_is_filled_in_makes_a_case_and_leads_to_its_page(site, maria):
    written(maria)

    assert maria.status == 200
    assert "C-1 · Customer support" in maria.text
    assert "I was charged twice" in maria.text
    assert "Lea Stan’s desk has C-1. A person writes to you by today 17:59." in maria.text
    assert [kind for _, kind, _ in site.story(1)] == ["opened", "field_set"]
    assert (site.case(1).category, site.case(1).known, site.case(1).via) == ("invoice", ("invoice number",), "form")
    assert site.case(1).team == "support"


def test_what_a_category_asks_for_is_asked_once_it_is_chosen_without_a_word_of_blame(site, maria):
    maria.goes("/intake/support").sends(**FULL)

    assert maria.status == 200
    assert "Just a little more" in maria.text
    assert maria.fault("field:invoice number") == ""
    assert maria.fields()["text"] == "I was charged twice"
    assert site.cases() == []


def test_another_category_asks_for_something_else(site, maria):
    maria.goes("/intake/support").sends(**FULL).sends(category="delivery")

    assert "Just a little more" in maria.text
    assert "order number" in maria.text
    assert "invoice number" not in maria.text
    assert site.cases() == []


def test_what_is_missing_is_said_beside_its_field_and_everything_typed_is_kept(site, maria):
    maria.goes("/intake/support").sends(name="", category="invoice", text="  ")

    assert maria.status == 422
    assert maria.fault("name") == "Please tell us your name."
    assert maria.fault("text") == "Please tell us what it is about."
    assert maria.fields()["category"] == "invoice"
    assert "Please look at 2 places" in maria.text
    assert maria.page.find("title").get_text() == "Not sent yet: Write to Customer support"
    assert [one["href"] for one in maria.page.select(".summary a")] == ["#f-1", "#f-3"]
    assert site.cases() == []


def test_a_field_that_its_category_wants_is_filled_in_or_not_known(site, maria):
    maria.goes("/intake/support").sends(**FULL).sends()
    assert maria.fault("field:invoice number") == "Please fill in “invoice number”, or say that you do not know."

    maria.sends(unknown__field__invoice_number="yes")

    assert "C-1" in maria.text
    assert site.case(1).unknowable == ("invoice number",)


def test_a_choice_that_there_is_not_is_refused_beside_its_field(site, maria):
    maria.goes("/intake/support").sends(**FULL | {"category": "delivery"})
    maria.posts(maria.path, maria.fields() | {"field:order number": "7", "field:size": "XXL"})

    assert maria.fault("field:size") == "size is one of: S or M."
    assert maria.fields()["field:order number"] == "7"


def test_the_same_form_sent_twice_makes_one_case_and_leads_to_the_same_page(site, maria):
    maria.goes("/intake/support").sends(**FULL)
    again = maria.fields() | {"field:invoice number": "RO-2291"}
    first = maria.posts("/intake/support", again).path

    assert maria.posts("/intake/support", again).path == first
    assert site.cases() == [1]


def test_whoever_goes_back_and_sends_other_words_adds_them_to_the_case(site, maria):
    maria.goes("/intake/support").sends(**FULL)
    form = maria.fields() | {"field:invoice number": "RO-2291"}
    maria.posts("/intake/support", form)

    maria.posts("/intake/support", form | {"text": "three times, in fact"})

    assert site.cases() == [1]
    assert site.story(1)[-1] == ("customer", "customer_wrote", "three times, in fact")
    assert "three times, in fact" in maria.text


def test_the_same_words_in_another_form_of_the_same_browser_are_the_same_for_an_hour_and_new_after_two(site, maria):
    written(maria)
    page = maria.path
    written(maria)
    assert (site.cases(), maria.path) == ([1], page)

    site.waits(hours=2)
    written(maria)
    assert site.cases() == [1, 2]

    written(site.visitor())
    assert site.cases() == [1, 2, 3]


def test_two_forms_of_one_browser_are_two_cases_of_two_customers(site, maria):
    written(maria)
    written(maria, text="and my parcel is late")

    assert site.cases() == [1, 2]
    assert site.case(1).customer != site.case(2).customer


def test_a_greeting_alone_is_sent_all_the_same_where_a_form_says_what_it_is_about(site, maria):
    written(maria, text="hello")

    assert site.cases() == [1]


def test_what_was_typed_is_there_again_until_it_is_sent(site, maria):
    maria.goes("/intake/support").sends("Keep it for later", name="Maria", text="half a thought")
    assert "kept in this browser for a week" in maria.text

    maria.goes("/intake/support")
    assert (maria.fields()["name"], maria.fields()["text"]) == ("Maria", "half a thought")
    assert site.visitor().goes("/intake/support").fields()["text"] == ""

    written(maria)
    assert maria.goes("/intake/support").fields()["text"] == ""


def test_whoever_starts_over_leaves_nothing_behind(site, maria):
    maria.goes("/intake/support").sends("Keep it for later", text="half a thought").sends("Start over")

    assert maria.fields()["text"] == ""


def test_a_draft_is_forgotten_after_a_week(site, maria):
    maria.goes("/intake/support").sends("Keep it for later", text="half a thought")

    site.waits(days=8)
    site.app.forget()

    assert maria.goes("/intake/support").fields()["text"] == ""


def test_a_form_of_another_browser_is_shown_once_more_with_what_was_typed(site, maria):
    form = site.visitor().goes("/intake/support").fields()
    maria.goes("/intake/support").posts("/intake/support", form | FULL)

    assert maria.status == 422
    assert "your browser keeps no cookies" in maria.text
    assert maria.fields()["text"] == "I was charged twice"
    assert site.cases() == []

    maria.sends().sends(field__invoice_number="RO-2291")
    assert site.cases() == [1]


def test_a_form_that_another_site_sends_is_turned_away(site, maria):
    form = maria.goes("/intake/support").fields() | FULL

    maria.posts("/intake/support", form, **{"Sec-Fetch-Site": "cross-site"})

    assert maria.status == 403
    assert site.cases() == []


def test_a_team_with_one_category_asks_no_more_than_it_must(site, maria):
    maria.goes("/intake/billing").sends(name="Maria", text="my money", category="refund")

    assert site.case(1).team == "billing"


def test_there_is_no_form_of_a_team_that_there_is_not(site, maria):
    maria.goes("/intake/nobody")

    assert maria.status == 404
    assert "There is no such page" in maria.text


def test_an_e_mail_is_asked_for_only_where_mail_goes_out(site, maria):
    assert "email" not in maria.goes("/intake/support").fields()


def test_words_of_people_are_text_and_nothing_else(site, maria):
    written(maria, text="<script>alert(1)</script> <b>bold</b> \u202e", name="<i>M</i>")

    assert maria.page.find("script") is None
    assert "<script>alert(1)</script> <b>bold</b> ⟨202E⟩" in maria.text
