"""What people decided about a statement and another, or a claim: values, and their quads (docs/data-model.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.rdf import terms as t
from kg.rdf.annotation import Triple, annotation_triples, judged_quads
from kg.rdf.judged import Passage, passage_triples

PairVerdict = OneOf["accepted", "rejected", "undecided", "undone"]
PairKind = OneOf["variant", "match"]

_VALUE: Mapping[PairVerdict, NamedNode] = {
    "accepted": t.VALUE_OF_JUDGED["accepted"],
    "rejected": t.VALUE_OF_JUDGED["rejected"],
    "undecided": t.VALUE_OF_JUDGED["undecided"],
    "undone": t.VALUE_OF_JUDGED["undone"],
}
PAIR_OF_VALUE: Mapping[str, PairVerdict] = {node.value: verdict for verdict, node in _VALUE.items()}


@dataclass(frozen=True, slots=True)
class Side:
    """A statement (IRI) of an article (IRI, and URL where it has one) with its words; or a claim (IRI), without them.

    ``passages`` are the spans of the statement's content.
    """

    iri: str
    article: str | None = None
    url: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """Whether two statements report one utterance, or whether a statement or claim (``one``) makes a claim (``other``).

    ``created`` is ISO 8601; ``revises`` is the IRI of the judgement of the same pair that this one takes the place of.
    """

    iri: str
    one: Side
    other: Side
    verdict: PairVerdict
    note: str | None
    by: str | None
    created: str
    revises: str | None = None

    @property
    def kind(self) -> PairKind:
        """What was judged."""
        return "match" if ids.split(self.other.iri)[1] == "claim" else "variant"

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, the one first."""
        return self.one, self.other


def pair_judgement_iri(
    one: str, other: str, verdict: PairVerdict, note: str | None, by: str | None, revises: str | None
) -> str:
    """The judgement of a pair: all but its time, so that the same decision twice is one."""
    return f"{ids.split(one)[0]}judgement/{ids.digest([one, other, verdict, note or '', by or '', revises or ''])}"


def pair_judgement_quads(judgement: PairJudgement) -> Iterator[Quad]:
    """The annotation of a judgement; FormatError, before the first quad, for text that no graph can hold."""
    return judged_quads(judgement, _triples(judgement))


def _triples(j: PairJudgement) -> Iterator[Triple]:
    yield from annotation_triples(j, [side.iri for side in j.sides], _VALUE[j.verdict])
    node = NamedNode(j.iri)
    for name, side in zip(("one", "other"), j.sides, strict=True):
        yield from _words(j.iri, node, name, side)


def _words(judgement: str, node: NamedNode, name: str, side: Side) -> Iterator[Triple]:
    if side.article is None:
        return
    for triple in passage_triples(judgement, side.article, node, t.HAS_TARGET, name, side.passages):
        yield triple
        if triple[1] == t.HAS_TARGET and isinstance(triple[2], NamedNode):
            yield triple[2], t.WORDS_OF, NamedNode(side.iri)
            if side.url:
                yield triple[2], t.ARTICLE_URL, Literal(side.url, datatype=t.ANY_URI)
