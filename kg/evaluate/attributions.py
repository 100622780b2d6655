"""Attributions against PolNeAR (Newell, Margolin and Ruths 2018): sources, cues, contents, and all three together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.gold import attributions_of, prediction_for
from kg.evaluate.quotation import content_type, quoted
from kg.evaluate.rates import Count, Score, Share, samples, score, share
from kg.evaluate.tokens import Run, Tokens, covered
from kg.model import QUOTE_TYPES, Extraction, QuoteType, Span, Table, Value

MEASURES = {
    "source_exact": "source, exact",
    "source_token": "source, tokens",
    "cue_exact": "cue, exact",
    "cue_token": "cue, tokens",
    "content_exact": "content, exact",
    "content_token": "content, tokens",
    "attribution_exact": "attribution, exact",
    "content_match": "content IoU >= 0.5",
    "linked": "content IoU >= 0.5 and source",
}
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class TypeRecall:
    """How many marked attributions of one type were found: their content by overlap, with its source, and exactly."""

    type: QuoteType
    content_match: Share
    linked: Share
    content_exact: Share


@dataclass(frozen=True, slots=True)
class PolnearReport:
    """Every figure of the protocol over ``articles``, of which ``missing`` had no prediction at all.

    ``nested`` counts the predictions that were left out because a counted one holds their cue in its content.
    ``scores`` has the keys of ``MEASURES``, in that order; ``types`` the recall by direct, indirect, mixed.
    """

    articles: int
    missing: int
    nested: int
    scores: Mapping[str, Score]
    types: tuple[TypeRecall, ...]

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "articles": self.articles,
            "missing": self.missing,
            "nested": self.nested,
            "scores": {key: value.to_json() for key, value in self.scores.items()},
            "types": {
                t.type: {
                    "content_match": t.content_match.to_json(),
                    "linked": t.linked.to_json(),
                    "content_exact": t.content_exact.to_json(),
                }
                for t in self.types
            },
        }

    def tables(self) -> dict[str, Table]:
        """The figures as two tables for people: ``scores``, a row a measure, and ``types``, a row a type."""
        scores: list[tuple[Value, ...]] = [
            (MEASURES[key], *(round(x, 1) for x in (s.precision, s.recall, s.f1, s.low, s.high)))
            for key, s in self.scores.items()
        ]
        types: list[tuple[Value, ...]] = [
            (t.type, t.linked.total, *(round(s.percent, 1) for s in (t.content_match, t.linked, t.content_exact)))
            for t in self.types
        ]
        return {
            "scores": Table(("measure", "precision", "recall", "f1", "low", "high"), tuple(scores)),
            "types": Table(("type", "marked", "content_match", "linked", "content_exact"), tuple(types)),
        }


def polnear(gold: Iterable[Mapping[str, Any]], predictions: Mapping[str, Extraction]) -> PolnearReport:
    """Measures ``predictions`` (by source id or article IRI) against the first annotator of each marked article.

    A span counts as the first and last token that it touches. Over an article's distinct fragments and over its tokens:
    precision, recall and F1 of each role. Whole attributions are equal if the sets of their source tokens and of their
    content tokens are; those without content don't count. For overlap, the marked ones in order each take the free
    prediction with the highest intersection over union of content tokens, if at least one half; the source is right
    if it shares a token or if both have none. A prediction is left out as nested if it names a ``within`` that has none
    itself and whose content holds the first token of its cue. The split by type counts marked attributions by
    ``quotation.content_type``; "exact" asks for a counted prediction with the same set of content tokens.

    FormatError if a record is not of PolNeAR or a prediction is for another text.
    """
    found = [_measure(record, prediction_for(record, predictions)) for record in gold]
    picks = samples(len(found))
    return PolnearReport(
        articles=len(found),
        missing=sum(a.missing for a in found),
        nested=sum(a.nested for a in found),
        scores={key: score([a.counts[key] for a in found], picks) for key in MEASURES},
        types=tuple(_type_recall(kind, found, picks) for kind in QUOTE_TYPES),
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """An attribution in tokens: the runs of each role, and the sets of tokens of two of them."""

    runs: Mapping[str, tuple[Run, ...]]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of one marked attribution."""

    type: QuoteType
    content_match: bool
    linked: bool
    content_exact: bool


@dataclass(frozen=True, slots=True)
class _ArticleFigures:
    missing: bool
    nested: int
    counts: Mapping[str, Count]
    fates: tuple[_Fate, ...]


