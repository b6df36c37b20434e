"""What a button does when it is pressed, as far as its words say: for platforms that must know it beforehand."""

# These are carried out as they stand; with every other line a form opens, or something is shown.
AT_ONCE = ("claim", "decline", "wake", "undo", "solved", "not solved", "back")
# These as well, but only if more than the case is named: `rate C-1 5`, `merge C-1 into C-2`.
WHOLE_AT_ONCE = ("rate", "merge")


def acts_at_once(says: str) -> bool:
    """Would the press change something by itself?"""
    words = says.casefold().split()
    if words and words[0] in WHOLE_AT_ONCE:
        return len(words) > 2
    return any(" ".join(words[:n]) in AT_ONCE for n in (1, 2))
