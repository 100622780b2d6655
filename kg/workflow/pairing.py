"""Judgements of variants and of matches: made, undone, noted.

A judgement of a match is written with the candidates that follow from it, in one transaction; after one of a variant
the utterances follow in a second, and where that was cut short, the same judgement again or the next update writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import ids
from kg.errors import NotFoundError, UsageError
from kg.model import Judgement
from kg.rdf.paired import PairJudgement, PairKind, PairVerdict, Side, pair_judgement_iri, pair_judgement_quads
from kg.resolve.judging import Judged
from kg.review.pairs import ordered, pair_judgements, standing
from kg.store.contract import Store
from kg.workflow.matched import settled
from kg.workflow.naming import named
from kg.workflow.noting import checked, short
from kg.workflow.placing import Placed, placed_pairs, side_of
from kg.workflow.varying import update_variants

SELF = {"variant": "that is one statement: name two", "match": "that is one claim: name two"}


@dataclass(frozen=True, slots=True)
class Paired:
    """A judgement; ``changed`` is False where it was there already."""

    judgement: PairJudgement
    changed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are judged together (IRIs), the claim last, with what was decided about them and all judgements."""

    one: str
    other: str
    given: tuple[PairJudgement, ...]
    placed: tuple[Placed, ...]

    @property
    def held(self) -> PairJudgement | None:
        """The judgement that holds for them."""
        mine = {self.one, self.other}
        return next((p.judgement for p in reversed(self.placed) if any(set(pair) == mine for pair in p.pairs)), None)


def found_pair(store: Store, kind: PairKind, one: str, other: str) -> Pair:
    """The pair that two identifiers name; NotFoundError for what is none, UsageError for one with itself."""
    first = named(store, one, *(("statement", "claim") if kind == "match" else ("statement",)))
    second = named(store, other, "claim" if kind == "match" else "statement")
    if first == second:
        raise UsageError(SELF[kind])
    given = pair_judgements(store)
    return Pair(*ordered(first, second), given, placed_pairs(store, given))


def judge(
    store: Store,
    kind: PairKind,
    verdict: PairVerdict,
    one: str,
    other: str,
    *,
    now: str,
    note: str | None = None,
    by: str | None = None,
) -> Paired:
    """Writes what a person decided about two statements, or a statement or claim and a claim.

    Each is an IRI or the beginning of its hash. A judgement of the same pair is revised; the same again changes
    nothing but what a run that was cut short did not get to.
    NotFoundError for what is no statement or claim, UsageError for one with itself and for a judgement of variants that
    contradicts others, which it names.
    """
    checked(note, by)
    pair = found_pair(store, kind, one, other)
    held = pair.held
    if held is not None and (held.verdict, held.note, held.by) == (verdict, note or None, by or None):
        _write(store, pair.given, (), kind)
        return Paired(held, False)
    revises = held.iri if held else _last(pair)
    iri = pair_judgement_iri(pair.one, pair.other, verdict, note, by, revises)
    sides = (_side(store, pair.one), _side(store, pair.other))
    made = PairJudgement(iri, *sides, verdict, note or None, by or None, now, revises)
    if kind == "variant":
        _consistent(store, pair, made)
    _write(store, pair.given, (made,), kind)
    return Paired(made, True)


def annotate(
    store: Store, kind: PairKind, one: str, other: str, note: str, *, now: str, by: str | None = None
) -> Paired:
    """Writes a note on a pair: what was decided stays decided, with the new note; else it is undecided."""
    if not note.strip():
        raise UsageError("a note needs words")
    held = found_pair(store, kind, one, other).held
    verdict = held.verdict if held else "undecided"
    return judge(store, kind, verdict, one, other, now=now, note=note, by=by or (held.by if held else None))


def undo(store: Store, old: PairJudgement, *, now: str, note: str | None = None, by: str | None = None) -> Paired:
    """Withdraws a judgement by a revision; nothing is deleted. UsageError for one that does not hold any more."""
    checked(note, by)
    given = pair_judgements(store)
    if old not in standing(given):
        raise UsageError(f"{short(old.iri)} does not hold any more: it was revised or undone")
    iri = pair_judgement_iri(old.one.iri, old.other.iri, "undone", note, by, old.iri)
    made = replace(old, iri=iri, verdict="undone", note=note or None, by=by or None, created=now, revises=old.iri)
    _write(store, given, (made,), old.kind)
    return Paired(made, True)


def _write(store: Store, given: Sequence[PairJudgement], made: Sequence[PairJudgement], kind: PairKind) -> None:
    quads = [q for j in made for q in pair_judgement_quads(j)]
    if kind == "match":
        add, remove = settled(store, placed_pairs(store, (*given, *made)))
        store.write([*quads, *add], remove=remove)
        store.flush()
        return
    store.write(quads)
    store.flush()
    update_variants(store)


def _side(store: Store, iri: str) -> Side:
    """A claim, or a statement with its words; NotFoundError for one without an attribution that counts or was read."""
    side = side_of(store, iri)
    if ids.split(iri)[1] == "statement" and not side.passages:
        raise NotFoundError(f"{short(iri)} is a statement of no attribution that counts or was read")
    return side


def _last(pair: Pair) -> str | None:
    """The judgement of a pair that none revises: where it was undone, the undoing."""
    revised = {j.revises for j in pair.given}
    mine = [j for j in pair.given if {j.one.iri, j.other.iri} == {pair.one, pair.other} and j.iri not in revised]
    return mine[-1].iri if mine else None


def _consistent(store: Store, pair: Pair, made: PairJudgement) -> None:
    """UsageError where variants would be both one utterance and not."""
    told = [(p.judgement, p.now) for p in pair.placed if p.now and p.judgement.iri != made.revises]
    graph = [
        Judgement(j.iri, *pair_now, "same" if j.verdict == "accepted" else "different", j.note, j.by, j.created)
        for j, pair_now in (*told, (made, (pair.one, pair.other)))
        if j.kind == "variant" and j.verdict in ("accepted", "rejected")
    ]
    against = [j for j in Judged.of(graph).contradiction() if j.iri != made.iri]
    if against:
        verdicts = {"same": "one utterance", "different": "two utterances"}
        said = "; ".join(
            f"{short(j.iri)} says {short(j.one)} and {short(j.other)} are {verdicts[j.verdict]}" for j in against
        )
        raise UsageError(f"that contradicts what was judged before: {said}. Undo one of these first (kg review undo)")
