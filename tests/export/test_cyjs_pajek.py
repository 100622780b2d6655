"""Cytoscape's JSON holds every attribute; Pajek's file the names, places, weights and kinds, as two readers see it."""

import io
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.cyjs import write_cyjs
from kg.export.pajek import write_pajek
from tests.export.graphs import NAMES, any_text, graphs, legal, same, text


def cyjs(graph: Any, layout: Any = "auto") -> dict[str, Any]:
    output = io.BytesIO()
    write_cyjs(graph, output, layout)
    return json.loads(output.getvalue())  # type: ignore[no-any-return]


def pajek(graph: Any, layout: Any = "auto") -> bytes:
    output = io.BytesIO()
    write_pajek(graph, output, layout)
    return output.getvalue()


def in_json(value: Any) -> Any:
    if isinstance(value, bool) or (type(value) is int and abs(value) <= 2**53):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return legal(text(value))


@settings(max_examples=60)
@given(graph=graphs())
def test_cyjs_holds_every_node_edge_and_attribute(graph: "nx.MultiDiGraph[str]") -> None:
    elements = cyjs(graph)["elements"]
    nodes = {element["data"]["id"]: element["data"] for element in elements["nodes"]}
    edges = {element["data"]["id"]: element["data"] for element in elements["edges"]}
    before = {data["id"]: (u, v, data) for u, v, data in graph.edges(data=True)}
    assert list(nodes) == list(graph)
    assert {key: (data["source"], data["target"]) for key, data in edges.items()} == {
        key: (u, v) for key, (u, v, _) in before.items()
    }
    for found, given_ in ((nodes, dict(graph.nodes(data=True))), (edges, {k: d for k, (_, _, d) in before.items()})):
        for key, data in given_.items():
            for name in NAMES:
                value = data.get(name)
                assert (name not in found[key]) if value is None else same(in_json(value), found[key][name])
    assert all(edges[key]["kind"] == data["kind"] == edges[key]["interaction"] for key, (_, _, data) in before.items())
    assert all(edges[key]["weight"] == data["weight"] for key, (_, _, data) in before.items())


def test_cyjs_nodes_and_edges_share_one_set_of_ids() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", id="a", kind="said")
    graph.add_edge("a", "b", id="c", kind="cites", color="red", parent="x")
    elements = cyjs(graph)["elements"]
    ids = [element["data"]["id"] for of in ("nodes", "edges") for element in elements[of]]
    assert len(set(ids)) == len(ids) == 4
    assert elements["edges"][0]["data"]["id_"] == "a"
    assert elements["edges"][1]["data"].items() >= {"id": "c", "color_": "red", "parent_": "x"}.items()


def test_cyjs_has_places_colours_and_sizes_and_without_a_layout_no_places() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", type="outlet")
    (node,) = cyjs(graph)["elements"]["nodes"]
    assert node["data"]["color"] == "#0072b2"
    assert node["data"]["size"] == 8.0
    assert node["position"].keys() == {"x", "y"}
    assert "position" not in cyjs(graph, "none")["elements"]["nodes"][0]


@pytest.mark.parametrize("layout", ["auto", "none"])
@settings(max_examples=60)
@given(
    labels=st.lists(any_text | st.text('a"\\ \n', max_size=4), min_size=1, max_size=6),
    kinds=st.lists(any_text, max_size=5),
    directed=st.booleans(),
)
def test_networkx_and_igraph_read_names_weights_and_kinds_of_pajek(
    layout: str, labels: list[str], kinds: list[str], directed: bool
) -> None:
    graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.add_nodes_from((n, {"label": label}) for n, label in enumerate(labels))
    for number, kind in enumerate(kinds):
        graph.add_edge(number % len(labels), 0, kind=kind, weight=number + 0.5)
    data = pajek(graph, layout)
    found = nx.read_pajek(io.BytesIO(data))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.net"
        path.write_bytes(data)
        other = igraph.Graph.Read_Pajek(str(path))
    assert len(found) == len(labels) == other.vcount()
    assert list(found) == other.vs["name"]
    assert found.is_directed() == directed == other.is_directed()
    names = list(found)
    wanted = sorted((names[number % len(labels)], names[0], number + 0.5) for number in range(len(kinds)))
    assert [weight for _, _, weight in wanted] == pytest.approx([w for *_, w in sorted(wanted)])
    assert sorted(w for _, _, w in found.edges(data="weight")) == [n + 0.5 for n in range(len(kinds))]
    if kinds:
        assert sorted(other.es["weight"]) == [n + 0.5 for n in range(len(kinds))]
        by_weight = {edge["weight"]: edge["label"] for edge in other.es}
        assert {data["weight"]: data["l"] for _, _, data in found.edges(data=True)} == by_weight


def test_pajek_has_places_between_0_and_1_and_the_size() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("a", "c")])
    found = igraph_of(pajek(graph))
    assert all(0 < place < 1 for name in ("x", "y") for place in found.vs[name])
    assert found.vs["xfact"][0] > found.vs["xfact"][1] > 1
    assert {edge["label"] for edge in found.es} == {"link"}


def igraph_of(data: bytes) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.net"
        path.write_bytes(data)
        return igraph.Graph.Read_Pajek(str(path))
