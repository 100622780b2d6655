"""What the links of a store rest on, read with a few queries that each grow with the store no more than once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import cast

from kg import ids
from kg.link.deciding import Named
from kg.model import EntityKind
from kg.rdf.links import LINKS, VERDICTS, LinkJudgement, Lookup, Proposal
from kg.rdf.terms import CLASS_OF_KIND, KIND_OF_CLASS
from kg.resolve.identity import JOINED
from kg.store.contract import Store

CLASSES = " ".join(sorted(str(CLASS_OF_KIND[kind]) for kind in JOINED))
SPEAKERS = """
SELECT ?speaker ?class ?name ?entity WHERE {{
  VALUES ?class {{ {classes} }}
  GRAPH <{graph}> {{ ?entity hs:canonicalSpeaker ?speaker . ?speaker a ?class ; schema:name ?name }}
}}"""
SAID = """
SELECT ?speaker (COUNT(DISTINCT ?statement) AS ?statements) WHERE {{
  GRAPH <{graph}> {{ ?statement schema:spokenByCharacter ?speaker }}
}} GROUP BY ?speaker"""
LOOKUPS = """
SELECT ?lookup ?service ?kind ?name ?asked WHERE {{ GRAPH <{graph}> {{
  ?lookup hs:askedName ?name ; hs:askedKind ?kind ; prov:used ?service ; prov:endedAtTime ?asked
}} }} ORDER BY ?lookup"""
PROPOSALS = """
SELECT ?proposal ?lookup ?iri ?name ?score ?match WHERE {{ GRAPH <{graph}> {{
  ?proposal prov:wasGeneratedBy ?lookup ; hs:rank ?rank ; hs:proposes ?iri ; schema:name ?name ; hs:serviceMatch ?match
  OPTIONAL {{ ?proposal hs:serviceScore ?score }}
}} }} ORDER BY ?lookup ?rank"""
TYPES = "SELECT ?proposal ?type WHERE {{ GRAPH <{graph}> {{ ?proposal hs:givenType ?type }} }} ORDER BY ?proposal ?type"
JUDGEMENTS = """
SELECT ?judgement ?target ?value ?note ?by ?created ?revises WHERE {{ GRAPH <{graph}> {{
  ?judgement hs:judgement ?value ; oa:hasTarget ?target ; dcterms:created ?created
  OPTIONAL {{ ?judgement oa:bodyValue ?note }}
  OPTIONAL {{ ?judgement dcterms:creator ?by }}
  OPTIONAL {{ ?judgement prov:wasRevisionOf ?revises }}
}} }} ORDER BY ?judgement ?target"""


def speakers_of(store: Store) -> tuple[tuple[Named, ...], Mapping[str, str]]:
    """The speakers that may be linked, the most quoted first, and the speaker of each of their entities (IRIs)."""
    graph = ids.derived_graph("identity", store.base)
    said = {str(s): int(n or 0) for s, n in store.select(SAID.format(graph=graph)).rows}
    named: dict[str, tuple[EntityKind, str]] = {}
    entities: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(SPEAKERS.format(graph=graph, classes=CLASSES)).rows:
        speaker, kind, name, entity = map(str, row)
        old = named.get(speaker)
        if name.strip() and (old is None or name < old[1]):
            named[speaker] = KIND_OF_CLASS[kind], name
        entities[speaker].add(entity)
    found = [Named(iri, _founder(iri, entities[iri]), kind, name) for iri, (kind, name) in named.items()]
    found.sort(key=lambda s: (-said.get(s.iri, 0), s.name, s.iri))
    return tuple(found), {entity: speaker for speaker, of_it in entities.items() for entity in of_it}


def lookups_of(store: Store) -> tuple[Lookup, ...]:
    """What was asked, with what was proposed."""
    graph = ids.derived_graph(LINKS, store.base)
    types: defaultdict[str, list[str]] = defaultdict(list)
    for proposal, given in store.select(TYPES.format(graph=graph)).rows:
        types[str(proposal)].append(str(given))
    proposals: defaultdict[str, list[Proposal]] = defaultdict(list)
    for iri, lookup, target, name, score, match in store.select(PROPOSALS.format(graph=graph)).rows:
        given_score = None if score is None else float(score)
        made = Proposal(str(target), str(name), given_score, match is True, tuple(types[str(iri)]))
        proposals[str(lookup)].append(made)
    return tuple(
        Lookup(str(service), cast(EntityKind, kind), str(name), str(asked), tuple(proposals[str(iri)]))
        for iri, service, kind, name, asked in store.select(LOOKUPS.format(graph=graph)).rows
    )


def judgements_of(store: Store) -> tuple[LinkJudgement, ...]:
    """What people accepted and rejected, in the order of time, then of IRIs."""
    rows: dict[str, tuple[str | None, ...]] = {}
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(JUDGEMENTS.format(graph=ids.judgements_graph(store.base))).rows:
        iri, target, *rest = (None if v is None else str(v) for v in row)
        if iri and target and rest[0] in VERDICTS:
            targets[iri].add(target)
            rows[iri] = tuple(rest)
    found = []
    for iri, (value, note, by, created, revises) in rows.items():
        ours = sorted(t for t in targets[iri] if t.startswith(f"{store.base}entity/"))
        others = sorted(targets[iri].difference(ours))
        if len(ours) == len(others) == 1:
            verdict = VERDICTS[value or ""]
            found.append(LinkJudgement(iri, ours[0], others[0], verdict, note, by, created or "", revises))
    return tuple(sorted(found, key=lambda j: (j.created, j.iri)))


def _founder(speaker: str, entities: set[str]) -> str:
    """The entity that founded the speaker; the first by IRI where it is not in the store."""
    return next((e for e in sorted(entities) if ids.speaker_iri(e) == speaker), min(entities))
