"""Where an article points to another publication: hyperlinks, wire lines, named outlets, documents."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg import ids
from kg.model import Article, Attribution, Citation, CitationKind, Entity, Span
from kg.nlp import lexicon as lex
from kg.nlp.mentions import Name
from kg.nlp.names import DOCUMENTS, bare
from kg.nlp.outlets import named_outlets, pointed_to
from kg.nlp.segment import Segment

WRITTEN = lex.words(
    "report reports study studies memo memos letter letters lawsuit complaint indictment affidavit transcript book "
    "memoir filing filings documents document dossier statement communique communiqué bylaws op-ed editorial essay"
)
SHOWN = lex.words(
    "poll polls survey surveys ad ads data video videos message messages post posts tweet tweets email emails"
)
BEYOND = re.compile(
    r",| (?:filed|released|published|issued|by|from|of|on|that|which|obtained|posted|written|in|for|about|dated)\b"
)
IN_DOCUMENT = re.compile(
    r"\b[Ii]n (?P<document>(?:an?|his|her|their|its|the) (?:(?!statement)[\w’'-]+ ){0,4}?"
    r"(?:memo|memoir|book|report|op-ed|essay|letter|filing|complaint|lawsuit|column|editorial|affidavit)"
    r"(?:, [A-Z][\w’' -]{2,60}(?=, ))?),? "
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
        _outlets(article, segments, said, names, places),
        _documents(article.text, said, entities, places),
    ):
        for span, kind, target, attribution in items:
            if kind == "document" and any(c.kind == "outlet" and span.overlaps(c.span) for c in found.values()):
                continue  # "a report by Politico" points to Politico
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

    def after(self, text: str, span: Span) -> str | None:
        """The id of the attribution whose source or cue follows ``span`` in its sentence."""
        i = bisect_right(self.starts, span.end - 1)
        if i >= len(self.spans):
            return None
        near, attribution = self.spans[i]
        gap = text[span.end : near.start]
        return attribution if len(gap) <= REACH and not re.search(r"[.?!\n]", gap) else None


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


def _outlets(
    article: Article,
    segments: Sequence[Segment],
    said: Sequence[Attribution],
    names: Sequence[Name],
    places: _Places,
) -> Iterator[Item]:
    text = article.text
    sources = {s.start: s.end for a in said for s in a.source}
    known = named_outlets(text, segments, names)
    pointed = pointed_to(text, known)
    for span, name in sorted(known.items()):
        of_source = text[span.end : sources.get(span.start, 0)]
        is_source = span.start in sources and (len(of_source) < 2 or of_source[0] in "’'")
        if not _own(article, name) and (is_source or span in pointed):
            yield span, "outlet", name, places.at(text, span) or places.after(text, span)


def _documents(text: str, said: Sequence[Attribution], entities: Sequence[Entity], places: _Places) -> Iterator[Item]:
    kinds = {e.id: e for e in entities if e.kind == "document"}
    for a in said:
        if a.speaker in kinds and a.source and _is_published(kinds[a.speaker].name):
            yield a.source[0], "document", kinds[a.speaker].name, a.id
        elif a.source and (span := _document(text, a.source[0])) is not None:
            yield span, "document", span.of(text), a.id
    for m in IN_DOCUMENT.finditer(text):
        span = Span(*m.span("document"))
        if (attribution := places.after(text, span)) is not None:
            yield span, "document", span.of(text), attribution


def _is_published(name: str) -> bool:
    """Whether a document is one to be read: no poll, video or message, no deal or programme that says something."""
    end = BEYOND.search(name)
    words = name[: end.start() if end else None].split()
    return bool(words) and bare(words[-1]) in (DOCUMENTS | WRITTEN) - SHOWN


def _document(text: str, source: Span) -> Span | None:
    """The document that a source names: "a report | released last year"."""
    end = BEYOND.search(text, source.start, source.end)
    said = Span(source.start, end.start() if end else source.end)
    words = said.of(text).split()
    return said if words and bare(words[-1]) in WRITTEN else None
