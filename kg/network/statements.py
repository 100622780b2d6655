"""The view of statements: who said what, and where it was carried."""

from kg.network.draft import Draft, short
from kg.network.nodes import article_node, speaker_node
from kg.network.queries import in_order, rows, statements_made
from kg.network.scope import Scope, outlet_names, speakers_known
from kg.store.contract import Store


def statements_view(store: Store, scope: Scope) -> Draft:
    """Speaker `said` statement, article `carries` statement, outlet `published` article; each weighs 1."""
    draft, outlets, speakers = Draft(), outlet_names(store), speakers_known(store)
    query = statements_made(scope.limits, everyone=scope.speakers is None)
    for row in in_order(rows(store, query), "statement", "speaker", "type", "text"):
        statement, article, words = str(row["statement"]), str(row["article"]), str(row["text"])
        if article not in scope.articles:
            continue
        about = scope.articles[article]
        day, outlet, title = about["day"], about["outlet"], about["title"]
        name = outlets.get(str(outlet))
        if statement not in draft.nodes:
            draft.node(
                statement, "statement", short(words), day, words=words, outlet=name, article=title, url=about["url"],
                quote_type=str(row["type"]).rpartition("#")[2].lower(),
            )  # fmt: skip
            article_node(draft, article, about, name)
            draft.count(article, "statements", 1)
            draft.edge(article, "carries", statement, 1, day)
        if outlet is not None and (str(outlet), article, "published") not in draft.edges:
            draft.node(str(outlet), "outlet", name, day)
            draft.edge(str(outlet), "published", article, 1, day)
        if row["speaker"] is not None and (str(row["speaker"]), statement, "said") not in draft.edges:
            speaker = str(row["speaker"])
            speaker_node(draft, speaker, speakers, day)
            draft.count(speaker, "statements", 1)
            draft.edge(speaker, "said", statement, 1, day, article=title, outlet=name)
    return draft
