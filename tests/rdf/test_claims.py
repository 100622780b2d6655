"""Claims, reviews, matches and contradictions as quads: valid, whole, in short words, and without contradiction."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.claims import Claim, Rating, RatingName, Review
from kg.errors import FormatError
from kg.rdf import validate
from kg.rdf.claims import RATING_OF_CONCEPT, claim_iri, contradiction_quads, match_quads, own_review_quads, review_quads
from kg.vocab import HS, SCHEMA
from tests.ontology.test_closure import contradictions
from tests.ontology.test_context import CONTEXT, compact, keys
from tests.reviewed import feed

S, T = (f"{ids.BASE}statement/" + c * 20 for c in "ab")
REVIEW = feed()[0]


def everything() -> list[Quad]:
    claim = claim_iri(REVIEW.claim, ids.BASE)
    revised = f"{ids.BASE}review/x"
    own = own_review_quads(
        REVIEW, ids.BASE, by="Ann", created="2022-03-08T00:00:00Z", note="n", revises=revised, organisation=True
    )
    full = replace(REVIEW, title="T", language="en", claim=replace(
        REVIEW.claim, appearances=("https://x.example/1",), first_appearance="https://x.example/1"))  # fmt: skip
    return [
        *review_quads(full, ids.BASE), *own, *match_quads(S, [(claim, 0.9, "why", f"{ids.BASE}judgement/x")]),
        *contradiction_quads(T, [(S, 0.5, "why")]),
    ]  # fmt: skip


def test_they_are_valid_and_hold_together_with_the_ontology() -> None:
    graph = validate.graph_of(everything())
    report = validate.report(graph)
    assert report.conforms, report.violations
    assert contradictions(graph) == []


def test_short_keys_are_all_they_need() -> None:
    graph = validate.graph_of(everything())
    body = json.loads(compact(graph))["@graph"]
    assert {k for k in keys(body) if ":" in k or k.startswith("@")} <= {"@type", "@value"}
    assert "normalisedRating" in CONTEXT


def test_each_thing_wrong_is_found() -> None:
    quads = everything()
    for predicate in ("itemReviewed", "claimReviewed", "url", "reviewRating"):
        left = [q for q in quads if q.predicate.value != SCHEMA(predicate)]
        assert not validate.report(validate.graph_of(left)).conforms, predicate
    for name in ("matchedClaim", "contradicted", "score", "reason"):
        left = [q for q in quads if q.predicate.value != HS(name)]
        assert not validate.report(validate.graph_of(left)).conforms, name
    rated = NamedNode(HS("normalisedRating"))
    wrong = [
        Quad(q.subject, rated, NamedNode(HS("Direct")), q.graph_name) if q.predicate == rated else q for q in quads
    ]
    assert not validate.report(validate.graph_of(wrong)).conforms


@pytest.mark.parametrize(
    "review",
    [
        replace(REVIEW, claim=Claim("\ud800")), replace(REVIEW, reviewer="\udfff"),
        replace(REVIEW, rating=Rating("\ud800")), replace(REVIEW, claim=replace(REVIEW.claim, claimant="\ud800")),
    ],
)  # fmt: skip
def test_what_no_graph_can_hold_is_refused_before_the_first_quad(review: Review) -> None:
    with pytest.raises(FormatError, match="cannot be stored"):
        review_quads(review, ids.BASE)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from([None, *RATING_OF_CONCEPT.values()])
)
def test_the_rating_as_given_stays_beside_its_place(words: str, place: RatingName | None) -> None:
    review = replace(REVIEW, rating=Rating(words, "1", "5", "1", place))
    quads = list(review_quads(review, ids.BASE))
    given_ = {q.object.value for q in quads if q.predicate.value == SCHEMA("alternateName")}  # type: ignore[union-attr]
    places = {RATING_OF_CONCEPT[q.object.value] for q in quads if q.predicate.value == HS("normalisedRating")}  # type: ignore[union-attr]
    assert given_ == {words}
    assert places == ({place} if place else set())
    assert {q.graph_name for q in quads} == {NamedNode(ids.reviews_graph(review.url))}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Claim("The dam  LEAKS."), Claim("the dam leaks"), True),
        (Claim("The dam leaks", "Ann Lee"), Claim("The dam leaks"), False),
        (Claim("The dam leaks", "Ann Lee"), Claim("The dam leaks!", "ann lee", "2022-03-01"), True),
        (Claim("12 dams leak"), Claim("1 2 dams leak"), False),
    ],
)
def test_a_claim_is_its_words_and_its_claimant(one: Claim, other: Claim, same: bool) -> None:
    assert (claim_iri(one, ids.BASE) == claim_iri(other, ids.BASE)) == same
