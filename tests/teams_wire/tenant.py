"""What stands in the tenant: people, teams, channels, chats, messages, and whatever lies open before somebody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

CARD = "application/vnd.microsoft.card.adaptive"
NAME = "Buckstop"
Content = dict[str, Any]


def guid(of: str) -> str:
    return str(uuid5(NAMESPACE_URL, of))


APP, TENANT = guid("the app"), guid("the tenant")
BOT = f"28:{APP}"


class No(Exception):
    """Teams refuses, with an HTTP status and in its own word."""

    def __init__(self, status: int, code: str, words: str = "", retry_after_s: float = 0) -> None:
        super().__init__(f"{status} {code}: {words}")
        self.status, self.code, self.words, self.retry_after_s = status, code, words, retry_after_s


@dataclass
class User:
    handle: str  # the first part of their address
    name: str
    id: str = ""  # what this bot, and no other, knows them by
    aad: str = ""
    tenant: str = TENANT
    email: str = ""
    locale: str = "en-US"
    zone: str = "Europe/Bucharest"
    guest: bool = False
    anonymous: bool = False  # in a meeting only, unknown to the directory
    blocks: bool = False  # they have blocked the bot

    def __post_init__(self) -> None:
        self.aad = self.aad or guid(f"person {self.handle}")
        self.id = self.id or f"29:1{guid(self.aad).replace('-', '')}"
        self.email = self.email or f"{self.handle}@desk.example"

    def account(self) -> dict[str, Any]:
        """As an activity says who somebody is."""
        known = {"id": self.id, "name": self.name}
        return known if self.anonymous else known | {"aadObjectId": self.aad}

    def record(self) -> dict[str, Any]:
        """As a roster lists somebody."""
        given, _, surname = self.name.partition(" ")
        if self.anonymous:
            return {"id": self.id, "name": self.name, "tenantId": self.tenant, "userRole": "anonymous"}
        known = {"id": self.id, "objectId": self.aad, "name": self.name, "givenName": given, "surname": surname}
        home = f"{self.handle}_desk.example#EXT#@desk.example" if self.guest else self.email
        known |= {"email": self.email, "userPrincipalName": home, "tenantId": self.tenant}
        return known | {"aadObjectId": self.aad, "userRole": "guest" if self.guest else "user"}


@dataclass
class Team:
    id: str  # the id of its General channel
    name: str
    group: str  # its id in the directory
    members: set[str] = field(default_factory=set)
    installed: bool = False
    hears_all: bool = False  # its owner has consented to ChannelMessage.Read.Group


@dataclass
class Conversation:
    id: str
    kind: str  # channel, groupChat, personal
    name: str = ""
    team: Team | None = None  # of a channel
    people: set[str] = field(default_factory=set)  # of a chat
    present: bool = False  # the bot is in this chat
    all_heard: bool = False  # consent to ChatMessage.Read.Chat

    @property
    def members(self) -> set[str]:
        return self.team.members if self.team else self.people

    @property
    def installed(self) -> bool:
        return self.team.installed if self.team else self.present

    @property
    def hears_all(self) -> bool:
        return self.kind == "personal" or (self.team.hears_all if self.team else self.all_heard)


@dataclass
class Message:
    conversation: str
    id: str
    by: str
    activity: Content  # its text, its attachments, its entities
    root: str | None = None  # the message at the top of a channel below which it stands
    answers: str | None = None  # the activity that it was sent in reply to
    at: datetime | None = None
    deleted: bool = False
    drawn: int = 0  # grows with everything that is drawn, so that the newest is known
    views: dict[str, Content] = field(default_factory=dict)  # the card as one person alone was answered

    @property
    def by_bot(self) -> bool:
        return self.by == BOT

    @property
    def thread(self) -> str:
        return self.root or self.id

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    def card(self, reader: str = "") -> Content | None:
        """Its card, as this reader has it before them."""
        attached = [one["content"] for one in self.activity.get("attachments") or () if one["contentType"] == CARD]
        return self.views.get(reader) or next(iter(attached), None)


@dataclass
class Filling:
    """What somebody has typed into a card, and what their client says is wrong."""

    content: Content
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class Dialog(Filling):
    """What lies open before somebody; Teams opens one at a time."""

    user: str = ""
    title: str = ""
    about: Content = field(default_factory=dict)  # the envelope of the activity that opened it
    compose: Content | None = None  # the command of the message extension that opened it
    drawn: int = 0


@dataclass
class Told:
    """A sentence shown to one person, for a moment."""

    user: str
    text: str
    drawn: int = 0


@dataclass
class Tenant:
    """Everything that is kept and shown."""

    now: Callable[[], datetime]
    users: dict[str, User] = field(default_factory=dict)  # by wire id
    teams: dict[str, Team] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    dialogs: dict[str, Dialog] = field(default_factory=dict)  # by wire id of who has it before them
    told: list[Told] = field(default_factory=list)
    fillings: dict[tuple[str, str, str], Filling] = field(default_factory=dict)  # cards with inputs in messages
    _last: int = 0
    _drawn: int = 0

    def id(self) -> str:
        """Of a message or an activity: the milliseconds it was made at, and never the same twice."""
        self._last = max(self._last + 1, int(self.now().timestamp() * 1000))
        return str(self._last)

    def drew(self) -> int:
        self._drawn += 1
        return self._drawn

    def user(self, name: str) -> User | None:
        """Somebody by any of their ids."""
        known = self.users.get(name)
        return known or next((one for one in self.users.values() if name.casefold() in (one.aad, one.handle)), None)

    def personal(self, user: str) -> Conversation:
        """The chat of somebody and the bot."""
        chat = Conversation(f"a:1{guid(user).replace('-', '')}", "personal", people={user})
        return self.conversations.setdefault(chat.id, chat)

    def shares_team(self, user: str) -> bool:
        """Is the app in a team that they are in? Then it may write to them."""
        return any(team.installed and user in team.members for team in self.teams.values())

    def find(self, name: str) -> tuple[Conversation, str | None]:
        """A conversation, and the thread in it that is named behind ;messageid=. Raises No."""
        base, _, root = name.partition(";messageid=")
        found = self.conversations.get(base)
        if found is None or (root and found.kind != "channel"):
            raise No(404, "ConversationNotFound", f"no conversation {name}")
        if root and (top := self.messages.get((base, root))) is not None and top.root is None:
            return found, root
        if root:
            raise No(404, "ConversationNotFound", f"no thread {root} in {base}")
        return found, None

    def put(self, message: Message) -> Message:
        message.drawn, message.at = self.drew(), message.at or self.now()
        self.messages[message.conversation, message.id] = message
        return message

    def standing(self, conversation: str, root: str | None = None) -> Iterator[Message]:
        """What stands at the top of a conversation, or below one message."""
        for one in self.messages.values():
            if one.conversation == conversation and one.root == root and not one.deleted:
                yield one

    def tell(self, user: str, text: str) -> None:
        self.told.append(Told(user, text, self.drew()))
