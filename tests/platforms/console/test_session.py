"""At the terminal: what is typed reaches the desk as it was meant, and what comes back is printed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.values import Address, Answer, Card, Receipt, Say
from tests.platforms.console.desk import FRONT, NOON, PASS, Terminal, a_card

OFF = Say("console-bye")


def test_a_persons_line_is_a_direct_command():
    desk = Terminal()

    desk.types("Ana: claim C-1")

    assert desk.last.kind == "dm"
    assert desk.last.text == "claim C-1"
    assert desk.last.speaker.address == Address("console", "ana")
    assert desk.last.speaker.name == "Ana Pop"
    assert desk.last.at == NOON
    assert desk.last.place is None


def test_a_message_in_a_channel_begins_a_thread_there():
    desk = Terminal()

    desk.types("maria@help: charged twice", "maria.pop@C0TOP: again")
    first, second = desk.heard

    assert (first.kind, first.place, first.text) == ("message", Address("console", "help"), "charged twice")
    assert first.thread is not None
    assert str(first.thread).startswith("console:help/")
    assert first.speaker.name == "Maria"
    assert second.place == Address("slack", "C0TOP")
    assert str(second.thread).startswith("slack:C0TOP/")
    assert second.speaker.name == "Maria Pop"
    assert first.keys != second.keys


def test_words_in_the_customers_thread_are_about_its_case():
    desk = Terminal()
    desk.types("maria@help: charged twice")
    thread = desk.last.thread
    assert thread is not None
    desk.shows(thread, Card("Lea’s desk has C-1."))

    desk.types("maria@C-1: thanks")
    assert (desk.last.kind, desk.last.about, desk.last.thread, desk.last.place) == ("thread", 1, thread, thread)

    desk.types("maria@C-2: and this?")
    assert (desk.last.kind, desk.last.about, desk.last.thread, desk.last.place) == ("thread", 2, None, None)


def test_the_answer_comes_first_and_then_what_follows():
    desk = Terminal()
    desk.answers["claim"] = Answer((OFF,))
    desk.waiting = [(FRONT, a_card(1), None), (Address("console", "lea"), "C-1 is claimed", None)]

    assert desk.types("ana: claim C-1").splitlines() == [
        "─── Thu 19 Nov 16:44",
        "› ana: claim C-1",
        "→ ana  Goodbye. Everything is kept.",
        "#front  C-1 · Maria · charged twice",
        "    Owner  nobody yet",
        "    Due    tomorrow 12:44 · 20 h left",
        "    [Claim] [Pass up]",
        "@lea (direct)  C-1 is claimed",
    ]


def test_a_story_is_told_in_the_thread_of_its_card():
    desk = Terminal()
    receipt = desk.shows(FRONT, a_card(1))
    desk.waiting = [(FRONT, "Ana claimed it", receipt)]

    assert desk.types("ana: claim C-1").splitlines()[-1] == "#front › C-1  Ana claimed it"


def test_pressing_says_what_the_button_says():
    desk = Terminal()
    desk.shows(FRONT, a_card(1))

    desk.types("ana> press claim")

    assert (desk.last.kind, desk.last.text, desk.last.seen, desk.last.about) == ("press", "claim C-1", 7, 1)


@pytest.mark.parametrize("typed", ["press Pass C-1", "press C-1 pass up", "press c1 PASS"])
def test_a_button_of_an_older_card_is_pressed_by_its_case(typed):
    desk = Terminal()
    desk.shows(FRONT, a_card(1))
    desk.shows(FRONT, a_card(2))

    desk.types(f"ana> {typed}")

    assert desk.last.text == "pass up C-1"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("cleo> press Claim", "no card with buttons before cleo"),
        ("ana> press Claim C-9", "sees no card of C-9"),
        ("ana> press Juggle", "there are Claim, Clear and Pass up"),
        ("ana> press C", "“C” may be Claim and Clear. Type"),
        ("ana> press", "Which button? There are Claim, Clear and Pass up"),
    ],
)
def test_a_button_that_is_not_there_is_not_pressed(typed, told):
    desk = Terminal()
    desk.shows(FRONT, a_card(1, "Claim", "Clear", "Pass up"))

    assert told in desk.types(typed)
    assert desk.heard == []


def test_a_form_is_filled_in_and_sent():
    desk = Terminal()
    desk.answers["pass C-1"] = Answer(form=PASS)
    shown = desk.types("ana: pass C-1")
    desk.answers["pass C-1"] = Answer((OFF,))

    filled = desk.types("ana> note: one charge only", "ana> reason: needs")
    sent = desk.types("ana> send")

    assert "→ ana  Pass C-1 up" in shown
    assert "→ ana  Reason: needs expertise\n    Still wanted: order number." in filled
    assert (desk.last.kind, desk.last.text, desk.last.seen) == ("form", "pass C-1", 4)
    assert desk.last.answers == {
        "reason": "needs expertise",
        "note": "one charge only",
        "field:order number": "",
        "to_top": "no",
    }
    assert "Goodbye" in sent
    assert "No form is open for ana" in desk.types("ana> send")


def test_faults_stand_beside_their_fields_and_what_was_typed_stays():
    desk = Terminal()
    desk.answers["pass C-1"] = Answer(form=PASS)
    desk.types("ana: pass C-1", "ana> note: my words")
    desk.answers["pass C-1"] = Answer(faults={"reason": OFF}, refused=True)

    shown = desk.types("ana> send").splitlines()

    assert shown[shown.index("        ✗ Goodbye. Everything is kept.") - 2].strip() == "* Reason: –"
    assert "      Note: my words" in shown
    desk.answers["pass C-1"] = Answer((OFF,), refused=True)
    assert "stays open with what you typed" in desk.types("ana> send")
    assert "my words" in desk.types("ana> form")
    assert "put away unsent" in desk.types("ana> cancel")
    assert "No form is open" in desk.types("ana> form")


def test_a_form_below_another_comes_up_again():
    desk = Terminal()
    desk.answers["pass"] = Answer(form=PASS)
    desk.answers["resolve"] = Answer(form=replace(PASS, title="Resolve C-2", says="resolve C-2"))

    told = desk.types("ana: pass C-1", "ana> note: kept", "ana: resolve C-2", "ana> cancel")

    assert "“Pass C-1 up” lies open as before" in told
    assert "Note: kept" in desk.types("ana> form")


def test_everybody_has_forms_of_their_own():
    desk = Terminal()
    desk.answers["pass"] = Answer(form=PASS)
    desk.types("ana: pass C-1")

    assert "No form is open for lea" in desk.types("lea> note: x")


def test_one_can_be_somebody():
    desk = Terminal()
    desk.answers["pass"] = Answer(form=PASS)

    assert "You are Ana Pop now" in desk.types("/as Ana")
    desk.types("claim C-1")
    assert (desk.last.speaker.address.place, desk.last.text) == ("ana", "claim C-1")
    desk.types("pass C-1", "note: words", "reason: other")
    assert "Note: words" in desk.types("form")
    desk.types("@help: hi")
    assert (desk.last.kind, desk.last.speaker.address.place) == ("message", "ana")
    assert "a customer nobody has heard of yet" in desk.types("/as zoe")
    assert "You are Maria now, a customer." in desk.types("/as maria")
    desk.types("my parcel: broken")
    assert (desk.last.speaker.name, desk.last.text) == ("Maria", "my parcel: broken")
    assert "nobody in particular" in desk.types("/as")
    assert "Who says that?" in desk.types("claim C-1")
    assert "one name of letters" in desk.types("/as two words")


def test_a_mistyped_name_is_asked_about_before_it_becomes_a_customer():
    desk = Terminal()

    assert "Did you mean lea?" in desk.types("/as le")
    assert desk.session.speaker is None
    assert "a customer nobody has heard of yet" in desk.types("/as le")
    assert desk.session.speaker == "le"


def test_time_passes_when_it_is_told_to():
    desk = Terminal()

    assert desk.types("/wait 20h").splitlines()[-1] == "─── Fri 20 Nov 12:44"
    assert desk.types("/at 2026-11-20 16:50").splitlines()[-1] == "─── Fri 20 Nov 16:50"
    assert desk.moved == [NOON + timedelta(hours=20), NOON + timedelta(hours=24, minutes=6)]
    assert "only goes forward, and it is 2026-11-20 16:50" in desk.types("/at 2026-11-20 16:50")
    assert "Type how long" in desk.types("/wait for it")
    assert "/at 2026-11-20 16:50" in desk.types("/at some time")
    assert len(desk.moved) == 2


def test_what_was_due_meanwhile_stands_under_its_own_time():
    desk = Terminal()
    desk.types("/now")
    desk.now += timedelta(hours=18)
    desk.out.clear()

    desk.shows(FRONT, "Nobody has claimed C-1.")
    desk.shows(FRONT, "Nobody has claimed C-2.")

    assert desk.out == ["─── Fri 20 Nov 10:44", "#front  Nobody has claimed C-1.", "#front  Nobody has claimed C-2."]


def test_one_can_watch_some_places_only():
    desk = Terminal()
    desk.shows(FRONT, a_card(1))
    desk.shows(Address("console", "lea"), "before")

    watched = desk.types("/watch #front")
    assert "Shown from now on: #front" in watched
    assert "#front  C-1" in watched
    desk.waiting = [(FRONT, "seen", None), (Address("console", "lea"), "unseen", None)]
    assert "unseen" not in desk.types("ana: claim C-1")
    assert "before" in desk.types("/watch @lea, help")
    assert "There is no “nowhere”" in desk.types("/watch nowhere")
    assert "Everything is shown" in desk.types("/watch all")


def test_one_can_look_around():
    desk = Terminal()
    receipt = desk.shows(FRONT, a_card(1))
    desk.shows(FRONT, "Ana claimed it", thread=receipt)

    assert "·   ana    Ana Pop     #front" in desk.types("/people")
    assert "maria  Maria       customer" in desk.types("/people")
    assert "    #C0TOP                 slack:C0TOP" in desk.types("/channels")
    assert "#front › C-1  Ana claimed it" in desk.types("/thread C-1")
    assert "Nothing about C-2" in desk.types("/thread 2")
    assert "Which case?" in desk.types("/thread")
    assert "Thursday 19 November 2026 16:44 in Europe/Bucharest" in desk.types("/now")
    assert "The digest of None" in desk.types("/digest")
    assert "The digest of 2026-10" in desk.types("/digest 2026-10")
    assert "Type the month like" in desk.types("/digest october")
    assert "ana: claim C-1" in desk.types("/help")
    assert not desk.session.done
    desk.types("/quit")
    assert desk.session.done
    assert desk.heard == []


def test_silence_is_noticed():
    desk = Terminal()

    assert desk.types("ana@front: morning all").splitlines()[-1] == "· Nothing follows from that."


def test_what_goes_wrong_at_the_desk_is_told_kindly(caplog):
    desk = Terminal()

    async def broken(inbound):
        raise RuntimeError(inbound.text)

    desk.session.wires = replace(desk.session.wires, handle=broken)

    shown = desk.types("ana: claim C-1")

    assert "That went wrong on my side" in shown
    assert "Traceback" not in shown
    assert caplog.records[0].error in shown  # type: ignore[attr-defined] # put there by `extra`
    desk.session.wires = replace(desk.session.wires, handle=desk.handle)
    desk.types("ana: claim C-1")
    assert desk.last.text == "claim C-1"


def test_peoples_words_cannot_speak_for_the_terminal():
    desk = Terminal()
    desk.waiting = [(FRONT, "Maria wrote: hi\n#front  C-1 is resolved\r\x1b[2K→ ana  all is well", None)]

    shown = desk.types("maria@help: hi\n#front  C-1 is resolved\x1b[2J")

    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line.startswith("#front")] == ["#front  Maria wrote: hi"]
    assert "    #front  C-1 is resolved" in shown.splitlines()


def test_colours_are_for_terminals():
    plain, coloured = Terminal(), Terminal(colours=True)

    said, painted = (desk.types("ana> send", "/people") for desk in (plain, coloured))

    assert "\x1b" not in said
    painted = coloured.types("ana: claim C-1")
    assert "\x1b[" in painted
    coloured.shows(FRONT, a_card(1, title="[bold red]x[/] \x1b[5m"))
    assert "[bold red]x[/] ␛[5m" in "\n".join(coloured.out)


def test_in_a_narrow_terminal_lines_are_broken():
    desk = Terminal(columns=lambda: 40, echo=False)

    desk.shows(FRONT, Card("C-1", (("Owner", "word " * 20),), lines=("漢字" * 40,), case=1))
    desk.types("/people")
    desk.types("/help")

    assert all(len(line) <= 44 for line in desk.out)


def test_an_answer_that_came_before_a_receipt_was_known_does_not_matter():
    desk = Terminal()

    desk.shows(FRONT, "later", thread=Receipt("console:front", "never heard of"))

    assert desk.out[-1] == "#front › …  later"
