"""What each verb finds in its line."""

import pytest

from bot.commands.line import Line, parse


def understood(text: str) -> Line:
    line = parse(text)
    assert isinstance(line, Line), line
    return line


PARTS = [
    # new
    ("new: charged twice", None, "charged twice", {}),
    ("new charged twice: 40 lei", None, "charged twice: 40 lei", {}),
    ("new for Maria: charged twice", None, "charged twice", {"customer": "Maria"}),
    ("new for Maria O’Brien at 14:05: a: b", None, "a: b", {"customer": "Maria O’Brien", "at": "14:05"}),
    ("new for “Ion Pop” at yesterday 9:05 : x", None, "x", {"customer": "Ion Pop", "at": "yesterday 9:05"}),
    ("new at 2026-11-18 14:05 for Maria: x", None, "x", {"customer": "Maria", "at": "2026-11-18 14:05"}),
    ("new at 14:05:30 lei are missing", None, "30 lei are missing", {"at": "14:05"}),
    ("new for Maria at Acme: x", None, "x", {"customer": "Maria at Acme"}),
    ("new for Maria\ncharged twice: 40", None, "charged twice: 40", {"customer": "Maria"}),
    # claim
    ("claim next", None, None, {"next": "1"}),
    ("claim C-1 next", 1, None, {}),
    # wait
    (
        "wait C-1 until 2026-11-24 15:00 on courier: why",
        1,
        "why",
        {"until": "2026-11-24 15:00", "on": "courier"},
    ),
    ("wait 1 on the bank until friday: why", 1, "why", {"until": "friday", "on": "the bank"}),
    ("wait 3 days on courier: why", None, "why", {"until": "3 days", "on": "courier"}),
    ("hold C-1 3d for courier: why", 1, "why", {"until": "3d", "on": "courier"}),
    ("wait C-1 for 3d", 1, None, {"until": "3d"}),
    # pass
    ("pass C-1 needs expertise: see tax", 1, "see tax", {"reason": "needs expertise"}),
    ("pass C-1 to top money", 1, None, {"to_top": "1", "reason": "needs a money decision"}),
    ("pass C-1 needs-permission to top.", 1, None, {"to_top": "1", "reason": "needs permission"}),
    ("pass to the top C-1: needs expertise", 1, None, {"to_top": "1", "reason": "needs expertise"}),
    ("pass C-1: expertise is missing", 1, "expertise is missing", {}),
    ("pass C-1 needs expertise in tax: see", 1, "in tax: see", {"reason": "needs expertise"}),
    ("pass C-1 other: too tired", 1, "too tired", {"reason": "other"}),
    ("escalate 1 because too tired", 1, None, {"reason_unknown": "too tired"}),
    ("pass C-1", 1, None, {}),
    # give
    ("give C-1 @ana outside my hours: bye", 1, "bye", {"person": "ana", "reason": "outside my hours"}),
    ("give @ana C-1 hours", 1, None, {"person": "ana", "reason": "outside my hours"}),
    ("give C-1 to ana", 1, None, {"person": "ana"}),
    ("give C-1 hours to @ana", 1, None, {"person": "ana", "reason": "outside my hours"}),
    ("give C-1 @ana tired", 1, None, {"person": "ana", "reason_unknown": "tired"}),
    # decline, return, move
    ("decline C-1", 1, None, {}),
    ("return C-1: order number, size.", 1, "order number, size.", {"fields": "order number, size"}),
    ("return C-1 size", 1, "size", {"fields": "size"}),
    ("move C-1 to Billing desk: theirs", 1, "theirs", {"team": "Billing desk"}),
    ("move C-1 to the team billing", 1, None, {"team": "billing"}),
    # consult, assign
    ("consult C-1 @ana: is it so?", 1, "is it so?", {"person": "ana"}),
    ("consult C-1 @Ana Pop is it so: yes?", 1, "is it so: yes?", {"person": "Ana Pop"}),
    ("consult ana pop about C-1: so?", 1, "so?", {"person": "ana pop"}),
    ("help from <@U1|ana>: so?", None, "so?", {"person": "<@U1|ana>"}),
    ("assign C-1 @ana", 1, None, {"person": "ana"}),
    ("assign <@U1> to C-1: she knows", 1, "she knows", {"person": "<@U1>"}),
    ("assign C-1 to ben: he knows", 1, "he knows", {"person": "ben"}),
    # ending
    ("resolve C-1", 1, None, {}),
    ("resolve C-1: refunded", 1, "refunded", {}),
    ("reopen C-1 still broken", 1, "still broken", {}),
    ("merge C-1 into C-17", 1, None, {"into": "17"}),
    ("merge into #17.", None, None, {"into": "17"}),
    ("merge 1 17", 1, None, {"into": "17"}),
    ("not a case C-1 spam", 1, None, {"reason": "spam"}),
    ("not a case C-1: chatter", 1, None, {"reason": "chatter"}),
    ("not a case C-1 test: sorry", 1, "sorry", {"reason": "test"}),
    ("not a case C-1 boring", 1, None, {"reason_unknown": "boring"}),
    # urgent, promise, set
    ("urgent C-1: the pipe burst", 1, "the pipe burst", {}),
    ("promise C-1 2026-11-24 15:00", 1, None, {"until": "2026-11-24 15:00"}),
    ("promise C-1: tomorrow", 1, None, {"until": "tomorrow"}),
    ("promise 24 Nov", None, None, {"until": "24 Nov"}),
    ("promise 15:00", None, None, {"until": "15:00"}),
    ("promise 42 3d", 42, None, {"until": "3d"}),
    ("set C-1 order number: 42:17", 1, "42:17", {"field": "order number"}),
    ("set C-1 “order number”：42", 1, "42", {"field": "order number"}),
    ("set C-1 order number = 42", 1, "42", {"field": "order number"}),
    ("set C-1 order number: cannot say", 1, "cannot say", {"field": "order number", "cannot_say": "1"}),
    ("set C-1 order number customer can’t say.", 1, None, {"field": "order number", "cannot_say": "1"}),
    # the customer
    ("rate C-1 5: because", 1, "because", {"score": "5"}),
    ("rate C-1 5 because quick", 1, "quick", {"score": "5"}),
    ("rate 42 4/5", 42, None, {"score": "4"}),
    ("rate 5", None, None, {"score": "5"}),
    ("rate 42", 42, None, {}),
    ("rate C-1 7", 1, None, {"score_unknown": "7"}),
    ("rate C-1 great", 1, None, {"score_unknown": "great"}),
    ("not solved C-1: still broken", 1, "still broken", {}),
    # leads and the top
    ("answer for C-1 by tomorrow 12:00: we will", 1, "we will", {"until": "tomorrow 12:00"}),
    ("answer for 1 by 24.11.2026 9:00：we will", 1, "we will", {"until": "24.11.2026 9:00"}),
    # reading
    ("list", None, None, {}),
    ("list Overdue", None, None, {"filter": "overdue"}),
    ("list of @ana", None, None, {"filter": "of", "person": "ana"}),
    ("list @Ana Pop", None, None, {"filter": "of", "person": "Ana Pop"}),
    ("list everything", None, None, {"filter_unknown": "everything"}),
    ("report", None, None, {}),
    (
        "report team 2026-10 cases passed up",
        None,
        None,
        {"filter": "team", "month": "2026-10", "figure": "passed up"},
    ),
    ("report me last month", None, None, {"filter": "me", "month": "last month"}),
    ("help pass up", None, None, {"verb": "pass"}),
    ("help me", None, None, {"verb_unknown": "me"}),
    # absence
    ("away until monday", None, None, {"until": "monday"}),
    ("away @Ana Pop until 2026-12-01 09:00", None, None, {"person": "Ana Pop", "until": "2026-12-01 09:00"}),
    ("away 3d", None, None, {"until": "3d"}),
    ("back", None, None, {}),
    ("I’m back", None, None, {}),
    ("duty <@U1> until friday", None, None, {"person": "<@U1>", "until": "friday"}),
    ("duty @ana 3d", None, None, {"person": "ana", "until": "3d"}),
]


