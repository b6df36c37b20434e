"""The forms: what is missing of a line is asked for here, and a line that wants care is always asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cases.case import FOLLOW_UP, Case
from bot.cases.ending import NOT_A_CASE, OUTCOMES, TOLD, UNKNOWN_CAUSE, causes_of
from bot.cases.holding import fields_of, missing_fields
from bot.cases.people import Field as Wanted
from bot.cases.people import House, Team
from bot.cases.rating import BECAUSE
from bot.cases.standing import REASONS
from bot.cases.talking import OTHER
from bot.cases.templates import own_blanks
from bot.messages.values import Field, Form
from bot.messages.wanted import wanted_fields
from bot.messages.wording import Reader, has, phrase

Choices = tuple[tuple[str, str], ...]
BLANK = "blank:"  # how the names of fields begin that fill a blank of a kept text
KEPT = "kept"  # the name of the field in which such a text stands
CUSTOMER = "customer"  # who fills in a form, if nobody of the house
MOST_AT_ONCE = 10  # fields of all categories, while nobody has said which it is
PREVIEWED = ("reply", "ask", "wait", "resolve", "answer_for", "not_a_case")  # their words go to a customer


class Drawer:
    """Draws the fields of one form in its reader's words, with what was typed already filled in."""

    def __init__(self, reader: Reader, typed: dict[str, str], team: Team | None = None) -> None:
        self.reader, self.typed = reader, typed
        self.team = team  # where a new case would go

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
    verb: str,
    case: Case | None,
    house: House,
    by: str,
    at: datetime,
    reader: Reader,
    typed: dict[str, str],
    team: str | None = None,
) -> Form:
    """The form of a verb, about a case if it has one; else for `team`."""
    draw = Drawer(reader, typed, house.teams[team] if team else None)
    fields = FORMS[verb](draw, case, house, by, at)
    spoken = verb.replace("_", " ")
    number = f" C-{case.id}" if case else ""
    # What is known of a case is nobody's alone: who has it meanwhile makes no difference.
    seen = case.seq if case and verb != "set" else 0
    title = phrase(f"form-{verb.replace('_', '-')}", reader, case=f"C-{case.id}" if case else "")
    send = phrase("form-send", reader)
    previews = verb in PREVIEWED and not (case and case.via == FOLLOW_UP)
    return Form(title, spoken + number, tuple(fields), send, seen=seen, previews=previews)


Fields = list[Field]
Draw = Callable[[Drawer, Case | None, House, str, datetime], Fields]


def _text(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [draw.field("text", "long")]


def _reply(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    """With a kept text in it also what its blanks want; else there is one to be picked, if there are any."""
    if "template" in draw.typed:
        # Under a name of its own: a form that is drawn anew in Slack keeps what its inputs held before.
        text = Field(KEPT, phrase("label-text", draw.reader), "long", value=draw.typed.get(KEPT, ""))
        blanks = own_blanks(text.value)
        named = [f"{BLANK}{name}" for name in blanks]
        typed = (draw.typed.get(name, "") for name in named)
        return [
            text,
            *(Field(n, f"{{{b}}}", value=v, required=False) for n, b, v in zip(named, blanks, typed, strict=True)),
        ]
    texts = tuple((name, name) for name in sorted(house.templates))
    text = draw.field("text", "long", required=not texts)
    return [text, draw.field("template", "choice", texts, required=False)] if texts else [text]


def _new(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    """What a customer says is theirs, and said now; it is whole when it is sent."""
    wanted = _wanted_anew(draw)
    if by == CUSTOMER:
        text = draw.field("text", "long")
        return [text, *_about(draw), *wanted_fields(wanted, draw.reader, draw.typed, required=True, own=True)]
    return [
        draw.field("customer", required=False),
        draw.field("at", "time", required=False),
        draw.field("text", "long"),
        *_about(draw),
        *wanted_fields(wanted, draw.reader, draw.typed, required=False),
    ]


def _about(draw: Drawer) -> Fields:
    """What a new case is about, where that makes a difference to what must be known of it."""
    categories = draw.team.categories if draw.team else {}
    if len(categories) < 2 or not any(categories.values()):
        return []
    return [draw.field("category", "choice", tuple((one, one) for one in categories), required=False)]


def _wanted_anew(draw: Drawer) -> tuple[Wanted, ...]:
    """Of the category that was chosen, or of the only one."""
    if draw.team is None:
        return ()
    return draw.team.required(draw.typed.get("category") or draw.team.only_category)


def colleagues(verb: str, case: Case | None, house: House, by: str, at: datetime) -> Choices:
    """Whom one may name: of the tier to give to, of the team to assign to, of the house to consult or put on duty."""
    people = [key for key in house.people if not house.is_gone(key)]
    if verb == "follow_up":
        of_a_tier = {one for team in house.teams.values() for tier in team.tiers for one in tier.people}
        return tuple((one, house.name(one)) for one in people if one in of_a_tier and house.is_here(one, at))
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
    missing = missing_fields(case, house)
    wanted = (one for one in house.teams[case.team].required(case.category) if one.name in missing)
    return wanted_fields(wanted, draw.reader, draw.typed, required=not excused)


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


def _follow_up(draw: Drawer, case: Case | None, house: House, by: str, at: datetime) -> Fields:
    return [
        draw.field("person", "person", colleagues("follow_up", case, house, by, at)),
        replace(draw.field("until", "date", required=False), hint=phrase("hint-follow-up-until", draw.reader)),
        replace(draw.field("text", "long"), hint=phrase("hint-follow-up-text", draw.reader)),
    ]


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
    if case.via == FOLLOW_UP:  # it has no customer who might be told, and is what was done about a cause
        outcomes = draw.choices("outcome", OUTCOMES[:2])
        return [draw.field("text", "long"), draw.field("outcome", "choice", outcomes, value="solved")]
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
    """For a customer what is missing, all of it to be filled in; for the desk all there is, as far as it is known."""
    if case is None:
        return []
    team = house.teams[case.team]
    if by == CUSTOMER:
        missing = missing_fields(case, house)
        wanted = [one for one in team.required(case.category) if one.name in missing]
        return wanted_fields(wanted, draw.reader, draw.typed, required=True, own=True)
    every = {one.name: one for some in team.categories.values() for one in some}
    known = case.category in team.categories and bool(team.required(case.category))
    wanted = [one for one in every.values() if one.name in fields_of(case, house)]
    shown = wanted if known or len(wanted) <= MOST_AT_ONCE else []
    return [*_category(draw, case, house), *wanted_fields(shown, draw.reader, draw.typed, required=False)]


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
    "reply": _reply,
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
    "follow_up": _follow_up,
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
