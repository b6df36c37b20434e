"""Cards and answers as messages in Teams."""

import pytest

from bot.messages.values import Address, Answer, Button, Card, Say, Table
from bot.platforms.teams.cards import activity, content, said
from tests.platforms.cards import READER, buttons, list_card
from tests.platforms.teams.cards import THREAD, US, actions, card_of, case_card, lines, resolve_form, shown
from tests.teams_wire.cards import faults, nodes_of

LINK = "https://teams.microsoft.com/l/message/19:help@thread.tacv2/1700000000000"


def test_every_part_of_a_card_shows():
    card = content(case_card(), US, READER)

    assert lines(card) == [
        "C-42 · Maria · charged twice",
        *("Owner", "Ana Pop · Front line", "Due", "today 18:50 · 2 h 6 left", "invoice number", "77"),
        *("Maria: I was charged twice.", "Ana Pop replied: I see to it."),
    ]
    assert list(actions(card)) == ["Claim", "Resolve", "Customer’s thread"]
    assert (card["type"], card["version"], faults(card)) == ("AdaptiveCard", "1.5", [])


def test_a_card_comes_with_words_for_its_notification():
    drawn = activity(case_card(), US, READER)

    assert drawn["type"] == "message"
    assert drawn["summary"].startswith("C-42 · Maria · charged twice\nOwner: Ana Pop · Front line\nDue: today 18:50")
    assert "text" not in drawn


def test_bare_sentences_are_plain_text():
    drawn = activity(Card("C-42 went up to Cleo.", lines=("She writes\ntoday.",)), US, READER)

    assert drawn == {"type": "message", "text": "C-42 went up to Cleo.\n\nShe writes\ntoday.", "textFormat": "plain"}


def test_what_changes_something_by_itself_is_done_without_a_dialog():
    claim = actions(content(case_card(), US, READER))["Claim"]

    data = {"s": "claim C-42", "n": 3, "c": 42}
    fallback = {"type": "Action.Submit", "title": "Claim", "data": data}
    assert claim == {
        "type": "Action.Execute",
        "title": "Claim",
        "style": "positive",
        "verb": "says",
        "data": data,
        "fallback": fallback,
    }


def test_what_opens_a_form_asks_for_a_dialog():
    resolve = actions(content(case_card(), US, READER))["Resolve"]

    data = {"s": "resolve C-42", "n": 3, "c": 42, "msteams": {"type": "task/fetch"}}
    assert resolve == {"type": "Action.Submit", "title": "Resolve", "data": data}


def test_in_a_dialog_every_button_is_sent_as_a_form_is():
    drawn = actions(content(case_card(), US, READER, dialog=True))

    assert [drawn[name]["type"] for name in ("Claim", "Resolve")] == ["Action.Submit"] * 2
    assert [drawn[name]["data"] for name in ("Claim", "Resolve")] == [
        {"s": "claim C-42", "n": 3, "c": 42},
        {"s": "resolve C-42", "n": 3, "c": 42},
    ]


def test_a_button_that_is_about_no_case_names_none():
    drawn = content(Card("Nothing lies unclaimed.", buttons=(Button("List", "list"),)), US, READER)

    assert "c" not in actions(drawn)["List"]["data"]


def test_many_buttons_stand_in_several_rows_and_all_of_them_show():
    many = tuple(Button(f"Button {n}", f"list {n}") for n in range(14))

    card = content(Card("Your desk", buttons=many), US, READER)

    assert list(actions(card)) == [one.label for one in many]
    assert max(len(node["actions"]) for node in nodes_of(card) if "actions" in node) <= 5


