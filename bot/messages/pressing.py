"""What a button does when it is pressed, as far as its words say: for platforms that must know it beforehand."""

# These are carried out as they stand; with every other line a form opens, or something is shown.
AT_ONCE = ("claim", "decline", "wake", "undo", "solved", "back", "merge", "rate")


def acts_at_once(says: str) -> bool:
    """Would the press change something by itself?

    `rate C-1 5` and `merge C-1 into C-2` say all that is needed, `rate C-1` and `merge C-1` open their form.
    """
    verb, _, rest = says.strip().casefold().partition(" ")
    if verb not in AT_ONCE:
        return False
    return verb not in ("merge", "rate") or len(rest.split()) > 1
