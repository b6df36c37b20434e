"""Places in Teams: what our addresses name, and what the same is called on the wire.

On the wire a thread is a conversation of its own, named after the channel and its first message:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
"""

from urllib.parse import quote

from bot.messages.values import Address, Receipt, Whereabouts
from bot.platforms.teams.us import PLATFORM

CHANNELS = ("@thread.tacv2", "@thread.skype")  # the older ones are still called so
CONVERSATION = "19:"
THREAD = ";messageid="


def address(conversation: str, root: str = "") -> Address:
    """The place that is called so on the wire, or the thread in it."""
    named, _, thread = conversation.partition(THREAD)
    inside = root or thread
    return Address(PLATFORM, escaped(named) + (f"/{escaped(inside)}" if inside else ""))


def wire(place: Address) -> str:
    """What a channel, a thread in it or a group chat is called there."""
    conversation, within = split(place)
    return in_thread(conversation, within) if within else conversation


def in_thread(conversation: str, root: str) -> str:
    """The thread below a message of a channel; of what is a thread already, that one."""
    return conversation if THREAD in conversation else f"{conversation}{THREAD}{root}"


def split(place: Address) -> tuple[str, str]:
    """The id of the conversation, or of the person, and what is named within."""
    conversation, _, within = place.place.partition("/")
    return conversation.replace("%2F", "/"), within.replace("%2F", "/")


def escaped(wire_id: str) -> str:
    return wire_id.replace("/", "%2F")


def is_channel(conversation: str) -> bool:
    return conversation.partition(THREAD)[0].endswith(CHANNELS)


def is_person(conversation: str, kept: Whereabouts | None) -> bool:
    """People are named by what their organisation calls them, which only the kept tells from odd names of chats."""
    if conversation.startswith(CONVERSATION):
        return False
    return kept is None or bool(kept.conversation or kept.user)


def below(receipt: Receipt) -> Address | None:
    """The thread that a post in a channel begins, whether anybody answers there or not."""
    channel, _, root = receipt.place.partition(THREAD)
    return address(channel, receipt.id) if is_channel(channel) and root in ("", receipt.id) else None


def path(*parts: str) -> str:
    """A path of the connector's; each part is one, whatever stands in it."""
    return "/v3/" + "/".join(quote(part, safe="") for part in parts)
