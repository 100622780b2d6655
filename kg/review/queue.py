"""What waits for a person: attributions that nobody reviewed and near misses of speakers; the least sure first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import ids
from kg.model import Value
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
SELECT ?entity ?article ?outlet ?founder ?score ?reason ?one ?other WHERE {
  ?entity hs:identityDecision ?decision ; hs:canonicalSpeaker ?one .
  ?decision hs:joined false ; hs:comparedWith ?founder ; hs:score ?score ; hs:reason ?reason .
  ?founder hs:canonicalSpeaker ?other FILTER(?one != ?other)
  GRAPH ?evidence {
    ?entity schema:isPartOf ?article .
    ?article a schema:NewsArticle
    OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?outlet }
  }
  MINUS { ?decision prov:wasDerivedFrom ?judgement }
  MINUS { ?article hs:withdrawn true }
}"""
PARTED = """
SELECT DISTINCT ?one ?other WHERE {
  ?judgement hs:judgement hs:DifferentSpeakers ; oa:hasTarget ?a , ?b FILTER(?a != ?b)
  FILTER NOT EXISTS { ?later prov:wasRevisionOf ?judgement }
  ?a hs:canonicalSpeaker ?one . ?b hs:canonicalSpeaker ?other
}"""
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
    """Something to be decided: its identifier (of two entities "entity/..+entity/.."), and the confidence, in [0, 1],
    with which it was decided without a person; None where that is not known.
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
    parted = {frozenset(map(str, pair)) for pair in store.select(PARTED).rows}
    found: dict[frozenset[str], Waiting] = {}
    for entity, article, outlet, founder, score, reason, one, other in store.select(NEAR).rows:
        confidence = round(1 - float(score or 0), 4)
        pair = frozenset((str(one), str(other)))
        if pair in parted or not scope.holds(outlet, article, confidence):
            continue
        made = Waiting("+".join(sorted((str(entity), str(founder)))), confidence, str(reason))
        if pair not in found or _key(made) < _key(found[pair]):
            found[pair] = made
    return least_sure_first(found.values())


def least_sure_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """By confidence, then identifier; those without one last."""
    return sorted(waiting, key=_key)


def merged(queues: Mapping[str, list[Waiting]]) -> list[tuple[str, Waiting]]:
    """Several queues as one, each item with the kind that it is of."""
    every = [(kind, w) for kind, found in queues.items() for w in found]
    return sorted(every, key=lambda pair: (*_key(pair[1]), pair[0]))


def _key(waiting: Waiting) -> tuple[float, str]:
    return SURE_LAST if waiting.confidence is None else waiting.confidence, waiting.id
