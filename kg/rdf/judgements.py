"""What people decided, as quads of the graph of judgements (docs/data-model.md)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import FormatError
from kg.model import Judgement, Verdict
from kg.rdf import terms as t
from kg.rdf.literals import moment


def judgement_iri(one: str, other: str, verdict: Verdict, note: str | None, by: str | None, revises: str | None) -> str:
    """The judgement of two entities: all but its time, so that the same decision twice is one."""
    return f"{ids.split(one)[0]}judgement/{ids.digest([one, other, verdict, note or '', by or '', revises or ''])}"


def judgement_quads(judgement: Judgement) -> Iterator[Quad]:
    """The annotation of a judgement; FormatError, before the first quad, for text that no graph can hold."""
    try:
        note = Literal(judgement.note) if judgement.note else None
        by = Literal(judgement.by) if judgement.by else None
    except ValueError as e:
        raise FormatError("the note or the name holds a lone surrogate") from e
    graph = NamedNode(ids.judgements_graph(ids.split(judgement.iri)[0]))
    node = NamedNode(judgement.iri)
    triples: list[tuple[NamedNode, NamedNode | Literal | None]] = [
        (t.A, t.ANNOTATION),
        (t.MOTIVATED_BY, t.ASSESSING),
        (t.HAS_TARGET, NamedNode(judgement.one)),
        (t.HAS_TARGET, NamedNode(judgement.other)),
        (t.JUDGEMENT, t.VALUE_OF_VERDICT[judgement.verdict]),
        (t.CREATED, moment(judgement.created)),
        (t.BODY_VALUE, note),
        (t.CREATOR, by),
        (t.REVISION_OF, NamedNode(judgement.revises) if judgement.revises else None),
    ]
    return (Quad(node, p, o, graph) for p, o in triples if o is not None)
