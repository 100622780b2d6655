"""Attributions whose speaker is known, with what became of each, and the tables that count them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.speaker_marks import FATES, Answer, Fate, Mark, answers, judged
from kg.evaluate.gold import article_of
from kg.evaluate.rates import percent, samples, share
from kg.evaluate.tokens import Tokens, covered
from kg.model import Attribution, Extraction, Span, Table, Value
from kg.nlp import pipeline

LEAST_OVERLAP = 0.5
BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One marked attribution: what became of it (None: not read), the answer, and how sure the product was of it."""

    article: str
    mark: Mark
    speaker: str | None
    source: str
    fate: Fate | None
    answer: Answer | None = None
    confidence: float | None = None

    def line(self) -> str:
        """The case for a list of errors."""
        got = f"{self.answer.kind} {self.answer.name!r}" if self.answer else "nobody"
        place = f"{self.article[:30]} {self.mark.attribution}"
        return f"{place}: {self.fate}, {self.mark.form} {self.source!r} is {self.mark.kind} {self.speaker!r}, not {got}"


@dataclass(frozen=True, slots=True)
class Report:
    """Tables by title, and a line for each error."""

    tables: Mapping[str, Table]
    errors: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The rows of the tables as objects, by title."""
        return {title: table.dicts() for title, table in self.tables.items()}


def read(record: Mapping[str, Any], marks: Sequence[Mark], reader: pipeline.ReaderName) -> list[Case]:
    """What the product makes of the marked attributions of a PolNeAR record."""
    extraction = pipeline.extract(article_of(record), reader)
    text, known = record["text"], answers(extraction)
    given = record["annotations"][0]["attributions"]
    partners = _partners(extraction, [given[m.attribution] for m in marks])
    cases = []
    for mark, partner in zip(marks, partners, strict=True):
        source = given[mark.attribution].get("source", ())
        words = " … ".join(text[start:end] for start, end in source)
        named = next((s.of(text) for s in mark.speakers if s is not None), None)
        if partner is None:
            cases.append(Case(record["id"], mark, named, words, None))
            continue
        answer = known.get(partner.speaker or "")
        fate = judged(text, mark, answer, bool(source))
        cases.append(Case(record["id"], mark, named, words, fate, answer, partner.speaker_confidence))
    return cases


def report(cases: Sequence[Case], articles: Sequence[str]) -> Report:
    """How many speakers are right, by form and by kind, and how far their confidence can be trusted."""
    forms = _fates(cases, articles, lambda c: c.mark.form)
    kinds = _fates(cases, articles, lambda c: c.mark.kind or "nobody")
    errors = tuple(c.line() for c in cases if c.fate not in (None, "right"))
    given = [(c.confidence, c.fate == "right") for c in cases if c.answer is not None and c.confidence is not None]
    return Report({"by form": forms, "by kind": kinds, **calibration(given)}, errors)


def calibration(given: Sequence[tuple[float, bool]]) -> dict[str, Table]:
    """Confidence against what was right: ten bins of equal width, and the expected calibration error in points.

    Guo et al. 2017, On Calibration of Modern Neural Networks; a confidence on the border is in the upper bin.
    """
    rows: list[tuple[Value, ...]] = []
    error = 0.0
    for i in range(BINS):
        inside = [(c, right) for c, right in given if min(int(c * BINS), BINS - 1) == i]
        if not inside:
            continue
        sure = 100 * sum(c for c, _ in inside) / len(inside)
        right = percent(sum(r for _, r in inside), len(inside))
        error += abs(sure - right) * len(inside) / len(given)
        rows.append((f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}", len(inside), round(sure, 2), round(right, 2)))
    bins = Table(("confidence", "speakers", "predicted", "right"), tuple(rows))
    return {"calibration": bins, "expected calibration error": Table(("points",), ((round(error, 2),),))}


def shares(fates: Iterable[Fate | None]) -> tuple[float, ...]:
    """Right, wrong, spurious and unknown in percent of those read."""
    counted = [f for f in fates if f is not None]
    return tuple(round(percent(counted.count(f), len(counted)), 2) for f in FATES)


def _fates(cases: Sequence[Case], articles: Sequence[str], group: Callable[[Case], str]) -> Table:
    """A row a group and one for all; the interval of the share that is right is over articles."""
    picks = samples(len(articles))
    groups = [*sorted({group(c) for c in cases}), "all"]
    rows: list[tuple[Value, ...]] = []
    for name in groups:
        inside = [c for c in cases if name in (group(c), "all")]
        read_here = [c for c in inside if c.fate is not None]
        right = [sum(c.fate == "right" for c in read_here if c.article == a) for a in articles]
        whole = [sum(c.article == a for c in read_here) for a in articles]
        found = share(right, whole, picks)
        first, *others = shares(c.fate for c in inside)
        rows.append((name, len(inside), len(read_here), first, round(found.low, 2), round(found.high, 2), *others))
    return Table(("group", "marked", "read", "right", "low", "high", *FATES[1:]), tuple(rows))


def _partners(extraction: Extraction, marked: Sequence[Mapping[str, Any]]) -> list[Attribution | None]:
    """For each marked attribution the prediction whose content overlaps it best, by half or more.

    If both have a source, the two share a token.
    """
    tokens = Tokens(extraction.article.text)

    def on(spans: Iterable[Span]) -> frozenset[int]:
        return covered(tokens.runs((s.start, s.end) for s in spans))

    predicted = [(on(a.content), on(a.source), a) for a in extraction.attributions]
    partners = []
    for gold in marked:
        content, source = (covered(tokens.runs(gold.get(role, ()))) for role in ("content", "source"))
        fits = [
            (len(content & c) / len(content | c), -i)
            for i, (c, s, _) in enumerate(predicted)
            if content & c and (not source or not s or source & s)
        ]
        overlap, place = max(fits, default=(0.0, 0))
        partners.append(predicted[-place][2] if overlap >= LEAST_OVERLAP else None)
    return partners
