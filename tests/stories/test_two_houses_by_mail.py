"""Two houses that write to each other: neither's program answers the other's for long."""

from collections.abc import Iterator

import pytest

from tests.mail_wire.smtp import Sent
from tests.stores import NewStore, prepared
from tests.stories import houses
from tests.stories.desk import Desk
from tests.stories.mail import ByMail

TURNS = 3
FAR = "help@elsewhere.example"


class Elsewhere(ByMail):
    """The same at another house."""

    @staticmethod
    def place(name: str) -> str:
        return f"email:{FAR}" if name == "help" else ByMail.place(name)


@pytest.fixture
def two(new_store: NewStore) -> Iterator[tuple[Desk, Desk]]:
    """Whatever one sends to the other lies in the other's mailbox."""
    near = Desk(prepared(new_store()), houses.DAY_AND_NIGHT, ByMail())
    far = Desk(prepared(new_store()), houses.DAY_AND_NIGHT, Elsewhere())
    yield near, far
    near.closes()
    far.closes()


def carried(two: tuple[Desk, Desk], *, stripped: bool) -> int:
    """The mail is brought, in both directions, until nobody writes any more, or for too long; how many there were."""
    near, far = two
    done = {id(near): 0, id(far): 0}
    brought = 0
    for _ in range(10):
        before = brought
        for here, there, address in ((near, far, FAR), (far, near, "help@example.com")):
            sent = here.platform.relay.to(address)
            for one in sent[done[id(here)] :]:
                brought += 1
                there._do(there.platform.posts(without_proof(one) if stripped else one.content))
            done[id(here)] = len(sent)
        if brought == before:
            break
        near.wait(minutes=1)
        far.wait(minutes=1)
    return brought


def without_proof(sent: Sent) -> bytes:
    """As by a way that loses everything by which one could tell that a program wrote it, and to what it answers."""
    mail = sent.mail
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "In-Reply-To", "References", "Message-ID"):
        del mail[name]
    return mail.as_bytes()


@pytest.mark.parametrize("stripped", [False, True], ids=["as they are", "stripped of every mark"])
def test_two_houses_that_write_to_each_other_stop_within_three_turns(two, stripped):
    near, _ = two
    near._do(near.platform.posts(near.platform.letter(FAR, "Our order", "where is it?")))

    brought = carried(two, stripped=stripped)

    assert 0 < brought <= TURNS
