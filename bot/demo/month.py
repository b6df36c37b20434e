"""The month goes by: every course in its turn, and the clock striking in between."""

from datetime import datetime, timedelta
from heapq import heappop, heappush

from bot.app import App, HandClock
from bot.demo.course import Course
from bot.messages.values import Answer, Inbound

A_WHILE = timedelta(hours=2)  # at most so long is anything left undelivered


class Misplayed(Exception):
    """The screenplay asks for what the desk refuses: one of the two has changed without the other."""

    def __init__(self, inbound: Inbound, answer: Answer) -> None:
        why = [one.key for one in (*answer.said, *answer.faults.values())]
        super().__init__(f"{inbound.speaker.name}: {inbound.text}: {', '.join(why) or 'a form opens'}")


class Month:
    """Plays courses through the real code in the order of their times."""

    def __init__(self, app: App, clock: HandClock) -> None:
        self.app, self.clock = app, clock
        self._courses: list[tuple[datetime, int, Course]] = []
        self._numbers = 0
        self._settled = clock.now

    def add(self, course: Course) -> None:
        """Let a course begin; the first thing it yields is when."""
        first = next(course)
        if not isinstance(first, datetime):
            raise TypeError("a course begins at some time")
        self._push(first, course)

    async def until(self, to: datetime) -> None:
        """Everything that happens until then, and then it is that time."""
        while self._courses and self._courses[0][0] <= to:
            at, _, course = heappop(self._courses)
            await self._move(at)
            await self._go_on(course)
        await self.app.advance(self.clock, to)
        self._settled = to

    def _push(self, at: datetime, course: Course) -> None:
        self._numbers += 1
        heappush(self._courses, (max(at, self.clock.now), self._numbers, course))

    async def _go_on(self, course: Course) -> None:
        answer: Answer | None = None
        while True:
            try:
                move = course.send(answer)
            except StopIteration:
                return
            if isinstance(move, datetime):
                self._push(move, course)
                return
            answer = await self._said(move)

    async def _said(self, inbound: Inbound) -> Answer:
        answer = await self.app.handle(inbound)
        if answer.refused or answer.faults or answer.form:
            raise Misplayed(inbound, answer)
        return answer

    async def _move(self, to: datetime) -> None:
        """Stop at every instant that is due on the way; where nothing is, only the hand of the clock moves."""
        if to <= self.clock.now:
            return
        if self._rings_before(to):
            await self.app.advance(self.clock, to)
            self._settled = to
        else:
            self.clock.now = to

    def _rings_before(self, to: datetime) -> bool:
        now = self.clock.now
        if to - self._settled >= A_WHILE:
            return True
        if any(now < team.desk.next_opening(now) <= to for team in self.app.house.teams.values()):
            return True
        due, house = self.app.store.read(lambda tx: (tx.earliest_due(), tx.house))
        ends = [*house.away.values(), *(duty.until for duty in house.duties.values())]
        return any(at is not None and at <= to for at in (due, *ends))
