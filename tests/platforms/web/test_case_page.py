"""The customer's page: what they may read of their case, and what they do there."""

import asyncio

import pytest

from bot.messages.links import Links
from bot.messages.values import Address
from tests.platforms.web.a_site import Site
from tests.platforms.web.test_intake import written
from tests.stories.houses import TWO_TEAMS


@pytest.fixture
def page(site, maria):
    """Maria's own, of a case that she has just written."""
    written(maria)
    return maria


def resolved(site, text="One payment is on its way back."):
    form = site.says("ana", "resolve C-1").form
    site.sends("ana", form, {"text": text, "outcome": "solved", "told": "text"})


def test_it_says_who_has_the_case_and_by_when_they_hear(site, page):
    site.says("ana", "claim C-1")

    page.goes(site.link(1))

    assert "Ana Pop has C-1 and writes to you by today 17:59." in page.text
    assert "Times on this page: Eastern European Standard Time." in page.text


def test_replies_stand_there_by_name_and_notes_never(site, page):
    site.says("ana", "claim C-1")
    site.says("ana", "reply C-1: We found both payments.")
    site.says("ana", "note C-1: she is a difficult one")
    site.says("ana", "consult C-1 @ben: have you seen this before?")
    site.says("ben", "advise C-1: yes, last week")

    page.goes(site.link(1))

    assert "Ana Pop today 10:00 We found both payments." in page.text
    assert "difficult" not in page.html
    assert "seen this before" not in page.html
    assert "last week" not in page.html


def test_what_an_agent_filed_for_somebody_is_not_shown_to_them_in_the_agents_words(site, maria):
    site.says("ana", "new for Maria Ionescu: claims to be charged twice")

    maria.goes(site.link(1))

    assert "Ana Pop has C-1" in maria.text
    assert "claims" not in maria.html


