"""How well attributions inside attributions are read, on sentences written and marked for this.

    python benchmarks/nested.py [--reader model|rules]

nested.jsonl beside this file holds 150 news texts, one JSON object a line: 100 with two levels of attribution, 10 with
three, and 40 controls that look like it and have one level. "attributions" is a list of objects with "source", "cue",
"content" (a list) and "within", the index in the list of the attribution whose content holds this one's cue, or null.
A part is the words themselves, or [start, end) where the words occur more than once. The conventions are PolNeAR's. A
second marking of the bare texts agreed on every attribution, its source and its place; of the differences in where
spans begin and end, five were settled against the first.

A marked attribution is found if a prediction's cue shares a character with its cue and the contents have an
intersection over union of tokens of at least one half; in order, each takes the best prediction that is still free. Its
source is right if it shares a token. It is in place if the prediction is within one whose cue shares a character with
the marked outer cue, or within none where none is marked. A false inner one is a prediction within another that is
the match of no marked inner one.

Prints the counts for inner ones, for outer ones (the middle of three levels is both) and for single ones, the false
inner ones, and precision, recall and F1 of "inner, found, right source, in place" among the predictions within another.
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
from kg.evaluate.tokens import Tokens, covered
from kg.model import Article, Attribution, Span
from kg.nlp import pipeline

TEXTS = Path(__file__).with_suffix(".jsonl")
LEAST_OVERLAP = 0.5
GROUPS = ("inner", "outer", "single")


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as a person marked it; ``within`` is its outer one's place in the list of the text."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    within: int | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a marked attribution; ``right`` is of its source."""

    found: bool
    right: bool
    placed: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One text: its marked attributions by their fates, the predictions within another, and the false ones of these."""

    marked: tuple[Marked, ...]
    fates: tuple[Fate, ...]
    within: int
    false: int

    def of(self, group: str) -> list[Fate]:
        """The fates of a group of ``GROUPS``."""
        outer = {m.within for m in self.marked}
        wanted = {
            "inner": [m.within is not None for m in self.marked],
            "outer": [i in outer for i in range(len(self.marked))],
            "single": [m.within is None and i not in outer for i, m in enumerate(self.marked)],
        }[group]
        return [fate for fate, is_wanted in zip(self.fates, wanted, strict=True) if is_wanted]


def measured(record: Mapping[str, Any], reader: pipeline.ReaderName) -> Measured:
    """Reads a text and holds what was read against what is marked."""
    text = record["text"]
    marked = [_marked(text, a) for a in record["attributions"]]
    predicted = pipeline.extract(Article(ids.article_iri(None, None, text), text), reader).attributions
    tokens = Tokens(text)
    partners = _partners(tokens, marked, predicted)
    matched = {p.id for m, p in zip(marked, partners, strict=True) if p and m.within is not None}
    inside = [p for p in predicted if p.within]
    return Measured(
        tuple(marked),
        tuple(_fate(tokens, marked, m, p, predicted) for m, p in zip(marked, partners, strict=True)),
        len(inside),
        sum(p.id not in matched for p in inside),
    )


def _marked(text: str, data: Mapping[str, Any]) -> Marked:
    source, cue, *content = (_span(text, part) for part in (data["source"], data["cue"], *data["content"]))
    return Marked(source, cue, tuple(content), data["within"])


def _span(text: str, part: str | Sequence[int]) -> Span:
    if not isinstance(part, str):
        return Span(*part)
    if text.count(part) != 1:
        raise SystemExit(f"{part!r} occurs {text.count(part)} times in {text!r}")
    return Span(text.index(part), text.index(part) + len(part))


def _partners(tokens: Tokens, marked: Sequence[Marked], predicted: Sequence[Attribution]) -> list[Attribution | None]:
    """For each marked attribution in order, the free prediction that finds it with the best overlap."""
    free = list(predicted)
    partners: list[Attribution | None] = []
    for m in marked:
        near = [(_overlap(tokens, m.content, p.content), p) for p in free if _touch(m.cue, p.cue)]
        score, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        partners.append(best if score >= LEAST_OVERLAP else None)
        free = [p for p in free if p is not partners[-1]]
    return partners


def _fate(
    tokens: Tokens,
    marked: Sequence[Marked],
    m: Marked,
    partner: Attribution | None,
    predicted: Sequence[Attribution],
) -> Fate:
    if partner is None:
        return Fate(found=False, right=False, placed=False)
    outer = next((p for p in predicted if p.id == partner.within), None)
    placed = outer is None if m.within is None else outer is not None and _touch(marked[m.within].cue, outer.cue)
    right = bool(_tokens(tokens, [m.source]) & _tokens(tokens, partner.source))
    return Fate(found=True, right=right, placed=placed)


def _overlap(tokens: Tokens, one: Iterable[Span], other: Iterable[Span]) -> float:
    a, b = _tokens(tokens, one), _tokens(tokens, other)
    return len(a & b) / (len(a | b) or 1)


def _tokens(tokens: Tokens, spans: Iterable[Span]) -> frozenset[int]:
    return covered(tokens.runs((s.start, s.end) for s in spans))


def _touch(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(s) for s in spans)


def report(texts: Sequence[Measured]) -> Iterable[str]:
    """The lines that are printed."""
    yield f"{'':8}{'marked':>8}{'found':>8}{'right source':>14}{'in place':>10}{'both':>6}"
    for group in GROUPS:
        fates = [fate for t in texts for fate in t.of(group)]
        n = Counter(name for f in fates for name in _true(f))
        yield f"{group:8}{len(fates):8}{n['found']:8}{n['right']:14}{n['placed']:10}{n['both']:6}"
    controls = [t for t in texts if all(m.within is None for m in t.marked)]
    yield f"false inner: {sum(t.false for t in texts)}, of these {sum(t.false for t in controls)} in the controls"
    inner = [fate for t in texts for fate in t.of("inner")]
    hits, predicted = sum(f.right and f.placed for f in inner), sum(t.within for t in texts)
    yield (
        f"inner found, right source, in place: precision {percent(hits, predicted):.1f}, "
        f"recall {percent(hits, len(inner)):.1f}, F1 {percent(2 * hits, predicted + len(inner)):.1f}"
    )


def _true(fate: Fate) -> list[str]:
    both = fate.right and fate.placed
    states = {"found": fate.found, "right": fate.right, "placed": fate.placed, "both": both}
    return [name for name, is_so in states.items() if is_so]


def main() -> None:
    """Prints what is measured with the reader that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=get_args(pipeline.ReaderName), default="model")
    given = parser.parse_args()
    lines = TEXTS.read_text(encoding="utf-8").splitlines()
    for line in report([measured(json.loads(line), given.reader) for line in lines]):
        print(line)


if __name__ == "__main__":
    main()
