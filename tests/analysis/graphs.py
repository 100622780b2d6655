"""Small views made by hand."""

from collections.abc import Mapping

import networkx as nx

from kg.network import Directed, Network


def cites(*pairs: str) -> Directed:
    """A graph of "ab" (a cites b); labels are the capital letters."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for u, v in pairs:
        graph.add_edge(u, v, key=u + v, kind="cites", weight=1)
    for node in graph:
        graph.nodes[node].update(label=node.upper(), type="outlet")
    return graph


def joined(*edges: tuple[str, str, int]) -> Network:
    """An undirected graph of weighted edges, as ``covoice`` is one."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number, (u, v, weight) in enumerate(edges):
        graph.add_edge(u, v, key=str(number), kind="quoted-with", weight=weight)
    for node in graph:
        graph.nodes[node].update(label=node, type="speaker")
    return graph


def said(articles: Mapping[str, tuple[str, str | None, str]], **kinds: str) -> Directed:
    """A view of statements: article to (outlet, day, speakers of its statements, a letter each, "." for nobody).

    ``kinds`` are those of speakers that are no persons.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for article, (outlet, day, speakers) in articles.items():
        dated = {} if day is None else {"start": day, "end": day}
        graph.add_node(article, label=article, type="article", **dated)
        graph.add_node(outlet, label=outlet, type="outlet")
        graph.add_edge(outlet, article, kind="published", weight=1)
        for number, speaker in enumerate(speakers):
            statement = f"{article}-{number}"
            graph.add_node(statement, label=statement, type="statement", **dated)
            graph.add_edge(article, statement, kind="carries", weight=1)
            if speaker != ".":
                graph.add_node(speaker, label=speaker.upper(), type="speaker", kind=kinds.get(speaker, "person"))
                graph.add_edge(speaker, statement, kind="said", weight=1)
    return graph


def support(claims: Mapping[str, tuple[str, ...]]) -> Directed:
    """A view of support: claim to accounts "article@moment>next>...>Origin", each small letter an article of an outlet.

    The outlet of article "a1" is "a". An account that names another article (a small letter first) takes the claim
    from it; a capital is an origin: U* unnamed, O* outlets, ?* nobody, any other a person.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for claim, accounts in claims.items():
        node = f"{claim}#claim"
        graph.add_node(node, id=node, type="claim", label=claim, words=claim)
        when = dict(a.split(">")[0].partition("@")[::2] for a in accounts)
        for account in accounts:
            first, *path = (step.partition("@")[0] for step in account.split(">"))
            at = _account(graph, claim, first, when)
            graph.add_edge(node, at, kind="reports")
            for step in path:
                onward = f"{step}#origin" if step[0].isupper() or step[0] == "?" else _account(graph, claim, step, when)
                if onward.endswith("#origin"):
                    kind = {"U": "unnamed", "O": "outlet", "?": "unknown"}.get(step[0], "person")
                    graph.add_node(onward, type="origin", label=step, kind=kind)
                if not graph.has_edge(at, onward):
                    graph.add_edge(at, onward, kind="origin" if onward.endswith("#origin") else "relays")
                at = onward
    return graph


def _account(graph: Directed, claim: str, article: str, when: Mapping[str, str]) -> str:
    node, moment = f"{claim}/{article}", when.get(article, "")
    dated = {"start": moment[:10], "end": moment[:10], "published": moment} if moment else {}
    outlet = article.rstrip("0123456789")
    about = {"article": article, "title": article, "outlet": outlet.upper(), "outlet_iri": outlet}
    graph.add_node(node, type="statement", label=claim, speaker="s", speaker_iri="s", **about, **dated)
    return node
