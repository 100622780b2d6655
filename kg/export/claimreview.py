"""The reviews made here as schema.org ClaimReview in JSON-LD, for the page that publishes them.

https://schema.org/ClaimReview, with what search engines and the Data Commons feed require: url, claimReviewed and a
reviewRating with alternateName; and what they recommend: author, datePublished, itemReviewed.
"""

import json
from collections import defaultdict
from typing import IO, Any

from kg.store.contract import Store

OWN = """
SELECT ?review ?url ?claim ?words ?by ?kind ?published ?name ?value ?best ?worst ?note WHERE {
  GRAPH ?graph {
    ?review a schema:ClaimReview , oa:Annotation ; schema:url ?url ; schema:itemReviewed ?claim ;
      schema:claimReviewed ?words ; dcterms:creator ?by ; schema:datePublished ?published ;
      schema:reviewRating ?rating .
    ?rating schema:alternateName ?name .
    OPTIONAL { ?review hs:reviewerKind ?kind }
    OPTIONAL { ?review oa:bodyValue ?note }
    OPTIONAL { ?rating schema:ratingValue ?value ; schema:bestRating ?best ; schema:worstRating ?worst }
  }
  FILTER NOT EXISTS { ?newer prov:wasRevisionOf ?review }
} ORDER BY ?published ?review"""
CLAIMANTS = "SELECT ?claim (MIN(?name) AS ?n) WHERE { ?claim a schema:Claim ; schema:author ?name } GROUP BY ?claim"
SAID = """
SELECT DISTINCT ?claim ?url ?date ?kind WHERE {
  ?statement hs:matchesClaim ?claim ; schema:isPartOf ?article .
  ?attribution hs:attributes ?statement .
  ?article schema:url ?url . OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?attribution hs:speaker ?entity . ?entity a ?kind }
  FILTER NOT EXISTS { ?attribution hs:withdrawn true }
} ORDER BY ?claim (!BOUND(?date)) ?date ?url"""

Node = dict[str, Any]


def claim_reviews(store: Store) -> list[Node]:
    """The reviews made here that none revises, as JSON-LD nodes, by their date; appearances are the stored articles."""
    claimants = {str(claim): str(name) for claim, name in store.select(CLAIMANTS).rows}
    appearances: defaultdict[str, dict[str, None]] = defaultdict(dict)
    kinds: dict[str, str] = {}
    for claim, url, _, kind in store.select(SAID).rows:
        appearances[str(claim)][str(url)] = None
        if kind is not None:
            kinds.setdefault(str(claim), str(kind))
    found = []
    for row in store.select(OWN).dicts():
        claim = str(row["claim"])
        item: Node = {"@type": "Claim"}
        if claim in claimants:
            item["author"] = {"@type": _agent(kinds.get(claim, "")), "name": claimants[claim]}
        shown = [{"@type": "CreativeWork", "url": url} for url in appearances[claim]]
        item |= {"firstAppearance": shown[0], "appearance": shown} if shown else {}
        found.append(_node(row, item))
    return found


def _node(row: Node, item: Node) -> Node:
    rating = {"@type": "Rating", "alternateName": row["name"]}
    if row["value"] is not None:
        rating |= {f"{key}Rating": int(row[key]) for key in ("best", "worst")} | {"ratingValue": int(row["value"])}
    kind = "Organization" if row["kind"] == "organisation" else "Person"
    node: Node = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": row["url"],
        "claimReviewed": row["words"],
        "itemReviewed": item,
        "author": {"@type": kind, "name": row["by"]},
        "datePublished": row["published"],
        "reviewRating": rating,
    }
    return node | ({"reviewBody": row["note"]} if row["note"] else {})


def _agent(kind: str) -> str:
    return "Person" if kind.endswith("/Person") else "Organization"


def write_claim_reviews(store: Store, output: IO[bytes]) -> int:
    """Writes the reviews as one JSON-LD document, an array of nodes, and returns how many they are."""
    found = claim_reviews(store)
    output.write((json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    return len(found)
