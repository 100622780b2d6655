"""What large graphs are given to: networkit, where the extra ``fast`` is installed; networkx does it without."""

import importlib.util
from typing import Any

from kg.analysis.arrays import Arrays
from kg.analysis.rank import SEED

FROM_EDGES = 50_000


def pays(a: Arrays) -> bool:
    """Whether a graph is so large that networkit pays, and networkit is there."""
    return len(a.source) >= FROM_EDGES and importlib.util.find_spec("networkit") is not None


def cores(a: Arrays) -> list[int]:
    """The core number of each node."""
    import networkit

    found = networkit.centrality.CoreDecomposition(_graph(a))
    found.run()
    return [int(score) for score in found.scores()]


def communities(a: Arrays) -> list[int]:
    """The community of each node: Louvain with refinement (Staudt and Meyerhenke, Engineering parallel algorithms for
    community detection in massive networks, 2016), on one thread and with a fixed seed, so the same each time.
    """
    import networkit

    found = networkit.community.PLM(_graph(a), refine=True)
    found.run()
    return [int(group) for group in found.getPartition().getVector()]


def _graph(a: Arrays) -> Any:
    import networkit

    networkit.setNumberOfThreads(1)
    networkit.setSeed(SEED, False)
    summed = a.both_ways().matrix().tocoo()
    once = summed.coords[0] < summed.coords[1]
    ends = (summed.coords[0][once], summed.coords[1][once])
    return networkit.GraphFromCoo((summed.data[once], ends), n=len(a.nodes), weighted=True, directed=False)
