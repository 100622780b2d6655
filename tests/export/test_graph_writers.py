"""Laws of the GraphML and GEXF writers: whatever the values, the file is well-formed and readers find all of it."""

import io
import math
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from tests.export.graphs import NAMES, any_text, column, expected, graphs, same, unguarded

Writer = Callable[[Any, Any], None]
PICTURE = {"label", "viz", "x", "y", "size", "r", "g", "b", "id", "kind", "weight", "start", "end"}
WRITERS = pytest.mark.parametrize("writer", [write_graphml, write_gexf])


def written(writer: Writer, graph: Any) -> bytes:
    output = io.BytesIO()
    writer(graph, output)
    return output.getvalue()


def read(writer: Writer, data: bytes) -> "nx.MultiDiGraph[str]":
    stream = io.BytesIO(data)
    if writer is write_gexf:
        return nx.MultiDiGraph(nx.read_gexf(stream, version="1.3"))
    return nx.read_graphml(stream, force_multigraph=True)


def compare(name: str, before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]]) -> None:
    rows = list(zip(before, after, strict=True))
    kind = column([data.get(name) for data, _ in rows])
    for data, found in rows:
        value = data.get(name)
        if value is None:
            assert name not in found
        else:
            assert same(expected(value, kind), unguarded(found[name])), (name, value, found[name])


@WRITERS
@settings(max_examples=60)
@given(graph=graphs())
def test_networkx_reads_every_node_edge_and_attribute_back(writer: Writer, graph: "nx.MultiDiGraph[str]") -> None:
    found = read(writer, written(writer, graph))
    assert list(found) == list(graph)
    edges = {data["id"]: (u, v, data) for u, v, data in graph.edges(data=True)}
    again = {data.get("id", key): (u, v, data) for u, v, key, data in found.edges(data=True, keys=True)}
    assert {key: edge[:2] for key, edge in again.items()} == {key: edge[:2] for key, edge in edges.items()}
    for name in (*NAMES, "label", "type"):
        compare(name, graph.nodes.values(), found.nodes.values())
    for name in (*NAMES, "label", "kind"):
        compare(name, (edges[key][2] for key in edges), (again[key][2] for key in edges))
    assert {key: edge[2]["weight"] for key, edge in again.items()} == {k: e[2]["weight"] for k, e in edges.items()}


@settings(max_examples=40)
@given(graph=graphs())
def test_igraph_reads_every_node_edge_and_attribute_back(graph: "nx.MultiDiGraph[str]") -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.graphml"
        path.write_bytes(written(write_graphml, graph))
        found = igraph.Graph.Read_GraphML(str(path))
    assert found.vs["id"] == list(graph)
    edges = list(graph.edges(data=True))
    assert [(e.source_vertex["id"], e.target_vertex["id"]) for e in found.es] == [edge[:2] for edge in edges]
    for of, before in ((found.vs, list(graph.nodes.values())), (found.es, [data for _, _, data in edges])):
        for name in (*NAMES, "label"):
            kind = column([data.get(name) for data in before])
            for data, element in zip(before, of, strict=True):
                if name in of.attributes():
                    assert agrees(data.get(name), element[name], kind), (name, data, element)
                else:
                    assert data.get(name) is None
    assert [e["weight"] for e in found.es] == [data["weight"] for _, _, data in edges]
    assert [e["kind"] for e in found.es] == [data["kind"] for _, _, data in edges]


def agrees(value: Any, found: Any, kind: str) -> bool:
    """Whether igraph found a value: its numbers are doubles, and what is missing is "", NaN or False."""
    if value is None:
        return found in ("", None, False) or math.isnan(found)
    if kind in ("integer", "double"):
        return same(float(value), float(found))
    return same(expected(value, kind), unguarded(found))


CLASHING = st.sampled_from(
    ["id", "ID", "label", "type", "kind", "weight", "start", "end", "size", "x", "r", "d3", "viz"]
)


@WRITERS
@settings(max_examples=60)
@given(graph=graphs(any_text | CLASHING))
def test_whatever_attributes_are_called_each_has_a_cell_under_a_title_of_its_own(
    writer: Writer, graph: "nx.MultiDiGraph[str]"
) -> None:
    data = written(writer, graph)
    read(writer, data)
    root = etree.fromstring(data)
    timed = {"start", "end"} if writer is write_gexf else set()
    for of, elements, held in (
        ("node", list(graph.nodes.values()), {"id", "label"} | timed),
        ("edge", [edge for _, _, edge in graph.edges(data=True)], {"id", "label", "kind", "weight"} | timed),
    ):
        for before, found in zip(elements, root.iter(f"{{*}}{of}"), strict=True):
            wanted = sum(value is not None and name not in held for name, value in before.items())
            cells = len(list(found.iter("{*}attvalue", "{*}data")))
            own = {"node": 7, "edge": 3} if writer is write_graphml else {"node": 0, "edge": 1}
            assert cells >= wanted + own[of]
        declared = root.xpath(f"//*[local-name()='attributes'][@class='{of}']/*/@title | //*[@for='{of}']/@attr.name")
        titles = [title.casefold() for title in declared]
        assert len(titles) == len(set(titles))
        assert all(title and not title.isspace() for title in titles)


@WRITERS
@settings(max_examples=40)
@given(keys=st.lists(any_text | st.integers(0, 9), min_size=1, max_size=5, unique=True))
def test_any_node_key_becomes_a_unique_id(writer: Writer, keys: list[Any]) -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from([(keys[0], key) for key in keys])
    found = read(writer, written(writer, graph))
    assert len(found) == len(keys)
    assert found.number_of_edges() == len(keys)
    assert all(data["label"].strip() for data in found.nodes.values())


@WRITERS
@given(graph=graphs())
@settings(max_examples=20)
def test_the_same_graph_gives_the_same_bytes(writer: Writer, graph: "nx.MultiDiGraph[str]") -> None:
    assert written(writer, graph) == written(writer, graph.copy())


@WRITERS
def test_undirected_graphs_stay_undirected(writer: Writer) -> None:
    graph = nx.MultiGraph([("a", "b"), ("b", "c")])
    data = written(writer, graph)
    found = nx.read_gexf(io.BytesIO(data), version="1.3") if writer is write_gexf else nx.read_graphml(io.BytesIO(data))
    assert not found.is_directed()
    assert {frozenset(edge) for edge in found.edges()} == {frozenset("ab"), frozenset("bc")}
