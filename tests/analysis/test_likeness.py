"""Likeness of outlets by hand, and against numpy."""

from math import sqrt

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.likeness import likeness
from kg.network import Directed


def quotes(*edges: tuple[str, str, int]) -> Directed:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for outlet, speaker, weight in edges:
        graph.add_edge(outlet, speaker, key=outlet + speaker, kind="quotes", weight=weight)
    for node in graph:
        graph.nodes[node].update(label=node.upper(), type="outlet")
    return graph


def test_outlets_are_alike_that_quote_the_same() -> None:
    graph = quotes(("p", "x", 2), ("p", "y", 1), ("q", "x", 2), ("q", "y", 1), ("r", "y", 3), ("s", "z", 1))
    assert likeness(graph).rows == (
        ("P", "Q", 1.0, 1.0, 2, 2, 2, "X, Y", "p", "q"),
        ("P", "R", round(1 / sqrt(5), 6), 0.5, 1, 2, 1, "Y", "p", "r"),
        ("Q", "R", round(1 / sqrt(5), 6), 0.5, 1, 2, 1, "Y", "q", "r"),
    )


@given(st.dictionaries(st.tuples(st.sampled_from("pqrs"), st.sampled_from("abcdef")), st.integers(1, 9), min_size=1))
def test_cosine_and_jaccard_are_those_of_the_vectors(found: dict[tuple[str, str], int]) -> None:
    rows = {(row["id"], row["other_id"]): row for row in likeness(quotes(*((*k, n) for k, n in found.items()))).dicts()}
    vectors = {o: np.array([found.get((o, s), 0) for s in "abcdef"], float) for o in {o for o, _ in found}}
    for one in vectors:
        for other in vectors:
            a, b = vectors[one], vectors[other]
            if one < other and (a * b).any():
                row = rows.pop((one, other))
                assert row["cosine"] == pytest.approx(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)), abs=1e-6)
                assert row["jaccard"] == pytest.approx(((a * b) > 0).sum() / ((a + b) > 0).sum(), abs=1e-6)
                assert row["shared"] == ((a * b) > 0).sum()
    assert rows == {}
