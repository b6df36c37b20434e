"""Log lines: facts in JSON, and nothing of what anybody wrote."""

import io
import json
import logging

import pytest

from bot.programs.facts import Fact


@pytest.fixture
def told():
    """What is logged, line by line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Fact())
    loggers = [logging.getLogger("bot.desk"), logging.getLogger("library.of.others")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)
        logger.propagate = True


def test_a_fact_has_its_time_its_place_and_what_goes_with_it(told):
    logging.getLogger("bot.desk").info("passed up", extra={"case": 42, "to": "cleo"})

    (fact,) = told()
    assert fact.pop("at").endswith("+00:00")
    assert fact == {"level": "info", "where": "bot.desk", "what": "passed up", "case": 42, "to": "cleo"}


def test_of_an_error_its_kind_and_its_path_are_told_and_not_what_it_says(told):
    try:
        raise ValueError("the customer wrote PLANTED WORDS")
    except ValueError:
        logging.getLogger("bot.desk").exception("a delivery went wrong", extra={"error": "4f2a"})

    (fact,) = told()
    assert fact["raised"] == "builtins.ValueError"
    assert fact["error"] == "4f2a"
    assert any("test_of_an_error" in step for step in fact["path"])
    assert "PLANTED" not in json.dumps(fact)


def test_what_other_libraries_fill_into_their_lines_is_not_told(told):
    logging.getLogger("library.of.others").warning("cannot read %s", "PLANTED WORDS")

    logging.getLogger("library.of.others").warning(f"cannot read {told!r} PLANTED WORDS")

    pattern, filled_in = told()
    assert pattern["what"] == "cannot read %s"
    assert "PLANTED" not in json.dumps([pattern, filled_in])


def test_a_line_is_a_line_whatever_stands_in_it(told):
    logging.getLogger("bot.desk").info("named", extra={"who": "two\nlines \u202e and \ud800"})

    (fact,) = told()
    assert fact["who"] == "two\nlines \u202e and \ud800"
