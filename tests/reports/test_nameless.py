"""A digest without names: people are counted together, and nobody can be told from it."""

import json
from dataclasses import replace

from bot.cases.figures import AtTheTop, PersonFigures, Ratio
from bot.messages.nameless import FEWEST, without_names
from bot.messages.wording import Reader
from bot.reports.details import customers_card, work_card
from bot.reports.digest import charts_card, digest_card
from tests.cases.desk import BUCHAREST, HOUSE, wall
from tests.reports.test_digest import TEAM, figures

READER = Reader(wall("2026-11-02 09:00"), BUCHAREST)
SUPPORT = HOUSE.teams["support"]


def test_each_tier_of_three_people_is_told_together():
    tiers = [replace(tier, members=(f"a{n}", f"b{n}", f"c{n}")) for n, tier in enumerate(SUPPORT.tiers)]
    house = replace(HOUSE, teams={**HOUSE.teams, "support": replace(SUPPORT, tiers=tuple(tiers))})
    people = {f"{letter}{n}": PersonFigures(resolved=10 * n + 1) for letter in "abc" for n in (0, 1)}

    month = without_names(figures(people=people, team=replace(TEAM, at_the_top=AtTheTop())), house, READER)

    counted = {name: mine.resolved for name, mine in month.people.items()}
    assert counted == {SUPPORT.tiers[0].name: 3, SUPPORT.tiers[1].name: 33}


def test_fewer_people_than_three_are_put_together_with_others():
    month = without_names(figures(), HOUSE, READER)

    assert len(figures().people) == FEWEST
    assert list(month.people) == ["Whole team"]
    assert month.people["Whole team"].resolved == 120
    assert month.people["Whole team"].resolve_share == Ratio(121, 172)
    assert month.team_figures.resolved == figures().team_figures.resolved


def test_lengths_of_several_people_do_not_add_up():
    assert without_names(figures(), HOUSE, READER).people["Whole team"].hold_time.n == 0


def test_no_name_and_no_key_is_left_in_anything_that_is_shown():
    month, before = figures(), figures("2026-09")
    cards = [
        digest_card(month, before, HOUSE, READER, names=False),
        charts_card(month, before, HOUSE, READER, names=False),
        work_card(month, HOUSE, READER, names=False),
        customers_card(month, HOUSE, READER, names=False),
    ]

    shown = json.dumps([repr(card) for card in cards])

    for key, person in HOUSE.people.items():
        assert person.name not in shown
        assert f"'{key}'" not in shown
        assert f",{key}," not in shown
    assert "Names are switched off" in shown
