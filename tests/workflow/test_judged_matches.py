"""Judgements of matches: what they do, and where they belong when an attribution was corrected or read again."""

from collections.abc import Iterator

import pytest

from kg import ids
from kg.questions import ask
from kg.rdf.paired import PairJudgement, Side, pair_judgement_quads
from kg.review.queue import Scope
from kg.store import EmbeddedStore, Store
from kg.workflow import claims, pairing
from kg.workflow.assessing import Change, assess
from kg.workflow.assessing import undo as undo_attribution
from kg.workflow.claims import import_reviews
from kg.workflow.recorded import chosen, recorded
from kg.workflow.reviewable import Signed, decide, items, queue, undo
from kg.workflow.validation import validated
from tests.judged_pairs import ARTICLES, NOW, ONE, claim_of, ingest, read
from tests.reviewed import feed

SIGNED = Signed(NOW, "Ann", "heard it")


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest(made, *ARTICLES)
        yield made


def makers(store: Store) -> set[str]:
    return {str(s) for (s,) in store.select("SELECT ?s { ?s hs:matchesClaim ?c }").rows}


def test_a_match_follows_a_correction_while_its_words_are_there(store: Store) -> None:
    claim = claim_of(store)
    pairing.judge(store, "match", "accepted", ONE, claim, now=NOW, note="so they say")
    read_as = ARTICLES[0].attributions[0]
    assess(store, "corrected", read_as.iri, now=NOW, change=Change(speaker="Nora Quist"))
    (now,) = makers(store)
    assert now != ONE
    assert {r["speaker"] for r in ask(store, "claim-evidence", {"accepted": "true"}).dicts()} == {"Nora Quist"}
    start, end = read_as.content[0].start, read_as.content[0].end
    longer = Change(content=(f"{start - len('said: ')}-{end}",))
    assess(store, "corrected", read_as.iri, now=NOW, change=longer)
    (longest,) = makers(store)
    assert longest not in (now, ONE)
    claims.match(store)
    assert makers(store) == {longest}
    shorter = assess(store, "corrected", read_as.iri, now=NOW, change=Change(content=(f"{start}-{end - 20}",)))
    assert makers(store) == set()
    (row,) = chosen(recorded(store), lost=True).dicts()
    assert (row["kind"], row["lost"]) == ("match", "a correction changed its words")
    undo_attribution(store, shorter.judgement, now=NOW)
    assert makers(store) == {ONE}
    assert validated(store).conforms


def test_a_judgement_without_words_follows_as_well(store: Store) -> None:
    claim = claim_of(store)
    made = PairJudgement(f"{store.base}judgement/{'a' * 20}", Side(ONE), Side(claim), "accepted", None, None, NOW)
    store.write(pair_judgement_quads(made))
    assess(store, "corrected", ARTICLES[0].attributions[0].iri, now=NOW, change=Change(speaker="Nora Quist"))
    (now,) = makers(store)
    assert now != ONE


def test_a_match_that_was_judged_on_a_correction_goes_back_with_it(store: Store) -> None:
    claim, read_as = claim_of(store), ARTICLES[0].attributions[0]
    done = assess(store, "corrected", read_as.iri, now=NOW, change=Change(speaker="Nora Quist"))
    rows = store.select(f"SELECT ?s {{ <{done.attribution}> hs:attributes ?s }}").rows
    pairing.judge(store, "match", "accepted", str(rows[0][0]), claim, now=NOW)
    undo_attribution(store, done.judgement, now=NOW)
    assert makers(store) == {ONE}
    made = pairing.judge(store, "match", "rejected", ONE, claim, now=NOW).judgement
    assert made.revises and makers(store) == set()
    undo(store, made.iri, SIGNED)
    assert makers(store) == set()


def test_a_rejected_match_stays_away_from_what_stands_for_its_statement(store: Store) -> None:
    said = read(7, "“312 Drovnian soldiers were killed at the bridge on Sunday.”")
    ingest(store, said)
    import_reviews(store, feed(), lambda item: None)
    claims.match(store)
    waiting = [pair for pair in queue(store, ("matches",), Scope()) if "/statement/" in pair[1].id]
    assert [w.id.split("+")[0] for _, w in waiting] == [
        ids.statement_iri(said.article.iri, said.attributions[0].content)
    ]
    (item,) = items(store, waiting)
    assert item.asks.startswith("Does this make the claim") and item.told["other"] in item.asks
    decide(store, item.id, "rejected", SIGNED)
    assert not any("/statement/" in w.id for _, w in queue(store, ("matches",), Scope()))
    assess(store, "corrected", said.attributions[0].iri, now=NOW, change=Change(speaker="Nora Quist"))
    ingest(store, read(7, "“312 Drovnian soldiers were killed at the bridge on Sunday.”", more=" It stopped."))
    claims.match(store)
    assert not any("/statement/" in w.id for _, w in queue(store, ("matches",), Scope()))
