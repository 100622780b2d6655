"""How much of what stands between the paragraphs of a scraped article is read as somebody's words.

    python benchmarks/boilerplate.py [--reader model|rules] [--part dev|test|fresh] [--show]

boilerplate.jsonl beside this file holds 50 news articles written and marked for this, one JSON object a line, as they
look when a page's furniture has been scraped along with the body. "boilerplate" is a list of [start, end), each a
whole paragraph of furniture, "kinds" says what each one is, and "statements" is the number of attributions that a
person counts in the other paragraphs (a quotation parted by its cue is one). Much of the furniture speaks of what
somebody says; on a real page less of it does.

"part" is "dev" for the 25 texts that the rules of kg/nlp/furniture.py were improved on; "test" for 15 that were written
before the rules, by the hand that then wrote the rules; "fresh" for 10 that were written when the rules stood; three
of their habits ("L-R:", "your inbox each weekend", "A version of this article appears") have been taken up since.

A paragraph of furniture yields if a span of an attribution (source, cue or content) shares a character with it.

Prints for each kind how many paragraphs there are and how many yield; then the same over all, and how many
attributions were read that touch no furniture, with the number that a person counts. --show prints each paragraph
that yields with what was read in it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from kg import ids
from kg.evaluate.rates import percent
from kg.model import Article, Attribution, Span
from kg.nlp import pipeline

TEXTS = Path(__file__).with_suffix(".jsonl")
PARTS = ("dev", "test", "fresh")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A paragraph that is no news; ``read`` is what was read in it, a line for each attribution."""

    kind: str
    words: str
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One text: its furniture, the attributions read elsewhere, and how many a person counts there."""

    furniture: tuple[Furniture, ...]
    elsewhere: int
    statements: int


def measured(record: Mapping[str, Any], reader: pipeline.ReaderName) -> Measured:
    """Reads a text and looks which paragraphs of furniture yield."""
    text = record["text"]
    predicted = pipeline.extract(Article(ids.article_iri(None, None, text), text), reader).attributions
    places = [Span(*place) for place in record["boilerplate"]]
    furniture = tuple(
        Furniture(kind, place.of(text), tuple(_line(text, a) for a in predicted if _touches(a, place)))
        for kind, place in zip(record["kinds"], places, strict=True)
    )
    elsewhere = sum(not any(_touches(a, place) for place in places) for a in predicted)
    return Measured(furniture, elsewhere, record["statements"])


def _touches(attribution: Attribution, place: Span) -> bool:
    return any(s.overlaps(place) for s in (*attribution.source, *attribution.cue, *attribution.content))


def _line(text: str, attribution: Attribution) -> str:
    roles = (attribution.source, attribution.cue, attribution.content)
    return " | ".join(" … ".join(" ".join(s.of(text).split()) for s in spans) or "-" for spans in roles)


def report(texts: Sequence[Measured]) -> Iterable[str]:
    """The lines that are printed."""
    furniture = [f for t in texts for f in t.furniture]
    there = Counter(f.kind for f in furniture)
    yields = Counter(f.kind for f in furniture if f.read)
    yield f"{'':15}{'paragraphs':>10}{'yield':>7}"
    for kind in sorted(there):
        yield f"{kind:15}{there[kind]:10}{yields[kind]:7}"
    total = yields.total()
    yield f"{'all':15}{there.total():10}{total:7}  {percent(total, there.total()):.1f}%"
    elsewhere, statements = sum(t.elsewhere for t in texts), sum(t.statements for t in texts)
    yield f"attributions read outside boilerplate: {elsewhere}; a person counts {statements}"


def shown(texts: Sequence[Measured]) -> Iterable[str]:
    """Each paragraph that yields, and below it source, cue and content of what was read."""
    for furniture in (f for t in texts for f in t.furniture if f.read):
        yield f"[{furniture.kind}] {furniture.words!r}"
        yield from (f"    {line}" for line in furniture.read)


def main() -> None:
    """Prints what is measured with the reader that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=get_args(pipeline.ReaderName), default="model")
    parser.add_argument("--part", choices=PARTS, help="only these texts (else all)")
    parser.add_argument("--show", action="store_true", help="print each paragraph that yields")
    given = parser.parse_args()
    records = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    texts = [measured(r, given.reader) for r in records if given.part in (None, r["part"])]
    for line in (*(shown(texts) if given.show else ()), *report(texts)):
        print(line)


if __name__ == "__main__":
    main()
