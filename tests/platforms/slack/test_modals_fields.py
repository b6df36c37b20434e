"""Each kind of field: how it is asked in Slack, what is filled in already, and what comes back."""

import pytest

from bot.messages.values import Field, Form
from bot.platforms.slack.modals import answers_of, modal
from tests.platforms.cards import READER
from tests.platforms.slack.limits_of import faults_of_view

SIZES = (("S", "small"), ("M", "medium"))


def asked(field: Field) -> list[dict]:
    view = modal(Form("Fill in C-42", "set C-42", (field,)), {}, READER)
    assert faults_of_view(view) == []
    return view["blocks"]


def hint(block: dict) -> str:
    return block["hint"]["text"] if "hint" in block else ""


def answered(**values: dict) -> dict[str, str]:
    return answers_of({"state": {"values": values}})


@pytest.mark.parametrize(
    ("field", "element", "filled"),
    [
        (Field("n", "L"), "plain_text_input", {"multiline": False}),
        (Field("n", "L", value="charged"), "plain_text_input", {"initial_value": "charged", "multiline": False}),
        (Field("n", "L", value="two\nlines"), "plain_text_input", {"initial_value": "two\nlines", "multiline": True}),
        (Field("n", "L", "long"), "plain_text_input", {"multiline": True, "max_length": 3000}),
        (
            Field("n", "L", "number", value="-2,5"),
            "number_input",
            {"initial_value": "-2.5", "is_decimal_allowed": True},
        ),
        (Field("n", "L", "date", value="2026-11-24"), "datepicker", {"initial_date": "2026-11-24"}),
        (Field("n", "L", "time", value="14:05"), "timepicker", {"initial_time": "14:05"}),
        (Field("n", "L", "person", value="<@U0ANA>"), "users_select", {"initial_user": "U0ANA"}),
        (Field("n", "L", "person", value="<@U0ANA|ana>"), "users_select", {"initial_user": "U0ANA"}),
        (Field("n", "L", "person", SIZES), "static_select", {}),
        (Field("n", "L", "choice"), "plain_text_input", {}),
        (Field("n", "L", "choices"), "plain_text_input", {}),
    ],
    ids=lambda part: f"{part.kind} {part.value!r}" if isinstance(part, Field) else "",
)
def test_each_kind_has_its_input(field, element, filled):
    drawn = asked(field)[0]

    assert drawn["block_id"] == "n"
    assert drawn["element"]["type"] == element
    assert drawn["element"]["action_id"] == "value"
    assert {name: drawn["element"].get(name) for name in filled} == filled
    assert hint(drawn) == ""


def test_a_choice_shows_what_is_chosen():
    drawn = asked(Field("size", "Size", "choice", SIZES, "M"))[0]

    assert [one["value"] for one in drawn["element"]["options"]] == ["S", "M"]
    assert drawn["element"]["initial_option"]["text"]["text"] == "medium"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (Field("n", "L", "choice", SIZES, "XL"), "XL"),
        (Field("n", "L", "choices", SIZES, "M, shoe size, S, hat"), "shoe size, hat"),
        (Field("n", "L", "person", SIZES, "nobody"), "nobody"),
        (Field("n", "L", "person", (), "ana"), "ana"),
        (Field("n", "L", "date", value="tomorrow"), "tomorrow"),
        (Field("n", "L", "date", value="2026-02-30"), "2026-02-30"),
        (Field("n", "L", "date", value="2026-11-24 25:00"), "2026-11-24 25:00"),
        (Field("n", "L", "time", value="noon"), "noon"),
        (Field("n", "L", "number", value="a few"), "a few"),
        (Field("n", "L", "number", value="٣"), "٣"),
    ],
    ids=lambda part: f"{part.kind} {part.value!r}" if isinstance(part, Field) else "",
)
def test_what_was_typed_and_does_not_fit_is_not_lost(field, typed):
    assert hint(asked(field)[0]) == f"You typed “{typed}”."


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("text", True),
        ("long", True),
        ("number", True),
        ("time", True),
        ("date", False),
        ("choice", True),
        ("choices", False),
    ],
)
def test_a_hint_shows_where_something_is_typed(kind, shown):
    drawn = asked(Field("n", "L", kind, SIZES if kind.startswith("choice") else (), hint="like this"))[0]

    assert hint(drawn) == ("like this" if shown else "")


@pytest.mark.parametrize(
    ("field", "optional"),
    [
        (Field("n", "L"), False),
        (Field("n", "L", required=False), True),
        (Field("n", "L", "choice", SIZES, required=False), True),
        (Field("n", "L", "choice", SIZES, "S", required=False), False),
    ],
    ids=["required", "not required", "an open choice", "a choice made"],
)
def test_what_need_not_be_filled_in_is_optional(field, optional):
    assert asked(field)[0]["optional"] is optional


@pytest.mark.parametrize(("many", "element"), [(2, "checkboxes"), (10, "checkboxes"), (11, "multi_static_select")])
def test_a_few_of_several_are_boxes_and_many_a_menu(many, element):
    choices = tuple((f"field {n}", f"Field {n}") for n in range(many))

    drawn = asked(Field("fields", "Missing", "choices", choices, "field 1, field 0"))[0]["element"]

    assert drawn["type"] == element
    assert [one["value"] for one in drawn["initial_options"]] == ["field 0", "field 1"]


