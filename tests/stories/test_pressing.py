"""Buttons: a press says what one could type, unless its card has become untrue meanwhile."""


def test_a_press_does_what_its_words_would(desk):
    desk.writes("maria", "charged twice")

    answer = desk.presses("ana", "Claim")

    assert "C-1 is yours" in answer
    assert desk.owner_of("C-1") == "ana"


def test_a_press_on_an_old_card_says_what_happened_and_shows_the_card_as_it_is(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1")
    desk.says("ana", "claim C-1")
    desk.wait(minutes=2)

    answer = desk.presses("ben", "Claim", on=card)

    assert "Ana Pop claimed it" in answer
    assert "Ana Pop · Front line" in answer
    assert desk.owner_of("C-1") == "ana"
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_the_same_press_twice_by_one_person_answers_as_the_first(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1")
    first = desk.presses("ana", "Claim", on=card)
    desk.wait(minutes=1)

    again = desk.presses("ana", "Claim", on=card)

    assert again == first
    assert desk.kinds("C-1") == ["opened", "claimed"]


def test_a_press_that_is_still_lawful_is_obeyed_though_the_card_is_old(desk):
    desk.writes("maria", "charged twice")
    card = desk.card("C-1")
    desk.says("ben", "note C-1: she called, too")

    answer = desk.presses("ana", "Claim", on=card)

    assert "C-1 is yours" in answer


def test_a_press_for_a_form_that_is_no_longer_lawful_says_what_happened(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    card = desk.card("C-1")
    desk.says("ana", "pass C-1 needs permission")

    answer = desk.presses("ana", "Resolve", on=card)

    assert "Ana Pop passed it up to Top" in answer
    assert "nobody yet; it lies with Cleo Marin" in answer


def test_a_press_that_would_act_on_another_holder_is_refused(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which invoice?")
    card = desk.card("C-1")
    desk.says("lea", "assign C-1 @ben: he is free")

    answer = desk.presses("ben", "Wake", on=card)

    assert "Lea Stan gave it to Ben Ionescu" in answer
    assert desk.case("C-1").state == "waiting"


def test_resolve_opens_the_form_and_a_form_from_before_a_change_of_hands_is_stale(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.presses("ana", "Resolve")
    desk.says("lea", "assign C-1 @ben: he is free")

    answer = desk.sends("ana", Text="paid back", Cause="unknown")

    assert "Ben Ionescu" in answer
    assert desk.case("C-1").state == "open"


def test_more_shows_the_other_verbs_as_buttons(desk):
    desk.writes("maria", "charged twice")
    desk.presses("ana", "Claim")

    desk.presses("ana", "More")
    desk.presses("ana", "Ask")
    desk.sends("ana", Text="which invoice?")

    assert desk.case("C-1").state == "waiting"


def test_a_card_offers_only_what_is_lawful_now(desk):
    def labels():
        return desk.card("C-1").labels

    desk.writes("maria", "charged twice")
    assert labels() == ["Claim", "Reply", "Pass up", "Resolve", "More"]

    desk.says("ana", "claim C-1")
    assert labels() == ["Reply", "Pass up", "Resolve", "More"]

    desk.says("ana", "ask C-1: which invoice?")
    assert labels() == ["Reply", "Resolve", "Wake", "More"]

    desk.resolves("ana")
    assert labels() == ["Reopen", "More"]
