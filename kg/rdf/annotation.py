"""What each judgement says as an annotation (docs/data-model.md): what of what, who, when, in whose place."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import FormatError
from kg.rdf import terms as t
from kg.rdf.evidence import Object
from kg.rdf.literals import moment

Triple = tuple[NamedNode, NamedNode, Object]


class Decided(Protocol):
    """A judgement of whatever kind."""

    @property
    def iri(self) -> str: ...
    @property
    def note(self) -> str | None: ...
    @property
    def by(self) -> str | None: ...
    @property
    def created(self) -> str: ...
    @property
    def revises(self) -> str | None: ...


def annotation_triples(judgement: Decided, targets: Iterable[str], value: NamedNode) -> Iterator[Triple]:
    """That the judgement decided ``value`` about its ``targets`` (IRIs); ValueError for text that no graph can hold."""
    node = NamedNode(judgement.iri)
    yield node, t.A, t.ANNOTATION
    yield node, t.MOTIVATED_BY, t.ASSESSING
    for target in targets:
        yield node, t.HAS_TARGET, NamedNode(target)
    yield node, t.JUDGEMENT, value
    yield node, t.CREATED, moment(judgement.created)
    if judgement.note:
        yield node, t.BODY_VALUE, Literal(judgement.note)
    if judgement.by:
        yield node, t.CREATOR, Literal(judgement.by)
    if judgement.revises:
        yield node, t.REVISION_OF, NamedNode(judgement.revises)


def judged_quads(judgement: Decided, triples: Iterable[Triple]) -> Iterator[Quad]:
    """The triples in the graph of judgements; FormatError, before the first quad, for text that no graph can hold."""
    try:
        found = list(triples)
    except ValueError as e:
        raise FormatError("the note or the name holds a lone surrogate") from e
    graph = NamedNode(ids.judgements_graph(ids.split(judgement.iri)[0]))
    return (Quad(s, p, o, graph) for s, p, o in found)
