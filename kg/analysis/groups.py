"""Groups of nodes: those that hang together, that weakly joined ones leave, that are joined more than the rest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import connected_components

from kg.analysis import fast
from kg.analysis.arrays import Arrays, arrays
from kg.analysis.rank import PLACES, SEED
from kg.analysis.relations import members
from kg.model import Table
from kg.network import Network

CORES_COLUMNS = ("label", "type", "core", "neighbours", "id")
COMPONENTS_COLUMNS = ("component", "nodes", "edges", "members", "ids")
COMMUNITIES_COLUMNS = ("community", "nodes", "weight", "inside", "modularity", "members", "ids")


def components(graph: Network, *, top: int | None = None) -> Table:
    """The parts that hang together, edges taken both ways, the largest first, each with its best connected members."""
    a = arrays(graph)
    if not a.nodes:
        return Table(COMPONENTS_COLUMNS, ())
    _, groups = connected_components(a.matrix(), directed=False)
    edges = np.bincount(groups[a.source], minlength=len(a.nodes))
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for node, group in zip(a.nodes, groups.tolist(), strict=True):
        parts[group].append(node)
    found = sorted((-len(nodes), min(nodes), group) for group, nodes in parts.items())
    rows = [
        (number, -size, int(edges[group]), members(graph, parts[group]), " ".join(sorted(parts[group])))
        for number, (size, _, group) in enumerate(found[:top], 1)
    ]
    return Table(COMPONENTS_COLUMNS, tuple(rows))


def cores(graph: Network, *, top: int | None = None) -> Table:
    """The nodes by core number: the largest k for which a node is in a part whose nodes all have k neighbours in it.

    Seidman, Network structure and minimum degree, 1983; by the algorithm of Batagelj and Zaversnik, An O(m) algorithm
    for cores decomposition of networks, 2003. Edges are taken both ways, each pair of neighbours once.
    """
    a = arrays(graph)
    degrees = np.diff(a.both_ways().matrix().indptr)
    number = fast.cores(a) if fast.pays(a) else _cores(a)
    nodes = graph.nodes
    rows = [
        (str(nodes[n].get("label") or n), str(nodes[n].get("type")), core, int(degree), n)
        for n, core, degree in zip(a.nodes, number, degrees, strict=True)
    ]
    rows.sort(key=lambda row: (-row[2], -row[3], row[0], row[4]))
    return Table(CORES_COLUMNS, tuple(rows[:top]))


def communities(graph: Network, *, top: int | None = None) -> Table:
    """The communities, the largest first: nodes that share more weight than their strengths alone would bring.

    Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008 (Louvain),
    with a fixed seed. ``inside`` is the share of a community's weight that stays in it; ``modularity`` (Newman and
    Girvan, Finding and evaluating community structure in networks, 2004) is its part of the whole, which is the sum.
    Edges are taken both ways. Above 50,000 edges networkit finds them where it is installed (the extra ``fast``).
    """
    a = arrays(graph)
    if not (a.source != a.target).any():
        return Table(COMMUNITIES_COLUMNS, ())
    found = numbered(fast.communities(a) if fast.pays(a) else _louvain(a), a.nodes)
    rows = []
    for nodes, weight, inside, part in _measured(a, found):
        share = round(inside / weight, PLACES) if weight else 0.0
        rows.append(
            (len(nodes), round(weight, PLACES), share, round(part, PLACES), members(graph, nodes), " ".join(nodes))
        )
    rows.sort(key=lambda row: (-row[0], -row[1], row[5]))
    return Table(COMMUNITIES_COLUMNS, tuple((i, *row) for i, row in enumerate(rows[:top], 1)))


def numbered(groups: Sequence[int], nodes: Sequence[str]) -> list[int]:
    """The same groups, numbered by the first node of each, so that the numbers of an engine have no say."""
    number: dict[int, int] = {}
    return [number.setdefault(group, len(number)) for group, _ in zip(groups, nodes, strict=True)]


def _measured(a: Arrays, groups: Sequence[int]) -> list[tuple[list[str], float, float, float]]:
    """Of each group its nodes, the weight of its nodes' edges, how much of it stays inside, and its modularity."""
    of = np.array(groups)
    size = int(of.max()) + 1
    both = a.both_ways()
    strength = np.bincount(of[both.source], both.weight, size)
    stays = of[both.source] == of[both.target]
    inside = np.bincount(of[both.source][stays], both.weight[stays], size)
    total = both.weight.sum()
    part = inside / total - (strength / total) ** 2
    nodes: Mapping[int, list[str]] = defaultdict(list)
    for node, group in zip(a.nodes, groups, strict=True):
        nodes[group].append(node)
    return [(nodes[g], float(strength[g]), float(inside[g]), float(part[g])) for g in range(size)]


def _plain(a: Arrays) -> "nx.Graph[int]":
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(a.nodes)))
    summed = a.both_ways().matrix().tocoo()
    pairs = zip(*(x.tolist() for x in (*summed.coords, summed.data)), strict=True)
    plain.add_weighted_edges_from(sorted((u, v, w) for u, v, w in pairs if u < v))
    return plain


def _cores(a: Arrays) -> list[int]:
    found = nx.core_number(_plain(a))
    return [found[i] for i in range(len(a.nodes))]


def _louvain(a: Arrays) -> list[int]:
    out = [0] * len(a.nodes)
    for number, group in enumerate(nx.community.louvain_communities(_plain(a), seed=SEED)):
        for node in group:
            out[node] = number
    return out
