"""``kg ingest case.zip``: what a colleague handed on, taken into the store, with their judgements as theirs."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg import interchange
from kg.errors import FormatError, InputError
from kg.export.crate import EXTRACTIONS, JUDGEMENTS, original_name
from kg.ingest.archive import Archive, opened
from kg.model import Article, Judgement, Original, Run
from kg.rdf.judged import AttributionJudgement, attribution_judgement_quads
from kg.rdf.judgements import judgement_quads
from kg.rdf.literals import moment_text
from kg.resolve.judging import Judged, judgements
from kg.resolve.loading import borne
from kg.review.loading import attribution_judgements, standing
from kg.review.saved import from_line
from kg.store.contract import Quad, Store
from kg.workflow.given import own
from kg.workflow.linker import Linker
from kg.workflow.noting import short
from kg.workflow.reidentifying import identity_changes, speakers_of
from kg.workflow.restating import everything_restated
from kg.workflow.storing import IngestReport, Read, ingest_read
from kg.workflow.varying import update_variants

OnItem = Callable[[Article | InputError], None]


@dataclass(slots=True)
class Received:
    """What was taken in: the articles, the judgements that are new, and why others were left out."""

    ingest: IngestReport
    judged: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)


def receive(store: Store, path: str, on_item: OnItem = lambda item: None) -> Received:
    """Takes in the case at ``path``; InputError for an archive that is none, and nothing is written.

    A bad article or judgement is told to ``on_item`` and the rest goes on. A judgement that goes against one of this
    store, or has no place in it, is left out, and named.
    """
    with opened(path) as archive:
        if not {EXTRACTIONS, JUDGEMENTS} <= archive.names:
            raise InputError(path, "no case of kg export: it has no extractions.jsonl and judgements.jsonl")
        articles: dict[str, Article] = {}
        received = Received(ingest_read(store, _read(archive, path, store.base, articles), on_item))
        given: list[AttributionJudgement | Judgement] = []
        for number, line in enumerate(archive.lines(JUDGEMENTS), 1):
            try:
                given.append(from_line(line, articles, store.base))
            except FormatError as e:
                received.ingest.errors += 1
                on_item(InputError(f"{path}: {JUDGEMENTS}:{number}", str(e)))
    _judge_attributions(store, [j for j in given if isinstance(j, AttributionJudgement)], received)
    _judge_identities(store, [j for j in given if isinstance(j, Judgement)], received)
    if received.judged:
        Linker.of(store).refresh()
        update_variants(store)
    return received


def _read(archive: Archive, path: str, base: str, articles: dict[str, Article]) -> Iterator[Read | InputError]:
    """What was read in each article; those that can be believed are put into ``articles``."""
    for number, line in enumerate(archive.lines(EXTRACTIONS), 1):
        try:
            data = json.loads(line)
            extraction = own(interchange.from_json(data, base), base)
            run = _run(data.get("run"))
            article = replace(extraction.article, original=_original(data.get("original"), archive))
        except (FormatError, ValueError, RecursionError) as e:
            yield InputError(f"{path}: {EXTRACTIONS}:{number}", str(e))
            continue
        articles[article.iri] = article
        yield replace(extraction, article=article), run


def _run(data: Any) -> Run:
    found = [data.get(key) for key in ("model", "software", "ended")] if isinstance(data, dict) else [None]
    if not all(isinstance(x, str) and x.isprintable() and 0 < len(x) < 200 for x in found):
        raise FormatError("run: an object with model, software and ended is needed")
    run = Run(*found)
    if moment_text(run.ended) != run.ended or "T" not in run.ended:
        raise FormatError("run.ended: a date-time such as 2022-03-01T10:00:00Z is needed")
    return run


def _original(sha256: Any, archive: Archive) -> Original | None:
    if sha256 is None:
        return None
    if not isinstance(sha256, str) or len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise FormatError("original: a SHA-256 in hexadecimal or null is needed")
    name = original_name(sha256)
    body = archive.read(name) if name in archive.names else b""
    if body and hashlib.sha256(body).hexdigest() != sha256:
        raise FormatError(f"{name}: it is not what its name says")
    return Original(sha256, "text/html", body)


def _judge_attributions(store: Store, given: Sequence[AttributionJudgement], received: Received) -> None:
    """Writes the judgements that are new, but those of what was decided otherwise here."""
    there = attribution_judgements(store)
    known, theirs = {j.iri for j in there}, {j.iri for j in given}
    mine = {j.attribution: j for j in standing(there) if j.iri not in theirs}
    last = {j.attribution: j for j in standing(given)}
    quads: list[Quad] = []
    for j in given:
        held, new = mine.get(j.attribution), last.get(j.attribution)
        if j.iri in known:
            received.known += 1
        elif held is not None and new is not None and (held.verdict, held.correction) != (new.verdict, new.correction):
            received.left_out.append(f"{short(j.iri)} ({j.verdict}): here {short(held.iri)} says {held.verdict}")
        else:
            quads += attribution_judgement_quads(j)
            received.judged += 1
    if quads:
        store.write(quads)
        everything_restated(store)


def _judge_identities(store: Store, given: Sequence[Judgement], received: Received) -> None:
    """Writes the judgements that are new and contradict none, with what follows for the speakers, at once."""
    held, everyone = list(judgements(store)), borne(store)
    known, entities = {j.iri for j in held}, {b.entity for b in everyone}
    new: list[Judgement] = []
    for j in given:
        if j.iri in known:
            received.known += 1
        elif not {j.one, j.other} <= entities:
            received.left_out.append(f"{short(j.iri)} ({j.verdict}): it is about names that are not in this store")
        elif against := [k for k in Judged.of([*held, *new, j]).contradiction() if k.iri != j.iri]:
            named = ", ".join(short(k.iri) for k in against)
            received.left_out.append(f"{short(j.iri)} ({j.verdict}): it contradicts {named}")
        else:
            new.append(j)
            received.judged += 1
    if new:
        concerned = {e for j in new for e in (j.one, j.other)}
        changes = identity_changes(store, everyone, [*held, *new], speakers_of(everyone, concerned))
        quads = [q for j in new for q in judgement_quads(j)]
        store.write([*quads, *changes.add], remove=changes.remove)
        store.flush()