@pytest.mark.parametrize(
    ("place", "url"),
    [
        (THREAD, f"{LINK}?tenantId={US.tenant}&parentMessageId=1700000000000"),
        (
            Address("teams", "19:group@thread.v2"),
            f"https://teams.microsoft.com/l/chat/19:group@thread.v2/conversations?tenantId={US.tenant}",
        ),
        (
            Address("teams", "19:group@thread.v2/1700000000000"),
            f"https://teams.microsoft.com/l/message/19:group@thread.v2/1700000000000?tenantId={US.tenant}"
            "&context=%7B%22contextType%22%3A%22chat%22%7D",
        ),
        (Address("teams", "9f9e9d9c-0000-0000-0000-000000000000"), None),
        (Address("teams", "19:help@thread.tacv2"), None),
        (Address("teams", "19:help@thread.tacv2/170?x=1"), None),
        (Address("teams", "https://evil.example/19:x@thread.v2"), None),
        (Address("slack", "19:help@thread.tacv2/1700000000000"), None),
        (None, None),
    ],
    ids=["thread", "group chat", "message in it", "person", "channel", "no message", "no place", "Slack", "nowhere"],
)
def test_a_card_leads_to_where_its_customer_wrote(place, url):
    drawn = actions(content(case_card(place=place), US, READER))

    assert drawn.get("Customer’s thread", {}).get("url") == url


def test_a_table_of_few_columns_stands_in_columns():
    card = content(list_card(), US, READER)

    heads, first, second = [node for node in nodes_of(card) if node["type"] == "ColumnSet"]
    assert lines(heads) == ["Case", "Customer", "About", "Left"]
    assert lines(first) == ["C-1", "Customer 1", "charged twice", "2 h 40"]
    assert [column["width"] for column in first["columns"]] == [column["width"] for column in second["columns"]]
    assert card["msteams"] == {"width": "Full"}


def test_chinese_labels_have_the_room_that_they_take():
    labels = ("处理速度", "有人认真倾听", "问题没有再出现", "额外的关照", "实话实说", "其他")
    card = content(Card("?", buttons=tuple(Button(one, "help") for one in labels)), US, READER)

    rows = [[one["title"] for one in node["actions"]] for node in nodes_of(card) if node["type"] == "ActionSet"]
    assert rows == [list(labels[:3]), list(labels[3:])]


def test_a_table_of_many_columns_is_told_row_by_row():
    heads = ("Person", "Resolved", "Passed up", "Given", "Returned", "Share", "Hold time")
    table = Table(heads, (("Ana Pop", "12", "3", "", "1", "80 %", "2 h 10"),))

    card = content(Card("Support in October", table=table), US, READER)

    assert lines(card)[1:] == [
        "Ana Pop",
        "Resolved: 12 · Passed up: 3 · Returned: 1 · Share: 80 % · Hold time: 2 h 10",
    ]


def test_columns_that_would_overlap_on_a_telephone_are_told_row_by_row():
    heads = ("Person", "Resolved", "Share resolved", "Passed up", "Late passes", "Escalated from")
    row = ("Ben Ionescu", "24 (reopened 1 of 18)", "74 %", "6 (avoidable 5 of 6)", "2 of 7", "2")

    wide = content(Card("Support in October", table=Table(heads, (row,))), US, READER)
    narrow = content(Card("Support in October", table=Table(heads[:3], (row[:3],))), US, READER)

    assert lines(wide)[2].startswith("Resolved: 24 (reopened 1 of 18) · Share resolved: 74 % · Passed up: 6")
    assert [node["type"] for node in nodes_of(narrow)].count("ColumnSet") == 2


def test_a_row_has_its_button_beside_it():
    card = content(
        list_card(table=Table(("Case", "Customer"), (("C-1", "Maria"), ("C-2", "Ion")), shown(2))), US, READER
    )

    rows = [node for node in nodes_of(card) if node["type"] == "ColumnSet"]
    assert [lines(row) for row in rows] == [["C-1 · Maria"], ["C-2 · Ion"]]
    assert [actions(row)["Show"]["data"]["s"] for row in rows] == ["show C-1", "show C-2"]
    assert [actions(row)["Show"]["tooltip"] for row in rows] == ["Show C-1", "Show C-2"]


