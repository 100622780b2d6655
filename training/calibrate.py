"""From the network's evidence to the chance of being right: a logistic curve (Platt 1999), and how far it is off.

An attribution is right if some marked one has a content that overlaps its own by half or more and a source that shares
a token with its own, or neither has one. The error is that of ten bins of equal width (Guo et al. 2017,
arXiv:1706.04599).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.evaluate.gold import attributions_of
from kg.evaluate.tokens import Tokens, covered
from kg.model import Attribution

BINS = 10
RIDGE = 1e-2
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the picture: how many attributions, their mean confidence and the share that is right."""

    count: int
    confidence: float
    right: float


def right(record: Mapping[str, Any], said: Sequence[Attribution]) -> list[bool]:
    """Whether each attribution of an article is right."""
    tokens = Tokens(record["text"])

    def on(spans: Any) -> frozenset[int]:
        return covered(tokens.runs(spans))

    gold = [(on(a["source"]), on(a["content"])) for a in attributions_of(record)]
    out = []
    for a in said:
        source, content = (on([(s.start, s.end) for s in spans]) for spans in (a.source, a.content))
        out.append(
            any(
                2 * len(content & c) >= len(content | c) and content and (bool(source & s) or not (source or s))
                for s, c in gold
            )
        )
    return out


def fitted(evidence: Floats, truth: Sequence[bool]) -> list[float]:
    """The weights and, last, the constant of a logistic curve over ``evidence`` [n, kinds], by Newton's method."""
    design = np.column_stack([evidence, np.ones(len(evidence))])
    y = np.asarray(truth, dtype=np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (y - p) - RIDGE * weights
        curve = (design * (p * (1 - p))[:, None]).T @ design + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return [round(float(w), 5) for w in weights]


def chances(evidence: Floats, weights: Sequence[float]) -> Floats:
    """The chance that each row of evidence amounts to."""
    odds: Floats = evidence @ np.array(weights[:-1]) + weights[-1]
    return 1 / (1 + np.exp(-odds))


def bins(confidence: Sequence[float], truth: Sequence[bool]) -> list[Bin]:
    """The attributions by confidence, in ten bins of equal width; empty ones are left out."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for c, t in zip(confidence, truth, strict=True):
        found[min(BINS - 1, int(c * BINS))].append((c, t))
    return [Bin(len(b), math.fsum(c for c, _ in b) / len(b), sum(t for _, t in b) / len(b)) for b in found if b]


def expected_error(shown: Sequence[Bin]) -> float:
    """The expected calibration error."""
    total = sum(b.count for b in shown)
    return sum(b.count * abs(b.confidence - b.right) for b in shown) / max(total, 1)
