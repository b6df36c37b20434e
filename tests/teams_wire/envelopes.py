"""What every activity carries.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
"""

from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from tests.teams_wire.tenant import APP, BOT, NAME, TENANT, Conversation, Message, Tenant, User

Body = dict[str, Any]


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def envelope(user: User, where: Conversation, at: datetime, service: str, root: str | None = None) -> Body:
    """Who, where and when; the id is still to come. In a channel the conversation names the thread."""
    local = at.astimezone(ZoneInfo(user.zone)).isoformat(timespec="milliseconds")
    body: Body = {"timestamp": stamp(at), "localTimestamp": local, "localTimezone": user.zone}
    body |= {"channelId": "msteams", "serviceUrl": service, "from": user.account(), "locale": user.locale}
    body |= {"recipient": {"id": BOT, "name": NAME}, "channelData": channel_data(where)}
    named: Body = {"id": f"{where.id};messageid={root}" if root else where.id, "conversationType": where.kind}
    named |= {"tenantId": TENANT} | ({} if where.kind == "personal" else {"isGroup": True})
    country = {"type": "clientInfo", "locale": user.locale, "country": "RO", "platform": "Windows"}
    return body | {"conversation": named, "entities": [country | {"timezone": user.zone}]}


def channel_data(where: Conversation) -> Body:
    data: Body = {"tenant": {"id": TENANT}}
    if where.team:
        team = {"id": where.team.id, "name": where.team.name, "aadGroupId": where.team.group}
        data |= {"teamsChannelId": where.id, "teamsTeamId": where.team.id, "channel": {"id": where.id}, "team": team}
    return data


def written(message: Message) -> Body:
    """A message of somebody's, as it is delivered: its text plainly, and the same as HTML beside it."""
    said = {name: message.activity[name] for name in ("text", "textFormat", "attachments") if name in message.activity}
    body: Body = {"id": message.id, "type": "message", **said}
    return body | ({"replyToId": message.root} if message.root else {})


def as_html(text: str, mentions: list[Body]) -> str:
    """What stands in the clients themselves."""
    shown = escape(text.strip("\n"))
    for n, one in enumerate(mentions):
        name = escape(one["mentioned"]["name"])
        kind = f'itemscope="" itemtype="http://schema.skype.com/Mention" itemid="{n}"'
        shown = shown.replace(escape(one["text"]), f"<span {kind}>{name}</span>", 1)
    return f"<p>{shown}</p>".replace("\u00a0", "&nbsp;").replace("\n", "<br>\n")


def quoted(message: Message, space: Tenant) -> Body:
    """A message as a message extension gets it: https://learn.microsoft.com/graph/api/resources/chatmessage"""
    user = space.users.get(message.by)
    person = {"userIdentityType": "aadUser", "id": user.aad, "displayName": user.name} if user else None
    bot = {"applicationIdentityType": "bot", "id": APP, "displayName": NAME}
    by = {"device": None, "conversation": None, "user": person, "application": None if user else bot}
    content, mentions = escape(message.text.strip("\n")), []
    entities = [one for one in message.activity.get("entities") or () if one.get("type") == "mention"]
    for n, one in enumerate(entities):
        name = one["mentioned"]["name"]
        content = content.replace(escape(one["text"]), f'<at id="{n}">{escape(name)}</at>', 1)
        mentions.append({"id": n, "mentionText": name, "mentioned": _mentioned(one["mentioned"])})
    said = {"contentType": "html", "content": f"<div><div>{content.replace(chr(10), '<br>')}</div></div>"}
    assert message.at is not None
    link = f"https://teams.microsoft.com/l/message/{message.conversation}/{message.id}"
    body: Body = {"linkToMessage": link, "id": message.id, "replyToId": message.root, "deleted": message.deleted}
    body |= {"createdDateTime": stamp(message.at), "lastModifiedDateTime": None, "summary": None, "subject": None}
    body |= {"messageType": "message", "importance": "normal", "locale": "en-us", "body": said, "from": by}
    return body | {"reactions": [], "mentions": mentions, "attachments": []}


def _mentioned(who: Body) -> Body:
    if who["id"] == BOT:
        bot = {"applicationIdentityType": "bot", "id": APP, "displayName": who["name"]}
        return {"device": None, "conversation": None, "user": None, "application": bot}
    user = {"userIdentityType": "aadUser", "id": who.get("aadObjectId"), "displayName": who["name"]}
    return {"device": None, "conversation": None, "user": user, "application": None}
