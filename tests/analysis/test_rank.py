"""Ranks against graphs worked out by hand, against networkx, and against what defines them."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from kg.analysis.rank import betweenness, hits, pagerank
from tests.analysis.graphs import cites, joined

edges = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 5)), max_size=15)


def test_pagerank_of_a_circle_is_even_and_of_a_star_is_worked_out_by_hand() -> None:
    assert [row[2] for row in pagerank(cites("ab", "bc", "ca")).rows] == [0.333333] * 3
    star = {str(row[0]): row[2] for row in pagerank(cites("ac", "bc")).rows}
    leaf = 1 / (2 + 1 + 2 * 0.85)
    assert star == {"C": pytest.approx(1 - 2 * leaf, abs=2e-6), "A": pytest.approx(leaf, abs=2e-6), "B": star["A"]}


@settings(max_examples=60)
@given(edges)
def test_pagerank_agrees_with_networkx(found: list[tuple[str, str, int]]) -> None:
    graph = cites()
    for number, (u, v, weight) in enumerate(found):
        graph.add_edge(u, v, key=str(number), kind="cites", weight=weight)
    ranks = {row[3]: row[2] for row in pagerank(graph).rows}
    assert ranks == pytest.approx(_pagerank_python(graph, tol=1e-10, max_iter=1000) if found else {}, abs=2e-6)


def test_betweenness_is_that_of_what_stands_between() -> None:
    rows = {str(row[0]): row[2] for row in betweenness(cites("ab", "cb", "cd")).rows}
    assert rows == {"B": round(2 / 3, 6), "C": round(2 / 3, 6), "A": 0.0, "D": 0.0}


def test_betweenness_of_a_large_graph_is_estimated_the_same_each_time() -> None:
    graph = cites()
    for i in range(1_200):
        graph.add_edge("hub", f"n{i}", key=str(i), kind="quotes", weight=1)
    table = betweenness(graph, top=2)
    assert table.rows[0][-1] == "hub"
    assert table == betweenness(graph, top=2)


@settings(max_examples=60)
@given(edges)
def test_betweenness_agrees_with_networkx(found: list[tuple[str, str, int]]) -> None:
    graph = joined(*found)
    plain = nx.Graph((u, v) for u, v, _ in found if u != v)
    plain.add_nodes_from(graph)
    rows = betweenness(graph).rows
    assert {row[-1]: row[2] for row in rows} == pytest.approx(nx.betweenness_centrality(plain), abs=1e-6)
    assert {row[3] for row in rows} <= {0}


def test_the_standard_error_of_a_sample_says_how_far_off_it_is() -> None:
    plain = nx.gnm_random_graph(1_100, 3_300, seed=3)
    graph = joined(*((str(u), str(v), 1) for u, v in plain.edges()))
    exact = nx.betweenness_centrality(nx.Graph(graph))
    first = sorted(exact, key=lambda node: -exact[node])[:100]
    rows = {row[-1]: row for row in betweenness(graph).rows}
    off = [abs(rows[node][2] - exact[node]) / rows[node][3] for node in first]
    within = [sum(x < z for x in off) / len(off) for z in (1, 2, 3)]
    assert 0.55 < within[0] < 0.8
    assert within[1] > 0.85
    assert within[2] > 0.95
    assert max(rows[node][3] / exact[node] for node in first) < 0.4


def test_hubs_are_those_that_cite_authorities() -> None:
    rows = {str(row[0]): row[2:4] for row in hits(cites("ax", "ay", "bx", "by")).rows}
    assert rows == {"A": (0.0, 0.5), "B": (0.0, 0.5), "X": (0.5, 0.0), "Y": (0.5, 0.0)}
    assert [row[0] for row in hits(cites("ax", "bx", "cx", "dy")).rows][:2] == ["X", "A"]


@settings(max_examples=60)
@given(edges)
def test_authorities_and_hubs_are_singular_vectors_of_what_cites(found: list[tuple[str, str, int]]) -> None:
    graph = cites()
    for number, (u, v, weight) in enumerate(found):
        graph.add_edge(u, v, key=str(number), kind="cites", weight=weight)
    rows = {row[-1]: row for row in hits(graph).rows}
    if not found:
        assert rows == {}
        return
    matrix = nx.to_numpy_array(graph, nodelist=list(graph))
    authority, hub = (np.array([rows[node][i] for node in graph]) for i in (2, 3))
    largest = np.linalg.norm(matrix, 2)
    assert matrix.T @ (matrix @ authority) == pytest.approx(largest**2 * authority, abs=largest**2 * 1e-3)
    assert matrix @ (matrix.T @ hub) == pytest.approx(largest**2 * hub, abs=largest**2 * 1e-3)
    assert (authority.sum(), hub.sum()) == pytest.approx((1, 1), abs=1e-5)


def test_undirected_edges_lead_both_ways() -> None:
    path = joined(("a", "b", 1), ("b", "c", 1))
    both = nx.MultiDiGraph(path)
    assert pagerank(path) == pagerank(both)
    assert hits(path) == hits(both)
