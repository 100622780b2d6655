"""The views of speakers: which outlet quotes whom, and who is quoted together."""

from itertools import combinations, groupby

from kg.model import Value
from kg.network.draft import Draft
from kg.network.nodes import speaker_node
from kg.network.queries import SEPARATOR, rows, speakers_quoted
from kg.network.scope import Scope, outlet_names, speakers_known
from kg.store.contract import Store

Row = dict[str, Value]


def speakers_view(store: Store, scope: Scope) -> Draft:
    """Outlet `quotes` speaker: the weight counts statements, the days are those of the first and the last article."""
    draft, outlets, speakers = Draft(), outlet_names(store), speakers_known(store)
    for row in _quoted(store, scope):
        speaker, number, about = str(row["speaker"]), int(row["statements"] or 0), scope.articles[str(row["article"])]
        day, outlet = about["day"], about["outlet"]
        speaker_node(draft, speaker, speakers, day)
        draft.count(speaker, "statements", number)
        if outlet is None:
            continue
        outlet = str(outlet)
        draft.node(outlet, "outlet", outlets.get(outlet), day)
        draft.count(outlet, "statements", number)
        words = str(row["first"]).partition(SEPARATOR)[2]
        edge = draft.edge(outlet, "quotes", speaker, number, day, first_article=about["title"], first_words=words)
        edge["articles"] = int(edge.get("articles") or 0) + 1
    return draft


def covoice_view(store: Store, scope: Scope) -> Draft:
    """Speaker `quoted-with` speaker, undirected: the weight counts the articles that quote both.

    An article of n speakers makes n(n-1)/2 edges.
    """
    draft, speakers = Draft(), speakers_known(store)
    found = sorted(_quoted(store, scope), key=lambda row: _by_day(row, scope))
    for article, quoted in groupby(found, key=lambda row: str(row["article"])):
        about = scope.articles[article]
        here = {str(row["speaker"]): int(row["statements"] or 0) for row in quoted}
        for speaker, number in here.items():
            speaker_node(draft, speaker, speakers, about["day"])
            draft.count(speaker, "statements", number)
            draft.count(speaker, "articles", 1)
        for one, other in combinations(sorted(here), 2):
            draft.edge(one, "quoted-with", other, 1, about["day"], first_article=about["title"])
    return draft


def _quoted(store: Store, scope: Scope) -> list[Row]:
    """Who is quoted in the articles of the scope, by day, undated articles last, and first statement."""
    found = [row for row in rows(store, speakers_quoted(scope.limits)) if row["article"] in scope.articles]
    return sorted(found, key=lambda row: (_by_day(row, scope)[0], str(row["first"])))


def _by_day(row: Row, scope: Scope) -> tuple[str, str]:
    article = str(row["article"])
    return str(scope.articles[article]["day"] or "~"), article
