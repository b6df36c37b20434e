"""What is tried, drawn from a seed: the same seed gives the same moves in the same order. Who comes first when two are
made at once is not in it; that is what is tested."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.races.house import MAY_LEAVE, STAFF

SLOTS = 6  # cases at a time; two of each customer, so that they can be merged
FOR_AS_LONG = 300  # moves: then others are opened
REASONS = ("needs permission", "needs expertise", "customer asked for a superior", "outside my hours")
FIELDS = ("invoice number", "order number", "category")


@dataclass(frozen=True, slots=True)
class Move:
    number: int
    by: str  # a person of the house, "owner" or "offered" for who that is then, "customer"
    kind: str  # command, mention, press, form, thread, message, profile
    words: str  # {case} and {other} are two of the few
    slot: int
    other: int
    seen: int = 0
    answers: tuple[tuple[str, str], ...] | None = None
    doubled: str = ""  # at once, later


def opened_by(move: int, slot: int) -> str:
    """The customer of a slot."""
    return f"c{move // FOR_AS_LONG}x{slot // 2}"


def plan(seed: int, moves: int) -> Iterator[Move]:
    draw = Random(seed)
    verbs = [verb for verb, (weight, _) in VERBS.items() for _ in range(weight)]
    for number in range(moves):
        slot = draw.randrange(SLOTS)
        by, kind, words, answers = VERBS[draw.choice(verbs)][1](draw)
        if kind == "command":
            kind = draw.choice(("command",) * 5 + ("press", "press", "mention"))
        yield Move(
            number,
            by,
            kind,
            words,
            slot,
            slot ^ 1 if draw.random() < 0.8 else draw.randrange(SLOTS),
            draw.randrange(1, 25) if kind == "press" else 0,
            answers,
            draw.choice(("",) * 8 + ("at once", "later")),
        )


Tried = tuple[str, str, str, tuple[tuple[str, str], ...] | None]


def _anybody(draw: Random) -> str:
    return draw.choice(STAFF)


def _owner(draw: Random) -> str:
    return "owner" if draw.random() < 0.7 else _anybody(draw)


def _line(words: str, who: Callable[[Random], str] = _owner) -> Callable[[Random], Tried]:
    def tried(draw: Random) -> Tried:
        filled = words.replace("@P", f"@{_anybody(draw)}").replace("REASON", draw.choice(REASONS))
        filled = filled.replace("FIELD", draw.choice(FIELDS)).replace("TEAM", draw.choice(("billing", "support")))
        return who(draw), "command", filled.replace("DAYS", f"{draw.randrange(1, 6)}d"), None

    return tried


def _form(draw: Random) -> Tried:
    outcome, told = draw.choice(("solved", "said_no")), draw.choice(("phone", "text", "last_reply"))
    return _owner(draw), "form", "resolve {case}", (("outcome", outcome), ("told", told), ("text", "it is done"))


def _sets(draw: Random) -> Tried:
    return _anybody(draw), "command", f"set {{case}} {draw.choice(('category: invoice', 'invoice number: 4711'))}", None


def _profile(draw: Random) -> Tried:
    return draw.choice(MAY_LEAVE), "profile", draw.choice(("gone", "person", "person")), None


def _says(*kinds: str) -> Callable[[Random], Tried]:
    return lambda draw: ("customer", draw.choice(kinds), draw.choice(("it is still so", "thanks", "4711")), None)


def _offered(draw: Random) -> str:
    return "offered"


def _customer(draw: Random) -> str:
    return "customer"


VERBS: dict[str, tuple[int, Callable[[Random], Tried]]] = {
    "claim": (16, _line("claim {case}", _anybody)),
    "claim next": (4, _line("claim next", _anybody)),
    "accept": (3, _line("claim {case}", _offered)),
    "pass": (6, _line("pass {case} REASON")),
    "pass to top": (2, _line("pass {case} to top REASON: why not")),
    "give": (6, _line("give {case} @P REASON")),
    "decline": (2, _line("decline {case}", _offered)),
    "return": (5, _line("return {case}: FIELD")),
    "move": (3, _line("move {case} to TEAM: it is theirs")),
    "assign": (4, _line("assign {case} @P: take it", _anybody)),
    "reply": (3, _line("reply {case}: we are at it")),
    "note": (3, _line("note {case}: looked into it", _anybody)),
    "ask": (4, _line("ask {case}: which invoice?")),
    "wait": (2, _line("wait {case} until tomorrow on courier: they bring it")),
    "wake": (5, _line("wake {case}")),
    "resolve": (7, _form),
    "reopen": (3, _line("reopen {case}: it was not done", _anybody)),
    "merge": (2, _line("merge {case} into {other}")),
    "not a case": (2, _line("not a case {case} spam")),
    "urgent": (2, _line("urgent {case}: they stand in the cold")),
    "promise": (2, _line("promise {case} DAYS")),
    "set": (3, _sets),
    "undo": (6, _line("undo {case}")),
    "consult": (2, _line("consult {case} @P: what would you do?")),
    "advise": (1, _line("advise {case}: be kind", _anybody)),
    "answer for": (2, _line("answer for {case} by DAYS: you have my word")),
    "away": (3, _line("away until tomorrow", _anybody)),
    "back": (4, _line("back", _anybody)),
    "duty": (2, _line("duty @P until tomorrow", _anybody)),
    "leave": (2, _profile),
    "write": (9, _says("thread", "thread", "thread", "message")),
    "solved": (2, _line("solved {case}", _customer)),
    "not solved": (3, _line("not solved {case}", _customer)),
    "rate": (2, _line("rate {case} 4", _customer)),
    "look": (2, _line("show {case}", _anybody)),
}
