"""What people corrected in one article, as the quads of its derived graph of corrections (docs/data-model.md).

The graph is read as an evidence graph is: it describes the article and the speakers again, so that a question that
joins them within one graph finds the corrected attributions as it finds those that were read.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.model import Article, Entity, Span
from kg.rdf import terms as t
from kg.rdf.evidence import Triple, article_triples, attribution_triples, span_triples, statement_triples
from kg.rdf.judged import Corrected

TOLD = frozenset({t.A, t.HEADLINE, t.PUBLISHER, t.NAME, t.AUTHOR, t.DATE_PUBLISHED, t.URL, t.IN_LANGUAGE})
"""What the graph repeats of the article."""


def correction_quads(
    article: Article,
    entities: Sequence[Entity],
    new: Collection[str],
    corrected: Sequence[Corrected],
    relays: Iterable[tuple[str, str]] = (),
) -> Iterator[Quad]:
    """The corrected attributions of an article, each quad once; none where nothing was corrected.

    ``entities`` are those of the evidence and the ``new`` ones (IRIs), whom a person named; ``relays`` pairs
    attributions (IRIs) of which one is corrected: the outer one, the one that it passes on.
    """
    if not corrected:
        return
    graph = NamedNode(ids.corrections_graph(article.iri))
    found = dict.fromkeys(_triples(article, entities, new, corrected))
    found |= dict.fromkeys((NamedNode(outer), t.RELAYS, NamedNode(inner)) for outer, inner in relays)
    for s, p, o in found:
        yield Quad(s, p, o, graph)


def _triples(
    article: Article, entities: Sequence[Entity], new: Collection[str], corrected: Sequence[Corrected]
) -> Iterator[Triple]:
    about = NamedNode(article.iri)
    yield from (triple for triple in article_triples(article, about, None) if triple[1] in TOLD)
    by_id = {e.id: e for e in entities}
    for c in corrected:
        a = c.attribution
        node, statement = NamedNode(a.iri), NamedNode(ids.corrected_statement_iri(a.iri, a.content))
        every = dict.fromkeys((*a.source, *a.cue, *a.content))
        places = {span: NamedNode(ids.corrected_span_iri(a.iri, span)) for span in sorted(every)}
        yield from _attribution(c, node, about, statement, places, by_id)
        yield from statement_triples(a, statement, article, about, places)
        yield from span_triples(article.text, about, places, {span: n for n, span in enumerate(a.content, 1)})
        if a.speaker is not None:
            yield from _entity(by_id[a.speaker], about, by_id[a.speaker].iri in new)


def _entity(e: Entity, about: NamedNode, new: bool) -> Iterator[Triple]:
    node = NamedNode(e.iri)
    yield node, t.A, t.CLASS_OF_KIND[e.kind]
    yield node, t.NAME, Literal(e.name)
    if new:
        yield node, t.IS_PART_OF, about


def _attribution(
    c: Corrected,
    node: NamedNode,
    about: NamedNode,
    statement: NamedNode,
    places: dict[Span, NamedNode],
    by_id: dict[str, Entity],
) -> Iterator[Triple]:
    a = c.attribution
    speaker = None if a.speaker is None else NamedNode(by_id[a.speaker].iri)
    yield from attribution_triples(a, node, (about, statement, speaker), places)
    yield node, t.REVISION_OF, NamedNode(c.original)
    yield node, t.DERIVED_FROM, NamedNode(c.judgement)
