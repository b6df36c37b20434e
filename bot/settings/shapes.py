"""What the TOML may look like: names and types of every setting, with an example for whoever wrote it wrong.

Everything may be None here. A setting that was written wrong is told once, becomes None, and the rest is still
judged; one that was left out is None too, but is not in `model_fields_set`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.settings.faults import Faults, did_you_mean, quoted

LONGEST_TEXT = 400
HUGE = 10**18


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "is empty")
    if len(text) > LONGEST_TEXT:
        raise PydanticCustomError("long", "is longer than {most} characters", {"most": LONGEST_TEXT})
    if any(sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff" for sign in text):
        raise PydanticCustomError("control", "has a line break or a control character in it")
    return text


def _day_or_text(value: object) -> object:
    """TOML has dates of its own: 2026-12-25 without quotes is as good as with them."""
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str | date) else value


Words = Annotated[str, AfterValidator(_words)]
Days = Annotated[list[Annotated[Words, BeforeValidator(_day_or_text)]], BeforeValidator(_one_or_more)]


def setting(meaning: str, example: str) -> Any:
    return Field(default=None, description=meaning, examples=[example])


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    def left_out(self, name: str) -> bool:
        return name not in self.model_fields_set


class WholeShape(Shape):
    keep_texts: Words | None = setting("how long words are kept once a case has ended", 'keep_texts = "730d"')
    templates: Words | None = setting("the folder of texts for replies", 'templates = "templates"')
    slack: dict[str, Any] | None = setting("Slack", '[slack] and below it command = "/case"')
    people: dict[str, Any] | None = setting("everybody, each under a key", '[people.ana] and below it name = "Ana Pop"')
    teams: dict[str, Any] | None = setting(
        "every team, each under a key", '[teams.support] and below it title = "Support"'
    )


class SlackShape(Shape):
    command: Words | None = setting("the slash command", 'command = "/case"')


class PersonShape(Shape):
    name: Words | None = setting("as colleagues and customers read it", 'name = "Ana Pop"')
    slack: Words | None = setting("Slack member ID", 'slack = "U0123456789"')
    teams: Words | None = setting("Entra object id", 'teams = "7c2e…"')
    email: Words | None = setting("e-mail address", 'email = "ana@example.com"')
    was: list[Words] | None = setting("keys this person had before", 'was = ["ana"]')
    left: bool | None = setting("no longer with the house", "left = true")


class TeamShape(Shape):
    title: Words | None = setting("the team's name", 'title = "Customer support"')
    timezone: Words | None = setting("where the team's day begins and ends", 'timezone = "Europe/Bucharest"')
    clock: Words | None = setting("when a case's limit runs", 'clock = "weekdays"')
    desk: Words | None = setting("when people are there and may be pinged", 'desk = "Mon-Fri 09:00-18:00"')
    holidays: Days | None = setting("days when the desk stays shut", 'holidays = ["2026-12-25"] or holidays = "RO"')
    intake: list[Words] | None = setting("where customers write", 'intake = ["slack:C0123456789"]')
    supervisors: Words | None = setting("where escalations are announced", 'supervisors = "slack:C0123456789"')
    digest: Words | None = setting("where the month-end report goes", 'digest = "slack:C0123456789"')
    digest_names: bool | None = setting("whether that report names people", "digest_names = false")
    managers: list[Words] | None = setting("who hears of breaches", 'managers = ["mira"]')
    outside: list[Words] | None = setting("for whom a case may wait", 'outside = ["courier", "bank"]')
    limit: Words | None = setting("from the customer's words to the top person", 'limit = "20h"')
    urgent_limit: Words | None = setting("the same for an urgent case", 'urgent_limit = "2h"')
    claim_within: Words | None = setting("unclaimed for so long, somebody is pinged", 'claim_within = "2h"')
    top_limit: Words | None = setting("the top person's own time", 'top_limit = "20h"')
    language: Words | None = setting("of customers whose own is not known", 'language = "ro"')
    ask_later: int | None = setting("one customer in so many is asked once more how it was", "ask_later = 4")
    calls: int | None = setting("customers a lead is asked to ring each week", "calls = 2")
    categories: dict[str, list[Any]] | None = setting(
        "what cases are about, with required fields", 'categories = { invoice = ["invoice number"], other = [] }'
    )
    causes: dict[str, list[Words]] | None = setting(
        "departments and steps that bring cases about", 'causes = { billing = ["tariff"], unknown = [] }'
    )
    tiers: list[dict[str, Any]] | None = setting(
        "from the front line up", '[[teams.support.tiers]] and below it name = "Front line"'
    )


class TierShape(Shape):
    name: Words | None = setting("the tier's name", 'name = "Front line"')
    channel: Words | None = setting("where its cards stand", 'channel = "slack:C0123456789"')
    lead: Words | None = setting("its supervisor", 'lead = "lea"')
    deputy: Words | None = setting("on duty while the lead is away", 'deputy = "dan"')
    members: list[Words] | None = setting("who works there", 'members = ["ana", "ben"]')


class FieldShape(Shape):
    name: Words | None = setting("what it is called", 'name = "size"')
    type: Words | None = setting("text, choice, number, date or file", 'type = "choice"')
    of: list[Words] | None = setting("the choices", 'of = ["S", "M"]')


S = TypeVar("S", bound=Shape)


def shaped(shape: type[S], raw: Mapping[str, Any], faults: Faults) -> S:
    """The table as its shape; what does not fit is told and left away."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
    kept: dict[str, Any] = dict(raw)
    for name in {str(one["loc"][0]) for one in wrong}:
        kept[name] = _what_fits(raw[name], [one["loc"] for one in wrong if one["loc"][0] == name])
    for one in wrong:
        name = str(one["loc"][0])
        if one["type"] == "extra_forbidden":
            del kept[name]
        faults.add(_told(one, shape))
    return shape.model_validate(kept)


