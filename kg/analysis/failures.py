"""What claims fall with: the one speaker, article or outlet without which nothing leads to who said it."""

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from kg.analysis.relations import of_type
from kg.model import Table, Value
from kg.network import Directed

FAILURE_COLUMNS = ("what", "name", "falls", "claims", "share", "words", "id")
Thing = tuple[str, str]
"""What it is ("speaker", "article", "outlet") and its IRI."""


def failures(graph: Directed, *, top: int | None = None) -> Table:
    """The single points of failure of the claims that several articles carry, those with most claims first.

    Without one of these things no account of a claim leads to an origin any more: a vertex of a flow graph that
    dominates its end (Lengauer and Tarjan, 1979), found here by taking it away; an outlet is all of its articles.
    ``falls`` counts such claims, ``claims`` those it stands in at all, ``share`` is the part of these; ``words`` are
    those of the first. Origins that nothing names ("unknown") are none. Of the view ``support``.
    """
    falling: defaultdict[Thing, list[str]] = defaultdict(list)
    standing: defaultdict[Thing, int] = defaultdict(int)
    names: dict[Thing, str] = {}
    for claim in of_type(graph, "claim"):
        part = graph.subgraph({claim, *nx.descendants(graph, claim)})
        if len({d["article"] for _, d in part.nodes(data=True) if d["type"] == "statement"}) < 2:
            continue
        things: defaultdict[Thing, set[str]] = defaultdict(set)
        for node in part:
            for thing, name in _things(part, node):
                things[thing].add(node)
                names[thing] = name
        if not _reaches(part, claim, set()):
            continue
        for thing, nodes in things.items():
            standing[thing] += 1
            if not _reaches(part, claim, nodes):
                falling[thing].append(str(graph.nodes[claim]["words"]))
    rows: list[tuple[Value, ...]] = [
        (
            thing[0],
            names[thing],
            len(words),
            standing[thing],
            round(len(words) / standing[thing], 6),
            words[0],
            thing[1],
        )
        for thing, words in falling.items()
    ]
    rows.sort(key=lambda row: (-int(row[2] or 0), -float(row[4] or 0), str(row[0]), str(row[1]), str(row[6])))
    return Table(FAILURE_COLUMNS, tuple(rows[:top]))


def _things(part: Directed, node: str) -> Iterator[tuple[Thing, str]]:
    """What would take a node away with it, and what it is called."""
    data = part.nodes[node]
    if data["type"] == "origin" and data["kind"] != "unknown":
        what = "outlet" if data["kind"] == "outlet" else "speaker"
        yield (what, node.removesuffix("#origin")), str(data["label"])
    elif data["type"] == "statement":
        yield ("article", str(data["article"])), str(data.get("title") or data["article"])
        if "outlet_iri" in data:
            yield ("outlet", str(data["outlet_iri"])), str(data["outlet"])
        passes_on = any(part.nodes[n].get("article") == data["article"] for n in part.successors(node))
        if passes_on and "speaker_iri" in data:
            yield ("speaker", str(data["speaker_iri"])), str(data.get("speaker") or data["speaker_iri"])


def _reaches(part: Directed, claim: str, without: set[str]) -> bool:
    """Whether an account of the claim leads to an origin that is not taken away."""
    todo, seen = [claim], {claim, *without}
    while todo:
        node = todo.pop()
        if part.nodes[node]["type"] == "origin":
            return True
        for onward in part.successors(node):
            if onward not in seen:
                seen.add(onward)
                todo.append(onward)
    return False
