"""Cards and forms as nobody would make them, for any platform to be drawn."""

from hypothesis import strategies as st

from bot.messages.values import Address, Button, Card, Field, Form, Table

ACTING = (
    "<!channel> <!here|x> <@U0ANA> <#C0FRONT> <http://evil.example|your bank> *bold* _it_ ~gone~ `code` ```block``` "
    ":tada: @here [bank](http://evil.example) http://evil.example ana@example.com\n> quoted\n- listed\n1. \x1b[31m"
    "\u202e& <at>Jo</at> {{DATE(2026-11-24T15:00:00Z, SHORT)}} {{TIME(2026-11-24T15:00:00Z)}} ${name} \\"
)
THREADS = (Address("slack", "C0HELP/1700000000.000100"), Address("teams", "19:help@thread.tacv2/1700000000000"))

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
LONG = st.builds(lambda words, times: words * times, ANYTHING, st.sampled_from([1, 1, 1, 1, 2, 300]))
_LONGEST_NAME = 400  # that the settings take
WORDS = st.sampled_from(["Owner", "charged twice", "C-42", ACTING, "👩‍👩‍👧" * 29, "x" * 1000, "\n" * 500]) | LONG
NAMES = WORDS.map(lambda words: words[:_LONGEST_NAME])
BUTTONS = st.builds(
    Button,
    LONG,
    st.sampled_from(["claim C-42", "x" * 440]) | LONG,
    st.integers(0, 10**9),
    st.sampled_from(["", "primary", "danger", "x"]),
)
PLACES = st.sampled_from(
    [None, *THREADS, Address("slack", "D0X/1.2"), Address("teams", "C0X/1.2"), Address("slack", "")]
)


def few(strategy: st.SearchStrategy, usually: int = 4, at_most: int = 70) -> st.SearchStrategy:
    """Mostly some, sometimes far too many of the same."""
    return st.lists(strategy, max_size=usually).map(tuple) | st.tuples(strategy, st.integers(0, at_most)).map(
        lambda drawn: (drawn[0],) * drawn[1]
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(few(few(WORDS, 6, 25), 5, 120))
    beside = draw(st.sampled_from([0, len(rows), len(rows), 1]))
    return Table(draw(few(WORDS, 6, 25)), rows, tuple(draw(BUTTONS) for _ in range(min(beside, 1))) * beside)


CARDS = st.builds(
    Card,
    WORDS,
    few(st.tuples(WORDS, WORDS)),
    few(WORDS),
    st.none() | tables(),
    few(BUTTONS, 5, 40),
    st.none() | st.integers(1, 10**9),
    PLACES,
)
PAGES = st.builds(
    lambda card, parts: Card(
        card.title, card.facts, card.lines, card.table, card.buttons, card.case, card.place, parts
    ),
    CARDS,
    few(CARDS, 3, 30),
)
KINDS = ("text", "long", "choice", "choices", "person", "date", "number", "time")
VALUES = st.sampled_from(
    ["", "tomorrow", "2026-11-24", "2026-11-24 15:00", "2026-02-30", "14:05", "25:61", "5", "-1,5", "1e9", "cannot say",
     "a", "a, b, c", "<@U0ANA>", "U0ANA", "\ud83d"]
) | WORDS  # fmt: skip
CHOICES = few(st.tuples(WORDS, WORDS), 12, 5) | st.integers(0, 700).map(
    lambda many: tuple((f"v{n}", f"choice {n}") for n in range(many))
)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    names = draw(st.lists(st.sampled_from(["text", "until", "field:size", "field:born"]) | NAMES, max_size=6))
    names += [f"more{n}" for n in range(draw(st.sampled_from([0, 0, 0, 110])))]
    fields = tuple(
        Field(
            name,
            draw(WORDS),
            draw(st.sampled_from(KINDS)),
            draw(CHOICES),
            draw(VALUES),
            draw(st.booleans()),
            draw(WORDS),
        )
        if n < 6
        else Field(name, name, "date")
        for n, name in enumerate(names)
    )
    return Form(draw(WORDS), "pass C-42", fields, draw(WORDS), draw(WORDS), 3, draw(st.booleans()), draw(WORDS))
