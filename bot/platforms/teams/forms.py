"""Forms as Adaptive Cards, in dialogs or in the chat itself, what comes back from them, and what they turn into.

What a form knows about itself stands in the data of its button, and comes back with what was filled in: so it can be
drawn again, with all that was typed and what is wrong with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.messages.encoding import dump, load
from bot.messages.harmless import harmless
from bot.messages.values import Answer, Field, Form
from bot.messages.wording import Reader, phrase
from bot.platforms import carried
from bot.platforms.answers import sentences_of
from bot.platforms.cutting import begin
from bot.platforms.payload import Misshapen, Payload, kept, part, text_in
from bot.platforms.teams.cards import CARD, adaptive, content_of, paragraphs
from bot.platforms.teams.escape import Element, as_typed, rich, run, title, unmentioned
from bot.platforms.teams.fitting import Less, drawn, left_out, rooms, whole
from bot.platforms.teams.inputs import LONGEST_LABEL, answer_to, input_id, inputs, inputs_in, untouched
from bot.platforms.teams.limits import BUTTON_TEXT, MESSAGE, TITLE, cut, size, weight
from bot.platforms.teams.us import Us
from bot.platforms.typed import digest

FORM = "form"  # the verb of a form's button where it stands in the chat
LONGEST_ABOUT = 1000
AROUND = 200  # what a dialog takes for itself
FEW_INPUTS, LARGE = 2, 3000  # for more inputs, or characters, a dialog is high


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a form there is room for; what was typed is the last thing that is cut."""

    preview: int = 6000
    keeps_preview: bool = True  # for when it is drawn again
    choices: int = 300  # of one field; of more, one is typed
    said: int = 3000
    hints: int = 400
    fields: int = 60
    typed: int = 3000


_ROOMS: Less = (
    ("choices", (150, 100, 70, 50)),
    ("keeps_preview", (False,)),
    ("preview", (3000, 1500, 800)),
    ("said", (1000, 400)),
    ("choices", (30, 15, 0)),
    ("hints", (100, 0)),
    ("typed", (2000, 1000)),
    ("preview", (300, 100)),
    ("fields", (30, 20)),
    ("typed", (500, 200, 80)),
    ("said", (100,)),
    ("fields", (10, 5, 2, 1)),
)


def form_card(
    form: Form,
    about: Mapping[str, str],
    reader: Reader,
    *,
    dialog: bool,
    faults: Mapping[str, str] | None = None,
    said: Sequence[str] = (),
) -> Element:
    """A form; `about` comes back with it, unseen. A fault stands at its field, else with what is said above."""

    def draw(room: Room) -> Element:
        return _drawn(form, about, reader, faults or {}, said, room, dialog=dialog)

    return drawn(draw, rooms(Room(), _ROOMS), MESSAGE - AROUND)


def _drawn(
    form: Form,
    about: Mapping[str, str],
    reader: Reader,
    faults: Mapping[str, str],
    said: Sequence[str],
    room: Room,
    *,
    dialog: bool,
) -> Element:
    fields = [_shorter(one, room) for one in _once(form.fields)]
    shown = fields[: room.fields]
    body = list(_above(form, reader, _unplaced(faults, shown), said, room, dialog=dialog))
    asked = [one for field in shown for one in inputs(field, reader, harmless(faults.get(field.name, "")))]
    if len(fields) > len(shown):
        asked.append(rich(run(left_out(len(fields) - len(shown), reader))))
    unread = form.previews and not form.preview
    send: Element = {
        "title": title(phrase("form-preview", reader) if unread else form.send, BUTTON_TEXT),
        "style": "positive",
        "data": _known(replace(form, fields=tuple(shown)), about, untouched(asked), room),
    }
    kind = {"type": "Action.Submit"} if dialog else {"type": "Action.Execute", "verb": FORM}
    return adaptive([*body, *asked, {"type": "ActionSet", "actions": [{**kind, **send}]}])


def _once(fields: Sequence[Field]) -> list[Field]:
    """None of them twice."""
    return list({input_id("", one.name): one for one in reversed(fields)}.values())[::-1]


def _shorter(one: Field, room: Room) -> Field:
    choices = one.choices if len(one.choices) <= room.choices else ()
    return replace(
        one,
        label=cut(one.label, LONGEST_LABEL),
        value=cut(one.value, room.typed),
        hint=cut(one.hint, room.hints) if room.hints else "",
        choices=choices,
    )


def _unplaced(faults: Mapping[str, str], fields: Sequence[Field]) -> list[str]:
    names = {one.name for one in fields}
    return [fault for name, fault in faults.items() if name not in names]


