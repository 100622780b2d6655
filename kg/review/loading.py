"""The judgements of attributions that a store holds, read with three queries that grow with their number alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kg import ids
from kg.model import Article, Span, Value
from kg.rdf.judged import AttributionJudgement, Correction, Passage
from kg.rdf.terms import JUDGED_OF_VALUE, KIND_OF_CLASS, TYPE_OF_CONCEPT
from kg.store.contract import Store

JUDGEMENTS = """
SELECT ?judgement ?attribution ?value ?created ?note ?by ?revises ?url WHERE {{ GRAPH <{graph}> {{
  ?judgement hs:judgement ?value ; oa:hasTarget ?attribution ; dcterms:created ?created
  FILTER(STRSTARTS(STR(?attribution), "{base}attribution/"))
  OPTIONAL {{ ?judgement oa:bodyValue ?note }}
  OPTIONAL {{ ?judgement dcterms:creator ?by }}
  OPTIONAL {{ ?judgement prov:wasRevisionOf ?revises }}
  OPTIONAL {{ ?judgement hs:articleUrl ?url }}
}} }} ORDER BY ?judgement"""
PASSAGES = """
SELECT ?judgement ?part ?article ?start ?end ?exact ?prefix ?suffix WHERE {{ GRAPH <{graph}> {{
  {{ ?judgement oa:hasTarget ?passage BIND("passage" AS ?part) }}
  UNION {{ ?judgement oa:hasBody ?body . ?body hs:correctedSource ?passage BIND("source" AS ?part) }}
  UNION {{ ?judgement oa:hasBody ?body . ?body hs:correctedContent ?passage BIND("content" AS ?part) }}
  ?passage oa:hasSource ?article ; hs:order ?order ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix
}} }} ORDER BY ?judgement ?part ?order"""
CORRECTIONS = """
SELECT ?judgement ?type ?speaker ?class ?name WHERE {{ GRAPH <{graph}> {{
  ?judgement oa:hasBody ?body . ?body hs:correctedType ?type
  OPTIONAL {{ ?body hs:correctedSpeaker ?speaker ; hs:correctedKind ?class ; hs:correctedName ?name }}
}} }}"""

Passages = Mapping[tuple[Value, str], tuple[Passage, ...]]


def attribution_judgements(store: Store) -> tuple[AttributionJudgement, ...]:
    """All of them, by their time; a revision comes after what it revises."""
    graph = ids.judgements_graph(store.base)
    rows = store.select(JUDGEMENTS.format(graph=graph, base=store.base)).rows
    if not rows:
        return ()
    articles: dict[Value, str] = {}
    several: defaultdict[tuple[Value, str], list[Passage]] = defaultdict(list)
    for judgement, part, article, start, end, *words in store.select(PASSAGES.format(graph=graph)).rows:
        articles[judgement] = str(article)
        several[judgement, str(part)].append(Passage(Span(int(start or 0), int(end or 0)), *map(str, words)))
    passages = {key: tuple(found) for key, found in several.items()}
    corrections = {row[0]: _correction(row, passages) for row in store.select(CORRECTIONS.format(graph=graph)).rows}
    found = [
        AttributionJudgement(
            str(iri), str(attribution), articles[iri], _text(url), passages[iri, "passage"],
            JUDGED_OF_VALUE[str(value)], _text(note), _text(by), str(created), _text(revises), corrections.get(iri),
        )
        for iri, attribution, value, created, note, by, revises, url in rows
        if value in JUDGED_OF_VALUE and iri in articles
    ]  # fmt: skip
    depths = _depths({j.iri: j.revises for j in found})
    return tuple(sorted(found, key=lambda j: (j.created, depths[j.iri], j.iri)))


def standing(given: Iterable[AttributionJudgement]) -> tuple[AttributionJudgement, ...]:
    """Those that hold, in the order given: not revised by another, and not the undoing of one."""
    every = tuple(given)
    revised = {j.revises for j in every}
    return tuple(j for j in every if j.iri not in revised and j.verdict != "undone")


@dataclass(slots=True)
class Judgements:
    """The judgements that hold, by where they belong: the URL of their article, or the article where it has none."""

    by_place: dict[str, list[AttributionJudgement]] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Iterable[AttributionJudgement]) -> Self:
        """Those of ``given`` that hold."""
        made = cls()
        for j in standing(given):
            made.by_place.setdefault(j.url or j.article, []).append(j)
        return made

    def about(self, article: Article) -> tuple[AttributionJudgement, ...]:
        """The judgements of this article, or of another version of it."""
        return tuple(self.by_place.get(article.url or article.iri, ()))


def _correction(row: tuple[Value, ...], passages: Passages) -> Correction:
    iri, type_, speaker, class_, name = row
    kind = KIND_OF_CLASS.get(str(class_))
    source, content = (passages.get((iri, part), ()) for part in ("source", "content"))
    return Correction(source, content, TYPE_OF_CONCEPT[str(type_)], _text(speaker), kind, _text(name))


def _depths(revises: Mapping[str, str | None]) -> dict[str, int]:
    """How many others each takes the place of."""
    depths: dict[str, int] = {}
    for iri in revises:
        chain: list[str] = []
        at: str | None = iri
        while at is not None and at not in depths and at not in chain:
            chain.append(at)
            at = revises.get(at)
        start = depths.get(at, 0) if at is not None else 0
        for n, one in enumerate(reversed(chain), 1):
            depths[one] = start + n
    return depths


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
