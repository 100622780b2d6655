"""The undirected links between nodes, as arrays that a layout reads."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of ``size`` nodes: the neighbours of node i stand at ``starts[i]:starts[i + 1]``, sorted.

    A link stands at both of its ends, once however many edges there are; no node is its own neighbour.
    """

    size: int
    starts: Whole
    neighbours: Whole

    @classmethod
    def of(cls, size: int, sources: Whole, targets: Whole) -> "Links":
        """The links of edges that are given by the numbers of their ends."""
        apart = sources != targets
        one, other = sources[apart], targets[apart]
        pairs = np.unique(np.concatenate((one * size + other, other * size + one)))
        starts = np.searchsorted(pairs, np.arange(size + 1) * size)
        pairs %= max(1, size)
        return cls(size, starts, pairs)

    @property
    def degrees(self) -> Whole:
        """The number of neighbours of each node."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Whole:
        """The node at whose place each of ``neighbours`` stands."""
        return np.repeat(np.arange(self.size), self.degrees)

    def part(self, nodes: Whole) -> "Links":
        """The links among ``nodes`` (sorted; whole components), which are numbered from 0 in their order."""
        number = np.zeros(self.size, dtype=np.int64)
        number[nodes] = np.arange(len(nodes))
        starts = np.concatenate(([0], np.cumsum(self.degrees[nodes])))
        return Links(len(nodes), starts, number[self.neighbours[self._slots(nodes)]])

    def components(self) -> Whole:
        """The least node of each node's component, by hooking and pointer jumping (Shiloach and Vishkin, 1982)."""
        label = np.arange(self.size)
        one, other = self.owners, self.neighbours
        while True:
            before = label.copy()
            np.minimum.at(label, before[one], before[other])
            label = label[label]
            if np.array_equal(label, before):
                return label

    def levels(self, label: Whole) -> Iterator[tuple[Whole, Whole]]:
        """The breadth-first forest, level by level: nodes and their parents, siblings side by side.

        Each component (by its ``label``) begins with its best connected node, whose parent is -1.
        """
        order = np.lexsort((-self.degrees, label))
        nodes = order[np.unique(label[order], return_index=True)[1]]
        parents = np.full(len(nodes), -1)
        met = np.zeros(self.size, dtype=bool)
        while len(nodes):
            yield nodes, parents
            met[nodes] = True
            near, of = self.neighbours[self._slots(nodes)], np.repeat(nodes, self.degrees[nodes])
            new = ~met[near]
            near, of = near[new], of[new]
            first = np.sort(np.unique(near, return_index=True)[1])
            nodes, parents = near[first], of[first]

    def _slots(self, nodes: Whole) -> Whole:
        """The places of the neighbours of ``nodes``, one node after another."""
        counts = self.degrees[nodes]
        return np.repeat(self.starts[nodes] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
