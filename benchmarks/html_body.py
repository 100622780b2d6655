"""How well web pages are read: body text and metadata, against what people marked.

    python benchmarks/html_body.py FOLDER

FOLDER holds NAME.html or NAME.html.gz files and a truth.json: an object that maps each NAME to an object
with "articleBody" and, where marked, "title", "outlet", "authors" (a list), "published" (ISO 8601; its day
counts) and "url".
The layout is that of the public article-extraction benchmark (Zyte, 2020), whose body score this is: the mean over
pages of the F1 of the multisets of 4-word shingles; a page that cannot be read counts 0.

Prints the body score, pages/CPU second, the pages that could not be read, and for each field of the metadata on how
many pages something was found, and how many are right of those that are marked.
"""

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import ingest
from kg.ingest import urls
from kg.model import Article

SHINGLE = 4
FIELDS = ("title", "outlet", "authors", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts are of pages; ``found``, ``stated`` (in truth) and ``right`` are by field."""

    pages: int
    errors: int
    body_f1: float
    seconds: float
    found: dict[str, int]
    stated: dict[str, int]
    right: dict[str, int]


def measured(folder: Path) -> Measured:
    """Reads every page of ``folder`` that truth.json names."""
    truth: dict[str, dict[str, Any]] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    found, stated, right = (dict.fromkeys(FIELDS, 0) for _ in range(3))
    total, errors = 0.0, 0
    start = time.process_time()
    for name, page in sorted(truth.items()):
        article = read(folder, name)
        if article is None:
            errors += 1
            continue
        total += shingle_f1(article.text, page["articleBody"])
        for f in FIELDS:
            value = getattr(article, f)
            found[f] += bool(value)
            if f in page:
                stated[f] += 1
                right[f] += same(f, value, page[f])
    return Measured(len(truth), errors, total / len(truth), time.process_time() - start, found, stated, right)


def read(folder: Path, name: str) -> Article | None:
    """The article of a page, None where there is none."""
    path = next(p for suffix in (".html", ".html.gz") if (p := folder / (name + suffix)).exists())
    (found,) = ingest.articles(str(path))
    return found if isinstance(found, Article) else None


def shingle_f1(text: str, truth: str) -> float:
    """F1 of the multisets of 4-word shingles."""
    ours, theirs = _shingles(text), _shingles(truth)
    return 2 * sum((ours & theirs).values()) / (sum(ours.values()) + sum(theirs.values()) or 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def same(field: str, value: Any, truth: Any) -> bool:
    """Whether a value is the marked one: names and titles without regard to case, dates by the day."""
    if not value or not truth:
        return not value and not truth
    if field == "published":
        return str(value)[:10] == str(truth)[:10]
    if field == "url":
        return str(value) == urls.canonical(truth)
    if field == "authors":
        return sorted(_key(a) for a in value) == sorted(_key(a) for a in truth)
    return _key(value) == _key(truth)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def main() -> None:
    """Prints what is measured on the folder that is named."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    m = measured(Path(sys.argv[1]))
    print(
        f"body F1 {m.body_f1:.4f} over {m.pages} pages, {m.errors} not read, {m.pages / m.seconds:.0f} pages/CPU second"
    )
    for f in FIELDS:
        marked = f"right {m.right[f]} of {m.stated[f]} marked" if m.stated[f] else "not marked"
        print(f"{f:10} found on {m.found[f]}, {marked}")


if __name__ == "__main__":
    main()
