"""Which statements report one utterance, as quads of the derived graph "variants" (docs/data-model.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.rdf import terms as t
from kg.rdf.literals import confidence
from kg.vocab import HS

VARIANTS = "variants"
Difference = OneOf["same", "cut", "altered", "paraphrase"]

CONCEPT_OF_DIFFERENCE: Mapping[Difference, NamedNode] = {
    "same": NamedNode(HS("SameWords")),
    "cut": NamedNode(HS("CutWords")),
    "altered": NamedNode(HS("AlteredWords")),
    "paraphrase": NamedNode(HS("Paraphrase")),
}
DIFFERENCE_OF_CONCEPT: Mapping[str, Difference] = {node.value: x for x, node in CONCEPT_OF_DIFFERENCE.items()}


@dataclass(frozen=True, slots=True)
class Variant:
    """That a statement (IRI) reports an utterance, as found by comparing it with another statement (IRI) of it.

    That is the fullest wording, or one whose words it shares more of. ``difference`` is from that one: the same words,
    words left out only, words altered, or the content in other words. ``judgement`` is the IRI of the judgement that
    decided, None where the comparison alone did.
    """

    statement: str
    compared_with: str
    score: float
    reason: str
    difference: Difference
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """The statements (IRIs) that report one utterance (IRI): the ``fullest`` wording, and how the ``others`` fit."""

    utterance: str
    fullest: str
    others: tuple[Variant, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """All of them, the fullest first."""
        return (self.fullest, *(v.statement for v in self.others))


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


def _decision(v: Variant) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = NamedNode(f"{v.statement}#variant")
    yield NamedNode(v.statement), t.VARIANT_DECISION, node
    yield node, t.A, t.DECISION_OF_VARIANT
    yield node, t.COMPARED_WITH, NamedNode(v.compared_with)
    yield node, t.SCORE, confidence(v.score)
    yield node, t.REASON, Literal(v.reason)
    yield node, t.DIFFERENCE, CONCEPT_OF_DIFFERENCE[v.difference]
    if v.judgement is not None:
        yield node, t.DERIVED_FROM, NamedNode(v.judgement)
