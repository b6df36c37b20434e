"""The month-end figures: what is counted, and what that comes to. Pure; a month gives the same figures for ever."""

from bot.cases.figures.answers import Cause, Put, ResolutionCounts, Satisfaction, Score, VerdictCounts
from bot.cases.figures.counts import CaseCounts, Counts, Endings, HoldCounts, Length
from bot.cases.figures.measures import Part, Ratio, Spread, seconds, spread
from bot.cases.figures.month import figures
from bot.cases.figures.period import Period, first_day, following_month, month_at, month_before, month_of
from bot.cases.figures.values import (
    AnsweredFor,
    AtTheTop,
    Figures,
    OnDesk,
    PersonFigures,
    TeamFigures,
    TierFigures,
)

__all__ = [
    "AnsweredFor",
    "AtTheTop",
    "CaseCounts",
    "Cause",
    "Counts",
    "Endings",
    "Figures",
    "HoldCounts",
    "Length",
    "OnDesk",
    "Part",
    "Period",
    "PersonFigures",
    "Put",
    "Ratio",
    "ResolutionCounts",
    "Satisfaction",
    "Score",
    "Spread",
    "TeamFigures",
    "TierFigures",
    "VerdictCounts",
    "figures",
    "first_day",
    "following_month",
    "month_at",
    "month_before",
    "month_of",
    "seconds",
    "spread",
]
