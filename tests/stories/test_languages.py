"""Customers read what is theirs in their own language, or in their team's; colleagues read English."""

from dataclasses import dataclass

import pytest

from tests.stories import houses
from tests.stories.platform import Platform


@dataclass(frozen=True)
class Spoken:
    """What a customer sees, in one language."""

    locale: str  # as a platform says it
    promised: str
    asked: str
    solved: str  # the button
    rated: str
    why: str  # a button
    again: str
    form: str
    help: str


IN = {
    "en": Spoken(
        locale="en-GB",
        promised="Lea Stan’s desk has C-1. A person writes to you by today 17:59.",
        asked="Ana Pop asks: which month?",
        solved="It’s solved",
        rated="Thank you. You gave C-1 5 of 5; you can change that until 3 Dec 10:00.",
        why="being heard",
        again="Good to hear. C-1 is closed; should it come back, just write.",
        form="Rate C-1",
        help="Yes, that was it.",
    ),
    "ro": Spoken(
        locale="ro-RO",
        promised="Am primit cazul C-1; se ocupă de el echipa condusă de Lea Stan. Un coleg vă scrie cel târziu astăzi, la 17:59.",  # noqa: E501
        asked="Ana Pop vă întreabă: which month?",
        solved="S-a rezolvat",
        rated="Vă mulțumim. Ați dat cazului C-1 nota 5 din 5; o puteți schimba până pe 3 dec., la 10:00.",
        why="faptul că m-ați ascultat",
        again="Ne bucurăm. Cazul C-1 este închis; dacă problema revine, scrieți-ne.",
        form="Dați o notă: C-1",
        help="Da, asta a fost.",
    ),
    "zh-Hans": Spoken(
        locale="zh-TW",
        promised="您的问题C-1已由Lea Stan的团队受理。会有专人在今天17:59前给您回复。",
        asked="Ana Pop想请问您：which month?",
        solved="已解决",
        rated="谢谢您。您给C-1打了5分（满分5分）；在12月3日10:00前您都可以修改。",
        why="有人认真倾听",
        again="太好了。C-1已结束；如果问题再次出现，请直接给我们留言。",
        form="给C-1评分",
        help="是的，已经解决了。",
    ),
}
FIVE = {"en": "5", "ro": "5", "zh-Hans": "5分"}


def speaks(platform: Platform, who: str, locale: str) -> None:
    """Their platform says so; the console knows no profiles."""
    if office := getattr(platform, "office", None):
        office.person(who).user.locale = locale


@pytest.fixture(params=list(IN))
def language(request):
    return request.param


@pytest.fixture
def theirs(language):
    return IN[language]


@pytest.fixture
def desk_in(a_desk, language, theirs, request):
    """Maria's platform says what she speaks; the console does not, and the team's language stands behind."""
    behind = language if request.node.callspec.params["a_desk"] == "console" else "en"
    desk = a_desk(houses.TWO_TIERS.replace('clock = "weekdays"', f'clock = "weekdays"\nlanguage = "{behind}"'))
    speaks(desk.platform, "maria", theirs.locale)
    return desk


def test_a_customer_is_spoken_to_in_their_own_language_from_the_first_word_to_the_last(desk_in, language, theirs):
    desk = desk_in
    desk.writes("maria", "charged twice")
    assert theirs.promised in desk.customer_saw("maria")

    desk.says("ana", "claim C-1")
    desk.says("ana", "ask C-1: which month?")
    assert theirs.asked in desk.customer_saw("maria")

    desk.writes("maria", "May", in_thread_of="C-1")
    desk.resolves("ana", Text="paid back")
    rated = desk.presses("maria", FIVE[language], of="C-1")
    assert theirs.rated in rated
    assert theirs.why in rated
    assert theirs.rated in desk.presses("maria", theirs.why, of="C-1")

    assert desk.presses("maria", theirs.solved, of="C-1") == theirs.again
    assert [line["data"]["because"] for line in desk.ledger("C-1") if line["kind"] == "rated"] == [None, "heard"]


def test_their_forms_and_their_help_are_in_it_too(desk_in, theirs):
    desk = desk_in
    desk.says("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    assert theirs.help in desk.says("maria", "help")
    assert theirs.form in desk.says("maria", "rate C-1")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("rezolvat", "closed"),
        ("nu s-a rezolvat: tot două facturi", "reopened"),
        ("notă 5", "rated"),
        ("已解决", "closed"),
        ("未解决：还是两张发票", "reopened"),
        ("评分 5", "rated"),
    ],
)
def test_a_verdict_can_be_typed_in_every_language(desk, line, kind):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.writes("maria", line, in_thread_of="C-1")

    assert desk.last("C-1")["kind"] == kind


def test_words_that_begin_like_a_verdict_are_words(desk):
    desk.writes("maria", "charged twice")
    desk.says("ana", "claim C-1")
    desk.resolves("ana")

    desk.writes("maria", "Nota de plată este tot greșită", in_thread_of="C-1")

    assert desk.last("C-1")["kind"] == "reopened"
    assert desk.last("C-1")["data"]["why"] == "wrote"


def test_who_speaks_none_of_our_languages_is_told_in_the_teams(a_desk):
    desk = a_desk(houses.TWO_TIERS.replace('clock = "weekdays"', 'clock = "weekdays"\nlanguage = "ro"'))
    speaks(desk.platform, "maria", "de-DE")

    desk.writes("maria", "charged twice")

    assert "Un coleg vă scrie cel târziu astăzi, la 17:59" in desk.customer_saw("maria")


def test_colleagues_read_english_wherever_they_are_from(a_desk):
    desk = a_desk(houses.TWO_TIERS.replace('clock = "weekdays"', 'clock = "weekdays"\nlanguage = "zh-Hans"'))
    speaks(desk.platform, "ana", "ro-RO")
    desk.writes("maria", "charged twice")

    assert desk.says("ana", "claim C-1").startswith("C-1 is yours, due tomorrow 06:00")
    assert "Resolve C-1" in desk.says("ana", "resolve C-1")


def test_a_case_is_named_in_the_midst_of_chinese_words(desk):
    desk.writes("maria", "charged twice")
    desk.wait(hours=1)

    desk.writes("maria", "关于C-1的问题：还是两张发票")

    assert desk.kinds("C-1") == ["opened", "customer_wrote"]


@pytest.mark.parametrize(
    ("locale", "typed", "told"),
    [
        ("ro-RO", "rezolvat", "Scrieți, de exemplu, „rezolvat C-42”"),
        ("ro-RO", "not solved", "Scrieți, de exemplu, „nerezolvat C-42”"),
        ("zh-CN", "评分 5", "例如“评分 C-42”"),
        ("en-GB", "not solved", "Say for example “not solved C-42”"),
    ],
)
def test_who_is_asked_which_case_reads_the_word_in_their_own_language(a_desk, request, locale, typed, told):
    language = locale.partition("-")[0].replace("zh", "zh-Hans")
    desk = a_desk(houses.TWO_TIERS.replace('clock = "weekdays"', f'clock = "weekdays"\nlanguage = "{language}"'))
    speaks(desk.platform, "maria", locale)

    assert told in desk.says("maria", typed)
