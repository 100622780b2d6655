"""Views: networkx graphs made from the store for one purpose; sorted, and the same each time.

A node's key is its IRI; its attributes are ``id`` (the key again), ``label``, ``type`` and, where known, ``start`` and
``end`` (ISO dates), with more for people to read. An edge's key is its ``id``, a hash of source, kind and target; its
attributes are ``id``, ``kind``, ``label``, ``weight`` (> 0) and, where known, ``start`` and ``end``. An attribute that
is not known is left out: nothing is invented. The counting is done in SPARQL, which is several times as fast as
counting the quads of the store here (benchmarks/analyses.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.errors import UsageError
from kg.network.citations import citations_view
from kg.network.draft import LABEL_LENGTH, Directed, Draft, Network
from kg.network.scope import Scope, scope
from kg.network.speakers import covoice_view, speakers_view
from kg.network.statements import statements_view
from kg.network.support import support_view
from kg.store.contract import Store

__all__ = ["LABEL_LENGTH", "VIEWS", "Directed", "Network", "View", "view"]


@dataclass(frozen=True, slots=True)
class View:
    """A view: one sentence on what it shows, the function that collects it, and whether its edges have a direction."""

    description: str
    build: Callable[[Store, Scope], Draft]
    directed: bool = True


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "speakers": View("Which outlet quotes which speaker, how often, from when to when.", speakers_view),
        "statements": View("Who said which statement, and which article of which outlet carries it.", statements_view),
        "citations": View("Which article or outlet cites which outlet or article.", citations_view),
        "support": View("What each claim of several articles rests on, step by step, to who said it.", support_view),
        "covoice": View("Which speakers the same articles quote, and in how many.", covoice_view, directed=False),
    }
)


def view(
    store: Store,
    name: str,
    *,
    withdrawn: bool = False,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    speaker: str | None = None,
    min_confidence: float | None = None,
    reviewed: bool = False,
    text: str | None = None,
) -> Network:
    """The graph of a view; with a period (days as YYYY-MM-DD), articles without a known day are left out.

    ``outlet`` is a name (case and "The" put aside) or IRI, ``speaker`` an IRI or a part of a name in whole words,
    ``text`` words that stand together in a statement. ``min_confidence`` (0 to 1) leaves out what was read with less,
    and what has no confidence; what a person corrected counts as sure. ``reviewed`` leaves only what a person accepted
    or corrected. UsageError for an unknown view and for a value that is none.
    """
    if name not in VIEWS:
        raise UsageError(f"no view {name!r}: the views are {', '.join(VIEWS)}")
    shown = scope(
        store, withdrawn=withdrawn, since=since, until=until, outlet=outlet, speaker=speaker,
        min_confidence=min_confidence, reviewed=reviewed, text=text,
    )  # fmt: skip
    return VIEWS[name].build(store, shown).graph(name, directed=VIEWS[name].directed)
