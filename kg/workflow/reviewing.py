"""Judgements of people about who is one speaker: made and undone; each takes effect in the same transaction.

The links of the speakers and the variants follow in later ones.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import NotFoundError, UsageError
from kg.model import Judgement, Verdict
from kg.rdf.judgements import judgement_iri, judgement_quads
from kg.resolve.judging import Judged, judgements, standing
from kg.resolve.loading import Borne, borne, by_speaker, founders, names, pairs
from kg.store.contract import Store
from kg.workflow.linker import Linker
from kg.workflow.naming import full_iri
from kg.workflow.noting import checked, short
from kg.workflow.noting import names as names_it
from kg.workflow.reidentifying import Changes, Remade, identity_changes, speakers_of
from kg.workflow.summary import counted
from kg.workflow.varying import update_variants

LISTED = 8
_WORD = re.compile(r"[^\W_]+")
KINDS = "only persons, organisations, outlets and places are joined across articles"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement, and what was made again; None where it was there already and nothing changed."""

    judgement: Judgement
    done: Remade | None


def judge(
    store: Store, verdict: Verdict, one: str, other: str, *, now: str, note: str | None = None, by: str | None = None
) -> Outcome:
    """Writes that two speakers or entities are the same or different, and makes their identity again.

    Each is an IRI, the beginning of a hash, or a name that means exactly one speaker. A speaker stands for the entity
    that founded it. A judgement of the same pair is revised. NotFoundError for what means nothing or several,
    UsageError for a pair that is one entity and for a judgement that contradicts others, which it names.
    """
    checked(note, by)
    everyone = borne(store)
    first, second = sorted((_meant(store, everyone, one), _meant(store, everyone, other)))
    if first == second:
        raise UsageError(
            f"{one} and {other} are one entity; to part a speaker, name two of its entities (kg speakers --explain)"
        )
    given = judgements(store)
    earlier = next((j for j in standing(given) if (j.one, j.other) == (first, second)), None)
    if earlier and (earlier.verdict, earlier.note, earlier.by) == (verdict, note or None, by or None):
        _follow(store)  # what a run that was cut short did not get to
        return Outcome(earlier, None)
    revises = earlier.iri if earlier else _last(given, first, second)
    made = Judgement(
        judgement_iri(first, second, verdict, note, by, revises), first, second, verdict, note, by, now, revises
    )
    against = [j for j in Judged.of([*given, made]).contradiction() if j.iri != made.iri]
    if against:
        named = "; ".join(f"{short(j.iri)} says {_said(store, j)}" for j in against)
        raise UsageError(f"that contradicts what was judged before: {named}. Undo one of these first (kg review undo)")
    return _written(store, everyone, given, made)


def undo(store: Store, text: str, *, now: str, note: str | None = None, by: str | None = None) -> Outcome:
    """Withdraws a judgement, named by its IRI or the beginning of its hash, by a revision; nothing is deleted."""
    checked(note, by)
    given = judgements(store)
    found = [j for j in given if names_it(j.iri, text)]
    if len(found) != 1:
        reason = (
            "begins more than one judgement: give more digits" if found else "is no judgement: kg review lists them"
        )
        raise NotFoundError(f"{text} {reason}")
    old = found[0]
    if old not in standing(given):
        raise UsageError(f"{short(old.iri)} does not hold any more: it was revised or undone")
    iri = judgement_iri(old.one, old.other, "undone", note, by, old.iri)
    return _written(store, borne(store), given, Judgement(iri, old.one, old.other, "undone", note, by, now, old.iri))


def told(outcome: Outcome) -> str:
    """What an outcome changed, in words."""
    if outcome.done is None:
        return "that is judged already; nothing changed"
    done = outcome.done
    return f"{counted(done.before, 'speaker')} before, {done.after} now; {done.moved} of {done.entities} names moved"


