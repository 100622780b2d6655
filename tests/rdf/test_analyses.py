"""What an analysis found as quads: whole, valid, of one graph, and of the words of the ontology."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Table
from kg.rdf.analyses import AnalysisResult, analysis_graph, analysis_quads
from kg.rdf.validate import graph_of, report
from kg.store.embedded import EmbeddedStore
from tests.newsroom import iri

COLUMNS = ("label", "pagerank", "first", "sure", "nothing", "id", "ids")
TABLE = Table(
    COLUMNS,
    (
        ("Port Post", 0.25, "2022-03-01", True, None, iri("outlet", "1"), None),
        ("Ledger", 3, "soon", False, None, iri("outlet", "2"), f"{iri('article', 'a')} {iri('article', 'b')}"),
    ),
)
FOUND = AnalysisResult(
    "pagerank", "citations", "0.1.0", "2022-03-01", "2022-03-07", ("--outlet Ledger",), ("id", "ids"), TABLE
)
VALUES = """
SELECT ?number ?column ?value WHERE {
  ?row hs:rowOf/hs:analysisName "pagerank" ; hs:rowNumber ?number ; hs:rowValue ?v .
  ?v hs:column ?column ; schema:value ?value
} ORDER BY ?number ?column"""


def test_every_value_can_be_asked_for_and_keeps_its_type() -> None:
    store = EmbeddedStore.memory()
    store.write(analysis_quads(FOUND))
    assert store.select(VALUES).rows == (
        (1, "first", "2022-03-01"),
        (1, "label", "Port Post"),
        (1, "pagerank", 0.25),
        (1, "sure", True),
        (2, "first", "soon"),
        (2, "label", "Ledger"),
        (2, "pagerank", 3),
        (2, "sure", False),
    )
    about = store.select(
        "SELECT ?number ?about { ?row hs:rowNumber ?number ; hs:about ?about } ORDER BY ?number ?about"
    )
    assert about.rows == (
        (1, iri("outlet", "1")),
        (2, iri("article", "a")),
        (2, iri("article", "b")),
        (2, iri("outlet", "2")),
    )
    described = store.select(
        "SELECT ?view ?version ?first ?last ?limit { ?a a hs:Analysis ; hs:analysedView ?view ;"
        " hs:softwareVersion ?version ; hs:windowStart ?first ; hs:windowEnd ?last ; hs:limitedBy ?limit }"
    )
    assert described.rows == (("citations", "0.1.0", "2022-03-01", "2022-03-07", "--outlet Ledger"),)


def test_it_is_valid_and_all_in_one_graph() -> None:
    quads = list(analysis_quads(FOUND))
    assert {q.graph_name.value for q in quads} == {analysis_graph("pagerank")}
    assert report(graph_of(quads)).conforms
    assert report(graph_of(analysis_quads(replace(FOUND, first=None, last=None, limits=())))).conforms


def test_a_value_without_its_row_or_a_row_without_its_analysis_is_found_invalid() -> None:
    quads = list(analysis_quads(FOUND))
    for lost in ("rowValue", "rowOf", "analysisName", "softwareVersion", "column"):
        kept = [q for q in quads if not q.predicate.value.endswith(f"#{lost}")]
        assert not report(graph_of(kept)).conforms, lost


@given(st.lists(st.tuples(st.text(), st.integers(-(2**40), 2**40) | st.floats(-1e6, 1e6) | st.none()), max_size=5))
def test_any_names_and_numbers_can_be_written(rows: list[tuple[str, float | None]]) -> None:
    table = Table(("label", "score"), tuple((text.replace("\x00", ""), n) for text, n in rows))
    store = EmbeddedStore.memory()
    store.write(analysis_quads(replace(FOUND, table=table)))
    ((number,),) = store.select("SELECT (COUNT(?row) AS ?n) { ?row a hs:AnalysisRow }").rows
    assert number == len(rows)
