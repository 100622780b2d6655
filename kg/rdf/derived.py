"""What is decided across articles, as quads of the derived graphs (docs/data-model.md)."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.model import Cited, Extraction, Identity
from kg.rdf import terms as t
from kg.rdf.literals import TRUE


def identity_quads(extraction: Extraction, identities: Iterable[Identity]) -> Iterator[Quad]:
    """The canonical speakers of an article's entities and statements, each quad once."""
    graph = NamedNode(ids.derived_graph("identity", ids.split(extraction.article.iri)[0]))
    found: dict[tuple[NamedNode, NamedNode, NamedNode | Literal], None] = {}
    speakers: dict[str, NamedNode] = {}
    for identity in identities:
        speaker = NamedNode(identity.speaker)
        speakers[identity.entity] = speaker
        found[speaker, t.A, t.CLASS_OF_KIND[identity.kind]] = None
        found[speaker, t.NAME, Literal(identity.name)] = None
        found[NamedNode(identity.entity), t.CANONICAL_SPEAKER, speaker] = None
    entities = {e.id: e.iri for e in extraction.entities}
    for a in extraction.attributions:
        if a.speaker is not None and entities[a.speaker] in speakers:
            statement = NamedNode(ids.statement_iri(extraction.article.iri, a.content))
            found[statement, t.SPOKEN_BY, speakers[entities[a.speaker]]] = None
    return (Quad(s, p, o, graph) for s, p, o in found)


def citation_quads(cited: Iterable[Cited]) -> Iterator[Quad]:
    """Where citations lead, and which article leans on which: each quad once, in the graph of the article's base."""
    found: dict[Quad, None] = {}
    for c in cited:
        graph = NamedNode(ids.derived_graph("citations", ids.split(c.article)[0]))
        target = NamedNode(c.target)
        found[Quad(NamedNode(c.citation), t.CITES, target, graph)] = None
        found[Quad(NamedNode(c.article), t.CITES_AS_EVIDENCE, target, graph)] = None
        if c.outlet is not None:
            found[Quad(target, t.A, t.NEWS_MEDIA, graph)] = None
            found[Quad(target, t.NAME, Literal(c.outlet), graph)] = None
    return iter(found)


def withdrawn_quads(iris: Iterable[str], base: str = ids.BASE) -> Iterator[Quad]:
    """The mark that these articles and attributions no longer count, each once."""
    graph = NamedNode(ids.derived_graph("status", base))
    return (Quad(NamedNode(iri), t.WITHDRAWN, TRUE, graph) for iri in dict.fromkeys(iris))
