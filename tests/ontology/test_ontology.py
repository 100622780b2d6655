"""The ontology: described, used, and free of the traps in the standards."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS

from kg import vocab
from kg.rdf import evidence
from tests.rdf.sample import RUN, full

HS = rdflib.Namespace(vocab.HS.iri)
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "hearsay.ttl")


def terms(graph: rdflib.Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for k in kinds for s in graph.subjects(RDF.type, k) if isinstance(s, URIRef) and s in HS}
    return sorted(found)


def reserved(graph: rdflib.Graph) -> set[str]:
    return {str(s).removeprefix(vocab.HS.iri) for s in graph.subjects(STATUS, rdflib.Literal("unstable"))}


def test_the_header_has_a_version_and_a_licence(ontology: rdflib.Graph) -> None:
    header = URIRef("https://w3id.org/hearsay")
    assert (header, RDF.type, OWL.Ontology) in ontology
    version = ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"https://w3id.org/hearsay/{version}")
    assert ontology.value(header, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")


def test_every_term_has_a_label_and_a_comment(ontology: rdflib.Graph) -> None:
    for name in sorted(vocab.defined()):
        for predicate in (RDFS.label, RDFS.comment):
            (text,) = ontology.objects(HS[name], predicate)
            assert isinstance(text, rdflib.Literal)
            assert text.language == "en", name
        comment = str(ontology.value(HS[name], RDFS.comment))
        assert comment.endswith("."), name


def test_every_term_is_a_class_a_property_a_concept_or_a_scheme(ontology: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual, SKOS.ConceptScheme)
    counted = [s for kind in kinds for s in terms(ontology, kind)]
    assert sorted(counted) == sorted(HS[name] for name in vocab.defined())


OPEN_DOMAIN = {
    "role", "standsFor", "speaksFor", "nameMention", "roleMention", "pronounMention", "nounMention",
    "canonicalSpeaker", "sameSpeakerAs", "identityDecision", "withdrawn",
    "proposal",
}  # fmt: skip
OPEN_RANGE = {
    "speaker", "candidateEntity", "speaksFor", "canonicalSpeaker", "sameSpeakerAs", "comparedWith", "cites",
    "about", "proposes", "linkedSpeaker", "linksTo", "correctedSpeaker", "correctedKind",
}  # fmt: skip


def test_every_property_has_a_domain_and_a_range_but_those_of_several_classes(ontology: rdflib.Graph) -> None:
    """Entities are of seven classes: their properties leave that end open."""
    for term in terms(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        name = term.removeprefix(vocab.HS.iri)
        assert ((term, RDFS.domain, None) in ontology) == (name not in OPEN_DOMAIN), name
        assert ((term, RDFS.range, None) in ontology) == (name not in OPEN_RANGE), name


def test_every_concept_is_in_one_scheme_and_of_one_class(ontology: rdflib.Graph) -> None:
    for concept in terms(ontology, OWL.NamedIndividual):
        if concept != HS.Software:
            (scheme,) = ontology.objects(concept, SKOS.inScheme)
            assert (scheme, RDF.type, SKOS.ConceptScheme) in ontology
            (kind,) = set(ontology.objects(concept, RDF.type)) - {OWL.NamedIndividual}
            assert (kind, RDFS.subClassOf, SKOS.Concept) in ontology
            assert ontology.value(concept, SKOS.notation) is not None


def used_in(root: Path, *patterns: str) -> set[str]:
    files = [f for pattern in patterns for f in sorted(root.glob(pattern))]
    assert files
    texts = [f.read_text(encoding="utf-8") for f in files]
    calls = {name for text in texts for name in re.findall(r"\bHS\(\s*[\"'](\w+)[\"']", text)}
    prefixed = {name for text in texts for name in re.findall(r"(?<![\w:/])\^?hs:([A-Za-z]\w*)", text)}
    full_iris = {name for text in texts for name in re.findall(r"w3id\.org/hearsay#(\w+)", text)}
    return calls | prefixed | full_iris


EVERYWHERE = (
    "kg/**/*.py",
    "ontology/shapes/*.ttl",
    "ontology/questions/*.rq",
    "ontology/context.jsonld",
    "docs/*.md",
    "README.md",
)


def test_every_term_that_is_used_is_defined(root: Path) -> None:
    assert used_in(root, *EVERYWHERE) <= vocab.defined()


def test_every_term_is_used_by_the_code_or_marked_as_reserved(root: Path, ontology: rdflib.Graph) -> None:
    schemes = {str(s).removeprefix(vocab.HS.iri) for s in terms(ontology, SKOS.ConceptScheme)}
    classes_of_concepts = {"QuoteType", "Act", "CitationKind", "Difference", "JudgementValue", "Rating"}
    used = used_in(root, "kg/**/*.py", "ontology/shapes/*.ttl", "ontology/questions/*.rq")
    assert vocab.defined() - used - schemes - classes_of_concepts == reserved(ontology) - schemes - used
    assert not used & reserved(ontology)


def test_the_data_model_names_every_term_that_the_code_writes(root: Path) -> None:
    written = {
        iri.removeprefix(vocab.HS.iri)
        for q in evidence.quads(full(), RUN)
        for iri in (q.predicate.value, q.object.value)
        if iri.startswith(vocab.HS.iri)
    }
    assert written <= used_in(root, "docs/data-model.md")


def test_the_ontology_keeps_clear_of_the_traps(ontology: rdflib.Graph) -> None:
    prov = rdflib.Namespace(vocab.PROV.iri)
    for term in (prov.Quotation, prov.wasAttributedTo):
        assert (None, None, term) not in ontology
    assert (None, RDFS.subPropertyOf, prov.hadPrimarySource) not in ontology
    assert (None, RDFS.subPropertyOf, OWL.sameAs) not in ontology
