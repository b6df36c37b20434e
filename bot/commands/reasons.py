"""Why somebody passes or gives a case, and why something is none: the codes, found in what people type."""

import re

REASONS: dict[str, frozenset[str]] = {  # code: the words that tell it from the others
    "needs permission": frozenset({"permission", "approval"}),
    "needs expertise": frozenset({"expertise", "expert"}),
    "needs a money decision": frozenset({"money", "decision"}),
    "customer asked for a superior": frozenset({"customer", "asked", "asks", "superior"}),
    "outside my hours": frozenset({"outside", "hours", "shift"}),
    "other": frozenset({"other"}),
}
NOT_A_CASE = ("spam", "chatter", "test", "other")

_SMALL = frozenset(
    {"a", "an", "the", "my", "our", "for", "of", "i", "is", "it", "more"}
    | {"needs", "need", "needing", "because", "as", "since", "reason"}
)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3  # letters by which a word may be cut short
_LONGEST = 60
_IN_FULL = re.compile(
    "(?:" + "|".join(code.replace(" ", r"[\s-]{1,3}") for code in REASONS) + r")(?=[\s,;.-])",
    re.IGNORECASE,
)


def reason_of(typed: str) -> str | None:
    """The code somebody means: in full, by its telling words, or by their beginnings; None if it could be two."""
    if len(typed) > _LONGEST:
        return None
    words = [word for word in _WORD.findall(typed.lower()) if word not in _SMALL]
    fitting = [code for code, telling in REASONS.items() if words and all(_begins(word, telling) for word in words)]
    return fitting[0] if len(fitting) == 1 else None


def reason_then_more(typed: str) -> tuple[str, int] | None:
    """A code in full that goes on without a colon, and where the rest begins."""
    found = _IN_FULL.match(typed)
    if not found:
        return None
    return next(code for code in REASONS if code == " ".join(found[0].lower().replace("-", " ").split())), found.end()


def not_a_case_of(typed: str) -> str | None:
    word = typed.strip(" .,!").lower()
    fitting = [code for code in NOT_A_CASE if len(word) >= _SHORTEST and code.startswith(word)]
    return fitting[0] if len(fitting) == 1 else None


def _begins(word: str, telling: frozenset[str]) -> bool:
    return len(word) >= _SHORTEST and any(full.startswith(word) for full in telling)
