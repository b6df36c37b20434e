"""Links to what was written in Teams.

https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams; of what it names there, the
names of team and channel and the team's group are left out: we are not told them with a message.
"""

import re
from urllib.parse import quote, unquote

from bot.messages.values import Address
from bot.platforms.teams.us import PLATFORM, Us

TEAMS = "https://teams.microsoft.com/l"
IN_CHAT = quote('{"contextType":"chat"}', safe="")
_PLACE = re.compile(r"(?P<where>19:[^/?#\s]+@thread\.(?P<kind>tacv2|skype|v2))(/(?P<root>[0-9]+))?")


def url_of(place: Address | None, us: Us) -> str:
    """Where a channel's thread or what a group chat holds can be looked at; empty for all else: nobody else sees direct
    chats."""
    if place is None or place.platform != PLATFORM:
        return ""
    found = _PLACE.fullmatch("/".join(unquote(one) for one in place.place.split("/")))
    if found is None:
        return ""
    where, root, tenant = quote(found["where"], safe=":@"), found["root"], f"tenantId={quote(us.tenant, safe='')}"
    if root and found["kind"] == "v2":
        return f"{TEAMS}/message/{where}/{root}?{tenant}&context={IN_CHAT}"
    if root:
        return f"{TEAMS}/message/{where}/{root}?{tenant}&parentMessageId={root}"
    if found["kind"] == "v2":
        return f"{TEAMS}/chat/{where}/conversations?{tenant}"
    return ""
