"""Judgements of attributions: made, undone, noted; each is written with all that follows from it in one transaction.

The links of a speaker whom a person named, and the variants, follow in later ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import ids
from kg.errors import NotFoundError, UsageError
from kg.model import Attribution, AttributionVerdict, EntityKind, Extraction, QuoteType, Span
from kg.rdf import evidence
from kg.rdf.judged import (
    AttributionJudgement,
    Correction,
    Passage,
    attribution_judgement_iri,
    attribution_judgement_quads,
)
from kg.review.effects import REJECTED, Effects, effects
from kg.review.loading import Judgements, attribution_judgements
from kg.review.places import entity_of, spans_of
from kg.store.contract import Store
from kg.workflow.linker import Linker
from kg.workflow.matched import settle
from kg.workflow.naming import full_iri
from kg.workflow.noting import checked, short
from kg.workflow.restating import judged_again
from kg.workflow.varying import update_variants

ORIGINAL = """
SELECT ?article ?original WHERE {{
  <{iri}> a hs:Attribution ; schema:isPartOf ?article OPTIONAL {{ <{iri}> prov:wasRevisionOf ?original }}
}}"""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person puts in the place of what was read; None leaves a part as it is, () a source that is named nowhere.

    A span is "start-end" or words; the speaker an IRI or a name, "" for nobody known; ``kind`` is that of a new name.
    """

    source: tuple[str, ...] | None = None
    content: tuple[str, ...] | None = None
    speaker: str | None = None
    kind: EntityKind | None = None
    type: QuoteType | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """A judgement; ``changed`` is False where it was there already; ``named`` if the speaker is new in the article.

    ``attribution`` (IRI) is the one that stands now: the corrected one where there is one.
    """

    judgement: AttributionJudgement
    changed: bool
    attribution: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as read, and as a person left it, with all judgements of the store."""

    extraction: Extraction
    read: Attribution
    effects: Effects
    given: tuple[AttributionJudgement, ...]

    @property
    def held(self) -> AttributionJudgement | None:
        """The judgement that holds."""
        return self.effects.judged.get(self.read.iri)

    @property
    def present(self) -> Attribution:
        """The attribution as it counts: corrected, or as read."""
        made = (c.attribution for c in self.effects.corrected if c.original == self.read.iri)
        return next(made, self.read)


def assess(
    store: Store,
    verdict: AttributionVerdict,
    text: str,
    *,
    now: str,
    note: str | None = None,
    by: str | None = None,
    change: Change | None = None,
) -> Assessed:
    """Writes what a person decided about an attribution, named by its IRI or the beginning of its hash.

    A judgement that holds for it is revised; the same again changes nothing. A corrected attribution stands for the
    one that it corrects. NotFoundError for what names none, UsageError for a correction that changes nothing or has no
    place in the article, and for accepting what a person has corrected.
    """
    checked(note, by, *((change.speaker, *(change.source or ()), *(change.content or ())) if change else ()))
    found = found_attribution(store, text)
    if verdict == "accepted" and found.held is not None and found.held.verdict == "corrected":
        raise UsageError(
            f"{short(found.read.iri)} was corrected, which counts as reviewed; to go back to what was read, "
            f"kg review undo {short(found.held.iri)}"
        )
    correction, named = _correction(found, change) if change is not None else (None, False)
    made = _made(found, verdict, note, by, now, correction)
    if found.held is not None and _same(found.held, made):
        _follow(store)  # what a run that was cut short did not get to
        return Assessed(found.held, False, found.present.iri)
    return replace(_written(store, found, made), named=named)


def annotate(store: Store, text: str, note: str, *, now: str, by: str | None = None) -> Assessed:
    """Writes a note on an attribution: what was decided stays decided, with the new note; else it is undecided."""
    if not note.strip():
        raise UsageError("a note needs words")
    checked(note, by)
    found = found_attribution(store, text)
    held = found.held
    by = by or (held.by if held else None)
    made = _made(found, held.verdict if held else "undecided", note, by, now, held.correction if held else None)
    if held is not None and _same(held, made):
        _follow(store)  # what a run that was cut short did not get to
        return Assessed(held, False, found.present.iri)
    return _written(store, found, made)


def undo(
    store: Store, judgement: AttributionJudgement, *, now: str, note: str | None = None, by: str | None = None
) -> Assessed:
    """Withdraws a judgement that holds, by a revision; nothing is deleted."""
    given = attribution_judgements(store)
    iri = attribution_judgement_iri(judgement.attribution, "undone", note, by, judgement.iri)
    made = replace(
        judgement, iri=iri, verdict="undone", note=note or None, by=by or None, created=now, revises=judgement.iri,
        correction=None,
    )  # fmt: skip
    _check_new(given, made)
    return _write(store, _extraction(store, judgement.article), given, made)


def found_attribution(store: Store, text: str) -> Found:
    """The attribution that ``text`` names, as read and as judged; NotFoundError where it names none."""
    iri = full_iri(store, text, "attribution")
    ours = re.fullmatch(re.escape(store.base) + "attribution/[0-9a-f]{20}", iri)
    rows = store.select(ORIGINAL.format(iri=iri)).rows if ours else ()
    if not rows:
        raise NotFoundError(f"no attribution is {text}: kg statements and kg review queue show them")
    article, original = str(rows[0][0]), next((str(o) for _, o in rows if o is not None), iri)
    extraction = _extraction(store, article)
    given = attribution_judgements(store)
    read = next((a for a in extraction.attributions if a.iri == original), None)
    if read is None:
        raise NotFoundError(f"{text} is no attribution of its article any more")
    return Found(extraction, read, effects(extraction, Judgements.of(given).about(extraction.article)), given)


def _correction(found: Found, change: Change) -> tuple[Correction, bool]:
    """What is right after a change, and whether its speaker is new in the article."""
    text, now = found.extraction.article.text, found.present
    everyone = found.effects.whole()
    spans = [*now.source, *now.cue, *now.content]
    near = Span(min(s.start for s in spans), max(s.end for s in spans))
    source = now.source if change.source is None else spans_of(text, change.source, near)
    content = now.content if change.content is None else spans_of(text, change.content, near)
    if not content:
        raise UsageError("a correction needs content; to say that nothing is attributed here, reject it")
    speaker = next((e for e in everyone.entities if e.id == now.speaker), None)
    said = None if speaker is None else (speaker.iri, speaker.kind, speaker.name)
    named = False
    if change.speaker is not None:
        said = None
        if change.speaker:
            entity, name = entity_of(everyone, change.speaker, change.kind)
            named = entity is None
            kind = entity.kind if entity else change.kind or "person"
            said = (entity.iri if entity else ids.entity_iri(everyone.article.iri, kind, name), kind, name)
    passages = [tuple(Passage.of(text, span) for span in of_it) for of_it in (source, content)]
    made = Correction(passages[0], passages[1], change.type or now.type, *(said or (None, None, None)))
    read = found.read
    first = next((e.iri for e in everyone.entities if e.id == read.speaker), None)
    if (source, content, made.type, made.speaker) == (read.source, read.content, read.type, first):
        raise UsageError("that is as it was read: accept it, or undo the correction")
    return made, named


def _made(
    found: Found,
    verdict: AttributionVerdict,
    note: str | None,
    by: str | None,
    now: str,
    correction: Correction | None,
) -> AttributionJudgement:
    article, held = found.extraction.article, found.held
    revises = held.iri if held else _last(found.given, found.read.iri)
    iri = attribution_judgement_iri(found.read.iri, verdict, note, by, revises, correction)
    passages = tuple(Passage.of(article.text, span) for span in found.read.content)
    return AttributionJudgement(
        iri, found.read.iri, article.iri, article.url, passages, verdict, note or None, by or None, now, revises,
        correction,
    )  # fmt: skip


def _same(held: AttributionJudgement, made: AttributionJudgement) -> bool:
    one, other = ((j.verdict, j.note, j.by, j.correction) for j in (held, made))
    return one == other


def _last(given: Sequence[AttributionJudgement], attribution: str) -> str | None:
    """The judgement of an attribution that none revises, the last of several: where it was undone, the undoing."""
    revised = {j.revises for j in given}
    return next((j.iri for j in reversed(given) if j.attribution == attribution and j.iri not in revised), None)


def _written(store: Store, found: Found, made: AttributionJudgement) -> Assessed:
    _check_new(found.given, made)
    return _write(store, found.extraction, found.given, made)


def _check_new(given: Sequence[AttributionJudgement], made: AttributionJudgement) -> None:
    if any(j.iri == made.iri for j in given):
        raise UsageError(f"{short(made.iri)} is on record already and was revised: say in a --note what is new")


def _write(
    store: Store, extraction: Extraction, given: Sequence[AttributionJudgement], made: AttributionJudgement
) -> Assessed:
    after = (*given, made)
    changes = judged_again(store, extraction, after)
    store.write([*attribution_judgement_quads(made), *changes.add], remove=changes.remove, replace=changes.replace)
    store.flush()
    if changes.named:
        Linker.of(store).refresh()
    before = next((j.verdict for j in given if j.iri == made.revises), None)
    if made.verdict in REJECTED or before in REJECTED:
        _follow(store)
    now = effects(extraction, Judgements.of(after).about(extraction.article))
    corrected = (c.attribution.iri for c in now.corrected if c.original == made.attribution)
    return Assessed(made, True, next(corrected, made.attribution))


def _follow(store: Store) -> None:
    """Makes what rests on statements follow: the utterances, and the matches that people accepted."""
    update_variants(store)
    settle(store)


def _extraction(store: Store, article: str) -> Extraction:
    return evidence.extraction(store.quads(ids.evidence_graph(article)))