def _above(
    form: Form, reader: Reader, faults: Sequence[str], said: Sequence[str], room: Room, *, dialog: bool
) -> Iterator[Element]:
    """Its title where the dialog does not show it, what there is to say first, and what the customer would read."""
    if not dialog or size(form.title) > TITLE:
        yield rich(run(_part(form.title, room.said), weight="Bolder", size="Medium"))
    for sentence in (*said, *faults):
        yield from paragraphs(_part(sentence, room.said // (len(said) + len(faults))), color="Attention")
    if form.intro:
        yield from paragraphs(_part(form.intro, room.said))
    if form.preview:
        yield {
            "type": "Container",
            "style": "emphasis",
            "items": [
                rich(run(phrase("form-customer-reads", reader), weight="Bolder")),
                *paragraphs(_part(form.preview, room.preview)),
            ],
        }


def _part(words: str, longest: int) -> str:
    return whole(begin(words, longest), max(longest, 1))


def _known(form: Form, about: Mapping[str, str], filled: Mapping[str, Any], room: Room) -> dict[str, Any]:
    """What comes back. What was typed is not in it: that comes with the inputs."""
    read = digest(_answers(form, filled)) if form.previews and form.preview else None
    again = replace(
        form,
        title=_part(form.title, room.said),
        intro=_part(form.intro, room.said),
        send=cut(form.send, BUTTON_TEXT),
        preview=form.preview if room.keeps_preview else "",
        fields=tuple(replace(one, value="") for one in form.fields),
        opens="",
    )
    drawn_as = kept(dump(again)).replace("<", r"\u003c")  # the same JSON, with no mention in it
    return {"f": unmentioned(form.says), "n": form.seen, "a": _about(about), "w": read, "form": drawn_as}


def _about(about: Mapping[str, str]) -> dict[str, str]:
    """The longest of it is left out first if it is too much."""
    left = {unmentioned(name): unmentioned(value) for name, value in about.items()}
    while weight(left) > LONGEST_ABOUT and left:
        del left[max(left, key=lambda name: len(name + left[name]))]
    return left


# --- what comes back ------------------------------------------------------------------------------------------------


def is_form(data: object) -> bool:
    """Is it the data of a form of ours, and not of one of our buttons, or nobody's?"""
    return isinstance(data, Mapping) and isinstance(data.get("f"), str) and isinstance(data.get("form"), str)


def says_of(data: Payload) -> str:
    """What the form says when it is sent."""
    return as_typed(text_in(data, "f"))


def seen_of(data: Payload) -> int:
    seen = carried.count(data, "n")
    if seen is None:
        raise Misshapen("n is no number")
    return seen


def about_of(data: Payload) -> dict[str, str]:
    """What the form was opened with."""
    about = part(data, "a")
    return {as_typed(kept(name)): as_typed(text_in(about, name)) for name in about}


def answers_of(data: Payload) -> dict[str, str]:
    """What was filled in, by field, as it would be typed; empty where nothing was."""
    return _answers(form_of(data), data)


def _answers(form: Form, data: Payload) -> dict[str, str]:
    return {one.name: answer_to(one, data) for one in form.fields}


def is_previewed(data: Payload) -> bool:
    """Has the customer's view of just these words been read? Also if nothing of this form reaches a customer."""
    form = form_of(data)
    return not form.previews or data.get("w") == digest(_answers(form, data))


def form_of(data: Payload) -> Form:
    """The form as it was drawn, without what was typed."""
    try:
        form = load(text_in(data, "form"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as no:
        raise Misshapen("form cannot be read") from no
    if not isinstance(form, Form) or not _is_sound(form):
        raise Misshapen("form is none")
    return form


def _is_sound(form: Form) -> bool:
    """Is everything in it what it should be? It has been in somebody's client."""
    said = (form.title, form.says, form.send, form.intro, form.preview, form.opens)
    return (
        all(isinstance(one, str) for one in said)
        and isinstance(form.seen, int)
        and isinstance(form.previews, bool)
        and isinstance(form.fields, tuple)
        and all(isinstance(one, Field) and _is_sound_field(one) for one in form.fields)
    )


def _is_sound_field(one: Field) -> bool:
    pairs = one.choices if isinstance(one.choices, tuple) else (None,)
    return (
        all(isinstance(text, str) for text in (one.name, one.label, one.kind, one.value, one.hint))
        and isinstance(one.required, bool)
        and all(
            isinstance(pair, tuple) and len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in pairs
        )
    )


def again(
    data: Payload,
    reader: Reader,
    *,
    dialog: bool,
    faults: Mapping[str, str] | None = None,
    said: Sequence[str] = (),
) -> Element:
    """The same form drawn again with what was typed; with its preview if that is still what the customer would read."""
    form, typed = form_of(data), answers_of(data)
    fields = tuple(replace(one, value=typed[one.name]) for one in form.fields)
    preview = form.preview if is_previewed(data) else ""
    filled = replace(form, says=says_of(data), seen=seen_of(data), fields=fields, preview=preview)
    return form_card(filled, about_of(data), reader, dialog=dialog, faults=faults, said=said)


# --- around it ------------------------------------------------------------------------------------------------------


def task(content: Element, title_: str) -> dict[str, Any]:
    """A dialog with this in it, as an answer to what asked for one."""
    high = sum(1 for _ in inputs_in(content)) > FEW_INPUTS or weight(content) > LARGE
    shown = {
        "title": title(title_, TITLE),
        "height": "large" if high else "medium",
        "width": "medium",
        "card": {"contentType": CARD, "content": content},
    }
    return {"task": {"type": "continue", "value": shown}}


def told(answer: Answer, reader: Reader, us: Us, *, dialog: bool = True) -> Element:
    """What a form that was sent turns into, and what a press is answered with where there is no message to answer."""
    return content_of(sentences_of(answer, reader, cut), answer.card, us, reader, dialog=dialog)
