"""Extractions into the store: one transaction an article, with all that hangs on it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import ids
from kg.errors import FormatError, InputError
from kg.model import Article, Extraction, Identity, Original, Run
from kg.nlp import pipeline
from kg.rdf import derived, evidence
from kg.rdf.judged import AttributionJudgement
from kg.rdf.literals import just_after, same_second
from kg.rdf.paired import PairJudgement
from kg.resolve.citations import cited
from kg.resolve.known import Known
from kg.review.loading import Judgements, attribution_judgements
from kg.store.contract import Quad, Store
from kg.version import __version__
from kg.workflow.matched import settle
from kg.workflow.placing import lost_titles, placed_pairs
from kg.workflow.reading import extractions
from kg.workflow.reidentifying import gather
from kg.workflow.restating import Restated, restated
from kg.workflow.varying import update_variants

BATCH = 200

Read = tuple[Extraction, Run]
"""What was read in an article, and by which run."""


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, as numbers of articles.

    ``known`` were there already (``older`` of them as an older version), ``versions`` replaced an older text of their
    URL, ``copies`` have the very text of another stored article.
    """

    new: int = 0
    known: int = 0
    older: int = 0
    versions: int = 0
    copies: int = 0
    reread: int = 0
    attributions: int = 0
    errors: int = 0
    lost: list[tuple[AttributionJudgement | PairJudgement, str, str]] = field(default_factory=list)
    """Judgements that hold and found no place in what was read, each with the article's title and the reason."""


def stored_articles(store: Store) -> Iterator[Article]:
    """The articles that the store holds, as they were read, with the bytes that were kept of them."""
    known = Known.of(store)
    for iri in sorted(known.articles):
        article = evidence.extraction(store.quads(ids.evidence_graph(iri))).article
        sha256 = known.original(iri)
        if sha256 is not None:
            original = Original(sha256, "text/html", store.original(sha256) or b"")
            article = replace(article, original=original)
        yield article


def ingest_articles(
    store: Store,
    items: Iterable[Article | InputError],
    *,
    now: Callable[[], str],
    reread: bool = False,
    jobs: int = 1,
    reader: pipeline.ReaderName = "model",
    on_item: Callable[[Article | InputError], None] = lambda item: None,
) -> IngestReport:
    """Reads each article that the store does not hold yet (with ``reread``: each) and stores what was read."""
    known = Known.of(store)
    report = IngestReport()

    def wanted() -> Iterator[Article | InputError]:
        seen: set[str] = set()
        for item in items:
            if isinstance(item, Article):
                if item.iri in seen or (item.iri in known.articles and not reread):
                    report.known += 1
                    report.older += item.iri in known.old
                    on_item(item)
                    continue
                seen.add(item.iri)
            yield item

    found = extractions(wanted(), jobs, reader)
    return _store_all(store, known, _with_run(found, pipeline.model_version(reader), now), report, on_item)


def ingest_extractions(
    store: Store,
    found: Iterable[Extraction | InputError],
    *,
    now: Callable[[], str],
    model_version: str,
    on_item: Callable[[Article | InputError], None] = lambda item: None,
) -> IngestReport:
    """Stores extractions made elsewhere; one of an article that the store holds replaces what is there."""
    return _store_all(store, Known.of(store), _with_run(found, model_version, now), IngestReport(), on_item)


def ingest_read(
    store: Store,
    found: Iterable[Read | InputError],
    on_item: Callable[[Article | InputError], None] = lambda item: None,
) -> IngestReport:
    """Stores what was read elsewhere, with the run that read it; an article that the store holds stays as it is."""
    known, report = Known.of(store), IngestReport()

    def wanted() -> Iterator[Read | InputError]:
        for item in found:
            if not isinstance(item, InputError) and item[0].article.iri in known.articles:
                report.known += 1
                report.older += item[0].article.iri in known.old
                on_item(item[0].article)
            else:
                yield item

    return _store_all(store, known, wanted(), report, on_item)


def _with_run(
    found: Iterable[Extraction | InputError], model_version: str, now: Callable[[], str]
) -> Iterator[Read | InputError]:
    """Each extraction with the run of this version that ends when it is stored."""
    for item in found:
        yield item if isinstance(item, InputError) else (item, Run(model_version, __version__, now()))


