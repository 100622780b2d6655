"""The newsroom of examples/ as a careful reader reads it, with its citations, copies, relays and chains."""

import functools
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.model import Extraction
from kg.rdf import derived
from kg.resolve.citations import cited, outlet_of
from kg.store import EmbeddedStore
from kg.vocab import HS
from kg.workflow.relaying import renewed
from tests.test_questions import newsroom


def evidence_and_citations(truth: tuple[Extraction, ...]) -> list[Quad]:
    """The evidence and identities of these articles, and where their citations lead."""
    articles = {x.article.url: x.article.iri for x in truth if x.article.url}  # of several versions the last
    outlets = {
        host: (outlet, x.article.outlet)
        for x in truth
        if (host := ids.host(x.article.url)) and (outlet := outlet_of(x.article)) and x.article.outlet
    }
    quads = dict.fromkeys(newsroom(truth))
    for x in truth:
        quads |= dict.fromkeys(derived.citation_quads(cited(x, articles, outlets)))
        newer = articles.get(x.article.url or "", x.article.iri)
        if newer != x.article.iri:
            withdrawn = [x.article.iri, *(a.iri for a in x.attributions)]
            quads |= dict.fromkeys(derived.withdrawn_quads(withdrawn))
            graph = NamedNode(ids.evidence_graph(newer))
            previous = Quad(NamedNode(newer), NamedNode(HS("previousVersion")), NamedNode(x.article.iri), graph)
            quads[previous] = None
    return list(quads)


def traced(truth: tuple[Extraction, ...]) -> EmbeddedStore:
    """A store in memory that holds all of it."""
    store = EmbeddedStore.memory()
    store.write(evidence_and_citations(truth))
    renewed(store)
    return store


@functools.cache
def attribution(truth: tuple[Extraction, ...], outlet: str, words: str) -> str:
    """The IRI of the one attribution of an outlet whose content begins with these words."""
    (found,) = [
        a.iri
        for x in truth
        for a in x.attributions
        if x.article.outlet == outlet and x.article.text[a.content[0].start :].startswith(words)
        if not any(b.within == a.id and b.content == a.content for b in x.attributions)
    ]
    return found


def changed(truth: tuple[Extraction, ...]) -> tuple[Extraction, ...]:
    """The newsroom, and a later text of the Courier's article on the siege, without any statement."""
    old = next(x for x in truth if x.article.title == "Siege closes around Karsholm")
    text = "The Calvenne Courier has withdrawn this report."
    url, outlet = old.article.url, old.article.outlet
    new = replace(
        old.article, iri=ids.article_iri(url, outlet, text), text=text, published="2022-03-05", original=None, links=()
    )
    return (*truth, Extraction(new))
