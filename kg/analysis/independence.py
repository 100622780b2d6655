"""How many independent origins a claim has, what it falls with, and whether its accounts lead in a circle.

A claim carried by many articles may rest on one. Two accounts are independent here if no article, relaying speaker or
origin stands on both of their paths back to who said it first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx as nx

from kg.model import Table, Value
from kg.network import Directed

INDEPENDENCE_COLUMNS = (
    *("verdict", "articles", "outlets", "origins", "unnamed", "unresolved", "who", "rests_on", "words"),
    *("first", "last", "id"),
)
UNNAMED = frozenset(("unnamed", "collective"))
UNRESOLVED = frozenset(("outlet", "unknown", "document"))
SHOWN = 4
Node = tuple[str, ...]
SOURCE: Node = ("claim",)
SINK: Node = ("said",)


@dataclass(frozen=True, slots=True)
class Support:
    """What was found of one claim: how many paths that share nothing lead to a name, and what all paths share.

    ``unnamed`` and ``unresolved`` are how many more there may be if unnamed sources, or outlets whose account is not
    stored, are who they seem: others than the rest. ``who`` are all the origins, those with a name first.
    """

    origins: int
    unnamed: int
    unresolved: int
    who: tuple[str, ...]
    rests_on: tuple[str, ...]
    circle: tuple[str, ...]


def independence(graph: Directed, *, top: int | None = None) -> Table:
    """The claims of the view ``support``, the ones in most articles first; each with a verdict for people.

    ``origins`` is the largest number of paths from the claim's articles to speakers with a name that share no article,
    relaying speaker or origin (Menger, Zur allgemeinen Kurventheorie, 1927, by maximum flow with split vertices, Ford
    and Fulkerson, 1962). ``rests_on`` are the dominators (Lengauer and Tarjan, 1979; networkx's algorithm is Cooper,
    Harvey and Kennedy's, 2001): without any one of them nothing leads to an origin, named or not. Circles are strongly
    connected components (Tarjan, 1972) of articles.
    """
    claims = [node for node, data in graph.nodes(data=True) if data["type"] == "claim"]
    rows = [_row(graph, claim) for claim in sorted(claims)]
    rows.sort(key=lambda row: (-int(row[1] or 0), row[3], str(row[8]), str(row[11])))
    return Table(INDEPENDENCE_COLUMNS, tuple(rows[:top]))


def supported(graph: Directed, claim: str) -> Support:
    """What the accounts of one claim (its node) amount to."""
    flow, labels, kinds = _paths(graph, claim)
    named = [n for n, kind in kinds.items() if kind not in UNNAMED | UNRESOLVED]
    unnamed = [n for n, kind in kinds.items() if kind in UNNAMED]
    rest = [n for n, kind in kinds.items() if kind in UNRESOLVED]
    origins = _disjoint(flow, named)
    with_unnamed = _disjoint(flow, [*named, *unnamed])
    every = _disjoint(flow, [*named, *unnamed, *rest])
    ends = nx.DiGraph(flow)
    ends.add_edges_from((n, SINK) for n in kinds)
    over = tuple(labels[n] for n in _dominators(ends) if n in labels)
    who = tuple(dict.fromkeys(label for group in (named, unnamed, rest) for label in sorted(labels[n] for n in group)))
    return Support(origins, with_unnamed - origins, every - with_unnamed, who, over, _circle(graph, claim))


def _row(graph: Directed, claim: str) -> tuple[Value, ...]:
    found = supported(graph, claim)
    accounts = [graph.nodes[n] for n in nx.descendants(graph, claim) if graph.nodes[n]["type"] == "statement"]
    articles = {a["article"] for a in accounts}
    outlets = {a["outlet"] for a in accounts if "outlet" in a}
    days = sorted(str(a["start"]) for a in accounts if "start" in a)
    first, last = (days[0], days[-1]) if days else (None, None)
    who, rests_on = ("; ".join(names[:SHOWN]) or None for names in (found.who, found.rests_on))
    counts = (len(articles), len(outlets), found.origins, found.unnamed, found.unresolved)
    return (
        _verdict(found),
        *counts,
        who,
        rests_on,
        graph.nodes[claim]["words"],
        first,
        last,
        claim.removesuffix("#claim"),
    )


def _circle(graph: Directed, claim: str) -> tuple[str, ...]:
    """The outlets of the first articles that lead back to one another; empty where none do."""
    statements = [n for n in nx.descendants(graph, claim) if graph.nodes[n]["type"] == "statement"]
    leading: nx.DiGraph[str] = nx.DiGraph()
    for s in statements:
        for t in graph.successors(s):
            one, other = graph.nodes[s]["article"], graph.nodes[t].get("article")
            if other is not None and one != other:
                leading.add_edge(one, other)
    names = {graph.nodes[s]["article"]: str(graph.nodes[s].get("outlet", "an outlet")) for s in statements}
    circles = sorted(sorted(c) for c in nx.strongly_connected_components(leading) if len(c) > 1)
    return tuple(names[a] for a in circles[0]) if circles else ()


def _verdict(found: Support) -> str:
    circle = f"; circular: {' ⇄ '.join(found.circle)}" if found.circle else ""
    if found.origins > 1:
        return f"{found.origins} independent origins{circle}"
    if found.origins == 1:
        more = found.unnamed + found.unresolved
        return ("one named origin, others not certain" if more else "one origin") + circle
    if found.unnamed:
        return "unnamed sources only" + circle
    if found.unresolved:
        return "no origin known" + circle
    return "circular" + circle


def _paths(graph: Directed, claim: str) -> tuple["nx.DiGraph[Node]", dict[Node, str], dict[Node, str]]:
    """The claim's paths over articles, relaying speakers and origins, with the labels of these and the origins' kinds.

    A statement is its article where the claim or another article leads to it, else (inside another one) its speaker.
    """
    flow: nx.DiGraph[Node] = nx.DiGraph()
    labels: dict[Node, str] = {}
    kinds: dict[Node, str] = {}
    todo: list[tuple[Node, str]] = [(SOURCE, claim)]
    seen: set[tuple[Node, str]] = set()
    while todo:
        at, node = todo.pop()
        if (at, node) in seen:
            continue
        seen.add((at, node))
        for target, kind in sorted((t, str(edge["kind"])) for _, t, edge in graph.out_edges(node, data=True)):
            data = graph.nodes[target]
            if kind == "origin":
                step: Node = ("origin", target)
                kinds[step] = str(data["kind"])
                labels[step] = str(data["label"])
            elif node != claim and graph.nodes[node].get("article") == data["article"]:
                step = ("relay", str(graph.nodes[node].get("speaker_iri", node)))
                labels[step] = str(graph.nodes[node].get("speaker", "somebody"))
            else:
                step = ("article", str(data["article"]))
                labels[step] = str(data.get("outlet") or data.get("title") or data["article"])
            if step != at:
                flow.add_edge(at, step)
            if kind != "origin":
                todo.append((step, target))
    return flow, labels, kinds


def _disjoint(flow: "nx.DiGraph[Node]", ends: Iterable[Node]) -> int:
    """The largest number of paths from the source to ``ends`` that share no vertex."""
    split: nx.DiGraph[Node] = nx.DiGraph()
    for node in flow:
        if node != SOURCE:
            split.add_edge((*node, "in"), (*node, "out"), capacity=1)
    for a, b in flow.edges():
        split.add_edge(SOURCE if a == SOURCE else (*a, "out"), (*b, "in"), capacity=1)
    for node in ends:
        split.add_edge((*node, "out"), SINK, capacity=1)
    if SOURCE not in split or SINK not in split:
        return 0
    return int(nx.maximum_flow_value(split, SOURCE, SINK))


def _dominators(ends: "nx.DiGraph[Node]") -> Iterator[Node]:
    """What every path from the source to the sink passes, nearest to the sink first."""
    if SOURCE not in ends or SINK not in ends or not nx.has_path(ends, SOURCE, SINK):
        return
    above = nx.immediate_dominators(ends, SOURCE)
    node = above[SINK]
    while node != SOURCE:
        yield node
        node = above[node]
