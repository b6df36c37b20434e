"""Activities as Teams sends them, names scrubbed; a test says only what is particular about its own.

The shapes are those of https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages,
.../channel-and-group-conversations, .../subscribe-to-conversation-events,
.../messaging-extensions/how-to/action-commands/create-task-module and .../universal-actions-for-adaptive-cards.
"""

from datetime import UTC, datetime
from typing import Any

from bot.messages.encoding import dump
from bot.messages.values import Address, Form, Inbound, Profile
from bot.platforms.teams.receive import inbound_of
from bot.platforms.teams.seals import sealed
from bot.platforms.teams.us import Us

Payload = dict[str, Any]
TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
US = Us("c9e8c047-2a74-40a2-b28a-b162d5f5327c", TENANT, "Buckstop")
NOW = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
TS, ROOT, CARD = "1795099440000", "1795090000000", "1795091111111"
HELP, TEAM, GROUP = "19:HeLp@thread.tacv2", "19:general@thread.tacv2", "19:group@thread.v2"
PLACE = HELP  # the channel as a place
PEOPLE = {
    "ana": ("29:1ana", "AAAAaaaa-0000-4000-8000-000000000001", "Ana Pop"),
    "ben": ("29:1ben", "bbbbbbbb-0000-4000-8000-000000000002", "Ben Ito"),
    "maria": ("29:1maria", "dddddddd-0000-4000-8000-000000000004", "Maria Silva"),
}


def aad(who: str) -> str:
    return PEOPLE[who][1].lower()


def person(who: str) -> Address:
    return Address("teams", aad(who))


class Known:
    """Whom we have heard of: nobody, but for those whom a test names with their kind."""

    def __init__(self, **kinds: str) -> None:
        self.kinds = kinds

    def profile(self, aad_: str, /) -> Profile | None:
        for who, kind in self.kinds.items():
            if aad(who) == aad_:
                name = PEOPLE[who][2]
                return Profile(person(who), name, kind, "Asia/Tokyo", "ja-JP", f"{who}@acme.example")
        return None

    def name_of(self, wire: str, /) -> tuple[str, str] | None:
        return next(((aad(who), PEOPLE[who][2]) for who in self.kinds if PEOPLE[who][0] == wire), None)


KNOWN = Known(ana="person", maria="person")
NOBODY = Known()


def heard(body: object, known: Known = KNOWN, us: Us = US) -> Inbound | None:
    return inbound_of(body, us, known, NOW)


def sure(body: object, known: Known = KNOWN, us: Us = US) -> Inbound:
    """What cannot be nothing."""
    inbound = heard(body, known, us)
    assert inbound is not None
    return inbound


def without(payload: Payload, *names: str) -> Payload:
    return {name: value for name, value in payload.items() if name not in names}


# --- where ------------------------------------------------------------------------------------------------------------


def channel(root: str | None = TS) -> Payload:
    """A channel; its messages name the first of their thread, if only themselves."""
    name = f"{HELP};messageid={root}" if root else HELP
    return {
        "conversation": {"isGroup": True, "conversationType": "channel", "id": name, "tenantId": TENANT},
        "channelData": {
            "teamsChannelId": HELP,
            "teamsTeamId": TEAM,
            "channel": {"id": HELP},
            "team": {"id": TEAM},
            "tenant": {"id": TENANT},
        },
    }


