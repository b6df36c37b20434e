"""What the Bot Connector does when the bot asks for it.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import copy
from typing import Any

from tests.teams_wire.checks import checked
from tests.teams_wire.tenant import BOT, TENANT, Conversation, Message, No, Tenant

Body = Any
PAGE, LARGEST_PAGE, SMALLEST_PAGE = 200, 500, 50
_CREATES = {"isGroup", "bot", "members", "tenantId", "channelData", "activity", "topicName"}


class Methods:
    """Each call in a tenant. What it finds wrong without refusing it is kept in `complaints`."""

    def __init__(self, space: Tenant) -> None:
        self.space = space
        self.complaints: list[str] = []
        self.page: int | None = None  # every page is so small, if it is set

    # --- conversations ----------------------------------------------------------------------------------------

    def create(self, body: Body) -> dict[str, Any]:
        """A new post in a channel, or the chat with one person."""
        if not isinstance(body, dict):
            raise No(400, "BadSyntax", "no object")
        if unknown := sorted(body.keys() - _CREATES):
            raise No(400, "BadSyntax", f"nobody knows a field {', '.join(unknown)}")
        if (body.get("bot") or {}).get("id") not in (None, BOT):
            raise No(403, "Forbidden", "another bot")
        data = body.get("channelData") or {}
        if channel := (data.get("channel") or {}).get("id"):
            return self._in_channel(channel, body)
        members = body.get("members") or []
        if body.get("isGroup") or len(members) != 1:
            raise No(400, "BadSyntax", "a bot begins a chat with exactly one person")
        if (body.get("tenantId") or (data.get("tenant") or {}).get("id")) != TENANT:
            raise No(400, "BadSyntax", "no tenant, or another")
        user = self.space.user(str(members[0].get("id")))
        if user is None or user.tenant != TENANT:
            raise No(403, "ForbiddenOperationException", "nobody of this tenant")
        chat = self.space.personal(user.id)
        if not chat.present and not self.space.shares_team(user.id):
            raise No(403, "ForbiddenOperationException", "it is installed neither for them nor in a team of theirs")
        self._unblocked(chat)
        chat.present = True
        said = {"id": chat.id}
        return said | ({"activityId": self._post(chat, None, body["activity"])["id"]} if body.get("activity") else {})

    def _in_channel(self, channel: str, body: Body) -> dict[str, Any]:
        where, root = self.space.find(channel)
        self._present(where)
        if where.kind != "channel" or root:
            raise No(400, "BadArgument", f"{channel} is no channel")
        if not body.get("isGroup"):
            raise No(400, "BadSyntax", "a channel is a group")
        if not body.get("activity"):
            raise No(400, "BadSyntax", "nothing to begin it with")
        posted = self._post(where, None, body["activity"])
        return {"id": f"{where.id};messageid={posted['id']}", "activityId": posted["id"]}

    # --- activities -------------------------------------------------------------------------------------------

    def send(self, conversation: str, body: Body) -> dict[str, Any]:
        where, root = self._where(conversation)
        return self._post(where, root, body)

    def reply(self, conversation: str, activity: str, body: Body) -> dict[str, Any]:
        """In reply to an activity; in a channel that puts it into the thread of that message."""
        where, root = self._where(conversation)
        answered = self.space.messages.get((where.id, activity))
        if answered is not None and where.kind == "channel":
            root = root or answered.thread
        return self._post(where, root, body, answers=activity)

    def update(self, conversation: str, activity: str, body: Body) -> dict[str, Any]:
        message = self._own(conversation, activity)
        where = self.space.conversations[message.conversation]
        said = copy.deepcopy(checked(body, where, self.space, self.complaints.append))
        if said.get("type") != "message":
            raise No(400, "BadSyntax", "only a message takes the place of a message")
        message.activity, message.views, message.drawn = said, {}, self.space.drew()
        return {"id": message.id}

    def delete(self, conversation: str, activity: str) -> dict[str, Any]:
        self._own(conversation, activity).deleted = True
        return {}

    def _post(self, where: Conversation, root: str | None, body: Body, answers: str | None = None) -> dict[str, Any]:
        said = copy.deepcopy(checked(body, where, self.space, self.complaints.append))
        name = self.space.id()
        if said["type"] != "typing":
            self.space.put(Message(where.id, name, BOT, said, root, answers or said.get("replyToId")))
        return {"id": name}

    def _where(self, conversation: str) -> tuple[Conversation, str | None]:
        where, root = self.space.find(conversation)
        self._present(where)
        self._unblocked(where)
        return where, root

    def _own(self, conversation: str, activity: str) -> Message:
        where, _ = self._where(conversation)
        message = self.space.messages.get((where.id, activity))
        if message is None or message.deleted:
            raise No(404, "ActivityNotFoundInConversation", f"nothing is {activity} in {where.id}")
        if not message.by_bot:
            raise No(403, "Forbidden", "somebody else wrote that")
        return message

    def _present(self, where: Conversation) -> None:
        if not where.installed:
            raise No(403, "BotNotInConversationRoster", f"the bot is not in {where.name or where.id}")

    def _unblocked(self, where: Conversation) -> None:
        if where.kind == "personal" and any(self.space.users[user].blocks for user in where.people):
            raise No(403, "MessageWritesBlocked", "they have blocked the bot, or taken it away")

    # --- rosters ----------------------------------------------------------------------------------------------

    def members(self, conversation: str) -> list[dict[str, Any]]:
        """As it was before pages: five times a minute at most."""
        self.complaints.append("GET members is throttled: use pagedmembers")
        return self._roster(conversation)

    def paged_members(self, conversation: str, query: dict[str, str]) -> dict[str, Any]:
        everybody = self._roster(conversation)
        asked = int(query.get("pageSize") or PAGE)
        many = self.page or min(max(asked, SMALLEST_PAGE), LARGEST_PAGE)
        begins = self._begin(query.get("continuationToken"))
        page: dict[str, Any] = {"members": everybody[begins : begins + many]}
        return page | ({"continuationToken": f"page/{begins + many}+="} if begins + many < len(everybody) else {})

    @staticmethod
    def _begin(token: str | None) -> int:
        if not token:
            return 0
        number = token.removeprefix("page/").removesuffix("+=")  # characters that must be escaped in an address
        if not token.startswith("page/") or not number.isdigit():
            raise No(400, "BadArgument", f"nobody gave a token {token}")
        return int(number)

    def member(self, conversation: str, user: str) -> dict[str, Any]:
        where, _ = self.space.find(conversation)
        self._present(where)
        found = self.space.user(user)
        if found is None or found.id not in where.members:
            raise No(404, "MemberNotFoundInConversation", f"nobody there is {user}")
        return found.record()

    def _roster(self, conversation: str) -> list[dict[str, Any]]:
        where, _ = self.space.find(conversation)
        self._present(where)
        return [user.record() for user in self.space.users.values() if user.id in where.members]

    def team(self, team: str) -> dict[str, Any]:
        found = self._team(team)
        known = {"id": found.id, "name": found.name, "aadGroupId": found.group}
        return known | {"channelCount": len(self.channels(team)["conversations"]), "memberCount": len(found.members)}

    def channels(self, team: str) -> dict[str, Any]:
        """General comes without a name."""
        found = self._team(team)
        listed = [one for one in self.space.conversations.values() if one.team is found]
        return {"conversations": [{"id": one.id, "name": None if one.id == team else one.name} for one in listed]}

    def _team(self, team: str) -> Any:
        found = self.space.teams.get(team)
        if found is None:
            raise No(404, "NotFound", f"no team {team}")
        if not found.installed:
            raise No(403, "BotNotInConversationRoster", f"the bot is not in {found.name}")
        return found
