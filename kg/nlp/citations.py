"""Where an article points to another publication: hyperlinks, wire lines, named outlets, documents."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg import ids
from kg.model import Article, Attribution, Citation, CitationKind, Entity, Span
from kg.nlp.mentions import Name
from kg.nlp.segment import Segment

LEAD = re.compile(
    r"\b(?:told|telling|tells|according to|citing|credited|quoting|interviews? (?:with|to|for|on)|writing in|"
    r"(?:published|quoted|cited) (?:by|in)|(?:reported|reports|obtained|seen|carried) by|wrote (?:in|for)|"
    r"(?:article|column|op-ed|report|story|essay|statement|remarks|comments) (?:in|for|by|to|on)|"
    r"(?:speaking|spoke|speaks) (?:to|with|on)|appear(?:ed|ing) (?:in|on))\s"
    r"(?:the |The )?(?:newspaper |broadcaster |agency |news agency )?$"
)
VERB_AFTER = re.compile(
    r"(?:[’']s [a-z]+ [\w]+|, )?\s?(?:also |has |had |first |later |previously )*"
    r"(?:reported|reports|report|said|says|wrote|writes|revealed|published|cited|quoted|noted|carried)\b"
)
REACH = 80  # characters between a cue and the outlet that it names

Item = tuple[Span, CitationKind, str, str | None]


def citations(
    article: Article,
    segments: Sequence[Segment],
    said: Sequence[Attribution],
    names: Sequence[Name],
    entities: Sequence[Entity],
) -> tuple[Citation, ...]:
    """The citations of the article in text order, at most one a span: a link before a wire, outlet or document."""
    places = _Places(said)
    found: dict[Span, Citation] = {}
    for items in (
        _links(article, places),
        _wires(article, segments),
        _outlets(article, names, places),
        _documents(said, entities),
    ):
        for span, kind, target, attribution in items:
            found.setdefault(span, Citation(ids.citation_iri(article.iri, span), span, kind, target, attribution))
    return tuple(found[span] for span in sorted(found))


class _Places:
    """Finds the attribution that a place belongs to: its source, or the cue just before it."""

    def __init__(self, said: Sequence[Attribution]) -> None:
        self.spans = sorted((s, a.id) for a in said for s in (*a.source, *a.cue))
        self.starts = [s.start for s, _ in self.spans]

    def at(self, text: str, span: Span) -> str | None:
        """The id of the attribution whose source or nearest preceding cue is at ``span``."""
        i = bisect_right(self.starts, span.end - 1) - 1
        if i < 0:
            return None
        near, attribution = self.spans[i]
        gap = text[near.end : span.start] if near.end < span.start else ""
        return attribution if len(gap) <= REACH and not re.search(r"[.?!\n]\s*\S", gap) and "\n" not in gap else None


def _links(article: Article, places: _Places) -> Iterator[Item]:
    for link in article.links:
        if link.span.end <= len(article.text) and link.url:
            yield link.span, "link", link.url, places.at(article.text, link.span)


def _own(article: Article, name: str) -> bool:
    return article.outlet is not None and ids.outlet_key(name) == ids.outlet_key(article.outlet)


def _wires(article: Article, segments: Sequence[Segment]) -> Iterator[Item]:
    for segment in segments:
        if segment.agency is not None and not _own(article, segment.agency.of(article.text)):
            yield segment.agency, "wire", segment.agency.of(article.text), None


def _outlets(article: Article, names: Sequence[Name], places: _Places) -> Iterator[Item]:
    text = article.text
    sources = {s.start for s, _ in places.spans}
    for name in names:
        if name.kind != "outlet" or _own(article, name.text):
            continue
        lead = LEAD.search(text, max(0, name.span.start - 60), name.span.start)
        follows = VERB_AFTER.match(text, name.span.end, min(len(text), name.span.end + 60))
        if lead or follows or name.span.start in sources:
            yield name.span, "outlet", name.text, places.at(text, name.span)


def _documents(said: Sequence[Attribution], entities: Sequence[Entity]) -> Iterator[Item]:
    kinds = {e.id: e for e in entities if e.kind == "document"}
    for a in said:
        if a.speaker in kinds and a.source:
            yield a.source[0], "document", kinds[a.speaker].name, a.id
