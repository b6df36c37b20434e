"""What the one who acted is told: in the response to an invoke, else in the direct chat; never for others to see.

An invoke's response: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format,
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.values import Answer, Inbound, Say
from bot.messages.wording import Reader, phrase, text
from bot.platforms.answers import is_silent, reader_of, with_words
from bot.platforms.behind import Posting
from bot.platforms.carried import where
from bot.platforms.teams import cards, forms
from bot.platforms.teams.limits import TITLE, size
from bot.platforms.teams.seals import OPENED, sealed
from bot.platforms.teams.send import Way
from bot.platforms.teams.us import PLATFORM, Us

CARD, MESSAGE = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"
Response = dict[str, Any]

log = logging.getLogger(__name__)


class Answering:
    """Says to each who acted, and to nobody else, what came of it."""

    def __init__(self, way: Way, us: Us, now: Callable[[], datetime]) -> None:
        self._way, self._us, self._now = way, us, now
        self._posting = Posting()

    def nothing(self, body: Mapping[str, Any]) -> Response | None:
        """There was nothing to hear: a card that refreshes by itself, an invoke that is none of ours."""
        if body["type"] != "invoke":
            return None
        return _message("") if body.get("name") == "adaptiveCard/action" else {}

    def answered(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer) -> Response | None:
        """The response to an activity, None where nobody reads one; what is posted instead goes out behind it."""
        reader = reader_of(inbound, answer, self._now())
        if body["type"] != "invoke":
            if not (answer.again or (is_silent(answer) and not answer.faults)):
                self._posting.until_there(partial(self._directly, body, inbound, answer, reader))
            return None
        data = _data(body)
        if body.get("name") != "adaptiveCard/action":
            return forms.task(*self._dialog(data, inbound, answer, reader))
        if forms.is_form(data):
            return _card(self._sent(data, inbound, answer, reader))
        return self._pressed(body, inbound, answer, reader)

    async def close(self) -> None:
        """Let what is under way arrive."""
        await self._posting.close()

    # --- in the response ----------------------------------------------------------------------------------------

    def _pressed(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader) -> Response:
        """Beside the card that everybody sees a sentence; what is more than that, in the direct chat."""
        said = [text(one, reader) for one in answer.said]
        more = answer.form is not None or answer.card is not None
        if more and not answer.again:
            beside = replace(answer, said=()) if answer.form is None else answer  # it is said once
            self._posting.until_there(partial(self._directly, body, inbound, beside, reader))
        if more and not _is_direct(inbound):
            said.append(phrase("teams-look-there", reader))
        return _message("\n\n".join(said) or phrase("teams-below" if more else "teams-heard", reader))

    def _dialog(
        self, data: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader
    ) -> tuple[dict[str, Any], str]:
        """What a dialog shows next, and its title."""
        if forms.is_form(data):
            return self._sent(data, inbound, answer, reader, dialog=True), _title(data, answer, reader)
        if answer.form is not None:
            form = with_words(answer.form, answer, reader)
            return forms.form_card(form, self._about(inbound), reader, dialog=True), form.title
        card = answer.card
        if card is None or answer.said or size(card.title) > TITLE:
            return forms.told(answer, reader, self._us), phrase("form-told", reader)
        return forms.told(replace(answer, card=replace(card, title="")), reader, self._us), card.title

    def _sent(
        self, data: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader, *, dialog: bool = False
    ) -> dict[str, Any]:
        """What becomes of a form: the same with its preview or with what is wrong in it; else what came of it."""
        said = [text(one, reader) for one in answer.said]
        if answer.form is not None:
            return forms.form_card(with_words(answer.form, answer, reader), self._about(inbound), reader, dialog=dialog)
        if answer.faults or answer.refused:  # what was typed is there once
            faults = {name: text(one, reader) for name, one in answer.faults.items()}
            data = {**data, "a": self._about(inbound)}
            return forms.again(data, reader, dialog=dialog, faults=faults, said=said)
        return forms.told(answer, reader, self._us, dialog=dialog)

    def _about(self, inbound: Inbound) -> dict[str, str]:
        """What a form brings back: where it was opened, by which delivery, and the proof that we said so."""
        about = where(inbound, PLATFORM) | {OPENED: inbound.keys[0]}
        return sealed(about, inbound.speaker.address.place, self._us)

    # --- behind the response ------------------------------------------------------------------------------------

    async def _directly(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader) -> None:
        """In the chat between the bot and whoever acted. Where it may not write to them, their thread says so."""
        try:
            await self._way.post(inbound.speaker.address, self._shown(body, inbound, answer, reader))
        except NotDelivered as no:
            if not no.permanent:
                raise
            log.warning("an answer did not arrive", extra={"why": no.why})
            if not _is_direct(inbound) and (there := inbound.thread or inbound.place):
                say = Say("teams-cannot-write-to-you", {"who": inbound.speaker.name, "bot": self._us.name})
                await self._way.post(there, cards.said(Answer((say,)), reader, self._us))

    def _shown(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader) -> dict[str, Any]:
        """A message of its own. Whoever pressed for a form and got a message has no dialogs: it is the form itself."""
        data = _data(body)
        if forms.is_form(data):
            return _attached(self._sent(data, inbound, answer, reader), _title(data, answer, reader))
        if answer.form is not None and (data or body["type"] == "invoke"):
            form = with_words(answer.form, answer, reader)
            return _attached(forms.form_card(form, self._about(inbound), reader, dialog=False), form.title)
        return cards.said(answer, reader, self._us)


def _title(data: Mapping[str, Any], answer: Answer, reader: Reader) -> str:
    """Over a form that was sent: its own while it is not done, for it may stay as it is."""
    if answer.form is not None:
        return answer.form.title
    return forms.form_of(data).title if answer.faults or answer.refused else phrase("form-told", reader)


def _is_direct(inbound: Inbound) -> bool:
    """Did they act where nobody else is?"""
    return inbound.place is None or inbound.place.conversation == inbound.speaker.address


def _data(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a card or a dialog gave back, wherever an activity carries it."""
    match body.get("value"):
        case {"action": {"data": dict(data)}} | {"data": dict(data)}:
            return data
        case dict(data) if body["type"] == "message":
            return data
    return {}


def _message(words: str) -> Response:
    return {"statusCode": 200, "type": MESSAGE, "value": words}


def _attached(content: dict[str, Any], summary: str) -> dict[str, Any]:
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": content}]}


def _card(content: dict[str, Any]) -> Response:
    return {"statusCode": 200, "type": CARD, "value": content}
