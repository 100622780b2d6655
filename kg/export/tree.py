"""The radial tree layout: each component around its best connected node, in a time that is linear but for sorting."""

from math import pi

import numpy as np

from kg.export.links import Links, Real, Whole

STEP, ROOM = 100.0, 44.0


def tree_places(links: Links, label: Whole) -> Real:
    """The place of each node beside the root of its component, (size, 2).

    The tree is the breadth-first one; its branches share the circle by their leaves (Wills, NicheWorks, 1999), and each
    ring is wide enough for its nodes.
    """
    levels = list(links.levels(label))
    leaves, begin = _leaves(links.size, levels), np.zeros(links.size)
    radius, whole = np.zeros(links.size), np.ones(links.size)
    places = np.zeros((links.size, 2))
    for nodes, parents in levels:
        if parents[0] < 0:
            whole[label[nodes]] = leaves[nodes]
            continue
        before = np.cumsum(leaves[nodes]) - leaves[nodes]
        eldest = np.concatenate(([True], parents[1:] != parents[:-1]))
        begin[nodes] = begin[parents] + before - before[eldest][np.cumsum(eldest) - 1]
        of, counts = np.unique(label[nodes], return_counts=True)
        radius[of] = np.maximum(radius[of] + STEP, np.ceil(counts * ROOM / (2 * pi)))
        angle = 2 * pi * (begin[nodes] + leaves[nodes] / 2) / whole[label[nodes]]
        places[nodes] = radius[label[nodes], None] * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    return places


def _leaves(size: int, levels: list[tuple[Whole, Whole]]) -> Whole:
    """The number of leaves below each node; a leaf has itself."""
    leaves = np.zeros(size, dtype=np.int64)
    for nodes, parents in reversed(levels):
        leaves[nodes] = np.maximum(leaves[nodes], 1)
        if parents[0] >= 0:
            np.add.at(leaves, parents, leaves[nodes])
    return leaves
