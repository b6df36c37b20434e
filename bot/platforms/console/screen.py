"""What the terminal prints: everything with the place it was said in before it, in colours or plain."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.messages.values import Answer, Say
from bot.messages.wording import Reader, text
from bot.platforms.console.filling import OpenForm
from bot.platforms.console.harmless import harmless, in_line
from bot.platforms.console.render import (
    Row,
    card_rows,
    changed_rows,
    form_rows,
    plain,
    rows_of,
    text_rows,
)
from bot.platforms.console.world import Console, Post, Where

INDENT = "    "
LONGEST_ECHO = 2000  # characters of a line that is shown again
_LOOKS = {
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
        self.watched: frozenset[str] | None = None  # tags of places; None: all
        self.printed = 0  # how many things so far, so that silence is noticed
        self._clock = ""
        console.shown = self.delivered

    @property
    def reader(self) -> Reader:
        return Reader(self.now(), self.zone)

    # --- what happens -----------------------------------------------------------------------------------------

    def echo(self, typed: str) -> None:
        shown = typed if len(typed) <= LONGEST_ECHO else typed[: LONGEST_ECHO - 1] + "…"
        self._put("›", "quiet", text_rows(shown, self._room(1), "quiet"), gap=" ")

    def delivered(self, post: Post, before: Post | None) -> None:
        where = self.console.where(post)
        if self.watched is not None and not self.watched & {tag_of(where), place_of(where)}:
            return
        rows = self._edited(post, before) if before else rows_of(post.what, self._room(len(INDENT)))
        if rows:
            self.tick()
            self._put(tag_of(where), "place", rows)

    def _edited(self, post: Post, before: Post) -> list[Row]:
        rows = changed_rows(before.what, post.what, self._room(len(INDENT)))
        return [(("✎ ", "quiet"), *rows[0]), *rows[1:]] if rows else []

    def answered(self, who: str, answer: Answer, opened: OpenForm | None) -> None:
        """What the one who acted sees, and nobody else."""
        rows: list[Row] = []
        room, reader = self._room(len(INDENT)), self.reader
        for say in answer.said:
            rows += text_rows(text(say, reader), room, "bad" if answer.refused else "")
        if answer.card:
            rows += card_rows(answer.card, room)
        if opened and (answer.form or answer.faults):
            rows += self.form(who, opened, room)
        elif answer.faults:
            for fault in answer.faults.values():
                rows += text_rows(text(fault, reader), room, "bad")
        self.alone(who, rows)

    def form(self, who: str, opened: OpenForm, room: int | None) -> list[Row]:
        faults = {name: text(say, self.reader) for name, say in opened.faults.items()}
        return form_rows(opened, faults, who, self.reader, room)

    def show_form(self, who: str, opened: OpenForm) -> None:
        self.alone(who, self.form(who, opened, self._room(len(INDENT))))

    def alone(self, who: str, rows: Iterable[Row]) -> None:
        self._put(f"→ {who}", "alone", list(rows))

    def alone_said(self, who: str, say: Say) -> None:
        self.alone(who, text_rows(text(say, self.reader), self._room(len(INDENT))))

    def said(self, say: Say) -> None:
        """The console's own word."""
        self.rows(text_rows(text(say, self.reader), self._room(len(INDENT))))

    def rows(self, rows: list[Row]) -> None:
        self._put("·", "quiet", rows, gap=" ")

    def posts(self, posts: Iterable[Post]) -> None:
        """What stands somewhere, drawn once more."""
        for post in posts:
            tag = tag_of(self.console.where(post)) + (f" {in_line(post.by)}:" if post.by else "")
            self._put(tag, "place", rows_of(post.what, self._room(len(INDENT))))

    def tick(self) -> None:
        """Say what time it is, if that has changed since it was said last."""
        if (clock := self.clock()) != self._clock:
            self._clock = clock
            self._print((("─── ", "quiet"), (clock, "clock")))

    def clock(self) -> str:
        return clock_of(self.now(), self.zone)

    # --- rows to lines ----------------------------------------------------------------------------------------

    def _put(self, tag: str, look: str, rows: list[Row], gap: str = "  ") -> None:
        """Nothing but a tag of our own ever stands at the left edge; what people wrote goes on indented."""
        for n, row in enumerate(rows):
            self._print(((tag, look), (gap, ""), *row) if n == 0 else ((INDENT, ""), *row))

    def _print(self, row: Row) -> None:
        self.printed += 1
        self.out("".join(_coloured(*span) for span in row).rstrip() if self.colours else plain(row))

    def _room(self, taken: int) -> int | None:
        columns = self.columns()
        return max(columns - taken, 20) if columns else None


def tag_of(where: Where) -> str:
    match where.kind:
        case "channel":
            return f"#{in_line(where.name)}"
        case "direct":
            return f"@{in_line(where.name)} (direct)"
        case "thread":
            about = f"C-{where.case}" if where.case else in_line(where.by or "…")
            return f"#{in_line(where.name)} › {about}"


def place_of(where: Where) -> str:
    """What one would type to watch it: a thread is watched with its channel."""
    return f"@{where.name}" if where.kind == "direct" else f"#{where.name}"


def clock_of(at: datetime, zone: str, pattern: str = "EEE d MMM HH:mm") -> str:
    return str(format_datetime(at.astimezone(ZoneInfo(zone)), pattern, locale="en"))


@cache
def _painter(look: str) -> Callable[[str], str]:
    """Colours are for those who have a terminal: the library is read when the first one is needed."""
    from rich.color import ColorSystem
    from rich.style import Style

    style = Style.parse(_LOOKS[look])
    return lambda words: style.render(words, color_system=ColorSystem.STANDARD)


def _coloured(words: str, look: str) -> str:
    return _painter(look)(words) if look and words.strip() else words


def table_of(rows: Mapping[str, str]) -> list[Row]:
    """Two columns of the console's own: what, and what about it."""
    from bot.messages.values import Table
    from bot.platforms.console.render import table_rows

    return table_rows(Table(("", ""), tuple((harmless(name), what) for name, what in rows.items())))
