"""The reviews of examples/ with what a careful reader says of them: which statements make the claims, as quads."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Quad

from kg import ids
from kg.claims import Review
from kg.ingest.reviews import reviews
from kg.model import Attribution, Extraction
from kg.rdf.claims import claim_iri, contradiction_quads, match_quads, review_quads

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FEED = EXAMPLES / "reviews.json"
MATCHES: Mapping[str, list[list[str]]] = json.loads((EXAMPLES / "reviews.matches.json").read_text(encoding="utf-8"))
NAMES = {
    json.loads(path.read_text(encoding="utf-8"))["article"]["id"]: path.stem for path in EXAMPLES.glob("truth/*.json")
}
LATER, EARLIER = ("ledger-correction", "a9"), ("ledger-figures", "a1")
"""The statements of the ministry that contradict each other."""
Said = tuple[Extraction, Attribution]


def feed() -> list[Review]:
    """The reviews of examples/."""
    found = list(reviews(str(FEED)))
    assert all(isinstance(r, Review) for r in found)
    return found  # type: ignore[return-value]


def attributions(truth: tuple[Extraction, ...]) -> dict[tuple[str, str], Said]:
    """The attributions of these extractions, by the name of their file and their id."""
    return {(NAMES[x.article.iri], a.id): (x, a) for x in truth for a in x.attributions}


def statement(said: Said) -> str:
    """The IRI of the statement of an attribution."""
    return ids.statement_iri(said[0].article.iri, said[1].content)


def claimed(truth: tuple[Extraction, ...]) -> dict[str, list[str]]:
    """The claims (IRIs) of each statement (IRI) that makes any, as the careful reader says."""
    by_text = {r.claim.text.rstrip("."): claim_iri(r.claim, ids.BASE) for r in feed()}
    there = attributions(truth)
    found: dict[str, list[str]] = {}
    for text, listed in MATCHES.items():
        for name, number in listed:
            if (name, number) in there:
                found.setdefault(statement(there[name, number]), []).append(by_text[text])
    return found


def reviewed_quads(truth: tuple[Extraction, ...], accepted: str | None = None) -> Iterator[Quad]:
    """The reviews, the matches and the contradiction; ``accepted`` is the judgement that accepted all matches."""
    for review in feed():
        yield from review_quads(review, ids.BASE)
    for said, claims in claimed(truth).items():
        yield from match_quads(said, [(c, 0.9, "by hand", accepted) for c in claims])
    there = attributions(truth)
    if LATER in there and EARLIER in there:
        yield from contradiction_quads(statement(there[LATER]), [(statement(there[EARLIER]), 0.6, "by hand")])