@pytest.mark.parametrize("kind", ["choice", "choices", "person"])
@pytest.mark.parametrize(("many", "groups"), [(100, 0), (101, 2), (500, 5), (501, None)])
def test_more_than_a_hundred_choices_come_in_groups_and_too_many_are_typed(kind, many, groups):
    choices = tuple((f"p{n}", f"Person {n}") for n in range(many))

    drawn = asked(Field("person", "Colleague", kind, choices, f"p{many - 1}"))[0]["element"]

    if groups is None:
        assert drawn["type"] == "plain_text_input"
        assert drawn["initial_value"] == "p500"
    else:
        assert len(drawn.get("option_groups", ())) == groups
        chosen = drawn["initial_options"][0] if kind == "choices" else drawn["initial_option"]
        assert chosen["text"]["text"] == f"Person {many - 1}"
    if groups == 2:
        assert drawn["option_groups"][0]["label"]["text"] == "Person 0 – Person 99"


def test_a_day_has_its_time_beside_it():
    day, clock = asked(Field("until", "Until", "date", value="2026-11-24 15:00", hint="tomorrow, 3d"))

    assert day["element"]["initial_date"] == "2026-11-24"
    assert (clock["block_id"], clock["element"]["action_id"]) == ("until:time", "time")
    assert clock["label"]["text"] == "Until (time)"
    assert clock["element"]["initial_time"] == "15:00"
    assert clock["optional"] is True
    assert answered(
        **{"until:time": {"time": {"selected_time": "15:00"}}, "until": {"value": {"selected_date": "2026-11-24"}}}
    ) == {"until": "2026-11-24 15:00"}
    assert answered(
        **{"until": {"value": {"selected_date": "2026-11-24"}}, "until:time": {"time": {"selected_time": None}}}
    ) == {"until": "2026-11-24"}


@pytest.mark.parametrize("kind", ["number", "date"])
def test_a_customer_may_not_be_able_to_say_a_figure_or_a_day(kind):
    given, unknown = asked(Field("field:born", "born", kind, hint="or “cannot say”"))

    assert given["optional"] is True
    assert hint(given) == ""
    assert unknown["label"]["text"] == "born unknown?"
    (box,) = unknown["element"]["options"]
    assert box["text"]["text"] == "the customer cannot say"
    ticked = {"field:born:unknown": {"unknown": {"selected_options": [box]}}}
    assert answered(**{"field:born": {"value": {"value": None}}}, **ticked) == {"field:born": "cannot say"}
    assert answered(**ticked, **{"field:born": {"value": {"value": "7"}}}) == {"field:born": "7"}


def test_a_customer_may_not_be_able_to_choose():
    (drawn,) = asked(Field("field:size", "size", "choice", SIZES, "cannot say", hint="or “cannot say”"))

    assert drawn["element"]["initial_option"]["value"] == "cannot say"
    assert hint(drawn) == ""


def test_what_a_customer_could_not_say_stays_ticked():
    given, unknown = asked(Field("field:age", "age", "number", value="cannot say"))

    assert hint(given) == ""
    assert unknown["element"]["initial_options"] == unknown["element"]["options"]


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ({"type": "plain_text_input", "value": "charged\ntwice "}, "charged\ntwice"),
        ({"type": "number_input", "value": "2.5"}, "2.5"),
        ({"type": "static_select", "selected_option": {"text": {"text": "medium"}, "value": "M"}}, "M"),
        ({"type": "checkboxes", "selected_options": [{"value": "S"}, {"value": "M"}]}, "S, M"),
        ({"type": "users_select", "selected_user": "U0ANA"}, "<@U0ANA>"),
        ({"type": "datepicker", "selected_date": "2026-11-24"}, "2026-11-24"),
        ({"type": "timepicker", "selected_time": "14:05"}, "14:05"),
        ({"type": "plain_text_input", "value": None}, ""),
        ({"type": "static_select", "selected_option": None}, ""),
        ({"type": "checkboxes", "selected_options": []}, ""),
        ({"type": "multi_static_select", "selected_options": None}, ""),
        ({"type": "users_select", "selected_user": None}, ""),
        (None, ""),
    ],
    ids=str,
)
def test_what_comes_back_is_what_would_be_typed(state, answer):
    assert answered(n={"value": state}) == {"n": answer}


def test_a_customer_fills_in_what_is_theirs_without_being_asked_whether_the_customer_can_say_it():
    for kind in ("number", "date", "choice"):
        field = Field("field:size", "Size", kind, (("S", "S"),) if kind == "choice" else (), own=True)
        blocks = modal(Form("Fill in C-42", "set C-42", (field,)), {}, READER)["blocks"]
        assert [(block["block_id"], block["optional"]) for block in blocks] == [("field:size", False)]
        assert "cannot say" not in str(blocks)


def test_a_number_with_three_decimals_comes_back_as_no_thousand():
    state = {"field:amount": {"value": {"type": "number_input", "value": "1.234"}}}

    assert answers_of({"state": {"values": state}}) == {"field:amount": "1.2340"}
