"""A picture without a word, sent to the bot itself: it was said, too."""

from dataclasses import replace

from bot.messages.values import Address, Inbound, Speaker
from tests.commands.desk import handled

MARIA = Speaker(Address("slack", "UMARIA"), "Maria")
CHAT = Address("slack", "D0MARIA")


def picture(office, key: str) -> Inbound:
    thread = Address("slack", f"{CHAT.place}/{key}")
    return Inbound((key,), MARIA, "", office.clock.now, CHAT, thread, "dm", files=("invoice.pdf",))


def kinds(office) -> list[str]:
    return office.app.store.read(lambda reader: [line.event.kind for line in reader.lines(1)])


def test_a_picture_alone_begins_a_case(office):
    handled(office, picture(office, "1"))

    assert kinds(office) == ["opened"]


def test_a_picture_alone_answers_our_question(office):
    handled(office, replace(picture(office, "1"), text="charged twice", files=()))
    office.says("ana", "claim C-1")
    office.says("ana", "ask C-1: send the invoice please")

    handled(office, picture(office, "2"))

    assert kinds(office)[-2:] == ["customer_wrote", "woken"]


def test_a_colleagues_picture_is_no_case(office):
    ana = Speaker(Address("slack", "UANA"), "Ana Pop", person="ana")

    handled(office, replace(picture(office, "1"), speaker=ana))

    assert office.app.store.read(lambda reader: reader.all_running()) == []
