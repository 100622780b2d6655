"""How well variants are found, and what finding them costs as a store grows.

    python -m benchmarks.variants STORE                    planted groups: precision and recall of pairs
    python -m benchmarks.variants STORE --errors           with each pair decided wrongly, of what is not kept
    python -m benchmarks.variants STORE --second           the second set: other kinds and articles, all for choosing
    python -m benchmarks.variants STORE --read 50 --seed 1 groups found, drawn at random, for reading
    python -m benchmarks.variants STORE --grow 100000      total time for so many statements, made from the store's

STORE holds articles that were ingested, such as PolNeAR's. Pairs are those of one planted group; of kinds and groups
that are kept the errors are never shown. On the 19,964 statements read in PolNeAR train, seed 5:

    for choosing        precision 99.0%, recall 100.0%
    kept for reporting  precision 99.0%, recall 95.6%
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, groupby, islice
from math import log
from pathlib import Path

from benchmarks.variants_made import Planted, planted
from kg import ids
from kg.nlp.rarity import bits
from kg.resolve.sketches import hashed
from kg.resolve.variant_index import TABLES, VariantIndex
from kg.resolve.variants import groups, in_time, variant_groups
from kg.resolve.worded import stem
from kg.statements import Statement, statements
from kg.store import open_store

SIZES = (1_000, 10_000, 100_000, 1_000_000)
AT_ONCE = 500
"""Articles of one transaction, as in ``kg.store.beside``."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs of planted statements: found and in one group, found but not in one, in one but not found."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        found, there = self.right + self.wrong, self.right + self.missed
        return (
            f"precision {precision:.1%} ({self.wrong} of {found} wrong), recall {recall:.1%} ({self.missed} of {there})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--second", action="store_true")
    parser.add_argument("--read", type=int, default=0)
    parser.add_argument("--grow", type=int, default=0)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    with open_store(given.store, read_only=True) as store:
        real = statements(store)
    if given.read:
        print("\n\n".join(_drawn(real, given.read, given.seed)))
    elif given.grow:
        _grow(real, given.grow)
    else:
        _planted(planted(real, given.seed, given.second), given.errors)


def _planted(made: Sequence[Planted], errors: bool) -> None:
    of = {p.statement.iri: p for p in made}
    found = {
        frozenset(pair) for g in variant_groups(p.statement for p in made) for pair in combinations(g.statements, 2)
    }
    truth: set[frozenset[str]] = set()
    for _, members in groupby(sorted(made, key=lambda p: p.group), key=lambda p: p.group):
        truth |= {frozenset(pair) for pair in combinations([p.statement.iri for p in members], 2)}
    print(f"{len(made)} statements, {len(truth)} pairs of {len({p.group for p in made})} groups and single statements")
    for kept in sorted({p.kept for p in made}):
        mine = {pair for pair in truth | found if any(of[iri].kept for iri in pair) == kept}
        measured = Measured(len(mine & truth & found), len(mine & found - truth), len(mine & truth - found))
        print(f"{'kept for reporting' if kept else 'for choosing'}: {measured}")
        missed, all_of = (
            Counter(k for pair in x for k in _kinds(pair, of)) for x in (mine & truth - found, mine & truth)
        )
        for kind in sorted(all_of):
            print(f"    {kind}: {missed[kind]} of {all_of[kind]} pairs missed")
        print(
            f"    wrong: {dict(Counter(' + '.join(sorted(of[i].kind for i in pair)) for pair in mine & found - truth))}"
        )
        if errors and not kept:
            for pair in sorted(mine & (found ^ truth), key=sorted):
                print("WRONG" if pair in found else "MISSED", *_both(pair, of), sep="\n    ")


def _kinds(pair: frozenset[str], of: dict[str, Planted]) -> set[str]:
    return {of[iri].kind for iri in pair} - {"as it was"} or {"as it was"}


def _both(pair: frozenset[str], of: dict[str, Planted]) -> Iterator[str]:
    for iri in sorted(pair):
        p = of[iri]
        s = p.statement
        yield f"{p.group} {p.kind} | {s.name}, {s.published}, {s.type} | {s.text}"


