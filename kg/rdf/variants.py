"""Which statements report one utterance, as quads of the derived graph "variants" (docs/data-model.md)."""

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.rdf import terms as t
from kg.rdf.literals import confidence
from kg.variants import Variant, VariantGroup

VARIANTS = "variants"


def variant_quads(groups: Iterable[VariantGroup], base: str = ids.BASE) -> Iterator[Quad]:
    """The utterances, what reports them, and the decisions that say so."""
    graph = NamedNode(ids.derived_graph(VARIANTS, base))
    for group in groups:
        utterance = NamedNode(group.utterance)
        yield Quad(utterance, t.A, t.UTTERANCE, graph)
        yield Quad(utterance, t.FULLEST_WORDING, NamedNode(group.fullest), graph)
        for statement in group.statements:
            yield Quad(NamedNode(statement), t.REPORTS, utterance, graph)
        for variant in group.others:
            yield from (Quad(s, p, o, graph) for s, p, o in _decision(variant))


def apart_quads(pairs: Iterable[Collection[str]], base: str = ids.BASE) -> Iterator[Quad]:
    """Pairs of statements (IRIs) that people hold for reports of two utterances, each from the one that comes first."""
    graph = NamedNode(ids.derived_graph(VARIANTS, base))
    for pair in pairs:
        yield Quad(NamedNode(min(pair)), t.NOT_VARIANT_OF, NamedNode(max(pair)), graph)


def _decision(v: Variant) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = NamedNode(f"{v.statement}#variant")
    yield NamedNode(v.statement), t.VARIANT_DECISION, node
    yield node, t.A, t.DECISION_OF_VARIANT
    yield node, t.COMPARED_WITH, NamedNode(v.compared_with)
    yield node, t.SCORE, confidence(v.score)
    yield node, t.REASON, Literal(v.reason)
    yield node, t.DIFFERENCE, t.CONCEPT_OF_DIFFERENCE[v.difference]
    if v.judgement is not None:
        yield node, t.DERIVED_FROM, NamedNode(v.judgement)
