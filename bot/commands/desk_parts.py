"""What the verbs find that are about the desk: lists, reports, absences and their dates."""

import re
from collections.abc import Callable

from bot.commands import verbs
from bot.commands.draft import Draft, spoken

_OF = spoken("of")
UNTIL_OR_ON = re.compile(r"(?<!\S)(?:(?P<until>until|till|til|by)|(?P<on>on)|for)(?!\S)", re.IGNORECASE)
BY = spoken("by|until|till|til|on|for|to")
_FIGURE = re.compile(r"(?<!\S)(?:cases?|figure)(?!\S)", re.IGNORECASE)
_MONTH = re.compile(
    r"(?<!\S)(?:[0-9]{4}-[0-9]{2}|(?:last|this) month"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: [0-9]{4})?)(?!\S)",
    re.IGNORECASE,
)
_LISTS = {
    **{word: word for word in ("mine", "queue", "team", "overdue", "waiting")},
    **dict.fromkeys(("my", "me", "my cases"), "mine"),
    **dict.fromkeys(("late", "escalated"), "overdue"),
    **dict.fromkeys(("unclaimed", "my queue"), "queue"),
    **dict.fromkeys(("my team", "the team"), "team"),
}
_WHOM = re.compile(r"(?<!\S)(?:of\s+|for\s+)?(?P<person>[@<].+)$", re.IGNORECASE | re.DOTALL)
_THE_TEAM = re.compile(r"(?:the )?team(?: of)? ")
_WHOSE = {"me": "me", "mine": "me", "my": "me", "team": "team", "my team": "team"}


def until(draft: Draft) -> None:
    draft.drop_words(BY)
    if not draft.words and draft.text:  # "promise C-1: tomorrow"
        draft.args["until"], draft.text = draft.text, None
    draft.keep("until", draft.words)


def _list(draft: Draft) -> None:
    words = " ".join(draft.words.lower().split())
    if words in _LISTS:
        draft.args["filter"] = _LISTS[words]
    elif draft.drop_words(_OF) or words.startswith(("@", "<")):
        draft.args["filter"] = "of"
        draft.keep("person", draft.person())
    elif words:
        draft.args["filter_unknown"] = words


def _report(draft: Draft) -> None:
    """`team 2026-10 cases passed up @ana`: whose, when, which figure; only that a number is wanted opens the form."""
    words = draft.words
    if found := _FIGURE.search(words):
        figure, words = words[found.end() :], words[: found.start()]
        if whom := _WHOM.search(figure):
            draft.keep("person", whom["person"])
            figure = figure[: whom.start()]
        draft.keep("figure", figure)
        draft.args |= {} if "figure" in draft.args else {"opens": "1"}
    if found := _MONTH.search(words):
        draft.args["month"] = found[0].lower()
        words = f"{words[: found.start()]} {words[found.end() :]}"
    if whom := _WHOM.search(words):
        draft.keep("person", whom["person"])
        words = words[: whom.start()]
    whose = " ".join(words.lower().split())
    if whose in _WHOSE:
        draft.args["filter"] = _WHOSE[whose]
    elif found := _THE_TEAM.match(whose):
        draft.args["filter"] = "team"
        draft.keep("team", whose[found.end() :])
    elif whose:
        draft.args["filter_unknown"] = whose


def _away(draft: Draft) -> None:
    found = next((found for found in UNTIL_OR_ON.finditer(draft.words) if found["until"]), None)
    if found:
        draft.keep("until", draft.words[found.end() :])
        draft.end = draft.start + found.start()
    elif not draft.words.startswith(("@", "<")):
        until(draft)
        return
    draft.keep("person", draft.person())
    draft.drop_words(BY)
    draft.keep("until", draft.words)


def _duty(draft: Draft) -> None:
    draft.keep("person", draft.person())
    draft.drop_words(BY)
    draft.keep("until", draft.words)


def _back(draft: Draft) -> None:
    if draft.words:
        draft.keep("person", draft.person())


def _help(draft: Draft) -> None:
    if found := verbs.at_start(draft.words):
        draft.args["verb"] = found[0].name
    elif draft.words:
        draft.args["verb_unknown"] = " ".join(draft.words.split())


DESK_PARTS: dict[str, Callable[[Draft], None]] = {
    "list": _list,
    "report": _report,
    "away": _away,
    "back": _back,
    "duty": _duty,
    "help": _help,
}
