"""What people in the tenant do, each as the activity that Teams sends for it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.teams_wire.deliver import Delivery
from tests.teams_wire.envelopes import as_html, envelope, quoted, stamp, written
from tests.teams_wire.forms import actions
from tests.teams_wire.pressing import Pressing
from tests.teams_wire.tenant import BOT, NAME, Content, Conversation, Dialog, Message, Team, Told
from tests.teams_wire.words import of_card, of_message

if TYPE_CHECKING:
    from tests.teams_wire.wire import Wire

_TYPED = re.compile(r"(?<![\w@])@([\w.-]*\w)")
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Shown:
    """Something as it stood before somebody's eyes at one moment."""

    source: Message | Dialog | Told
    card: Content | None
    text: str
    drawn: int
    pressable: list[Content] = field(default_factory=list, repr=False)

    @property
    def labels(self) -> list[str]:
        return [action["title"] for action in self.pressable]


class Person(Pressing):
    """Somebody at their Teams."""

    # --- messages ---------------------------------------------------------------------------------------------

    async def writes(
        self, conversation: str, text: str, *, thread: str | None = None, files: tuple[str, ...] = ()
    ) -> Message:
        """Words in a channel, below a post of one, or in a chat. Who is called by name there is mentioned."""
        where = self.space.conversations[conversation]
        assert self.user.id in where.members, f"{self.user.name} is not in {where.name}"
        message = Message(where.id, self.space.id(), self.user.id, self._typed(text, where, files), thread)
        self.space.put(message)
        if where.installed and (where.hears_all or self._calls_the_bot(message)):
            await self._sends(message, written(message))
        return message

    async def dms(self, text: str) -> Message:
        """In their own chat with the bot, which is there for whoever has the app, or is in a team that has it."""
        chat = self.space.personal(self.user.id)
        chat.present = chat.present or self.space.shares_team(self.user.id)
        return await self.writes(chat.id, text)

    def _typed(self, text: str, where: Conversation, files: tuple[str, ...] = ()) -> Content:
        """As the clients send it: behind a mention stands a no-break space, and at the end a newline."""
        mentions: list[Content] = []

        def called(found: re.Match[str]) -> str:
            who = self._called(found[1], where)
            if who is None:
                return found[0]
            mentions.append({"type": "mention", "mentioned": who, "text": f"<at>{who['name']}</at>"})
            return str(mentions[-1]["text"])

        text = text if where.kind == "personal" else _TYPED.sub(called, text)
        if mentions:
            text = text.replace("</at> ", f"</at>{NO_BREAK}", 1) + "\n"
        attached: list[Content] = [{"contentType": "text/html", "content": as_html(text, mentions)}]
        link = "https://desk.sharepoint.example/documents/"
        info = "application/vnd.microsoft.teams.file.download.info"
        attached += [{"contentType": info, "contentUrl": link + name, "name": name, "content": {}} for name in files]
        return {"text": text, "textFormat": "plain", "attachments": attached, "entities": mentions}

    def _called(self, name: str, where: Conversation) -> Content | None:
        """Who the list offers of those who are there."""
        if name == NAME.casefold():
            return {"id": BOT, "name": NAME} if where.installed else None
        user = self.space.user(name)
        return user.account() if user and user.id in where.members else None

    @staticmethod
    def _calls_the_bot(message: Message) -> bool:
        return any(one["mentioned"]["id"] == BOT for one in message.activity["entities"])

    async def _sends(self, message: Message, body: Content) -> Delivery:
        where = self.space.conversations[message.conversation]
        root = message.thread if where.kind == "channel" else None
        base = envelope(self.user, where, self.space.now(), self.wire.service, root)
        return await self.wire.deliver(Delivery(base | body | {"entities": self._entities(message, base)}))

    @staticmethod
    def _entities(message: Message, base: Content) -> list[Content]:
        return [*message.activity["entities"], *base["entities"]]

    async def edits(self, message: Message, text: str) -> None:
        where = self.space.conversations[message.conversation]
        message.activity, message.drawn = self._typed(text, where), self.space.drew()
        await self._changed(message, "messageUpdate", "editMessage", written(message))

    async def deletes(self, message: Message) -> None:
        message.deleted = True
        await self._changed(message, "messageDelete", "softDeleteMessage", {})

    async def undeletes(self, message: Message) -> None:
        message.deleted = False
        await self._changed(message, "messageUpdate", "undeleteMessage", written(message))

    async def _changed(self, message: Message, kind: str, event: str, said: Content) -> None:
        where = self.space.conversations[message.conversation]
        if not where.installed or not (where.hears_all or self._calls_the_bot(message)):
            return
        root = message.thread if where.kind == "channel" else None
        base = envelope(self.user, where, self.space.now(), self.wire.service, root)
        base["channelData"] = base["channelData"] | {"eventType": event}
        body = base | said | {"type": kind, "id": message.id}
        if said:
            body["entities"] = self._entities(message, base)
        await self.wire.deliver(Delivery(body))

    async def reacts(self, message: Message, kind: str = "like") -> None:
        body = {"type": "messageReaction", "reactionsAdded": [{"type": kind}], "replyToId": message.id}
        await self._happens(self.space.conversations[message.conversation], body, message.thread)

    # --- message extensions -----------------------------------------------------------------------------------

    async def uses_extension(self, command: str, on: Message | None = None, *, at: str = "") -> Delivery | None:
        """A command of the app: in the menu of a message, or beside where one writes."""
        where = self.space.conversations[on.conversation if on else at or self.space.personal(self.user.id).id]
        value: Content = {"commandId": command, "commandContext": "message" if on else "compose"}
        value |= {"requestId": uuid4().hex}
        if on:
            value["messagePayload"] = quoted(on, self.space)
        root = on.thread if on and where.kind == "channel" else None
        about = envelope(self.user, where, self.space.now(), self.wire.service, root)
        about["channelData"] = about["channelData"] | {"source": {"name": "message" if on else "compose"}}
        return await self._asks("composeExtension/fetchTask", value, Dialog({}, about=about, compose=value))

    # --- the app comes and goes -------------------------------------------------------------------------------

    async def installs(self, where: Team | Conversation | None = None, *, hears_all: bool = True) -> None:
        """The app for oneself, for a chat, or for a team, perhaps with the consent to hear everything there."""
        if isinstance(where, Team):
            where.installed, where.hears_all = True, hears_all
        else:
            where = where or self.space.personal(self.user.id)
            where.present, where.all_heard = True, hears_all
        await self._came_or_went(where, "add", "membersAdded", "teamMemberAdded")

    async def uninstalls(self, where: Team | Conversation | None = None) -> None:
        where = where or self.space.personal(self.user.id)
        await self._came_or_went(where, "remove", "membersRemoved", "teamMemberRemoved")
        if isinstance(where, Team):
            where.installed = False
        else:
            where.present = False

    async def _came_or_went(self, where: Team | Conversation, action: str, members: str, event: str) -> None:
        """Teams tells of it twice."""
        at = self.space.conversations[where.id]
        await self._happens(at, {"type": "installationUpdate", "action": action})
        body: Content = {"type": "conversationUpdate", members: [{"id": BOT, "name": NAME}]}
        await self._happens(at, body, event=event if isinstance(where, Team) else "")

    async def joins(self, where: Team | Conversation) -> None:
        members = where.members if isinstance(where, Team) else where.people
        members.add(self.user.id)
        body: Content = {"type": "conversationUpdate", "membersAdded": [self.user.account()]}
        await self._happens(self.space.conversations[where.id], body, event="teamMemberAdded")

    async def leaves(self, where: Team | Conversation) -> None:
        body: Content = {"type": "conversationUpdate", "membersRemoved": [self.user.account()]}
        await self._happens(self.space.conversations[where.id], body, event="teamMemberRemoved")
        members = where.members if isinstance(where, Team) else where.people
        members.discard(self.user.id)

    async def changes(self, conversation: str, event: str) -> None:
        """A channel is created, renamed, deleted, restored."""
        where = self.space.conversations[conversation]
        await self._happens(where, {"type": "conversationUpdate"}, event=event)

    async def _happens(self, where: Conversation, body: Content, root: str | None = None, event: str = "") -> None:
        if not where.installed:
            return
        root = root if where.kind == "channel" else None
        base = envelope(self.user, where, self.space.now(), self.wire.service, root)
        del base["entities"]
        if event:
            base["channelData"] = base["channelData"] | {"eventType": event}
        await self.wire.deliver(Delivery(base | {"id": f"f:{uuid4()}", "timestamp": stamp(self.space.now())} | body))

    # --- what they see ----------------------------------------------------------------------------------------

    def sees(self) -> list[Shown]:
        """Everything before their eyes, what was drawn last at the end."""
        messages = [self.shown(one) for one in self.space.messages.values() if self._may_see(one)]
        open_now = [self.shown(one) for one in filter(None, [self.dialog])]
        told = [self.shown(one) for one in self.space.told if one.user == self.user.id]
        return sorted([*messages, *open_now, *told], key=lambda one: one.drawn)

    def _may_see(self, message: Message) -> bool:
        return not message.deleted and self.user.id in self.space.conversations[message.conversation].members

    def shown(self, what: Message | Dialog | Told) -> Shown:
        match what:
            case Told():
                return Shown(what, None, what.text, what.drawn)
            case Dialog():
                words = "\n".join(filter(None, (what.title, of_card(what.content, what))))
                return Shown(what, what.content, words, what.drawn, _buttons(what.content))
        card = what.card(self.user.id)
        filling = self.space.fillings.get((self.user.id, what.conversation, what.id))
        return Shown(what, card, of_message(what, self.user.id, filling), what.drawn, _buttons(card) if card else [])


def person(wire: "Wire", handle: str) -> Person:
    """Somebody who is there, by any of their names."""
    user = wire.space.user(handle)
    assert user is not None, f"nobody is {handle}"
    return Person(wire, user)


def _buttons(card: Content) -> list[Content]:
    """What can be pressed, and is more than a link."""
    titled = [one for one in actions(card) if one.get("title") and one.get("isEnabled") is not False]
    return [one for one in titled if one["type"] != "Action.OpenUrl"]
