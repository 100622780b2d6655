"""The shapes of the ontology held against a store or an RDF file."""

from collections.abc import Callable, Iterable
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg import ids
from kg.errors import FormatError, InputError, StoreError
from kg.export.aside import written_aside
from kg.rdf.terms import RELAYS
from kg.rdf.validate import Report, Violation, graph_of, parsed, report
from kg.store.contract import Quad, Store

FORMATS = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".trig": "trig",
    ".nq": "nquads",
}  # none that can make a parser fetch something


def validated(store: Store, on_graph: Callable[[str], None] = lambda graph: None) -> Report:
    """The SHACL report of the store, one graph at a time."""
    table = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g {} } ORDER BY ?g")
    reports = []
    for (graph,) in table.rows:
        reports.append(report(graph_of([*store.quads(str(graph)), *_corrected(store, str(graph))])))
        on_graph(str(graph))
    return merged(reports)


def _corrected(store: Store, graph: str) -> list[Quad]:
    """Of a graph of corrections what its article shows, but for the relays that the corrections tell anew."""
    start, _, tail = graph.rpartition("/")
    if start != ids.derived_graph("corrections", store.base):
        return []
    article = f"{store.base}article/{tail}"
    evidence = store.quads(ids.evidence_graph(article))
    return [quad for quad in evidence if quad.predicate != RELAYS]


def validated_file(file: str) -> Report:
    """The SHACL report of an RDF file, its named graphs put together; InputError if it cannot be read."""
    try:
        with Path(file).open("rb") as data:
            return report(parsed(data, Path(file).suffix))
    except OSError as e:
        raise InputError(file, e.strerror or str(e)) from e
    except FormatError as e:
        raise InputError(file, str(e)) from e


def merged(reports: Iterable[Report]) -> Report:
    """One report, with one report node, of several."""
    violations: list[Violation] = []
    graph = rdflib.Graph()
    whole = rdflib.BNode("report")
    for number, found in enumerate(reports):
        violations += found.violations
        own = found.graph.value(predicate=RDF.type, object=SH.ValidationReport)
        for s, p, o in found.graph:
            if s != own:
                graph.add((_apart(s, number), p, _apart(o, number)))
            elif p == SH.result:
                graph.add((whole, p, _apart(o, number)))
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, rdflib.Literal(not violations)))
    return Report(not violations, tuple(violations), graph)


def _apart(node: Node, number: int) -> Node:
    """The blank nodes of each report keep to themselves."""
    return rdflib.BNode(f"r{number}-{node}") if isinstance(node, rdflib.BNode) else node


def write_report(found: Report, path: Path) -> None:
    """Writes the report graph as Turtle, aside and then renamed; StoreError if it cannot be written."""
    try:
        with written_aside(path) as aside:
            aside.write_text(found.graph.serialize(format="turtle"), encoding="utf-8")
    except OSError as e:
        raise StoreError(f"cannot write {path}: {e.strerror or e}") from e
