"""Chains of citations: how far a reader must go back to find who cites nobody."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

import networkx as nx

from kg.analysis.relations import label
from kg.model import Table
from kg.network import Directed

PATH_COLUMNS = ("kind", "between", "length", "path")
CHAIN_COLUMNS = ("length", "chain", "words", "first", "last", "id")
ARROW = " → "
CIRCLE = " ⇄ "
Row = tuple[str, str, int, str]


def longest_paths(graph: Directed, *, top: int | None = None) -> Table:
    """The longest chain of citations from each node that nobody cites, longest first, then the circles.

    A row is ("path", "articles", citations, "A → B → C") or ("cycle", "outlets", members, "A ⇄ B"). Chains of articles
    end at an article, or at an outlet that one names; chains of outlets are apart, since what an outlet cites in one
    article says nothing about another. A circle (a strongly connected component, Tarjan, 1972, or a node that cites
    itself) is reported and not followed: in a path it counts as one node, "(A ⇄ B)". Paths are the longest of the
    condensed, acyclic graph, in time linear in its edges. Of equally long ones the first in the alphabet is shown.
    ``top`` limits paths and circles, each, between articles and between outlets.
    """
    found: dict[str, tuple[list[Row], list[Row]]] = {}
    for between, kind in (("articles", "article"), ("outlets", "outlet")):
        edges = [
            (u, v)
            for u, v, data in graph.edges(data=True)
            if data["kind"] in ("cites", "copies") and graph.nodes[u].get("type") == kind
        ]
        found[between] = _chains(graph, edges, between, top)
    paths = [row for rows, _ in found.values() for row in rows]
    cycles = [row for _, rows in found.values() for row in rows]
    return Table(PATH_COLUMNS, (*paths, *cycles))


def longest_chains(graph: Directed, *, top: int | None = None) -> Table:
    """The longest chain of each claim, from the article at its end to who said it, longest first.

    ``length`` counts the steps: 1 is an article that quotes the speaker itself, and is left out. A step is an outlet
    whose words another takes, or a speaker who passes on another's; an outlet that is both is one. A circle is
    one step (see ``circles``). Of the view ``support``, by the longest paths of its condensed, acyclic graph, in time
    linear in its edges.
    """
    plain: nx.DiGraph[str] = nx.DiGraph(graph.edges())
    groups = [sorted(group) for group in nx.strongly_connected_components(plain)]
    first = {node: group[0] for group in groups for node in group}
    circles = {group[0]: group for group in groups if len(group) > 1}
    acyclic: nx.DiGraph[str] = nx.DiGraph()
    acyclic.add_edges_from((first[u], first[v]) for u, v in plain.edges() if first[u] != first[v])
    rows: list[tuple[int, str, str, str | None, str | None, str]] = []
    for path in _longest_from_roots(acyclic, {node: node for node in acyclic}):
        claim, *steps = path
        if len(steps) > 2 and graph.nodes[claim]["type"] == "claim":
            days = sorted(str(graph.nodes[n]["start"]) for n in steps if "start" in graph.nodes[n])
            names = [name for name, _ in groupby(_steps(graph, steps, circles))]
            ends = (days[0], days[-1]) if days else (None, None)
            words, iri = str(graph.nodes[claim]["words"]), claim.removesuffix("#claim")
            rows += [(len(names) - 1, ARROW.join(names), words, *ends, iri)] if len(names) > 2 else []
    rows.sort(key=lambda row: (-row[0], row[1], row[5]))
    return Table(CHAIN_COLUMNS, tuple(rows[:top]))


def _steps(graph: Directed, path: list[str], circles: Mapping[str, list[str]]) -> Iterator[str]:
    """What the nodes of a chain are called: an outlet, a speaker inside the same article, an origin, a circle."""
    for before, node in pairwise([None, *path]):
        data = graph.nodes[str(node)]
        outer = graph.nodes[before] if before is not None else {}
        if node in circles:
            yield f"({CIRCLE.join(dict.fromkeys(_outlet(graph.nodes[n]) for n in circles[str(node)]))})"
        elif data["type"] == "origin":
            yield str(data["label"])
        elif outer.get("article") == data["article"]:
            yield str(outer.get("speaker") or "somebody")
        else:
            yield _outlet(data)


def _outlet(data: Mapping[str, Any]) -> str:
    return str(data.get("outlet") or data.get("title") or data["article"])


def _chains(
    graph: Directed, edges: list[tuple[str, str]], between: str, top: int | None
) -> tuple[list[Row], list[Row]]:
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_edges_from(edges)
    groups = sorted(sorted(group) for group in nx.strongly_connected_components(plain))
    names = {group[0]: _name(graph, group) for group in groups}
    first = {node: group[0] for group in groups for node in group}
    acyclic: nx.DiGraph[str] = nx.DiGraph()
    acyclic.add_nodes_from(names)
    acyclic.add_edges_from((first[u], first[v]) for u, v in plain.edges() if first[u] != first[v])
    paths = sorted(_longest_from_roots(acyclic, names), key=lambda path: (-len(path), [names[n] for n in path], path))
    cycles = [group for group in groups if len(group) > 1 or plain.has_edge(group[0], group[0])]
    cycles.sort(key=lambda group: (-len(group), group))
    return (
        [("path", between, len(path) - 1, ARROW.join(names[n] for n in path)) for path in paths[:top]],
        [("cycle", between, len(group), CIRCLE.join(label(graph, n) for n in group)) for group in cycles[:top]],
    )


def _longest_from_roots(acyclic: "nx.DiGraph[str]", names: dict[str, str]) -> list[list[str]]:
    length: dict[str, int] = {}
    onward: dict[str, str] = {}
    for node in reversed(list(nx.topological_sort(acyclic))):
        best = min(acyclic.successors(node), key=lambda n: (-length[n], names[n], n), default=None)
        length[node] = 0 if best is None else length[best] + 1
        if best is not None:
            onward[node] = best
    paths = []
    for root in (node for node, degree in acyclic.in_degree() if degree == 0 and length[node] > 0):
        path = [root]
        while path[-1] in onward:
            path.append(onward[path[-1]])
        paths.append(path)
    return paths


def _name(graph: Directed, group: list[str]) -> str:
    return label(graph, group[0]) if len(group) == 1 else f"({CIRCLE.join(label(graph, node) for node in group)})"
