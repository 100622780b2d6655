"""How well figures are read: in 30 articles of PolNeAR's dev part marked by reading, and in the invented newsroom.

    python -m benchmarks.figures DATA [--reader model|rules] [--part choose|report] [--list]

DATA is the folder of the corpora. relayed.py beside this file says how the articles were marked: 15 to "choose" by, 15
only to "report" on. The newsroom's truth is what its tests hold the reader to, so it is read here with the true
attributions and says little of other texts.

A marked figure is found if a prediction shares a character with it and has the same value and bounds; each takes the
first prediction that is still free. A prediction that shares a character with a doubtful mark counts neither way. Of
those found, shares of: the unit (same head noun, percent or dollars), what is counted and the measure (a word in
common, or none in both; words shorter than three letters and "the" put aside), the date (exactly, or none in both),
and whether the figure is told by somebody. "in the body" leaves out what is marked in headlines, captions and the
like, where Hearsay reads nothing by design. ``--list`` prints what was missed and what was too much.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import relayed
from kg import ids
from kg.interchange import from_json
from kg.model import Article, Figure, Span
from kg.nlp import pipeline
from kg.nlp.figures import figures
from kg.nlp.lexicon import words as words_of
from kg.nlp.segment import segments

TRUTH = Path(__file__).parents[1] / "examples" / "truth"
FIELDS = ("unit", "counted", "measure", "as_of", "attributed")
SMALL_WORDS = words_of("the and for had has have was were are that with from")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A marked figure, its spans as words."""

    span: Span
    values: tuple[float | None, ...]
    unit: str | None
    counted: str | None
    measure: str | None
    as_of: str | None
    attributed: bool
    doubtful: bool = False


def same(one: Sequence[float | None], other: Sequence[float | None]) -> bool:
    """Whether value, low and high are equal, to the fourth place."""
    return all(
        a == b or (a is not None and b is not None and abs(a - b) < 1e-4) for a, b in zip(one, other, strict=True)
    )


def values(f: Figure) -> tuple[float | None, ...]:
    """Value, low and high."""
    return f.value, f.low, f.high


def in_common(one: str | None, other: str | None) -> bool:
    """Whether two wordings share a word that tells, or both are none."""
    a, b = words(one), words(other)
    return bool(a & b) or (not a and not b)


def words(text: str | None) -> set[str]:
    """The words of a wording that tell something, without an ending of the plural."""
    found = re.findall(r"[^\W_]{3,}", (text or "").lower())
    return {w.removesuffix("s") for w in found if w not in SMALL_WORDS}


def compared(text: str, wanted: Sequence[Wanted], found: Sequence[Figure], count: Counter[str]) -> Iterator[str]:
    """Counts into ``count`` what was found and what of it is right; the lines of what is not."""
    free = list(found)
    clear = [w for w in wanted if not w.doubtful]
    body = [s.span for s in segments(text) if s.body is not None]
    for w in clear:
        inside = any(b.holds(w.span) for b in body)
        count["marked"] += 1
        count["marked in the body"] += inside
        count["marked, attributed"] += w.attributed
        f = next((f for f in free if f.span.overlaps(w.span) and same(values(f), w.values)), None)
        if f is None:
            near = next((f for f in found if f.span.overlaps(w.span)), None)
            yield f"missed{'' if inside else ' (no body)'}: {around(text, w.span)} {values(near) if near else ''}"
            continue
        free.remove(f)
        count["found"] += 1
        count["found, attributed"] += w.attributed
        right = {
            "unit": (w.unit in ("percent", "dollars") and (f.unit or "").startswith(w.unit))
            or in_common(w.unit, f.unit),
            "counted": in_common(w.counted, f.counted),
            "measure": in_common(w.measure, f.measure),
            "as_of": w.as_of == f.as_of,
            "attributed": w.attributed == (f.attribution is not None),
        }
        for name, is_right in right.items():
            count[name] += is_right
        wrong = [
            f"{n} {getattr(w, n)!r} read as {getattr(f, n, f.attribution)!r}"
            for n, is_right in right.items()
            if not is_right
        ]
        if wrong:
            yield f"differs: {around(text, w.span)} {'; '.join(wrong)}"
    for f in free:
        if not any(w.doubtful and w.span.overlaps(f.span) for w in wanted):
            count["too much"] += 1
            count["too much, attributed"] += f.attribution is not None
            yield f"too much: {around(text, f.span)} {f.value}"