def _drawn(real: Sequence[Statement], number: int, seed: int) -> Iterator[str]:
    """Groups drawn at random, as many with a paraphrase as without, as far as there are."""
    known = {s.iri: s for s in real}
    found = sorted(variant_groups(real), key=lambda g: g.utterance)
    rng = random.Random(seed)
    rng.shuffle(found)
    told = [g for g in found if any(v.difference == "paraphrase" for v in g.others)]
    words = [g for g in found if g not in told]
    half = min(len(told), number // 2)
    yield f"{len(found)} groups, {len(told)} with a paraphrase"
    for n, g in enumerate([*told[:half], *words[: number - half]], 1):
        lines = [f"{n}. {g.utterance[-20:-12]}"]
        for v in (None, *g.others):
            s = known[v.statement if v else g.fullest]
            how = f"{v.difference} {v.score:.2f}" if v else "fullest"
            lines.append(f"   {how} | {s.type}, {s.outlet} {s.published}, {s.name} | {s.text}")
        yield "\n".join(lines)


def _grow(real: Sequence[Statement], most: int) -> None:
    """Total time of the processor by size; each size is made anew, in a file, by articles in order of time."""
    before: tuple[int, float] | None = None
    for size in (s for s in SIZES if s <= most):
        made = list(islice(_grown(real), size))
        made.sort(key=lambda s: (in_time(s)[0], s.article))
        articles = [list(g) for _, g in groupby(made, key=lambda s: s.article)]
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            seconds, matched, number = _taken(Path(folder) / "variants.sqlite", articles)
            size_mb = (Path(folder) / "variants.sqlite").stat().st_size / 1e6
            total = time.process_time() - start
        exponent = "" if before is None else f", exponent {log(total / before[1]) / log(size / before[0]):.2f}"
        print(
            f"{size:,} statements, {len(articles):,} articles: {total:.1f} s, of it {seconds:.1f} s for taking in, "
            f"{matched:,} statements in {number:,} groups, {size_mb:.0f} MB{exponent}", flush=True,
        )  # fmt: skip
        before = size, total


def _taken(path: Path, articles: Sequence[Sequence[Statement]]) -> tuple[float, int, int]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(TABLES)
    index = VariantIndex(connection)
    start = time.process_time()
    for i in range(0, len(articles), AT_ONCE):
        connection.execute("BEGIN IMMEDIATE")
        index.put(s for of_it in articles[i : i + AT_ONCE] for s in of_it)
        connection.execute("COMMIT")
    seconds = time.process_time() - start
    matched = number = 0
    for component in index.components(index.touched()):
        for group in groups(component):
            matched += len(group.statements)
            number += 1
    connection.close()
    return seconds, matched, number


def _grown(real: Sequence[Statement]) -> Iterator[Statement]:
    """The statements again and again, each time with other telling words and speakers, half a year later."""
    yield from real
    telling = sorted({w for s in real[:4000] for w in s.text.lower().split() if w.isalpha() and bits(w) > 11})
    turn = 0
    while True:
        turn += 1
        changed: dict[str, str] = {}
        for s in real:
            day = s.published and (date.fromisoformat(s.published[:10]) + timedelta(days=183 * turn)).isoformat()
            words = [_other(w, turn, telling, changed) for w in s.text.split()]
            yield replace(
                s, iri=_turned(s.iri, turn), article=_turned(s.article, turn), text=" ".join(words), published=day,
                speaker=s.speaker and f"{s.speaker}{turn}", name=s.name and f"{s.name}{turn}",
            )  # fmt: skip


def _turned(iri: str, turn: int) -> str:
    base, kind, digits = ids.split(iri)
    return f"{base}{kind}/{ids.digest([digits, turn])}"


def _other(word: str, turn: int, telling: Sequence[str], changed: dict[str, str]) -> str:
    bare = word.lower().strip(".,;:!?“”\"'‘’()")
    if not bare.isalpha() or bits(bare) <= 11:
        return word
    if bare not in changed:
        changed[bare] = telling[hashed(turn, stem(bare)) % len(telling)]
    other = changed[bare]
    return word.lower().replace(bare, other.capitalize() if word[0].isupper() else other)


if __name__ == "__main__":
    main()
