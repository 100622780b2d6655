"""A web page to an article: body and links by trafilatura, metadata from its markup, the original bytes kept."""

import hashlib
import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.ingest import page, urls
from kg.ingest.body import body
from kg.ingest.encoding import decoded_page
from kg.ingest.metadata import Metadata, article
from kg.ingest.text import refuse
from kg.model import Article, Original

MEDIA_TYPE = "text/html"
FEWEST_WORDS = 20
LINKED = 0.6
MOST_ELEMENTS = 40_000  # trafilatura takes time quadratic in the paragraphs
MOST_ATTRIBUTES = 1_000
DEEPEST = 200
NOT_XML = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def from_page(data: bytes, known: Metadata, base: str) -> Article:
    """The article of a page; ValueError, with the reason, if it is none. ``known`` goes before what the page says."""
    text = decoded_page(data)
    if not text.strip():
        raise ValueError("only white space")
    if "\0" in text:
        raise ValueError("binary data, not HTML (it holds NUL characters)")
    tree = parsed(text)
    says = page.metadata(tree, known.url)
    known = known.over(says)
    found = body(tree, lambda href: urls.absolute(href, page.base(tree, known.url)))
    words = len(found.text.split()) if found else 0
    if found is None or words < FEWEST_WORDS:
        raise ValueError(f"no article in this page (its body has {words} words)")
    if found.linked > LINKED * len(found.text) and not page.states_article(tree):
        raise ValueError("no article in this page (its body is a list of links)")
    refuse(found.text)
    original = Original(hashlib.sha256(data).hexdigest(), MEDIA_TYPE, data)
    return article(found.text, known, base, found.links, original)


def parsed(text: str) -> HtmlElement:
    """The tree of a page; ValueError unless it has elements, and no more and no deeper than a newspaper would write."""
    data = NOT_XML.sub("", DECLARATION.sub("", text, count=1)).encode("utf-8")
    try:
        # Some trees take libxml2 or trafilatura quadratic time: the events of the same parser show them beforehand.
        etree.fromstring(data, parser=HTMLParser(encoding="utf-8", target=_Limits()))
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True)
        return document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as e:
        raise ValueError("no HTML elements in it") from e


@dataclass(slots=True)
class _Limits:
    """A parser target that raises ValueError at what no newspaper writes."""

    elements: int = 0
    depth: int = 0

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS:
            raise ValueError(f"more than {MOST_ELEMENTS} elements: no page of a newspaper")
        if self.depth > DEEPEST:
            raise ValueError(f"elements nested over {DEEPEST} deep: no page of a newspaper")
        if len(attrib) > MOST_ATTRIBUTES:
            raise ValueError(f"an element with more than {MOST_ATTRIBUTES} attributes: no page of a newspaper")

    def end(self, tag: str | bytes) -> None:
        self.depth -= 1

    def data(self, data: str | bytes) -> None:
        """Text is no matter."""

    def comment(self, text: str | bytes) -> None:
        """Comments are no matter."""

    def close(self) -> None:
        """Nothing is built."""
