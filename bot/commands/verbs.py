"""The verbs: how each is spelled, what its line looks like, and who may say it."""

import re
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    usage: str
    group: str  # holding, talking, ending, reading, absence
    who: str  # agent, tier (its members and those above), owner, lead, top, customer, anyone
    synonyms: tuple[str, ...] = ()
    case: bool = True  # it is said about a case
    free: bool = False  # all it takes is free text, so the colon may be left out
    dated: bool = False  # a time of day may stand before the free text, with a colon of its own
    theirs: tuple[str, ...] = ()  # as customers say it in their own languages

    @property
    def spoken(self) -> str:
        return self.name.replace("_", " ")


_SOLVED = ("rezolvat", "s a rezolvat", "已解决", "解决了")
_NOT_SOLVED = ("nerezolvat", "nu s a rezolvat", "未解决", "没解决", "没有解决")
_TABLE = (
    Verb(
        "new",
        "new [for CUSTOMER] [at 14:05]: text",
        "talking",
        "anyone",
        ("create",),
        case=False,
        dated=True,
        theirs=("caz nou", "新问题"),
    ),
    Verb("claim", "claim [C] · claim next", "holding", "tier", ("take", "own", "ack", "accept", "i have it")),
    Verb("reply", "reply [C]: text · reply [C] template NAME", "talking", "tier", free=True),
    Verb("note", "note [C]: text", "talking", "agent", ("comment",), free=True),
    Verb("ask", "ask [C]: question", "talking", "owner", free=True),
    Verb("wait", "wait [C] until DATE on WHOM: why", "talking", "owner", ("hold", "snooze"), dated=True),
    Verb("wake", "wake [C]", "talking", "owner", ("wake up", "unsnooze")),
    Verb("pass", "pass [C] [to top] REASON[: note]", "holding", "owner", ("pass up", "up", "escalate")),
    Verb("give", "give [C] @person REASON[: note]", "holding", "owner", ("hand", "hand over")),
    Verb("decline", "decline [C]", "holding", "agent", ("refuse", "reject")),
    Verb("return", "return [C]: field, field", "holding", "owner", ("send back", "give back"), free=True),
    Verb("move", "move [C] to TEAM: why", "holding", "owner", ("transfer",)),
    Verb("consult", "consult [C] @person: question", "talking", "owner", ("help from",)),
    Verb("advise", "advise [C]: answer", "talking", "agent", ("advice",), free=True),
    Verb("resolve", "resolve [C]", "ending", "owner", ("solve", "done", "close")),
    Verb("reopen", "reopen [C]: why", "ending", "agent", ("re open",), free=True),
    Verb("merge", "merge [C] into C-17", "ending", "owner", ("join",)),
    Verb("not_a_case", "not a case [C] spam", "ending", "owner", ("dismiss",)),
    Verb("urgent", "urgent [C]: why", "holding", "owner", ("mark urgent",), free=True),
    Verb("promise", "promise [C] DATE", "talking", "owner", ("due",), dated=True),
    Verb("set", "set [C] FIELD: value (or cannot say)", "talking", "agent"),
    Verb(
        "follow_up",
        "follow up [C] @person [by DATE]: text",
        "ending",
        "agent",
        ("followup", "fix it twice", "fix twice", "fix it for good"),
        dated=True,
    ),
    Verb("undo", "undo", "holding", "agent"),
    Verb("rate", "rate [C] 1-5[: why]", "ending", "customer", ("score",), theirs=("nota", "notă", "评分")),
    Verb("solved", "solved [C]", "ending", "customer", ("it's solved", "its solved", "it is solved"), theirs=_SOLVED),
    Verb(
        "not_solved",
        "not solved [C][: why]",
        "ending",
        "customer",
        ("unsolved", "it's not solved"),
        free=True,
        theirs=_NOT_SOLVED,
    ),
    Verb("assign", "assign [C] @person[: why]", "holding", "lead"),
    Verb("answer_for", "answer for [C] by DATE: sentence", "talking", "top", dated=True),
    Verb("show", "show [C]", "reading", "agent", ("view", "status")),
    Verb("list", "list [mine, queue, team, overdue, waiting, of @person]", "reading", "agent", ("ls",), case=False),
    Verb("find", "find words", "reading", "agent", ("search",), case=False),
    Verb("report", "report [me, team, @person] [month] [cases FIGURE]", "reading", "agent", ("figures",), case=False),
    Verb("away", "away [@person] until DATE", "absence", "agent", ("absent",), case=False, dated=True),
    Verb("back", "back", "absence", "agent", ("i'm back", "im back", "i am back"), case=False),
    Verb("duty", "duty @person until DATE", "absence", "lead", ("on duty",), case=False, dated=True),
    Verb("help", "help [verb]", "reading", "anyone", ("?",), case=False, theirs=("ajutor", "帮助")),
)
VERBS = {verb.name: verb for verb in _TABLE}
FIRST = ("claim", "reply", "ask", "note", "pass", "resolve", "list", "help")  # what help begins with
_ENGLISH = {spelling: verb for verb in _TABLE for spelling in (verb.spoken, *verb.synonyms)}
SPELLINGS = _ENGLISH | {spelling: verb for verb in _TABLE for spelling in verb.theirs}
_MOST_WORDS = max(spelling.count(" ") + 1 for spelling in SPELLINGS)
_BEGINNINGS = frozenset(
    " ".join(spelling.split()[:length]) for spelling in SPELLINGS for length in range(1, spelling.count(" ") + 1)
)
_WORD = re.compile(r"[\s_-]*([^\s:_-]+)")
_GOES_ON = re.compile(r"[_-](?!next\b)", re.IGNORECASE)  # a word that goes on behind a dash is another word
_LONGEST = 40  # characters of a word worth comparing


def at_start(text: str, start: int = 0) -> tuple[Verb, int] | None:
    """The verb that the text begins with, the longest spelling winning, and where it ends; any dash for a space."""
    found, spelling, best = _WORD.match(text, start), "", None
    for _ in range(_MOST_WORDS):
        if not found:
            break
        word = found[1].lower()
        spelling += (" " if spelling else "") + (word.rstrip(".,;!?") or word)
        if spelling in SPELLINGS and not _GOES_ON.match(text, found.end()):
            best = SPELLINGS[spelling], found.end()
        if spelling not in _BEGINNINGS:
            break
        found = _WORD.match(text, found.end())
    return best


def nearest(typed: str) -> tuple[str, ...]:
    """The verbs somebody may have meant, best first, as they are spoken."""
    words = typed.lower().replace("-", " ").replace("_", " ").split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
    heads = [" ".join(words[:length])[:_LONGEST] for length in range(1, len(words) + 1)]
    close: list[str] = []
    for head in heads[:1]:
        close += [spelling for spelling in _ENGLISH if len(head) > 1 and spelling.startswith(head)]
    for head in reversed(heads):
        close += get_close_matches(head, _ENGLISH, n=3, cutoff=0.65)
    return tuple(dict.fromkeys(_ENGLISH[spelling].spoken for spelling in close))[:3]
