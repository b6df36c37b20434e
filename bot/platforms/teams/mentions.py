"""Who is mentioned, by the entities of a message: what stands in its text alone is words, for anybody can type it.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
"""

import re
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.platforms.payload import Misshapen, Payload, kept, part
from bot.platforms.teams.shape import list_in, name_in
from bot.platforms.teams.speaking import Around, called, is_us

MOST = 100  # mentions of one message; what is beyond stays words
_TAG = re.compile(r"</?at\b[^<>]*>", re.IGNORECASE)
_PERSON = re.compile(r"[A-Za-z0-9_-]{1,80}")  # an id as a line to the bot can hold it
_NOT_IN_LABELS = re.compile(r"[<>|]")
_LONGEST_LABEL = 80
_LONGEST_TEXT = 400  # of a mention


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a text."""

    name: str
    aad: str | None = None  # if that is known
    us: bool = False

    @property
    def token(self) -> str:
        """As the parser of lines reads it."""
        if self.us or self.aad is None or not _PERSON.fullmatch(self.aad):
            return str(self)
        return f"<@{self.aad}|{_NOT_IN_LABELS.sub('', self.name)[:_LONGEST_LABEL]}>"

    def __str__(self) -> str:
        return f"@{self.name}"


Piece = str | Named


def mentioned(body: Payload, around: Around) -> list[tuple[str, Named]]:
    """Each mention with the text that stands for it, in order. Odd ones are passed over: they cost no message."""
    found: list[tuple[str, Named]] = []
    for entity in list_in(body, "entities"):
        if isinstance(entity, dict) and entity.get("type") == "mention" and len(found) < MOST:
            try:
                found.append(_mention(entity, body, around))
            except Misshapen:
                continue
    return found


def _mention(entity: Payload, body: Payload, around: Around) -> tuple[str, Named]:
    of = part(entity, "mentioned")
    wire, aad, name = name_in(of, "id"), name_in(of, "aadObjectId"), called(of, "name")
    typed = entity.get("text")
    fits = isinstance(typed, str) and typed.strip() and len(typed) <= _LONGEST_TEXT
    text = kept(typed) if isinstance(typed, str) and fits else f"<at>{name}</at>"
    if is_us(wire, body, around.us):
        return text, Named(around.us.name, us=True)
    known = around.people.name_of(wire) if wire else None
    inside = " ".join(_TAG.sub("", text).split()).removeprefix("@")
    shown = name.removeprefix("@") or (known[1] if known else "") or inside or wire or "?"
    found = aad or (known[0] if known else None)
    return text, Named(shown, found.lower() if found else None)


def pieces_of(text: str, mentions: list[tuple[str, Named]]) -> list[Piece]:
    """A text, cut where somebody is mentioned. Two of the same name are told apart by their order."""
    if not mentions:
        return [text]
    waiting: defaultdict[str, deque[Named]] = defaultdict(deque)
    for typed, named in mentions:
        waiting[typed].append(named)
        if (bare := typed.replace("<at>@", "<at>", 1)) != typed:  # as the documentation has it
            waiting[bare].append(named)
    longest_first = sorted(waiting, key=len, reverse=True)
    pieces: list[Piece] = []
    end = 0
    for found in re.finditer("|".join(map(re.escape, longest_first)), text):
        queue = waiting[found[0]]
        if not queue:
            continue
        is_tag = found[0].startswith("<at")
        named = queue[0] if is_tag and len(queue) == 1 else queue.popleft()
        pieces += [text[end : found.start()], named]
        end = found.end()
    pieces.append(text[end:])
    return [piece for piece in pieces if piece != ""]
