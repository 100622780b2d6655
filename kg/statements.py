"""The statements of a store as values: what checking, comparing and indexing them begins with.

A few queries that each grow with what is asked for no more than once, joined here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import ids
from kg.model import Act, EntityKind, QuoteType, Value
from kg.rdf.terms import ACT_OF_CONCEPT, KIND_OF_CLASS, TYPE_OF_CONCEPT
from kg.store.contract import Store

LAST = "~"
"""Comes after every date: articles without one are the last."""
AT_ONCE = 500
"""Articles that one query names."""

ATTRIBUTED = """
SELECT ?attribution ?article ?statement ?act ?confidence WHERE {
  %s  # first: what stands after an OPTIONAL does not narrow what is before it
  ?attribution hs:attributes ?statement ; schema:isPartOf ?article ; hs:act ?act .
  OPTIONAL { ?attribution hs:confidence ?confidence }
}"""
WORDED = """
SELECT ?statement ?text ?type WHERE {
  %s
  ?statement schema:text ?text ; hs:quoteType ?type ; schema:isPartOf ?article
}"""
WORDS = "SELECT ?evidence ?statement ?text WHERE { %s GRAPH ?evidence { ?statement schema:text ?text } }"
PLACED = """
SELECT ?statement (MIN(?from) AS ?start) (MAX(?to) AS ?end) WHERE {
  %s
  ?statement hs:content ?span ; schema:isPartOf ?article .
  ?span oa:hasSelector ?position . ?position oa:start ?from ; oa:end ?to
} GROUP BY ?statement"""
SPOKEN = """
SELECT ?attribution ?entity ?name ?class ?canonical WHERE {
  %s
  ?attribution hs:speaker ?entity ; schema:isPartOf ?article .
  GRAPH ?evidence { ?entity schema:name ?name ; a ?class }
  OPTIONAL { ?entity hs:canonicalSpeaker ?canonical }
}"""
CANONICAL = """
SELECT DISTINCT ?canonical ?name ?class WHERE {
  %s
  GRAPH ?identity { ?entity hs:canonicalSpeaker ?canonical . ?canonical schema:name ?name ; a ?class }
  ?entity schema:isPartOf ?article
}"""
PUBLISHED = """
SELECT ?article ?title ?outlet ?date WHERE {
  GRAPH ?evidence {
    %s  # inside and first: outside of the graph it would be joined with all articles
    ?article a schema:NewsArticle .
    OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }
    OPTIONAL { ?article schema:datePublished ?date }
  }
}"""
WITHDRAWN = "SELECT DISTINCT ?attribution WHERE { %s ?attribution hs:withdrawn true ; schema:isPartOf ?article }"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a store holds it, with the attribution that makes it, its speaker and its article.

    ``speaker`` is the canonical speaker (IRI), else the entity of the article; ``name`` and ``kind`` are theirs; all
    three are None where nobody is known. ``outlet`` is a name, ``published`` ISO 8601; ``[start, end)`` reaches from
    the first character of the content to the last. ``withdrawn`` ones count only where that is asked for.
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


def statements(
    store: Store, articles: Collection[str] | None = None, *, withdrawn: bool = False
) -> tuple[Statement, ...]:
    """The statements of some articles (IRIs; None: of all), by date, article and place; undated articles are the last.

    One statement that two attributions make is there twice.
    """
    if articles is None:
        found = list(_read(store, store.select(ATTRIBUTED % "").rows, ""))
    else:
        found = [s for part in _parts(articles) for s in _of_articles(store, part)]
    return _ordered(found, withdrawn)


def statements_named(store: Store, iris: Collection[str], *, withdrawn: bool = False) -> tuple[Statement, ...]:
    """The statements of these IRIs that the store holds, in the order of ``statements``."""
    return _ordered([s for part in _parts(iris) for s in _named(store, part)], withdrawn)


def published(store: Store, articles: Collection[str]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """The title, the outlet's name and the date of some articles (IRIs)."""
    rows = (row for part in _parts(articles) for row in store.select(PUBLISHED % _only("article", part)).rows)
    return {str(iri): (_text(a), _text(b), _text(c)) for iri, (a, b, c) in _one_each(rows).items()}


def wordings(store: Store, articles: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """The article, IRI and words of each statement of some articles, sorted: what an index of the words needs."""
    of = {ids.evidence_graph(article): article for article in articles}
    rows = (row for part in _parts(of) for row in store.select(WORDS % _only("evidence", part)).rows)
    return tuple(sorted((of[str(graph)], str(iri), str(text)) for graph, iri, text in rows))


def _of_articles(store: Store, articles: Sequence[str]) -> Iterator[Statement]:
    limit = _only("article", articles)
    return _read(store, store.select(ATTRIBUTED % limit).rows, limit)


def _named(store: Store, iris: Sequence[str]) -> Iterator[Statement]:
    return _read(store, store.select(ATTRIBUTED % _only("statement", iris)).rows, None)


def _read(store: Store, made: Iterable[tuple[Value, ...]], limit: str | None) -> Iterator[Statement]:
    """The attributions ``made``, joined with what ``limit`` lets through; None: with what they name."""

    def rows(query: str, column: str, named: Iterable[Value]) -> tuple[tuple[Value, ...], ...]:
        return store.select(query % (_only(column, sorted(set(map(str, named)))) if limit is None else limit)).rows

    made = tuple(made)
    attributions, articles, stated = ([row[n] for row in made] for n in range(3))
    worded = {statement: (text, type_) for statement, text, type_ in rows(WORDED, "statement", stated)}
    placed = {statement: (start, end) for statement, start, end in rows(PLACED, "statement", stated)}
    spoken = _one_each(rows(SPOKEN, "attribution", attributions))
    canonical = _one_each(rows(CANONICAL, "entity", (entity for entity, *_ in spoken.values())))
    published = _one_each(rows(PUBLISHED, "article", articles))
    gone = {attribution for (attribution,) in rows(WITHDRAWN, "attribution", attributions)}
    for attribution, article, statement, act, confidence in made:
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
        )


def _one_each(rows: Iterable[tuple[Value, ...]]) -> dict[Value, tuple[Value, ...]]:
    """The rest of each row by its first column; of several the least, so that the store's order has no say."""
    several: defaultdict[Value, list[tuple[Value, ...]]] = defaultdict(list)
    for first, *rest in rows:
        several[first].append(tuple(rest))
    return {first: min(found, key=lambda row: [str(v) for v in row]) for first, found in several.items()}


def _ordered(found: Iterable[Statement], withdrawn: bool) -> tuple[Statement, ...]:
    kept = (s for s in found if withdrawn or not s.withdrawn)
    return tuple(sorted(kept, key=lambda s: (s.published or LAST, s.article, s.start, s.end, s.attribution)))


def _parts(iris: Collection[str]) -> Iterator[Sequence[str]]:
    wanted = sorted(iris)
    return (wanted[i : i + AT_ONCE] for i in range(0, len(wanted), AT_ONCE))


def _only(column: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{column} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
