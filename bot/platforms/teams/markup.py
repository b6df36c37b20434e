"""The words in Teams' HTML: all of them, in order, and nothing that nobody reads.

https://learn.microsoft.com/graph/api/resources/chatmessage
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from bot.platforms.payload import kept

_UNREAD = ("script", "style")
_BLOCKS = (
    *("address", "article", "blockquote", "codeblock", "dd", "div", "dl", "dt", "figure", "footer", "form", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"),
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NEW, _LINE, _CELL = "\x01", "\x02", "\x03"  # a line begins here if none has begun; one ends here; a cell ends
_ITEM = "• "
_NEWS = re.compile(rf"[ {_CELL}]*{_NEW}[ {_NEW}]*")
_NO_SIGNS = str.maketrans("", "", _NEW + _LINE + _CELL)
_MOST_PARTS = 20  # of a link's words that are looked at
_MENTION = "http://schema.skype.com/Mention"
_TAGS = re.compile(r"<[^<>]*>")

_NO_CHARACTER = re.compile("&(?=#[xX]?[0-9a-fA-F]{9})")  # a number too large for any, and too long for the parser

_LONGEST = 200_000  # far beyond what Teams lets through; more is not worth its layout

At = Callable[[str], str]


def _by_name(name: str) -> str:
    return "@" + name.removeprefix("@")


def words_in(content: str, at: At = _by_name) -> str:
    """What a reader sees of it; `at` says how a mention is written."""
    content = _NO_CHARACTER.sub("&amp;", kept(content))
    if len(content) > _LONGEST:
        return _unmarked(content)
    try:
        # Within an element of its own: a lone file name or address is no cause for the parser to warn.
        soup = BeautifulSoup(f"<div>{content}</div>", "html.parser")
    except ParserRejectedMarkup:
        return _unmarked(content)
    return _laid_out("".join(_said(soup, at)))


def _unmarked(content: str) -> str:
    return html.unescape(_TAGS.sub(" ", content)).strip()


@dataclass(frozen=True, slots=True)
class _End:
    """Of an element, on the way through all of them."""

    of: Tag
    said: int  # how much was said before it


def _said(soup: BeautifulSoup, at: At) -> list[str]:
    """Walked without recursion: nobody's nesting is deeper than our stack."""
    said: list[str] = []
    waiting: list[PageElement | _End] = [soup]
    as_typed = 0  # within how many pre
    while waiting:
        one = waiting.pop()
        if isinstance(one, _End):
            as_typed -= one.of.name == "pre"
            said.append(_behind(one.of, said[max(one.said, len(said) - _MOST_PARTS) :]))
        elif isinstance(one, Tag):
            if one.name in _UNREAD:
                continue
            if one.name == "at" or one.get("itemtype") == _MENTION:
                said.append(at(_flat(one)))
                continue
            said.append(_before(one))
            as_typed += one.name == "pre"
            waiting.append(_End(one, len(said)))
            waiting += reversed(one.contents)
        elif isinstance(one, NavigableString) and (isinstance(one, CData) or not isinstance(one, PreformattedString)):
            words = str(one).translate(_NO_SIGNS)  # no comment, no declaration
            said.append(words.replace("\r\n", _LINE).replace("\n", _LINE) if as_typed else _BLANKS.sub(" ", words))
    return said


def _before(tag: Tag) -> str:
    match tag.name:
        case "br":
            return _LINE
        case "img" | "emoji":
            return _attribute(tag, "alt")
        case "li":
            return f"{_NEW}{_ITEM}"
    return _NEW if tag.name in _BLOCKS else ""


def _behind(tag: Tag, inside: list[str]) -> str:
    if tag.name in ("td", "th"):
        return _CELL
    if tag.name == "a":
        return _leads_to(tag, inside)
    return _NEW if tag.name in _BLOCKS else ""


def _leads_to(link: Tag, inside: list[str]) -> str:
    """Where a link leads, unless its words say so."""
    target = _attribute(link, "href")
    label = "".join(inside).translate(_NO_SIGNS).strip()
    bare = target.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").removeprefix("http://")
    if not target or label.rstrip("/").endswith(bare.rstrip("/")):
        return ""
    return f" ({target})" if label else target


def _flat(tag: Tag) -> str:
    return " ".join(tag.get_text().translate(_NO_SIGNS).split())


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value.translate(_NO_SIGNS).strip() if isinstance(value, str) else ""


def _laid_out(said: str) -> str:
    said = _NEWS.sub(_NEW, said.replace("\u00a0", " ")).replace(f"{_ITEM.rstrip()}{_NEW}", _ITEM)
    said = re.sub(rf"{_LINE}{_NEW}|{_NEW}{_LINE}|{_NEW}", "\n", said).replace(_LINE, "\n").replace(_CELL, " | ")
    lines = "\n".join(line.rstrip() for line in said.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
