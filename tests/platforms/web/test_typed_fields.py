"""What a category wants is judged on the web as everywhere, beside its field, in the reader's language."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.platforms.web.a_site import Site
from tests.stories.houses import TWO_TEAMS

INVOICE = (
    'invoice = ["invoice number", { name = "amount", type = "number" }, { name = "day", type = "date" },'
    ' { name = "copy", type = "file" }]'
)
TYPED = TWO_TEAMS.replace('invoice = ["invoice number"]', INVOICE, 1)
ROMANIAN = {"Accept-Language": "ro-RO,ro;q=0.9"}
RIGHT = {"field__invoice_number": "RO-7", "field__amount": "1.234,5", "field__day": "24.11.2026"}


@pytest.fixture
def site(store_url: str) -> Iterator[Site]:
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, teams=TYPED)
        with site.at_work():
            yield site


def begun(visitor, category="invoice", send="Send"):
    return visitor.goes("/intake/support").sends(send, name="Maria", category=category, text="charged twice")


def values(site, case=1):
    """As they are kept."""
    fields = [(name, words) for name, kind, words in site.story(case) if kind == "field_set"]
    return [words for _, words in fields]


def test_numbers_and_dates_are_read_in_their_writers_form_and_kept_the_same_for_everybody(site):
    elena = begun(site.visitor(**ROMANIAN), send="Trimiteți")

    elena.sends("Trimiteți", **RIGHT)

    assert elena.path.startswith("/c/")
    assert values(site) == ["RO-7", "1234.5", "2026-11-24"]
    assert site.case(1).known == ("invoice number", "amount", "day")


def test_each_fault_stands_beside_its_field_with_an_example_in_the_readers_form(site, maria):
    begun(maria).sends(field__invoice_number="x" * 1001, field__amount="much", field__day="soon")

    assert maria.status == 422
    assert maria.fault("field:invoice number").startswith("invoice number has room for 1,000 characters.")
    assert maria.fault("field:amount") == "amount is a number like 1,234.5; “much” is none, or could be two."
    assert maria.fault("field:day") == "day is a date like 24/11/2026; “soon” is none."
    assert maria.fields()["field:amount"] == "much"

    elena = begun(site.visitor(**ROMANIAN), send="Trimiteți")
    elena.sends("Trimiteți", **(RIGHT | {"field__amount": "mult"}))
    assert (
        elena.fault("field:amount")
        == "amount: este nevoie de un număr ca 1.234,5; „mult” nu este un număr sau se poate citi în două feluri."
    )
    assert site.cases() == []


def test_another_category_leaves_what_was_typed_for_the_first_one_until_it_is_sent(site, maria):
    begun(maria).sends(field__invoice_number="RO-7", field__amount="3", unknown__field__day="yes", category="delivery")
    assert "order number" in maria.text
    assert "invoice number" not in maria.text

    maria.sends(category="invoice", field__order_number="8")
    assert maria.fields()["field:invoice number"] == "RO-7"
    assert maria.fields()["field:amount"] == "3"
    assert "unknown:field:day" in maria.fields()

    maria.goes("/intake/support").sends(category="delivery")
    assert maria.fields()["field:order number"] == "8"
    maria.sends(unknown__field__size="yes")
    assert (site.case(1).category, site.case(1).known) == ("delivery", ("order number",))
    assert "RO-7" not in str(site.story(1))


def test_a_file_need_not_be_named_and_is_asked_for_on_their_page(site, maria):
    begun(maria).sends(**(RIGHT | {"field__amount": "3", "field__day": "2026-11-24"}))

    assert maria.path.startswith("/c/")
    assert "We also need this from you" in maria.text

    maria.sends("Send what is missing", field__copy="invoice.pdf")

    assert "copy" in site.case(1).known
    assert "We also need" not in maria.text


def test_what_a_program_left_out_is_taken_from_the_words_or_asked_for_on_the_page(site, maria):
    body = {"name": "Maria", "text": "charged twice, invoice number: RO-7", "category": "invoice", "locale": "ro"}
    told = site.do(site.sends_json("1", body | {"fields": {"amount": "1.234,5"}}))
    assert told.status == 201
    assert values(site) == ["1234.5", "RO-7"]

    maria.goes(told.body["link"])
    assert "Ce ne mai trebuie de la dumneavoastră" in maria.text
    maria.sends("Trimiteți ce lipsește", field__day="mâine poate")
    assert maria.status == 422
    assert maria.fault("field:day") == "day: este nevoie de o dată ca 24.11.2026; „mâine poate” nu este una."

    maria.sends("Trimiteți ce lipsește", field__day="24.11.2026")
    assert "day" in site.case(1).known


def test_what_a_program_sends_is_judged_as_a_form_is(site):
    fields = {"amount": "much", "day": "30.02.2026"}
    told = site.do(site.sends_json("1", {"name": "M", "text": "x", "category": "invoice", "fields": fields}))

    assert (told.status, list(told.body["errors"])) == (400, ["field:amount", "field:day"])


def test_whose_language_we_do_not_speak_reads_the_teams(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, teams=TYPED.replace("[teams.support]", '[teams.support]\nlanguage = "ro"'))
        with site.at_work():
            german = site.visitor(**{"Accept-Language": "de"}).goes("/intake/support")
            assert "Numele dumneavoastră" in german.text
            german.sends("Trimiteți", name="Greta", category="other", text="Kaputt")
            assert "Times on" not in german.text
            assert "Orele de pe această pagină" in german.text
            chinese = site.visitor(**{"Accept-Language": "zh-CN"}).goes("/intake/support")
            assert "您的姓名" in chinese.text


def test_on_the_page_of_a_case_everything_that_is_missing_is_named_choices_too(site, maria):
    site.do(site.sends_json("1", category="delivery"))

    maria.goes(site.link(1)).sends("Send what is missing")
    assert "Please look at 2 places" in maria.text
    assert maria.fault("field:order number") == "Please fill in order number."

    maria.sends("Send what is missing", field__order_number="8")
    assert "Please look at one place" in maria.text
    assert maria.fault("field:size") == "Please fill in size."
    assert site.case(1).known == ()


def test_where_only_a_file_is_missing_its_empty_field_is_not_taken_in_silence(site, maria):
    begun(maria).sends(**(RIGHT | {"field__amount": "3"}))

    maria.sends("Send what is missing")
    assert maria.fault("field:copy") == "Please fill in copy."

    maria.sends("Send what is missing", field__copy="invoice.pdf")
    assert "We also need this from you" not in maria.text
