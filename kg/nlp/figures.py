"""The figures of an article: numbers with what they count, what is said of it, as of when, and who gave them.

Read are counts, shares, percentages, sums of money and multiples ("twice as many"). Not read are dates, times, ages,
durations (but for how long a supply lasts), scores, and numbers that name something ("Boeing 737", "page 3").
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Article, Attribution, Figure, Span
from kg.nlp.amounts import amount
from kg.nlp.asof import dated
from kg.nlp.bare import bare
from kg.nlp.counted import words_of
from kg.nlp.counts import count, extent, nobody, noun_of
from kg.nlp.designations import named
from kg.nlp.numbers import MONEY, PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES, Quantity, quantities
from kg.nlp.segment import Segment
from kg.nlp.sentences import Sentence, untimely

AMOUNTS = (PERCENT, PERCENTAGE_POINTS, POINTS, SHARE, TIMES)
FEW = 100  # people, at most, that are quoted together


def figures(article: Article, segments: Iterable[Segment], said: Sequence[Attribution]) -> tuple[Figure, ...]:
    """The figures of the article in order, each linked to the innermost attribution whose content holds it."""
    found: list[Figure] = []
    sources = sorted(span for a in said for span in a.source)
    for segment in segments:
        before: Figure | None = None
        told_of: Figure | None = None
        for sentence in segment.sentences:
            numbers = list(quantities(article.text, sentence.start, sentence.end))
            if not numbers:
                continue
            read = words_of(article.text, sentence.start, sentence.end)
            place = Sentence(article, sentence, read, [w.start for w in read])
            end = sentence.start
            for q in numbers:
                figure = _figure(place, q, before, told_of) if q.start >= end else None
                if figure is not None and not _of_source(figure, q, sources):
                    before, end = figure, figure.span.end
                    told_of = figure if figure.measure else told_of
                    found.append(figure)
    return dated(article, _linked(found, said), segments, said)


def _of_source(figure: Figure, q: Quantity, sources: Sequence[Span]) -> bool:
    """Whether a number says how many a source is: "three people who know the talks"; not "54 percent of voters"."""
    span = figure.span
    if q.unit is not None or (q.value is not None and q.value >= FEW):
        return False
    i = bisect_right(sources, span.start, key=lambda x: x.start)
    return any(x.holds(span) and span.start - x.start < 5 for x in sources[max(0, i - 3) : i])


def _figure(s: Sentence, q: Quantity, before: Figure | None, told_of: Figure | None) -> Figure | None:
    """The figure at a number, or None; ``before`` is the paragraph's last, ``told_of`` its last with a measure."""
    first, after = s.at(q.start), s.at(q.end)
    if q.form == "none":
        return nobody(s, q, after)
    if named(s, q, first, after):
        return None
    if q.unit in AMOUNTS or q.unit in MONEY:
        return amount(s, q, first, after, before)
    long = extent(s, q, first, after, before)
    if long is not None or (after < len(s.words) and untimely(s.words[after])):
        return long
    noun = noun_of(s, q, after)
    if noun is not None:
        return count(s, q, first, noun, before)
    return None if q.value == 1 and q.form == "spelt" else bare(s, q, first, after, before, told_of)


def _linked(found: Sequence[Figure], said: Sequence[Attribution]) -> tuple[Figure, ...]:
    spans = sorted((c.start, c.end, i) for i, a in enumerate(said) for c in a.content)
    out: list[Figure] = []
    active: list[tuple[int, int, int]] = []
    n = 0
    for figure in found:
        while n < len(spans) and spans[n][0] <= figure.span.start:
            active.append(spans[n])
            n += 1
        active = [s for s in active if s[1] > figure.span.start]
        inner = min((s for s in active if s[1] >= figure.span.end), key=lambda s: (s[1] - s[0], s[2]), default=None)
        out.append(figure if inner is None else replace(figure, attribution=said[inner[2]].id))
    return tuple(out)
