"""What the checks of claims rest on, read from a store with a few queries that each grow with it no more than once."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.check.claims.contradictions import Counted
from kg.check.claims.matching import Said
from kg.model import Value
from kg.rdf.claims import RATING_OF_CONCEPT
from kg.store.contract import Store

CUES = """
SELECT ?attribution ?words WHERE {
  ?attribution hs:cue ?span . ?span oa:hasSelector ?selector . ?selector oa:exact ?words
  FILTER(REGEX(?words, "den(y|ied|ies)|refut|disput|rebut|ask|wonder|question|doubt", "i"))
} ORDER BY ?attribution ?words"""
DENIES = re.compile(r"\b(?:den(?:y|ied|ies|ying)|refut\w+|disput\w+|rebut\w*)\b", re.IGNORECASE)
FIGURES = """
SELECT ?attribution ?value ?low ?high ?counted ?measure ?day WHERE {
  ?figure hs:attribution ?attribution ; hs:countedAs ?counted ; schema:measuredProperty ?measure .
  OPTIONAL { ?figure schema:value ?value }
  OPTIONAL { ?figure schema:minValue ?low }
  OPTIONAL { ?figure schema:maxValue ?high }
  OPTIONAL { ?figure schema:observationDate ?day }
}"""
CLAIMS = """
SELECT ?claim (MIN(?words) AS ?text) (MIN(?name) AS ?claimant) WHERE {
  ?claim a schema:Claim ; schema:text ?words OPTIONAL { ?claim schema:author ?name }
} GROUP BY ?claim ORDER BY ?claim"""
REVIEWS = """
SELECT DISTINCT ?review ?claim ?reviewer ?original ?value ?best ?worst ?rating ?published ?url ?title ?creator ?note
WHERE {
  GRAPH ?graph {
    ?review a schema:ClaimReview ; schema:itemReviewed ?claim ; schema:url ?url ; schema:reviewRating ?rated .
    OPTIONAL { ?review schema:author ?reviewer }
    OPTIONAL { ?rated schema:alternateName ?original }
    OPTIONAL { ?rated schema:ratingValue ?value }
    OPTIONAL { ?rated schema:bestRating ?best }
    OPTIONAL { ?rated schema:worstRating ?worst }
    OPTIONAL { ?rated hs:normalisedRating ?rating }
    OPTIONAL { ?review schema:datePublished ?published }
    OPTIONAL { ?review schema:headline ?title }
    OPTIONAL { ?review dcterms:creator ?creator }
    OPTIONAL { ?review oa:bodyValue ?note }
  }
  FILTER NOT EXISTS { ?newer prov:wasRevisionOf ?review }
} ORDER BY ?published ?review"""


@dataclass(frozen=True, slots=True)
class Found:
    """A review as the store holds it; ``rating`` is its place on our scale, ``own`` if it was made here."""

    iri: str
    claim: str
    reviewer: str | None
    original: str | None
    rating: str | None
    published: str | None
    url: str
    title: str | None
    own: bool
    note: str | None = None


def manners(store: Store) -> tuple[frozenset[str], frozenset[str]]:
    """The attributions (IRIs) whose cue denies the content, and those whose cue asks or doubts."""
    denied: set[str] = set()
    asked: set[str] = set()
    for attribution, words in store.select(CUES).rows:
        (denied if DENIES.search(str(words)) else asked).add(str(attribution))
    return frozenset(denied), frozenset(asked - denied)


def figures(store: Store) -> Mapping[str, tuple[Counted, ...]]:
    """The figures that say what is counted and measured, by their attribution."""
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for attribution, value, low, high, counted, measure, day in store.select(FIGURES).rows:
        least, most = _bounds(value, low, high)
        found[str(attribution)].append(
            Counted(str(counted), str(measure), least, most, None if day is None else str(day))
        )
    return {a: tuple(sorted(of_it, key=str)) for a, of_it in found.items()}


def _bounds(value: Value, low: Value, high: Value) -> tuple[float, float]:
    one = None if value is None else float(value)
    least = one if low is None and high is None else float("-inf") if low is None else float(low)
    most = one if low is None and high is None else float("inf") if high is None else float(high)
    return (float("-inf") if least is None else least), (float("inf") if most is None else most)


def claims(store: Store) -> tuple[Said, ...]:
    """The claims with their claimants, by IRI."""
    return tuple(
        Said(str(iri), str(text), None if name is None else str(name)) for iri, text, name in store.select(CLAIMS).rows
    )


def reviews(store: Store) -> tuple[Found, ...]:
    """The reviews that no other revises, the oldest first; undated ones last."""
    found: dict[str, Found] = {}
    for row in store.select(REVIEWS).rows:
        iri, claim, reviewer, name, value, best, worst, rating, published, url, title, creator, note = (
            None if v is None else str(v) for v in row
        )
        scale = f"{value} ({worst or '?'} to {best or '?'})" if value else None
        original = " / ".join(x for x in (name, scale) if x) or None
        normal = RATING_OF_CONCEPT.get(rating or "")
        made = Found(
            str(iri), str(claim), reviewer, original, normal, published, str(url), title, creator is not None, note
        )
        found.setdefault(made.iri, made)
    return tuple(sorted(found.values(), key=lambda r: (r.published or "~", r.iri)))
