"""A judgement, its correction and its undoing are the same on every store."""

from kg.model import Extraction
from kg.questions import ask
from kg.review.queue import Scope
from kg.statements import statements
from kg.store import EmbeddedStore, Store
from kg.workflow.assessing import Change, assess
from kg.workflow.reidentifying import reindex
from kg.workflow.reviewable import Signed, items, queue, undo
from kg.workflow.storing import ingest_extractions

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


def test_what_follows_from_judgements_is_the_same_everywhere(store: Store, truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as memory:
        assert judged(store, truth) == judged(memory, truth)