def _measure(record: Mapping[str, Any], prediction: Extraction | None) -> _ArticleFigures:
    tokens = Tokens(record["text"])
    raw = [
        (x, _marks(tokens, x.get("source", ()), x.get("cue", ()), x.get("content", ())))
        for x in attributions_of(record)
    ]
    gold = [marks for _, marks in raw]
    predicted, nested = _counted(tokens, prediction)
    with_content = [(x, marks) for x, marks in raw if marks.content]
    partners = _partners([marks for _, marks in with_content], predicted)
    exact = {p.content for p in predicted}
    stretches = quoted(record["text"])
    fates = tuple(
        _Fate(
            type=content_type(record["text"], x["content"], stretches),
            content_match=partner is not None,
            linked=partner is not None and _same_source(marks, partner),
            content_exact=marks.content in exact,
        )
        for (x, marks), partner in zip(with_content, partners, strict=True)
    )
    return _ArticleFigures(prediction is None, nested, _counts(gold, predicted, fates), fates)


def _marks(tokens: Tokens, source: Iterable[Any], cue: Iterable[Any], content: Iterable[Any]) -> _Marks:
    runs = {"source": tokens.runs(source), "cue": tokens.runs(cue), "content": tokens.runs(content)}
    return _Marks(runs, covered(runs["source"]), covered(runs["content"]))


def _counted(tokens: Tokens, prediction: Extraction | None) -> tuple[list[_Marks], int]:
    """The predictions that count, in their order, and how many were left out as nested."""
    attributions = prediction.attributions if prediction else ()
    marks = {a.id: _marks(tokens, *(_pairs(spans) for spans in (a.source, a.cue, a.content))) for a in attributions}
    outermost = {a.id for a in attributions if not a.within}

    def nested(key: str, within: str | None) -> bool:
        cue = marks[key].runs["cue"]
        return within in outermost and bool(cue) and cue[0][0] in marks[within].content

    kept = [marks[a.id] for a in attributions if not nested(a.id, a.within)]
    return kept, len(attributions) - len(kept)


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


def _partners(gold: Sequence[_Marks], predicted: Sequence[_Marks]) -> list[_Marks | None]:
    """For each marked attribution in order, the free prediction that overlaps it best, at least by half."""
    free = list(predicted)
    partners: list[_Marks | None] = []
    for marks in gold:
        best = max(free, key=lambda p: _overlap(marks.content, p.content), default=None)
        if best is None or _overlap(marks.content, best.content) < LEAST_OVERLAP:
            partners.append(None)
            continue
        partners.append(best)
        free = [p for p in free if p is not best]
    return partners


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _same_source(gold: _Marks, predicted: _Marks) -> bool:
    return bool(gold.source & predicted.source) or not (gold.source or predicted.source)


def _counts(gold: Sequence[_Marks], predicted: Sequence[_Marks], fates: Sequence[_Fate]) -> dict[str, Count]:
    counts = {}
    for role in ("source", "cue", "content"):
        fragments = [{run for marks in side for run in marks.runs[role]} for side in (predicted, gold)]
        counts[f"{role}_exact"] = _shared(fragments[0], fragments[1])
        counts[f"{role}_token"] = _shared(covered(fragments[0]), covered(fragments[1]))
    wholes = [{(marks.source, marks.content) for marks in side if marks.content} for side in (predicted, gold)]
    counts["attribution_exact"] = _shared(wholes[0], wholes[1])
    sizes = (sum(bool(marks.content) for marks in predicted), len(fates))
    counts["content_match"] = Count(sum(f.content_match for f in fates), *sizes)
    counts["linked"] = Count(sum(f.linked for f in fates), *sizes)
    return counts


def _shared(predicted: set[Any] | frozenset[int], gold: set[Any] | frozenset[int]) -> Count:
    return Count(len(predicted & gold), len(predicted), len(gold))


def _type_recall(kind: QuoteType, found: Sequence[_ArticleFigures], picks: Sequence[Sequence[int]]) -> TypeRecall:
    fates = [[f for f in article.fates if f.type == kind] for article in found]
    wholes = [len(article) for article in fates]
    return TypeRecall(
        type=kind,
        content_match=share([sum(f.content_match for f in article) for article in fates], wholes, picks),
        linked=share([sum(f.linked for f in article) for article in fates], wholes, picks),
        content_exact=share([sum(f.content_exact for f in article) for article in fates], wholes, picks),
    )
