"""What the edges say, as rows: who quotes whom, who cites whom, and what hangs together."""

from collections.abc import Collection, Mapping
from typing import Any

from kg.model import Table, Value
from kg.network import Directed, Network

WHO_SAID_WHAT_COLUMNS = ("outlet", "speaker", "statements", "first", "last", "words", "title")
CITATIONS_COLUMNS = ("citing", "citing_type", "cited", "cited_type", "citations", "first", "last", "cited_as", "title")
MEMBERS = 5


def who_said_what(graph: Directed, *, top: int | None = None) -> Table:
    """Outlets and the speakers they quote, most statements first; ``first`` and ``last`` are days, None if unknown.

    ``words`` and ``title`` are those of the first statement and its article.
    """
    edges = [(u, v, data) for u, v, data in graph.edges(data=True) if data["kind"] == "quotes"]
    rows = [
        (label(graph, u), label(graph, v), *_counts(data), data.get("first_words"), data.get("first_article"))
        for u, v, data in _by_weight(edges)
    ]
    return Table(WHO_SAID_WHAT_COLUMNS, tuple(rows[:top]))


def citations(graph: Directed, *, top: int | None = None) -> Table:
    """Who cites whom: articles and, summed, their outlets; most citations first.

    ``cited_as`` is what the article called ``title`` writes; of several articles it is one, the same each time.
    """
    edges = [(u, v, data) for u, v, data in graph.edges(data=True) if data["kind"] in ("cites", "copies")]
    nodes = graph.nodes
    rows = [
        (
            label(graph, u),
            nodes[u]["type"],
            label(graph, v),
            nodes[v]["type"],
            *_counts(data),
            data.get("cited_as"),
            data.get("article"),
        )
        for u, v, data in _by_weight(edges)
    ]
    return Table(CITATIONS_COLUMNS, tuple(rows[:top]))


def members(graph: Network, nodes: Collection[str]) -> str:
    """The names of the best connected nodes, and how many more there are."""
    central = sorted(nodes, key=lambda node: (-graph.degree(node), label(graph, node), node))
    shown = ", ".join(label(graph, node) for node in central[:MEMBERS])
    return shown + (f", and {len(nodes) - MEMBERS} more" if len(nodes) > MEMBERS else "")


def of_type(graph: Network, type_: str) -> list[str]:
    """The nodes of a type, sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["type"] == type_)


def label(graph: Network, node: str) -> str:
    """What a node is called: its label, else its key."""
    return str(graph.nodes[node].get("label") or node)


def _by_weight(edges: list[tuple[str, str, dict[str, Any]]]) -> list[tuple[str, str, dict[str, Any]]]:
    return sorted(edges, key=lambda edge: (-edge[2]["weight"], edge[0], edge[1], edge[2]["kind"]))


def _counts(data: Mapping[str, Any]) -> tuple[Value, Value, Value]:
    return data["weight"], data.get("start"), data.get("end")
