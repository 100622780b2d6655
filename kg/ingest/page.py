"""What a page's markup says of its article: JSON-LD (schema.org), Open Graph and other meta tags, microdata, bylines.

Each value comes from the first place that states it, in the order of the tables below; nothing is guessed. Titles are
without the site's name, persons without "By", dates as stated.
"""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.html import HtmlElement

from kg.ingest import dates, linked_data, urls
from kg.ingest.linked_data import Node
from kg.ingest.metadata import Metadata
from kg.ingest.names import names, one_line

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "sailthru.title", "parsely-title")
OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
AUTHORS = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author",
           "article:author", "article_author", "article.author", "og:article:author")  # fmt: skip
DATES = ("article:published_time", "og:article:published_time", "article:published", "article.published",
         "datepublished",
         "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
         "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "date_published",
         "citation_publication_date",
         "dc.date", "dcterms.date", "date", "cxenseparse:recs:publishtime", "og:pubdate", "published")  # fmt: skip
WIRE = re.compile(
    r"(?i)(the )?(associated press|ap|reuters|afp|agence france-presse|upi|dpa|pti|ians|tass|xinhua|canadian press|"
    r"pa media|bloomberg|cnn newsource|[\w ]* (news|wire) services?)"
)
PLATFORM = re.compile(
    r"(?i)(blogger|blogspot|wordpress(\.com)?|medium|tumblr|squarespace|wix(\.com)?|substack|google|facebook)"
)
BYLINES = (
    "//*[contains(concat(' ',@itemprop,' '),' author ')]//*[contains(concat(' ',@itemprop,' '),' name ')]",
    "//*[contains(concat(' ',@itemprop,' '),' author ')]",
    "//*[contains(concat(' ',@rel,' '),' author ')]",
    "//*[contains(@class,'author-name') or contains(@class,'author_name') or contains(@class,'authorName')"
    " or contains(@class,'byline-name') or contains(@class,'byline__name') or contains(@class,'author-link')]",
    "//*[contains(@class,'byline') or contains(@class,'Byline') or contains(concat(' ',@class,' '),' author ')"
    " or contains(concat(' ',@class,' '),' authors ') or contains(@class,'article-author')"
    " or contains(@class,'post-author')]",
)
SEPARATOR = re.compile(r"\s+[|»·•–—-]\s+|\s*[|]\s*")
TIMES = (
    "//*[contains(concat(' ',@itemprop,' '),' datePublished ')]",
    "//time[@pubdate]",
    "//time[contains(@class,'publish') or contains(@class,'entry-date')]",
    "//*[contains(@class,'pubdate') or contains(@class,'publish-date') or contains(@class,'published-date')]",
)
BESIDE = 120  # characters
LONGEST = 1000
LOCALE = re.compile(r"([a-z]{2,3})([-_].*)?", re.IGNORECASE)
SPACE = re.compile(r"\W+")


def metadata(tree: HtmlElement, url: str | None = None) -> Metadata:
    """What the page says of its article; ``url``, where the user knows it, helps to tell which article is meant."""
    tags = _tags(tree)
    own = _url(tree, tags, None)
    node = linked_data.article(linked_data.nodes(tree), url or own)
    own = own or _url(tree, tags, node)
    outlet = _outlet(tree, tags, node)
    title = _title(tree, tags, node, outlet)
    return Metadata(
        title=title,
        outlet=outlet,
        authors=_authors(tree, tags, node, outlet),
        published=_published(tree, tags, node) or dates.from_url(url or own or "") or _shown_date(tree, title),
        url=own,
        language=_language(tree, tags, node),
    )


def states_article(tree: HtmlElement) -> bool:
    """Whether the page's markup says that it is an article."""
    kinds = _tags(tree).get("og:type", [])
    return "article" in (k.lower() for k in kinds) or linked_data.holds_article(linked_data.nodes(tree))


def base(tree: HtmlElement, url: str | None) -> str | None:
    """The address that the page's relative links start from."""
    href = next((e.get("href") or "" for e in tree.iter("base")), "")
    return urls.absolute(href, url) or url


def _tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = one_line(meta.get("content") or "")[:2000]
        for key in {(meta.get(a) or "").strip().lower() for a in ("property", "name", "itemprop")} - {""}:
            if content:
                tags.setdefault(key, []).append(content)
    return tags