def _store_all(
    store: Store,
    known: Known,
    found: Iterable[Read | InputError],
    report: IngestReport,
    on_item: Callable[[Article | InputError], None],
) -> IngestReport:
    held = Judgements.of(attribution_judgements(store))
    lost = {p.judgement.iri for p in placed_pairs(store) if p.lost}
    for number, item in enumerate(found, 1):
        if isinstance(item, InputError):
            report.errors += 1
            on_item(item)
            continue
        extraction, run = item
        try:
            _store_one(store, known, held, extraction, run, report)
            on_item(extraction.article)
        except FormatError as e:
            report.errors += 1
            on_item(InputError(extraction.article.source_id or extraction.article.iri, str(e)))
        if number % BATCH == 0:
            store.flush()
    store.flush()
    gather(store, known.speakers)
    update_variants(store)
    report.lost += lost_titles(store, [p for p in settle(store) if p.lost and p.judgement.iri not in lost])
    return report


def _store_one(
    store: Store, known: Known, held: Judgements, extraction: Extraction, run: Run, report: IngestReport
) -> None:
    article = extraction.article
    again = article.iri in known.articles
    previous = known.previous(article)
    shown = list(evidence.quads(extraction, run, previous))  # first: what it refuses must leave no trace
    if again:
        shown = _told_apart(store, extraction, run, previous, shown)
    before = known.decided(article.iri) if again else {}
    identities = known.identities(extraction, before)
    add = [
        *shown,
        *derived.identity_quads(extraction, identities),
        *derived.citation_quads(cited(extraction, known.urls, known.outlets)),
        *derived.withdrawn_quads(_withdrawn(known, extraction, previous), ids.split(article.iri)[0]),
    ]
    if again:
        remove = [*known.derived_of(article.iri, before), *known.forsaken(before, extraction)]
    else:
        remove, resolved = known.now_resolved(article)
        add += resolved
    graphs = [ids.evidence_graph(article.iri)] if again else []
    judged = _judged(known, held, extraction, identities, report, again)
    add, remove, graphs = [*add, *judged.add], [*judged.remove, *remove], [*graphs, *judged.replace]
    if article.original is not None and article.original.body:
        store.keep_original(article.original)
    store.write(add, replace=graphs, remove=remove)
    report.attributions += len(extraction.attributions)
    report.new += not again
    report.reread += again
    report.versions += previous is not None and not again
    report.copies += not again and known.text_known(article)
    known.learn(extraction)


def _withdrawn(known: Known, extraction: Extraction, previous: str | None) -> list[str]:
    """The article and attributions (IRIs) that do not count: those of an older version."""
    article = extraction.article.iri
    if article in known.old:
        return [article, *(a.iri for a in extraction.attributions)]
    if previous is not None and article not in known.articles:
        return [previous, *known.attributions(previous)]
    return []


def _judged(
    known: Known,
    held: Judgements,
    extraction: Extraction,
    identities: Sequence[Identity],
    report: IngestReport,
    again: bool,
) -> Restated:
    """What follows from the judgements of an article; of the latest version, those without a place are reported."""
    article, about = extraction.article, held.about(extraction.article)
    if not about:
        return Restated()
    old = article.iri in known.old
    judged = restated(known, extraction, about, old=old, stored=again, decided=identities)
    if not old:
        report.lost.extend((j, article.title or article.iri, why) for j, why in judged.lost)
    return judged


def _told_apart(store: Store, extraction: Extraction, run: Run, previous: str | None, shown: list[Quad]) -> list[Quad]:
    """``shown``, with a run that ends just after the one in the store where both end in one second.

    A clock that tells seconds would else give two readings one time, by which an index knows them (kg.store.beside).
    The very reading that is there stays as it is.
    """
    there = list(store.quads(ids.evidence_graph(extraction.article.iri)))
    try:
        before = evidence.run_of(there)
    except FormatError:  # a graph that was not made here
        return shown
    if not same_second(before.ended, run.ended):
        return shown
    same = list(evidence.quads(extraction, replace(run, ended=before.ended), previous))
    if set(same) == set(there):
        return same
    return list(evidence.quads(extraction, replace(run, ended=just_after(before.ended)), previous))
