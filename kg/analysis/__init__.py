"""Pure functions over the views: a graph goes in, a table comes out, in the same order each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.analysis.bursts import BURST_COLUMNS, bursts
from kg.analysis.circles import CIRCLE_COLUMNS, circles
from kg.analysis.failures import FAILURE_COLUMNS, failures
from kg.analysis.groups import (
    COMMUNITIES_COLUMNS,
    COMPONENTS_COLUMNS,
    CORES_COLUMNS,
    communities,
    components,
    cores,
)
from kg.analysis.independence import INDEPENDENCE_COLUMNS, independence
from kg.analysis.likeness import LIKENESS_COLUMNS, likeness
from kg.analysis.movers import FIRST_COLUMNS, FOLLOWER_COLUMNS, first_movers, followers
from kg.analysis.paths import CHAIN_COLUMNS, PATH_COLUMNS, longest_chains, longest_paths
from kg.analysis.periods import PERIODS
from kg.analysis.rank import (
    BETWEENNESS_COLUMNS,
    HITS_COLUMNS,
    PAGERANK_COLUMNS,
    betweenness,
    hits,
    pagerank,
)
from kg.analysis.relations import (
    CITATIONS_COLUMNS,
    WHO_SAID_WHAT_COLUMNS,
    citations,
    who_said_what,
)
from kg.analysis.voice import (
    CONCENTRATION_COLUMNS,
    LEVELS,
    SHARE_COLUMNS,
    concentration,
    share_of_voice,
)
from kg.model import Table

__all__ = ["ANALYSES", "IRIS", "LEVELS", "PERIODS", "Analysis"]

IRIS = ("id", "other_id", "ids")
"""The columns that hold identifiers: what a row is about; ``ids`` several, with spaces between them."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis: the view it is made for, its function ``(graph, *, top, ...)``, one sentence, and its columns.

    ``options`` are what more the function takes: "of" (one of LEVELS) and "period" (one of PERIODS).
    """

    view: str
    function: Callable[..., Table]
    description: str
    columns: tuple[str, ...]
    options: tuple[str, ...] = ()


ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "who-said-what": Analysis(
            "speakers",
            who_said_what,
            "Which outlet quotes which speaker, how often, from which day to which.",
            WHO_SAID_WHAT_COLUMNS,
        ),
        "share-of-voice": Analysis(
            "statements",
            share_of_voice,
            "Whose share of the statements is how large, with a 95% interval: speakers, groups, outlets; by period.",
            SHARE_COLUMNS,
            ("of", "period"),
        ),
        "concentration": Analysis(
            "statements",
            concentration,
            "How concentrated the statements are on few speakers, groups and outlets, in all or by period.",
            CONCENTRATION_COLUMNS,
            ("period",),
        ),
        "bursts": Analysis(
            "statements",
            bursts,
            "When a speaker is quoted in more articles than chance explains.",
            BURST_COLUMNS,
            ("period",),
        ),
        "likeness": Analysis(
            "speakers",
            likeness,
            "Which outlets are alike in whom they quote.",
            LIKENESS_COLUMNS,
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
        "hits": Analysis(
            "citations",
            hits,
            "Which outlets and articles are cited by those that cite well, and which cite well.",
            HITS_COLUMNS,
        ),
        "betweenness": Analysis(
            "speakers",
            betweenness,
            "Which outlets and speakers connect parts of the network that are otherwise far apart.",
            BETWEENNESS_COLUMNS,
        ),
        "cores": Analysis(
            "covoice",
            cores,
            "Which speakers are at the core: quoted together with many who are themselves.",
            CORES_COLUMNS,
        ),
        "communities": Analysis(
            "speakers",
            communities,
            "Which outlets and speakers form a camp: joined to each other more than to the rest.",
            COMMUNITIES_COLUMNS,
        ),
        "components": Analysis(
            "speakers",
            components,
            "Which outlets and speakers hang together, and which stand apart.",
            COMPONENTS_COLUMNS,
        ),
        "first-movers": Analysis(
            "support",
            first_movers,
            "Which outlets publish first what others carry too, how often, and how long after the others do.",
            FIRST_COLUMNS,
        ),
        "followers": Analysis(
            "support",
            followers,
            "Which outlet follows which, in how many claims, and how many days later.",
            FOLLOWER_COLUMNS,
        ),
        "longest-paths": Analysis(
            "citations",
            longest_paths,
            "The longest chains of citations, and the circles among them.",
            PATH_COLUMNS,
        ),
        "longest-chains": Analysis(
            "support",
            longest_chains,
            "The longest chain of each claim, step by step to who said it.",
            CHAIN_COLUMNS,
        ),
        "circles": Analysis(
            "support",
            circles,
            "Which articles take a claim from one another in a circle, and which outlets from each other.",
            CIRCLE_COLUMNS,
        ),
        "independence": Analysis(
            "support",
            independence,
            "How many independent origins each claim has that several articles carry, and what it rests on.",
            INDEPENDENCE_COLUMNS,
        ),
        "failures": Analysis(
            "support",
            failures,
            "Which one speaker, article or outlet claims fall with.",
            FAILURE_COLUMNS,
        ),
    }
)
