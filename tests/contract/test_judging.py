"""Judgements, what they change and their undoing are the same on every store."""

from kg.model import Extraction
from kg.questions import ask
from kg.review.queue import Scope
from kg.statements import statements
from kg.store import EmbeddedStore, Store
from kg.workflow.assessing import Change, assess
from kg.workflow.claims import import_reviews, match
from kg.workflow.recorded import recorded
from kg.workflow.reidentifying import reindex
from kg.workflow.reindexing import reindex_all
from kg.workflow.reviewable import Signed, decide, items, queue, undo
from kg.workflow.storing import ingest_extractions
from tests.reviewed import feed

NOW = "2022-03-08T00:00:00Z"


def judged(store: Store, truth: tuple[Extraction, ...]) -> list[set[str]]:
    """The quads of the store after each step."""
    ingest_extractions(store, truth[:2], now=lambda: NOW, model_version="by hand")
    first, second, third = truth[0].attributions[:3]
    steps = [{str(q) for q in store.quads()}]
    note = 'hostile "} } ; DROP ALL # \\ \n 🌊'
    assess(store, "rejected", first.iri, now=NOW, note=note)
    done = assess(store, "corrected", second.iri, now=NOW, change=Change(speaker="Nora Quist", type="mixed"))
    assess(store, "accepted", third.iri, now=NOW, by="Ann")
    steps.append({str(q) for q in store.quads()})
    assert {s.name for s in statements(store) if s.corrects == second.iri} == {"Nora Quist"}
    assert first.iri not in {r["attribution"] for r in ask(store, "who-said-what").dicts()}
    ingest_extractions(store, truth[:1], now=lambda: NOW, model_version="by hand")
    reindex(store)
    undo(store, done.judgement.iri, Signed(NOW))
    steps.append({str(q) for q in store.quads()})
    waiting = queue(store, (), Scope())
    assert len(items(store, waiting)) == len(waiting)
    return steps


def paired(store: Store, truth: tuple[Extraction, ...]) -> list[set[str]]:
    """The quads of the store after each step with variants and matches."""
    ingest_extractions(store, truth, now=lambda: NOW, model_version="by hand")
    import_reviews(store, feed(), lambda item: None)
    match(store)
    steps = []
    signed = Signed(NOW, note='hostile "} } ; DROP ALL # \\ \n 🌊')
    for kind in ("variants", "matches"):
        first, second, *_ = queue(store, (kind,), Scope())
        rejected = decide(store, first[1].id, "rejected", signed)
        decide(store, second[1].id, "accepted", signed)
        steps.append({str(q) for q in store.quads()})
        undo(store, rejected.judgement, signed)
        steps.append({str(q) for q in store.quads()})
    assert {r["kind"] for r in recorded(store).dicts()} == {"variant", "match"}
    reindex_all(store)
    steps.append({str(q) for q in store.quads()})
    waiting = queue(store, ("variants", "matches"), Scope())
    assert len(items(store, waiting)) == len(waiting) > 0
    return steps


def test_what_follows_from_judgements_is_the_same_everywhere(store: Store, truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as memory:
        assert judged(store, truth) == judged(memory, truth)


def test_what_follows_from_judgements_of_pairs_is_the_same_everywhere(
    store: Store, truth: tuple[Extraction, ...]
) -> None:
    with EmbeddedStore.memory() as memory:
        assert paired(store, truth) == paired(memory, truth)
