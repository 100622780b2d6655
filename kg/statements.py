"""The statements of a store as values: what checking, comparing and indexing them begins with.

A few queries that each grow with what is asked for no more than once, joined here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Act, EntityKind, QuoteType, Value
from kg.rdf.terms import ACT_OF_CONCEPT, KIND_OF_CLASS, TYPE_OF_CONCEPT
from kg.store.contract import Store

LAST = "~"
"""Comes after every date: articles without one are the last."""
AT_ONCE = 500
"""Articles that one query names."""

ATTRIBUTED = """
SELECT ?attribution ?article ?statement ?act ?confidence ?corrects WHERE {
  ?attribution hs:attributes ?statement ; schema:isPartOf ?article ; hs:act ?act .
  OPTIONAL { ?attribution hs:confidence ?confidence }
  OPTIONAL { ?attribution prov:wasRevisionOf ?corrects }
  %s
}"""
WORDED = """
SELECT ?statement ?text ?type WHERE {
  ?statement schema:text ?text ; hs:quoteType ?type ; schema:isPartOf ?article
  %s
}"""
PLACED = """
SELECT ?statement (MIN(?from) AS ?start) (MAX(?to) AS ?end) WHERE {
  ?statement hs:content ?span ; schema:isPartOf ?article .
  ?span oa:hasSelector ?position . ?position oa:start ?from ; oa:end ?to
  %s
} GROUP BY ?statement"""
SPOKEN = """
SELECT ?attribution ?entity ?name ?class ?canonical WHERE {
  ?attribution hs:speaker ?entity ; schema:isPartOf ?article .
  GRAPH ?evidence { ?entity schema:name ?name ; a ?class }
  OPTIONAL { ?entity hs:canonicalSpeaker ?canonical }
  %s
}"""
CANONICAL = """
SELECT DISTINCT ?canonical ?name ?class WHERE {
  GRAPH ?identity { ?entity hs:canonicalSpeaker ?canonical . ?canonical schema:name ?name ; a ?class }
  ?entity schema:isPartOf ?article
  %s
}"""
PUBLISHED = """
SELECT ?article ?title ?outlet ?date WHERE {
  GRAPH ?evidence {
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }
    OPTIONAL { ?article schema:datePublished ?date }
  }
  %s
}"""
WITHDRAWN = "SELECT DISTINCT ?attribution WHERE { ?attribution hs:withdrawn true ; schema:isPartOf ?article %s }"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a store holds it, with the attribution that makes it, its speaker and its article.

    ``speaker`` is the canonical speaker (IRI), else the entity of the article; ``name`` and ``kind`` are theirs; all
    three are None where nobody is known. ``outlet`` is a name, ``published`` ISO 8601; ``[start, end)`` reaches from
    the first character of the content to the last. ``withdrawn`` ones count only where that is asked for. ``corrects``
    is the attribution as it was read (IRI), in whose place a person put this one.
    """

    iri: str
    attribution: str
    article: str
    text: str
    type: QuoteType
    act: Act
    start: int
    end: int
    speaker: str | None = None
    name: str | None = None
    kind: EntityKind | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    confidence: float | None = None
    withdrawn: bool = False
    corrects: str | None = None


def statements(
    store: Store, articles: Collection[str] | None = None, *, withdrawn: bool = False
) -> tuple[Statement, ...]:
    """The statements of some articles (IRIs; None: of all), by date, article and place; undated articles are the last.

    One statement that two attributions make is there twice.
    """
    if articles is None:
        found = list(_read(store, ""))
    else:
        wanted = sorted(articles)
        parts = (wanted[i : i + AT_ONCE] for i in range(0, len(wanted), AT_ONCE))
        found = [s for part in parts for s in _read(store, _only(part))]
    kept = (s for s in found if withdrawn or not s.withdrawn)
    return tuple(sorted(kept, key=lambda s: (s.published or LAST, s.article, s.start, s.end, s.attribution)))


def _read(store: Store, limit: str) -> Iterator[Statement]:
    def rows(query: str) -> tuple[tuple[Value, ...], ...]:
        return store.select(query % limit).rows

    worded = {statement: (text, type_) for statement, text, type_ in rows(WORDED)}
    placed = {statement: (start, end) for statement, start, end in rows(PLACED)}
    spoken = _one_each(rows(SPOKEN))
    canonical = _one_each(rows(CANONICAL))
    published = _one_each(rows(PUBLISHED))
    gone = {attribution for (attribution,) in rows(WITHDRAWN)}
    for attribution, article, statement, act, confidence, corrects in rows(ATTRIBUTED):
        entity, name, class_, speaker = spoken.get(attribution, (None,) * 4)
        name, class_ = canonical.get(speaker, (name, class_))
        title, outlet, date = published.get(article, (None,) * 3)
        text, type_ = worded[statement]
        start, end = placed[statement]
        yield Statement(
            iri=str(statement),
            attribution=str(attribution),
            article=str(article),
            text=str(text),
            type=TYPE_OF_CONCEPT[str(type_)],
            act=ACT_OF_CONCEPT[str(act)],
            start=int(start or 0),
            end=int(end or 0),
            speaker=_text(speaker or entity),
            name=_text(name),
            kind=KIND_OF_CLASS[str(class_)] if class_ else None,
            title=_text(title),
            outlet=_text(outlet),
            published=_text(date),
            confidence=float(confidence) if confidence is not None else None,
            withdrawn=attribution in gone,
            corrects=_text(corrects),
        )


def _one_each(rows: Iterable[tuple[Value, ...]]) -> dict[Value, tuple[Value, ...]]:
    """The rest of each row by its first column; of several the least, so that the store's order has no say."""
    several: defaultdict[Value, list[tuple[Value, ...]]] = defaultdict(list)
    for first, *rest in rows:
        several[first].append(tuple(rest))
    return {first: min(found, key=lambda row: [str(v) for v in row]) for first, found in several.items()}


def _only(articles: Iterable[str]) -> str:
    return f"VALUES ?article {{ {' '.join(f'<{iri}>' for iri in articles)} }}"


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
