"""People's words made fit for Teams: nothing in them acts.

On cards they stand in rich text, which knows no Markdown: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features.
Dates in braces it does know, in some clients (github.com/MicrosoftDocs/msteams-docs/issues/8030), and a mention is a
mention in any text. Labels, choices and faults may be Markdown; which of them are differs from client to client.
"""

import re
from typing import Any

from bot.messages.harmless import harmless, in_line
from bot.messages.instants import plain as without_marks
from bot.messages.instants import zoned
from bot.platforms.cutting import begin
from bot.platforms.payload import kept
from bot.platforms.teams.limits import cut

Element = dict[str, Any]
NOTHING = "–"  # where a client wants at least one character
_JOINER, _HAIR = "\u2060", "\u200a"  # seen by nobody: it joins, and it is the thinnest of blanks
_ACTS = re.compile(r"\{(?=\{)|<(?=/?at\b)", re.IGNORECASE)  # {{DATE(…)}}, <at>
_MENTION = re.compile(r"<(?=/?at\b)", re.IGNORECASE)
_UNMENTIONED = re.compile(rf"<{_JOINER}(?=/?at\b)", re.IGNORECASE)
_MARKS = re.compile(r"[*_~`]+")
_LINKS = re.compile(r"\](?=\()|\](?=\[)|<(?=[a-z/!])|&(?=[#a-z])|:(?=//)|\\", re.IGNORECASE)
_LISTS = re.compile(r"^(?=\s*([-+#>=|]|[0-9]+[.)]))")


def unmentioned(text: str) -> str:
    """Words that are not shown, but come back: in them a client could find a mention, too."""
    text = kept(text)
    return _MENTION.sub(rf"\g<0>{_JOINER}", text) if "<" in text else text


def as_typed(text: str) -> str:
    """What comes back, as it was."""
    return _UNMENTIONED.sub("<", text) if _JOINER in text else text


def words(text: str) -> str:
    """Words that show as they stand, in rich text and in plain."""
    return _ACTS.sub(rf"\g<0>{_JOINER}", without_marks(zoned(harmless(text))))


def label(text: str, limit: int) -> str:
    """Words on one line where there may be Markdown: their marks stand apart, so that they mark nothing."""
    line = words(cut(in_line(begin(text.strip(), limit)), limit)).replace("\n", " ").strip() or NOTHING
    line = _MARKS.sub(lambda found: _HAIR + _HAIR.join(found[0]) + _HAIR, line)
    return _LISTS.sub(_JOINER, _LINKS.sub(rf"\g<0>{_JOINER}", line))


def title(text: str, limit: int) -> str:
    """Words on one line where nothing is Markdown: on buttons and dialogs."""
    return words(cut(in_line(begin(text.strip(), limit)), limit)).strip() or NOTHING


def run(text: str, **look: Any) -> Element:
    return {"type": "TextRun", "text": words(text), **look}


def rich(*runs: Element, **look: Any) -> Element:
    return {"type": "RichTextBlock", **look, "inlines": list(runs)}
