"""A graph as arrays: what the numeric analyses work on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kg.network import Network

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arrays:
    """The nodes in the graph's order, and for each edge the place of its source and target and its weight (> 0).

    An undirected edge is there once.
    """

    nodes: list[str]
    source: Places
    target: Places
    weight: Floats
    directed: bool

    def both_ways(self) -> "Arrays":
        """Each edge in both directions, loops left out."""
        keep = self.source != self.target
        source, target = self.source[keep], self.target[keep]
        weight = np.concatenate([self.weight[keep]] * 2)
        return Arrays(self.nodes, np.concatenate([source, target]), np.concatenate([target, source]), weight, True)

    def matrix(self) -> Any:
        """The adjacency matrix (scipy.sparse.csr_array, n by n); the weights of parallel edges add up."""
        size = len(self.nodes)
        return csr_array((self.weight, (self.source, self.target)), shape=(size, size))


def arrays(graph: Network) -> Arrays:
    """The arrays of a view."""
    nodes = list(graph)
    place = {node: i for i, node in enumerate(nodes)}
    edges = [(place[u], place[v], float(weight)) for u, v, weight in graph.edges(data="weight", default=1)]
    source, target, weight = zip(*edges, strict=True) if edges else ((), (), ())
    return Arrays(
        nodes, np.array(source, np.int64), np.array(target, np.int64), np.array(weight, np.float64), graph.is_directed()
    )
