"""Whether a graph is of the data model: the SHACL shapes of ontology/shapes, and the agreement of spans with texts.

Meant for one evidence graph at a time, with or without the derived graphs that speak of it.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import BinaryIO

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.collection import Collection
from rdflib.compare import to_canonical_graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import FormatError
from kg.rdf.agreement import Disagreement, disagreements
from kg.vocab import PREFIXES, XSD

SHAPE = "https://w3id.org/hearsay/shape/"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing wrong: the node, the path from it and the value there ("" where none), the shape and what it asks.

    IRIs are written in full in ``focus`` and ``shape``, with known prefixes in ``path``; ``severity`` is "Violation",
    "Warning" or "Info".
    """

    focus: str
    path: str
    value: str
    shape: str
    message: str
    severity: str = "Violation"


@dataclass(frozen=True, slots=True)
class Report:
    """``violations`` in the order of their fields; ``graph`` is the same as a SHACL validation report."""

    conforms: bool
    violations: tuple[Violation, ...]
    graph: rdflib.Graph


def report(graph: rdflib.Graph) -> Report:
    """What ``graph`` breaks of the shapes and of the agreement with its texts; ``graph`` is left as it is."""
    import pyshacl  # half a second: only who validates pays for it

    with _quiet():
        conforms, found, _ = pyshacl.validate(graph, shacl_graph=shapes(), inference="none", advanced=False)
        differing = list(disagreements(graph))
    if conforms and not differing:
        return Report(True, (), _named(found))
    _add(found, differing)
    canonical = _named(to_canonical_graph(found))
    return Report(False, tuple(sorted(set(_violations(canonical)))), canonical)


@cache
def shapes() -> rdflib.Graph:
    """The shapes of ontology/shapes in one graph, parsed once a process."""
    graph = rdflib.Graph()
    folder = resources.files("kg.ontology").joinpath("shapes")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return graph


def graph_of(quads: Iterable[Quad | Triple]) -> rdflib.Graph:
    """The triples of ``quads`` as an rdflib graph, whatever graphs they lie in."""
    graph = rdflib.Graph()
    nodes: dict[NamedNode, rdflib.URIRef] = {}

    def term(x: object) -> Node:
        if isinstance(x, NamedNode):
            return nodes[x] if x in nodes else nodes.setdefault(x, rdflib.URIRef(x.value))
        if isinstance(x, Literal):
            if x.language:
                return rdflib.Literal(x.value, lang=x.language)
            plain = x.datatype.value == XSD("string")  # rdflib tells "a" from "a"^^xsd:string
            return rdflib.Literal(x.value, datatype=None if plain else x.datatype.value)
        if isinstance(x, BlankNode):
            return rdflib.BNode(x.value)
        raise TypeError(f"no term of RDF 1.1: {x}")

    with _quiet():
        for q in quads:
            graph.add((term(q.subject), term(q.predicate), term(q.object)))
    return graph


def parsed(data: BinaryIO, suffix: str) -> rdflib.Graph:
    """The triples of a file with this suffix (".ttl"), whatever graphs they lie in; FormatError if it holds none."""
    form = RdfFormat.from_extension(suffix.removeprefix(".").lower())
    if form is None:
        raise FormatError(f"{suffix or 'no suffix'} is no format of RDF: .ttl, .nt, .trig, .nq, .jsonld and .rdf are")
    try:
        return graph_of(q.triple if isinstance(q, Quad) else q for q in parse(data, format=form))
    except (SyntaxError, ValueError, TypeError) as e:
        raise FormatError(f"not RDF that can be read: {' '.join(str(e).split())}") from e


@contextmanager
def _quiet() -> Iterator[None]:
    """Without pySHACL's warnings and rdflib's log of ill-typed literals, of which the report tells."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _add(found: rdflib.Graph, differing: Iterable[Disagreement]) -> None:
    (node,) = found.subjects(RDF.type, SH.ValidationReport)
    found.set((node, SH.conforms, rdflib.Literal(False)))
    for d in differing:
        result = rdflib.BNode()
        found.add((node, SH.result, result))
        found.add((result, RDF.type, SH.ValidationResult))
        found.add((result, SH.focusNode, d.focus))
        found.add((result, SH.resultPath, d.path))
        found.add((result, SH.value, d.value))
        found.add((result, SH.sourceShape, rdflib.URIRef(SHAPE + d.shape)))
        found.add((result, SH.sourceConstraintComponent, SH.HasValueConstraintComponent))
        found.add((result, SH.resultMessage, rdflib.Literal(d.message)))
        found.add((result, SH.resultSeverity, SH.Violation))


def _named(graph: rdflib.Graph) -> rdflib.Graph:
    named = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in {**PREFIXES, "shape": SHAPE}.items():
        named.bind(prefix, iri, override=True, replace=True)
    for triple in graph:
        named.add(triple)
    return named


def _violations(graph: rdflib.Graph) -> Iterable[Violation]:
    for node in graph.objects(None, SH.result):
        path, value = graph.value(node, SH.resultPath), graph.value(node, SH.value)
        severity = graph.value(node, SH.resultSeverity)
        yield Violation(
            focus=str(graph.value(node, SH.focusNode)),
            path="" if path is None else _path(graph, path),
            value="" if value is None else str(value),
            shape=str(graph.value(node, SH.sourceShape)),
            message="; ".join(sorted(str(m) for m in graph.objects(node, SH.resultMessage))),
            severity=str(severity).rpartition("#")[2],
        )


def _path(graph: rdflib.Graph, path: Node) -> str:
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _path(graph, inverse)
    if (path, RDF.first, None) in graph:
        return "/".join(_path(graph, step) for step in Collection(graph, path))
    return graph.namespace_manager.normalizeUri(str(path))