def test_on_a_full_page_the_first_rows_keep_their_buttons():
    mine = list_card(40).table
    page = Card("Your desk", parts=(Card("Your cases", table=Table(mine.columns, mine.rows, shown(40))),))

    card = card_of(activity(page, US, READER))

    beside = [one["data"]["s"] for node in nodes_of(card) for one in node.get("actions", ())]
    assert beside == [f"show C-{n}" for n in range(1, len(beside) + 1)]
    assert 10 <= len(beside) < 40
    assert any(line.startswith("C-40 · ") for line in lines(card))


def test_a_list_that_is_too_long_says_how_much_of_it_shows():
    card = card_of(activity(list_card(400), US, READER))

    [told] = [line for line in lines(card) if "of 400" in line]
    rows = [line for line in lines(card) if line.startswith("C-")]
    assert told == f"The first {len(rows)} of 400:"
    assert len(rows) >= 40


def test_of_a_long_card_title_owner_and_buttons_stay():
    card = card_of(activity(case_card(lines=("I was charged twice. " * 900,)), US, READER))

    assert lines(card)[:3] == ["C-42 · Maria · charged twice", "Owner", "Ana Pop · Front line"]
    assert lines(card)[-1].endswith("…")
    assert list(actions(card)) == ["Claim", "Resolve", "Customer’s thread"]


def test_of_many_lines_the_first_and_the_newest_show_and_how_many_do_not():
    card = content(case_card(lines=tuple(f"line {n}" for n in range(100))), US, READER)

    told = lines(card)
    assert "line 0" in told
    assert "line 99" in told
    assert "… 40 left out here …" in told


def test_parts_stand_below_a_card_each_behind_a_line():
    page = Card("Your desk", parts=(Card("Your cases: 0", lines=("Nothing here.",)), Card("You are here.")))

    body = content(page, US, READER)["body"]

    assert [lines(one)[0] for one in body if one.get("separator")] == ["Your cases: 0", "You are here."]


def test_an_answer_of_sentences_is_text():
    drawn = said(
        Answer((Say("said-store", {"what": "C-42 is yours."}), Say("said-store", {"what": "Good luck."}))), READER, US
    )

    assert drawn == {"type": "message", "text": "C-42 is yours.\n\nGood luck.", "textFormat": "plain"}


def test_an_answer_shows_its_sentences_above_its_card():
    card = card_of(said(Answer((Say("said-store", {"what": "C-42 is yours."}),), case_card()), READER, US))

    assert lines(card)[:2] == ["C-42 is yours.", "C-42 · Maria · charged twice"]


def test_a_form_in_a_message_is_one_button_that_opens_it():
    drawn = said(Answer(form=resolve_form(opens="resolve C-42 done")), READER, US)

    [opens] = actions(card_of(drawn)).values()
    assert opens["title"] == "Open the form"
    assert opens["data"] == {"s": "resolve C-42 done", "n": 3, "msteams": {"type": "task/fetch"}}
    assert drawn["summary"] == "Resolve C-42"


def test_what_was_typed_at_length_is_typed_once_more():
    drawn = said(Answer(form=resolve_form(opens="resolve C-42 " + "done " * 400)), READER, US)

    assert actions(card_of(drawn))["Open the form"]["data"]["s"] == "resolve C-42"


def test_the_faults_of_a_form_that_is_gone_are_said():
    drawn = said(Answer(faults={"text": Say("said-store", {"what": "Say what you did."})}, refused=True), READER, US)

    assert drawn["text"] == "Say what you did."


@pytest.mark.parametrize("title", ["", "\u00a0", "\ue010"])
def test_a_card_of_nothing_is_still_a_message(title):
    assert activity(Card(title), US, READER)["text"] == "–"
    assert activity(Card(title, buttons=buttons("claim")), US, READER)["summary"] == "–"


def test_an_empty_answer_is_still_a_message():
    assert said(Answer(), READER, US)["text"] == "–"
