"""A message that somebody acted on: what a message extension is told of it.

https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
"""

from bot.messages.values import Address, Quoted, Speaker
from bot.platforms.payload import Payload, part, text_in
from bot.platforms.teams.files import along
from bot.platforms.teams.markup import words_in
from bot.platforms.teams.places import escaped
from bot.platforms.teams.shape import Where, instant, name_in, needed
from bot.platforms.teams.speaking import Account, Around, called, is_stranger, is_us, person
from bot.platforms.teams.us import PLATFORM

_OURS = (None, "", "aadUser", "onPremiseAadUser")  # all others are of other organisations, or of none


def quoted(said: Payload, body: Payload, where: Where | None, around: Around) -> Quoted:
    """Whoever wrote it: a program's words are nobody's who could be trusted, and our own come under no key."""
    at, name = instant(said, "createdDateTime", around.now), needed(said, "id")
    author, app = part(part(said, "from"), "user"), part(part(said, "from"), "application")
    if not author and _is_us(app, body, around):
        us = Speaker(Address(PLATFORM, around.us.id), around.us.name, trusted=False, bot=True)
        return Quoted(us, "", at, ())
    by = _author(author, body, around) if author else _program(app)
    key = where.key(name) if where else f"{PLATFORM}:{name_in(author or app, 'id') or ''}:{name}"
    return Quoted(by, _words(said), at, (key,))


def _is_us(app: Payload, body: Payload, around: Around) -> bool:
    """By the application's id; where everything is local we have none, but what is delivered to us names us."""
    name = name_in(app, "id")
    if name is None:
        return around.us.local and app.get("applicationIdentityType") == "bot"
    return name == around.us.app or is_us(name, body, around.us) or is_us(f"28:{name}", body, around.us)


def root_of(said: Payload, where: Where) -> Address | None:
    """The thread it stands in, if only its own."""
    return where.thread(name_in(said, "replyToId") or needed(said, "id"))


def _author(user: Payload, body: Payload, around: Around) -> Speaker:
    aad, kind, tenant = needed(user, "id").lower(), user.get("userIdentityType"), name_in(user, "tenantId")
    elsewhere = bool(around.us.tenant) and tenant is not None and tenant.lower() != around.us.tenant.lower()
    stranger = is_stranger(body, around.us) or kind not in _OURS or elsewhere
    profile = around.people.profile(aad)
    account = Account(aad, aad, called(user, "displayName"))
    return person(
        account,
        profile,
        stranger=stranger,
        zone=profile.zone if profile else None,
        locale=profile.locale if profile else None,
    )


def _program(app: Payload) -> Speaker:
    name = name_in(app, "id") or "application"
    return Speaker(Address(PLATFORM, escaped(name)), called(app, "displayName") or name, trusted=False, bot=True)


def _words(said: Payload) -> str:
    body = part(said, "body")
    content = text_in(body, "content")
    words = content.replace("\u00a0", " ") if body.get("contentType") == "text" else words_in(content)
    subject = called(said, "subject")
    return "\n".join(filter(None, (subject, words.strip(), along(said))))
