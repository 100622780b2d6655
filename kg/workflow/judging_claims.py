"""Reviews that people make of claims, and of what statements claim."""

import re

from kg.check.claims import loading
from kg.check.claims.matching import Said
from kg.claims import LABELS, PLACES, Claim, Rating, RatingName, Review
from kg.errors import UsageError
from kg.ingest import dates, urls
from kg.rdf.claims import claim_iri, own_review_quads
from kg.statements import Statement, statements
from kg.store.contract import Store
from kg.workflow import pairing
from kg.workflow.naming import named
from kg.workflow.noting import checked

BEST, WORST = "5", "1"
OPENING, CLOSING = "“‘«„\"'", "”’»“\"'"


def review(
    store: Store, target: str, rating: RatingName, url: str, by: str, *, now: str, note: str | None = None,
    organisation: bool = False, published: str | None = None,
) -> Review:  # fmt: skip
    """Records one's own review of a claim, or of what a statement claims.

    Reviewing a statement also accepts that it makes that claim; ``match`` finds the others that do. Another review of
    the claim by the same name takes the place of the earlier one. UsageError for an address or a day that is none,
    NotFoundError for an unknown target.
    """
    checked(note, by)
    if not by.strip():
        raise UsageError("a review needs a name: --by NAME")
    try:
        address, day = urls.canonical(url), dates.iso(published) if published else now[:10]
    except ValueError as e:
        raise UsageError(str(e)) from e
    iri = named(store, target, "statement", "claim")
    statement = _statement(store, iri)
    claim = Claim(worded(statement.text), statement.name, statement.published) if statement else _claim(store, iri)
    value = str(PLACES[rating]) if rating in PLACES else None
    best, worst = (BEST, WORST) if value else (None, None)
    made = Review(address, claim, Rating(LABELS[rating], value, best, worst, rating), by, day)
    target = claim_iri(claim, store.base)
    held = next((r for r in loading.reviews(store) if r.own and r.claim == target and r.reviewer == by), None)
    if held is None or (held.rating, held.url, held.published, held.note) != (rating, address, day, note):
        revises = held.iri if held else None
        own = own_review_quads(
            made, store.base, by=by, created=now, note=note, revises=revises, organisation=organisation
        )
        store.write(sorted(set(own), key=str))
        store.flush()
    if statement is not None:
        pairing.judge(store, "match", "accepted", statement.iri, target, now=now, note=note, by=by)
    return made


def worded(text: str) -> str:
    """A statement's words as a claim: without the "that" before them and the marks around them."""
    bare = re.sub(r"^that\s+", "", text.strip())
    if bare[:1] in OPENING and bare[-1:] in CLOSING and not re.search(r"[“”«»\"…]", bare[1:-1]):
        bare = bare[1:-1].rstrip(" ,")
    return bare[:1].upper() + bare[1:]


def _statement(store: Store, iri: str) -> Statement | None:
    if not iri.startswith(f"{store.base}statement/"):
        return None
    ((article,),) = store.select(f"SELECT ?article WHERE {{ <{iri}> schema:isPartOf ?article }} LIMIT 1").rows
    return next(s for s in statements(store, [str(article)], withdrawn=True) if s.iri == iri)


def _claim(store: Store, iri: str) -> Claim:
    found: Said = next(c for c in loading.claims(store) if c.iri == iri)
    return Claim(found.text, found.speaker)
