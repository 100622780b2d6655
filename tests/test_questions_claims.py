"""The saved questions on claims, on what a careful reader found in examples/; expected rows are computed from that."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.claims import Rating
from kg.model import Extraction, statement_text
from kg.questions import ask
from kg.rdf import derived
from kg.rdf.claims import claim_iri, review_quads
from kg.store import EmbeddedStore
from kg.vocab import HS
from tests.reviewed import EARLIER, LATER, attributions, claimed, feed, reviewed_quads, statement
from tests.test_questions import newsroom

Truth = tuple[Extraction, ...]


@pytest.fixture(scope="module")
def store(truth: Truth) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        yield made


def test_contradictions_of_a_speaker(store: EmbeddedStore, truth: Truth) -> None:
    there = attributions(truth)
    (x, later), (y, earlier) = there[LATER], there[EARLIER]
    (row,) = ask(store, "may-contradict").dicts()
    assert (row["attribution"], row["earlier_attribution"]) == (later.iri, earlier.iri)
    assert (row["words"], row["earlier"]) == (
        statement_text(x.article.text, later.content),
        statement_text(y.article.text, earlier.content),
    )
    assert (row["published"], row["earlier_published"]) == (x.article.published, y.article.published)
    assert (row["start"], row["end"]) == (later.content[0].start, later.content[-1].end)
    assert ask(store, "may-contradict", {"speaker": "defence ministry"}).dicts() == [row]
    assert ask(store, "may-contradict", {"speaker": str(row["speaker_iri"])}).dicts() == [row]
    assert ask(store, "may-contradict", {"speaker": "Varnholt"}).rows == ()


@pytest.mark.parametrize("gone", [LATER, EARLIER])
def test_a_contradiction_needs_both_statements(truth: Truth, gone: tuple[str, str]) -> None:
    with EmbeddedStore.memory() as made:
        made.write([*newsroom(truth), *derived.withdrawn_quads([attributions(truth)[gone][1].iri])])
        assert ask(made, "may-contradict").rows == ()
        assert len(ask(made, "may-contradict", withdrawn=True).rows) == 1


def test_reviews_with_their_ratings_as_given_and_on_the_scale(store: EmbeddedStore, truth: Truth) -> None:
    made = claimed(truth)
    rows = ask(store, "reviewed-claims").dicts()
    assert {(r["reviewer"], r["published"], r["rating"], r["url"]) for r in rows} == {
        (r.reviewer, r.published, r.rating.normalised, r.url) for r in feed()
    }
    for row in rows:
        assert row["statements"] == sum(row["claim_iri"] in claims for claims in made.values())
    by_claim: dict[object, set[object]] = {}
    for row in rows:
        by_claim.setdefault(row["claim_iri"], set()).add(row["rating"])
    assert {r["claim_iri"] for r in rows if r["disagrees"]} == {c for c, rated in by_claim.items() if len(rated) > 1}
    assert [r for r in rows if r["disagrees"]] == ask(store, "reviewed-claims", {"disagree": "yes"}).dicts() != []
    assert len(ask(store, "reviewed-claims", {"claim": "drovnian SOLDIERS"}).rows) == 2
    assert ask(store, "reviewed-claims", {"claim": str(rows[0]["claim_iri"])}).dicts() == rows[:1]


def test_reviews_of_one_claim_in_other_words_disagree_once_a_person_says_that_it_is_one(truth: Truth) -> None:
    one, other = (
        claim_iri(next(r for r in feed() if word in r.claim.text).claim, ids.BASE) for word in ("intention", "intend")
    )
    graph = NamedNode(ids.derived_graph("claims"))
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        before = {r["claim_iri"] for r in ask(made, "reviewed-claims", {"disagree": "true"}).dicts()}
        made.write([Quad(NamedNode(one), NamedNode(HS("matchesClaim")), NamedNode(other), graph)])
        after = {r["claim_iri"] for r in ask(made, "reviewed-claims", {"disagree": "true"}).dicts()}
    assert after - before == {one, other}


def test_a_review_that_was_revised_is_left_out(truth: Truth) -> None:
    review = feed()[0]
    newer = replace(review, url=review.url + "/2", rating=Rating("False", normalised="false"))
    with EmbeddedStore.memory() as made:
        made.write([*newsroom(truth), *review_quads(newer, ids.BASE)])
        assert len(ask(made, "reviewed-claims", {"claim": review.claim.text}).rows) == 2
        rows = {r["url"]: NamedNode(str(r["review"])) for r in ask(made, "reviewed-claims").dicts()}
        revision = NamedNode("http://www.w3.org/ns/prov#wasRevisionOf")
        made.write([Quad(rows[newer.url], revision, rows[review.url], NamedNode(ids.judgements_graph()))])
        (row,) = ask(made, "reviewed-claims", {"claim": review.claim.text}).dicts()
    assert (row["url"], row["disagrees"]) == (newer.url, False)


def test_who_repeated_a_claim_after_its_review(store: EmbeddedStore, truth: Truth) -> None:
    made, expected = claimed(truth), set()
    for x, a in attributions(truth).values():
        for review in feed():
            later = (x.article.published or "") > (review.published or "")
            if later and claim_iri(review.claim, ids.BASE) in made.get(statement((x, a)), ()):
                expected.add((a.iri, review.url))
    rows = ask(store, "repeated-after-review").dicts()
    assert {(r["attribution"], r["url"]) for r in rows} == expected
    assert len(rows) == len(expected) > 1
    assert {r["accepted"] for r in rows} == {False}
    assert ask(store, "repeated-after-review", {"accepted": "yes"}).rows == ()


def test_the_evidence_of_a_claim_down_to_spans(store: EmbeddedStore, truth: Truth) -> None:
    made, expected = claimed(truth), set()
    for x, a in attributions(truth).values():
        for claim in made.get(statement((x, a)), ()):
            for part, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
                expected |= {(claim, a.iri, part, s.start, s.end, s.of(x.article.text)) for s in spans}
    rows = ask(store, "claim-evidence").dicts()
    keys = ("claim_iri", "attribution", "part", "start", "end", "words")
    assert {tuple(r[k] for k in keys) for r in rows} == expected
    assert len(rows) == len(expected) > 20
    (claim,) = {r["claim_iri"] for r in rows if "bread" in str(r["claim"])}
    assert ask(store, "claim-evidence", {"claim": str(claim)}).dicts() == [r for r in rows if r["claim_iri"] == claim]


def test_only_what_a_person_accepted(truth: Truth) -> None:
    with EmbeddedStore.memory() as made:
        made.write([q for q in newsroom(truth) if q.graph_name != NamedNode(ids.derived_graph("claims"))])
        made.write(reviewed_quads(truth, accepted=f"{ids.BASE}judgement/" + "a" * 20))
        for name in ("repeated-after-review", "claim-evidence"):
            table = ask(made, name, {"accepted": "true"})
            assert table == ask(made, name)
            assert {r["accepted"] for r in table.dicts()} == {True}
