"""The utterances of a store, read back with a few queries that each grow with what is asked for no more than once."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kg import ids
from kg.model import Value
from kg.rdf.terms import DIFFERENCE_OF_CONCEPT
from kg.rdf.variants import VARIANTS
from kg.statements import AT_ONCE
from kg.store.beside import fingerprints
from kg.store.contract import Store
from kg.variants import Variant, VariantGroup

REPORTED = """
SELECT ?statement ?utterance ?fullest WHERE {
  GRAPH <%s> { ?statement hs:reports ?utterance . ?utterance hs:fullestWording ?fullest } %s
}"""
DECIDED = """
SELECT ?statement ?other ?score ?reason ?difference ?judgement WHERE {
  GRAPH <%s> {
    ?statement hs:variantDecision ?decision .
    ?decision hs:comparedWith ?other ; hs:score ?score ; hs:reason ?reason ; hs:difference ?difference
    OPTIONAL { ?decision prov:wasDerivedFrom ?judgement }
  } %s
}"""
UTTERANCES = """SELECT DISTINCT ?utterance WHERE { GRAPH <%s> { ?statement hs:reports ?utterance } %s }"""
APART = "SELECT ?one ?other WHERE { GRAPH <%s> { ?one hs:notVariantOf ?other } %s } ORDER BY ?one ?other"
SPOKEN = """
SELECT ?evidence (GROUP_CONCAT(CONCAT(STR(?entity), ">", STR(?speaker))) AS ?held) WHERE {
  GRAPH ?evidence { ?attribution hs:speaker ?entity } ?entity hs:canonicalSpeaker ?speaker
} GROUP BY ?evidence"""
WITHDRAWN = """
SELECT ?evidence (GROUP_CONCAT(STR(?attribution)) AS ?held) WHERE {
  ?attribution hs:withdrawn true GRAPH ?evidence { ?attribution hs:attributes ?statement }
} GROUP BY ?evidence"""


def reported(store: Store, utterances: Collection[str] | None = None) -> tuple[VariantGroup, ...]:
    """The groups of some utterances (IRIs; None: all), as the store holds them, by the utterance's IRI."""
    found: dict[str, tuple[str, list[str]]] = {}
    decided: dict[str, Variant] = {}
    for part in _parts("utterance", utterances):
        for statement, utterance, fullest in _rows(store, REPORTED, part):
            found.setdefault(str(utterance), (str(fullest), []))[1].append(str(statement))
    members = None if utterances is None else [s for _, statements in found.values() for s in statements]
    for part in _parts("statement", members):
        for statement, other, score, reason, difference, judgement in _rows(store, DECIDED, part):
            decided[str(statement)] = Variant(
                str(statement), str(other), float(score or 0), str(reason), DIFFERENCE_OF_CONCEPT[str(difference)],
                None if judgement is None else str(judgement),
            )  # fmt: skip
    return tuple(
        VariantGroup(utterance, fullest, tuple(decided[s] for s in sorted(statements) if s in decided))
        for utterance, (fullest, statements) in sorted(found.items())
    )


def utterances_of(store: Store, statements: Collection[str]) -> set[str]:
    """The utterances (IRIs) that some statements (IRIs) report."""
    return {str(u) for part in _parts("statement", statements) for (u,) in _rows(store, UTTERANCES, part)}


def utterances_there(store: Store, utterances: Collection[str]) -> set[str]:
    """Those of some utterances (IRIs) that something reports."""
    return {str(u) for part in _parts("utterance", utterances) for (u,) in _rows(store, UTTERANCES, part)}


def apart(store: Store) -> set[frozenset[str]]:
    """The pairs of statements (IRIs) that people hold for reports of two utterances."""
    return {frozenset((str(one), str(other))) for one, other in _rows(store, APART, "")}


def states(store: Store) -> dict[str, str]:
    """What tells, for each article (IRI), its present reading, whose its statements are and what of it is withdrawn."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for query in (SPOKEN, WITHDRAWN):
        for evidence, texts in store.select(query).rows:
            held[str(evidence)] += sorted(str(texts).split())
    read = fingerprints(store)
    lines = {a: [*held[ids.evidence_graph(a)], *held[ids.corrections_graph(a)]] for a in read}
    return {article: f"{read[article]} {_digest(lines[article])}" for article in read}


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _parts(variable: str, iris: Collection[str] | None) -> Iterator[str]:
    if iris is None:
        yield ""
        return
    listed = sorted(iris)
    for i in range(0, len(listed), AT_ONCE):
        yield f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in listed[i : i + AT_ONCE])} }}"


def _rows(store: Store, query: str, part: str) -> tuple[tuple[Value, ...], ...]:
    return store.select(query % (ids.derived_graph(VARIANTS, store.base), part)).rows
