"""Makes the shipped model of a checkpoint: graphs in 8 bits, threshold and calibration, figures, model card."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from kg.model import Attribution, Span
from kg.nlp import reader
from kg.nlp.segment import segments
from training import card, kinds, speaking
from training.calibrate import Floats, bins, chances, expected_error, fitted, right
from training.export import calibration_texts, ranges, weights_of, write
from training.marked import read_lines
from training.measure import calibration, ced_figures, polnear_figures, read, robustness
from training.predict import scored

ACCEPT = (0.3, 0.325, 0.35, 0.375, 0.4, 0.425, 0.45, 0.475, 0.5, 0.55)
PROPOSE = 0.2
INNER = (0.5, 0.8)  # of relayed attributions, and of those that these relay
Found = Mapping[str, Sequence[reader.Candidate]]
Read = dict[str, list[tuple[float, dict[str, list[Span]]]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="of several the mean is taken")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=reader.MODEL)
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parser.add_argument("--version", required=True)
    parser.add_argument("--figures", type=Path, help="where the figures go as JSON", required=True)
    given = parser.parse_args()
    weights, settings = weights_of(given.checkpoint)
    dev = read_lines(given.data / "polnear" / "dev.jsonl.gz")
    chosen: dict[str, Any] = {"version": given.version, "propose": PROPOSE, "accept": 0.5, "accept_inner": INNER}
    chosen["chance"] = [1.0, *[0.0] * len(get_args(reader.Evidence))]
    scales = ranges(weights, settings, calibration_texts(given.data))
    write(weights, settings, scales, given.model, chosen)
    head = kinds.fitted(given.data, given.model)
    kinds.add(head, given.model)
    found = candidates(reader.load(given.model), dev)
    kept = rivals_dropped(found, curve(dev, found))
    chosen["chance"] = curve(dev, kept)
    crossed, truth = judged_by_other_half(dev, kept)
    read_ = with_chances(kept, crossed)
    chosen["accept"] = max(ACCEPT, key=lambda t: gain(scored(dev, read_, t)))
    write(weights, settings, scales, given.model, chosen)
    kinds.add(head, given.model)
    speaking.write(given.data, given.model)
    figures = measured(given.data, dev)
    figures["calibration_crossed"] = round(expected_error(bins(crossed.tolist(), truth)), 4)
    figures["accept"] = chosen["accept"]
    given.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")
    card.write(given.docs, given.model, given.version, figures)


def candidates(model: reader.Reader, records: Sequence[Mapping[str, Any]]) -> Found:
    """All that the network proposes in each record."""
    return {r["id"]: model.candidates(r["text"], segments(r["text"]))[0] for r in records}


def judged(records: Sequence[Mapping[str, Any]], found: Found) -> tuple[Floats, list[bool], npt.NDArray[np.int64]]:
    """The evidence of each candidate, whether it is right, and which half of the articles it stands in."""
    evidence: list[reader.Evidence] = []
    truth: list[bool] = []
    half: list[int] = []
    for number, r in enumerate(records):
        here = found[r["id"]]
        evidence += [c.evidence for c in here]
        truth += right(r, [Attribution("a", "urn:a", c.source, c.cue, c.content, "indirect") for c in here])
        half += [number % 2] * len(here)
    return np.array(evidence), truth, np.array(half)


def curve(records: Sequence[Mapping[str, Any]], found: Found) -> list[float]:
    """The logistic curve that fits all that was found."""
    evidence, truth, _ = judged(records, found)
    return fitted(evidence, truth)


def judged_by_other_half(records: Sequence[Mapping[str, Any]], found: Found) -> tuple[Floats, list[bool]]:
    """The chance of each candidate by the curve that fits the other half of the articles, and whether it is right."""
    evidence, truth, half = judged(records, found)
    crossed = np.zeros(len(truth))
    for part in (0, 1):
        other = half != part
        fit = fitted(evidence[other], [t for t, o in zip(truth, other, strict=True) if o])
        crossed[~other] = chances(evidence[~other], fit)
    return crossed, truth


def rivals_dropped(found: Found, weights: Sequence[float]) -> Found:
    """Of the candidates that share a cue, the likeliest: the others are never shown, so the curve is not theirs."""
    return {
        key: reader.one_a_cue([replace(c, score=float(chances(np.array([c.evidence]), weights)[0])) for c in here])
        for key, here in found.items()
    }


def with_chances(found: Found, chance: Floats) -> Read:
    """The candidates with these chances."""
    given = iter(chance.tolist())
    return {
        key: [(next(given), {"source": list(c.source), "cue": list(c.cue), "content": list(c.content)}) for c in here]
        for key, here in found.items()
    }


def gain(figures: Mapping[str, float]) -> float:
    """What the threshold is chosen for."""
    return figures["linked"] + figures["attribution_exact"] + figures["content_exact"]


def measured(data: Path, dev: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Every figure of the model card."""
    found = read(dev)
    shown = calibration(dev, found)
    return {
        "polnear": polnear_figures(dev, found),
        "ced": ced_figures(read_lines(data / "ced" / "dev.jsonl.gz")),
        "calibration_error": round(expected_error(shown), 4),
        "calibration_bins": [[b.count, round(b.confidence, 3), round(b.right, 3)] for b in shown],
        "changed": robustness(dev),
    }


if __name__ == "__main__":
    main()
