"""The schema.org descriptions (JSON-LD 1.1 in script elements) of a page, and the one of its article.

Reads what newspapers write, not all of JSON-LD: no contexts are fetched, terms are compared by their last word, and an
``@id`` is followed within the page.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

ARTICLES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle",
    "BlogPosting", "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "Report", "SocialMediaPosting",
    "MedicalWebPage", "ClaimReview", "Review", "Recipe",
})  # fmt: skip
PAGES = frozenset({"WebPage", "ItemPage", "CollectionPage"})
WRAPPING = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)?\s*|\s*(?://\s*)?(?:-->|\]\]>|;)?\s*$"
)
COMMA = re.compile(r",(\s*[}\]])")
LINE_END = re.compile(r"[\x00-\x1f]+")
DEEPEST = 30


def nodes(tree: HtmlElement) -> list[Node]:
    """Every JSON-LD object of the page, outer ones first; scripts that are not JSON are passed over, as browsers do."""
    scripts = (s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower() and s.text)
    return described(_json(script.text or "") for script in scripts)


def described(values: Iterable[Any]) -> list[Node]:
    """Every JSON-LD object in some JSON values, outer ones first, with the ``@id`` of each followed among them."""
    found = [node for value in values for node in _objects(value, 0)]
    by_id: dict[str, Node] = {}
    for node in found:
        if isinstance(node.get("@id"), str) and len(node) > 1:
            by_id.setdefault(node["@id"], node)
    return [{k: _followed(v, by_id) for k, v in node.items()} for node in found]


def article(found: list[Node], url: str | None) -> Node | None:
    """The node of the page's article: the one with its URL, else the first article, else the page."""
    for kinds in (ARTICLES, PAGES):
        these = [n for n in found if kinds & set(types(n))]
        named = [
            n
            for n in these
            if url and any(_same(u, url) for k in ("url", "mainEntityOfPage", "@id") for u in texts(n, k))
        ]
        if named or these:
            return (named or these)[0]
    return None


def holds_article(found: list[Node]) -> bool:
    """Whether one of the nodes is an article."""
    return any(ARTICLES & set(types(n)) for n in found)


def texts(node: Node | None, key: str) -> list[str]:
    """The values of ``key`` as strings: of an object its name, its URL or its ``@id``."""
    return [] if node is None else list(_texts(node.get(key), key in ("url", "mainEntityOfPage")))


def _texts(value: Any, addresses: bool) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:50]:
            if not isinstance(item, list):
                yield from _texts(item, addresses)
    elif isinstance(value, dict):
        keys = ("@id", "url") if addresses else ("name", "@value", "alternateName")
        yield from next((list(_texts(value[k], addresses)) for k in keys if isinstance(value.get(k), str | list)), [])
    elif isinstance(value, str) and value.strip():
        yield _whole(value.strip())


def _whole(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _json(text: str) -> Any:
    text = WRAPPING.sub("", text)
    for repaired in (text, COMMA.sub(r"\1", LINE_END.sub(" ", text))):
        try:
            return json.loads(repaired, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _objects(item, depth + 1)


def _followed(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_followed(v, by_id) if isinstance(v, dict) else v for v in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def types(node: Node) -> list[str]:
    """The classes of a node by their last word."""
    given = node.get("@type")
    return [re.split(r"[/#:]", t)[-1] for t in (given if isinstance(given, list) else [given]) if isinstance(t, str)]


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.split("#")[0].split("?")[0]).rstrip("/").casefold()
