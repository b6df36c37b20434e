"""The forms: what is missing of a line is asked for here, and a line that wants care is always asked."""

from collections.abc import Callable
from datetime import datetime

from bot.cases.case import Case
from bot.cases.ending import NOT_A_CASE, OUTCOMES, TOLD, UNKNOWN_CAUSE, causes_of
from bot.cases.holding import fields_of, missing_fields
from bot.cases.people import House
from bot.cases.rating import BECAUSE
from bot.cases.standing import REASONS
from bot.cases.talking import OTHER
from bot.messages.values import Field, Form
from bot.messages.wording import Reader, has, phrase

Choices = tuple[tuple[str, str], ...]
PREVIEWED = ("reply", "ask", "wait", "resolve", "answer_for", "not_a_case")  # their words go to a customer


class Drawer:
    """Draws the fields of one form in its reader's words, with what was typed already filled in."""

    def __init__(self, reader: Reader, typed: dict[str, str]) -> None:
        self.reader, self.typed = reader, typed

    def field(
        self, name: str, kind: str = "text", choices: Choices = (), *, required: bool = True, value: str = ""
    ) -> Field:
        label = phrase(f"label-{name.replace('_', '-')}", self.reader)
        hint_key = f"hint-{name.replace('_', '-')}"
        hint = phrase(hint_key, self.reader) if has(hint_key) else ""
        return Field(name, label, kind, choices, self.typed.get(name) or value, required, hint)

    def choices(self, kind: str, values: tuple[str, ...]) -> Choices:
        return tuple(
            (value, phrase(f"{kind}-{value.replace('_', '-').replace(' ', '-')}", self.reader)) for value in values
        )


def form_for(
    verb: str, case: Case | None, house: House, by: str, at: datetime, reader: Reader, typed: dict[str, str]
) -> Form:
    """The form of a verb, about a case if it has one."""
    draw = Drawer(reader, typed)
    fields = FORMS[verb](draw, case, house, by, at)
    spoken = verb.replace("_", " ")
    number = f" C-{case.id}" if case else ""
    title = phrase(f"form-{verb.replace('_', '-')}", reader, case=f"C-{case.id}" if case else "")
    send, seen = phrase("form-send", reader), case.seq if case else 0
    return Form(title, spoken + number, tuple(fields), send, seen=seen, previews=verb in PREVIEWED)


Fields = list[Field]
Draw = Callable[[Drawer, Case | None, House, str, datetime], Fields]


def _text(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("text", "long")]


