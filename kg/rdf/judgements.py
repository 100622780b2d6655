"""What people decided, as quads of the graph of judgements (docs/data-model.md)."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg import ids
from kg.model import Judgement, Verdict
from kg.rdf import terms as t
from kg.rdf.annotation import annotation_triples, judged_quads


def judgement_iri(one: str, other: str, verdict: Verdict, note: str | None, by: str | None, revises: str | None) -> str:
    """The judgement of two entities: all but its time, so that the same decision twice is one."""
    return f"{ids.split(one)[0]}judgement/{ids.digest([one, other, verdict, note or '', by or '', revises or ''])}"


def judgement_quads(judgement: Judgement) -> Iterator[Quad]:
    """The annotation of a judgement; FormatError, before the first quad, for text that no graph can hold."""
    targets = (judgement.one, judgement.other)
    return judged_quads(judgement, annotation_triples(judgement, targets, t.VALUE_OF_VERDICT[judgement.verdict]))
