"""How long the saved questions take, beside Oxigraph alone with the same SPARQL on the same files.

    python benchmarks/questions.py STORE [--runs N]

STORE is a directory that ``kg ingest`` made; it is only read. The parameters are found in it: a speaker, an outlet and
a cited target that are frequent, a speaker that is rare, the longest word of some statements.

Each question is asked through kg (``kg.store.select`` on a snapshot: rows of plain values) and of pyoxigraph
(``Store.read_only`` on a backup, the default graph the union, each row consumed but its terms left as they are), in
turns within one run, N times each (5). Prints, for each question, its rows, both medians in milliseconds of wall time
and their ratio; the rows that both give are counted and must be equal in number.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import questions
from kg.store import EmbeddedStore, Store
from kg.vocab import PREFIXES

SPEAKERS = """SELECT ?name WHERE { ?attribution hs:speaker ?entity . ?entity a schema:Person ; schema:name ?name }
GROUP BY ?name ORDER BY DESC(COUNT(*)) ?name"""
OUTLETS = """SELECT ?name WHERE { ?article a schema:NewsArticle ; schema:publisher ?outlet . ?outlet schema:name ?name }
GROUP BY ?name ORDER BY DESC(COUNT(DISTINCT ?article)) ?name"""
TARGETS = "SELECT ?name WHERE { ?citation hs:target ?name } GROUP BY ?name ORDER BY DESC(COUNT(*)) ?name"
TEXTS = "SELECT ?text WHERE { ?statement a schema:Quotation ; schema:text ?text } ORDER BY ?statement LIMIT 20"


@dataclass(frozen=True, slots=True)
class Case:
    """A saved question with the parameters that it is asked with."""

    name: str
    parameters: dict[str, str]

    def __str__(self) -> str:
        return " ".join((self.name, *(f"{key}={value}" for key, value in self.parameters.items())))


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians, in seconds."""

    case: Case
    rows: int
    kg: float
    oxigraph: float


def cases(store: Store) -> Iterator[Case]:
    """Each saved question, with parameters found in the store where it needs or may have them."""
    speakers, outlets = _first_column(store, SPEAKERS), _first_column(store, OUTLETS)
    targets = _first_column(store, TARGETS)
    word = max(re.findall(r"[^\W\d_]+", " ".join(_first_column(store, TEXTS))), key=len, default="said")
    frequent, rare = speakers[:1], speakers[-1:]
    for name, question in questions.questions().items():
        known = {p.name: p.default for p in question.parameters}
        needed = [key for key, default in known.items() if default is None]
        if not needed:
            yield Case(name, {})
        if "speaker" in known and "text" not in needed:
            yield from (Case(name, {"speaker": value}) for value in (*frequent, *rare))
        if "outlet" in known and not needed:
            yield from (Case(name, {"outlet": value}) for value in outlets[:1])
        if "text" in known:
            yield Case(name, {"text": word})
        if "target" in known:
            yield from (Case(name, {"target": value}) for value in targets[:1])


def measured(store: Store, engine: ox.Store, case: Case, runs: int) -> Measured:
    """One question asked of both in turns."""
    sparql = questions.query(case.name, case.parameters)

    def ours() -> int:
        return len(store.select(sparql).rows)

    def bare() -> int:
        found = engine.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return sum(1 for _ in found)

    times: tuple[list[float], list[float]] = [], []
    counts = set()
    for _ in range(runs):
        for ask, kept in zip((ours, bare), times, strict=True):
            seconds, rows = _timed(ask)
            kept.append(seconds)
            counts.add(rows)
    if len(counts) != 1:
        raise SystemExit(f"{case}: the two differ in the number of rows: {sorted(counts)}")
    return Measured(case, counts.pop(), statistics.median(times[0]), statistics.median(times[1]))


def main() -> None:
    """Prints the table for the store that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with (
        EmbeddedStore.snapshot(given.store) as store,
        EmbeddedStore.open(given.store) as writer,
        tempfile.TemporaryDirectory(dir=given.store.parent) as folder,
    ):
        copy = Path(folder) / "backup"
        writer.inner.backup(str(copy))
        writer.close()
        engine = ox.Store.read_only(str(copy))
        print(f"{'rows':>7} {'kg ms':>8} {'oxigraph ms':>12} {'ratio':>6}  question")
        for case in cases(store):
            m = measured(store, engine, case, max(1, given.runs))
            print(
                f"{m.rows:7} {m.kg * 1e3:8.0f} {m.oxigraph * 1e3:12.0f} {m.kg / m.oxigraph:6.2f}  {m.case}", flush=True
            )
        del engine


def _first_column(store: Store, sparql: str) -> list[str]:
    return [str(row[0]) for row in store.select(sparql).rows if row[0]]


def _timed(ask: Callable[[], int]) -> tuple[float, int]:
    start = time.perf_counter()
    rows = ask()
    return time.perf_counter() - start, rows


if __name__ == "__main__":
    main()
