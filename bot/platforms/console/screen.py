"""What the terminal prints: everything with the place it was said in before it, in colours or plain."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.messages.harmless import in_line
from bot.messages.values import Answer, Say
from bot.messages.wording import Reader, phrase, text
from bot.platforms.console import watching
from bot.platforms.console.filling import Filled, OpenForm, spelled
from bot.platforms.console.render import Row, card_rows, changed_rows, form_rows, plain, rows_of, text_rows
from bot.platforms.console.watching import tag_of
from bot.platforms.console.widths import width
from bot.platforms.console.world import Console, Post

INDENT = "    "
LONGEST_ECHO = 2000  # characters of a line that is shown again
LOOKS = {
    "title": "bold",
    "label": "cyan",
    "button": "bold green",
    "danger": "bold red",
    "quiet": "dim",
    "bad": "red",
    "place": "bold blue",
    "alone": "bold magenta",
    "clock": "yellow",
}


class Screen:
    """Prints rows through `out`; the clock's time stands once before everything that happened at it."""

    def __init__(
        self,
        console: Console,
        out: Callable[[str], None],
        now: Callable[[], datetime],
        zone: str,
        *,
        columns: Callable[[], int | None] = lambda: None,
        colours: bool = False,
    ) -> None:
        self.console, self.out, self.now, self.zone = console, out, now, zone
        self.columns, self.colours = columns, colours
        self.watched: frozenset[str] | None = None  # "#front", "@lea"; None: everything
        self.printed = 0  # lines so far, so that silence is noticed
        self._clock = ""
        console.shown = self.delivered

    @property
    def reader(self) -> Reader:
        return Reader(self.now(), self.zone)

    def reader_of(self, answer: Answer) -> Reader:
        """Whoever acted, reading the answer: a customer in their own language."""
        return replace(self.reader, locale=answer.locale, customer=True) if answer.locale else self.reader

    def room(self, taken: int = len(INDENT)) -> int | None:
        """The columns that are left; None where lines may be as long as they like."""
        columns = self.columns()
        return max(columns - taken, 20) if columns else None

    # --- what happens -----------------------------------------------------------------------------------------

    def echo(self, typed: str) -> None:
        shown = typed if len(typed) <= LONGEST_ECHO else typed[: LONGEST_ECHO - 1] + "…"
        self._put("›", "quiet", text_rows(shown, self.room(), "quiet"), gap=" ")

    def delivered(self, post: Post, before: Post | None) -> None:
        """Something was posted, or what stood there was drawn anew."""
        where = self.console.where(post)
        if not watching.sees(self.watched, where):
            return
        tag = tag_of(where)
        room = self.room()
        if before is None:
            rows = rows_of(post.what, room and room - len(tag))
        elif rows := changed_rows(before.what, post.what, room and room - len(tag)):
            rows = [(("✎ ", "quiet"), *rows[0]), *rows[1:]]
        if rows:
            self.tick()
            self._put(tag, "place", rows)

    def answered(self, who: str, answer: Answer, opened: OpenForm | None) -> None:
        """What the one who acted sees, and nobody else; their form too, if it is new or not right yet."""
        rows: list[Row] = []
        reader = self.reader_of(answer)
        for say in answer.said:
            rows += text_rows(text(say, reader), self.room(), "bad" if answer.refused else "")
        if answer.card:
            rows += card_rows(answer.card, self.room())
        if opened and (answer.form or answer.faults):
            rows += self._form(who, opened, reader)
        elif opened and answer.refused and opened.touched:
            rows += text_rows(phrase("console-form-stays", self.reader, who=who, form=opened.form.title), self.room())
        self.alone(who, rows)

    def show_form(self, who: str, opened: OpenForm) -> None:
        self.alone(who, self._form(who, opened, self.reader))

    def _form(self, who: str, opened: OpenForm, reader: Reader) -> list[Row]:
        faults = {name: text(say, reader) for name, say in opened.faults.items()}
        return form_rows(opened, faults, who, self.reader, self.room())

    def filled(self, who: str, opened: OpenForm, filled: Filled) -> None:
        """One field was filled in: how it stands now, and what is still wanted."""
        wanted = tuple(one.label for one in opened.form.fields if one.required and not opened.values[one.name])
        said = phrase("console-filled", self.reader, who=who, many=len(wanted), wanted=wanted)
        value = in_line(spelled(filled.field, filled.value)) or "–"
        label = f"{in_line(filled.field.label)}: "
        self.alone(who, [((label, "label"), (value, "")), *text_rows(said, self.room(), "quiet")])

    def alone(self, who: str, rows: Iterable[Row]) -> None:
        self._put(f"→ {in_line(who)}", "alone", list(rows))

    def alone_said(self, who: str, say: Say) -> None:
        self.alone(who, text_rows(text(say, self.reader), self.room()))

    # --- the console's own words ------------------------------------------------------------------------------

    def said(self, say: Say) -> None:
        self.written(text(say, self.reader))

    def written(self, words: str) -> None:
        self.rows(text_rows(words, self.room()))

    def rows(self, rows: list[Row]) -> None:
        self._put("·", "quiet", rows, gap=" ")

    def posts(self, posts: Iterable[Post]) -> None:
        """What stands somewhere, drawn once more."""
        for post in posts:
            tag = tag_of(self.console.where(post)) + (f"  {in_line(post.by)}:" if post.by else "")
            self._put(tag, "place", rows_of(post.what, self.room()))

    def watch(self, typed: str) -> None:
        """From now on only these places; what stands there is drawn once more."""
        known = [(place, self.console.where(place)) for place in self.console.posts.values()]
        names = {f"#{place.partition(':')[2]}" for place in self.console.places}
        watched = watching.read(typed, names | {watching.name_of(where) for _, where in known})
        if isinstance(watched, Say):
            self.said(watched)
            return
        self.watched = watched
        self.said(Say("console-watched", {"places": tuple(sorted(watched or ())), "all": "no" if watched else "yes"}))
        if watched:
            self.posts([post for post, where in known if watching.sees(watched, where)][-watching.MOST :])

    def tick(self) -> None:
        """Say what time it is, if that has changed since it was said last."""
        if (clock := clock_of(self.now(), self.zone)) != self._clock:
            self._clock = clock
            self._print((("─── ", "quiet"), (clock, "clock")))

    # --- rows to lines ----------------------------------------------------------------------------------------

    def _put(self, tag: str, look: str, rows: list[Row], gap: str = "  ") -> None:
        """Nothing but a tag of our own ever stands at the left edge; what people wrote goes on indented."""
        if len(rows) > 1 and width(tag + gap) < len(INDENT):
            gap = " " * (len(INDENT) - width(tag))
        for n, row in enumerate(rows):
            self._print(((tag, look), (gap, ""), *row) if n == 0 else ((INDENT, ""), *row))

    def _print(self, row: Row) -> None:
        self.printed += 1
        self.out("".join(_coloured(*span) for span in row).rstrip() if self.colours else plain(row))


def clock_of(at: datetime, zone: str) -> str:
    """Thu 19 Nov 16:50."""
    here = at.astimezone(ZoneInfo(zone))
    return f"{here:%a} {here.day} {here:%b %H:%M}"


@cache
def _painter(look: str) -> Callable[[str], str]:
    """Colours are for those who have a terminal: the library is read when the first one is needed."""
    from rich.color import ColorSystem
    from rich.style import Style

    style = Style.parse(LOOKS[look])
    return lambda words: style.render(words, color_system=ColorSystem.STANDARD)


def _coloured(words: str, look: str) -> str:
    return _painter(look)(words) if look and words.strip() else words
