"""Cores and communities: by hand, against networkx, and with networkit against networkx."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis import fast
from kg.analysis.arrays import arrays
from kg.analysis.groups import _cores, _louvain, communities, cores
from kg.network import Network
from tests.analysis.graphs import joined

SQUARE = (("a", "b", 1), ("a", "c", 1), ("a", "d", 1), ("b", "c", 1), ("b", "d", 1), ("c", "d", 1))


def camps(number: int, size: int, seed: int = 5) -> Network:
    """Camps of ``size`` nodes that are joined well inside, and here and there to one another."""
    plain = nx.random_partition_graph([size] * number, 0.3, 0.002, seed=seed)
    return joined(*((f"{u:05}", f"{v:05}", 1 + (u * v) % 3) for u, v in plain.edges()))


def test_a_core_is_where_each_has_as_many_neighbours() -> None:
    rows = {row[0]: row[2:4] for row in cores(joined(*SQUARE, ("d", "e", 9), ("e", "d", 2), ("e", "e", 1))).rows}
    assert rows == {"a": (3, 3), "b": (3, 3), "c": (3, 3), "d": (3, 4), "e": (1, 1)}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 5)), max_size=15))
def test_every_core_is_a_part_whose_nodes_have_that_many_neighbours_in_it(found: list[tuple[str, str, int]]) -> None:
    graph = joined(*found)
    plain = nx.Graph((u, v) for u, v, _ in found if u != v)
    number = {row[-1]: row[2] for row in cores(graph).rows}
    for k in set(number.values()) - {0}:
        part = plain.subgraph([node for node in plain if number[node] >= k])
        assert min(degree for _, degree in part.degree()) >= k


def test_camps_are_found_and_measured() -> None:
    table = communities(camps(4, 30))
    assert [row[1] for row in table.rows] == [30] * 4
    for row in table.rows:
        assert len({int(node) // 30 for node in str(row[-1]).split()}) == 1
    graph = nx.Graph()
    for u, v, weight in camps(4, 30).edges(data="weight"):
        graph.add_edge(u, v, weight=weight)
    whole = nx.community.modularity(graph, [str(row[-1]).split() for row in table.rows])
    assert sum(row[4] for row in table.rows) == pytest.approx(whole, abs=1e-5)
    assert all(row[3] > 0.8 for row in table.rows)


def test_a_graph_of_loops_has_no_community_to_find() -> None:
    assert communities(joined(("a", "a", 1))).rows == ()


def test_networkit_finds_the_same_cores_and_as_good_communities() -> None:
    pytest.importorskip("networkit", reason="networkit is not installed: pip install hearsay-kg[fast]")
    graph = camps(20, 60)
    a = arrays(graph)
    assert fast.cores(a) == _cores(a)
    plain = nx.Graph(graph)

    def modularity(groups: list[int]) -> float:
        parts = [{n for n, g in zip(a.nodes, groups, strict=True) if g == group} for group in set(groups)]
        return float(nx.community.modularity(plain, parts))

    assert modularity(fast.communities(a)) == pytest.approx(modularity(_louvain(a)), abs=0.02)
    assert fast.communities(a) == fast.communities(a)


def test_large_graphs_go_to_networkit_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("networkit", reason="networkit is not installed: pip install hearsay-kg[fast]")
    graph = camps(6, 40)
    slow = cores(graph), communities(graph)
    monkeypatch.setattr(fast, "FROM_EDGES", 1)
    assert fast.pays(arrays(graph))
    assert (cores(graph), communities(graph)) == slow
