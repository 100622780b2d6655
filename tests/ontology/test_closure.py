"""The OWL RL closure of ontology and data finds no contradiction, and finds those that are planted."""

import warnings

import owlrl
import pytest
import rdflib
from rdflib import RDF, URIRef

from kg.model import Extraction
from kg.rdf import derived, evidence, validate
from kg.vocab import FOAF, HS, OA, PROV, SCHEMA, ontology_text
from tests.rdf.sample import RUN, full, kolikhaev, kolikhaev_identity

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def contradictions(graph: rdflib.Graph) -> list[str]:
    """What ontology and ``graph`` cannot hold together: the closure has a node with a message for each."""
    whole = rdflib.Graph().parse(data=ontology_text("hearsay.ttl"), format="turtle")
    for triple in graph:
        whole.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return sorted(str(o) for o in whole.objects(None, ERROR))


def sample() -> rdflib.Graph:
    x = kolikhaev()
    return validate.graph_of([*evidence.quads(x, RUN), *derived.identity_quads(x, [kolikhaev_identity()])])


def first(graph: rdflib.Graph, kind: str) -> URIRef:
    found = sorted(s for s in graph.subjects(RDF.type, URIRef(kind)) if isinstance(s, URIRef))
    return found[0]


def test_the_ontology_and_what_the_code_writes_hold_together() -> None:
    graph = sample()
    for quad in validate.graph_of(evidence.quads(full(), RUN)):
        graph.add(quad)
    assert contradictions(graph) == []


PLANTED = [
    (HS("Attribution"), SCHEMA("Person")),
    (HS("Attribution"), SCHEMA("Quotation")),
    (SCHEMA("Person"), SCHEMA("NewsMediaOrganization")),
    (SCHEMA("Quotation"), OA("SpecificResource")),
    (PROV("Activity"), HS("UnnamedSource")),
    (SCHEMA("Quotation"), FOAF("Group")),
]


@pytest.mark.parametrize(("kind", "other"), PLANTED, ids=[f"{a}-{b}" for a, b in PLANTED])
def test_a_node_of_two_disjoint_classes_is_found(kind: str, other: str) -> None:
    graph = sample()
    graph.add((first(graph, kind), RDF.type, URIRef(other)))
    assert contradictions(graph)


def test_a_statement_of_two_types_is_found() -> None:
    graph = sample()
    graph.add((first(graph, SCHEMA("Quotation")), URIRef(HS("quoteType")), URIRef(HS("Direct"))))
    assert contradictions(graph)


def test_an_attribution_that_relays_itself_is_found() -> None:
    graph = sample()
    attribution = first(graph, HS("Attribution"))
    graph.add((attribution, URIRef(HS("relays")), attribution))
    assert contradictions(graph)


def test_a_person_as_the_cue_is_found_by_its_range() -> None:
    graph = sample()
    graph.add((first(graph, HS("Attribution")), URIRef(HS("cue")), first(graph, SCHEMA("Person"))))
    assert contradictions(graph)


def test_the_truth_of_the_examples_holds_together(truth: tuple[Extraction, ...]) -> None:
    graph = rdflib.Graph()
    for x in truth[:3]:
        for triple in validate.graph_of(evidence.quads(x, RUN)):
            if triple[1] not in {URIRef(OA("prefix")), URIRef(OA("suffix"))}:
                graph.add(triple)
    assert contradictions(graph) == []
