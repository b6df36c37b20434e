"""`buckstop export customer` and `erase customer`: who is meant, what is asked first, and what is left of them."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.commands.erasing import Somebody, erase_cases, known_by
from bot.messages.delivery import Budget, NotDelivered
from bot.messages.values import Address, Inbound, Outgoing, Profile, Say, Speaker, Whereabouts
from bot.programs.customer import export_customer
from bot.programs.erase import erase, erase_customer
from bot.programs.ledger import export, verify
from bot.programs.printing import CannotRun
from bot.settings import Environment, read_environment
from bot.storage import open_store
from tests.scheduler.office import Office
from tests.stores import ON_POSTGRESQL, ON_SQLITE, everything_in

SLACK, TEAMS = Address("slack", "U0ZYXOMAR"), Address("teams", "zyxo-4711")
EMAIL = "omar@brindlewick.example"
PLANTED = (
    "ZYXOMAR",
    "zyxo-4711",
    "brindlewick",
    "Halvorsen",
    "quixotl",
    "ZORBLE.pdf",
    "vembrask",
    "glimwort",
    "trellop",
)
HELP = Address("slack", "C0HELP")
EVER = datetime(2026, 1, 1, tzinfo=UTC)


def omar(address: Address = SLACK) -> Speaker:
    return Speaker(address, "Omar Halvorsen", email=EMAIL, locale="nb-NO", zone="Europe/Oslo")


@pytest.fixture
def office(store_url: str) -> Iterator[Office]:
    """C-1 was Omar's, on two platforms; C-2 is somebody else's. Much of it was never sent."""
    with asyncio.Runner() as runner:
        office = Office(store_url, runner.run)
        begins(office)
        yield office
        office.app.store.close()


@pytest.fixture
def environment(store_url: str) -> Environment:
    return read_environment({"DATABASE_URL": store_url})


@pytest.fixture
def kept(store_url: str) -> Callable[[], bytes]:
    return lambda: everything_in(store_url)


def hears(office: Office, by: Speaker, words: str, key: str, thread: str = "", **how) -> None:
    place = Address("slack", f"C0HELP/{thread}") if thread else None
    office.do(
        office.app.handle(
            Inbound((f"slack:C0HELP:{key}",), by, words, office.clock.now, place=HELP, thread=place, **how)
        )
    )


def begins(office: Office) -> None:
    store = office.app.store
    hears(office, omar(), "charged quixotl twice", "1", "1.1", kind="message", files=("ZORBLE.pdf",))
    profile = Profile(SLACK, "Omar Halvorsen", "person", email=EMAIL)
    office.do(office.app.handle(Inbound(("slack:2",), omar(), "", office.clock.now, kind="profile", profile=profile)))
    store.act(lambda tx: tx.add_address(1, TEAMS))
    store.act(lambda tx: tx.put_profile(Profile(TEAMS, "Omar Halvorsen", "person", email=EMAIL)))
    store.act(lambda tx: tx.spend((Budget("slack:post:U0ZYXOMAR", timedelta(seconds=1)),)))
    store.act(lambda tx: tx.put_whereabouts(Whereabouts(TEAMS, "https://smba.example", conversation="a:zyxo-4711")))
    office.do(
        office.app.handle(
            Inbound(
                ("slack:home:U0ZYXOMAR:1",),
                omar(),
                "",
                office.clock.now,
                Address("slack", "U0ZYXOMAR/home"),
                kind="home",
            )
        )
    )
    hears(office, Speaker(Address("slack", "U0RADU"), "Radu"), "where is my parcel?", "3", "3.1", kind="message")
    hears(office, omar(), "about the vembrask", "4", "9.9", kind="thread")  # in a thread that is no case's
    office.settles()
    office.says("ana", "claim C-1")
    office.says("ana", "reply C-1: we found the glimwort")
    office.says("ana", "not a case C-1 other: trellop")


def found(what: bytes | str) -> list[str]:
    plain = (what if isinstance(what, bytes) else what.encode()).lower()
    return [word for word in PLANTED if word.lower().encode() in plain]


def erased(office: Office, environment: Environment, typed: str = "1", **how) -> int:
    office.app.store.close()
    return erase_customer(office.app.config, environment, typed, **{"yes": True} | how)


def test_the_export_is_everything_that_is_kept_of_one_customer_and_of_nobody_else(office, environment, capsys):
    assert export_customer(office.app.config, environment, "1") == 0
    document = json.loads(capsys.readouterr().out)

    assert found(json.dumps(document)) == list(PLANTED)
    assert document["addresses"] == ["slack:U0ZYXOMAR", "teams:zyxo-4711"]
    assert [one["email"] for one in document["profiles"]] == [EMAIL, EMAIL]
    assert [line["kind"] for line in document["cases"][0]["lines"]] == ["opened", "claimed", "replied", "dismissed"]
    assert document["cases"][0]["lines"][0]["words"] == "charged quixotl twice\n[ZORBLE.pdf]"
    assert [one["kind"] for one in document["waiting"] if one["kind"] == "reply"] == ["reply", "reply"]
    assert document["unheard"][0]["words"] == "about the vembrask"
    assert "parcel" not in json.dumps(document)


@pytest.mark.parametrize("typed", ["1", "C-1", "c1", "slack:U0ZYXOMAR", "teams:zyxo-4711", EMAIL])
def test_a_customer_is_found_by_number_by_case_and_by_address(office, environment, capsys, typed):
    assert export_customer(office.app.config, environment, typed) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Omar Halvorsen"


@pytest.mark.parametrize("typed", ["99", "C-99", "slack:U0NOBODY", "nobody@example.com", "Omar", "", "C-1 or so"])
def test_somebody_whom_nobody_knows_is_a_kind_error(office, environment, typed):
    for program in (export_customer, erase_customer):
        with pytest.raises(CannotRun, match="Nobody is known as"):
            program(office.app.config, environment, typed)


def test_before_the_erasure_the_exports_for_everybody_name_them_and_nothing_of_what_was_said(
    office, environment, capsys
):
    export(office.app.config, environment, "ledger")
    assert found(capsys.readouterr().out) == []

    export(office.app.config, environment, "cases")
    assert found(capsys.readouterr().out) == ["Halvorsen"]


def test_after_it_nothing_of_them_is_in_any_file_nor_in_what_is_printed(office, environment, kept, capsys):
    assert found(kept()) == list(PLANTED)

    assert erased(office, environment) == 0

    assert found(kept()) == []
    export(office.app.config, environment, "cases")
    export(office.app.config, environment, "ledger")
    export_customer(office.app.config, environment, "1")
    assert found(capsys.readouterr().out) == []
    assert verify(office.app.config, environment) == 0


def test_it_says_in_numbers_what_went_and_what_is_out_of_reach(office, environment, capsys):
    erased(office, environment)

    said = capsys.readouterr().out
    assert "texts 3" in said
    assert "addresses 2" in said
    assert "Backups and exports made before today still have everything" in said


def test_what_was_still_to_be_sent_to_them_or_about_their_case_is_not(office, environment):
    erased(office, environment)
    before = len(office.sent)

    office.opens()
    office.settles()

    assert found("".join(what for _, what, _ in office.sent[before:])) == []
    assert not [where for where, _, _ in office.sent[before:] if where.startswith(("U0ZYXOMAR", "C0HELP/1.1"))]


def test_what_failed_is_not_tried_again_with_what_it_had_said(office, environment):
    office.fails["C0FRONT"] = NotDelivered("is_archived", permanent=True)
    office.settles()
    erased(office, environment)
    office.opens()

    back = office.app.store.act(lambda tx: tx.try_again(Address("slack", "C0FRONT"), ("is_archived",), EVER))

    assert back == 1  # the card of C-1, which is drawn anew


def test_a_list_that_names_others_too_goes_out_without_them(office, environment):
    listed = Say(
        "handed-case", {"case": "C-1", "customer": "Omar Halvorsen", "problem": "", "deadline": office.clock.now}
    )
    row = Outgoing(
        "list", Address("slack", "UBEN"), "ping", Say("story-line", {"at": "now", "what": listed}), person="ben"
    )
    office.app.store.act(lambda tx: tx.say(row))
    erased(office, environment)

    office.opens()
    office.settles()

    assert any("C-1" in what and "(erased)" in what for where, what, _ in office.sent if where == "UBEN")


def test_a_list_that_named_them_and_was_sent_keeps_nothing_of_it(office, environment, kept):
    listed = Say("said-back", {"who": "Omar Halvorsen about the quixotl"})
    office.app.store.act(lambda tx: tx.say(Outgoing("list", Address("slack", "UBEN"), "ping", listed, person="ben")))
    office.settles()

    erased(office, environment)

    assert found(kept()) == []


@ON_SQLITE
def test_what_was_deleted_earlier_and_only_marked_as_free_leaves_the_file_too(office, environment, kept):
    office.app.store.close()
    with sqlite3.connect(environment.database_url.removeprefix("sqlite:///")) as db:
        db.execute("PRAGMA secure_delete = OFF")  # which some builds have on from the start
        db.execute("DELETE FROM texts WHERE case_id = 1")
        db.execute("DELETE FROM early")
    db.close()
    assert "vembrask" in found(kept())

    erased(office, environment)

    assert found(kept()) == []


def test_other_customers_are_as_they_were(office, environment, capsys):
    export_customer(office.app.config, environment, "2")
    before = capsys.readouterr().out

    erased(office, environment)
    capsys.readouterr()

    export_customer(office.app.config, environment, "2")
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("answer", ["2\n", "\n", "", "yes\n"])
def test_nothing_happens_before_the_number_is_typed(office, environment, kept, answer):
    with pytest.raises(CannotRun, match="Nothing was erased"):
        erased(office, environment, yes=False, answer=lambda: answer)

    assert found(kept()) == list(PLANTED)


def test_typing_the_number_will_do_and_the_name_is_shown_first(office, environment, kept, capsys):
    assert erased(office, environment, yes=False, answer=lambda: "1\n") == 0
    assert capsys.readouterr().out.startswith("1, Omar Halvorsen: cases with words 1, texts 3, ")
    assert found(kept()) == []


@ON_SQLITE
def test_while_the_bot_runs_it_says_what_to_do(office, environment):
    with pytest.raises(CannotRun, match=r"is being written by process \d+ serve\. Stop it, run this again"):
        erase_customer(office.app.config, environment, "1", yes=True)


@ON_POSTGRESQL
def test_on_postgresql_it_is_done_while_the_bot_runs(office, environment, kept):
    assert erase_customer(office.app.config, environment, "1", yes=True) == 0

    assert found(kept()) == []
    hears(office, omar(), "me again", "8", "1.1", kind="thread")
    assert office.app.store.read(lambda tx: tx.case(3).customer) == 3


def test_a_second_time_there_is_nothing_left_even_while_the_bot_runs(office, environment, capsys):
    erased(office, environment)
    office.opens()
    capsys.readouterr()

    assert erase_customer(office.app.config, environment, "1") == 0
    assert capsys.readouterr().out == "1: nothing is left to erase.\n"


def test_whoever_owns_what_still_runs_is_named_and_nothing_is_erased(office, environment, kept, capsys):
    hears(office, omar(), "and another thing", "7", "7.1", kind="message")
    office.says("ben", "claim C-3")

    assert erased(office, environment) == 1

    assert "C-3 · open · Ben Ionescu" in capsys.readouterr().err
    assert found(kept()) == list(PLANTED)


def test_what_they_begin_while_they_are_being_erased_keeps_its_words_and_their_name(office):
    somebody = Somebody(1)
    whose = office.app.store.read(lambda tx: known_by(tx, somebody))
    hears(office, omar(), "and another thing", "7", "7.1", kind="message")

    _, still = erase(office.app.store, somebody, whose)

    assert [case.id for case in still] == [3]
    assert office.app.store.read(lambda tx: [tx.opening_words(number) for number in (1, 3)]) == [
        None,
        "and another thing",
    ]
    assert office.app.store.read(lambda tx: tx.customer(1).name) == "Omar Halvorsen"


def test_of_those_whom_nobody_named_only_the_case_goes(office, environment, capsys):
    for words in ("called about quixotl", "called about his parcel"):
        office.says("ana", f"new: {words}")
    for case in ("C-3", "C-4"):
        office.says("ana", f"not a case {case} spam")
    number = office.app.store.read(lambda tx: tx.case(3).customer)

    with pytest.raises(CannotRun, match="Say which case"):
        erased(office, environment, str(number))
    assert erased(office, environment, "C-3") == 0

    office.opens()
    assert office.app.store.read(lambda tx: tx.opening_words(3)) is None
    assert office.app.store.read(lambda tx: tx.opening_words(4)) == "called about his parcel"


def test_a_colleague_who_is_somebodys_customer_keeps_their_profile(office, environment):
    at = Address("slack", "UVERA")
    office.app.store.act(lambda tx: tx.put_profile(Profile(at, "Vera Luca")))
    number = office.app.store.act(lambda tx: tx.add_customer("Vera Luca", (at,)))

    assert erased(office, environment, str(number)) == 0

    office.opens()
    assert office.app.store.read(lambda tx: tx.profile(at)) == Profile(at, "Vera Luca")
    assert office.app.store.read(lambda tx: tx.customer(number).name) == "(erased)"


def test_cases_of_others_that_mention_the_name_are_told(office, environment, capsys):
    office.says("ben", "note C-2: ask Omar Halvorsen about it")

    erased(office, environment)

    assert "A case of somebody else mentions that name: C-2." in capsys.readouterr().out


def test_cut_off_in_the_middle_it_goes_on_when_it_is_run_again(office, environment, kept):
    office.app.store.act(lambda tx: erase_cases(tx, [1]))

    assert erased(office, environment) == 0
    assert found(kept()) == []
    with open_store(environment.database_url, office.clock, office.app.config.house, synchronous="OFF") as store:
        assert [line.event.kind for line in store.read(lambda tx: tx.lines(1))].count("erased") == 1
