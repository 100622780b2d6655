"""The terms of the graph. Ours are read from ontology/hearsay.ttl, so a misspelt one fails where it is used.

>>> HS("Attribution")
'https://w3id.org/hearsay#Attribution'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

_SUBJECT = re.compile(r"^hs:([A-Za-z][A-Za-z0-9]*)[ \t]", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Namespace:
    """A vocabulary: called with a term's name it gives the term's IRI; ValueError for what is no name."""

    prefix: str
    iri: str

    def __call__(self, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a term: {self.prefix}:{name}")
        return self.iri + name


@dataclass(frozen=True, slots=True)
class OwnNamespace(Namespace):
    """Our vocabulary: ValueError also for a term that the ontology does not define."""

    def __call__(self, name: str) -> str:
        if name not in defined():
            raise ValueError(f"ontology/hearsay.ttl does not define {self.prefix}:{name}")
        return self.iri + name


HS = OwnNamespace("hs", "https://w3id.org/hearsay#")
SCHEMA = Namespace("schema", "https://schema.org/")
OA = Namespace("oa", "http://www.w3.org/ns/oa#")
PROV = Namespace("prov", "http://www.w3.org/ns/prov#")
CITO = Namespace("cito", "http://purl.org/spar/cito/")
SKOS = Namespace("skos", "http://www.w3.org/2004/02/skos/core#")
RDF = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("xsd", "http://www.w3.org/2001/XMLSchema#")
OWL = Namespace("owl", "http://www.w3.org/2002/07/owl#")
SH = Namespace("sh", "http://www.w3.org/ns/shacl#")
DCTERMS = Namespace("dcterms", "http://purl.org/dc/terms/")
FOAF = Namespace("foaf", "http://xmlns.com/foaf/0.1/")

PREFIXES: Mapping[str, str] = MappingProxyType(
    {n.prefix: n.iri for n in (HS, SCHEMA, OA, PROV, CITO, SKOS, RDF, RDFS, XSD, OWL, SH, DCTERMS, FOAF)}
)
"""What a query may use without declaring it."""


@cache
def defined() -> frozenset[str]:
    """The names of our terms: those that begin a line of ontology/hearsay.ttl."""
    return frozenset(_SUBJECT.findall(ontology_text("hearsay.ttl")))


def ontology_text(name: str) -> str:
    """A file of ontology/ by its name there ("shapes/span.ttl"), as text."""
    return resources.files("kg.ontology").joinpath(name).read_text(encoding="utf-8")
