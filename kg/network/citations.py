"""The view of citations: which publication points to which."""

from kg.network.draft import Draft
from kg.network.nodes import article_node
from kg.network.queries import CITATIONS, articles_with, in_order, rows
from kg.network.scope import Scope, outlet_names
from kg.store.contract import Store


def citations_view(store: Store, scope: Scope) -> Draft:
    """Article or outlet `cites` outlet or article; the weight counts citations.

    A speaker, words, a confidence or a review limit it to the articles with a statement that fits.
    """
    draft, outlets, articles = Draft(), outlet_names(store), scope.known
    shown = set(scope.articles)
    if scope.speakers is not None or scope.text is not None or scope.attributions is not None:
        query = articles_with(scope.limits, everyone=scope.speakers is None)
        shown &= {str(row["article"]) for row in rows(store, query)}
    for row in in_order(rows(store, CITATIONS), "article", "target"):
        article, target, number = str(row["article"]), str(row["target"]), int(row["citations"] or 0)
        if article not in shown:
            continue
        about, named = articles[article], row["named"]
        day, outlet = about["day"], about["outlet"]
        article_node(draft, article, about, outlets.get(str(outlet)))
        cited = target
        if target in articles:
            article_node(draft, target, articles[target], outlets.get(str(articles[target]["outlet"])))
            cited = str(articles[target]["outlet"] or "")
        if cited:
            draft.node(cited, "outlet", outlets.get(cited) or (named if cited == target else None), day)
        draft.edge(article, "cites", target, number, day, cited_as=named, article=about["title"])
        if outlet is not None:
            draft.node(str(outlet), "outlet", outlets.get(str(outlet)), day)
            if cited and cited != outlet:
                draft.edge(str(outlet), "cites", cited, number, day, cited_as=named, article=about["title"])
    return draft
