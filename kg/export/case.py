"""A case: the statements that were chosen, in one zip file for a colleague, with all that they rest on.

The unit is the article: each that has a chosen statement is there whole, as it was read, with its original where that
was kept, and with the judgements of what stands in it. The zip is an RO-Crate (version 1.1; Soiland-Reyes et al., Data
Science, 2022), and ``kg ingest`` takes it in. The same store gives the same bytes: no clock, no order of writing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg import ids, interchange
from kg.errors import NotFoundError
from kg.export.crate import (
    DESCRIBED,
    EXTRACTIONS,
    GRAPHS,
    JUDGEMENTS,
    README,
    described,
    explained,
    original_name,
    text_name,
)
from kg.export.quads import Keep, Terms
from kg.export.rdf import write_trig
from kg.export.tables import articles_table, judgements_table, statements_table
from kg.model import Article, Extraction, Judgement, Original, Run
from kg.network.scope import Scope, scope, words
from kg.rdf import evidence
from kg.rdf.judged import AttributionJudgement
from kg.resolve.judging import judgements
from kg.review.loading import attribution_judgements
from kg.review.saved import to_line
from kg.statements import Statement, statements
from kg.store.contract import Store

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""

Judged = AttributionJudgement | Judgement


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read, with the run that read it; its original has no body where none was kept."""

    extraction: Extraction
    run: Run

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.extraction.article

    def line(self) -> str:
        """The JSON of ``kg extract``, and beside it the run and the hash of the original."""
        original = self.article.original
        run = {"model": self.run.model_version, "software": self.run.software_version, "ended": self.run.ended}
        data = interchange.to_json(self.extraction)
        return json.dumps(data | {"run": run, "original": original.sha256 if original else None}, ensure_ascii=False)


def write_case(
    store: Store,
    output: IO[bytes],
    *,
    withdrawn: bool = False,
    **limits: Any,
) -> None:
    """Writes the case of the statements that the limits let through, which are those of ``kg.network.view``.

    NotFoundError where none is left: a case of nothing would be handed on unseen.
    """
    within = scope(store, withdrawn=withdrawn, **limits)
    found = [s for s in statements(store, withdrawn=withdrawn) if _chosen(s, within)]
    if not found:
        raise NotFoundError("no statement is left for the case: widen --speaker, --since, or what else narrows it")
    read = [_read(store, iri) for iri in sorted({s.article for s in found})]
    places = {one.article.url or one.article.iri for one in read}
    given = [j for j in attribution_judgements(store) if (j.url or j.article) in places]
    older = {j.article for j in given} - {one.article.iri for one in read}
    read = sorted([*read, *(_read(store, iri) for iri in older)], key=lambda one: (one.run.ended, one.article.iri))
    entities = {e.iri for r in read for e in r.extraction.entities}
    judged: list[Judged] = [*given, *(j for j in judgements(store) if {j.one, j.other} <= entities)]
    with ZipFile(output, "w", ZIP_DEFLATED) as zipped:
        _write(zipped, store, found, read, judged)


def _write(
    zipped: ZipFile, store: Store, found: Sequence[Statement], read: Sequence[Read], judged: Sequence[Judged]
) -> None:
    sizes: dict[str, int] = {}

    def put(name: str, data: bytes) -> None:
        zipped.writestr(_info(name), data)
        sizes[name] = len(data)

    for one in read:
        article = one.article
        put(text_name(article), article.text.encode("utf-8"))
        original = article.original
        if original is not None and original.body and original_name(original.sha256) not in sizes:
            put(original_name(original.sha256), original.body)
    put(EXTRACTIONS, _lines(one.line() for one in read))
    put(JUDGEMENTS, _lines(map(to_line, judged)))
    with zipped.open(_info(GRAPHS), "w") as stream:
        write_trig(store, stream, _kept(read, judged, store.base))
    sizes[GRAPHS] = zipped.getinfo(GRAPHS).file_size
    put("tables/statements.csv", statements_table(found))
    put("tables/articles.csv", articles_table([one.article for one in read]))
    put("tables/judgements.csv", judgements_table(judged))
    put(README, explained(found, [one.article for one in read], judged).encode("utf-8"))
    latest = max([one.run.ended for one in read] + [j.created for j in judged])
    put(DESCRIBED, described(sizes, [one.article for one in read], latest).encode("utf-8"))


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, LONG_AGO)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
    return info


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _read(store: Store, iri: str) -> Read:
    quads = list(store.quads(ids.evidence_graph(iri)))
    extraction = evidence.extraction(quads)
    for (sha256,) in store.select(f"SELECT DISTINCT ?hash WHERE {{ <{iri}> hs:originalHash ?hash }}").rows:
        original = Original(str(sha256), "text/html", store.original(str(sha256)) or b"")
        extraction = replace(extraction, article=replace(extraction.article, original=original))
    return Read(extraction, evidence.run_of(quads))


def _kept(read: Iterable[Read], judged: Iterable[Judged], base: str) -> Keep:
    """Keeps the evidence of the articles and the judgements."""
    graphs = {f"<{ids.evidence_graph(one.article.iri)}>".encode() for one in read}
    judgements_graph = f"<{ids.judgements_graph(base)}>".encode()
    subjects = {f"<{j.iri}".encode() for j in judged}

    def keep(quad: Terms) -> bool:
        if quad.graph == judgements_graph:
            return quad.subject.rstrip(b">").partition(b"#")[0] in subjects
        return quad.graph in graphs

    return keep


def _chosen(s: Statement, within: Scope) -> bool:
    """Whether a statement is one that the limits let through."""
    said = f" {' '.join(words(s.text))} "
    return (
        s.article in within.articles
        and (within.speakers is None or s.speaker in within.speakers)
        and (within.attributions is None or s.attribution in within.attributions)
        and (within.text is None or f" {' '.join(words(within.text))} " in said)
    )
