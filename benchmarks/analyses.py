"""How long each view and each analysis takes and how much memory, as the graph grows, beside networkx and igraph.

    python benchmarks/analyses.py STORE [--edges 10000 100000 1000000] [--slow 100000] [--only views|analyses]

STORE is one of real articles. Its articles are repeated with changed identifiers, words and dates until the view of
statements has that many edges; each view is built of that store, and beside it, in the same run, the views of speakers
and covoice by counting the quads of the store here. For the analyses the graph of a view itself is repeated: a third of
its speakers and all outlets are in every repetition. Each step runs in a process of its own: CPU seconds, and MB that
it needed beyond what was there. Peers start from the same view; the slow ones stop at --slow edges. Exponents are of
CPU seconds against edges between the smallest and the largest graph.
"""

import argparse
import itertools
import math
import multiprocessing
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import igraph
import networkx as nx
import pyoxigraph as ox

from kg import ids, network
from kg.analysis import ANALYSES
from kg.store import EmbeddedStore, open_store
from kg.store.contract import Store
from kg.vocab import HS, OA, RDF, SCHEMA, XSD

OURS = (
    *("act", "attributes", "attribution", "canonicalSpeaker", "citationKind", "cites", "confidence", "content", "cue"),
    *("evidence", "quoteType", "relays", "source", "speaker", "speaksFor", "target"),
)
THEIRS = ("datePublished", "headline", "isPartOf", "name", "publisher", "spokenByCharacter", "text", "url")
PLACES = ("end", "exact", "hasSelector", "start", "suffix")
KEPT = {*map(HS, OURS), *map(SCHEMA, THEIRS), *map(OA, PLACES), RDF("type")}
"""What the views ask."""
IRI = re.compile(r"(.*/)([a-z]+)/([0-9a-f]{20})(.*)")
Figures = dict[str, dict[int, float]]


def shared(kind: str, name: str) -> bool:
    """Whether a repetition has the same thing and not another like it."""
    return kind == "outlet" or (kind == "speaker" and int(name[-4:], 16) % 3 == 0)


def renamed(term: Any, number: int) -> Any:
    """The term in a repetition: another identifier, a date some weeks later, other words for nine in ten."""
    if isinstance(term, ox.NamedNode):
        match = IRI.fullmatch(term.value)
        if match is None or shared(match[2], match[3]):
            return term
        return ox.NamedNode(f"{match[1]}{match[2]}/{ids.digest([match[3], number])}{match[4]}")
    if term.datatype.value in (XSD("date"), XSD("dateTime")):
        return ox.Literal(later(term.value, number) + term.value[10:], datatype=term.datatype)
    if " " in term.value and len(term.value) % 10:
        return ox.Literal(f"{term.value} {number}")
    return term


def later(day: str, number: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(weeks=number)).isoformat()


def repeated_store(quads: list[ox.Quad], copies: int) -> Iterator[ox.Quad]:
    yield from quads
    for number in range(1, copies):
        known: dict[Any, Any] = {}

        def other(term: Any, number: int = number, known: dict[Any, Any] = known) -> Any:
            if term not in known:
                known[term] = renamed(term, number)
            return known[term]

        for q in quads:
            yield ox.Quad(other(q.subject), q.predicate, other(q.object), other(q.graph_name))


def some_articles(store: Store, articles: int) -> list[ox.Quad]:
    """What the views need of the first articles of a store."""
    rows = store.select("SELECT DISTINCT ?a WHERE { ?a a schema:NewsArticle } ORDER BY ?a").rows[:articles]
    graphs = {ids.evidence_graph(str(a)) for (a,) in rows}
    evidence = [q for g in sorted(graphs) for q in store.quads(g) if q.predicate.value in KEPT]
    there = {q.subject for q in evidence}
    out = evidence
    for kind in ("identity", "citations"):
        found = [q for q in store.quads(ids.derived_graph(kind, store.base)) if q.predicate.value in KEPT]
        named = {q.object for q in found if q.subject in there}
        out += [q for q in found if q.subject in there or q.subject in named]
    return out


