"""A customer who wants to be forgotten: planted words, a planted name and a planted handle are hunted for."""

import json
from collections.abc import Callable
from typing import Any

from bot.app import month_of_team
from bot.commands.erasing import Somebody
from bot.programs.customer import everything_of
from bot.programs.erase import erase_customer
from bot.programs.facts import Fact
from bot.reports.plain import digest_json
from bot.settings import read_environment
from tests.stores import everything_in
from tests.stories.desk import Desk
from tests.stories.office import chat

WHO = "zyxomar"  # the customer, by name and by what their platform calls them
SAID = {
    "writes": "charged QUIXOTL twice",
    "thread": "it was the VEMBRASK card",
    "reply": "we found GLIMWORT",
    "note": "sounds like PLOVANTI",
    "question": "which FRUNDEL was it?",
    "field": "INV-KROZPIT",
    "advice": "look at DWINFAL",
    "pass": "needs HOSTRUMB",
    "resolution": "paid back by SNERQUEN",
    "rating": "because of TRELLOP",
    "upstream": "so that MORVENTA need not call again",
    "fixed": "PLINKSTAV is told at once now",
}
PLANTED = {place: words.split() for place, words in SAID.items()}
WORDS = [word for words in PLANTED.values() for word in words if len(word.strip("?")) > 5 and word.strip("?").isupper()]


def a_case_of_theirs(desk: Desk) -> None:
    """Everything that can be said about C-1 is said."""
    desk.writes(WHO, SAID["writes"])
    desk.writes("radu", "where is my parcel?")
    desk.says("ana", "claim C-1")
    desk.writes(WHO, SAID["thread"], in_thread_of="C-1")
    desk.says("ana", f"reply C-1: {SAID['reply']}")
    desk.says("ana", f"note C-1: {SAID['note']}")
    desk.says("ana", "set C-1 category: invoice")
    desk.says("ana", f"set C-1 invoice number: {SAID['field']}")
    desk.says("ana", f"consult C-1 @ben: {SAID['question']}")
    desk.says("ben", f"advise C-1: {SAID['advice']}")
    desk.says("ana", f"pass C-1 needs expertise: {SAID['pass']}")
    desk.says("cleo", "claim C-1")
    desk.says("cleo", f"ask C-1: {SAID['question']}")
    desk.writes(WHO, "the blue one", in_thread_of="C-1")
    desk.resolves("cleo", Text=SAID["resolution"])
    desk.says(WHO, f"rate C-1 5: {SAID['rating']}")
    desk.says("cleo", f"follow up C-1 @dan: {SAID['upstream']}")
    desk.says("dan", "resolve C-3")
    desk.sends("dan", Text=SAID["fixed"])
    desk.wait(hours=1)


def erases(desk: Desk, typed: str = "C-1", *, still: Callable[[], None] = lambda: None) -> int:
    """The bot is stopped, the program run, and the bot started again."""
    desk.app.store.close()
    environment = read_environment({"DATABASE_URL": desk.url})
    code = erase_customer(desk.config, environment, typed, yes=True)
    still()
    desk.is_down(seconds=1)
    desk.wait(minutes=1)
    return code


def kept(desk: Desk) -> bytes:
    """All that stands in the database.

    What a direct chat is called is left out: by it the ledger names the delivery that caused a line. A real platform
    makes that name up, while here it is made from the handle.
    """
    return everything_in(desk.url).replace(chat(WHO).encode(), b"")


def found(what: bytes | str, words: list[str] = [WHO, *WORDS]) -> list[str]:  # noqa: B006 # nobody changes it
    plain = what if isinstance(what, bytes) else what.encode()
    return [word for word in words if word.strip("?").lower().encode() in plain.lower()]


def figures(desk: Desk) -> str:
    return desk.read(lambda tx: digest_json([month_of_team("support", "2026-11", tx, desk.clock.now)]))


def everything(desk: Desk, customer: int) -> dict[str, Any]:
    return desk.read(lambda tx: everything_of(Somebody(customer), tx, desk.clock.now))


