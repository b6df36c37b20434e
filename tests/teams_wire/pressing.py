"""Buttons, cards with inputs, and dialogs, as somebody uses them."""

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.teams_wire import forms
from tests.teams_wire.answers import acted, asked
from tests.teams_wire.deliver import Delivery
from tests.teams_wire.envelopes import envelope
from tests.teams_wire.tenant import Content, Dialog, Filling, Message, User

if TYPE_CHECKING:
    from tests.teams_wire.people import Shown
    from tests.teams_wire.wire import Wire


class Pressing:
    """Somebody with a client, which may lack what newer ones have."""

    sees: "Callable[[], list[Shown]]"

    def __init__(self, wire: "Wire", user: User) -> None:
        self.wire, self.space, self.user = wire, wire.space, user
        self.has_dialogs = user.id not in wire.without_dialogs
        self.executes = user.id not in wire.without_execute

    # --- buttons ----------------------------------------------------------------------------------------------

    async def presses(self, label: str, on: "Shown") -> Delivery | None:
        """A button as it stood when they saw it; None if their client sends nothing for it."""
        action = next(one for one in on.pressable if one["title"] == label)
        if isinstance(on.source, Dialog):
            return await self._submits(on.source, action)
        assert isinstance(on.source, Message)
        assert on.card is not None
        return await self._acts(action, on.source, on.card)

    async def _acts(self, action: Content, on: Message, card: Content) -> Delivery | None:
        filling = self._filling(on, card)
        if not action.get("disableInputs") and action.get("associatedInputs") != "none":
            if forms.lacks(filling):
                on.drawn = self.space.drew()
                return None
            typed = filling.values
        else:
            typed = {}
        if action["type"] == "Action.Execute" and not self.executes:
            action = action["fallback"]
        data = copy.deepcopy(action.get("data") or {}) | typed
        match action["type"]:
            case "Action.Execute":
                return await self._executes(action, data, on, "manual")
            case "Action.Submit" if _asks_for_dialog(data) and self.has_dialogs:
                value = {"data": data, "context": {"theme": "default"}}
                return await self._asks("task/fetch", value, Dialog({}, about=self._about(on)))
            case "Action.Submit":
                legacy = {"source": {"name": "message"}, "legacy": {"replyToId": on.id}}
                body = self._about(on) | {"type": "message", "id": self.space.id(), "value": data}
                body["channelData"] = body["channelData"] | legacy
                return await self.wire.deliver(Delivery(body))
        return None

    async def looks(self, message: Message) -> Delivery | None:
        """It comes into view: a card that asks for it is refreshed for who looks, by itself."""
        refresh = (message.card(self.user.id) or {}).get("refresh")
        if not refresh:
            return None
        members = self.space.conversations[message.conversation].members
        named = refresh.get("userIds")
        if self.user.id not in named if named is not None else len(members) > 60:
            return None
        action = refresh["action"]
        return await self._executes(action, copy.deepcopy(action.get("data") or {}), message, "automatic")

    async def _executes(self, action: Content, data: Content, on: Message, trigger: str) -> Delivery:
        what = {name: action[name] for name in ("type", "id", "title", "verb") if name in action} | {"data": data}
        body = self._about(on) | {"type": "invoke", "name": "adaptiveCard/action", "id": f"f:{uuid4()}"}
        delivery = Delivery(body | {"value": {"action": what, "trigger": trigger}})
        await self.wire.deliver(delivery, lambda: acted(self.space, self.user.id, on, delivery))
        return delivery

    # --- dialogs ----------------------------------------------------------------------------------------------

    @property
    def dialog(self) -> Dialog | None:
        return self.space.dialogs.get(self.user.id)

    async def _asks(self, name: str, value: Content, opened: Dialog) -> Delivery:
        opened.user = self.user.id
        body = opened.about | {"type": "invoke", "name": name, "id": f"f:{uuid4()}", "value": value}
        delivery = Delivery(body)
        await self.wire.deliver(delivery, lambda: asked(self.space, self.user.id, opened, delivery))
        return delivery

    async def _submits(self, dialog: Dialog, action: Content) -> Delivery | None:
        """A button of a dialog; None if Teams itself asks for what is missing first."""
        typed: dict[str, str] = {}
        if action.get("associatedInputs") != "none":
            if forms.lacks(dialog):
                dialog.drawn = self.space.drew()
                return None
            typed = dialog.values
        data = copy.deepcopy(action.get("data") or {}) | typed
        following = Dialog({}, about=dialog.about, compose=dialog.compose)
        if dialog.compose is None:
            return await self._asks("task/submit", {"data": data, "context": {"theme": "default"}}, following)
        value = dialog.compose | {"data": data, "context": {"theme": "default"}}
        return await self._asks("composeExtension/submitAction", value, following)

    async def submits(self, label: str = "") -> Delivery | None:
        """The form before them, by its one button or by the one with this label."""
        shown = self._form()
        label = label or shown.labels[-1]
        return await self.presses(label, shown)

    def closes(self) -> None:
        del self.space.dialogs[self.user.id]

    # --- inputs -----------------------------------------------------------------------------------------------

    def picks(self, label: str, day: str, clock: str = "") -> bool:
        """A date, and in the next field its time; False if the field is none."""
        return forms.picked(self._touched(), label, day, clock)

    def fills(self, label: str, value: str) -> str:
        """A field by its label or name, a choice by its own; how the field stands then."""
        return forms.filled(self._touched(), label, value)

    @property
    def form(self) -> "Shown | None":
        """The dialog, or else the newest card before them that has inputs."""
        having = [one for one in self.sees() if one.card and forms.inputs(one.card)]
        dialogs = [one for one in having if isinstance(one.source, Dialog)]
        return next(reversed(dialogs or having), None)

    def _form(self) -> "Shown":
        form = self.form
        assert form is not None, f"no form lies before {self.user.name}"
        return form

    def _touched(self) -> Filling:
        form = self._form()
        form.source.drawn = self.space.drew()
        if isinstance(form.source, Dialog):
            return form.source
        assert isinstance(form.source, Message)
        assert form.card is not None
        return self._filling(form.source, form.card)

    def _filling(self, on: Message, card: Content) -> Filling:
        """What is typed into a card that stands in a conversation is gone once the card is another."""
        key = (self.user.id, on.conversation, on.id)
        known = self.space.fillings.get(key)
        if known is None or known.content is not card:
            known = self.space.fillings[key] = forms.began(card)
        return known

    # --- parts ------------------------------------------------------------------------------------------------

    def _about(self, on: Message) -> Content:
        """The envelope of what is done to a message."""
        where = self.space.conversations[on.conversation]
        assert self.user.id in where.members, f"{self.user.name} is not in {where.name}"
        root = on.thread if where.kind == "channel" else None
        return envelope(self.user, where, self.space.now(), self.wire.service, root) | {"replyToId": on.id}


def _asks_for_dialog(data: Content) -> bool:
    return bool((data.get("msteams") or {}).get("type") == "task/fetch")
