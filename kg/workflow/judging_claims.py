"""What people decide about claims: that a statement makes one or does not, and reviews of their own."""

import re
from collections.abc import Iterable

from kg.check.claims import loading
from kg.check.claims.loading import MatchJudgement
from kg.check.claims.matching import Said
from kg.claims import LABELS, PLACES, Claim, Rating, RatingName, Review
from kg.errors import NotFoundError, UsageError
from kg.ingest import dates, urls
from kg.rdf.claims import claim_iri, own_review_quads
from kg.rdf.links import LinkJudgement, LinkVerdict, judgement_iri, judgement_quads
from kg.statements import Statement, statements
from kg.store.contract import Quad, Store
from kg.workflow.claims import rejudged
from kg.workflow.naming import full_iri

LONGEST = 10_000
"""Characters of a note or a name."""
BEST, WORST = "5", "1"
OPENING, CLOSING = "“‘«„\"'", "”’»“\"'"


def judge(
    store: Store,
    verdict: LinkVerdict,
    one: str,
    claim: str,
    *,
    now: str,
    note: str | None = None,
    by: str | None = None,
) -> bool:
    """Records that a statement (or claim) makes a claim, or does not; its candidates follow.

    False where that is decided already. NotFoundError for what is no statement or claim, UsageError for one with
    itself.
    """
    checked(note, by)
    said = named(store, one, "statement", "claim")
    target = named(store, claim, "claim")
    if said == target:
        raise UsageError("that is one claim: name two")
    made = _judgement(store, verdict, said, target, now, note, by)
    if made is None:
        _written(store, (), said)  # what a run that was cut short did not get to
        return False
    _written(store, judgement_quads(made, store.base), said)
    return True


def _written(store: Store, quads: Iterable[Quad], subject: str | None) -> None:
    """Writes a judgement, then the candidates of its statement or claim; the second can be repeated."""
    store.write(sorted(quads, key=str))
    if subject is not None:
        add, remove = rejudged(store, subject)
        store.write(sorted(add, key=str), remove=sorted(remove, key=str))
    store.flush()


def _judgement(
    store: Store, verdict: LinkVerdict, said: str, target: str, now: str, note: str | None, by: str | None
) -> LinkJudgement | None:
    """The judgement to write; None where the one that holds says the same."""
    holds: MatchJudgement | None = loading.standing(loading.judged(store)).get((said, target))
    if holds and (holds.verdict, holds.note, holds.by) == (verdict, note or None, by or None):
        return None
    revises = holds.iri if holds else None
    iri = judgement_iri(said, target, verdict, note, by, revises, store.base)
    return LinkJudgement(iri, said, target, verdict, note, by, now, revises)


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
    if held and (held.rating, held.url, held.published, held.note) == (rating, address, day, note):
        return made
    own = own_review_quads(
        made, store.base, by=by, created=now, note=note, revises=held.iri if held else None, organisation=organisation
    )
    add = set(own)
    if statement is not None:
        accepted = _judgement(store, "accepted", statement.iri, target, now, note, by)
        add.update(judgement_quads(accepted, store.base) if accepted else ())
    _written(store, add, statement.iri if statement else None)
    return made


def worded(text: str) -> str:
    """A statement's words as a claim: without the "that" before them and the marks around them."""
    bare = re.sub(r"^that\s+", "", text.strip())
    if bare[:1] in OPENING and bare[-1:] in CLOSING and not re.search(r"[“”«»\"…]", bare[1:-1]):
        bare = bare[1:-1].rstrip(" ,")
    return bare[:1].upper() + bare[1:]


def named(store: Store, text: str, *kinds: str) -> str:
    """The IRI of a statement or claim that ``text`` names: itself, or the first digits of its hash."""
    iri = full_iri(store, text, *kinds)
    if not any(iri.startswith(f"{store.base}{kind}/") for kind in kinds) or not _exists(store, iri):
        what = " or ".join(kinds)
        raise NotFoundError(
            f"{text} is no {what} of this store: give its IRI, or six digits of its hash ({kinds[0]}/...)"
        )
    return iri


def checked(*texts: str | None) -> None:
    """UsageError for a note or name that no graph should hold."""
    for text in texts:
        if text is not None and len(text) > LONGEST:
            raise UsageError(f"a note or name of {len(text):,} characters: {LONGEST:,} are allowed")
        if text is not None and re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text):
            raise UsageError("the note or the name holds a character that is no text")


def _exists(store: Store, iri: str) -> bool:
    if re.search(r'[\x00-\x20<>"{}|^`\\]', iri):
        return False
    return store.select(f"ASK {{ <{iri}> schema:text ?text }}").rows == ((True,),)


def _statement(store: Store, iri: str) -> Statement | None:
    if not iri.startswith(f"{store.base}statement/"):
        return None
    ((article,),) = store.select(f"SELECT ?article WHERE {{ <{iri}> schema:isPartOf ?article }} LIMIT 1").rows
    return next(s for s in statements(store, [str(article)], withdrawn=True) if s.iri == iri)


def _claim(store: Store, iri: str) -> Claim:
    found: Said = next(c for c in loading.claims(store) if c.iri == iri)
    return Claim(found.text, found.speaker)
