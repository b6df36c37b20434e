"""What people do with buttons, forms and message extensions. Whoever acts is the sender, never what a card says.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model,
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.messages.values import Inbound
from bot.platforms import carried
from bot.platforms.payload import Misshapen, Payload, kept, part, text_in
from bot.platforms.teams.escape import as_typed
from bot.platforms.teams.files import files_of
from bot.platforms.teams.forms import about_of, answers_of, is_form, is_previewed, says_of, seen_of
from bot.platforms.teams.messages import alike
from bot.platforms.teams.quoting import quoted, root_of
from bot.platforms.teams.seals import OPENED, believed
from bot.platforms.teams.shape import Where, instant, name_in, needed, where_of
from bot.platforms.teams.speaking import Account, Around, author_of, speaker
from bot.platforms.teams.us import PLATFORM

OPEN_CASE, NEW_CASE = "openCase", "newCase"  # commands of the message extension, as the manifest has them
BY_HAND = "manual"  # the other trigger is a card that refreshes by itself


def invoked(body: Payload, around: Around) -> Inbound | None:
    """An invoke; None if it is none of ours, or nobody's doing."""
    name = body.get("name")
    if not isinstance(name, str):
        raise Misshapen("an invoke of no name")
    heard = _HEARD.get(name)
    return heard(body, part(body, "value"), around) if heard else None


def submitted(body: Payload, around: Around) -> Inbound | None:
    """A message that is a button of ours, pressed where a client knows no invokes; None if it is another message."""
    value = body.get("value")
    return _given_back(body, value, around) if isinstance(value, dict) and is_ours(value) else None


def is_ours(data: Payload) -> bool:
    return "s" in data or is_form(data)


def _executed(body: Payload, value: Payload, around: Around) -> Inbound | None:
    """adaptiveCard/action: a card that comes into view refreshes by itself, and that changes nothing."""
    action = part(value, "action")
    if value.get("trigger") not in (None, BY_HAND) or action.get("verb") not in ("says", "form"):
        return None
    return _given_back(body, part(action, "data"), around)


def _in_dialog(body: Payload, value: Payload, around: Around) -> Inbound | None:
    """task/fetch, task/submit, composeExtension/submitAction: what opens a dialog, and what is sent from one."""
    data = part(value, "data")
    return _given_back(body, data, around) if is_ours(data) else None


def _extended(body: Payload, value: Payload, around: Around) -> Inbound | None:
    """composeExtension/fetchTask: a case from somebody's message, or one that begins from nothing.

    It works in conversations that we are not in, and where Teams does not even name them.
    """
    account = author_of(body)
    if account is None or value.get("commandId") not in (OPEN_CASE, NEW_CASE):
        return None
    where = where_of(body) if part(body, "conversation") else None
    by, name = speaker(body, account, around), needed(body, "id")
    said = part(value, "messagePayload") if value["commandId"] == OPEN_CASE else {}
    about = quoted(said, body, where, around) if said else None
    return Inbound(
        (_key(where, name),),
        by,
        "new",
        instant(body, "timestamp", around.now),
        place=where.place(account.address) if where else None,
        thread=root_of(said, where) if said and where else None,
        files=files_of(said) if about and about.keys else (),
        quoted=about,
        alike=alike(account, where, "command", "new", text_in(said, "id")),
    )


_HEARD: Mapping[str, Callable[[Payload, Payload, Around], Inbound | None]] = {
    "adaptiveCard/action": _executed,
    "task/fetch": _in_dialog,
    "task/submit": _in_dialog,
    "composeExtension/fetchTask": _extended,
    "composeExtension/submitAction": _in_dialog,
}


def _given_back(body: Payload, data: dict[str, Any], around: Around) -> Inbound | None:
    """What a card of ours gives back: a form, or what a button says."""
    account = author_of(body)
    if account is None:
        return None
    where = where_of(body) if part(body, "conversation") else None
    return _form(body, data, account, where, around) if is_form(data) else _press(body, data, account, where, around)


def _press(body: Payload, data: Payload, account: Account, where: Where | None, around: Around) -> Inbound:
    says = data.get("s")
    if not isinstance(says, str) or not says:
        raise Misshapen("a button says nothing")
    says, seen, case = kept(as_typed(says)), carried.count(data, "n"), carried.count(data, "c")
    stands_on = name_in(body, "replyToId")
    return Inbound(
        (_key(where, needed(body, "id")),),
        speaker(body, account, around),
        says,
        instant(body, "timestamp", around.now),
        place=where.place(account.address) if where else None,
        thread=where.thread(stands_on) if where else None,
        kind="press",
        about=case,
        seen=seen,
        alike=alike(account, where, "press", says, str(seen), str(case)),
    )


def _form(body: Payload, data: dict[str, Any], account: Account, where: Where | None, around: Around) -> Inbound:
    try:
        says, seen, about, answers = says_of(data), seen_of(data), about_of(data), answers_of(data)
        previewed = is_previewed(data)
    except RecursionError:
        raise Misshapen("a form without a bottom") from None
    if not says:
        raise Misshapen("a form says nothing")
    given = carried.filled(answers, previewed=previewed)
    about = believed(about, account.address.place, around.us)
    told = (kept(says), str(seen), json.dumps(sorted(given.items())))
    # Sent twice with the same in it, it is the same whatever Teams calls the second: opened anew it would be another.
    opened = about.get(OPENED)
    again = (f"{PLATFORM}:form:{alike(account, None, opened, *told)}",) if opened else ()
    return Inbound(
        (_key(where, needed(body, "id")), *again),
        speaker(body, account, around),
        kept(says),
        instant(body, "timestamp", around.now),
        place=carried.place(about, "place", PLATFORM),
        thread=carried.place(about, "thread", PLATFORM),
        kind="form",
        about=carried.number(about, "case"),
        seen=seen,
        answers=given,
        alike=alike(account, where, "form", *told),
    )


def _key(where: Where | None, name: str) -> str:
    return where.key(name) if where else f"{PLATFORM}::{name}"
