"""All that is counted of who held the cases."""

from bot.cases.figures.counts import HoldCounts
from bot.storage.counting.help import advice, claims, questions, urgent
from bot.storage.counting.holds import endings, lengths, resolved
from bot.storage.counting.month import Month
from bot.storage.counting.passes import fields_returned, hand_offs, judged, reasons
from bot.storage.counting.share import shares
from bot.storage.counting.undone import undone_later
from bot.storage.counting.waits import pauses


def counted_holds(month: Month) -> HoldCounts:
    again, ended = list(undone_later(month)), resolved(month)
    resumed = [hold for one in again for hold in one.resumed]
    return HoldCounts(
        resolutions=ended.resolutions,
        taken_back=ended.taken_back,
        outcomes=ended.outcomes,
        endings=endings(month, resumed),
        lengths=lengths(month, resumed),
        reasons=reasons(month, again),
        fields_returned=fields_returned(month),
        avoidable=judged(month),
        hand_offs=list(hand_offs(month, again)),
        shares=shares(month),
        questions=questions(month),
        advice=advice(month),
        claims=claims(month, again),
        urgent=urgent(month),
        rightly=ended.rightly,
        pauses=pauses(month),
    )
