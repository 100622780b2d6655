"""``kg verify``: whether its verdicts are right on quotes changed by program, and how fast it is as the store grows.

    python -m benchmarks.verify changes STORE GUM.conllu.gz [--tune] [--errors N] [--words]
    python -m benchmarks.verify speed STORE [QUOTES] [--words]

``--words``: without the extra that looks for other words by meaning, though it is installed.

``changes`` takes statements of eight words or more of STORE (made by kg ingest from PolNeAR train) and makes quotes of
them (benchmarks/quote_changes.py), but of none whose cue denies it: nobody said that. Unrelated text are sentences of
GUM, which no article of the store holds. With ``--tune``: half of the articles, the kinds that may be looked at.
Without: the other half, all kinds. It prints, for each kind, how many verdicts are right, and of the grave changes how
many are called grave and how many (none) verbatim.

``speed`` prints the time to open the index, the CPU time of a verdict (median, 95th percentile) and the size of the
index. Of the quotes some are as said, some have a word swapped; every third word of a statement is mostly not found by
words, and is looked for by meaning.
"""

import argparse
import gzip
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quote_changes import HELD_OUT, KINDS, Kind, Material, swapped, telling
from kg.check.denials import denied
from kg.check.verdicts import Verification
from kg.statements import Statement, statements, statements_named
from kg.store import open_store
from kg.workflow.verifying import Verifier, cues

SEED, EACH, WORDS = 20220308, 250, 8


def unrelated(path: str, count: int, chance: random.Random) -> list[str]:
    """Sentences of eight words or more, three of them telling."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = [line.removeprefix("# text = ").strip() for line in file if line.startswith("# text = ")]
    long = [s for s in found if len(s.split()) >= WORDS and telling(s.split()) > 2]
    return chance.sample(long, count)


def material(every: list[Statement], half: int, chance: random.Random) -> Iterator[Material]:
    """The statements of every other article, in random order."""
    articles = sorted({s.article for s in every})
    chosen = set(articles[half::2])
    usable = [s for s in every if len(s.text.split()) >= WORDS and "…" not in s.text and telling(s.text.split()) > 2]
    mine = [s for s in usable if s.article in chosen]
    names = sorted({s.name for s in every if s.name and s.kind == "person" and " " in s.name})
    chance.shuffle(mine)
    for s in mine:
        yield Material(s, usable, [n for n in names if not set(n.split()) & set((s.name or "").split())], chance)


def changes(store: str, gum: str, tune: bool, errors: int, each: int, by_meaning: bool | None) -> None:
    """Prints a line a kind, then the sums."""
    chance = random.Random(SEED)
    with open_store(store, read_only=True) as opened, Verifier.open(opened, by_meaning=by_meaning) as verifier:
        every = list(statements(opened))
        pool = list(material(every, 0 if tune else 1, chance))
        print(f"{len(every)} statements; {verifier.coverage()}")
        total: Counter[str] = Counter()
        for kind in KINDS if tune else (*KINDS, *HELD_OUT):
            total += _kind(verifier, kind, pool, errors, each)
        found = [q for q in unrelated(gum, 4 * each, chance) if _wrong(verifier, q, errors)]
        print(f"{'unrelated text':32} {len(found)} of {4 * each} found")
        print(f"right {total['right']} of {total['all']}: {total['right'] / total['all']:.1%}")
        print(f"grave changes {total['grave']}: called verbatim {total['verbatim']}, called grave {total['told']}")


def _kind(verifier: Verifier, kind: Kind, pool: list[Material], errors: int, each: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for m in pool:
        made = kind.make(m)
        if made is None or _denied(verifier, m.statement):
            continue
        found = verifier.verify(*made)
        counts["all"] += 1
        verdicts[found.verdict] += 1
        counts["right"] += found.verdict == kind.verdict
        if kind.grave:
            counts["grave"] += 1
            counts["told"] += found.grave
            counts["verbatim"] += found.verdict == "verbatim"
        if (found.verdict != kind.verdict or (kind.grave and not found.grave)) and errors > 0:
            errors -= 1
            _shown(kind.name, m.statement.text, made, found)
        if counts["all"] == each:
            break
    others = {v: n for v, n in verdicts.most_common() if v != kind.verdict}
    grave = f" grave {counts['told']} of {counts['grave']}" if kind.grave else ""
    mark = "*" if kind in HELD_OUT else " "
    print(
        f"{kind.name:30} {mark} {counts['right']:4} of {counts['all']:4} {kind.verdict}{grave} {others or ''}",
        flush=True,
    )
    return counts


def _denied(verifier: Verifier, statement: Statement) -> bool:
    return denied(cues(verifier.store, [statement.attribution]).get(statement.attribution, ""), statement.type)


def _wrong(verifier: Verifier, quote: str, errors: int) -> bool:
    found = verifier.verify(quote)
    if found.verdict == "not-found":
        return False
    if errors:
        _shown("unrelated", found.matches[0].statement.text, (quote, None), found)
    return True


def _shown(kind: str, said: str, made: tuple[str, str | None], found: Verification) -> None:
    print(f"--- {kind}: {found.verdict} {found.flags} by {found.matches[0].statement.name if found.matches else None}")
    print(f"    said   {said}\n    quoted {made[0]}" + (f"\n    speaker {made[1]}" if made[1] else ""))


def speed(store: str, count: int, by_meaning: bool | None) -> None:
    """Prints the figures of one store."""
    chance = random.Random(SEED)
    with open_store(store, read_only=True) as opened:
        started = time.perf_counter()
        with Verifier.open(opened, by_meaning=by_meaning) as verifier:
            opened_in = time.perf_counter() - started
            covered = verifier.coverage()
            rows = opened.select("SELECT ?s WHERE { GRAPH ?g { ?s a schema:Quotation } } LIMIT 200000").rows
            picked = statements_named(opened, chance.sample([str(row[0]) for row in rows], min(count, len(rows))))
            quotes = [s.text for s in picked if len(s.text.split()) >= WORDS]
            changed = [swapped(Material(s, [], [], chance)) for s in picked]
            thinned = [" ".join(s.text.split()[::3]) for s in picked]
            times: dict[str, list[float]] = defaultdict(list)
            for name, some in {
                "as said": quotes,
                "word swapped": [c[0] for c in changed if c],
                "every third word": thinned,
            }.items():
                for quote in some:
                    before, cpu = time.perf_counter(), time.process_time()
                    verifier.verify(quote)
                    times[name].append(time.process_time() - cpu)
                    times[f"{name}, wall"].append(time.perf_counter() - before)
    files = Path(store, "index").glob("text.sqlite*")
    size = sum(f.stat().st_size for f in files) / 1e6
    print(f"{covered}; opened in {opened_in:.1f} s; index {size:.0f} MB")
    for name, taken in times.items():
        ordered = sorted(taken)
        middle, high = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
        print(f"  {name:20} {len(taken)} quotes: median {1000 * middle:.1f} ms, 95th percentile {1000 * high:.1f} ms")


def main() -> None:
    """Parses the arguments and measures."""
    parser = argparse.ArgumentParser(description="Measures kg verify.")
    parser.add_argument("what", choices=["changes", "speed"])
    parser.add_argument("store")
    parser.add_argument("rest", nargs="?")
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--each", type=int, default=EACH, help="quotes of a kind")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--words", action="store_true", help="without the extra")
    given = parser.parse_args()
    by_meaning = False if given.words else None
    if given.what == "changes":
        changes(given.store, given.rest, given.tune, given.errors, given.each, by_meaning)
    else:
        speed(given.store, int(given.rest or 200), by_meaning)


if __name__ == "__main__":
    main()
