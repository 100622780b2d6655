"""Reviews of claims as fact-checkers publish them: schema.org ClaimReview in pages, feeds (DataFeed) and JSON files.

https://schema.org/ClaimReview; the feed is that of Data Commons: {"@type": "DataFeed", "dataFeedElement": [{"item":
[ClaimReview, ...]}, ...]}. What a review lacks stays unknown; one without a claim, or that cannot be looked up, is an
InputError.
"""

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from kg.claims import Claim, Rating, Review
from kg.errors import InputError
from kg.ingest import dates, files, linked_data, page, urls
from kg.ingest.elements import elements
from kg.ingest.encoding import decoded_page
from kg.ingest.html import parsed
from kg.ingest.linked_data import Node
from kg.ingest.names import one_line
from kg.ingest.ratings import normalised

MAX_PAGE = 5_000_000
LONGEST_CLAIM = 5_000
LONGEST_NAME = 300
MOST_APPEARANCES = 50
STDIN = "standard input"
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
CLAIMS = frozenset({"Claim", "CreativeWork"})


def reviews(path: str, *, stdin: BinaryIO | None = None) -> Iterator[Review | InputError]:
    """The reviews of a file (HTML, JSON or JSON lines, gzip undone), or of ``stdin`` where ``path`` is "-"."""
    source = STDIN if path == "-" else files.shown(path)
    with ExitStack() as stack:
        try:
            if path == "-" and stdin is None:
                raise ValueError("nothing is connected to it")
            stream = stdin if path == "-" and stdin else stack.enter_context(files.opened(path))
            head, stream = files.beginning(stream)
            if not head.strip(b"\xef\xbb\xbf \t\r\n"):
                raise ValueError("empty")
            if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
                yield from _of_json(stream, source)
            else:
                yield from _of_page(stream, source)
        except ValueError as e:
            yield InputError(source, str(e))


def _of_json(stream: BinaryIO, source: str) -> Iterator[Review | InputError]:
    found, values = 0, elements(stream)
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict | list):
            yield InputError(source, f"element {number} is no object")
            continue
        for item in _of_values(linked_data.described([value]), f"{source}, element {number}", None):
            found += 1
            yield item
    if not found:
        raise ValueError("no ClaimReview in it")


def _of_page(stream: BinaryIO, source: str) -> Iterator[Review | InputError]:
    data = files.take(stream, MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise ValueError(f"longer than {MAX_PAGE} bytes, the limit of a page")
    tree = parsed(decoded_page(data))
    items = list(_of_values(linked_data.nodes(tree), source, page.metadata(tree).url))
    if not items:
        raise ValueError("no ClaimReview in it (JSON-LD in a script element)")
    yield from items


def _of_values(nodes: list[Node], source: str, url: str | None) -> Iterator[Review | InputError]:
    seen: set[Review] = set()
    for node in nodes:
        if "ClaimReview" not in linked_data.types(node) or set(node) <= {"@type", "@id"}:
            continue
        try:
            review = _review(node, url)
        except ValueError as e:
            yield InputError(source, str(e))
            continue
        if review not in seen:
            seen.add(review)
            yield review


def _review(node: Node, page_url: str | None) -> Review:
    """The review of a node; ValueError for one without a claim or an address."""
    items = [n for n in _nodes(node.get("itemReviewed")) if CLAIMS & set(linked_data.types(n)) or "@type" not in n]
    item = items[0] if items else {}
    text = next(_texts(node, "claimReviewed"), None) or next(_texts(item, "text", "name", "headline"), None)
    if text is None:
        raise ValueError("a ClaimReview without claimReviewed: what was reviewed is not said")
    if len(text) > LONGEST_CLAIM:
        raise ValueError(f"a claim of {len(text):,} characters: {LONGEST_CLAIM:,} are allowed")
    own = [*_addresses(node.get("url")), *_addresses(node.get("mainEntityOfPage")), *_addresses(node.get("@id"))]
    url = next(iter(own), page_url)
    if url is None:
        raise ValueError(f"a ClaimReview without url: it cannot be looked up ({text[:60]!r})")
    return Review(
        url=url,
        claim=_claim(text, item),
        rating=_rating(node),
        reviewer=_name(node, "author") or _name(node, "publisher") or _name(node, "sdPublisher"),
        published=_day(node, "datePublished"),
        title=_text(node, "headline") or _text(node, "name"),
        language=next((x[:35] for x in linked_data.texts(node, "inLanguage")), None),
    )


def _claim(text: str, item: Node) -> Claim:
    first = next(iter(_addresses(item.get("firstAppearance"))), None)
    old_style = [] if "Claim" in linked_data.types(item) else [*_addresses(item.get("sameAs")), *_addresses(item)]
    shown = [*([first] if first else []), *_addresses(item.get("appearance")), *old_style]
    return Claim(
        text=text,
        claimant=_name(item, "author"),
        published=_day(item, "datePublished"),
        appearances=tuple(dict.fromkeys(shown))[:MOST_APPEARANCES],
        first_appearance=first,
    )


def _rating(node: Node) -> Rating:
    given = next(iter(_nodes(node.get("reviewRating"))), {})
    name = next(iter(_texts(given, "alternateName", "name", "ratingExplanation")), None)
    value, best, worst = (_number(given.get(key)) for key in ("ratingValue", "bestRating", "worstRating"))
    return Rating(name, value, best, worst, normalised(name, value, best, worst))


def _number(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return one_line(str(value))[:100] or None if abs(len(str(value))) < 1_000 else None


def _nodes(value: Any) -> list[Node]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]


def _texts(node: Node, *keys: str) -> Iterator[str]:
    for key in keys:
        for given in linked_data.texts(node, key):
            if clean := one_line(TAG.sub(" ", html.unescape(given[: 2 * LONGEST_CLAIM]))):
                yield clean


def _text(node: Node, key: str) -> str | None:
    return next(_texts(node, key), None)


def _name(node: Node, key: str) -> str | None:
    found = [n[:LONGEST_NAME] for n in _texts(node, key) if "://" not in n]
    return ", ".join(dict.fromkeys(found[:5])) or None


def _day(node: Node, key: str) -> str | None:
    return next((found for given in linked_data.texts(node, key) if (found := dates.from_page(given))), None)


def _addresses(value: Any) -> list[str]:
    """The web addresses that a value gives: a string, an object's url or @id, or a list of these."""
    found = []
    for given in (value if isinstance(value, list) else [value])[:MOST_APPEARANCES]:
        texts = [given.get("url"), given.get("@id")] if isinstance(given, dict) else [given]
        for text in texts:
            try:
                found.append(urls.canonical(text if isinstance(text, str) else ""))
                break
            except ValueError:
                continue
    return found