def repeated_graph(view: network.Network, edges: int) -> network.Network:
    """The view repeated until it has so many edges."""
    out = view.__class__(name=view.graph["name"])
    made = 0
    for number in itertools.count():
        names = {n: n if not number or shared(str(d["type"]), n) else f"{n}~{number}" for n, d in view.nodes(data=True)}
        days = {d: later(d, number) for n in view.nodes.values() for d in (n.get("start"), n.get("end")) if d}
        for node, data in view.nodes(data=True):
            moved = {k: days.get(v, v) if k in ("start", "end", "published") else v for k, v in data.items()}
            about = {k: f"{v}~{number}" for k, v in moved.items() if k == "article"}
            out.add_node(names[node], **{**moved, **about})
        for u, v, data in view.edges(data=True):
            if made == edges:
                return out
            made += 1
            out.add_edge(names[u], names[v], key=f"{data['id']}~{number}", **data)
    raise AssertionError


def measured(step: Callable[[], Any]) -> tuple[float, float, float]:
    """CPU seconds, MB beyond what was there, and what the step returns, in a process of its own."""
    receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(step, sender))
    process.start()
    sender.close()
    found: tuple[float, float, float] = receiver.recv()
    process.join()
    return found


def _run(step: Callable[[], Any], sender: Any) -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start = _peak(), time.process_time()
    answer = step()
    sender.send((time.process_time() - start, _peak() - before, answer))


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def streamed(folder: Path) -> int:
    """Who is quoted by which outlet and with whom, counted from the quads of the store one by one."""
    spoken: dict[str, str] = {}
    part: dict[str, str] = {}
    outlet: dict[str, str] = {}
    into = {SCHEMA("spokenByCharacter"): spoken, SCHEMA("isPartOf"): part, SCHEMA("publisher"): outlet}
    with EmbeddedStore.open(folder) as store:
        for q in store.quads():
            if q.predicate.value in into:
                into[q.predicate.value][q.subject.value] = q.object.value
    counts: dict[tuple[str, str], int] = {}
    for statement, speaker in spoken.items():
        pair = (outlet.get(part[statement], ""), speaker)
        counts[pair] = counts.get(pair, 0) + 1
    return len(counts)


def built(folder: Path, name: str) -> int:
    with EmbeddedStore.open(folder) as store:
        return network.view(store, name).number_of_edges()


def views(store: Store, sizes: Iterable[int]) -> None:
    figures: Figures = {}
    number = int(store.select("SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a schema:NewsArticle }").rows[0][0] or 1)
    per_article = network.view(store, "statements").number_of_edges() / number
    print("view        edges of statements   own edges   CPU s    MB")
    for size in sizes:
        articles = math.ceil(size / per_article)
        quads = some_articles(store, min(articles, number))
        with TemporaryDirectory() as place:
            folder = Path(place) / "big.kg"
            with EmbeddedStore.open(folder, create=True) as big:
                big.inner.bulk_extend(repeated_store(quads, max(1, round(articles / number))))
                big.flush()
            del quads
            for name in network.VIEWS:
                seconds, memory, edges = measured(lambda name=name, at=folder: built(at, name))  # type: ignore[misc]
                print(f"{name:12}{size:19,}{edges:12,}{seconds:8.2f}{memory:6.0f}", flush=True)
                figures.setdefault(name, {})[size] = seconds
            seconds, memory, _ = measured(lambda at=folder: streamed(at))
            ratio = seconds / figures["speakers"][size]
            print(
                f"speakers, counted from quads here: {seconds:.2f} s, {memory:.0f} MB; {ratio:.1f} times the view",
                flush=True,
            )
    exponents(figures)


def simple(graph: network.Network) -> "nx.DiGraph[str]":
    out: nx.DiGraph[str] = nx.DiGraph()
    for u, v, weight in graph.edges(data="weight", default=1):
        out.add_edge(u, v, weight=weight + (out[u][v]["weight"] if out.has_edge(u, v) else 0))
    return out