def group() -> Payload:
    return {
        "conversation": {"isGroup": True, "conversationType": "groupChat", "id": GROUP, "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    }


def direct(who: str = "maria") -> Payload:
    return {
        "conversation": {"conversationType": "personal", "id": f"a:{who}", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    }


# --- what -------------------------------------------------------------------------------------------------------------


def activity(kind: str, by: str = "maria", where: Payload | None = None, **more: Any) -> Payload:
    wire, object_id, name = PEOPLE[by]
    return {
        "type": kind,
        "id": TS,
        "timestamp": "2026-11-19T14:44:00.1234567Z",
        "localTimestamp": "2026-11-19T16:44:00.1234567+02:00",
        "localTimezone": "Europe/Bucharest",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "channelId": "msteams",
        "from": {"id": wire, "name": name, "aadObjectId": object_id},
        "recipient": {"id": US.id, "name": "Buckstop"},
        "locale": "en-GB",
        **(channel() if where is None else where),
        **more,
    }


def mention(who: str = "us", text: str | None = None, **more: Any) -> Payload:
    wire, object_id, name = (US.id, None, "Buckstop") if who == "us" else PEOPLE[who]
    of = {"id": wire, "name": name, **({"aadObjectId": object_id} if object_id else {})}
    return {"type": "mention", "mentioned": of, "text": text or f"<at>{name}</at>", **more}


def client(**more: Any) -> Payload:
    return {
        "type": "clientInfo",
        "locale": "en-US",
        "country": "US",
        "platform": "Web",
        "timezone": "Europe/Paris",
        **more,
    }


def twin(content: str) -> Payload:
    return {"contentType": "text/html", "content": content}


def written(
    text: str | None = "charged twice",
    by: str = "maria",
    where: Payload | None = None,
    mentions: tuple[Payload, ...] = (),
    **more: Any,
) -> Payload:
    same = {"textFormat": "plain", "attachments": [twin(f"<div>{text}</div>")], "entities": [*mentions, client()]}
    return activity("message", by, where, text=text, **(same | more))


def to_us(text: str, by: str = "ana", where: Payload | None = None, *others: str, **more: Any) -> Payload:
    """A message that begins with our mention, as clients send it: with a space that does not break."""
    people = tuple(mention(who) for who in others)
    return written(f"<at>Buckstop</at>\u00a0{text}\n", by, where, (mention(), *people), **more)


def with_event(body: Payload, event: str) -> Payload:
    return body | {"channelData": {**body["channelData"], "eventType": event}}


def invoke(name: str, value: Any, by: str = "ana", where: Payload | None = None, **more: Any) -> Payload:
    beside = channel(ROOT) if where is None else where
    return activity(
        "invoke", by, beside, **({"id": "f:bc319b1d", "name": name, "value": value, "replyToId": CARD} | more)
    )


def pressed(data: Payload, verb: str = "says", trigger: str = "manual", **more: Any) -> Payload:
    action = {"type": "Action.Execute", "title": "Claim", "verb": verb, "data": data}
    return invoke("adaptiveCard/action", {"action": action, "trigger": trigger}, **more)


CLAIM: Payload = {"s": "claim C-1", "n": 3, "c": 1}


def form_data(form: Form, about: Payload | None = None, **typed: Any) -> Payload:
    """What the button of a form gives back that was opened for Ana, with what was filled in."""
    about = {"place": f"teams:{PLACE}", "thread": f"teams:{PLACE}/{ROOT}"} if about is None else about
    filled = {f"f:{name}": value for name, value in typed.items()}
    sealed_ = sealed(about, aad("ana"), US)
    return {"f": form.says, "n": form.seen, "a": sealed_, "w": None, "form": dump(form), **filled}


def extension(command: str = "openCase", message: Payload | None = None, **more: Any) -> Payload:
    value = {
        "commandId": command,
        "commandContext": "message",
        "requestId": "7f7d22ef",
        "context": {"theme": "default"},
    }
    value |= {} if message is None else {"messagePayload": message}
    return invoke("composeExtension/fetchTask", value, **({"replyToId": None} | more))


def quotable(content: str = "charged twice", by: str = "maria", **more: Any) -> Payload:
    """A message as a message extension is told of it."""
    _, object_id, name = PEOPLE[by]
    user = {"userIdentityType": "aadUser", "id": object_id, "displayName": name}
    return {
        "linkToMessage": f"https://teams.microsoft.com/l/message/{HELP}/{TS}",
        "id": TS,
        "replyToId": None,
        "createdDateTime": "2026-11-19T14:44:00.123Z",
        "lastModifiedDateTime": None,
        "deleted": False,
        "subject": None,
        "summary": None,
        "importance": "normal",
        "locale": "en-us",
        "body": {"contentType": "html", "content": f"<div><div>{content}</div>\n</div>"},
        "from": {"device": None, "conversation": None, "user": user, "application": None},
        "reactions": [],
        "mentions": [],
        "attachments": [],
        **more,
    }
