"""Whatever is delivered, in whatever order and however often, each delivery has one effect and the ledger verifies."""

import asyncio
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.values import Address, Profile, Quoted
from tests.commands.desk import handled, inbound, speaker
from tests.commands.test_anything import Errors, faults, shown
from tests.scheduler.office import Office

PEOPLE = ("ana", "lea", "mira", "maria", "maria", "ivan")
PLACES = {"message": "C0HELP", "thread": "C0HELP", "dm": "D0", "command": "C0HELP", "edit": "", "deletion": ""}
WORDS = (
    "charged twice",
    "hello",
    "thanks",
    "claim",
    "claim C-1",
    "ask: which invoice?",
    "solved",
    "not solved",
    "show",
)
KINDS = (*PLACES, "message", "thread", "thread", "edit", "profile", "shortcut", "left")
one_delivery = st.tuples(
    st.sampled_from(KINDS), st.sampled_from(PEOPLE), st.sampled_from(WORDS), st.integers(1, 3), st.integers(0, 4)
)


def delivered(office, number, kind, who, words, thread, nth):
    """The nth way in which such a delivery may look."""
    keys = (f"slack:event:{number}", f"slack:ts:{number}")
    place = Address("slack", PLACES.get(kind) or ("C0HELP", "C0HELP", "C0LUNCH", "D0", "C0FRONT")[nth])
    if place.place == "D0":
        place = Address("slack", f"D0{who.upper()}")
    where = {"place": place, "thread": Address("slack", f"{place.place}/{thread}")}
    match kind:
        case "profile":
            said = Profile(Address("slack", f"U{who.upper()}"), who, ("person", "gone", "guest", "person", "bot")[nth])
            return inbound(office, who, "", *keys, kind="profile", profile=said)
        case "left":
            return inbound(office, who, "", *keys, kind="left", place=place)
        case "shortcut":
            quoted = Quoted(speaker("ivan"), words, office.clock.now, (f"slack:ts:{max(number - nth, 1)}",))
            return inbound(office, who, "new", *keys, quoted=quoted, **where)
    was = ("message", "thread", "dm", "", "command")[nth] if kind in ("edit", "deletion") else ""
    return inbound(office, who, words, *keys, kind=kind, was=was, **where)


# Each story begins an empty store of its own, whoever else asked for one.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(one_delivery | st.integers(1, 40 * 60), min_size=3, max_size=15), order=st.randoms())
def test_any_deliveries_in_any_order(story, order, lent_store):
    with lent_store() as url, asyncio.Runner() as runner, Errors() as errors:
        office = Office(url, runner.run)
        try:
            done = []
            for number, one in enumerate(story, 1):
                if isinstance(one, int):
                    office.waits(minutes=one)
                    continue
                done.append(delivered(office, number, *one))
                shown(office, handled(office, done[-1]))
                again = order.choice(done)
                handled(office, replace(again, keys=(f"slack:again:{number}", again.keys[1])))
            before = office.app.store.read(lambda tx: list(tx.ledger()))
            for one in order.sample(done, len(done)):
                assert handled(office, one).again
            assert office.app.store.read(lambda tx: list(tx.ledger())) == before
            office.settles()
            assert faults(office) == []
        finally:
            office.app.store.close()
    assert errors.records == []
