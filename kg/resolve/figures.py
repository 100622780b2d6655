"""The figures of a store as values, each with its article and with who gives it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg import ids
from kg.model import EntityKind, Value
from kg.rdf.terms import KIND_OF_CLASS
from kg.statements import LAST, PUBLISHED
from kg.store.contract import Store

PROPERTIES = {
    "value": "schema:value",
    "low": "schema:minValue",
    "high": "schema:maxValue",
    "unit": "schema:unitText",
    "measure": "schema:measuredProperty",
    "counted": "hs:countedAs",
    "as_of": "schema:observationDate",
    "attribution": "hs:attribution",
}
PLACED = """
SELECT ?figure ?article ?start ?end ?words WHERE {
  ?figure a schema:Observation ; schema:isPartOf ?article ; hs:evidence ?span .
  ?span oa:hasSelector ?position , ?quote . ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?words
}"""
SAID = """
SELECT ?attribution ?text ?entity ?name ?class ?canonical WHERE {
  {
    SELECT DISTINCT ?attribution  # as read, and as a person corrected it
    WHERE { ?figure a schema:Observation ; hs:attribution ?read . ?attribution prov:wasRevisionOf? ?read }
  }
  ?attribution hs:attributes ?statement . ?statement schema:text ?text .
  OPTIONAL {
    ?attribution hs:speaker ?entity .
    GRAPH ?evidence { ?entity schema:name ?name ; a ?class }
    OPTIONAL { ?entity hs:canonicalSpeaker ?canonical }
  }
}"""
CANONICAL = """
SELECT DISTINCT ?canonical ?name ?class WHERE {
  {
    SELECT DISTINCT ?canonical WHERE {
      ?figure a schema:Observation ; hs:attribution ?read .
      ?attribution prov:wasRevisionOf? ?read ; hs:speaker ?entity . ?entity hs:canonicalSpeaker ?canonical
    }
  }
  GRAPH <%s> { ?canonical schema:name ?name ; a ?class }
}"""
TOLD = "SELECT ?figure ?value WHERE {{ ?figure {} ?value ; a schema:Observation }}"
WITHDRAWN = "SELECT DISTINCT ?what WHERE { ?what hs:withdrawn true }"
BODIES = "SELECT ?article ?text WHERE { GRAPH ?g { VALUES ?article { %s } ?article schema:articleBody ?text } }"
AT_ONCE = 200
Number = int | float


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure as a store holds it: where its words stand, and who gives it.

    ``source`` is the canonical speaker (IRI) of the attribution it stands in, else the attribution itself where nobody
    is known to speak, and the outlet or the article where no attribution holds it: the article then says so in its own
    words, and ``name`` is None. ``statement`` holds the words of the statement around it. Dates are ISO 8601.
    """

    iri: str
    article: str
    start: int
    end: int
    words: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    measure: str | None = None
    counted: str | None = None
    as_of: str | None = None
    attribution: str | None = None
    source: str = ""
    name: str | None = None
    kind: EntityKind | None = None
    statement: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """The statement of an attribution, and who makes it."""

    text: str
    speaker: str | None
    name: str | None
    kind: EntityKind | None


CORRECTED = "SELECT DISTINCT ?read ?made WHERE { ?made prov:wasRevisionOf ?read ; a hs:Attribution }"


def told_figures(store: Store, *, withdrawn: bool = False) -> tuple[ToldFigure, ...]:
    """Every figure of the store, by date, article and place; undated articles are the last.

    Left out, unless ``withdrawn``, are those in a withdrawn attribution or article.
    """
    gone = set() if withdrawn else {str(row[0]) for row in store.select(WITHDRAWN).rows}
    found = (f for f in _figures(store) if f.article not in gone and f.attribution not in gone)
    return tuple(sorted(found, key=lambda f: (f.published or LAST, f.article, f.start, f.end, f.iri)))


def texts(store: Store, articles: Collection[str]) -> dict[str, str]:
    """The texts of some articles by IRI."""
    wanted = sorted(articles)
    found: dict[str, str] = {}
    for i in range(0, len(wanted), AT_ONCE):
        named = " ".join(f"<{iri}>" for iri in wanted[i : i + AT_ONCE])
        found |= {str(a): str(text) for a, text in store.select(BODIES % named).rows}
    return found


def _figures(store: Store) -> Iterator[ToldFigure]:
    told = {name: _values(store, path) for name, path in PROPERTIES.items()}
    published = {row[0]: row[1:] for row in sorted(store.select(PUBLISHED % "").rows, key=str, reverse=True)}
    said = _said(store)
    corrected = {str(read): str(made) for read, made in store.select(CORRECTED).rows}
    for figure, article, start, end, words in store.select(PLACED).rows:
        of = {name: values.get(str(figure)) for name, values in told.items()}
        title, outlet, date = published.get(article, (None,) * 3)
        attribution = _text(of["attribution"])
        made = corrected.get(attribution or "")
        if made is not None and made in said and str(words) in said[made].text:  # as a person put it right
            attribution = made
        s = said.get(attribution or "")
        yield ToldFigure(
            iri=str(figure),
            article=str(article),
            start=int(start or 0),
            end=int(end or 0),
            words=str(words),
            value=_number(of["value"]),
            low=_number(of["low"]),
            high=_number(of["high"]),
            unit=_text(of["unit"]),
            measure=_text(of["measure"]),
            counted=_text(of["counted"]),
            as_of=_text(of["as_of"]),
            attribution=attribution,
            source=(s.speaker if s else None) or attribution or _text(outlet) or str(article),
            name=s.name if s else None,
            kind=s.kind if s else None,
            statement=s.text if s else None,
            title=_text(title),
            outlet=_text(outlet),
            published=_text(date),
        )


def _said(store: Store) -> dict[str, _Said]:
    """By attribution: the statement, and its speaker as named and of the kind that the founding entity has."""
    identity = ids.derived_graph("identity", store.base)
    canonical = {row[0]: row[1:] for row in sorted(store.select(CANONICAL % identity).rows, key=str, reverse=True)}
    found = {}
    for attribution, text, entity, name, class_, speaker in sorted(store.select(SAID).rows, key=str, reverse=True):
        name, class_ = canonical.get(speaker, (name, class_))
        kind = KIND_OF_CLASS[str(class_)] if class_ else None
        found[str(attribution)] = _Said(str(text), _text(speaker or entity), _text(name), kind)
    return found


def _values(store: Store, path: str) -> dict[str, Value]:
    return {str(figure): value for figure, value in store.select(TOLD.format(path)).rows}


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> Number | None:
    return value if isinstance(value, int | float) else None
