"""Analyses written to the store: each in a graph of its own, made anew each time, and out of the way of all else."""

import pytest

from kg import network
from kg.analysis import ANALYSES
from kg.model import Extraction
from kg.rdf.analyses import analysis_graph
from kg.rdf.validate import graph_of, report
from kg.store import EmbeddedStore
from kg.version import __version__
from kg.workflow.analysing import Asked, write
from tests.traced import traced

LIMITS = {"since": None, "until": None, "outlet": None, "speaker": None, "min_confidence": None, "reviewed": False}
ROWS = "SELECT (COUNT(DISTINCT ?row) AS ?n) WHERE {{ ?row hs:rowOf/hs:analysisName '{}' }}"


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> EmbeddedStore:
    return traced(truth)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_can_be_written_is_valid_and_changes_no_view(store: EmbeddedStore, name: str) -> None:
    asked = Asked(name, {}, LIMITS)
    graph = asked.graph(store)
    written = write(store, asked, graph)
    assert written == len(asked.table(graph).rows) == store.select(ROWS.format(name)).rows[0][0]
    quads = sorted(map(str, store.quads(analysis_graph(name))))
    assert report(graph_of(store.quads(analysis_graph(name)))).conforms
    again = asked.graph(store)
    assert [*again.nodes(data=True)] == [*graph.nodes(data=True)]
    assert [*again.edges(data=True, keys=True)] == [*graph.edges(data=True, keys=True)]
    write(store, asked, again)
    assert sorted(map(str, store.quads(analysis_graph(name)))) == quads


def test_writing_again_leaves_nothing_of_the_last_time(store: EmbeddedStore) -> None:
    everything = Asked("pagerank", {}, LIMITS)
    less = Asked("pagerank", {}, {**LIMITS, "outlet": "Daybreak", "since": "20220302"})
    many, few = (write(store, asked, asked.graph(store)) for asked in (everything, less))
    assert 0 < few < many
    assert store.select(ROWS.format("pagerank")).rows == ((few,),)
    found = "SELECT ?first ?last ?limit ?version { ?a hs:analysisName 'pagerank' ; hs:windowStart ?first ;"
    row = store.select(found + " hs:windowEnd ?last ; hs:limitedBy ?limit ; hs:softwareVersion ?version }").rows
    assert row == (("2022-03-02", "2022-03-06", "--outlet Daybreak", __version__),)


def test_options_and_filters_are_noted_as_they_are_typed() -> None:
    limits = {**LIMITS, "min_confidence": 0.8, "reviewed": True, "text": "nine days", "until": "2022-03-05"}
    asked = Asked("share-of-voice", {"of": "outlet", "period": "day"}, limits, withdrawn=True)
    assert asked.typed() == (
        "--min-confidence 0.8", "--of outlet", "--period day", "--reviewed", "--text nine days", "--withdrawn"
    )  # fmt: skip


def test_the_views_of_the_examples_hold_what_every_view_promises(store: EmbeddedStore) -> None:
    for name, view in network.VIEWS.items():
        graph = network.view(store, name)
        assert len(graph) and graph.number_of_edges() and graph.is_directed() == view.directed
        assert list(graph) == sorted(graph)
        for _, _, key, data in graph.edges(keys=True, data=True):
            assert data["id"] == key and data["kind"] == data["label"] and data["weight"] > 0
        for node, data in graph.nodes(data=True):
            assert data["id"] == node and data["label"] and data["type"]
            assert str(data.get("start", "")) <= str(data.get("end", ""))
