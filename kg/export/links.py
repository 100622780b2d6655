"""The undirected links between nodes, as arrays that a layout reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]
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
    def of(cls, size: int, pairs: NDArray[np.int64]) -> "Links":
        """The links of pairs of different nodes: the smaller number times ``size``, plus the larger one."""
        pairs = _once(pairs)
        pairs = np.concatenate((pairs, pairs % max(1, size) * size + pairs // max(1, size)))
        pairs.sort()
        starts = np.searchsorted(pairs, np.arange(size + 1) * size)
        pairs %= max(1, size)
        return cls(size, starts, pairs.astype(np.int32))

    @property
    def degrees(self) -> Whole:
        """The number of neighbours of each node."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Whole:
        """The node at whose place each of ``neighbours`` stands."""
        return np.repeat(np.arange(self.size, dtype=np.int32), self.degrees)

    def part(self, nodes: Whole) -> "Links":
        """The links among ``nodes`` (sorted; whole components), which are numbered from 0 in their order."""
        number = np.zeros(self.size, dtype=np.int32)
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
        met, place = np.zeros(self.size, dtype=bool), np.zeros(self.size, dtype=np.int32)
        while len(nodes):
            yield nodes, parents
            met[nodes] = True
            slots = self._slots(nodes)
            near = self.neighbours[slots]
            new = ~met[near]
            slots, near = slots[new], near[new]
            place[near[::-1]] = slots[::-1]  # of several the first stays
            first = place[near] == slots
            nodes = near[first]
            parents = np.searchsorted(self.starts, slots[first], side="right") - 1

    def _slots(self, nodes: Whole) -> Whole:
        """The places of the neighbours of ``nodes``, one node after another."""
        counts = self.degrees[nodes]
        before = (self.starts[nodes] - (np.cumsum(counts) - counts)).astype(np.int32)
        slots = np.arange(counts.sum(), dtype=np.int32)
        slots += np.repeat(before, counts)
        return slots


def _once(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers sorted, each once; ``np.unique`` would hold them three times."""
    pairs.sort()
    first = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
    return pairs[first]
