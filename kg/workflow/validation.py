"""The shapes of the ontology held against a store or an RDF file."""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import rdflib

from kg.errors import InputError
from kg.rdf.validate import Report, Violation, report
from kg.store.contract import Store


def validated(store: Store, on_graph: Callable[[str], None] = lambda graph: None) -> Report:
    """The SHACL report of the store, one evidence graph at a time and then the derived graphs together."""
    table = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g {} } ORDER BY ?g")
    reports = []
    for (graph,) in table.rows:
        body = BytesIO()
        store.dump(body, "application/n-triples", graph=str(graph))
        found = rdflib.Graph().parse(data=body.getvalue(), format="nt")
        reports.append(report(found))
        on_graph(str(graph))
    return merged(reports)


def validated_file(file: str) -> Report:
    """The SHACL report of an RDF file, its named graphs put together; InputError if it cannot be read."""
    dataset = rdflib.Dataset(default_union=True)
    try:
        dataset.parse(file)
    except OSError as e:
        raise InputError(file, e.strerror or str(e)) from e
    except Exception as e:
        raise InputError(file, f"not RDF that can be read: {' '.join(str(e).split())[:200]}") from e
    union = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    return report(union)


def merged(reports: Iterable[Report]) -> Report:
    """One report of several."""
    violations: list[Violation] = []
    graph = rdflib.Graph()
    for found in reports:
        violations += found.violations
        if not found.conforms:
            graph += found.graph
    return Report(not violations, tuple(violations), graph)


def write_report(found: Report, path: Path) -> None:
    """Writes the report graph as Turtle, aside and then renamed."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(found.graph.serialize(format="turtle"), encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
