"""Accounts that lead to one another and to nobody: circular reporting."""

from collections import defaultdict

import networkx as nx

from kg.analysis.relations import of_type
from kg.model import Table, Value
from kg.network import Directed

CIRCLE_COLUMNS = ("between", "circle", "length", "claims", "words", "first", "last", "id", "ids")
CIRCLE = " ⇄ "
UNDATED = "~"  # comes after every day
Taken = tuple[str, str, str]
"""When one outlet takes something from another (a day, or UNDATED), which claim, and its words."""


def circles(graph: Directed, *, top: int | None = None) -> Table:
    """Articles that take one claim from one another in a circle, then outlets that take from each other, in any claims.

    Strongly connected components (Tarjan, Depth-first search and linear graph algorithms, 1972) of the view
    ``support``. A circle of articles ("articles") says that nothing in it shows where the claim comes from; one of
    outlets ("outlets") only that each has taken something from the next. ``top`` limits each.
    """
    articles: list[tuple[Value, ...]] = []
    outlets: nx.DiGraph[str] = nx.DiGraph()
    taken: defaultdict[tuple[str, str], set[Taken]] = defaultdict(set)
    for claim in of_type(graph, "claim"):
        leading, names = _leading(graph, claim)
        words = str(graph.nodes[claim]["words"])
        for circle in _components(leading):
            about = [names[a] for a in circle]
            days = sorted(str(d["start"]) for d in about if "start" in d)
            shown = CIRCLE.join(str(d.get("outlet") or d.get("title") or a) for a, d in zip(circle, about, strict=True))
            first, last = (days[0], days[-1]) if days else (None, None)
            iri = claim.removesuffix("#claim")
            articles.append(("articles", shown, len(circle), 1, words, first, last, iri, " ".join(circle)))
        for one, other in leading.edges():
            a, b = (names[x].get("outlet_iri") for x in (one, other))
            if a and b and a != b:
                outlets.add_edge(str(a), str(b))
                taken[str(a), str(b)].add((str(names[one].get("start", UNDATED)), claim, words))
    known = {str(d["outlet_iri"]): str(d["outlet"]) for _, d in graph.nodes(data=True) if "outlet_iri" in d}
    between = []
    for circle in _components(outlets):
        inside = sorted(set().union(*(found for (a, b), found in taken.items() if a in circle and b in circle)))
        days = [day for day, _, _ in inside if day != UNDATED]
        first, last = (days[0], days[-1]) if days else (None, None)
        number, words = len({claim for _, claim, _ in inside}), inside[0][2]
        shown = CIRCLE.join(known[o] for o in circle)
        between.append(("outlets", shown, len(circle), number, words, first, last, None, " ".join(circle)))
    articles.sort(key=lambda row: (-int(row[2] or 0), str(row[5]), str(row[7])))
    between.sort(key=lambda row: (-row[3], -row[2], row[1]))
    return Table(CIRCLE_COLUMNS, (*articles[:top], *between[:top]))


def _leading(graph: Directed, claim: str) -> tuple["nx.DiGraph[str]", dict[str, dict[str, Value]]]:
    """Which article of a claim leads to which, and what is known of each."""
    leading: nx.DiGraph[str] = nx.DiGraph()
    names: dict[str, dict[str, Value]] = {}
    for node in nx.descendants(graph, claim):
        data = graph.nodes[node]
        if data["type"] != "statement":
            continue
        names[data["article"]] = data
        for onward in graph.successors(node):
            other = graph.nodes[onward].get("article")
            if other is not None and other != data["article"]:
                leading.add_edge(data["article"], other)
    return leading, names


def _components(leading: "nx.DiGraph[str]") -> list[list[str]]:
    return sorted(sorted(c) for c in nx.strongly_connected_components(leading) if len(c) > 1)
