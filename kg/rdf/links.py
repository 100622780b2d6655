"""Links of speakers to authorities: the values, and their quads in the derived graph of links (docs/data-model.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import FormatError
from kg.model import EntityKind
from kg.rdf.literals import moment, number
from kg.vocab import DCTERMS, HS, OA, PROV, RDF, SCHEMA, XSD

LINKS = "links"
SHOWN = 60
"""Characters of what is wrong that a message shows."""
UNFIT = "the note or the name holds characters that no graph can hold"
LinkVerdict = OneOf["accepted", "rejected"]

_A = NamedNode(RDF("type"))
_NAME = NamedNode(SCHEMA("name"))
_SAME_AS = NamedNode(SCHEMA("sameAs"))
_DERIVED_FROM = NamedNode(PROV("wasDerivedFrom"))
_VALUE: Mapping[LinkVerdict, NamedNode] = {"accepted": NamedNode(HS("Accepted")), "rejected": NamedNode(HS("Rejected"))}
VERDICTS: Mapping[str, LinkVerdict] = {node.value: verdict for verdict, node in _VALUE.items()}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a service proposes for a name: ``score`` and ``match`` as it gives them, ``types`` as ids and names."""

    iri: str
    name: str
    score: float | None = None
    match: bool = False
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """One name asked of one service (IRI), when (ISO 8601), and what it proposed, the best first."""

    service: str
    kind: EntityKind
    name: str
    asked: str
    proposals: tuple[Proposal, ...] = ()

    def iri(self, base: str) -> str:
        """The same service, kind and name have one IRI, whenever it was asked; FormatError for a lone surrogate."""
        return f"{base}lookup/{_digest(self.service, self.kind, self.name)}"

    def proposal_iri(self, base: str, number: int) -> str:
        """The node of the proposal of that number; the first is 1."""
        return f"{self.iri(base)}#proposal-{number}"


@dataclass(frozen=True, slots=True)
class Link:
    """That a speaker (IRI) is what ``iri`` names elsewhere; ``cause`` is the IRI of the proposal or judgement."""

    speaker: str
    iri: str
    reason: str
    cause: str


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """What a person decided about a speaker, named by the entity that founded it, and the IRI ``target``.

    ``revises`` is the IRI of the judgement that this one takes the place of.
    """

    iri: str
    entity: str
    target: str
    verdict: LinkVerdict
    note: str | None
    by: str | None
    created: str
    revises: str | None = None


def lookup_quads(lookup: Lookup, base: str) -> Iterator[Quad]:
    """The lookup, which is an activity, and a node for each proposal.

    FormatError, before the first quad, for an IRI that is none and for text that no graph can hold: a lone surrogate.
    """
    try:
        return iter(tuple(_lookup_quads(lookup, base)))
    except FormatError as e:
        raise FormatError(f"the answer for {lookup.name!r} cannot be stored: {e}") from e


def _lookup_quads(lookup: Lookup, base: str) -> Iterator[Quad]:
    graph, node = NamedNode(ids.derived_graph(LINKS, base)), NamedNode(lookup.iri(base))
    yield Quad(node, _A, NamedNode(HS("Lookup")), graph)
    yield Quad(node, NamedNode(PROV("used")), _iri(lookup.service), graph)
    yield Quad(node, NamedNode(PROV("wasAssociatedWith")), NamedNode(HS("Software")), graph)
    yield Quad(node, NamedNode(PROV("endedAtTime")), moment(lookup.asked), graph)
    yield Quad(node, NamedNode(HS("askedName")), _text(lookup.name), graph)
    yield Quad(node, NamedNode(HS("askedKind")), Literal(lookup.kind), graph)
    for n, proposal in enumerate(lookup.proposals, 1):
        yield from _proposal_quads(NamedNode(lookup.proposal_iri(base, n)), node, n, proposal, graph)


