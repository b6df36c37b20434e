"""One worker of several, to be killed: python -m tests.races.worker DATABASE STREET BEGAN FASTER"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.app import build
from bot.messages.delivery import Budget, Courier, NotDelivered
from bot.messages.values import Address, Card, Receipt
from bot.settings import parse_config
from tests.races.house import house

START = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
KNOCKS_EVERY_S = 0.03
SOON = timedelta(seconds=1)
IN_A_PLACE = timedelta(seconds=1)
IN_ALL, AT_ONCE = timedelta(milliseconds=500), 2  # whatever the place


def faster(began: float, times: float) -> Callable[[], datetime]:
    """A clock that all workers share."""
    return lambda: START + timedelta(seconds=(time.time() - began) * times)


def budgets(to: Address, edit: bool) -> tuple[Budget, ...]:
    return (Budget(f"street:post:{to.conversation.place}", IN_A_PLACE), Budget("street:post", IN_ALL, AT_ONCE))


class Carrier:
    def __init__(self, street: str, session: ClientSession) -> None:
        self._street, self._session = street, session

    async def send(
        self, to: Address, card: Card, *, thread: Receipt | None = None, edit: Receipt | None = None, mark: str = ""
    ) -> Receipt:
        said = await self._asked("/send", {"place": to.place, "words": card.title, "mark": mark}, unsure=True)
        return Receipt(str(to), str(said["id"]))

    async def find(self, to: Address, mark: str, since: datetime, *, thread: Receipt | None = None) -> Receipt | None:
        said = await self._asked("/find", {"mark": mark}, unsure=False)
        return None if said["id"] is None else Receipt(str(to), str(said["id"]))

    async def _asked(self, path: str, given: dict[str, str], *, unsure: bool) -> dict[str, object]:
        try:
            async with self._session.post(self._street + path, json=given, timeout=ClientTimeout(total=5)) as answer:
                if answer.status != 200:
                    raise NotDelivered("out of order", retry_after=SOON)
                return dict(await answer.json())
        except (ClientError, TimeoutError) as lost:
            raise NotDelivered("no answer", retry_after=SOON, unsure=unsure) from lost


async def work(database: str, street: str, began: float, times: float) -> None:
    async with ClientSession() as session:
        carrier = Carrier(street, session)
        couriers = {"slack": Courier(carrier.send, carrier.find, budgets)}
        app = build(parse_config(house()), database, couriers, clock=faster(began, times), synchronous="OFF")
        while True:  # its own alarms are set by a clock that nobody hastens
            app.delivery.knock()
            await asyncio.sleep(KNOCKS_EVERY_S)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])))
