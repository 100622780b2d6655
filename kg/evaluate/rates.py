"""Counts as percentages, with intervals by the bootstrap over articles (Efron and Tibshirani 1993, chapter 13)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

SAMPLES = 1000
SEED = 0
LOW, HIGH = 25, 974
"""The places, in the sorted figures of the samples, of the ends of the 95% interval."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was matched, out of what was predicted and what is marked, in one article or in all."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent (0.0 where there is nothing); ``low`` to ``high`` is the interval of F1."""

    matched: int
    predicted: int
    gold: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        return percent(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        return percent(self.matched, self.gold)

    @property
    def f1(self) -> float:
        return percent(2 * self.matched, self.predicted + self.gold)

    def to_json(self) -> dict[str, int | float]:
        """The figures by name, percentages with two places."""
        return {
            "precision": round(self.precision, 2),
            "recall": round(self.recall, 2),
            "f1": round(self.f1, 2),
            "low": round(self.low, 2),
            "high": round(self.high, 2),
            "matched": self.matched,
            "predicted": self.predicted,
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` out of ``total``, with the interval of the percentage."""

    count: int
    total: int
    low: float
    high: float

    @property
    def percent(self) -> float:
        return percent(self.count, self.total)

    def to_json(self) -> dict[str, int | float]:
        """The figures by name, percentages with two places."""
        return {
            "percent": round(self.percent, 2),
            "low": round(self.low, 2),
            "high": round(self.high, 2),
            "count": self.count,
            "of": self.total,
        }


def percent(part: int, whole: int) -> float:
    """``part`` of ``whole`` in percent; 0.0 of nothing."""
    return 100 * part / whole if whole else 0.0


def samples(articles: int) -> list[list[int]]:
    """1,000 samples of as many articles, drawn with replacement by index; always the same ones."""
    draw = random.Random(SEED).randrange  # noqa: S311 (sampling, not secrets)
    return [[draw(articles) for _ in range(articles)] for _ in range(SAMPLES)] if articles else []


def score(counts: Sequence[Count], picks: Sequence[Sequence[int]]) -> Score:
    """The sum of the articles' counts, with the interval over ``picks``."""
    matched, predicted, gold = ([getattr(c, key) for c in counts] for key in ("matched", "predicted", "gold"))
    low, high = _interval([2 * m for m in matched], [p + g for p, g in zip(predicted, gold, strict=True)], picks)
    return Score(sum(matched), sum(predicted), sum(gold), low, high)


def share(parts: Sequence[int], wholes: Sequence[int], picks: Sequence[Sequence[int]]) -> Share:
    """The articles' parts out of their wholes, with the interval over ``picks``."""
    return Share(sum(parts), sum(wholes), *_interval(parts, wholes, picks))


def _interval(parts: Sequence[int], wholes: Sequence[int], picks: Sequence[Sequence[int]]) -> tuple[float, float]:
    """The 2.5% and 97.5% points, over the samples, of the ratio of sums in percent."""
    part, whole = parts.__getitem__, wholes.__getitem__
    figures = sorted(percent(sum(map(part, pick)), sum(map(whole, pick))) for pick in picks)
    return (figures[LOW], figures[HIGH]) if figures else (0.0, 0.0)
