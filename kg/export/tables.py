"""The tables of a case, as CSV that no spreadsheet runs."""

import csv
import io
from collections.abc import Iterable

from kg.export.csvtables import safe
from kg.model import Article, Judgement
from kg.rdf.judged import AttributionJudgement
from kg.statements import Statement

STATEMENTS = (
    *("statement", "attribution", "speaker", "kind", "words", "type", "act", "outlet", "published", "title"),
    *("article", "start", "end", "confidence", "speaker_iri"),
)
ARTICLES = ("article", "title", "outlet", "authors", "published", "language", "url", "characters")
JUDGEMENTS = ("judgement", "verdict", "one", "other", "words", "by", "note", "created", "revises")


def statements_table(found: Iterable[Statement]) -> bytes:
    """The chosen statements, by date; start and end are characters of the article's text."""
    rows = (
        (s.iri, s.attribution, s.name, s.kind, s.text, s.type, s.act, s.outlet, s.published, s.title, s.article,
         s.start, s.end, s.confidence, s.speaker)
        for s in found
    )  # fmt: skip
    return _table(STATEMENTS, rows)


def articles_table(articles: Iterable[Article]) -> bytes:
    """The articles, with where they were published."""
    rows = (
        (a.iri, a.title, a.outlet, "; ".join(a.authors), a.published, a.language, a.url, len(a.text)) for a in articles
    )
    return _table(ARTICLES, rows)


def judgements_table(judged: Iterable[AttributionJudgement | Judgement]) -> bytes:
    """What people decided: of an attribution and its words, or of two entities."""
    return _table(JUDGEMENTS, map(_judgement, judged))


def _judgement(j: AttributionJudgement | Judgement) -> tuple[object, ...]:
    if isinstance(j, Judgement):
        return j.iri, j.verdict, j.one, j.other, None, j.by, j.note, j.created, j.revises
    words = " … ".join(passage.exact for passage in j.passages)
    return j.iri, j.verdict, j.attribution, j.article, words, j.by, j.note, j.created, j.revises


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([safe(x) if isinstance(x, str) else x for x in row] for row in rows)
    return out.getvalue().encode("utf-8")