def test_why_an_agent_reopened_it_stays_in_the_house(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    site.says("ana", "reopen C-1: Ben botched it")

    assert "botched" not in page.goes(site.link(1)).html


def test_what_they_add_reaches_whoever_has_it(site, page):
    site.says("ana", "claim C-1")

    page.goes(site.link(1)).sends(text="It was on 3 November.")

    assert site.story(1)[-1] == ("customer", "customer_wrote", "It was on 3 November.")
    assert "You today 10:00 It was on 3 November." in page.text


def test_an_answer_to_a_question_wakes_the_case(site, page):
    site.says("ana", "claim C-1")
    site.says("ana", "ask C-1: On which day was it?")
    page.goes(site.link(1))
    assert "Ana Pop has asked you something" in page.text
    assert "On which day was it?" in page.text

    page.sends(text="On the third.")

    assert site.case(1).state == "open"
    assert [kind for _, kind, _ in site.story(1)][-2:] == ["customer_wrote", "woken"]


def test_a_case_that_waits_for_somebody_outside_says_for_whom_and_until_when(site, page):
    site.says("ana", "claim C-1")
    site.says("ana", "wait C-1 until Friday 12:00 on bank: the bank looks for the second payment")

    page.goes(site.link(1))

    assert "We wait for bank until tomorrow 12:00." in page.text
    assert "the bank looks for the second payment" in page.text


def test_a_promise_that_was_not_kept_is_admitted(site, page):
    site.says("ana", "claim C-1")
    site.waits(hours=9)

    assert "We said that we would write to you by today 17:59, and have not." in page.goes(site.link(1)).text


def test_solved_closes_it(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    page.goes(site.link(1))
    assert "Ana Pop has marked your case as done." in page.text

    page.sends("Yes, it is solved")

    assert site.case(1).state == "closed"
    assert "Your case is closed." in page.text


def test_not_solved_opens_it_again_with_or_without_a_word(site, page):
    site.says("ana", "claim C-1")
    resolved(site)

    page.goes(site.link(1)).sends("No, it is not solved", text="Nothing has come.")

    assert site.case(1).state == "open"
    assert site.story(1)[-1] == ("customer", "reopened", "Nothing has come.")
    assert "Nothing has come." in page.text

    resolved(site)
    page.goes(site.link(1)).sends("No, it is not solved")
    assert site.case(1).reopenings == 2


def test_a_rating_says_what_made_it_so(site, page):
    site.says("ana", "claim C-1")
    resolved(site)

    page.goes(site.link(1)).sends("Send my rating", score="5", because="heard", text="She listened.")

    assert site.story(1)[-1] == ("customer", "rated", "She listened.")
    assert "You gave 5 of 5. Thank you. Change my rating" in page.text

    page.sends("Send my rating", score="4")
    assert "You gave 4 of 5." in page.text


def test_a_rating_without_a_number_is_asked_for_it_and_keeps_its_words(site, page):
    site.says("ana", "claim C-1")
    resolved(site)

    page.goes(site.link(1)).sends("Send my rating", text="She listened.")

    assert page.status == 422
    assert page.fault("score") == "Please choose a number from 1 to 5."
    assert page.fields("Send my rating")["text"] == "She listened."


def test_a_score_may_be_changed_for_its_while_and_is_only_shown_after_it(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    page.goes(site.link(1)).sends("Send my rating", score="2")
    site.waits(days=13)
    page.goes(site.link(1)).sends("Send my rating", score="4")
    stale = page.fields("Send my rating") | {"score": "1"}
    site.waits(days=2)

    assert "You gave 4 of 5. Thank you." in page.goes(site.link(1)).text
    assert "Change my rating" not in page.text

    page.posts(page.path, stale)
    assert [kind for _, kind, _ in site.story(1)].count("rated") == 2
    assert "You gave 4 of 5." in page.text


def test_who_never_gave_one_is_not_asked_for_ever(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    site.waits(days=15)

    assert "How was it for you?" not in page.goes(site.link(1)).text


def test_asked_once_more_a_week_later_they_give_another_one(store_url):
    with asyncio.Runner() as runner:
        site = Site(store_url, runner.run, teams=TWO_TEAMS.replace("[teams.support]", "[teams.support]\nask_later = 1"))
        with site.at_work():
            page = site.visitor()
            written(page)
            site.says("ana", "claim C-1")
            resolved(site)
            page.goes(site.link(1)).sends("Send my rating", score="5")
            site.waits(days=8)

            page.goes(site.link(1))
            assert "You gave" not in page.text
            page.sends("Send my rating", score="3")
            assert "You gave 3 of 5." in page.text


def test_nothing_at_all_is_not_sent(site, page):
    page.goes(site.link(1)).sends(text=" \n ")

    assert page.fault("text") == "Please write a few words."
    assert len(site.story(1)) == 2


def test_the_same_words_sent_twice_are_there_once(site, page):
    fields = page.goes(site.link(1)).fields() | {"text": "It was on 3 November."}

    page.posts(page.path, fields)
    page.posts(page.path, fields)

    assert [words for _, _, words in site.story(1)].count("It was on 3 November.") == 1


def test_a_press_that_is_no_longer_lawful_shows_how_it_stands(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    page.goes(site.link(1))
    other = site.visitor().goes(site.link(1))
    other.sends("Yes, it is solved")

    page.sends("Yes, it is solved")

    assert page.status == 200
    assert "Your case is closed." in page.text
    assert [kind for _, kind, _ in site.story(1)].count("closed") == 1


def test_thanks_reopen_nothing(site, page):
    site.says("ana", "claim C-1")
    resolved(site)

    page.goes(site.link(1)).sends("Yes, it is solved").sends(text="Thank you!")

    assert site.case(1).state == "closed"
    assert site.story(1)[-1] == ("customer", "customer_wrote", "Thank you!")


def test_words_two_weeks_later_open_another_case_and_lead_there(site, page):
    site.says("ana", "claim C-1")
    resolved(site)
    site.waits(days=20)
    page.goes(site.link(1))
    assert "that opens a new case" in page.text

    page.sends(text="It came back.")

    assert site.case(2).follows == 1
    assert "C-2 · Customer support" in page.text
    assert "It came back." in page.text


def test_a_merged_case_leads_to_where_it_goes_on(site, maria):
    for key in ("a", "b"):
        site.do(site.sends_json(key, customer="maria"))
    site.says("ana", "claim C-1")
    site.says("ana", "claim C-2")
    site.says("ana", "merge C-1 into C-2")

    maria.goes(site.link(1))

    assert "This goes on as C-2" in maria.text
    assert maria.page.find("a", class_="button")["href"] == site.link(2)
    assert "Write to us" not in maria.text


def test_what_was_taken_for_no_case_says_so_and_goes_on_with_a_word(site, page):
    site.says("ana", "claim C-1")
    site.says("ana", "not a case C-1 other: This is about somebody else’s shop.")

    page.goes(site.link(1))
    assert "We did not take this for a matter" in page.text
    assert "This is about somebody else’s shop." in page.text

    page.sends(text="No, it is yours.")
    assert site.case(1).state == "open"


def test_where_everything_was_erased_the_page_says_so_and_takes_nothing(site, page):
    fields = page.goes(site.link(1)).fields() | {"text": "hello again"}
    site.says("ana", "claim C-1")
    resolved(site)
    site.erases(1)

    page.goes(site.link(1))
    assert "What was said here has been erased" in page.text
    assert "charged" not in page.html
    assert "Maria" not in page.html

    page.posts(page.path, fields)
    assert site.case(1).state == "resolved"
    assert site.app.store.read(lambda tx: tx.customer(1).addresses) == ()


def test_erasing_somebody_forgets_drafts_too(site, page):
    other = site.visitor().goes("/intake/support").sends("Keep it for later", text="glimwort")
    site.says("ana", "claim C-1")
    resolved(site)

    site.erases(1)

    assert other.goes("/intake/support").fields()["text"] == ""


def test_somebody_of_slack_has_a_page_too_and_is_still_answered_in_slack(site, maria):
    site.says("maria", "charged twice", at="help")
    maria.goes(site.link(1)).sends(text="It was on 3 November.")
    site.says("ana", "claim C-1")
    site.says("ana", "reply C-1: We found it.")
    site.settles()

    assert [by for by, kind, _ in site.story(1) if kind == "customer_wrote"] == ["customer"]
    assert any("We found it." in what for where, what, _ in site.sent if where.startswith("C0HELP"))
    assert "We found it." in maria.goes(site.link(1)).text


def test_nobodys_case_has_no_page(site, maria):
    site.says("ana", "new: somebody rang")

    assert maria.goes(site.link(1)).status == 404


def test_a_link_that_was_not_made_here_leads_nowhere_and_looks_like_any_other_that_does(site, page):
    token = site.link(1).rpartition("/")[2]
    wrong = [token[:-1] + ("A" if token[-1] != "A" else "B"), token[:31], token.swapcase(), "1", "C-1", "%00", "ü" * 32]
    wrong.append(Links("x", ("another key",)).path(1).rpartition("/")[2])
    missing = site.visitor().goes("/intake/nobody").html

    for one in wrong:
        page.goes(f"/c/{one}")
        assert (page.status, page.html) == (404, missing), one


def test_a_link_tells_no_number_and_an_older_key_still_opens_it():
    old, new = Links("https://x.example", ("old",)), Links("https://x.example", ("new", "old"))

    assert new.read(old.path(42).removeprefix("/c/")) == 42
    assert new.read(new.path(42).removeprefix("/c/")) == 42
    assert old.read(new.path(42).removeprefix("/c/")) is None
    assert old.path(42)[:10] != old.path(43)[:10]
    assert old.of(42) == f"https://x.example{old.path(42)}"
    assert Links(None, ("old",)).of(42) is None


def test_what_is_said_to_them_has_nowhere_else_to_go_and_waits_for_nobody(site, page):
    site.says("ana", "claim C-1")
    site.says("ana", "reply C-1: We found both payments.")

    site.settles()

    assert site.app.store.read(lambda tx: tx.earliest_outbox(site.clock.now)) is None


def test_who_speaks_on_a_page_is_its_customer_and_no_colleague(site, maria):
    site.says("lea", "charged twice", at="bills")  # a colleague who is another team's customer

    maria.goes(site.link(1)).sends(text="claim C-1")

    assert site.case(1).claimed is False
    assert site.story(1)[-1] == ("customer", "customer_wrote", "claim C-1")
    assert Address("web", "c1") in site.app.store.read(lambda tx: tx.customer(1).addresses)
