"""Copies and relays written as derived graphs, kept in step with the store, and walked by identifier."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import ids
from kg.errors import NotFoundError
from kg.model import Extraction
from kg.rdf import derived
from kg.store import EmbeddedStore, open_store
from kg.workflow.relaying import chains, copies_table, found_copies, renewed
from kg.workflow.storing import ingest_extractions
from kg.workflow.validation import validated
from tests.traced import attribution, traced

KNEEL = '"Nobody in this city will kneel'


@pytest.fixture
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with traced(truth) as made:
        yield made


def derived_quads(store: EmbeddedStore) -> set[str]:
    graphs = [ids.derived_graph(kind, store.base) for kind in ("copies", "relays")]
    return {str(q) for graph in graphs for q in store.quads(graph)}


def test_renewing_what_was_just_made_changes_nothing(store: EmbeddedStore) -> None:
    before = derived_quads(store)
    assert before
    done = renewed(store)
    assert (done.compared, done.pairs, done.copies) == (12, 1, 1)  # in memory nothing lasts beside the store
    assert derived_quads(store) == before


def test_the_same_is_written_whichever_article_was_read_last(truth: tuple[Extraction, ...], tmp_path: Path) -> None:
    copied = [x for x in truth if x.article.outlet in ("Meridian", "Calvenne Courier")]
    with open_store(str(tmp_path / "s.kg"), create=True) as store:
        ingest_extractions(store, copied, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
        renewed(store)
        before = {str(q) for q in store.quads(ids.derived_graph("copies", store.base))}
        for x in copied:
            ingest_extractions(store, [x], now=lambda: "2022-03-09T00:00:00Z", model_version="again")
            renewed(store)
            assert {str(q) for q in store.quads(ids.derived_graph("copies", store.base))} == before
        assert before and [v.message for v in validated(store).violations] == []


def test_what_is_written_conforms_to_the_shapes(store: EmbeddedStore) -> None:
    assert [v.message for v in validated(store).violations] == []


def test_the_wire_copy_of_the_newsroom(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    (row,) = copies_table(store, found_copies(store)).dicts()
    assert (row["outlet"], row["order"], row["other_outlet"]) == ("Calvenne Courier", "later", "Meridian")
    assert row["share"] == 1.0 and 0.8 < float(row["share_of_other"] or 0) < 0.9
    rows = store.select("SELECT ?a ?b WHERE { ?a hs:wireCopyOf ?b }").rows
    assert rows == ((row["article"], row["other"]),)


def test_primary_sources_only_where_the_outlet_heard_the_speaker(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    query = "SELECT ?words WHERE { ?s prov:hadPrimarySource ?o . ?o schema:text ?words }"
    assert store.select(query).rows == ()  # nobody repeats what was told to its own outlet


def test_verbatim_words_are_quoted_from_and_others_derived_from(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    query = "SELECT ?a ?b WHERE { ?s prov:wasQuotedFrom ?o . ?s schema:text ?a . ?o schema:text ?b }"
    for quoting, quoted in store.select(query).rows:
        assert '"' in str(quoting) or "“" in str(quoting)
        assert str(quoted)
    near = "SELECT ?a WHERE { ?s prov:wasDerivedFrom ?o ; schema:text ?a . ?o a schema:Quotation }"
    assert any("no one in Karsholm" in str(row[0]) for row in store.select(near).rows)


def test_a_chain_is_found_by_attribution_statement_and_article(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    iri = attribution(truth, "Calvenne Courier", KNEEL)
    (made,) = store.select(f"SELECT ?s ?a WHERE {{ <{iri}> hs:attributes ?s ; schema:isPartOf ?a }}").rows
    statement, article = map(str, made)
    digits = iri.rpartition("/")[2]
    found = chains(store, iri)
    assert len(found) == 1 and len(found[0].steps) == 3
    assert found == chains(store, statement) == chains(store, f"attribution/{digits[:8]}") == chains(store, digits[:8])
    assert found[0] in chains(store, article)


@pytest.mark.parametrize("name", ["", "nonsense", "attribution/000000", "https://example.org/x", "outlet/94928df5"])
def test_what_is_no_statement_is_said(store: EmbeddedStore, name: str) -> None:
    with pytest.raises(NotFoundError):
        chains(store, name)
    with pytest.raises(NotFoundError, match=r"names no statement|no attribution"):
        chains(store, f"{store.base}attribution/{'0' * 20}" if not name else f"{name}>")


def test_what_was_withdrawn_is_no_step(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    iri = attribution(truth, "Calvenne Courier", KNEEL)
    gone = attribution(truth, "Meridian", KNEEL)
    store.write(list(derived.withdrawn_quads([gone], store.base)))
    (found,) = chains(store, iri)
    assert [s.statement.outlet for s in found.steps] == ["Calvenne Courier", "The Harbour Post"]
    assert len(chains(store, iri, withdrawn=True)[0].steps) == 3
    with pytest.raises(NotFoundError):
        chains(store, gone)


def test_a_newer_version_takes_the_place_of_the_older(truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as store:
        ingest_extractions(store, truth, now=lambda: "2022-03-09T00:00:00Z", model_version="by hand")
        old = next(
            x for x in truth if x.article.outlet == "Meridian" and x.article.url and "encircled" in x.article.url
        )
        text = old.article.text + "\nCorrected."
        article = replace(old.article, iri=ids.article_iri(old.article.url, "Meridian", text), text=text)
        new = Extraction(article)
        ingest_extractions(store, [new], now=lambda: "2022-03-10T00:00:00Z", model_version="by hand")
        (found,) = found_copies(store)
        assert article.iri in (found.article, found.other)
        assert old.article.iri not in (found.article, found.other)
