"""The terms, as read from the ontology without an RDF parser, against what a parser reads."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg import vocab


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "hearsay.ttl")


def test_the_terms_are_those_that_a_parser_finds(ontology: rdflib.Graph) -> None:
    subjects = {str(s) for s in ontology.subjects() if isinstance(s, rdflib.URIRef)}
    ours = {s.removeprefix(vocab.HS.iri) for s in subjects if s.startswith(vocab.HS.iri)}
    assert ours == vocab.defined()


def test_a_term_is_an_iri() -> None:
    assert vocab.HS("Attribution") == "https://w3id.org/hearsay#Attribution"
    assert vocab.SCHEMA("Person") == "https://schema.org/Person"


@pytest.mark.parametrize("name", ["Atribution", "", "a b", "attributes "])
def test_a_term_that_the_ontology_does_not_define_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match=r"does not define hs:"):
        vocab.HS(name)


@pytest.mark.parametrize("name", ["", "a b", "x>", "é"])
def test_what_is_no_name_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a term"):
        vocab.SCHEMA(name)


def test_prefixes_are_those_of_every_file_of_the_ontology(root: Path) -> None:
    own = {"shape": "https://w3id.org/hearsay/shape/"}
    for file in sorted((root / "ontology").rglob("*.ttl")):
        declared = dict(rdflib.Graph(bind_namespaces="none").parse(file).namespaces())
        for prefix, iri in declared.items():
            if prefix not in {"vann", "vs"}:
                assert str(iri) == {**vocab.PREFIXES, **own}[prefix], file.name


def test_every_prefix_is_known_without_a_declaration() -> None:
    expected = {"hs", "schema", "oa", "prov", "cito", "skos", "rdf", "rdfs", "xsd", "owl", "sh", "dcterms", "foaf"}
    assert set(vocab.PREFIXES) == expected
    with pytest.raises(TypeError):
        vocab.PREFIXES["x"] = "y"  # type: ignore[index]


def test_the_vocabulary_loads_no_rdf_library() -> None:
    code = "import sys, kg.vocab; kg.vocab.HS('cue'); print([m for m in ('rdflib', 'pyoxigraph') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
