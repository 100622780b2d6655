"""Laws of the layouts: a place for each node, the same each time, and near what it is linked to."""

import tempfile
import tracemalloc
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.gexf import write_gexf
from kg.export.layout import LAYOUTS, links_of, places

DRAWN = pytest.mark.parametrize("layout", ["force", "tree"])


def communities(number: int, size: int, seed: int) -> "nx.MultiDiGraph[Any]":
    """Groups whose members are linked to one another, and each group to the next by one edge."""
    graph = nx.planted_partition_graph(number, size, 0.4, 0, seed=seed)
    graph.add_edges_from((i * size, (i + 1) * size) for i in range(number - 1))
    return nx.MultiDiGraph(graph)


@DRAWN
def test_no_two_nodes_stand_in_one_place_and_the_same_graph_has_the_same_places(layout: Any) -> None:
    graph = nx.MultiDiGraph(nx.gnm_random_graph(300, 350, seed=3, directed=True))
    found = places(graph, layout)
    assert found is not None
    assert len({tuple(place) for place in found.tolist()}) == len(found) == 300
    assert np.array_equal(found, places(graph.copy(), layout))
    assert np.array_equal(found, np.round(found, 1))


@settings(max_examples=40)
@given(
    edges=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20),
    layout=st.sampled_from(LAYOUTS),
    directed=st.booleans(),
)
def test_any_graph_has_finite_places_of_its_own_for_all_its_nodes(
    edges: list[tuple[int, int]], layout: Any, directed: bool
) -> None:
    graph = (nx.MultiDiGraph if directed else nx.MultiGraph)(edges)
    found = places(graph, layout)
    if layout == "none":
        assert found is None
        return
    assert found is not None
    assert found.shape == (len(graph), 2)
    assert np.isfinite(found).all()
    assert len({tuple(place) for place in found.tolist()}) == len(graph)


def test_components_are_those_of_networkx() -> None:
    graph = nx.gnm_random_graph(400, 300, seed=5)
    label = links_of(graph).components()
    nodes = list(graph)
    assert {frozenset(nodes[i] for i in np.flatnonzero(label == of)) for of in set(label.tolist())} == {
        frozenset(part) for part in nx.connected_components(graph)
    }


def test_force_puts_together_what_belongs_together() -> None:
    graph = communities(8, 25, seed=2)
    found = places(graph, "force")
    assert found is not None
    groups = found.reshape(8, 25, 2)
    middles = groups.mean(axis=1)
    inside = np.linalg.norm(groups - middles[:, None], axis=2).mean()
    between = np.linalg.norm(middles[:, None] - middles[None, :], axis=2)
    assert between[~np.eye(8, dtype=bool)].min() > inside


def test_the_components_do_not_overlap() -> None:
    graph = nx.disjoint_union_all([nx.star_graph(n) for n in (1, 3, 9, 27)])
    for layout in ("force", "tree"):
        found = places(graph, layout)
        assert found is not None
        parts = [found[list(part)] for part in nx.connected_components(graph)]
        boxes = [(part.min(axis=0), part.max(axis=0)) for part in parts]
        for i, (low, high) in enumerate(boxes):
            for other_low, other_high in boxes[:i]:
                assert (high < other_low).any() or (other_high < low).any()


def test_auto_is_force_for_few_nodes_and_tree_for_many() -> None:
    few, many = communities(3, 20, seed=1), nx.MultiDiGraph(nx.star_graph(20_000))
    assert np.array_equal(places(few), places(few, "force"))
    assert np.array_equal(places(many), places(many, "tree"))


def test_a_chain_of_thousands_is_laid_out_without_recursion() -> None:
    found = places(nx.path_graph(20_000, create_using=nx.DiGraph), "tree")
    assert found is not None
    assert len(found) == 20_000


def test_memory_beyond_the_graph_stays_small() -> None:
    """An edge costs the writer less than 50 bytes: 50 MB for a million."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(map(str, range(5_000)))
    edges = ((str(i * 7 % 500), str(i * 11 % 5_000), {"id": f"{i:020x}", "kind": "quotes"}) for i in range(100_000))
    graph.add_edges_from((u, v, data["id"], data) for u, v, data in edges)
    with tempfile.TemporaryFile() as output:
        tracemalloc.start()
        write_gexf(graph, output, "tree")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 50 * 100_000 + 4_000_000
