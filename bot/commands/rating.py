"""The customer's score: pressed or typed, changed for a while, and what made it so asked after it."""

from dataclasses import replace

from bot.cases import events as e
from bot.cases import rating as rules
from bot.cases.case import Case
from bot.cases.refusals import Refused
from bot.commands.asked import Asked, read_by
from bot.commands.ending import customers_own
from bot.commands.holding import did, said
from bot.messages.values import Answer, Button, Card
from bot.messages.wording import phrase
from bot.storage.reading import Reader
from bot.storage.tx import Tx


def rate(asked: Asked, tx: Tx) -> Answer:
    """rate [C] 1-5[: why]: how it was, for you."""
    case = customers_own(asked, tx)
    rules.must_be_ratable(case, tx.now)
    typed = asked.value("score") or ""
    if typed not in ("1", "2", "3", "4", "5"):
        raise Refused("no-such-score", score=asked.args.get("score_unknown", typed))
    words = asked.words()
    because = rules.because_of(asked.value("because") or words)
    if words and rules.code_of(words):
        words = None  # it was pressed, and nothing was written
    event = rules.rate(case, tx.now, score=int(typed), because=because, text=words)
    now = case if _is_said_already(case, event, tx) else did(asked, tx, case, event)
    answer = said("said-rated", now, tx, score=event.score, until=rules.rated_until(now))
    return answer if because else replace(answer, card=_why(asked, now, event.score, tx))


def _is_said_already(case: Case, event: e.Rated, tx: Reader) -> bool:
    """Pressed twice it is one score."""
    last = next((one.event for one in reversed(tx.lines(case.id)) if isinstance(one.event, e.Rated | e.Reopened)), None)
    return event.text is None and isinstance(last, e.Rated) and replace(last, text=None) == event


def _why(asked: Asked, case: Case, score: int, tx: Reader) -> Card:
    """What made it so: one press for the usual reasons, or in their own words."""
    reader = read_by(asked, tx, case.team)
    buttons = [
        Button(phrase(f"because-{one.replace('_', '-')}", reader), f"rate C-{case.id} {score}: {one}", case.seq)
        for one in rules.BECAUSE
    ]
    words = Button(phrase("button-rate_words", reader), f"rate C-{case.id}", case.seq)
    return Card(phrase("rated-why", reader, case=f"C-{case.id}"), buttons=(*buttons, words), case=case.id)
