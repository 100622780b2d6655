"""Copies and relays as quads of the derived graphs ``copies`` and ``relays`` (docs/data-model.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.rdf import terms as t
from kg.rdf.literals import confidence

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class SharedText:
    """That two articles (IRIs) share a text."""

    one: str
    other: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """That an attribution and its statement take their words from those of another article (IRIs)."""

    attribution: str
    statement: str
    taken_from: str
    of_statement: str
    quoted: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Where the chain of an attribution and its statement ends (IRIs): at an attribution, and perhaps an outlet.

    ``heard`` is the statement at the origin if the outlet that reports it heard the speaker, else None.
    """

    attribution: str
    statement: str
    origin: str
    stops_at: str | None = None
    heard: str | None = None


def copy_quads(shared: Iterable[SharedText], copied: Iterable[tuple[str, str]], base: str) -> Iterator[Quad]:
    """Articles that share a text, with findings, and which article (IRI) is a copy of which."""
    found: dict[Triple, None] = {}
    numbers: dict[str, int] = {}
    for s in shared:
        one, other = NamedNode(s.one), NamedNode(s.other)
        numbers[s.one] = numbers.get(s.one, 0) + 1
        node = NamedNode(f"{s.one}#finding-{numbers[s.one]}")
        found[one, t.SHARES_TEXT_WITH, other] = None
        found.update(dict.fromkeys(_finding(one, node, other, s.score, s.reason)))
    for article, origin in copied:
        found[NamedNode(article), t.WIRE_COPY_OF, NamedNode(origin)] = None
    return _in(found, "copies", base)


def relay_quads(
    passages: Iterable[Passage], traced: Iterable[Traced], leaning: Iterable[tuple[str, str]], base: str
) -> Iterator[Quad]:
    """What is taken from where, where chains end, and which outlet (IRI) leans on which."""
    found: dict[Triple, None] = {}
    for p in passages:
        attribution, other = NamedNode(p.attribution), NamedNode(p.taken_from)
        found[attribution, t.TAKEN_FROM, other] = None
        node = NamedNode(f"{p.attribution}#finding-1")
        found.update(dict.fromkeys(_finding(attribution, node, other, p.score, p.reason)))
        how = t.QUOTED_FROM if p.quoted else t.DERIVED_FROM
        found[NamedNode(p.statement), how, NamedNode(p.of_statement)] = None
    for c in traced:
        found[NamedNode(c.attribution), t.ORIGIN, NamedNode(c.origin)] = None
        if c.stops_at is not None:
            found[NamedNode(c.attribution), t.STOPS_AT, NamedNode(c.stops_at)] = None
        if c.heard is not None:
            found[NamedNode(c.statement), t.PRIMARY_SOURCE, NamedNode(c.heard)] = None
    for outlet, on in leaning:
        found[NamedNode(outlet), t.LEANS_ON, NamedNode(on)] = None
    return _in(found, "relays", base)


def _finding(about: NamedNode, node: NamedNode, other: NamedNode, score: float, reason: str) -> Iterator[Triple]:
    yield about, t.HAS_FINDING, node
    yield node, t.A, t.FINDING
    yield node, t.COMPARED_WITH, other
    yield node, t.SCORE, confidence(score)
    yield node, t.REASON, Literal(reason)


def _in(triples: Iterable[Triple], kind: str, base: str) -> Iterator[Quad]:
    graph = NamedNode(ids.derived_graph(kind, base))
    return (Quad(s, p, o, graph) for s, p, o in triples)
