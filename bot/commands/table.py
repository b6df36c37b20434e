"""The verbs and what carries them out: a table to be read."""

from collections.abc import Callable

from bot.commands import (
    absence,
    ending,
    fields,
    filing,
    following,
    holding,
    rating,
    reading,
    reporting,
    talking,
    undoing,
)
from bot.commands.asked import Asked
from bot.messages.values import Answer
from bot.storage.reading import Reader
from bot.storage.tx import Tx

ACTS: dict[str, Callable[[Asked, Tx], Answer]] = {
    "new": filing.new,
    "claim": holding.claim,
    "reply": talking.reply,
    "note": talking.note,
    "ask": talking.ask,
    "wait": talking.wait,
    "wake": talking.wake,
    "pass": holding.pass_up,
    "give": holding.give,
    "decline": holding.decline,
    "return": holding.return_,
    "move": holding.move,
    "consult": talking.consult,
    "advise": talking.advise,
    "resolve": ending.resolve,
    "reopen": ending.reopen,
    "merge": ending.merge,
    "not_a_case": ending.not_a_case,
    "urgent": holding.urgent,
    "promise": talking.promise,
    "set": fields.set_,
    "undo": undoing.undo,
    "follow_up": following.follow_up,
    "rate": rating.rate,
    "solved": ending.solved,
    "not_solved": ending.not_solved,
    "assign": holding.assign,
    "answer_for": talking.answer_for,
    "away": absence.away,
    "back": absence.back,
    "duty": absence.duty,
}

LOOKS: dict[str, Callable[[Asked, Reader], Answer]] = {
    "show": reading.show,
    "list": reading.list_,
    "find": reading.find,
    "report": reporting.report,
    "help": reading.help_,
}

# What a line must bring to act at once; what is missing opens the form.
NEEDS: dict[str, tuple[str, ...]] = {
    "new": ("text",),
    "reply": ("text",),
    "note": ("text",),
    "ask": ("text",),
    "advise": ("text",),
    "reopen": ("text",),
    "urgent": ("text",),
    "wait": ("until", "on", "text"),
    "pass": ("reason",),
    "give": ("person", "reason"),
    "return": ("fields",),
    "move": ("team", "text"),
    "consult": ("person", "text"),
    "assign": ("person",),
    "follow_up": ("person", "text"),
    "merge": ("into",),
    "not_a_case": ("reason",),
    "promise": ("until",),
    "set": ("field", "value"),
    "rate": ("score",),
    "answer_for": ("until", "text"),
    "away": ("until",),
    "duty": ("person", "until"),
}
ALWAYS_BY_FORM = ("resolve",)
CUSTOMERS = ("new", "set", "rate", "solved", "not_solved", "reopen", "show", "help")
