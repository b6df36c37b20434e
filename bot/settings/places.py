"""Where the bot listens and speaks: slack:ID, teams:ID, email:ADDRESS, console:NAME."""

import re
from urllib.parse import unquote

from bot.settings.faults import Faults, did_you_mean, quoted

DIRECT = "dm"  # direct messages to the bot, whoever writes them: an intake, and nothing else
PLATFORMS = {
    "slack": "slack:C0123456789",
    "teams": "teams:19:…@thread.tacv2",
    "email": "email:help@example.com",
    "console": "console:help",
}
WRITE_ONE = "write slack:ID, teams:ID, email:ADDRESS or console:NAME"
SHAPES = {
    "slack": re.compile(r"[A-Za-z0-9_-]{1,80}"),  # an ID, never a #name: names change hands
    "teams": re.compile(r"[^\s,;#]{1,400}"),
    "email": re.compile(r"[^\s@,;:<>()\"]{1,64}@[^\s@,;:<>()\"]{1,190}"),
    "console": re.compile(r"[A-Za-z0-9_.-]{1,80}"),
}

# What Teams copies as a link to a channel, a chat, or a message in one: the ID stands in it.
LINK = re.compile(
    r"https://teams\.(?:microsoft\.com|microsoft\.us|cloud\.microsoft)/l/(?:channel|chat|message)/([^/?#]+)(?:[/?#].*)?",
    re.IGNORECASE,
)
CONVERSATION = re.compile(r"19:[A-Za-z0-9@._:-]+")


def read_place(text: str, what: str, faults: Faults, *, allow: tuple[str, ...] = tuple(PLATFORMS)) -> str | None:
    """The place in its one spelling, or None and a fault. `slack:dm` passes only where `allow` names "dm"."""
    text, written = _without_link(text), text
    platform, colon, name = (part.strip() for part in text.partition(":"))
    platform = platform.lower()
    if not colon:
        faults.add(f"{what} {quoted(written)} does not say where; {WRITE_ONE}")
    elif platform not in PLATFORMS:
        guess = did_you_mean(platform, PLATFORMS, WRITE_ONE)
        faults.add(f"{what} {quoted(written)}: {quoted(platform)} is not a kind of place{guess}")
    elif platform not in allow:
        others = ", ".join(PLATFORMS[one] for one in allow if one in PLATFORMS)
        faults.add(f"{what} {quoted(written)} cannot be {platform}; it must be a channel, like {others}")
    elif name.lower() == DIRECT and platform != "email":
        if DIRECT in allow:
            return f"{platform}:{DIRECT}"
        faults.add(f"{what} {quoted(written)}: direct messages can only be an intake; write a channel")
    elif (address := read_address(platform, name)) is None:
        faults.add(f"{what} {quoted(written)} is not written right; write it like {PLATFORMS[platform]}")
    else:
        return address
    return None


def read_address(platform: str, name: str) -> str | None:
    """`slack:U0ANA` of a platform and what it calls somebody or somewhere; None if it cannot be one."""
    if not SHAPES[platform].fullmatch(name):
        return None
    # Teams and Entra write a person's ID in capitals and in small letters; a conversation's, 19:…, has both.
    small = platform in ("email", "console") or (platform == "teams" and ":" not in name)
    return f"{platform}:{name.lower() if small else name}"


def _without_link(text: str) -> str:
    """A channel of Teams, written as the link to it."""
    link = LINK.fullmatch(text.strip().removeprefix("teams:").strip())
    name = unquote(link[1]) if link else ""
    return f"teams:{name}" if CONVERSATION.fullmatch(name) else text


def same_place(place: str) -> str:
    """What two spellings of one place have in common."""
    return place.lower()
