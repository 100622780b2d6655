"""The graph of variants kept in step: in any order, by and by or at once, after a kill, and when a speaker changes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kg import ids
from kg.model import Extraction
from kg.rdf import derived
from kg.resolve.variant_index import VariantIndex
from kg.resolve.variant_loading import reported
from kg.store import Store, open_store
from kg.store.beside import Beside
from kg.workflow import reidentifying, varying
from kg.workflow.storing import ingest_extractions
from kg.workflow.varying import are_up_to_date, update_variants

GRAPH = ids.derived_graph("variants")


def take(store: Store, found: Sequence[Extraction]) -> None:
    ingest_extractions(store, found, now=lambda: "2022-03-08T00:00:00Z", model_version="by hand")


def members(store: Store) -> set[frozenset[str]]:
    return {frozenset(g.statements) for g in reported(store)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "news.kg"), create=True) as made:
        yield made


@pytest.fixture
def whole(store: Store, truth: tuple[Extraction, ...]) -> Store:
    take(store, truth)
    return store


def test_by_and_by_and_at_once_are_the_same(whole: Store, truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    assert len(members(whole)) > 5
    with open_store(str(tmp_path / "other.kg"), create=True) as other:
        for x in reversed(truth):
            take(other, [x])
            assert are_up_to_date(other)
        update_variants(other, anew=True)
        reidentifying.reindex(other)
        update_variants(other)
        assert members(other) == members(whole)


def test_an_update_changes_nothing_the_second_time(whole: Store) -> None:
    before = set(whole.quads(GRAPH))
    assert update_variants(whole).articles == 0
    assert update_variants(whole, anew=True).articles == 12
    assert set(whole.quads(GRAPH)) == before
    assert are_up_to_date(whole)


def test_a_kill_between_the_index_and_the_graph_is_made_good(
    store: Store, truth: tuple[Extraction, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(store: Store, index: VariantIndex) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(varying, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            take(store, truth)
    assert members(store) == set()
    assert not are_up_to_date(store)
    update_variants(store)
    assert len(members(store)) > 5
    assert are_up_to_date(store)


def test_a_lost_index_is_made_anew_and_what_is_stale_in_the_graph_goes(whole: Store) -> None:
    before = set(whole.quads(GRAPH))
    assert whole.beside is not None
    for path in whole.beside.glob("variants.sqlite*"):
        path.unlink()
    whole.write(derived.withdrawn_quads([str(whole.select("SELECT ?a { ?a hs:attributes ?s }").rows[0][0])]))
    assert not are_up_to_date(whole)
    update_variants(whole)
    assert {str(q) for q in whole.quads(GRAPH)} <= {str(q) for q in before} | {str(q) for q in whole.quads(GRAPH)}
    assert are_up_to_date(whole)


def test_articles_that_change_lose_their_old_place(whole: Store, truth: tuple[Extraction, ...]) -> None:
    wire = next(x for x in truth if x.article.title == "Siege closes around Karsholm")
    gone = {ids.statement_iri(wire.article.iri, a.content) for a in wire.attributions}
    assert gone & {iri for group in members(whole) for iri in group}
    whole.write([], replace=[ids.evidence_graph(wire.article.iri)])
    assert not are_up_to_date(whole)
    update_variants(whole)
    assert not gone & {iri for group in members(whole) for iri in group}


def test_what_is_withdrawn_is_compared_again(whole: Store, truth: tuple[Extraction, ...]) -> None:
    harbour = next(x for x in truth if x.article.outlet == "The Harbour Post" and "closes" in (x.article.title or ""))
    full = ids.statement_iri(harbour.article.iri, harbour.attributions[0].content)
    assert full in {g.fullest for g in reported(whole)}
    whole.write(derived.withdrawn_quads([harbour.attributions[0].iri]))
    assert not are_up_to_date(whole)
    update_variants(whole)
    assert full not in {g.fullest for g in reported(whole)}


def test_the_index_holds_nothing_of_what_is_dropped(whole: Store) -> None:
    with Beside.open(whole, varying.NAME, varying.TABLES) as beside:
        index = VariantIndex(beside.connection)
        index.drop(str(a) for (a,) in whole.select("SELECT ?a { ?a a schema:NewsArticle }").rows)
        assert index.empty
        for table in ("stretch", "other", "match"):
            assert beside.connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