def _what_fits(value: Any, places: list[tuple[int | str, ...]]) -> Any:
    """A list or a table without its bad entries; nothing at all if it is bad as a whole."""
    bad = {place[1] for place in places if len(place) > 1}
    if len(bad) == 0 or any(len(place) == 1 for place in places):
        return None
    if isinstance(value, list):
        return [one for n, one in enumerate(value) if n not in bad]
    return {key: one for key, one in value.items() if key not in bad} if isinstance(value, dict) else None


def _told(wrong: ErrorDetails, shape: type[Shape]) -> str:
    name, *deeper = wrong["loc"]
    if wrong["type"] == "extra_forbidden":
        names = ", ".join(shape.model_fields)
        return f"{quoted(name)} is not a setting{did_you_mean(str(name), shape.model_fields, f'there are {names}')}"
    where = " ".join([str(name), *(quoted(one) for one in deeper if isinstance(one, str))])
    if wrong["type"] in ("empty", "long", "control"):
        what = wrong["msg"] if len(wrong["loc"]) == 1 else f"has an entry that {wrong['msg']}"
    else:
        what = f"{'holds' if deeper else 'is'} {kind_of(wrong['input'])}, which does not fit"
    return f"{where} {what}; write {example_of(shape, str(name))}"


def example_of(shape: type[Shape], name: str) -> str:
    return str((shape.model_fields[name].examples or [name])[0])


def kind_of(value: object) -> str:
    match value:
        case bool():
            return f"{str(value).lower()}"
        case int() if abs(value) >= HUGE:  # Python refuses to write out numbers of thousands of digits
            return "a huge number"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {quoted(value)}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def tables(raw: Mapping[str, Any], what: str, example: str, faults: Faults) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables in a table, by key; whatever else stands among them is told."""
    for key, value in raw.items():
        if isinstance(value, dict):
            yield key, value
        else:
            faults.add(f"{what} {quoted(key)} is {kind_of(value)} and should be a table; write {example}")
