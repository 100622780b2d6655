"""How well names are matched across articles, and what finding candidates costs as a store grows.

    python -m benchmarks.identity [FILE ...]    names.jsonl by default, and the tables
    python -m benchmarks.identity --errors      with each pair that was decided wrongly
    python -m benchmarks.identity --scale       only the growth of a store, with names made by program

Of variants, all pairs of one kind are decided one by one; an outlet's country is not evidence.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.names import NAMES, Bearer, Pair, Variant, load
from benchmarks.names_made import growth
from kg.resolve import bearers
from kg.resolve.blocking import keys
from kg.resolve.matching import JOIN, Match, match


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file of names gives; pairs decided wrongly are lines with the names, the score and the reason."""

    joined_right: int
    joined_wrong: int
    missed: int
    unblocked: int
    apart: int
    namesakes: int
    together: int
    one: int
    grown_precision: float
    grown_recall: float
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the pairs of variants that were joined, those that are one."""
        return self.joined_right / max(1, self.joined_right + self.joined_wrong)

    @property
    def recall(self) -> float:
        """Of the pairs of variants that are one, those that were joined."""
        return self.joined_right / max(1, self.joined_right + self.missed)

    @property
    def reached(self) -> float:
        """Of the pairs of variants that are one, those that share a blocking key."""
        return 1 - self.unblocked / max(1, self.joined_right + self.missed)


def measured(path: Path) -> Measured:
    """Decides all pairs of the variants of one kind, and the pairs of namesakes, of a file."""
    names = load(path)
    counts = {"right": 0, "wrong": 0, "missed": 0, "unblocked": 0}
    errors: list[str] = []
    for a, b in combinations(names.variants, 2):
        if a.kind != b.kind:
            continue
        found = match(_of_variant(a), _of_variant(b))
        one, joined = a.group == b.group, found.score >= JOIN
        if one and not keys(a.kind, a.name) & keys(b.kind, b.name):
            counts["unblocked"] += 1
            errors.append(f"no key    {a.name} | {b.name}")
        if one or joined:
            counts["right" if one and joined else "wrong" if joined else "missed"] += 1
        if one != joined:
            errors.append(_line("missed" if one else "wrong", a.name, a.role, b.name, b.role, found))
    decided = [(p, match(_of_bearer(p.a), _of_bearer(p.b))) for p in names.pairs]
    errors += [_pair_line(p, m) for p, m in decided if p.same != (m.score >= JOIN)]
    return Measured(
        counts["right"],
        counts["wrong"],
        counts["missed"],
        counts["unblocked"],
        sum(not p.same and m.score < JOIN for p, m in decided),
        sum(not p.same for p in names.pairs),
        sum(p.same and m.score >= JOIN for p, m in decided),
        sum(p.same for p in names.pairs),
        *_grown(names.variants),
        tuple(errors),
    )


def _grown(variants: Sequence[Variant]) -> tuple[float, float]:
    """Precision and recall of the pairs that end up together when each joins the best so far, in the file's order."""
    speakers: list[tuple[bearers.Bearer, list[Variant]]] = []
    for v in variants:
        scored = [(match(_of_variant(v), known).score, i) for i, (known, _) in enumerate(speakers)]
        score, best = max(scored, key=lambda x: (x[0], -x[1]), default=(0.0, 0))
        if score >= JOIN:
            known, members = speakers[best]
            speakers[best] = known.merged(_of_variant(v)), [*members, v]
        else:
            speakers.append((_of_variant(v), [v]))
    together = [a.group == b.group for _, members in speakers for a, b in combinations(members, 2)]
    one = sum(a.group == b.group for a, b in combinations(variants, 2))
    return sum(together) / max(1, len(together)), sum(together) / max(1, one)


def _of_variant(v: Variant) -> bearers.Bearer:
    return bearers.Bearer(v.kind, v.name, roles=(v.role,) if v.role else (), years=(v.year, v.year))


def _of_bearer(b: Bearer) -> bearers.Bearer:
    roles, organisations = (b.role,) if b.role else (), (b.organisation,) if b.organisation else ()
    return bearers.Bearer(b.kind, b.name, (), roles, organisations, frozenset(b.beside), (b.year, b.year))


def _line(how: str, a: str, role: str | None, b: str, other: str | None, found: Match) -> str:
    return f"{how:9} {a} [{role or ''}] | {b} [{other or ''}]  {found.score:.2f} {found.reason}"


def _pair_line(p: Pair, found: Match) -> str:
    return _line("parted" if p.same else "joined", f"{p.pair} {p.a.name}", p.a.role, p.b.name, p.b.role, found)


def main(arguments: Sequence[str]) -> None:
    """Prints the tables."""
    if "--scale" not in arguments:
        for path in [Path(a) for a in arguments if not a.startswith("-")] or [NAMES]:
            found = measured(path)
            print(f"{path.name}: precision {found.precision:.1%}, recall {found.recall:.1%} of pairs of variants")
            print(f"  joined one after another: precision {found.grown_precision:.1%}, recall {found.grown_recall:.1%}")
            print(f"  share a key {found.reached:.1%}; namesakes apart {found.apart} of {found.namesakes}; ", end="")
            print(f"one with other roles joined {found.together} of {found.one}")
            if "--errors" in arguments:
                print("\n".join(f"  {e}" for e in found.errors))
        return
    print("speakers  ms to add one  candidates  compared  most")
    for x in growth((1_000, 10_000, 100_000)):
        print(f"{x.speakers:8,}  {x.milliseconds:13.2f}  {x.candidates:10.1f}  {x.compared:8.1f}  {x.most:4}")


if __name__ == "__main__":
    main(sys.argv[1:])