def test_what_was_planted_is_all_there_before_and_in_the_export_of_the_customer(desk):
    a_case_of_theirs(desk)

    assert found(kept(desk)) == [WHO, *WORDS]
    assert found(json.dumps(everything(desk, 1), ensure_ascii=False)) == [WHO, *WORDS]
    assert found(json.dumps(everything(desk, 2), ensure_ascii=False)) == []


def test_the_ledger_and_the_log_never_had_the_words(desk, caplog):
    a_case_of_theirs(desk)

    assert found(json.dumps(desk.ledger()), WORDS) == []
    assert found("\n".join(map(Fact().format, caplog.records)), WORDS) == []


def test_after_the_erasure_nothing_of_it_is_in_any_file(desk):
    a_case_of_theirs(desk)
    left: list[bytes] = []

    assert erases(desk, still=lambda: left.append(kept(desk))) == 0

    assert found(left[0]) == []
    assert found(kept(desk)) == []


def test_the_ledger_verifies_and_every_figure_is_as_it_was(desk):
    a_case_of_theirs(desk)
    desk.at("2026-12-02 10:00")
    before = figures(desk)

    erases(desk)

    assert figures(desk) == before
    assert desk.verify() == []
    assert desk.kinds("C-1")[-1] == "erased"
    assert desk.last("C-1")["by"] == "customer"


def test_the_card_is_drawn_anew_without_the_words(desk):
    a_case_of_theirs(desk)
    assert "QUIXOTL" in desk.card_text("C-1")

    erases(desk)

    assert "(erased)" in desk.card_text("C-1")
    assert found(desk.card_text("C-1")) == []
    assert "where is my parcel?" in desk.card_text("C-2")


def test_the_story_tells_what_happened_and_not_what_was_said(desk):
    a_case_of_theirs(desk)
    erases(desk)

    story = desk.says("cleo", "show C-1")

    assert "(erased)" in story
    assert found(story) == []
    assert "C-1" not in desk.says("cleo", "find QUIXOTL")


def test_whoever_writes_from_there_again_is_somebody_new(desk):
    a_case_of_theirs(desk)
    erases(desk)

    desk.writes(WHO, "me again")

    assert desk.case("C-3").customer not in (desk.case("C-1").customer, desk.case("C-2").customer)
    assert desk.case("C-1").state == "resolved"
    assert desk.verify() == []


def test_what_they_say_in_the_old_thread_begins_a_case(desk):
    a_case_of_theirs(desk)
    lines = len(desk.kinds("C-1"))
    erases(desk)

    desk.writes(WHO, "and one more thing", in_thread_of="C-1")

    assert len(desk.kinds("C-1")) == lines + 1
    assert desk.case("C-3").customer != desk.case("C-1").customer


def test_nothing_more_is_sent_to_them(desk):
    a_case_of_theirs(desk)
    saw = desk.customer_saw(WHO)
    erases(desk)

    desk.says("cleo", "reopen C-1: it came back")
    desk.says("cleo", "reply C-1: are you there?")
    desk.wait(days=16)

    assert desk.customer_saw(WHO) == saw


def test_the_clock_closes_the_case_as_it_would_have(desk):
    a_case_of_theirs(desk)
    erases(desk)

    desk.wait(days=15)

    assert desk.kinds("C-1")[-2:] == ["erased", "closed"]


def test_a_second_time_there_is_nothing_left(desk, capsys):
    a_case_of_theirs(desk)
    erases(desk)
    lines = desk.kinds("C-1")
    capsys.readouterr()

    assert erases(desk) == 0

    assert "nothing is left" in capsys.readouterr().out
    assert desk.kinds("C-1") == lines


def test_as_long_as_a_case_of_theirs_runs_nothing_is_erased_and_its_owner_is_named(desk, capsys):
    a_case_of_theirs(desk)
    desk.writes(WHO, "charged again")
    desk.says("ben", "claim C-4")
    before = desk.ledger()

    assert erases(desk, "C-4") == 1

    assert "C-4 · open · Ben Ionescu" in capsys.readouterr().err
    assert [line for line in desk.ledger() if line["case"]] == [line for line in before if line["case"]]


def test_named_by_what_was_asked_for_upstream_it_is_the_customer_who_is_forgotten(desk):
    a_case_of_theirs(desk)

    assert erases(desk, "C-3") == 0

    assert found(kept(desk)) == []
