"""Claims and reviews, and what statements have to do with them, as quads (docs/data-model.md)."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.claims import Claim, RatingName, Review
from kg.errors import FormatError
from kg.rdf import terms as t
from kg.rdf.literals import confidence, moment
from kg.vocab import HS, SCHEMA

CLAIMS, CONTRADICTIONS = "claims", "contradictions"

_RATED: Mapping[RatingName, NamedNode] = {
    "true": NamedNode(HS("RatedTrue")),
    "mostly-true": NamedNode(HS("RatedMostlyTrue")),
    "mixed": NamedNode(HS("RatedMixed")),
    "mostly-false": NamedNode(HS("RatedMostlyFalse")),
    "false": NamedNode(HS("RatedFalse")),
    "unproven": NamedNode(HS("RatedUnproven")),
}
RATING_OF_CONCEPT: Mapping[str, RatingName] = {node.value: rating for rating, node in _RATED.items()}
_CLAIM_REVIEW = NamedNode(SCHEMA("ClaimReview"))
_CLAIM = NamedNode(SCHEMA("Claim"))

Object = NamedNode | Literal


def claim_iri(claim: Claim, base: str) -> str:
    """The claim of these words and this claimant."""
    return ids.claim_iri(claim.text, claim.claimant, base)


def review_iri(review: Review, base: str) -> str:
    """The review at this address, of this claim, by this reviewer."""
    return ids.review_iri(review.url, claim_iri(review.claim, base), review.reviewer, base)


def own_review_iri(review: Review, note: str | None, revises: str | None, base: str) -> str:
    """A review made here: all but its time, so that the same review twice is one and no other takes its place."""
    parts = [review.url, claim_iri(review.claim, base), review.reviewer or "", review.rating.normalised or ""]
    return f"{base}review/{ids.digest([*parts, note or '', revises or ''])}"


def review_quads(review: Review, base: str, graph: str | None = None, iri: str | None = None) -> Iterator[Quad]:
    """The evidence of a review, in the graph of its address and with an IRI of its own unless others are given.

    FormatError, before the first quad, for text or an address that no graph can hold.
    """
    where = NamedNode(graph or ids.reviews_graph(review.url, base))
    try:
        named = iri or review_iri(review, base)
        found = dict.fromkeys((*_review(review, named, base), *_claim(review.claim, base)))
    except ValueError as e:
        raise FormatError(f"the review {review.url} cannot be stored: {e}") from e
    return (Quad(s, p, o, where) for s, p, o in found)


def _review(review: Review, iri: str, base: str) -> Iterator[tuple[NamedNode, NamedNode, Object]]:
    node, rated = NamedNode(iri), NamedNode(f"{iri}#rating")
    optional: list[tuple[NamedNode, Object | None]] = [
        (t.AUTHOR, _literal(review.reviewer)),
        (t.DATE_PUBLISHED, moment(review.published) if review.published else None),
        (t.HEADLINE, _literal(review.title)),
        (t.IN_LANGUAGE, _literal(review.language)),
    ]
    yield node, t.A, _CLAIM_REVIEW
    yield node, NamedNode(SCHEMA("itemReviewed")), NamedNode(claim_iri(review.claim, base))
    yield node, NamedNode(SCHEMA("claimReviewed")), Literal(review.claim.text)
    yield node, t.URL, Literal(review.url, datatype=t.ANY_URI)
    yield from ((node, p, o) for p, o in optional if o is not None)
    rating = review.rating
    yield node, NamedNode(SCHEMA("reviewRating")), rated
    yield rated, t.A, NamedNode(SCHEMA("Rating"))
    keys = ("alternateName", "ratingValue", "bestRating", "worstRating")
    values = (rating.name, rating.value, rating.best, rating.worst)
    yield from ((rated, NamedNode(SCHEMA(k)), Literal(v)) for k, v in zip(keys, values, strict=True) if v)
    if rating.normalised:
        yield rated, NamedNode(HS("normalisedRating")), _RATED[rating.normalised]


def _claim(claim: Claim, base: str) -> Iterator[tuple[NamedNode, NamedNode, Object]]:
    node = NamedNode(claim_iri(claim, base))
    yield node, t.A, _CLAIM
    yield node, t.TEXT, Literal(claim.text)
    if claim.claimant:
        yield node, t.AUTHOR, Literal(claim.claimant)
    if claim.published:
        yield node, t.DATE_PUBLISHED, moment(claim.published)
    for url in claim.appearances:
        yield node, NamedNode(SCHEMA("appearance")), Literal(url, datatype=t.ANY_URI)
    if claim.first_appearance:
        yield node, NamedNode(SCHEMA("firstAppearance")), Literal(claim.first_appearance, datatype=t.ANY_URI)


def own_review_quads(
    review: Review, base: str, *, by: str, created: str, note: str | None, revises: str | None, organisation: bool
) -> Iterator[Quad]:
    """A review made here: what ``review_quads`` gives, in the graph of judgements, as the annotation of a person."""
    graph = NamedNode(ids.judgements_graph(base))
    node = NamedNode(own_review_iri(review, note, revises, base))
    claim = NamedNode(claim_iri(review.claim, base))
    try:
        triples: list[tuple[NamedNode, Object | None]] = [
            (t.A, t.ANNOTATION),
            (t.MOTIVATED_BY, t.ASSESSING),
            (t.HAS_TARGET, claim),
            (t.CREATED, moment(created)),
            (t.CREATOR, Literal(by)),
            (t.BODY_VALUE, _literal(note)),
            (NamedNode(HS("reviewerKind")), Literal("organisation" if organisation else "person")),
            (t.REVISION_OF, NamedNode(revises) if revises else None),
        ]
    except ValueError as e:
        raise FormatError("the note or the name holds characters that no graph can hold") from e
    yield from review_quads(review, base, graph.value, node.value)
    yield from (Quad(node, p, o, graph) for p, o in triples if o is not None)


def match_quads(
    subject: str, matches: Iterable[tuple[str, float, str, str | None]], base: str = ids.BASE
) -> Iterator[Quad]:
    """The claims (IRIs) that a statement or claim may be, with score, reason and the judgement that accepted, if any.

    A node for each, "#claim-1" the best; hs:matchesClaim only where a person accepted.
    """
    graph, node = NamedNode(ids.derived_graph(CLAIMS, base)), NamedNode(subject)
    for n, (claim, score, reason, judgement) in enumerate(matches, 1):
        match, target = NamedNode(f"{subject}#claim-{n}"), NamedNode(claim)
        yield Quad(node, NamedNode(HS("claimMatch")), match, graph)
        yield Quad(match, t.A, NamedNode(HS("ClaimMatch")), graph)
        yield Quad(match, NamedNode(HS("matchedClaim")), target, graph)
        yield Quad(match, t.SCORE, confidence(score), graph)
        yield Quad(match, t.REASON, Literal(reason), graph)
        if judgement is not None:
            yield Quad(match, t.DERIVED_FROM, NamedNode(judgement), graph)
            yield Quad(node, NamedNode(HS("matchesClaim")), target, graph)


def contradiction_quads(later: str, earlier: Iterable[tuple[str, float, str]], base: str = ids.BASE) -> Iterator[Quad]:
    """The earlier statements (IRIs) that a statement may contradict, with score and reason: a node each."""
    graph, node = NamedNode(ids.derived_graph(CONTRADICTIONS, base)), NamedNode(later)
    for n, (other, score, reason) in enumerate(earlier, 1):
        candidate = NamedNode(f"{later}#contradiction-{n}")
        yield Quad(node, NamedNode(HS("mayContradict")), NamedNode(other), graph)
        yield Quad(node, NamedNode(HS("contradiction")), candidate, graph)
        yield Quad(candidate, t.A, NamedNode(HS("Contradiction")), graph)
        yield Quad(candidate, NamedNode(HS("contradicted")), NamedNode(other), graph)
        yield Quad(candidate, t.SCORE, confidence(score), graph)
        yield Quad(candidate, t.REASON, Literal(reason), graph)


def _literal(text: str | None) -> Literal | None:
    return Literal(text) if text else None
