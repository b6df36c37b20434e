"""What the one who acted is told: in the response where there is one, else after it; a form is opened before it.

A trigger lives three seconds and can be used once: https://docs.slack.dev/surfaces/modals
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.messages.delivery import NotDelivered
from bot.messages.values import Answer, Form, Inbound
from bot.messages.wording import Reader
from bot.platforms.answers import is_silent, reader_of, with_words
from bot.platforms.behind import Posting
from bot.platforms.carried import where
from bot.platforms.slack.blocks import said
from bot.platforms.slack.client import Web
from bot.platforms.slack.limits import TITLE, size
from bot.platforms.slack.modals import about_of, faults_of, modal, told
from bot.platforms.slack.send import NEW, PLAIN
from bot.platforms.slack.us import PLATFORM, Us

OPENS_WITHIN_S = 0.8  # how long a response waits for its form to open; the opening itself goes on
Response = dict[str, Any]
NOTHING: Response = {}

log = logging.getLogger(__name__)


class Answering:
    """Says to each who acted, and to nobody else, what came of it."""

    def __init__(self, web: Web, us: Callable[[], Us], now: Callable[[], datetime]) -> None:
        self._web, self._us, self._now = web, us, now
        self._posting = Posting()

    async def answered(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer) -> Response:
        """The response to a delivery, empty where Slack reads none; what is posted instead goes out behind it."""
        reader = reader_of(inbound, answer, self._now())
        if body.get("type") == "view_submission":
            return self._in_form(body, answer, reader)
        if body.get("type") == "event_callback":
            if not answer.again:
                self._after_event(body["event"], inbound, answer, reader)
            return NOTHING
        if answer.form is not None and await self._opens(body, inbound, answer, answer.form, reader):
            return NOTHING
        if is_silent(answer):
            return NOTHING
        if "command" in body:
            return {"response_type": "ephemeral", **said(answer, reader, self._us())}
        self._posting.later(self._after_press(body, inbound, answer, reader))
        return NOTHING

    def answered_late(self, inbound: Inbound, answer: Answer) -> None:
        """To what was found in a history. Its writer may not be looking any more, so it is said where it stays."""
        if is_silent(answer) or inbound.place is None:
            return
        reader = reader_of(inbound, answer, self._now())
        direct = inbound.kind == "dm" and inbound.place.place.startswith("D")
        to = inbound.place if direct else inbound.speaker.address
        message = {"channel": to.conversation.place, **said(answer, reader, self._us())}
        root = inbound.thread.place.partition("/")[2] if direct and inbound.thread else ""
        if root and not inbound.keys[0].endswith(f":{root}"):
            message["thread_ts"] = root
        self._posting.later(self._web.call("chat.postMessage", **PLAIN, **NEW, **message))

    async def close(self) -> None:
        """Let what is under way arrive."""
        await self._posting.close()

    # --- forms ------------------------------------------------------------------------------------------------

    def _in_form(self, body: Mapping[str, Any], answer: Answer, reader: Reader) -> Response:
        view = body["view"]
        if answer.form is not None:  # with its preview
            return {
                "response_action": "update",
                "view": modal(with_words(answer.form, answer, reader), _about(view), reader),
            }
        # The form stays as it was filled in, also where there is a newer card to show: what was typed is there once.
        if errors := faults_of(answer, view, reader):
            return {"response_action": "errors", "errors": errors}
        title = _title_of(view)
        return {"response_action": "update", "view": told(answer, title, reader, self._us())}

    async def _opens(
        self, body: Mapping[str, Any], inbound: Inbound, answer: Answer, form: Form, reader: Reader
    ) -> bool:
        """Open the form; False if it could not be, so that the answer shows a button for it instead."""
        trigger = body.get("trigger_id")
        if not isinstance(trigger, str) or not trigger:
            return False
        view = modal(with_words(form, answer, reader), where(inbound, PLATFORM), reader)
        return await self._shows(body, inbound, trigger, view, answer, reader)

    async def _shows(
        self,
        body: Mapping[str, Any],
        inbound: Inbound,
        trigger: str,
        view: Mapping[str, Any],
        answer: Answer,
        reader: Reader,
    ) -> bool:
        on = body.get("view")
        over_another = isinstance(on, dict) and on.get("type") == "modal"
        method = "views.push" if over_another else "views.open"
        opening = asyncio.ensure_future(self._opened(method, trigger, view))
        done, _ = await asyncio.wait([opening], timeout=OPENS_WITHIN_S)
        if done:
            return opening.result()
        # It is slow, not lost: the trigger lives a little longer than the response may take.
        self._posting.later(self._opened_late(opening, body, inbound, answer, reader))
        return True

    async def _opened(self, method: str, trigger: str, view: Mapping[str, Any]) -> bool:
        try:
            await self._web.call(method, trigger_id=trigger, view=view)
        except NotDelivered as no:
            log.warning("a form did not open", extra={"why": no.why})
            return False
        return True

    async def _opened_late(
        self, opening: Awaitable[bool], body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader
    ) -> None:
        url = body.get("response_url")
        if not await opening and isinstance(url, str) and url:
            await self._responds(url, body, inbound, answer, reader)

    # --- behind the response ------------------------------------------------------------------------------------

    async def _after_press(self, body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader) -> None:
        """By response_url where there is one; on a page or in a form of theirs in a form."""
        url, trigger = body.get("response_url"), body.get("trigger_id")
        if isinstance(url, str) and url:
            await self._responds(url, body, inbound, answer, reader)
        elif isinstance(trigger, str) and trigger:
            title = answer.card.title if answer.card else _pressed(body)
            if answer.card and size(title) <= TITLE:  # it is said once
                answer = replace(answer, card=replace(answer.card, title=""))
            await self._shows(body, inbound, trigger, told(answer, title, reader, self._us()), answer, reader)

    async def _responds(
        self, url: str, body: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader
    ) -> None:
        """Where the message stands that was acted on; in a thread not by response_url.

        That takes a thread_ts together with in_channel, for everybody to see:
        https://docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread; what one person alone is
        shown it puts at the bottom of the channel (slackapi/bolt-js#963). It remains for where nothing else is let in.
        """
        message, thread = said(answer, reader, self._us()), _thread_of(body)
        if thread is not None and inbound.place is not None:
            channel, user = inbound.place.conversation.place, inbound.speaker.address.place
            message["thread_ts"] = thread
            try:
                await self._web.call("chat.postEphemeral", channel=channel, user=user, **PLAIN, **NEW, **message)
                return
            except NotDelivered as no:
                log.info("an answer does not stand in its thread", extra={"why": no.why})
        await self._web.respond(url, message)

    def _after_event(self, event: Mapping[str, Any], inbound: Inbound, answer: Answer, reader: Reader) -> None:
        """A mention is answered for its writer alone, a direct message as such; in a thread if it stood in one.

        Slack shows what only one person sees in threads that there are already, and in no others:
        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        if is_silent(answer) or inbound.place is None:
            return
        message = {"channel": inbound.place.conversation.place, **said(answer, reader, self._us())}
        thread = event.get("thread_ts")
        if isinstance(thread, str) and thread != event.get("ts"):
            message["thread_ts"] = thread
        if inbound.kind == "dm":
            self._posting.later(self._web.call("chat.postMessage", **PLAIN, **NEW, **message))
        else:
            user = inbound.speaker.address.place
            self._posting.later(self._web.call("chat.postEphemeral", user=user, **PLAIN, **NEW, **message))


def _about(view: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in about_of(view).items() if name in ("place", "thread")}


def _thread_of(body: Mapping[str, Any]) -> str | None:
    """Below which message it stands that was acted on; None if it stands at the top of a channel."""
    for name in ("container", "message"):
        holder = body.get(name)
        if not isinstance(holder, dict):
            continue
        thread, own = holder.get("thread_ts"), holder.get("message_ts") or holder.get("ts")
        if isinstance(thread, str) and thread and thread != own:
            return thread
    return None


def _pressed(body: Mapping[str, Any]) -> str:
    """What stands on the button; empty if it is not said."""
    match body.get("actions"):
        case [{"text": {"text": str(label)}}, *_]:
            return label
    return ""


def _title_of(view: Mapping[str, Any]) -> str:
    title = view.get("title")
    return str(title.get("text", "")) if isinstance(title, dict) else ""
