"""Pure functions over the views: a graph goes in, a table comes out, in the same order each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.analysis.independence import INDEPENDENCE_COLUMNS, independence
from kg.analysis.paths import PATH_COLUMNS, longest_paths
from kg.analysis.rank import BETWEENNESS_COLUMNS, PAGERANK_COLUMNS, betweenness, pagerank
from kg.analysis.relations import (
    CITATIONS_COLUMNS,
    COMPONENTS_COLUMNS,
    WHO_SAID_WHAT_COLUMNS,
    citations,
    components,
    who_said_what,
)
from kg.model import Table

__all__ = ["ANALYSES", "Analysis"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis: the view it is made for, its function ``(graph, *, top)``, one sentence, and its columns."""

    view: str
    function: Callable[..., Table]
    description: str
    columns: tuple[str, ...]


ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "who-said-what": Analysis(
            "speakers",
            who_said_what,
            "Which outlet quotes which speaker, how often, from which day to which.",
            WHO_SAID_WHAT_COLUMNS,
        ),
        "citations": Analysis(
            "citations",
            citations,
            "Which article or outlet points to which outlet or article, how often.",
            CITATIONS_COLUMNS,
        ),
        "pagerank": Analysis(
            "citations",
            pagerank,
            "Which outlets and articles the citations lead to, directly and by way of others.",
            PAGERANK_COLUMNS,
        ),
        "betweenness": Analysis(
            "speakers",
            betweenness,
            "Which outlets and speakers connect parts of the network that are otherwise far apart.",
            BETWEENNESS_COLUMNS,
        ),
        "components": Analysis(
            "speakers",
            components,
            "Which outlets and speakers hang together, and which stand apart.",
            COMPONENTS_COLUMNS,
        ),
        "longest-paths": Analysis(
            "citations",
            longest_paths,
            "The longest chains of citations, and the circles among them.",
            PATH_COLUMNS,
        ),
        "independence": Analysis(
            "support",
            independence,
            "How many independent origins each claim has that several articles carry, and what it rests on.",
            INDEPENDENCE_COLUMNS,
        ),
    }
)
