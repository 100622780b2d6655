"""Reviews into the store, candidates made anew, and what people decide about them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import ids
from kg.check.claims import loading
from kg.claims import Rating, Review
from kg.errors import InputError, NotFoundError, UsageError
from kg.model import Extraction
from kg.questions import ask
from kg.rdf import derived, validate
from kg.rdf.claims import CLAIMS, CONTRADICTIONS
from kg.review.pairs import pair_judgements, standing
from kg.store import EmbeddedStore
from kg.workflow import claim_tables, judging_claims, pairing
from kg.workflow.claims import ImportReport, import_reviews, match
from tests.reviewed import EARLIER, LATER, attributions, claimed, feed, statement
from tests.test_questions import newsroom

Truth = tuple[Extraction, ...]
NOW = "2022-03-08T00:00:00Z"


@pytest.fixture
def store(truth: Truth) -> Iterator[EmbeddedStore]:
    """The articles of examples/, without reviews."""
    graphs = {ids.derived_graph(CLAIMS), ids.derived_graph(CONTRADICTIONS)}
    graphs |= {ids.reviews_graph(r.url) for r in feed()}
    with EmbeddedStore.memory() as made:
        made.write(q for q in newsroom(truth) if q.graph_name.value not in graphs)  # type: ignore[union-attr]
        yield made


def load(store: EmbeddedStore, *items: Review | InputError) -> ImportReport:
    return import_reviews(store, items, lambda item: None)


def candidates(store: EmbeddedStore) -> set[tuple[str, str]]:
    rows = store.select("SELECT ?s ?c { ?s hs:claimMatch ?m . ?m hs:matchedClaim ?c . ?s a schema:Quotation }").rows
    return {(str(s), str(c)) for s, c in rows}


def test_the_candidates_are_what_a_careful_reader_finds(store: EmbeddedStore, truth: Truth) -> None:
    assert load(store, *feed()) == ImportReport(new=8, unrated=1)
    report = match(store)
    assert candidates(store) == {(s, c) for s, claims in claimed(truth).items() for c in claims}
    assert report.accepted == 0 < report.matches
    there = attributions(truth)
    (pair,) = store.select("SELECT ?s ?t { ?s hs:mayContradict ?t }").rows
    assert pair == (statement(there[LATER]), statement(there[EARLIER]))
    for graph in (CLAIMS, CONTRADICTIONS):
        assert validate.report(validate.graph_of(store.quads(ids.derived_graph(graph)))).conforms
    before = set(store.quads())
    match(store)
    assert set(store.quads()) == before


def test_what_an_address_held_before_is_replaced_once_an_import(store: EmbeddedStore) -> None:
    one = feed()[0]
    two = replace(one, claim=replace(one.claim, text="Something else"))
    assert load(store, one, two, one) == ImportReport(new=2)
    assert load(store, replace(one, rating=Rating("False", normalised="false"))) == ImportReport(again=1)
    (row,) = ask(store, "reviewed-claims").dicts()
    assert (row["original"], row["rating"]) == ("False", "false")
    assert store.select("SELECT ?c { ?c a schema:Claim }").rows == ((row["claim_iri"],),)


def test_two_ratings_of_one_review_are_an_error(store: EmbeddedStore) -> None:
    told: list[str] = []
    other = replace(feed()[0], rating=Rating("False", normalised="false"))
    items = [feed()[0], other, InputError("x.html", "is no page")]
    report = import_reviews(store, items, lambda item: told.append(str(item)) if isinstance(item, InputError) else None)
    assert report == ImportReport(new=1, errors=2)
    assert "another rating" in told[0] and "x.html" in told[1]


def test_a_person_decides_and_nothing_overrides(store: EmbeddedStore, truth: Truth) -> None:
    load(store, *feed())
    match(store)
    (said, claim), *_ = sorted(candidates(store))
    other = statement(attributions(truth)["night-talks", "a1"])
    assert pairing.judge(store, "match", "rejected", said, claim, now=NOW, by="Ann").changed
    assert (said, claim) not in candidates(store)
    assert pairing.judge(store, "match", "accepted", other, claim, now=NOW, note="the same", by="Ann").changed
    assert not pairing.judge(store, "match", "accepted", other, claim, now=NOW, note="the same", by="Ann").changed
    match(store)
    query = f"SELECT ?why {{ <{other}> hs:matchesClaim <{claim}> ; hs:claimMatch ?m . ?m hs:reason ?why }}"
    assert store.select(query).rows == (("accepted by Ann: the same",),)
    pairing.judge(store, "match", "accepted", said, claim, now=NOW)
    assert (said, claim) in candidates(store)
    before = set(store.quads())
    match(store)
    assert set(store.quads()) == before
    held = standing(pair_judgements(store))
    assert {(j.one.iri, j.other.iri): j.verdict for j in held} == {
        (said, claim): "accepted",
        (other, claim): "accepted",
    }
    assert validate.report(validate.graph_of(store.quads(ids.judgements_graph()))).conforms


def test_wrong_use_of_judgements(store: EmbeddedStore) -> None:
    load(store, *feed())
    match(store)
    (said, claim), *_ = sorted(candidates(store))
    for one, other, kind in (
        ("statement/ffffffff", claim, NotFoundError), (said, said, NotFoundError), (claim, claim, UsageError),
        ("> } #", claim, NotFoundError), ("nobody", claim, NotFoundError),
    ):  # fmt: skip
        with pytest.raises(kind) as caught:
            pairing.judge(store, "match", "accepted", one, other, now=NOW)
        assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="no text"):
        pairing.judge(store, "match", "accepted", said, claim, now=NOW, note="\ud800")


def test_a_review_of_ones_own(store: EmbeddedStore, truth: Truth) -> None:
    said = statement(attributions(truth)["siege-begins", "a4"])
    url = "https://ours.example/check"
    made = judging_claims.review(store, said, "mostly-false", url, "Ann", now=NOW, note="one was not dead")
    assert made.claim.text == "14 people had been killed and dozens wounded"
    assert (made.claim.claimant, made.published, made.rating.value) == ("Benedek Osei", "2022-03-08", "2")
    (row,) = ask(store, "reviewed-claims").dicts()
    assert (row["rating"], row["reviewer"], row["statements"]) == ("mostly-false", "Ann", 1)
    assert {r["accepted"] for r in ask(store, "claim-evidence").dicts()} == {True}
    size = len(set(store.quads()))
    judging_claims.review(store, said, "mostly-false", url, "Ann", now="2023-01-01T00:00:00Z", published="2022-03-08",
                          note="one was not dead")  # fmt: skip
    assert len(set(store.quads())) == size
    judging_claims.review(store, str(row["claim_iri"]), "false", url, "Ann", now=NOW)
    (newer,) = ask(store, "reviewed-claims").dicts()
    assert (newer["rating"], newer["claim_iri"]) == ("false", row["claim_iri"])
    judging_claims.review(store, str(row["claim_iri"]), "true", url, "Bo", now=NOW)
    assert [r["disagrees"] for r in ask(store, "reviewed-claims").dicts()] == [True, True]
    assert validate.report(validate.graph_of(store.quads(ids.judgements_graph()))).conforms
    before = set(store.quads(ids.judgements_graph()))
    load(store, *feed())
    match(store)
    assert set(store.quads(ids.judgements_graph())) == before


@pytest.mark.parametrize(
    ("url", "by", "day", "reason"),
    [("ftp://x", "Ann", None, "not a web address"), ("https://x.example", " ", None, "--by"),
     ("https://x.example", "Ann", "March", "ISO 8601")],
)  # fmt: skip
def test_wrong_use_of_a_review(
    store: EmbeddedStore, truth: Truth, url: str, by: str, day: str | None, reason: str
) -> None:
    said = statement(attributions(truth)["siege-begins", "a4"])
    with pytest.raises(UsageError, match=reason):
        judging_claims.review(store, said, "false", url, by, now=NOW, published=day)
    assert list(store.quads(ids.judgements_graph())) == []


def test_what_was_withdrawn_is_left_out(store: EmbeddedStore, truth: Truth) -> None:
    load(store, *feed())
    match(store)
    there = attributions(truth)
    store.write(derived.withdrawn_quads([there[LATER][1].iri, there["ledger-governor", "a5"][1].iri]))
    match(store)
    assert claim_tables.contradicting(store, None).rows == ()
    assert len(claim_tables.contradicting(store, None, withdrawn=True).rows) == 1
    pumps = next(c.iri for c in loading.claims(store) if "pumps" in c.text)
    assert claim_tables.shown(store, pumps).statements.rows == ()
    assert len(claim_tables.shown(store, pumps, withdrawn=True).statements.rows) == 1


@pytest.mark.parametrize(
    ("text", "claim"),
    [("that the city fell", "The city fell"), ("“We won,”", "We won"), ("“A,” … “B”", "“A,” … “B”"), ("x", "X")],
)
def test_a_statement_worded_as_a_claim(text: str, claim: str) -> None:
    assert judging_claims.worded(text) == claim
