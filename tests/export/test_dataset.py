"""The description of a store has the figures that rdflib counts in its Turtle."""

import io

import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID, XSD

from kg import export
from kg.ids import BASE
from kg.store.embedded import EmbeddedStore
from tests.newsroom import WITHDRAWN, newsroom

DATASET = rdflib.URIRef(BASE + "dataset")


def read(store: EmbeddedStore, name: str) -> rdflib.Graph:
    output = io.BytesIO()
    export.write_to(output, name, store=store)
    return rdflib.Graph().parse(data=output.getvalue(), format="turtle")


def test_the_figures_are_those_of_the_turtle() -> None:
    for store in (newsroom(), newsroom(WITHDRAWN)):
        about, whole = read(store, "void"), read(store, "turtle")

        def figure(name: str, about: rdflib.Graph = about) -> int:
            return int(about.value(DATASET, VOID[name]) or 0)

        assert figure("triples") == len(whole)
        assert figure("distinctSubjects") == len(set(whole.subjects()))
        assert figure("properties") == len(set(whole.predicates()))
        for part in about.objects(DATASET, VOID.classPartition):
            class_ = about.value(part, VOID["class"])
            assert int(about.value(part, VOID.entities)) == len(set(whole.subjects(RDF.type, class_))) > 0
        for part in about.objects(DATASET, VOID.propertyPartition):
            verb = about.value(part, VOID.property)
            assert int(about.value(part, VOID.triples)) == len(list(whole.triples((None, verb, None)))) > 0
        assert figure("classes") == len(set(about.objects(DATASET, VOID.classPartition)))


def test_it_is_a_dataset_of_both_vocabularies_with_its_days() -> None:
    about = read(newsroom(), "void")
    assert {VOID.Dataset, DCAT.Dataset} <= set(about.objects(DATASET, RDF.type))
    assert about.value(DATASET, DCTERMS.title) is not None
    period = about.value(DATASET, DCTERMS.temporal)
    first, last = about.value(period, DCAT.startDate), about.value(period, DCAT.endDate)
    assert first.datatype == last.datatype == XSD.date
    assert str(first) < str(last)
    kinds = {str(about.value(part, DCTERMS.title)).partition(":")[0] for part in about.objects(DATASET, VOID.subset)}
    assert {"evidence", "derived/identity"} <= kinds


def test_an_empty_store_is_described_as_empty() -> None:
    about = read(EmbeddedStore.memory(), "void")
    assert int(about.value(DATASET, VOID.triples)) == 0
    assert about.value(DATASET, DCTERMS.temporal) is None
