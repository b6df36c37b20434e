"""Instants are marked in what goes to a platform that shows them by itself, and nowhere else."""

from dataclasses import replace

from bot.messages.instants import Instant, parts, plain


def texts(card):
    return [card.title, *card.lines, *(value for _, value in card.facts)]


def words(office):
    return [[plain(text) for text in texts(card)] for card in office.cards]


def instants(office):
    found = [part for card in office.cards for text in texts(card) for part in parts(text)]
    return [(one.words, one.zone) for one in found if isinstance(one, Instant)]


def shows_instants(office):
    office.couriers["slack"] = replace(office.couriers["slack"], instants=True)


def test_a_platform_that_shows_no_instants_gets_words(office):
    office.says("maria", "charged twice", at="help")
    office.settles()

    assert office.cards
    assert instants(office) == []
    assert words(office) == [texts(card) for card in office.cards]


def test_one_that_does_gets_those_of_cards_and_of_acknowledgements(office):
    shows_instants(office)
    office.says("maria", "charged twice", at="help")
    office.settles()

    assert {place for place, title, _ in office.sent if title != plain(title)} == {"C0HELP/1"}
    assert set(instants(office)) == {("tomorrow 06:00", "EET"), ("today 17:59", "EET"), ("today 10:00", "EET")}


def test_and_those_of_what_is_said_once(office):
    shows_instants(office)
    office.says("maria", "charged twice", at="help")
    office.settles()
    office.cards.clear()
    office.waits(hours=21)

    assert [one for one in instants(office) if one[0].startswith(("yesterday", "today"))]
