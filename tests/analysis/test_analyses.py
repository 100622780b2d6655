"""The analyses against small graphs worked out by hand, and against networkx."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import network
from kg.analysis import ANALYSES, IRIS
from kg.analysis.groups import components
from kg.analysis.paths import longest_paths
from kg.analysis.relations import citations, who_said_what
from tests.analysis.graphs import cites
from tests.newsroom import newsroom

WITHOUT_IRIS = ("who-said-what", "citations", "longest-paths", "concentration")
INF = "What the INF Treaty says"


def test_the_table_of_analyses() -> None:
    assert {name: analysis.view for name, analysis in ANALYSES.items()} == {
        "who-said-what": "speakers",
        "share-of-voice": "statements",
        "concentration": "statements",
        "bursts": "statements",
        "likeness": "speakers",
        "citations": "citations",
        "pagerank": "citations",
        "hits": "citations",
        "betweenness": "speakers",
        "cores": "covoice",
        "communities": "speakers",
        "components": "speakers",
        "first-movers": "support",
        "followers": "support",
        "longest-paths": "citations",
        "longest-chains": "support",
        "circles": "support",
        "independence": "support",
        "failures": "support",
    }
    assert all(analysis.view in network.VIEWS and analysis.description.endswith(".") for analysis in ANALYSES.values())
    assert all(analysis.columns[-1] in IRIS for name, analysis in ANALYSES.items() if name not in WITHOUT_IRIS)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_answers_with_its_columns_at_most_top_rows_and_the_same_each_time(name: str) -> None:
    analysis = ANALYSES[name]
    graph = network.view(newsroom(), analysis.view)
    table = analysis.function(graph, top=2)
    assert table.columns == analysis.columns
    assert len(table.rows) <= (4 if name in ("longest-paths", "circles") else 2)
    assert table == analysis.function(network.view(newsroom(), analysis.view), top=2)
    assert analysis.function(graph).rows[: len(table.rows)] == table.rows or name == "longest-paths"
    assert analysis.function(nx.MultiDiGraph(), top=2).rows == ()


def test_who_said_what() -> None:
    table = who_said_what(network.view(newsroom(), "speakers"))
    assert table.rows == (
        ("Port Post", "Ann Reed", 3, "2022-03-01", "2022-03-03", "We hold the port.", "Ships wait"),
        ("Ledger", "Ministry", 1, "2022-03-02", "2022-03-02", "No comment.", INF),
        ("Ledger", "Ann Reed", 1, "2022-03-02", "2022-03-02", "The INF Treaty is dead.", INF),
    )


def test_citations() -> None:
    table = citations(network.view(newsroom(), "citations"), top=2)
    assert table.rows == (
        ("Ships wait", "article", "Ledger", "outlet", 2, "2022-03-01", "2022-03-01", "Ledger", "Ships wait"),
        ("Port Post", "outlet", "Ledger", "outlet", 2, "2022-03-01", "2022-03-01", "Ledger", "Ships wait"),
    )


def test_components_are_counted_with_their_best_connected_members_first() -> None:
    table = components(cites("ab", "cb", "xy"))
    assert table.rows == ((1, 3, 2, "B, A, C", "a b c"), (2, 2, 1, "X, Y", "x y"))


edges = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 5)), max_size=15)


def test_longest_paths_follow_citations_to_the_end() -> None:
    table = longest_paths(cites("ab", "bc", "cd", "ad", "xd"))
    assert table.rows == (("path", "outlets", 3, "A → B → C → D"), ("path", "outlets", 1, "X → D"))


def test_longest_paths_report_circles_and_pass_them_as_one() -> None:
    table = longest_paths(cites("ab", "bc", "cb", "cd", "dd"))
    assert table.rows == (
        ("path", "outlets", 2, "A → (B ⇄ C) → D"),
        ("cycle", "outlets", 2, "B ⇄ C"),
        ("cycle", "outlets", 1, "D"),
    )


@settings(max_examples=60)
@given(edges)
def test_the_longest_path_is_as_long_as_networkx_finds(found: list[tuple[str, str, int]]) -> None:
    graph = cites(*{min(u, v) + max(u, v) for u, v, _ in found if u != v})
    rows = longest_paths(graph).rows
    assert max((row[2] for row in rows), default=0) == len(nx.dag_longest_path(nx.DiGraph(graph), weight=None)[1:])
    assert all(row[0] == "path" for row in rows)


def test_chains_of_articles_and_of_outlets_are_apart() -> None:
    graph = cites("ab", "bo", "op", "po")
    for node in "ab":
        graph.nodes[node]["type"] = "article"
    assert longest_paths(graph).rows == (("path", "articles", 2, "A → B → O"), ("cycle", "outlets", 2, "O ⇄ P"))


def test_other_edges_than_citations_are_no_path() -> None:
    graph = cites("ab")
    graph.add_edge("b", "c", key="bc", kind="published", weight=1)
    assert longest_paths(graph).rows == (("path", "outlets", 1, "A → B"),)