def around(text: str, span: Span) -> str:
    """The words of a span among those around it."""
    return " ".join(
        f"{text[max(0, span.start - 50) : span.start]}[{span.of(text)}]{text[span.end : span.end + 40]}".split()
    )


def marked_articles(
    data: Path, part: relayed.Part, reader: pipeline.ReaderName
) -> Iterator[tuple[str, list[Wanted], Sequence[Figure]]]:
    """The text, the marks and the figures read in each article of a part."""
    import gzip

    with gzip.open(data / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {record["id"]: record for record in map(json.loads, lines)}
    for marked in relayed.load(part, {i: r["text"] for i, r in records.items()}):
        record = records[marked.id]
        text = record["text"]

        def said(span: Span | str | None, text: str = text) -> str | None:
            return span.of(text) if isinstance(span, Span) else span

        wanted = [
            Wanted(
                m.span, (m.value, m.low, m.high), said(m.unit), said(m.counted), said(m.measure), m.as_of,
                m.attributed, m.doubtful,
            )
            for m in marked.figures
        ]  # fmt: skip
        article = Article(ids.article_iri(None, None, text), text, published=(record["published"] or "")[:10] or None)
        yield text, wanted, pipeline.extract(article, reader).figures


def newsroom() -> Iterator[tuple[str, list[Wanted], Sequence[Figure]]]:
    """The same of the invented newsroom, read with its true attributions."""
    for file in sorted(TRUTH.glob("*.json")):
        x = from_json(json.loads(file.read_text(encoding="utf-8")))
        wanted = [
            Wanted(f.span, values(f), f.unit, f.counted, f.measure, f.as_of, f.attribution is not None)
            for f in x.figures
        ]
        yield x.article.text, wanted, figures(x.article, segments(x.article.text), x.attributions)


def share(part: int, whole: int) -> str:
    """A share as a percentage with its two numbers."""
    return f"{100 * part / whole if whole else 0:5.1f}% ({part} of {whole})"


def told(title: str, count: Counter[str]) -> Iterator[str]:
    """The lines of a report."""
    found, extra = count["found"], count["too much"]
    yield f"{title}: {count['marked']} figures marked"
    yield f"  recall                {share(found, count['marked'])}"
    yield f"  recall in the body    {share(found, count['marked in the body'])}"
    yield f"  precision             {share(found, found + extra)}"
    attributed, more = count["found, attributed"], count["too much, attributed"]
    yield f"  recall, attributed    {share(attributed, count['marked, attributed'])}"
    yield f"  precision, attributed {share(attributed, attributed + more)}"
    for name in FIELDS:
        yield f"  {name:<21} {share(count[name], found)}"


def main() -> None:
    """Prints the counts of the newsroom and of each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--reader", choices=("model", "rules"), default="model")
    parser.add_argument("--part", choices=relayed.PARTS, action="append")
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    groups = {"newsroom": newsroom()}
    for part in given.part or relayed.PARTS:
        groups[f"PolNeAR dev, {part}"] = marked_articles(given.data, part, given.reader)
    for title, articles in groups.items():
        count: Counter[str] = Counter()
        lines = [line for text, wanted, found in articles for line in compared(text, wanted, found, count)]
        print("\n".join(told(title, count)))
        if given.list and title != "PolNeAR dev, report":
            print("\n".join(f"    {line}" for line in lines))


if __name__ == "__main__":
    main()