@pytest.mark.parametrize(("typed", "case", "text", "args"), PARTS, ids=[typed for typed, *_ in PARTS])
def test_every_verb_finds_its_parts(typed, case, text, args):
    line = understood(typed)

    assert (line.case, line.text, dict(line.args)) == (case, text, args)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("needs permission", "needs permission"),
        ("Needs-Permission.", "needs permission"),
        ("permission", "needs permission"),
        ("needs exp", "needs expertise"),
        ("needs more expertise", "needs expertise"),
        ("needs a money decision", "needs a money decision"),
        ("money", "needs a money decision"),
        ("customer asked for a superior", "customer asked for a superior"),
        ("superior", "customer asked for a superior"),
        ("outside-my-hours", "outside my hours"),
        ("out of hours", "outside my hours"),
        ("other", "other"),
        ("needs", None),
        ("money and permission", None),
        ("not my hours", None),
        ("bored", None),
    ],
)
def test_a_reason_is_found_by_its_words_if_it_can_be_only_one(typed, reason):
    args = understood(f"pass C-1 {typed}").args

    assert args.get("reason") == reason
    assert ("reason_unknown" in args) == (reason is None)


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        pytest.param("@ana", "ana", id="a key"),
        pytest.param("ana", "ana", id="a key without its at"),
        pytest.param("@Ana Pop", "Ana Pop", id="a name"),
        pytest.param("@ana pop", "ana pop", id="a name in small letters"),
        pytest.param("“Ana Maria Pop”", "Ana Maria Pop", id="a name in quotes"),
        pytest.param("@Ștefan Ȃna", "Ștefan Ȃna", id="a name with diacritics"),
        pytest.param("<@U0ANA>", "<@U0ANA>", id="a Slack mention"),
        pytest.param("<@U0ANA|Ana Pop>", "<@U0ANA|Ana Pop>", id="a Slack mention with its name"),
        pytest.param("<at>Ana Pop</at>", "<at>Ana Pop</at>", id="a Teams mention"),
        pytest.param("<mailto:ana@example.com|ana@example.com>", "<mailto:ana@example.com|ana@example.com>", id="mail"),
    ],
)
def test_a_person_is_named_by_key_name_or_mention(typed, person):
    args = understood(f"give C-1 {typed} needs expertise: note").args

    assert dict(args) == {"person": person, "reason": "needs expertise"}
