"""The analyses of a store: made of a view, and written to a derived graph of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg import network
from kg.analysis import ANALYSES, IRIS
from kg.model import Table
from kg.network import Network
from kg.rdf.analyses import AnalysisResult, analysis_graph, analysis_quads
from kg.store.contract import Store
from kg.version import __version__


@dataclass(frozen=True, slots=True)
class Asked:
    """Which analysis, with which of its options, of which part of the store (``limits`` of ``kg.network.view``)."""

    name: str
    options: Mapping[str, str]
    limits: Mapping[str, Any]
    withdrawn: bool = False

    def graph(self, store: Store) -> Network:
        """The view that the analysis is made of."""
        return network.view(store, ANALYSES[self.name].view, withdrawn=self.withdrawn, **self.limits)

    def table(self, graph: Network, top: int | None = None) -> Table:
        """The rows, at most ``top``."""
        return ANALYSES[self.name].function(graph, top=top, **self.options)

    def typed(self) -> tuple[str, ...]:
        """The options that narrow or shape it, as they are typed, but for the days of its window."""
        given = {**self.options, **self.limits, "withdrawn": self.withdrawn}
        named = sorted((k.replace("_", "-"), v) for k, v in given.items() if v not in (None, False))
        return tuple(
            f"--{key}" if value is True else f"--{key} {value}" for key, value in named if key not in ("since", "until")
        )


def write(store: Store, asked: Asked, graph: Network) -> int:
    """Puts all rows of an analysis in place of what its graph held, in one transaction, and returns how many.

    The window is the period that was asked for, else from the first to the last day of the view.
    """
    analysis, table = ANALYSES[asked.name], asked.table(graph)
    days = sorted(str(d[end]) for d in graph.nodes.values() for end in ("start", "end") if end in d)
    first, last = (days[0], days[-1]) if days else (None, None)
    first, last = _day(asked.limits.get("since")) or first, _day(asked.limits.get("until")) or last
    found = AnalysisResult(asked.name, analysis.view, __version__, first, last, asked.typed(), IRIS, table)
    store.write(analysis_quads(found, store.base), replace=[analysis_graph(asked.name, store.base)])
    store.flush()
    return len(table.rows)


def _day(given: str | None) -> str | None:
    """A day as ISO 8601 writes it with hyphens."""
    return None if given is None else date.fromisoformat(given).isoformat()
