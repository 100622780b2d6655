"""How fast our GraphML and GEXF writers are beside those of networkx, interleaved in one run, with peak memory.

    python benchmarks/graph_writers.py [--edges 100000] [--rounds 3]

The graph is random with a fixed seed; its attributes are of the kinds that networkx's writers accept. Ours also colour
and size the nodes and check every value, and lay the graph out (by ``auto``, else as trees or not at all).
"""

import argparse
import random
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx

from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.layout import Layout


def sample(edges: int, per_node: int = 2) -> "nx.MultiDiGraph[str]":
    """Outlets that quote speakers, ``per_node`` edges for each node."""
    dice = random.Random(7)
    nodes = max(2, edges // per_node)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i in range(nodes):
        kind = "outlet" if i % 20 == 0 else "speaker"
        graph.add_node(
            f"https://w3id.org/hearsay/id/{kind}/{i:020x}", label=f"Name {i} & Co", type=kind, statements=i % 9
        )
    names = list(graph)
    for i in range(edges):
        source, target = names[20 * dice.randrange((nodes + 19) // 20)], names[dice.randrange(nodes)]
        words = f"the words “number {i}” were said"
        graph.add_edge(
            source, target, key=f"{i:020x}", kind="quotes", label="quotes", weight=1 + i % 7, articles=1 + i % 3,
            first_words=words,
        )  # fmt: skip
    return graph


def ours(writer: Callable[..., None], layout: Layout = "auto") -> Callable[[Any, Path], None]:
    def write(graph: Any, path: Path) -> None:
        with path.open("wb") as output:
            writer(graph, output, layout)

    return write


WRITERS: dict[str, tuple[Callable[..., None], Callable[[Any, Path], None], float]] = {
    "graphml": (write_graphml, nx.write_graphml, 3.5),
    "gexf": (write_gexf, nx.write_gexf, 5.0),
}
LAYOUTS: tuple[Layout, ...] = ("none", "tree", "auto")


def seconds(write: Callable[[Any, Path], None], graph: Any, path: Path) -> float:
    start = time.process_time()
    write(graph, path)
    return time.process_time() - start


def peak(write: Callable[[Any, Path], None], graph: Any, path: Path) -> float:
    """Peak of what the writer allocates, in MB."""
    tracemalloc.start()
    write(graph, path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--per-node", type=int, nargs="*", default=[10, 2], help="edges for each node")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="measure memory as well (slow)")
    given = parser.parse_args()
    for per_node in given.per_node:
        print(f"{given.edges} edges, {given.edges // per_node} nodes")
        compare(sample(given.edges, per_node), given)


def compare(graph: Any, given: argparse.Namespace) -> None:
    with TemporaryDirectory() as folder:
        for name, (own, theirs, wanted) in WRITERS.items():
            mine, other = Path(folder) / f"own.{name}", Path(folder) / f"networkx.{name}"
            writers = [ours(own, layout) for layout in LAYOUTS]
            times = [
                ([seconds(write, graph, mine) for write in writers], seconds(theirs, graph, other))
                for _ in range(given.rounds)
            ]
            slow = min(their_time for _, their_time in times)
            print(f"{name}: networkx {slow:.2f} s (wanted: {wanted} times faster)")
            for number, layout in enumerate(LAYOUTS):
                fast = min(our_times[number] for our_times, _ in times)
                print(f"  layout {layout}: {fast:.2f} s, ratio {slow / fast:.1f}", flush=True)
            if given.memory:
                print(f"  peak: {peak(ours(own), graph, mine):.0f} MB, networkx {peak(theirs, graph, other):.0f} MB")


if __name__ == "__main__":
    main()
