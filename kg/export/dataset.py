"""What a store holds, for catalogues: a description in VoID (W3C note, 2011) and DCAT (W3C recommendation, version 3).

The figures are those of the union of the graphs, which Turtle holds; those of a subset are of its graphs one by one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO, Self

from kg.export.quads import Keep, by_graph, by_subject
from kg.export.rdf import Shortener
from kg.export.stream import write_lines
from kg.store.contract import Store
from kg.vocab import PREFIXES, RDF

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
VOCABULARIES = ("hs", "schema", "oa", "prov", "cito", "skos", "dcterms")
LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
MEDIA_TYPES = ("text/turtle", "application/trig", "application/n-quads", "application/ld+json")
TITLE = "News articles as an evidence graph: who said what, in which words, in which article"
TEXT = (
    "Made by Hearsay from news articles. A statement says that an article attributes words to a source, never that "
    "the words are true. Evidence, what is derived from it, and judgements of people stand in graphs of their own."
)
DAYS = """
SELECT (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE {
  ?article a schema:NewsArticle ; schema:datePublished ?date
  FILTER(REGEX(STR(?date), "^[0-9]{4}-[0-9]{2}-[0-9]{2}") && NOT EXISTS { ?article hs:withdrawn true })
}"""
LANGUAGES = "SELECT DISTINCT ?language WHERE { ?article schema:inLanguage ?language } ORDER BY ?language"
READ = "SELECT (MAX(STR(?ended)) AS ?last) WHERE { ?run hs:modelVersion ?model ; prov:endedAtTime ?ended }"
_TYPE = f"<{RDF('type')}>".encode()
_PART = re.compile(r"graph/(evidence|derived/[a-z]+|judgements)")


def write_description(store: Store, output: IO[bytes], keep: Keep) -> None:
    """The description as Turtle, with the same figures for the same store, and no clock in it."""
    short = Shortener(store.base)
    for prefix, iri in sorted({**short.prefixes, "void": VOID, "dcat": DCAT}.items()):
        output.write(f"@prefix {prefix}: <{iri}> .\n".encode())
    facts = [*_about(store), *_Figures.of(store, keep).facts(short), *_subsets(store, keep)]
    write_lines(output, [f"\n<{store.base}dataset> a void:Dataset, dcat:Dataset", *facts, " .\n"])


def _about(store: Store) -> Iterator[str]:
    yield f' ;\n    dcterms:title "{TITLE}"@en'
    yield f' ;\n    dcterms:description "{TEXT}"@en'
    yield f' ;\n    void:uriSpace "{store.base}"'
    yield f" ;\n    void:vocabulary {', '.join(f'<{PREFIXES[name]}>' for name in VOCABULARIES)}"
    for media_type in MEDIA_TYPES:
        yield f" ;\n    dcat:distribution [ a dcat:Distribution ; dcat:mediaType <{MEDIA_TYPE}{media_type}> ]"
    tags = {str(tag).partition("-")[0].lower() for (tag,) in store.select(LANGUAGES).rows}
    found = [f"<{LANGUAGE}{tag}>" for tag in sorted(tags) if re.fullmatch("[a-z]{2}", tag)]
    yield f" ;\n    dcterms:language {', '.join(found)}" if found else ""
    days = [str(date)[:10] for date in store.select(DAYS).rows[0] if date is not None]
    if days:
        first, last = (f'"{day}"^^xsd:date' for day in days)
        yield f" ;\n    dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate {first} ; dcat:endDate {last} ]"
    read = store.select(READ).rows[0][0]
    yield f' ;\n    dcterms:modified "{read}"^^xsd:dateTime' if read else ""


@dataclass(slots=True)
class _Figures:
    """Distinct triples and subjects, and how many of them have each class and property."""

    triples: int = 0
    subjects: int = 0
    classes: Counter[bytes] = field(default_factory=Counter)
    properties: Counter[bytes] = field(default_factory=Counter)

    @classmethod
    def of(cls, store: Store, keep: Keep) -> Self:
        made = cls()
        for _, quads in groupby(by_subject(store, keep), key=lambda quad: quad.subject):
            made.subjects += 1
            for quad in quads:
                made.triples += 1
                made.properties[quad.predicate] += 1
                if quad.predicate == _TYPE:
                    made.classes[quad.object] += 1
        return made

    def facts(self, short: Shortener) -> Iterator[str]:
        yield f" ;\n    void:triples {self.triples} ; void:distinctSubjects {self.subjects}"
        yield f" ;\n    void:classes {len(self.classes)} ; void:properties {len(self.properties)}"
        for class_, number in sorted(self.classes.items()):
            yield f" ;\n    void:classPartition [ void:class {short.term(class_)} ; void:entities {number} ]"
        for property_, number in sorted(self.properties.items()):
            yield f" ;\n    void:propertyPartition [ void:property {short.term(property_)} ; void:triples {number} ]"


def _subsets(store: Store, keep: Keep) -> Iterator[str]:
    """The kinds of graphs, with the number of graphs and of triples in them."""
    found: dict[str, list[int]] = {}
    for graph, quads in groupby(by_graph(store, keep), key=lambda quad: quad.graph):
        kind = _PART.search(graph.decode("utf-8"))
        counts = found.setdefault(kind[1] if kind else "other", [0, 0])
        counts[0] += 1
        counts[1] += sum(1 for _ in quads)
    for name, (graphs, triples) in sorted(found.items()):
        title = f"{name}: {graphs} graph" + ("" if graphs == 1 else "s")
        yield f' ;\n    void:subset [ a void:Dataset ; dcterms:title "{title}"@en ; void:triples {triples} ]'