def both(graph: network.Network) -> "nx.Graph[str]":
    out = nx.Graph(simple(graph))
    out.remove_edges_from(list(nx.selfloop_edges(out)))
    return out


def in_igraph(graph: network.Network, *, directed: bool) -> Any:
    place = {node: i for i, node in enumerate(graph)}
    found = [(place[u], place[v], w) for u, v, w in graph.edges(data="weight", default=1)]
    out = igraph.Graph(len(place), [(u, v) for u, v, _ in found], directed=directed)
    out.es["weight"] = [w for _, _, w in found]
    return out if directed else out.simplify(combine_edges="sum")


FAST, SLOW = False, True
PEERS: dict[str, tuple[tuple[str, bool, Callable[[Any], Any]], ...]] = {
    "pagerank": (
        ("networkx", FAST, lambda g: nx.pagerank(simple(g))),
        ("igraph", FAST, lambda g: in_igraph(g, directed=True).pagerank(weights="weight")),
    ),
    "hits": (
        ("networkx", SLOW, lambda g: nx.hits(simple(g), max_iter=1000)),
        ("igraph", FAST, lambda g: in_igraph(g, directed=True).hub_score(weights="weight")),
    ),
    "betweenness": (
        ("networkx", SLOW, lambda g: nx.betweenness_centrality(both(g), k=200, seed=1)),
        ("igraph", FAST, lambda g: in_igraph(g, directed=False).betweenness(sources=range(200))),
    ),
    "cores": (
        ("networkx", FAST, lambda g: nx.core_number(both(g))),
        ("igraph", FAST, lambda g: in_igraph(g, directed=False).coreness()),
    ),
    "communities": (
        ("networkx", SLOW, lambda g: nx.community.louvain_communities(both(g), seed=1)),
        ("igraph", FAST, lambda g: in_igraph(g, directed=False).community_multilevel(weights="weight")),
    ),
    "components": (
        ("networkx", FAST, lambda g: list(nx.connected_components(both(g)))),
        ("igraph", FAST, lambda g: in_igraph(g, directed=False).connected_components()),
    ),
}


def analyses(store: Store, sizes: Iterable[int], slow: int) -> None:
    figures: Figures = {}
    given = {name: network.view(store, name) for name in network.VIEWS}
    print("analysis            edges   CPU s    MB   peers: seconds (times ours)", flush=True)
    for size in sizes:
        for view, small in given.items():
            graph = repeated_graph(small, size)
            for name, analysis in ANALYSES.items():
                if analysis.view != view:
                    continue
                seconds, memory, _ = measured(lambda a=analysis, g=graph: len(a.function(g, top=20).rows))  # type: ignore[misc]
                figures.setdefault(name, {})[size] = seconds
                beside = []
                for peer, is_slow, run in PEERS.get(name, ()):
                    if not is_slow or size <= slow:
                        theirs, _, _ = measured(lambda run=run, g=graph: len(run(g)))  # type: ignore[misc]
                        beside.append(f"{peer} {theirs:.2f} ({theirs / seconds:.1f})")
                print(f"{name:16}{size:10,}{seconds:8.2f}{memory:6.0f}   {', '.join(beside)}", flush=True)
    exponents(figures)


def exponents(figures: Figures) -> None:
    for name, found in figures.items():
        first, last = min(found), max(found)
        if first < last and found[first] > 0.005:
            print(f"{name}: time grows as edges^{math.log(found[last] / found[first]) / math.log(last / first):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--edges", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--slow", type=int, default=100_000, help="the slow peers run up to so many edges")
    parser.add_argument("--only", choices=["views", "analyses"])
    given = parser.parse_args()
    with open_store(given.store, read_only=True) as store:
        if given.only != "analyses":
            views(store, given.edges)
        if given.only != "views":
            analyses(store, given.edges, given.slow)


if __name__ == "__main__":
    main()
