"""Who speaks: what is told of each speaker beside the counts, and why each of its entities is held for it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg import ids, questions
from kg.model import Attribution, Decision, Entity, Extraction, Span, Table, Value
from kg.rdf import evidence
from kg.resolve.known import Known
from kg.resolve.loading import Borne, borne, by_speaker, founders, names
from kg.review.effects import effects
from kg.review.loading import Judgements, attribution_judgements
from kg.store.contract import Store
from kg.workflow.reviewing import meant_speakers

AROUND = 40
"""Characters of the article that are shown before and after a mention."""
LISTED = ("aliases", "roles", "outlet_names")
"""The columns of ``told`` that hold several values."""

NAMES = """
SELECT DISTINCT ?speaker ?name WHERE {
  ?entity hs:canonicalSpeaker ?speaker ; schema:name ?name ; schema:isPartOf ?article
  FILTER(?all || NOT EXISTS { ?article hs:withdrawn true })
} ORDER BY ?speaker ?name"""
ROLES = """
SELECT ?speaker ?role (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) WHERE {
  ?entity hs:canonicalSpeaker ?speaker ; schema:jobTitle ?role ; schema:isPartOf ?article
  OPTIONAL { ?article schema:datePublished ?day }
  FILTER(?all || NOT EXISTS { ?article hs:withdrawn true })
} GROUP BY ?speaker ?role ORDER BY ?speaker ?first ?role"""
OUTLETS = """
SELECT DISTINCT ?speaker ?name WHERE {
  ?statement schema:spokenByCharacter ?speaker ; schema:isPartOf ?article .
  GRAPH ?evidence { ?article schema:publisher ?outlet . ?outlet schema:name ?name }
  FILTER(?all || NOT EXISTS { ?article hs:withdrawn true })
} ORDER BY ?speaker ?name"""


def told(
    store: Store, given: Mapping[str, str], *, withdrawn: bool = False
) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    """The columns and rows of the question "speakers", with the lists ``aliases``, ``roles`` and ``outlet_names``.

    A role is an object: the ``role`` as worded, the ``first`` and the ``last`` day on which an article gave it, None
    where no article has a date.
    """
    table = questions.ask(store, "speakers", given, withdrawn=withdrawn)
    named, outlets = _listed(store, NAMES, withdrawn), _listed(store, OUTLETS, withdrawn)
    roles: dict[str, list[dict[str, Value]]] = {}
    for speaker, role, first, last in store.select(_for(ROLES, withdrawn)).rows:
        roles.setdefault(str(speaker), []).append({"role": role, "first": _day(first), "last": _day(last)})
    out: list[dict[str, Any]] = []
    for row in table.dicts():
        iri = str(row["speaker_iri"])
        aliases = [name for name in named.get(iri, ()) if name != row["speaker"]]
        more = {"aliases": aliases, "roles": roles.get(iri, []), "outlet_names": outlets.get(iri, [])}
        out.append({**row, **more})
    return (*table.columns, *LISTED), out


def flat(columns: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> Table:
    """The same rows with each list as text: "mayor (2022-03-01 to 2022-03-07); minister"."""
    return Table(columns, tuple(tuple(_flat(row[c]) if c in LISTED else row[c] for c in columns) for row in rows))


def explained(store: Store, text: str) -> list[dict[str, Any]]:
    """Every speaker that ``text`` may mean, with its entities: where each is mentioned, and why it was joined.

    ``text`` is an IRI, the beginning of a hash or a name. NotFoundError where it means nobody.
    """
    everyone = borne(store)
    members = by_speaker(everyone)
    called = names(store)
    known = Known(store)
    held = Judgements.of(attribution_judgements(store))
    by_entity = {b.entity: b for b in everyone}
    out: list[dict[str, Any]] = []
    for speaker in meant_speakers(store, everyone, text):
        first = members[speaker][0].bearer
        kind, name = called.get(speaker, (first.kind, first.name))
        founder = founders(store, {speaker: members[speaker]})[speaker]
        entities = [_entity(known, held, b, founder, by_entity) for b in members[speaker]]
        out.append({"speaker": name, "kind": kind, "speaker_iri": speaker, "entities": entities})
    return out


def _entity(known: Known, held: Judgements, b: Borne, founder: str, by_entity: Mapping[str, Borne]) -> dict[str, Any]:
    read = evidence.extraction(known.store.quads(ids.evidence_graph(b.article)))
    extraction = effects(read, held.about(read.article)).whole()
    of_corrections = known.decided(b.article, ids.corrections_graph(b.article))
    identity = (known.decided(b.article) | of_corrections).get(b.entity)
    decisions = identity.decisions if identity else ()
    entity = next(e for e in extraction.entities if e.iri == b.entity)
    article = extraction.article
    return {
        "entity": b.entity,
        "name": entity.name,
        "roles": [role.text for role in entity.roles],
        "founder": b.entity == founder,
        "joined": next((_decision(d, by_entity) for d in decisions if d.joined), None),
        "near": [_decision(d, by_entity) for d in decisions if not d.joined],
        "article": article.iri,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "mentions": _mentions(extraction, entity),
    }


def _decision(d: Decision, by_entity: Mapping[str, Borne]) -> dict[str, Value]:
    """A decision, with the speaker that the founder belongs to now."""
    other = by_entity.get(d.founder)
    return {
        "score": d.score,
        "reason": d.reason,
        "judgement": d.judgement,
        "compared_with": d.founder,
        "name": other.bearer.name if other else None,
        "speaker_iri": other.speaker if other else None,
    }


def _mentions(extraction: Extraction, entity: Entity) -> list[dict[str, Value]]:
    """Its mentions and roles in text order; a confidence where the words are the source of an attribution to it."""
    text = extraction.article.text
    said = [a for a in extraction.attributions if a.speaker == entity.id]
    places = {(m.span, str(m.form)) for m in extraction.mentions if m.entity == entity.id}
    return [
        {
            "form": form,
            "start": span.start,
            "end": span.end,
            "before": text[max(0, span.start - AROUND) : span.start],
            "words": span.of(text),
            "after": text[span.end : span.end + AROUND],
            "confidence": _confidence(said, span),
        }
        for span, form in sorted(places)
    ]


def _confidence(said: Iterable[Attribution], span: Span) -> float | None:
    sure = (a.speaker_confidence for a in said if any(s.overlaps(span) for s in a.source))
    return max((c for c in sure if c is not None), default=None)


def _listed(store: Store, query: str, withdrawn: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for speaker, name in store.select(_for(query, withdrawn)).rows:
        found.setdefault(str(speaker), []).append(str(name))
    return found


def _for(query: str, withdrawn: bool) -> str:
    return query.replace("?all", "true" if withdrawn else "false")


def _day(moment: Value) -> str | None:
    return str(moment)[:10] if moment else None


def _flat(values: Sequence[Any]) -> str:
    return "; ".join(_role(v) if isinstance(v, dict) else str(v) for v in values)


def _role(role: Mapping[str, Value]) -> str:
    first, last = role["first"], role["last"]
    if not first:
        return str(role["role"])
    return f"{role['role']} ({first})" if first == last else f"{role['role']} ({first} to {last})"