def _new(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    if by == "customer":  # what they say is theirs, and said now
        return [draw.field("text", "long")]
    return [
        draw.field("customer", required=False),
        draw.field("at", "time", required=False),
        draw.field("text", "long"),
    ]


def colleagues(verb: str, case: Case | None, house: House, by: str, at: datetime) -> Choices:
    """Whom one may name: of the tier to give to, of the team to assign to, of the house to consult or put on duty."""
    people = [key for key in house.people if not house.is_gone(key)]
    if case is not None and verb in ("give", "assign"):
        tiers = house.teams[case.team].tiers
        of = tiers[case.tier : case.tier + 1] if verb == "give" or case.escalated_at else tiers
        theirs = dict.fromkeys(person for tier in of for person in tier.people)
        people = [person for person in theirs if house.is_here(person, at)]
    but = case.owner if case and case.claimed and verb == "assign" else None if verb in ("assign", "duty") else by
    return tuple((person, house.name(person)) for person in people if person != but)


def _reason(draw: Drawer) -> Fields:
    return [draw.field("reason", "choice", draw.choices("reason", REASONS)), draw.field("note", "long", required=False)]


def missing(draw: Drawer, case: Case | None, house: House, *, excused: bool = False) -> Fields:
    """The fields that its category wants and nobody has filled; `excused` if a choice of the form may excuse them."""
    if case is None:
        return []
    wanted = {one.name: one for one in house.teams[case.team].required(case.category)}
    hint = phrase("hint-cannot-say", draw.reader)
    return [
        Field(
            f"field:{name}",
            name,
            wanted[name].type if wanted[name].type in ("choice", "number", "date") else "text",
            tuple((one, one) for one in wanted[name].of),
            draw.typed.get(f"field:{name}", ""),
            required=not excused,
            hint=hint,
        )
        for name in missing_fields(case, house)
    ]


def _category(draw: Drawer, case: Case | None, house: House) -> Fields:
    categories = tuple(house.teams[case.team].categories) if case else ()
    if case is None or len(categories) < 2:
        return []
    chosen = tuple((one, one) for one in categories)
    return [draw.field("category", "choice", chosen, required=False, value=case.category or "")]


def _pass(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    to_top: Fields = []
    if case and case.tier + 1 < house.teams[case.team].top:
        yes_no = (("no", phrase("answer-no", draw.reader)), ("yes", phrase("answer-yes", draw.reader)))
        to_top = [draw.field("to_top", "choice", yes_no, required=False, value="no")]
    return [*_reason(draw), *missing(draw, case, house, excused=bool(to_top)), *to_top]


def _give(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("person", "person", colleagues("give", case, house, by, at)), *_reason(draw)]


def _consult(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("person", "person", colleagues("consult", case, house, by, at)), draw.field("text", "long")]


def _assign(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    people = colleagues("assign", case, house, by, at)
    return [draw.field("person", "person", people), draw.field("text", "long", required=bool(case and case.claimed))]


def _return(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    names = tuple((one, one) for one in fields_of(case, house)) if case else ()
    return [Field("fields", phrase("label-fields", draw.reader), "choices", names, draw.typed.get("fields", ""))]


def _move(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    teams = tuple((key, team.title) for key, team in house.teams.items() if case is None or key != case.team)
    return [draw.field("team", "choice", teams), draw.field("text", "long")]


def _wait(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    outside = house.teams[case.team].outside if case else ()
    listed = (*((one, one) for one in outside), (OTHER, phrase("outside-other", draw.reader)))
    on = draw.field("on", "choice", listed) if outside else draw.field("on")
    return [draw.field("until", "date"), on, draw.field("text", "long")]


def _until(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("until", "date")]


def _answer_for(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("until", "date"), draw.field("text", "long")]


def _away(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("until", "date")]


def _duty(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [
        draw.field("person", "person", colleagues("duty", None, house, by, at)),
        draw.field("until", "date"),
    ]


def _resolve(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    if case is None:
        return []
    causes = tuple((one, one) for one in causes_of(house.teams[case.team]))
    fields = [
        draw.field("text", "long", required=False),
        draw.field("told", "choice", draw.choices("told", TOLD), required=False, value="text"),
        draw.field("outcome", "choice", draw.choices("outcome", OUTCOMES), value="solved"),
        draw.field("cause", "choice", causes, required=False, value=UNKNOWN_CAUSE),
        *_category(draw, case, house),
    ]
    answers = (*draw.choices("answer", ("yes", "no", "skip")),)
    if case.passes:
        fields.append(draw.field("avoidable", "choice", answers, required=False, value="skip"))
    if case.urgent:
        fields.append(draw.field("rightly_urgent", "choice", answers, required=False, value="skip"))
    return fields


def _merge(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("into")]


def _not_a_case(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    why = draw.field("reason", "choice", draw.choices("dismissal", NOT_A_CASE))
    return [
        Field(why.name, phrase("label-dismissal", draw.reader), *(why.kind, why.choices, why.value)),
        draw.field("text", "long", required=False),
    ]


def _set(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    names = (("category", "category"), *((one, one) for one in fields_of(case, house))) if case else ()
    return [draw.field("field", "choice", tuple(names)), draw.field("value")]


def _rate(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    scores = tuple((str(n), str(n)) for n in range(1, 6))
    because = draw.choices("because", BECAUSE)
    return [
        draw.field("score", "choice", scores),
        draw.field("because", "choice", because, required=False),
        draw.field("text", "long", required=False),
    ]


FORMS: dict[str, Draw] = {
    "new": _new,
    "reply": _text,
    "note": _text,
    "ask": _text,
    "advise": _text,
    "reopen": _text,
    "urgent": _text,
    "not_solved": _text,
    "wait": _wait,
    "pass": _pass,
    "give": _give,
    "return": _return,
    "move": _move,
    "consult": _consult,
    "assign": _assign,
    "resolve": _resolve,
    "merge": _merge,
    "not_a_case": _not_a_case,
    "promise": _until,
    "set": _set,
    "rate": _rate,
    "answer_for": _answer_for,
    "away": _away,
    "duty": _duty,
}
