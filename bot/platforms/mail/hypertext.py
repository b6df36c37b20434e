"""HTML to the text that a person would read in it."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from bot.platforms.mail.limits import LONGEST_HTML

_UNSEEN = ("script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "textarea")
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "ul"),
    *("ol", "li", "pre", "blockquote", "address", "center", "dl", "dt", "dd", "form", "fieldset", "figure"),
}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")
_TAG = re.compile(r"<[a-zA-Z]")
MOST_TAGS = 40_000


def text_of(html: str) -> str:
    """Quoted mails stand in it with > before each line, as in mails of text."""
    html = html[:LONGEST_HTML]
    if len(_TAG.findall(html)) > MOST_TAGS:  # a page made to be slow
        return _SPACES.sub(" ", re.sub(r"<[^<>]*>", " ", html)).strip()
    soup = BeautifulSoup(html, "html.parser")
    pieces = "".join(_pieces(soup))
    lines = [line.strip() for line in pieces.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Without recursion: elements may stand in each other by the thousand."""
    stack: list[tuple[PageElement | str, int, bool]] = [(soup, 0, False)]
    while stack:
        node, quoted, kept = stack.pop()
        if isinstance(node, str) and not isinstance(node, PageElement):
            yield node
            continue
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments too
                yield str(node) if kept else _SPACES.sub(" ", str(node))
            continue
        if not isinstance(node, Tag):
            continue
        name = node.name or ""
        if name in _UNSEEN or len(stack) > MOST_TAGS or _is_hidden(node):
            continue
        if name == "br":
            yield "\n" + "> " * quoted
            continue
        if name == "blockquote":
            quoted = min(quoted + 1, 3)
        if name == "hr":
            yield "\n"
        block = name in _BLOCKS
        start, end = ("\n" + "> " * quoted, "\n") if block else ("", "")
        if name == "li":
            start += "- "
        if start:
            yield start
        if name in ("td", "th"):
            end = " "
        if name == "a" and (link := _link(node)):
            end = f" ({link})"
        if end:
            stack.append((end, quoted, kept))
        if name == "p":
            stack.append(("\n" + "> " * quoted, quoted, kept))
        kept = kept or name == "pre"
        stack += [(child, quoted, kept) for child in reversed(node.contents)]


def _is_hidden(node: Tag) -> bool:
    style = node.get("style")
    return node.has_attr("hidden") or (isinstance(style, str) and _HIDDEN.search(style) is not None)


def _link(node: Tag) -> str:
    """Where it leads, if that is not what it says."""
    href = node.get("href")
    if not isinstance(href, str) or not href.lower().startswith(("http://", "https://")) or len(href) > 500:
        return ""
    said = "".join(node.stripped_strings)
    return "" if said and (said in href or href.rstrip("/").endswith(said)) else href
