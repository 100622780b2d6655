"""What follows from the judgements of an article's attributions, as values: pure, so made again at any time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg import ids
from kg.model import Attribution, Entity, Extraction
from kg.rdf import derived
from kg.rdf.corrections import correction_quads
from kg.rdf.judged import AttributionJudgement, Corrected
from kg.review.anchoring import met, spans
from kg.store.contract import Quad

REJECTED = ("rejected", "corrected")


@dataclass(frozen=True, slots=True)
class Effects:
    """The judgement that holds for each attribution (IRI), the last where there are several; what is corrected; the
    entities that the article has only because a person named them; and the judgements that lost their place.
    """

    extraction: Extraction
    judged: Mapping[str, AttributionJudgement]
    corrected: tuple[Corrected, ...] = ()
    entities: tuple[Entity, ...] = ()
    lost: tuple[tuple[AttributionJudgement, str], ...] = ()

    def status(self, *, old: bool) -> list[Quad]:
        """The marks of the status graph; in an ``old`` version what is corrected is withdrawn as well."""
        base = ids.split(self.extraction.article.iri)[0]
        pairs = [(a, j.iri) for a, j in self.judged.items()]
        pairs += [(c.attribution.iri, c.judgement) for c in self.corrected]
        gone = [a for a, j in self.judged.items() if j.verdict in REJECTED]
        gone += [c.attribution.iri for c in self.corrected if old]
        return [*derived.judged_quads(pairs, base), *derived.withdrawn_quads(gone, base)]

    def corrections(self) -> list[Quad]:
        """The graph of corrections."""
        x = self.extraction
        new = {e.iri for e in self.entities}
        everyone = (*x.entities, *self.entities)
        return list(correction_quads(x.article, everyone, new, self.corrected, self._relays()))

    def spoken(self) -> list[tuple[str, str]]:
        """The corrected statements and the entities that make them (IRIs)."""
        by_id = {e.id: e.iri for e in (*self.extraction.entities, *self.entities)}
        made = [c.attribution for c in self.corrected]
        return [(ids.corrected_statement_iri(a.iri, a.content), by_id[a.speaker]) for a in made if a.speaker]

    def stated(self) -> list[tuple[str, Attribution, Attribution]]:
        """The statement (IRI) of each attribution that was read, as it counts now, and that attribution as read.

        Of a corrected one the statement is that of the correction.
        """
        made = {c.original: c.attribution for c in self.corrected}
        found = []
        for read in self.extraction.attributions:
            now = made.get(read.iri, read)
            article = self.extraction.article.iri
            iri = ids.statement_iri(article, read.content)
            if now is not read:
                iri = ids.corrected_statement_iri(now.iri, now.content)
            found.append((iri, now, read))
        return found

    def whole(self) -> Extraction:
        """The extraction with the corrected attributions and new entities beside what was read."""
        x = self.extraction
        attributions = (*x.attributions, *(c.attribution for c in self.corrected))
        return replace(x, entities=(*x.entities, *self.entities), attributions=attributions)

    def _relays(self) -> list[tuple[str, str]]:
        """The relays that a corrected attribution has a part in, while the inner cue lies in the outer content."""
        now = {c.original: c.attribution for c in self.corrected}
        read = {a.id: a for a in self.extraction.attributions}
        pairs = []
        for a in self.extraction.attributions:
            if a.within is not None and (a.iri in now or read[a.within].iri in now):
                outer, inner = now.get(read[a.within].iri, read[a.within]), now.get(a.iri, a)
                if any(span.holds(cue) for span in outer.content for cue in inner.cue):
                    pairs.append((outer.iri, inner.iri))
        return pairs


def effects(extraction: Extraction, judgements: Iterable[AttributionJudgement]) -> Effects:
    """What ``judgements``, of which all hold, make of an extraction."""
    found = met(extraction, judgements)
    lost = list(found.lost)
    judged: dict[str, AttributionJudgement] = {}
    corrected: list[Corrected] = []
    entities: list[Entity] = []
    for a in extraction.attributions:
        if a.iri not in found.by_attribution:
            continue
        j = found.by_attribution[a.iri][-1]
        if j.correction is not None:
            made = _corrected(extraction, a, j, entities)
            if isinstance(made, str):
                lost.append((j, f"of the correction: {made}"))
                continue
            corrected.append(made)
        judged[a.iri] = j
    return Effects(extraction, judged, tuple(corrected), tuple(entities), tuple(lost))


def _corrected(x: Extraction, a: Attribution, j: AttributionJudgement, entities: list[Entity]) -> Corrected | str:
    """The attribution as corrected; takes a speaker who is new in the article into ``entities``."""
    assert j.correction is not None
    source, content = (spans(x, j.article, given) for given in (j.correction.source, j.correction.content))
    if isinstance(source, str):
        return source
    if isinstance(content, str):
        return content
    speaker = _speaker(x, j, entities)
    type_ = j.correction.type
    made = replace(
        a,
        id=f"{a.id}*",
        iri=ids.corrected_iri(x.article.iri, a.cue, content, source, type_, speaker.iri if speaker else None),
        source=source,
        content=content,
        type=type_,
        speaker=speaker.id if speaker else None,
        speaker_confidence=None,
        candidates=(),
        source_inferred=not a.cue or (a.source_inferred and source == a.source),
        confidence=None,
    )
    return Corrected(a.iri, made, j.iri)


def _speaker(x: Extraction, j: AttributionJudgement, entities: list[Entity]) -> Entity | None:
    """The entity that a correction names: the very one, else the only one of its kind and name, else a new one."""
    c = j.correction
    if c is None or c.speaker is None or c.kind is None or c.name is None:
        return None
    everyone = [*x.entities, *entities]
    alike = [e for e in everyone if (e.kind, e.name) == (c.kind, c.name)]
    found = next((e for e in everyone if e.iri == c.speaker), None) or (alike[0] if len(alike) == 1 else None)
    if found is None:
        iri = ids.entity_iri(x.article.iri, c.kind, c.name, len(alike) + 1)
        found = Entity(f"e{len(everyone) + 1}", iri, c.kind, c.name)
        entities.append(found)
    return found