def meant_speakers(store: Store, everyone: Sequence[Borne], text: str) -> list[str]:
    """The speakers (IRIs) that ``text`` may mean: an IRI or hash of one or of its entity, else all of that name.

    A name is first taken whole, whatever its case, else as whole words of a name. NotFoundError where it is none's.
    """
    iri = full_iri(store, text, "speaker", "entity")
    members = by_speaker(everyone)
    if iri in members:
        return [iri]
    of_entity = [b.speaker for b in everyone if b.entity == iri and b.speaker]
    if of_entity:
        return of_entity
    if iri != text or iri.startswith(store.base):
        raise NotFoundError(f"{text} is no speaker that may be joined: {KINDS}")
    called = {s: {b.bearer.name for b in of_it} for s, of_it in members.items()}
    for speaker, (_, name) in names(store).items():
        if speaker in called:
            called[speaker].add(name)
    wanted = _words(text)
    for fits in (str.__eq__, str.__contains__):
        found = [s for s, of_it in called.items() if any(fits(_words(name), wanted) for name in of_it)]
        if found and wanted.strip():
            return sorted(found, key=lambda s: (-len(members[s]), s))
    raise NotFoundError(f"no speaker is called {text!r}")


def _meant(store: Store, everyone: Sequence[Borne], text: str) -> str:
    """The one entity that ``text`` stands for; NotFoundError lists the speakers where it may mean several."""
    iri = full_iri(store, text, "speaker", "entity")
    if any(b.entity == iri for b in everyone):
        return iri
    found = meant_speakers(store, everyone, text)
    members = by_speaker(everyone)
    if len(found) > 1:
        shown = "; ".join(f"{short(s)} {_described(members[s])}" for s in found[:LISTED])
        more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise NotFoundError(f"{text!r} means {len(found)} speakers, name one by its hash: {shown}{more}")
    return founders(store, {found[0]: members[found[0]]})[found[0]]


def _described(members: Sequence[Borne]) -> str:
    roles = dict.fromkeys(role for b in members for role in b.bearer.roles)
    told = ", ".join([*list(roles)[:2], f"in {len({b.article for b in members})} article(s)"])
    return f"{members[0].bearer.name} ({told})"


def _written(store: Store, everyone: Sequence[Borne], given: Sequence[Judgement], made: Judgement) -> Outcome:
    changes = _changes(store, everyone, given, made)
    store.write([*judgement_quads(made), *changes.add], remove=changes.remove)
    store.flush()
    _follow(store)
    return Outcome(made, changes.done)


def _follow(store: Store) -> None:
    Linker.of(store).refresh()
    update_variants(store)


def _changes(store: Store, everyone: Sequence[Borne], given: Sequence[Judgement], made: Judgement) -> Changes:
    concerned = {made.one, made.other}
    for judged in (Judged.of(given), Judged.of([*given, made])):
        groups = {judged.groups.get(e) for e in (made.one, made.other)}
        concerned |= {e for e, group in judged.groups.items() if group in groups}
    return identity_changes(store, everyone, [*given, made], speakers_of(everyone, concerned))


def _last(given: Iterable[Judgement], one: str, other: str) -> str | None:
    """The judgement of a pair that none revises: where it was undone, the undoing."""
    every = tuple(given)
    revised = {j.revises for j in every}
    return next((j.iri for j in every if (j.one, j.other) == (one, other) and j.iri not in revised), None)


def _said(store: Store, j: Judgement) -> str:
    called = names_of(store, {j.one, j.other})
    return f"{called.get(j.one, short(j.one))} and {called.get(j.other, short(j.other))} are {j.verdict}"


def names_of(store: Store, entities: set[str]) -> dict[str, str]:
    """The names of entities (IRIs)."""
    listed = " ".join(f"<{e}>" for e in sorted(entities) if not re.search(r'[\x00-\x20<>"{}|^`\\]', e))
    return pairs(store, f"SELECT ?entity ?name WHERE {{ VALUES ?entity {{ {listed} }} ?entity schema:name ?name }}")


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.casefold()), ""])
