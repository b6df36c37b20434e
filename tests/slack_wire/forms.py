"""Filling in a form: what Slack's own side of it does, before and after the app hears of it."""

from typing import Any

from tests.slack_wire.words import filled_in, options_of
from tests.slack_wire.workspace import VALUES, No, View

REQUIRED = "Please complete this required field."  # said by Slack itself, and nothing is sent
Payload = dict[str, Any]


def picked(view: View, label: str, day: str, clock: str) -> bool:
    name, element = _field(view, label)
    if element["type"] != "datepicker":
        return False
    view.values[name][element["action_id"]]["selected_date"] = day
    if clock:
        names = [block["block_id"] for block in view.shape["blocks"]]
        (state,) = view.values[names[names.index(name) + 1]].values()
        assert state["type"] == "timepicker", f"no time beside {label}"
        state["selected_time"] = clock
    return True


def filled(view: View, label: str, value: str) -> str:
    name, element = _field(view, label)
    state = view.values[name][element["action_id"]]
    what, _ = VALUES[element["type"]]
    match what:
        case "selected_option":
            state[what] = _chosen(element, value) if value else None
        case "selected_options":
            state[what] = [_chosen(element, one) for one in value.split(",") if one.strip()]
        case _:
            assert len(value) <= element.get("max_length", 3000), "Slack lets nobody type that much"
            state[what] = value or None
    return filled_in(view.values[name])


def lacks(view: View) -> bool:
    """Is something empty that Slack itself wants? Then that stands beside it."""
    wanted = [one["block_id"] for one in view.shape["blocks"] if one["type"] == "input" and not one.get("optional")]
    view.errors = {name: REQUIRED for name in wanted if not filled_in(view.values[name])}
    return bool(view.errors)


def answer_in(response: Any) -> Payload:
    """What the response to a form says. Raises No."""
    match response:
        case "" | None:
            return {}
        case {"response_action": "errors" | "update" | "push" | "clear"}:
            return dict(response)
    raise No("invalid_response", str(response))


def beside_fields(errors: Any, view: View) -> dict[str, str]:
    """Errors stand beside inputs, and beside nothing else. Raises No."""
    inputs = {one["block_id"] for one in view.shape["blocks"] if one["type"] == "input"}
    match errors:
        case dict() if errors and errors.keys() <= inputs and all(isinstance(one, str) for one in errors.values()):
            return errors
    raise No("invalid_errors", str(errors))


def _field(view: View, label: str) -> tuple[str, Payload]:
    """The name and the element of the one field that is meant: by its label, the beginning of it, or its name."""
    inputs = [block for block in view.shape["blocks"] if block["type"] == "input"]
    named = [((block["label"]["text"].casefold(), block["block_id"].casefold()), block) for block in inputs]
    wanted = label.casefold()
    exact = [block for names, block in named if wanted in names]
    begun = [block for names, block in named if names[0].startswith(wanted)]
    assert exact or begun, f"no field {label} among {[names for names, _ in named]}"
    block = (exact or begun)[0]
    return block["block_id"], block["element"]


def _chosen(element: Payload, value: str) -> Payload:
    wanted = value.strip().casefold()
    options = options_of(element)
    named = [(option["text"]["text"].casefold(), option.get("value", "").casefold(), option) for option in options]
    exact = [option for label, value, option in named if wanted in (label, value)]
    begun = [option for label, _, option in named if label.startswith(wanted)]
    assert exact or begun, f"no choice {value} among {[label for label, *_ in named]}"
    return dict((exact or begun)[0])
