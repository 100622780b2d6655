"""The speakers of a store, read back with a few queries that each grow with the store no more than once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import ids
from kg.model import EntityKind, Value
from kg.rdf.terms import CLASS_OF_KIND, KIND_OF_CLASS
from kg.resolve.bearers import Bearer
from kg.resolve.identity import JOINED, bearer
from kg.resolve.judging import Judged
from kg.resolve.speakers import Speaker, Speakers
from kg.store.contract import Store

CLASSES = " ".join(sorted(str(CLASS_OF_KIND[kind]) for kind in JOINED))
ENTITIES = f"""
SELECT ?entity ?class ?name ?article WHERE {{
  VALUES ?class {{ {CLASSES} }}
  GRAPH ?evidence {{ ?entity a ?class ; schema:isPartOf ?article ; schema:name ?name }}
}}"""
SPOKEN = "SELECT DISTINCT ?statement ?entity WHERE { ?attribution hs:attributes ?statement ; hs:speaker ?entity }"
CANONICAL = "SELECT ?entity ?speaker WHERE { ?entity hs:canonicalSpeaker ?speaker }"
FOUNDERS = "SELECT ?entity ?founder WHERE { ?entity hs:sameSpeakerAs ?founder }"
ROLES = "SELECT ?entity ?role WHERE { ?entity schema:jobTitle ?role }"
SPOKEN_FOR = "SELECT ?entity ?name WHERE { ?entity hs:speaksFor ?other . ?other schema:name ?name }"
STOOD_FOR = "SELECT ?entity ?name WHERE { ?entity hs:standsFor ?name }"
HEARD = "SELECT DISTINCT ?entity WHERE { ?attribution hs:speaker ?entity }"
DAYS = "SELECT ?article ?day WHERE { ?article schema:datePublished ?day }"
LAST = "~"
"""Comes after every date: articles without one are the last."""


@dataclass(frozen=True, slots=True)
class Borne:
    """An entity of the store that may be joined, with what its article says of it."""

    entity: str
    article: str
    published: str | None
    speaker: str | None
    bearer: Bearer

    @property
    def order(self) -> tuple[str, str, str]:
        """By the article's date, then its IRI, then the entity's."""
        return self.published or LAST, self.article, self.entity


def borne(store: Store) -> list[Borne]:
    """The entities that may be joined, in their ``order``."""
    rows = store.select(ENTITIES).rows
    speaker_of = canonical(store)
    days = pairs(store, DAYS)
    roles, organisations = _lists(store, ROLES), _lists(store, SPOKEN_FOR, STOOD_FOR)
    speaking = {row[0] for row in store.select(HEARD).rows}
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for entity, _, name, article in rows:
        if entity in speaking:
            heard[str(article)].add(str(name))
    beside = {article: frozenset(names) for article, names in heard.items()}
    found = []
    for entity, kind, name, article in ((str(a), str(b), str(c), str(d)) for a, b, c, d in rows):
        said = bearer(
            KIND_OF_CLASS[kind],
            name,
            roles.get(entity, ()),
            organisations.get(entity, ()),
            beside.get(article, frozenset()),
            days.get(article),
        )
        found.append(Borne(entity, article, days.get(article), speaker_of.get(entity), said))
    return sorted(found, key=lambda b: b.order)


def by_speaker(entities: Iterable[Borne]) -> dict[str, list[Borne]]:
    """The entities of each speaker (IRI), in their order."""
    found: dict[str, list[Borne]] = {}
    for b in entities:
        if b.speaker is not None:
            found.setdefault(b.speaker, []).append(b)
    return found


def founders(store: Store, members: Mapping[str, list[Borne]]) -> dict[str, str]:
    """The entity that founded each speaker, who may have lost it to a later reading of its article."""
    joined = pairs(store, FOUNDERS)
    return {iri: _founder(iri, of_it, joined) for iri, of_it in members.items()}


def canonical(store: Store) -> dict[str, str]:
    """The speaker of each entity, whatever its kind."""
    return pairs(store, CANONICAL)


def speakers(store: Store, judged: Judged, entities: Iterable[Borne]) -> Speakers:
    """The index of the speakers of ``entities``, which are in their order."""
    members = by_speaker(entities)
    founded = founders(store, members)
    described = names(store)
    made = Speakers(judged)
    for iri, of_it in members.items():
        founder = founded[iri]
        first = next((b for b in of_it if b.entity == founder), of_it[0])
        kind, name = described.get(iri) or (first.bearer.kind, first.bearer.name)
        speaker = Speaker(iri, founder, kind, name, [first.bearer], len(of_it))
        for b in sorted(of_it, key=lambda b: b.entity not in judged.same):  # their facets first, as remaking has them
            if b is not first:
                speaker.add(b.bearer, judged=b.entity in judged.same)
        written = dict.fromkeys((b.bearer.kind, b.bearer.name) for b in of_it)
        made.put(speaker, [(kind, name), *written], (b.entity for b in of_it))
    return made


def _founder(speaker: str, members: list[Borne], founders: dict[str, str]) -> str:
    joined: str | None = None
    for b in members:
        if b.entity in founders:
            joined = joined or founders[b.entity]
        elif ids.speaker_iri(b.entity) == speaker:
            return b.entity
    return joined or members[0].entity


def names(store: Store) -> dict[str, tuple[EntityKind, str]]:
    """The kind and name of each canonical speaker."""
    graph = ids.derived_graph("identity", store.base)
    query = f"SELECT ?speaker ?class ?name WHERE {{ GRAPH <{graph}> {{ ?speaker a ?class ; schema:name ?name }} }}"
    return {str(iri): (KIND_OF_CLASS[str(kind)], str(name)) for iri, kind, name in store.select(query).rows}


def pairs(store: Store, query: str) -> dict[str, str]:
    """The rows of two columns, as strings; of several with one first column the last."""
    return {str(a): str(b) for a, b in store.select(query).rows}


def _lists(store: Store, *queries: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for query in queries:
        for entity, text in _texts(store.select(query).rows):
            found.setdefault(entity, []).append(text)
    return found


def _texts(rows: Iterable[tuple[Value, ...]]) -> Iterable[tuple[str, str]]:
    return ((str(a), str(b)) for a, b in rows)
