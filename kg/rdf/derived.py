"""What is decided across articles, as quads of the derived graphs (docs/data-model.md)."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.model import Cited, Extraction, Identity
from kg.rdf import terms as t
from kg.rdf.literals import FALSE, TRUE, confidence


def identity_quads(extraction: Extraction, identities: Iterable[Identity]) -> Iterator[Quad]:
    """The canonical speakers of an article's entities and statements, each quad once."""
    entities = {e.id: e.iri for e in extraction.entities}
    article = extraction.article.iri
    spoken = (
        (ids.statement_iri(article, a.content), entities[a.speaker]) for a in extraction.attributions if a.speaker
    )
    return identified_quads(identities, spoken, ids.split(article)[0])


def identified_quads(
    identities: Iterable[Identity], spoken: Iterable[tuple[str, str]], base: str = ids.BASE
) -> Iterator[Quad]:
    """The canonical speakers of entities, the decisions that made them, and whose the statements are, each quad once.

    ``spoken`` pairs a statement with the entity that makes it (IRIs); pairs of other entities are left alone.
    """
    graph = NamedNode(ids.derived_graph("identity", base))
    found: dict[tuple[NamedNode, NamedNode, NamedNode | Literal], None] = {}
    speakers: dict[str, NamedNode] = {}
    for identity in identities:
        speakers[identity.entity] = NamedNode(identity.speaker)
        found.update(dict.fromkeys((*_speaker(identity), *_decisions(identity))))
    for statement, entity in spoken:
        if entity in speakers:
            found[NamedNode(statement), t.SPOKEN_BY, speakers[entity]] = None
    return (Quad(s, p, o, graph) for s, p, o in found)


def spoken_quads(spoken: Iterable[tuple[str, str]], base: str = ids.BASE) -> Iterator[Quad]:
    """That statements are those of canonical speakers (IRIs)."""
    graph = NamedNode(ids.derived_graph("identity", base))
    return (Quad(NamedNode(statement), t.SPOKEN_BY, NamedNode(speaker), graph) for statement, speaker in spoken)


def speaker_quads(identity: Identity) -> Iterator[Quad]:
    """The description of a canonical speaker."""
    graph = NamedNode(ids.derived_graph("identity", ids.split(identity.speaker)[0]))
    return (Quad(s, p, o, graph) for s, p, o in _speaker(identity)[:2])


def _speaker(identity: Identity) -> tuple[tuple[NamedNode, NamedNode, NamedNode | Literal], ...]:
    speaker = NamedNode(identity.speaker)
    return (
        (speaker, t.A, t.CLASS_OF_KIND[identity.kind]),
        (speaker, t.NAME, Literal(identity.name)),
        (NamedNode(identity.entity), t.CANONICAL_SPEAKER, speaker),
    )


def _decisions(identity: Identity) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """One node a decision: "#identity-1" is the one that joined, where there is one."""
    entity = NamedNode(identity.entity)
    for n, d in enumerate(identity.decisions, 1):
        node, founder = NamedNode(f"{identity.entity}#identity-{n}"), NamedNode(d.founder)
        if d.joined:
            yield entity, t.SAME_SPEAKER_AS, founder
        yield entity, t.IDENTITY_DECISION, node
        yield node, t.A, t.DECISION
        yield node, t.COMPARED_WITH, founder
        yield node, t.SCORE, confidence(d.score)
        yield node, t.REASON, Literal(d.reason)
        yield node, t.JOINED, TRUE if d.joined else FALSE
        if d.judgement is not None:
            yield node, t.DERIVED_FROM, NamedNode(d.judgement)


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


def judged_quads(pairs: Iterable[tuple[str, str]], base: str = ids.BASE) -> Iterator[Quad]:
    """Which judgement holds for which attribution, as (attribution, judgement), each once."""
    graph = NamedNode(ids.derived_graph("status", base))
    return (Quad(NamedNode(a), t.JUDGED_IN, NamedNode(j), graph) for a, j in dict.fromkeys(pairs))


def withdrawn_quads(iris: Iterable[str], base: str = ids.BASE) -> Iterator[Quad]:
    """The mark that these articles and attributions no longer count, each once."""
    graph = NamedNode(ids.derived_graph("status", base))
    return (Quad(NamedNode(iri), t.WITHDRAWN, TRUE, graph) for iri in dict.fromkeys(iris))
