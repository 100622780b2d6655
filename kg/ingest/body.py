"""The body of a page as text and hyperlinks: trafilatura finds the body, the rendering is ours.

trafilatura is given the parsed tree only: it fetches nothing, and its duplicate filter stays off, so that one page
gives one text whatever was read before. Paragraphs are joined with a line feed; runs of white space inside one become
a single space. A link's span selects the anchor text, without white space at its ends.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from kg.ingest.inline import keep_phrases
from kg.model import Link, Span

INLINE = frozenset({"ref", "hi", "del", "span", "graphic", "a", "b", "i", "em", "strong", "u", "sub", "sup"})
PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page, the links in it, and how many of its characters are anchors, wherever they lead."""

    text: str
    links: tuple[Link, ...]
    linked: int


@dataclass(slots=True)
class _Writer:
    """Text under construction; ``open_links`` are [first character or None, href] of the anchors around the cursor."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    open_links: list[tuple[int | None, str]] = field(default_factory=list)

    def text(self, text: str | None) -> None:
        for piece in PIECE.findall(text or ""):
            if piece.isspace():
                self.gap = self.gap or " "
                continue
            if self.gap and self.length:
                self._append(self.gap)
            self.gap = ""
            self.open_links = [(self.length if s is None else s, href) for s, href in self.open_links]
            self._append(piece)

    def line_break(self) -> None:
        self.gap = "\n"

    def _append(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def body(tree: HtmlElement, resolve: Callable[[str], str | None]) -> Body | None:
    """The body of a page, or None where there is none; ``resolve`` makes a reference absolute, or drops it.

    ``tree`` is changed: anchors that have no address or no words go, and phrases lose what would discard them.
    """
    found = None
    for anchor in list(tree.iter("a")):
        # trafilatura takes the words after an empty anchor for its own
        if not (anchor.get("href") and anchor.text_content().strip()):
            anchor.drop_tag()
    keep_phrases(tree)
    for precise in (True, False):
        # The precise reading leaves out teasers and galleries; on odd layouts it finds nothing, then the broad one may.
        document = bare_extraction(tree, favor_precision=precise, include_links=True, include_comments=False)
        if isinstance(document, Document):
            found = rendered(document.body, resolve)
            if found.text:
                break
    return found


def rendered(tree: etree._Element, resolve: Callable[[str], str | None]) -> Body:
    """The text of trafilatura's tree (p, head, list, item, quote, table, row, cell, lb, ref) with its links."""
    writer, links, linked = _Writer(), [], 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        inline = element.tag in INLINE
        if not inline:
            writer.line_break()
        if event == "start":
            if element.tag == "ref":
                writer.open_links.append((None, element.get("target") or ""))
            writer.text(element.text)
            continue
        if element.tag == "ref":
            start, href = writer.open_links.pop()
            if start is None:
                start = writer.length
            linked += writer.length - start
            url = resolve(href) if start < writer.length else None
            if url is not None:
                links.append(Link(Span(start, writer.length), url))
        if element is not tree:
            writer.text(element.tail)
    return Body("".join(writer.pieces), tuple(sorted(links, key=lambda link: (link.span, link.url))), linked)