def _first(tags: Mapping[str, list[str]], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        yield from tags.get(key, ())


def _url(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None) -> str | None:
    stated = [e.get("href") or "" for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    stated += [
        *_first(tags, ("og:url",)),
        *linked_data.texts(node, "url"),
        *linked_data.texts(node, "mainEntityOfPage"),
    ]
    for candidate in stated:
        try:
            return urls.canonical(candidate)
        except ValueError:
            continue
    return None


def _outlet(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None) -> str | None:
    publishers = [_site(p) for p in linked_data.texts(node, "publisher")]
    # On another's site a wire agency is the publisher of the words, not the outlet that carries them.
    own = [p for p in publishers if not WIRE.fullmatch(p)]
    found = [*own, *map(_site, _first(tags, OUTLETS)), *publishers, _site_in_title(tree, tags)]
    return next((x for x in found if x and "://" not in x and len(x) <= 100 and not PLATFORM.fullmatch(x)), None)


def _site(name: str) -> str:
    return re.split(r"\s*[|»•·]\s*|\s[–—-]\s", one_line(html.unescape(name)))[0].strip(" @")


def _site_in_title(tree: HtmlElement, tags: Mapping[str, list[str]]) -> str:
    """What follows the headline in the page's title: "Headline - Outlet"; "" where nothing confirms the headline."""
    title = one_line((tree.findtext(".//title") or "")[:LONGEST])
    heads = [*_first(tags, TITLES[:2]), *(one_line(h.text_content()) for h in tree.iter("h1"))]
    for head in heads:
        rest = title.removeprefix(head) if len(head.split()) > 2 else title
        if rest != title and SEPARATOR.match(rest):
            tail = SEPARATOR.split(rest)[-1].strip()
            return tail if len(tail.split()) <= 5 else ""
    return ""


def _title(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None, outlet: str | None) -> str | None:
    stated = [*linked_data.texts(node, "headline"), *_first(tags, TITLES), (tree.findtext(".//title") or "")]
    if node is not None:
        stated.append(next(iter(linked_data.texts(node, "name")), ""))
    sites = {_key(x) for x in (outlet or "", *_first(tags, OUTLETS)) if x}
    candidates = [x for s in stated if (x := _without_site(one_line(html.unescape(s[:LONGEST])), sites))]
    heads = [x for h in tree.iter("h1") if (x := one_line(h.text_content())) and _key(x) not in sites]
    for head in heads:  # what readers see as the headline, where the markup confirms that it is one
        if len(head) <= 300 and any(_alike(_key(head), _key(c)) for c in candidates):
            return head
    return next(iter([*candidates, *(h for h in heads if len(h) <= 300)]), None)


def _without_site(title: str, sites: set[str]) -> str:
    parts = [m.start() for m in SEPARATOR.finditer(title)]
    for cut in parts:
        tail = SEPARATOR.sub("", title[cut:], count=1)
        if any(_key(tail).replace(" ", "") in (s.replace(" ", ""), s.replace(" ", "") + "com") for s in sites):
            return title[:cut].strip()
    for cut in reversed(parts[-1:]):
        head, tail = title[:cut], SEPARATOR.sub("", title[cut:], count=1)
        if any(s and s in _key(tail) for s in sites) and len(tail.split()) <= 6 and len(head.split()) > 2:
            return head.strip()
    return title


def _alike(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    if not a or not b:
        return False
    shared, smaller = len(set(a) & set(b)), min(len(set(a)), len(set(b)))
    return one == other or (smaller >= 3 and shared >= 0.7 * smaller)


def _key(text: str) -> str:
    return SPACE.sub(" ", text.casefold()).strip()


def _authors(
    tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None, outlet: str | None
) -> tuple[str, ...]:
    def persons(values: list[str]) -> tuple[str, ...]:
        found = [n for v in values if len(v) <= 300 for n in names(html.unescape(v))]
        return tuple(dict.fromkeys(n for n in found if _key(n) not in _key(outlet or "")))

    stated = [
        linked_data.texts(node, "author"),
        linked_data.texts(node, "creator"),
        *(tags.get(k, []) for k in AUTHORS),
    ]
    for values in stated:
        if found := persons(values):
            return found
    for path in BYLINES:
        shown = [e.text_content() for e in tree.xpath(path) if e.tag not in ("meta", "script")]
        if found := persons([s for s in shown[:3] if s.strip()]):
            return found
    return ()


def _published(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None) -> str | None:
    stated = [*linked_data.texts(node, "datePublished"), *_first(tags, DATES), *linked_data.texts(node, "dateCreated")]
    for path in TIMES:
        for element in tree.xpath(path)[:3]:
            stated += [element.get("datetime") or element.get("content") or "", element.text_content()]
    stated += [t.get("datetime") or t.text_content() for t in list(tree.iter("time"))[:1]]
    return next((found for s in stated if (found := dates.from_page(s))), None)


def _shown_date(tree: HtmlElement, title: str | None) -> str | None:
    """The day in words beside the headline, where it is the only one there."""
    text = one_line(" ".join(tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")))
    for place in islice(re.finditer(re.escape(title), text), 5) if title else ():
        around = text[max(0, place.start() - BESIDE) : place.start()] + " | " + text[place.end() :][:BESIDE]
        found = {m.group(0) for m in dates.WORDS.finditer(around)}
        if len(found) == 1:
            return dates.from_page(found.pop())
    return None


def _language(tree: HtmlElement, tags: Mapping[str, list[str]], node: Node | None) -> str | None:
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    for stated in (
        root,
        *linked_data.texts(node, "inLanguage"),
        *_first(tags, ("content-language", "og:locale", "dc.language")),
    ):
        found = LOCALE.fullmatch(stated.strip())
        if found:
            return found[1].lower()
    return None
