"""A verification as plain values: the JSON of ``kg verify``, rows, and the words side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.check.alignment import Op
from kg.check.verdicts import Match, Verification
from kg.check.words import words
from kg.model import Value
from kg.statements import Statement

COLUMNS = (
    "id", "verdict", "flags", "grave", "words", "speaker", "outlet", "published", "title", "start", "end", "score",
    "statement", "article",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a statement, and what a quote has for them: one of the two is "" where there are none."""

    op: Op
    said: str
    quoted: str


def pieces(match: Match, quote: str) -> list[Piece]:
    """The statement and the quote side by side, all of both, each word in the characters that it was written in."""
    text, said, quoted = match.statement.text, words(match.statement.text), words(quote)
    found = []
    for c in match.comparison.changes:
        ours = text[said[c.said_start].start : said[c.said_end - 1].end] if c.said_end > c.said_start else ""
        theirs = (
            quote[quoted[c.quoted_start].start : quoted[c.quoted_end - 1].end] if c.quoted_end > c.quoted_start else ""
        )
        found.append(Piece(c.op, ours, theirs))
    return found


def diff(match: Match, quote: str) -> list[dict[str, object]]:
    """The operations that make the statement into the quote: each with its words and word offsets in both.

    Offsets are half-open; words are counted as kg.check.words has them: a contraction is two.
    """
    return [
        {
            "op": c.op,
            "statement": [c.said_start, c.said_end],
            "quote": [c.quoted_start, c.quoted_end],
            "statement_words": piece.said,
            "quote_words": piece.quoted,
        }
        for c, piece in zip(match.comparison.changes, pieces(match, quote), strict=True)
    ]


def record(identifier: Value, found: Verification, limit: int) -> dict[str, object]:
    """The JSON of a quote in a batch; ``limit`` matches at most."""
    return {
        "id": identifier,
        "verdict": found.verdict,
        "basis": found.basis,
        "flags": list(found.flags),
        "grave": found.grave,
        "by_asked_speaker": found.mine,
        "nearest": _nearest(found),
        "matches": [_match(m, found.quote) for m in found.matches[:limit]],
    }


def detail(found: Verification, coverage: dict[str, int], limit: int) -> dict[str, object]:
    """The JSON of one quote: that of a batch with the question, the first appearance, the outlets and the coverage."""
    matches = [
        _match(m, found.quote)
        | {"kind": m.comparison.kind, "flags": sorted(m.comparison.flags), "denied": m.denied or None}
        | _place(m.statement)
        for m in found.matches[:limit]
    ]
    return {
        "quote": found.quote,
        "asked_speaker": found.speaker,
        "verdict": found.verdict,
        "basis": found.basis,
        "flags": list(found.flags),
        "grave": found.grave,
        "by_asked_speaker": found.mine,
        "nearest": _nearest(found),
        "first": None if found.first is None else _said(found.first) | _place(found.first),
        "outlets": list(found.outlets),
        "statements_found": len(found.matches),
        "coverage": coverage,
        "matches": matches,
    }


def rows(identifier: Value, found: Verification, limit: int) -> Iterator[tuple[Value, ...]]:
    """A row of ``COLUMNS`` a match, or one without any."""
    verdict = (identifier, found.verdict, " ".join(found.flags), found.grave)
    if not found.matches:
        yield (*verdict, *[None] * (len(COLUMNS) - len(verdict)))
    for m in found.matches[:limit]:
        s = m.statement
        where = (s.outlet, s.published, s.title, s.start, s.end)
        yield (*verdict, s.text, s.name, *where, m.comparison.score, s.iri, s.article)


def _match(m: Match, quote: str) -> dict[str, object]:
    return _said(m.statement) | {"score": m.comparison.score, "diff": diff(m, quote)}


def _nearest(found: Verification) -> dict[str, object] | None:
    m = found.nearest
    return None if m is None else _match(m, found.quote) | {"flags": sorted(m.comparison.flags)}


def _said(s: Statement) -> dict[str, object]:
    return {
        "statement": s.iri, "text": s.text, "speaker": s.name, "article": s.article, "outlet": s.outlet,
        "published": s.published,
    }  # fmt: skip


def _place(s: Statement) -> dict[str, object]:
    return {"speaker_iri": s.speaker, "title": s.title, "type": s.type, "start": s.start, "end": s.end}
