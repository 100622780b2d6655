"""How well it is known who is speaking, measured four ways.

    python -m benchmarks.speakers marked DATA [--part choose|report|both|train]
    python -m benchmarks.speakers ced DATA
    python -m benchmarks.speakers gum DATA
    python -m benchmarks.speakers coref DATA

DATA is the folder with polnear/, ced/ and gum/. All take --json, --errors N (the first N errors are listed) and, but
for gum, which reads no attributions, --reader model|rules. Run it from the root of the repository: it reads training/.

marked  the attributions of training/speakers.jsonl. One counts as read if the product has one whose content has an
        intersection over union of tokens of one half or more and, where both have a source, a source that shares a
        token. Of these, in percent: right, wrong, spurious (somebody where nobody is named) and unknown; the interval
        is the bootstrap's over articles. Then the product's confidence against what is right.
ced     CED's utterances by ``kg evaluate ced``, and by how the source that was read names the speaker.
gum     names of persons, organisations and places in GUM's dev part: the same characters and kind, and overlap.
coref   pronouns: marked sources in PolNeAR's dev part, beside the coreference that CoreNLP found for the corpus, and
        subjects of verbs of saying in GUM's, where the product reads them as sources.
"""

import argparse
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from benchmarks import speaker_cases, speaker_coref, speaker_marks, speaker_names, speaker_utterances
from benchmarks.speaker_cases import Report
from kg.errors import KgError
from kg.evaluate import read_gold
from kg.model import Table, Value
from kg.nlp import pipeline
from training import gum

PARTS: dict[str, tuple[speaker_marks.Part, ...]] = {
    "choose": ("choose",),
    "report": ("report",),
    "both": ("choose", "report"),
    "train": ("train",),
}


def marked(given: argparse.Namespace) -> Report:
    """The hand-marked speakers of a part."""
    marks = speaker_marks.load(PARTS[given.part])
    name = "train" if given.part == "train" else "dev"
    records = speaker_marks.by_article(read_gold(given.data / "polnear" / f"{name}.jsonl.gz"), marks)
    cases = [case for r in records for case in speaker_cases.read(r, marks[r["id"]], given.reader)]
    return speaker_cases.report(cases, [r["id"] for r in records])


def ced(given: argparse.Namespace) -> Report:
    """CED's utterances."""
    return speaker_utterances.measured(read_gold(given.data / "ced" / "dev.jsonl.gz"), given.reader)


def names(given: argparse.Namespace) -> Report:
    """GUM's names."""
    return speaker_names.measured(_documents(given.data))


def coref(given: argparse.Namespace) -> Report:
    """Pronouns, in both corpora."""
    marks = speaker_marks.load(PARTS["both"])
    records = speaker_marks.by_article(read_gold(given.data / "polnear" / "dev.jsonl.gz"), marks)
    first = speaker_coref.polnear(records, marks, given.reader)
    second = speaker_coref.spoken(_documents(given.data), given.reader)
    return Report({**first.tables, **second.tables}, first.errors + second.errors)


MEASURES: dict[str, Callable[[argparse.Namespace], Report]] = {
    "marked": marked,
    "ced": ced,
    "gum": names,
    "coref": coref,
}


def _documents(data: Path) -> list[gum.Text]:
    """GUM's dev part; ValueError that names the file where it cannot be read."""
    path = data / "gum" / "dev.conllu.gz"
    try:
        return list(gum.documents(path))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise ValueError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def printed(title: str, table: Table) -> Iterator[str]:
    """A table in columns: words to the left, numbers to the right with one place."""
    rows = [list(table.columns), *([_cell(value) for value in row] for row in table.rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    words = [all(isinstance(row[i], str) for row in table.rows) for i in range(len(table.columns))]
    yield title
    for row in rows:
        cells = (c.ljust(w) if left else c.rjust(w) for c, w, left in zip(row, widths, words, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


def _cell(value: Value) -> str:
    return f"{value:.1f}" if isinstance(value, float) else "" if value is None else str(value)


def main(arguments: list[str] | None = None) -> None:
    """Measures and prints; SystemExit with one line where the data cannot be used."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--part", choices=PARTS, default="choose", help="for marked")
    parser.add_argument("--reader", choices=get_args(pipeline.ReaderName), default="model")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    try:
        report = MEASURES[given.measure](given)
    except (KgError, OSError, ValueError) as error:
        raise SystemExit(f"{given.measure}: {error}") from error
    errors = report.errors[: max(0, given.errors)]
    if given.json:
        print(json.dumps({**report.to_json(), "errors": list(errors)}, indent=2))
        return
    for title, table in report.tables.items():
        print("\n".join([*printed(title, table), ""]))
    for line in errors:
        print(line)


if __name__ == "__main__":
    main()
