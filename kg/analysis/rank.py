"""Importance of nodes: by what leads to them, and by what passes through them."""

import networkx as nx

from kg.analysis.relations import label
from kg.model import Table
from kg.network import Directed

PAGERANK_COLUMNS = ("label", "type", "pagerank", "id")
BETWEENNESS_COLUMNS = ("label", "type", "betweenness", "id")
EXACT_UP_TO = 1_000
SAMPLE = 200
SEED = 20_220_302
PLACES = 6


def pagerank(
    graph: Directed, *, top: int | None = None, damping: float = 0.85, tolerance: float = 1e-9, rounds: int = 500
) -> Table:
    """The nodes by PageRank over the weighted edges, which sums to 1; values are rounded to six places.

    Brin and Page, The anatomy of a large-scale hypertextual Web search engine, 1998; the rank of nodes that lead
    nowhere is spread evenly. networkx's own needs numpy and scipy, over 100 MB for these few lines, which the tests
    compare with it: power iteration until a round moves less than ``tolerance`` a node, ``rounds`` at most.
    """
    nodes = list(graph)
    if not nodes:
        return Table(PAGERANK_COLUMNS, ())
    place = {node: i for i, node in enumerate(nodes)}
    out = [0.0] * len(nodes)
    weighted = [(place[u], place[v], float(data.get("weight", 1))) for u, v, data in graph.edges(data=True)]
    for source, _, weight in weighted:
        out[source] += weight
    edges = [(source, target, weight / out[source]) for source, target, weight in weighted]
    dangling = [i for i, weight in enumerate(out) if weight == 0]
    rank = [1 / len(nodes)] * len(nodes)
    for _ in range(rounds):
        lost = sum(rank[i] for i in dangling)
        new = [(1 - damping + damping * lost) / len(nodes)] * len(nodes)
        for source, target, share in edges:
            new[target] += damping * rank[source] * share
        moved = sum(abs(a - b) for a, b in zip(new, rank, strict=True))
        rank = new
        if moved < tolerance * len(nodes):
            break
    return _ranking(graph, dict(zip(nodes, rank, strict=True)), PAGERANK_COLUMNS, top)


def betweenness(graph: Directed, *, top: int | None = None) -> Table:
    """The nodes by the share of shortest paths between others that pass through them, edges taken both ways.

    Freeman, A set of measures of centrality based on betweenness, 1977, by the algorithm of Brandes, 2001. Above
    1,000 nodes it is estimated from 200 start nodes, chosen with a fixed seed (Brandes and Pich, 2007). Values are
    normalised to [0, 1] and rounded to six places.
    """
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((u, v) for u, v in graph.edges() if u != v)
    sample = SAMPLE if len(plain) > EXACT_UP_TO else None
    return _ranking(graph, nx.betweenness_centrality(plain, k=sample, seed=SEED), BETWEENNESS_COLUMNS, top)


def _ranking(graph: Directed, scores: dict[str, float], columns: tuple[str, ...], top: int | None) -> Table:
    rounded = {node: round(score, PLACES) for node, score in scores.items()}
    order = sorted(rounded, key=lambda node: (-rounded[node], label(graph, node), node))
    rows = ((label(graph, node), str(graph.nodes[node].get("type")), rounded[node], node) for node in order[:top])
    return Table(columns, tuple(rows))
