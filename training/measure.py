"""The figures of the shipped reader: on marked articles, on the same changed by program, and of its confidence."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.evaluate import ced, polnear
from kg.evaluate.gold import article_of
from kg.model import Extraction
from kg.nlp.pipeline import extract
from training.augment import NAMED
from training.calibrate import Bin, bins, right
from training.marked import Marked, marked

Change = Callable[[Marked, random.Random], Marked]
MEASURES = ("source_exact", "cue_exact", "content_exact", "attribution_exact", "content_match", "linked")


def read(records: Sequence[Mapping[str, Any]]) -> dict[str, Extraction]:
    """What the product reads in each record, by its id."""
    return {r["id"]: extract(article_of(r)) for r in records}


def polnear_figures(records: Sequence[Mapping[str, Any]], found: Mapping[str, Extraction]) -> dict[str, float]:
    """F1 in per cent of each measure, and the interval of the linked one."""
    scores = polnear(records, found).scores
    out = {key: round(scores[key].f1, 1) for key in MEASURES}
    return {**out, "linked_low": round(scores["linked"].low, 1), "linked_high": round(scores["linked"].high, 1)}


def ced_figures(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """CED's report."""
    return ced(records, read(records)).to_json()


def robustness(records: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The figures on articles changed by program, by the name of the change."""
    out = {}
    for name, change in NAMED.items():
        rng = random.Random(7)  # noqa: S311
        changed = [_changed(r, change, rng) for r in records]
        out[name] = polnear_figures(changed, read(changed))
    return out


def calibration(records: Sequence[Mapping[str, Any]], found: Mapping[str, Extraction]) -> list[Bin]:
    """The confidence that the product shows against what is right; relayed attributions, which PolNeAR does not mark,
    are left out.
    """
    confidence: list[float] = []
    truth: list[bool] = []
    for r in records:
        said = [a for a in found[r["id"]].attributions if a.within is None and a.confidence is not None]
        confidence += [a.confidence or 0.0 for a in said]
        truth += right(r, said)
    return bins(confidence, truth)


def _changed(record: dict[str, Any], change: Change, rng: random.Random) -> dict[str, Any]:
    article = change(marked(record), rng)
    first = [{"attributions": [dict(a) for a in article.attributions]}]
    return {**record, "text": article.text, "annotations": first}
