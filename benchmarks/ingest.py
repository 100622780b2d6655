"""How many articles a second are read and stored, with how many processes, and where the time goes.

    python benchmarks/ingest.py ARTICLES [--articles N] [--jobs N ...] [--picture FILE.svg]

ARTICLES is JSON lines, gzipped or not, as `kg ingest` reads them (PolNeAR's format is). For each number of jobs a new
store is made with `kg ingest` as a user calls it; its wall time counts, the start of Python included. Then one process
does the same under a profiler, and the time is divided among the steps of the work: a function's own time counts for
the step whose function called it, however deep. The profiler makes Python slower and the network not, so the shares of
all steps but the network's are upper bounds. ``--picture`` draws the shares.
"""

import argparse
import cProfile
import gzip
import json
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

STEPS = {  # by the file and name of a function: what it and all that it calls are spent on
    ("reader.py", "_of_scope"): "network: decoder",
    ("reader.py", "_of_window"): "network: encoder",
    ("reader.py", "_tagged"): "best tags",
    ("windows.py", "words"): "words and windows",
    ("windows.py", "windows"): "words and windows",
    ("segment.py", "segments"): "paragraphs, quotations",
    ("reader.py", "attributions"): "layout, nesting",
    ("speakers.py", "speakers"): "speakers",
    ("mentions.py", "*"): "speakers",
    ("figures.py", "*"): "figures, citations",
    ("citations.py", "*"): "figures, citations",
    ("jsonl.py", "*"): "files",
    ("evidence.py", "*"): "triples",
    ("derived.py", "*"): "triples",
    ("embedded.py", "*"): "store",
    ("directory.py", "*"): "store",
}
OTHER = "the rest"
WIDTH, BAR, LABEL = 720.0, 22.0, 190.0

Function = tuple[str, int, str]


def main() -> None:
    """Prints the speeds and the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=840)
    parser.add_argument("--profiled", type=int, default=100, help="articles that the profiler sees")
    parser.add_argument("--jobs", type=int, action="append", help="may be repeated")
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    opened = gzip.open if given.file.suffix == ".gz" else open
    with opened(given.file, "rt", encoding="utf-8") as lines:
        records = list(islice(lines, given.articles))
    words = sum(len(json.loads(line)["text"].split()) for line in records)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "articles.jsonl"
        source.write_text("".join(records), encoding="utf-8")
        for jobs in given.jobs or [1, 2]:
            seconds = ingested(source, Path(name) / f"store{jobs}", jobs)
            print(
                f"--jobs {jobs}: {len(records)} articles, {words} words in {seconds:.1f} s: "
                f"{len(records) / seconds:.1f} articles/s, {words / seconds:.0f} words/s"
            )
        source.write_text(records[0], encoding="utf-8")
        profiled(source, Path(name) / "warm")  # what is imported and loaded once does not count
        source.write_text("".join(records[: given.profiled]), encoding="utf-8")
        shares = profiled(source, Path(name) / "profiled")
    for step, share in shares.items():
        print(f"{step:24}{100 * share:6.1f}%")
    if given.picture:
        given.picture.write_text(picture(shares), encoding="utf-8")


def ingested(source: Path, store: Path, jobs: int) -> float:
    """The wall time of an ingest, in seconds."""
    call = "from kg.cli.main import main; main()"
    command = [sys.executable, "-c", call, "ingest", str(source), "--store", str(store), "--jobs", str(jobs)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"kg ingest: {done.stderr.strip()}")
    return time.perf_counter() - start


def profiled(source: Path, store: Path) -> dict[str, float]:
    """The share of each step in an ingest by this process, the largest first."""
    from kg.cli.main import cli
    from kg.cli.settings import Settings

    profiler = cProfile.Profile()
    profiler.enable()
    args = ["ingest", str(source), "--store", str(store), "--jobs", "1", "--quiet"]
    cli.main(args, obj=Settings(), standalone_mode=False)
    profiler.disable()
    spent = _by_step(pstats.Stats(profiler).stats)  # type: ignore[attr-defined]
    total = sum(spent.values())
    return {step: s / total for step, s in sorted(spent.items(), key=lambda x: (x[0] == OTHER, -x[1]))}


def _by_step(stats: Mapping[Function, Any]) -> dict[str, float]:
    """The own time of each function, divided among the steps as its callers' calls of it are."""
    shares: dict[Function, dict[str, float]] = {}

    def of(function: Function, above: frozenset[Function]) -> dict[str, float]:
        step = STEPS.get((Path(function[0]).name, function[2])) or STEPS.get((Path(function[0]).name, "*"))
        if step:
            return {step: 1.0}
        if function in shares:
            return shares[function]
        callers = {c: t[3] for c, t in stats[function][4].items() if c not in above and c != function}
        total = sum(callers.values())
        out: dict[str, float] = {}
        for caller, seconds in callers.items():
            for name, share in of(caller, above | {function}).items():
                out[name] = out.get(name, 0.0) + share * (seconds / total if total else 1 / len(callers))
        shares[function] = out or {OTHER: 1.0}
        return shares[function]

    spent: dict[str, float] = {}
    for function, (_, _, own, _, _) in stats.items():
        for step, share in of(function, frozenset()).items():
            spent[step] = spent.get(step, 0.0) + own * share
    return spent


def picture(shares: Mapping[str, float]) -> str:
    """The shares as bars."""
    height = BAR * (len(shares) + 1)
    most = max(shares.values())
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for k, (step, share) in enumerate(shares.items()):
        y = BAR * (k + 0.5)
        long = (WIDTH - LABEL - 70) * share / most
        out.append(f'<text x="{LABEL - 10}" y="{y + 15:.1f}" text-anchor="end">{step}</text>')
        out.append(f'<rect x="{LABEL}" y="{y + 3:.1f}" width="{long:.1f}" height="{BAR - 6}" fill="#3b6ea5"/>')
        out.append(f'<text x="{LABEL + long + 8:.1f}" y="{y + 15:.1f}">{100 * share:.1f}%</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


if __name__ == "__main__":
    main()
