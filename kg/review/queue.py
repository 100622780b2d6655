"""What waits for a person: attributions that nobody reviewed, near misses of speakers, and statements that may report
one utterance or make a claim; the least sure first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.model import Value
from kg.resolve.loading import canonical
from kg.review.pairs import ordered
from kg.store.contract import Store

ATTRIBUTIONS = """
SELECT ?attribution ?article ?outlet ?confidence ?speaker_confidence WHERE {
  GRAPH ?evidence {
    ?attribution a hs:Attribution ; schema:isPartOf ?article
    OPTIONAL { ?attribution hs:confidence ?confidence }
    OPTIONAL { ?attribution hs:speakerConfidence ?speaker_confidence }
    OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }
  }
  MINUS { ?attribution hs:withdrawn true }
  MINUS { VALUES ?value { hs:Accepted hs:Corrected hs:Rejected } ?attribution hs:judgedIn ?j . ?j hs:judgement ?value }
}"""
NEAR = """
SELECT ?entity ?founder ?score ?reason WHERE {
  ?decision hs:joined false ; hs:comparedWith ?founder ; hs:score ?score ; hs:reason ?reason .
  ?entity hs:identityDecision ?decision
  MINUS { ?decision prov:wasDerivedFrom ?judgement }
}"""
VARIANTS = """
SELECT ?statement ?other ?score ?reason WHERE {
  ?statement hs:variantDecision ?decision .
  ?decision hs:comparedWith ?other ; hs:score ?score ; hs:reason ?reason
  MINUS { ?decision prov:wasDerivedFrom ?judgement }
}"""
MATCHES = """
SELECT ?one ?claim ?score ?reason WHERE {
  ?one hs:claimMatch ?match . ?match hs:matchedClaim ?claim ; hs:score ?score ; hs:reason ?reason
  MINUS { ?match prov:wasDerivedFrom ?judgement }
}"""
STATED = """
SELECT DISTINCT ?statement ?article WHERE {{
  VALUES ?statement {{ {statements} }} ?attribution hs:attributes ?statement ; schema:isPartOf ?article
  FILTER NOT EXISTS {{ ?attribution hs:withdrawn true }}
}} ORDER BY ?statement ?article"""
PLACED = "SELECT DISTINCT ?entity ?article WHERE {{ VALUES ?entity {{ {entities} }} ?entity schema:isPartOf ?article }}"
OUTLETS = "SELECT ?article ?outlet WHERE { GRAPH ?g { ?article schema:publisher ?by . ?by schema:name ?outlet } }"
GONE = "SELECT DISTINCT ?article WHERE { ?article hs:withdrawn true ; a schema:NewsArticle }"
PARTED = """
SELECT DISTINCT ?one ?other WHERE {
  ?judgement hs:judgement hs:DifferentSpeakers ; oa:hasTarget ?a , ?b FILTER(?a != ?b)
  FILTER NOT EXISTS { ?later prov:wasRevisionOf ?judgement }
  ?a hs:canonicalSpeaker ?one . ?b hs:canonicalSpeaker ?other
}"""
AT_ONCE = 500
"""Entities that one query names."""
SURE_LAST = 2.0
"""Where nothing is known of the confidence, an item comes after all others."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which items: of an outlet (name; case and "The" put aside), of an article (IRI), less sure than ``below``."""

    outlet: str | None = None
    article: str | None = None
    below: float | None = None

    def holds(self, outlet: Value, article: Value, confidence: float | None) -> bool:
        """Whether an item of that outlet, article and confidence is meant."""
        named = self.outlet is None or (outlet and ids.outlet_key(str(outlet)) == ids.outlet_key(self.outlet))
        low = self.below is None or (confidence is not None and confidence < self.below)
        return bool(named and low) and self.article in (None, article)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be decided: its identifier (of two IRIs "entity/..+entity/.."), and the confidence, in [0, 1], with
    which it was decided without a person; None where that is not known.
    """

    id: str
    confidence: float | None
    reason: str | None = None


def attributions_waiting(store: Store, scope: Scope) -> list[Waiting]:
    """Attributions that no judgement accepts, corrects or rejects; a confidence is the lower of the two of each."""
    found = {}
    for attribution, article, outlet, *sure in store.select(ATTRIBUTIONS).rows:
        confidence = min((float(x) for x in sure if x is not None), default=None)
        if scope.holds(outlet, article, confidence):
            found[str(attribution)] = Waiting(str(attribution), confidence)
    return least_sure_first(found.values())


def identities_waiting(store: Store, scope: Scope) -> list[Waiting]:
    """Pairs of speakers that were nearly joined, each once, by its nearest entities; not those whom somebody judged."""
    rows = store.select(NEAR).rows
    speaker = canonical(store) if rows else {}
    parted = {frozenset(map(str, pair)) for pair in store.select(PARTED).rows}
    placed = _placed(store, sorted({str(row[0]) for row in rows}))
    found: dict[frozenset[str], Waiting] = {}
    for entity, founder, score, reason in ((str(e), str(f), float(s or 0), str(r)) for e, f, s, r in rows):
        confidence = round(1 - score, 4)
        pair = frozenset((speaker.get(entity, entity), speaker.get(founder, founder)))
        scoped = entity in placed and scope.holds(*placed[entity], confidence)
        if len(pair) < 2 or pair in parted or founder not in speaker or not scoped:
            continue
        made = Waiting("+".join(sorted((entity, founder))), confidence, reason)
        if pair not in found or _key(made) < _key(found[pair]):
            found[pair] = made
    return least_sure_first(found.values())


def variants_waiting(store: Store, scope: Scope) -> list[Waiting]:
    """Pairs of statements that were put beside each other as reports of one utterance, and nobody judged."""
    return _pairs_waiting(store, scope, VARIANTS, lambda statement, compared_with: (compared_with, statement))


def matches_waiting(store: Store, scope: Scope) -> list[Waiting]:
    """Statements, and claims in other words, that may make a claim, with the claim; not those that somebody judged."""
    return _pairs_waiting(store, scope, MATCHES, ordered)


def _pairs_waiting(
    store: Store, scope: Scope, query: str, in_order: Callable[[str, str], tuple[str, str]]
) -> list[Waiting]:
    """Of the rows of a query; only where each statement counts, and an article of one is meant."""
    rows = [(str(a), str(b), float(score or 0), str(reason)) for a, b, score, reason in store.select(query).rows]
    statements = {iri for one, other, *_ in rows for iri in (one, other) if ids.split(iri)[1] == "statement"}
    stated = _stated(store, sorted(statements))
    outlets: dict[Value, Value] = dict(store.select(OUTLETS).rows) if rows else {}  # type: ignore[arg-type]
    found: dict[str, Waiting] = {}
    for one, other, score, reason in rows:
        articles = [stated.get(iri) for iri in (one, other) if iri in statements]
        if None in articles or not any(scope.holds(outlets.get(a), a, score) for a in articles or [None]):
            continue
        made = Waiting("+".join(in_order(one, other)), score, reason)
        if made.id not in found or _key(made) > _key(found[made.id]):
            found[made.id] = made
    return least_sure_first(found.values())


def _stated(store: Store, statements: Sequence[str]) -> dict[str, str]:
    """The article of each statement that counts."""
    found: dict[str, str] = {}
    for start in range(0, len(statements), AT_ONCE):
        listed = " ".join(f"<{iri}>" for iri in statements[start : start + AT_ONCE])
        for statement, article in store.select(STATED.format(statements=listed)).rows:
            found.setdefault(str(statement), str(article))
    return found


def _placed(store: Store, entities: Sequence[str]) -> dict[str, tuple[Value, Value]]:
    """The outlet and article of each entity whose article was not withdrawn."""
    gone = {article for (article,) in store.select(GONE).rows}
    outlets: dict[Value, Value] = dict(store.select(OUTLETS).rows)  # type: ignore[arg-type]
    found = {}
    for start in range(0, len(entities), AT_ONCE):
        listed = " ".join(f"<{e}>" for e in entities[start : start + AT_ONCE])
        for entity, article in store.select(PLACED.format(entities=listed)).rows:
            if article not in gone:
                found[str(entity)] = (outlets.get(article), article)
    return found


def least_sure_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """By confidence, then identifier; those without one last."""
    return sorted(waiting, key=_key)


def merged(queues: Mapping[str, list[Waiting]]) -> list[tuple[str, Waiting]]:
    """Several queues as one, each item with the kind that it is of."""
    every = [(kind, w) for kind, found in queues.items() for w in found]
    return sorted(every, key=lambda pair: (*_key(pair[1]), pair[0]))


def _key(waiting: Waiting) -> tuple[float, str]:
    return SURE_LAST if waiting.confidence is None else waiting.confidence, waiting.id
