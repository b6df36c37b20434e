import io
import json
import re
import unicodedata

import pytest

from bot.cli import FINE, USAGE


def ledger(run, place):
    _, out, _ = run(place, "export", "ledger")
    return [json.loads(line) for line in out.splitlines()]


def test_the_month_shows_what_everybody_sees(played):
    _, told = played

    for shown in (
        "Lea Stan’s desk has C-1. A person writes to you by today 17:59.",
        "Ana Pop has C-1. You can “note” on it, or ask Ana Pop to give it to you.",
        "I do not know “repyl”. Did you mean “reply”?",
        "please fill in: order number and what is broken",
        "is yours now (Nicoleta Bran: Where is my mother's armchair?)",
        "You will hear from me by tomorrow 12:00. — Cleo Marin",
        "Good morning. What came up while the desk was shut:",
        "Thank you. You gave C-1 5 of 5;",
        "Customer support, October 2026",
        "all in order.",
    ):
        assert shown in told


def test_what_is_told_fits_a_hundred_columns(played):
    _, told = played
    copied = told[told.index("  export DATABASE_URL") :]  # to be copied, however long

    lines = told.removesuffix(copied).splitlines()

    assert 150 < len(lines) < 330
    assert [line for line in lines if len(line) > 100] == []


def test_no_markup_and_no_control_character_is_told_without_a_terminal(played):
    _, told = played

    assert {sign for sign in told if unicodedata.category(sign) == "Cc"} == {"\n"}


def test_the_month_is_busy_and_goes_on(played, run):
    place, _ = played

    _, out, _ = run(place, "export", "cases")

    cases = [json.loads(line) for line in out.splitlines()]
    states = [case["state"] for case in cases]
    assert 150 <= len(cases) <= 250
    assert states.count("open") >= 5
    assert states.count("waiting") >= 1
    assert any(case["owner"] == "ana" and case["claimed"] and case["state"] == "open" for case in cases)


def test_everything_that_can_happen_at_a_desk_happens_in_it(played, run):
    place, _ = played

    kinds = {line["kind"] for line in ledger(run, place)}

    assert kinds >= {
        *("claimed", "passed_up", "given", "returned", "moved", "merged", "absorbed", "dismissed", "noted", "replied"),
        *("asked", "waited", "woken", "consulted", "advised", "marked_urgent", "promised", "categorised", "field_set"),
        *("nudged", "escalated", "breached", "answered_for", "resolved", "reopened", "closed", "rated", "handed_over"),
        *("configured", "sealed", "went_away", "came_back"),
    }


def test_some_cases_reach_the_top_and_one_stays_there(played, run):
    place, _ = played

    lines = ledger(run, place)

    escalated = {line["case"] for line in lines if line["kind"] == "escalated"}
    breached = {line["case"] for line in lines if line["kind"] == "breached"}
    answered = {line["case"] for line in lines if line["kind"] == "answered_for"}
    assert 5 <= len(escalated) <= 20
    assert breached & answered
    assert breached < escalated


def test_the_ledger_of_the_month_verifies(played, run):
    place, _ = played

    code, out, _ = run(place, "verify")

    assert code == FINE
    assert "all in order" in out


def test_the_digest_that_was_told_can_be_had_again(played, run):
    place, told = played

    code, out, _ = run(place, "digest", "--month", "2026-10", "--team", "support")

    assert code == FINE
    for line in out.splitlines()[:3]:
        assert line[:80] in told


def test_the_configuration_it_leaves_is_in_order(played, run):
    place, _ = played

    code, out, err = run(place, "check")

    assert code == FINE, out + err


def test_a_month_is_not_played_over_another(copied, run):
    before = ledger(run, copied)

    code, out, err = run(copied, "demo")

    assert code == USAGE
    assert out == ""
    assert "holds cases already" in err
    assert ledger(run, copied) == before


def test_what_is_refused_leaves_no_configuration_behind(copied, run):
    (copied.folder / "buckstop.toml").unlink()

    code, _, _ = run(copied, "demo")

    assert code == USAGE
    assert not (copied.folder / "buckstop.toml").exists()


def test_somebodys_own_configuration_stays_as_it_is(copied, run):
    copied.empty()
    (copied.folder / "buckstop.toml").write_text("# mine\n")

    code, _, err = run(copied, "demo")

    assert code == USAGE
    assert "another configuration" in err
    assert (copied.folder / "buckstop.toml").read_text() == "# mine\n"
    assert not (copied.folder / "buckstop.db").exists()


def test_every_run_plays_the_same_month_and_quietly_if_asked(played, run, copied):
    first, _ = played
    copied.empty()

    code, out, _ = run(copied, "demo", "--quiet")

    assert (code, out) == (FINE, "")
    assert [told(line) for line in ledger(run, copied)] == [told(line) for line in ledger(run, first)]


def told(line):
    """A line without what is drawn by lot: salts, the names of deliveries, hashes."""
    text = ("text", "note", "heads", "seal")
    kept = {name: line[name] for name in line if name not in ("hash", "request", "data")}
    return kept | {"data": {name: value for name, value in line["data"].items() if name not in text}}


@pytest.mark.parametrize("typed", ["ana: list mine", "ben: claim next", "cleo: report team last month", "/wait 20h"])
def test_what_to_try_next_can_be_typed(typed, played, copied, run, monkeypatch):
    _, told_ = played
    assert re.search(rf"^  {re.escape(typed)} ", told_, re.MULTILINE)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))

    code, out, err = run(copied, "console")

    assert code == FINE, err
    assert "Mon 2 Nov" in out
    for puzzled in ("do not know", "There is no", "went wrong", "Nothing follows"):
        assert puzzled not in out
