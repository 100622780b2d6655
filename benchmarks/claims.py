"""Statements matched to reviewed claims: precision, recall and ranking on pairs of our own making.

    python -m benchmarks.claims [choose|report|all]

benchmarks/claims.jsonl holds 150 invented pairs of a statement and a claim: 60 of the same truth conditions in other
words, 66 near misses (another number, another name, negated, other time) and 24 of the same topic only. One half is for
choosing (thresholds, factors), the other for reporting; they alternate within each kind. The author of the pairs wrote
the lists of words too, so that lexical gaps are rarer here than in the wild. ``pairs`` compares
each statement with its claim alone; ``ranking`` looks for each claim that has a statement of the same truth conditions
among all statements of its half.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from kg.check.claims.matching import THRESHOLD, ClaimIndex, Said

PAIRS = Path(__file__).with_suffix(".jsonl")
Row = dict[str, str]


def main(half: str) -> None:
    """Prints the figures of one half, and with "choose" its errors."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    index = ClaimIndex.of([Said(r["id"], r["claim"], r["claimant"]) for r in rows], [r["statement"] for r in rows])
    rows = [r for r in rows if half in ("all", r["half"])]
    scored = [(_score(index, r), r) for r in rows]
    for threshold in sorted({0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, THRESHOLD}):
        found = [r for s, r in scored if s >= threshold]
        right = sum(r["kind"] == "same" for r in found)
        wrong = Counter(r["kind"] for r in found if r["kind"] != "same")
        total = sum(r["kind"] == "same" for r in rows)
        line = f"{right / max(1, len(found)):.3f}  recall {right / total:.3f}  wrong {dict(wrong)}"
        print(f"{'*' if threshold == THRESHOLD else ' '} threshold {threshold:.2f}  precision {line}")
    _ranking(index, rows)
    if half == "choose":
        for s, r in sorted(scored, key=lambda x: x[0]):
            if (s >= THRESHOLD) != (r["kind"] == "same"):
                print(f"{s:.2f} {r['id']}: {r['statement']} | {r['claim']}")


def _score(index: ClaimIndex, row: Row) -> float:
    number = next(n for n, c in enumerate(index.claims) if c.iri == row["id"])
    return index.alone(number, Said("s", row["statement"], row["speaker"]))


def _ranking(index: ClaimIndex, rows: list[Row]) -> None:
    """Each claim's own statement among the statements of its half, by the score of the pair."""
    ranks = []
    statements = list({r["statement"]: r for r in rows}.values())
    for row in (r for r in rows if r["kind"] == "same"):
        number = next(n for n, c in enumerate(index.claims) if c.iri == row["id"])
        scores = {r["statement"]: index.alone(number, Said("s", r["statement"], r["speaker"])) for r in statements}
        ranks.append(1 + sum(s > scores[row["statement"]] for t, s in scores.items() if t != row["statement"]))
    first = sum(r == 1 for r in ranks) / len(ranks)
    print(f"ranking of {len(statements)} statements for {len(ranks)} claims: first {first:.3f}, ", end="")
    print(f"mean reciprocal rank {sum(1 / r for r in ranks) / len(ranks):.3f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "report")