def _proposal_quads(node: NamedNode, lookup: NamedNode, n: int, proposal: Proposal, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(node, _A, NamedNode(HS("Proposal")), graph)
    yield Quad(node, NamedNode(PROV("wasGeneratedBy")), lookup, graph)
    yield Quad(node, NamedNode(HS("rank")), number(n), graph)
    yield Quad(node, NamedNode(HS("proposes")), _iri(proposal.iri), graph)
    yield Quad(node, _NAME, _text(proposal.name), graph)
    if proposal.score is not None:
        yield Quad(node, NamedNode(HS("serviceScore")), number(float(proposal.score)), graph)
    match = Literal("true" if proposal.match else "false", datatype=NamedNode(XSD("boolean")))
    yield Quad(node, NamedNode(HS("serviceMatch")), match, graph)
    for given in dict.fromkeys(proposal.types):
        yield Quad(node, NamedNode(HS("givenType")), _text(given), graph)


def speaker_quads(speaker: str, proposals: Iterable[str], links: Iterable[Link], base: str) -> Iterator[Quad]:
    """What is proposed for a speaker (IRIs of proposals) and what it is linked to, with the reason.

    FormatError, before the first quad, for an IRI that is none and for text that no graph can hold: a lone surrogate.
    """
    return iter(tuple(_speaker_quads(speaker, proposals, links, base)))


def _speaker_quads(speaker: str, proposals: Iterable[str], links: Iterable[Link], base: str) -> Iterator[Quad]:
    graph, subject = NamedNode(ids.derived_graph(LINKS, base)), NamedNode(speaker)
    for iri in dict.fromkeys(proposals):
        yield Quad(subject, NamedNode(HS("proposal")), NamedNode(iri), graph)
    for link in links:
        target, node = _iri(link.iri), NamedNode(f"{base}link/{_digest(link.speaker, link.iri)}")
        yield Quad(subject, _SAME_AS, target, graph)
        yield Quad(node, _A, NamedNode(HS("Link")), graph)
        yield Quad(node, NamedNode(HS("linkedSpeaker")), subject, graph)
        yield Quad(node, NamedNode(HS("linksTo")), target, graph)
        yield Quad(node, NamedNode(SCHEMA("description")), _text(link.reason), graph)
        yield Quad(node, _DERIVED_FROM, _iri(link.cause), graph)


def judgement_quads(judgement: LinkJudgement, base: str) -> Iterator[Quad]:
    """The annotation of a judgement; FormatError, before the first quad, for text that no graph can hold."""
    graph, node = NamedNode(ids.judgements_graph(base)), NamedNode(judgement.iri)
    try:
        said = [
            (NamedNode(OA("bodyValue")), Literal(judgement.note) if judgement.note else None),
            (NamedNode(DCTERMS("creator")), Literal(judgement.by) if judgement.by else None),
        ]
        target = NamedNode(judgement.target)
    except ValueError as e:
        raise FormatError(UNFIT) from e
    triples: list[tuple[NamedNode, NamedNode | Literal | None]] = [
        (_A, NamedNode(OA("Annotation"))),
        (NamedNode(OA("motivatedBy")), NamedNode(OA("assessing"))),
        (NamedNode(OA("hasTarget")), NamedNode(judgement.entity)),
        (NamedNode(OA("hasTarget")), target),
        (NamedNode(HS("judgement")), _VALUE[judgement.verdict]),
        (NamedNode(DCTERMS("created")), moment(judgement.created)),
        *said,
        (NamedNode(PROV("wasRevisionOf")), NamedNode(judgement.revises) if judgement.revises else None),
    ]
    return (Quad(node, p, o, graph) for p, o in triples if o is not None)


def judgement_iri(
    entity: str, target: str, verdict: LinkVerdict, note: str | None, by: str | None, revises: str | None, base: str
) -> str:
    """The judgement of an entity and an IRI: all but its time, so that the same decision twice is one; FormatError."""
    try:
        return f"{base}judgement/{ids.digest([entity, target, verdict, note or '', by or '', revises or ''])}"
    except UnicodeEncodeError as e:
        raise FormatError(UNFIT) from e


def _digest(*parts: str) -> str:
    return ids.digest([_text(part).value for part in parts])  # a hash refuses what a literal does


def _iri(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as e:
        raise FormatError(f"not an IRI: {iri[:SHOWN]!r}") from e


def _text(text: str) -> Literal:
    try:
        return Literal(text)
    except ValueError as e:
        raise FormatError(f"a lone surrogate in {text[:SHOWN]!r}") from e
